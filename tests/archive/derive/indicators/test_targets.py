"""Annual targets, one sentence or block at a time, against a table of made-up wordings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.derive.indicators import INDICATORS, Figure, indicators
from archive.derive.sections import sections

TABLE = Path(__file__).with_name("targets.txt")
YEAR = 2021


def _cases(path: Path) -> list[tuple[str, str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(text.replace("|", "\n"), rows.removeprefix("= ")) for text, rows in zip(lines[::2], lines[1::2], strict=True)]


def spelled(figure: Figure) -> str:
    """Write a figure as the tables do."""
    if figure.status == "qualitative":
        return f"{figure.indicator} ?"
    high = f"..{figure.value_max:g}" if figure.value_max is not None else ""
    value = f"{figure.value:.10g}{high}"
    if figure.measure != "growth":
        value = f"{figure.measure} {value}{figure.unit}"
    return f"{figure.indicator} {value}" + (f" {figure.modifier}" if figure.modifier else "")


def _expected(rows: str) -> list[str]:
    return [] if rows == "(none)" else re.split(r",\s*", rows)


@pytest.mark.parametrize(("text", "rows"), _cases(TABLE))
def test_annual_targets_are_read_as_the_table_says(text: str, rows: str) -> None:
    found = indicators(text, sections(text, YEAR), YEAR)
    annual = [f for f in found if f.basis == "target" and f.horizon == "annual"]
    assert {f.indicator for f in annual} == set(INDICATORS)
    stated = [spelled(f) for f in annual if f.status in ("stated", "qualitative")]
    assert sorted(stated) == sorted(_expected(rows))
    for f in found:
        if f.quote is not None:
            assert f.quote == text[f.start : f.end]
