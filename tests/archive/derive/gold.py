"""The ten hand-checked reports of the sample folder, and its corpora, for the tests of derivation."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SAMPLE = Path(__file__).parents[3].parent / "shared" / "sample"
NEEDS_SAMPLE = pytest.mark.skipif(
    not SAMPLE.is_dir(), reason="needs shared/sample beside the repository: real texts and hand-checked values"
)


@dataclass(frozen=True)
class GoldReport:
    """One entry of the saved listing page: its three lines, and what two readers agree it says."""

    title: str
    text: str
    listed: str
    gold: dict[str, Any]


def gold_reports() -> list[GoldReport]:
    """Return the ten reports, or none where the sample is absent."""
    if not SAMPLE.is_dir():
        return []
    lines = (SAMPLE / "listing-page-001.txt").read_text(encoding="utf-8").split("\n")
    starts = [number for number, line in enumerate(lines) if re.match(r"\s*• 【", line)]
    gold = [json.loads(line) for line in (SAMPLE / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        GoldReport(lines[start].strip(" •\xa0"), lines[start + 2].strip(), lines[start + 4].strip(), values)
        for start, values in zip(starts, gold, strict=True)
    ]


def corpus(name: str) -> list[Path]:
    """Return the texts of a corpus folder, or none where the sample is absent."""
    return sorted((SAMPLE / "corpus" / name).glob("*.txt"))
