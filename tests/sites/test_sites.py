"""Every page in the folders beside this file is read with its site's profile, one test per field.

A case is a folder: `inputs/page.html` (the bytes as received), `inputs/meta.json` (kind, address, content type)
and `output.json` (what must be read). The profile of a site is `site.toml` beside its cases.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from archive.derive.pages import read_detail, read_listing
from archive.profile import load_profile

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/output.json"))


def fields(output: dict[str, Any]) -> dict[str, Any]:
    """Flatten a reading to one value per field: entries[1].title, paragraphs …"""
    flat = {name: value for name, value in output.items() if name not in ("entries", "matched")}
    if "entries" in output:
        flat["entries"] = len(output["entries"])
        for number, entry in enumerate(output["entries"], 1):
            flat |= {f"entries[{number}].{name}": value for name, value in entry.items()}
    return flat


def expected(case: Path) -> dict[str, Any]:
    return fields(json.loads((case / "output.json").read_text(encoding="utf-8")))


@cache
def read(case: Path) -> dict[str, Any]:
    meta = json.loads((case / "inputs" / "meta.json").read_text(encoding="utf-8"))
    profile = load_profile(case.parent / "site.toml")
    body = (case / "inputs" / "page.html").read_bytes()
    page = (
        read_listing(body, meta["content_type"], meta["url"], profile.listing)
        if meta["kind"] == "listing"
        else read_detail(body, meta["content_type"], meta["url"], profile.detail)
    )
    return fields(json.loads(json.dumps(asdict(page))))


@pytest.mark.parametrize(
    ("case", "field"),
    [
        pytest.param(case, field, id=f"{case.relative_to(HERE).as_posix()}-{field}")
        for case in CASES
        for field in expected(case)
    ],
)
def test_field_is_read_as_expected(case: Path, field: str) -> None:
    assert read(case).get(field) == expected(case)[field]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.relative_to(HERE).as_posix())
def test_nothing_else_is_read(case: Path) -> None:
    assert set(read(case)) == set(expected(case))
