"""The table of regions: what each row says, the way from old codes to today's, and that it is what the script makes."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive.derive.data import condense
from archive.derive.places import rows
from archive.derive.places.table import TOWNSHIPS_OF, as_of, by_code, region_in, today
from tests.archive.derive.gold import NEEDS_SAMPLE, SAMPLE


def test_the_key_of_a_row_is_code_and_first_year() -> None:
    keys = [(region.code, region.valid_from) for region in rows()]
    assert len(keys) == len(set(keys)) == 45_572


def test_359_codes_recur_in_time() -> None:
    assert sum(len(held) > 1 for held in by_code().values()) == 359


def test_codes_are_six_digits_and_nine_for_a_township_of_the_year_of_the_list() -> None:
    for region in rows():
        length = 9 if region.level == "township" else 6
        assert re.fullmatch(rf"\d{{{length}}}", region.code)
        if region.level == "township":
            assert (region.valid_from, region.valid_to, region.parent_code) == (TOWNSHIPS_OF, None, region.code[:6])
            assert not re.search(r"[（）]", region.name)


def test_every_parent_is_a_code_of_the_table() -> None:
    for region in rows():
        if region.level in ("prefecture", "county"):
            assert region.parent_code in by_code(), region


def test_only_what_has_ended_has_successors() -> None:
    for region in rows():
        assert not region.successors or region.valid_to
        assert set(region.successors) <= by_code().keys(), region


@pytest.mark.parametrize(
    ("code", "year", "name", "current"),
    [
        ("370521", 2010, "垦利县", ["370505"]),
        ("372332", 1982, "垦利县", ["370505"]),
        ("342601", 1990, "巢湖市", ["340181"]),
        ("110103", 2005, "崇文区", ["110101"]),
        ("372500", 1990, "聊城地区", ["371500"]),
        ("420600", 2000, "襄樊市", ["420600"]),
        ("510200", 1990, "重庆市", ["500000"]),
        ("341400", 2005, "巢湖市", []),
        ("469004", 2001, "琼山市", ["460105", "460106", "460107", "460108"]),
        ("370200", 2020, "青岛市", ["370200"]),
    ],
)
def test_the_line_of_succession_leads_to_today(code: str, year: int, name: str, current: list[str]) -> None:
    region = region_in(code, year)
    assert region is not None
    assert region.name == name
    assert sorted(one.code for one in today(region)) == current


def test_a_region_of_today_is_read_back_to_what_it_was() -> None:
    kenli = region_in("370505", 2020)
    assert kenli is not None
    assert [one.code for one in as_of(kenli, 2010)] == ["370521"]
    assert [one.code for one in as_of(kenli, 2020)] == ["370505"]


def test_in_a_year_of_change_the_printed_name_decides_and_else_the_older_holds() -> None:
    older, printed = region_in("420600", 2010), region_in("420600", 2010, frozenset({"襄阳市"}))
    assert older is not None
    assert printed is not None
    assert (older.name, printed.name) == ("襄樊市", "襄阳市")


def test_no_region_before_1981_is_unknown_for_its_year() -> None:
    assert region_in("370200", 1962) == region_in("370200", 1981)


def test_the_table_is_read_in_less_than_a_third_of_a_second() -> None:
    code = (
        "import time; from archive.derive.places import table as t; s = time.process_time();"
        "t.areas(); t.by_code(); t.by_short_name(); t.townships(); print(time.process_time() - s)"
    )
    best = min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout) for _ in "123"
    )
    assert best < 0.3


@NEEDS_SAMPLE
def test_the_committed_tables_are_what_the_script_makes_of_the_sources(tmp_path: Path) -> None:
    started = time.process_time()
    condense.condense_areacodes(SAMPLE / "regions" / "areacodes.csv", tmp_path / "areacodes.csv")
    condense.condense_townships(SAMPLE / "regions" / "townships.json", tmp_path / "townships.csv")
    for name in ("areacodes.csv", "townships.csv"):
        assert (tmp_path / name).read_bytes() == (condense.HERE / name).read_bytes(), name
    assert time.process_time() - started < 5
