"""Last year's results, one review at a time, against a table of made-up wordings."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.derive.indicators import indicators
from archive.derive.sections import sections
from tests.archive.derive.indicators.table import YEAR, cases, expected, spelled

TABLE = Path(__file__).with_name("results.txt")


@pytest.mark.parametrize(("text", "rows"), cases(TABLE))
def test_last_years_results_are_read_as_the_table_says(text: str, rows: str) -> None:
    found = indicators(text, sections(text, YEAR), YEAR)
    achieved = [f for f in found if f.basis == "achieved" and f.horizon == "annual"]
    assert all(f.year == YEAR - 1 and f.status == "stated" for f in achieved)
    said = [spelled(f) + (" ~" if f.is_estimate else "") for f in achieved]
    assert sorted(said) == sorted(expected(rows))
