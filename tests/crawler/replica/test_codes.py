"""The code tables: exactly what their committed script makes of the sources."""

from __future__ import annotations

import csv
import runpy

import pytest

from crawler.replica.regions import DATA


@pytest.fixture(scope="module")
def script() -> dict:
    return runpy.run_path(str(DATA / "condense.py"))


def test_the_committed_tables_are_what_the_script_makes(sample, script, tmp_path):
    sources = sample / "regions"
    assert script["condense_areacodes"](sources / "areacodes.csv", tmp_path / "areacodes.csv") == 6823
    assert script["condense_townships"](sources / "townships.json", tmp_path / "townships.csv") == 38749
    for name in ("areacodes.csv", "townships.csv"):
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes()


def test_every_parent_is_in_the_table():
    with (DATA / "areacodes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = {row["code"] for row in rows}
    assert {row["parent_code"] for row in rows} - codes == {""}
    assert {row["level"] for row in rows if not row["parent_code"]} == {"province"}
    kenli = [(row["code"], row["valid_from"], row["valid_to"]) for row in rows if row["name"].startswith("垦利")]
    assert ("370521", "1982", "2016") in kenli
    assert ("370505", "2016", "") in kenli


def test_sources_and_licences_are_named():
    said = (DATA / "SOURCES.md").read_text(encoding="utf-8")
    assert "CC0" in said
    assert "MIT" in said
    assert "MCA" in said
