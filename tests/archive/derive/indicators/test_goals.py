"""Goals of several years, against a table of made-up wordings."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.derive.indicators import indicators
from archive.derive.sections import sections
from tests.archive.derive.indicators.table import YEAR, cases, expected, spelled

TABLE = Path(__file__).with_name("goals.txt")


@pytest.mark.parametrize(("text", "rows"), cases(TABLE))
def test_goals_of_several_years_are_read_with_their_end_year(text: str, rows: str) -> None:
    found = indicators(text, sections(text, YEAR), YEAR)
    stated = [f"{spelled(f)} {f.year}" for f in found if f.basis == "target" and f.horizon != "annual"]
    assert sorted(stated) == sorted(expected(rows))
