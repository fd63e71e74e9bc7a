"""Annual targets, one sentence or block at a time, against a table of made-up wordings."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.derive.indicators import INDICATORS, indicators
from archive.derive.sections import sections
from tests.archive.derive.indicators.table import YEAR, cases, expected, spelled

TABLE = Path(__file__).with_name("targets.txt")


@pytest.mark.parametrize(("text", "rows"), cases(TABLE))
def test_annual_targets_are_read_as_the_table_says(text: str, rows: str) -> None:
    found = indicators(text, sections(text, YEAR), YEAR)
    annual = [f for f in found if f.basis == "target" and f.horizon == "annual"]
    assert {f.indicator for f in annual} == set(INDICATORS)
    stated = [spelled(f) for f in annual if f.status in ("stated", "qualitative")]
    assert sorted(stated) == sorted(expected(rows))
