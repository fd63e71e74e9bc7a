"""`baogao derive --all` makes the whole archive again from the WARC files, decisions and takedowns included."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crawler.replica.process import ReplicaProcess
from tests.guarantees import record
from tests.line import baogao, crawl

TABLES = (
    *("crawls", "captures", "readings", "listing_pages", "ledger", "entries", "checks", "alarms", "takedowns"),
    *("reports", "report_texts", "versions", "fingerprints", "near_texts", "duplicates"),
)
OWN_CLOCK = {"duplicates": "decided_at"}


@pytest.fixture(scope="module")
def two_sites(lived, tmp_path_factory):
    """An archive with a life, and a second site in it whose pages fail for now."""
    data = Path(shutil.copytree(lived, tmp_path_factory.mktemp("two") / "data"))
    with ReplicaProcess(reports=20, variant="dl", fault="http-500:share=0.1,times=always") as other:
        crawl(data, "replica-dl", other.base_url, code=3)
    return data


def rows(data, table):
    """Return the rows of a table without what belongs to our clock; ids of reports replaced by their keys."""
    with closing(sqlite3.connect(data / "archive.db")) as conn:
        conn.row_factory = sqlite3.Row
        keys = dict(conn.execute("SELECT id, report_key FROM reports").fetchall())
        found = []
        for row in conn.execute(f"SELECT * FROM {table}"):
            values = {name: row[name] for name in row.keys() if name != OWN_CLOCK.get(table)}  # noqa: SIM118
            if table == "reports":
                del values["id"]
            for name in ("report_id", "duplicate_of"):
                if name in values:
                    values[name] = keys.get(values[name], values[name])
            found.append(tuple(sorted(values.items(), key=str)))
    return sorted(found, key=str)


def test_from_the_warc_files_alone_the_same_archive_comes_again(two_sites, tmp_path):
    again = tmp_path / "again"
    shutil.copytree(two_sites / "warc", again / "warc")
    baogao("derive", "--all", "--data", again)
    baogao("publish", "--data", again)
    compared = 0
    for table in TABLES:
        expected = rows(two_sites, table)
        assert rows(again, table) == expected, table
        compared += len(expected)
    assert "every row is what the bytes say" in baogao("verify", "--data", again).stdout
    states = [dict(row)["action"] for row in rows(again, "takedowns")]
    assert sorted(states) == ["restored", "taken_down", "taken_down"]
    assert [dict(row)["decision"] for row in rows(again, "alarms")].count("accepted") == 1
    record(4, "tests/archive/test_rebuild.py::test_from_the_warc_files_alone_the_same_archive_comes_again",
           compared, "rows rebuilt", "equal")  # fmt: skip


def test_in_its_own_place_it_repairs_whatever_was_edited(two_sites, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(two_sites, data)
    with closing(sqlite3.connect(data / "archive.db")) as conn:
        for sql in (
            "UPDATE ledger SET title = 'x' WHERE id = 3",
            "UPDATE entries SET gone_since = NULL",
            "UPDATE crawls SET outcome = 'done' WHERE outcome = 'suspect'",
            "UPDATE report_texts SET text = text || '假的句子' WHERE report_id = 7",
            "UPDATE reports SET report_year = 1900 WHERE id = 8",
            "DELETE FROM takedowns",
        ):
            assert conn.execute(sql).rowcount
        conn.commit()
    found = baogao("verify", "--data", data, code=7).stdout
    for word in ("ledger 3, title", "gone_since", "outcome", "report_texts", "report_year", "takedowns"):
        assert word in found
    baogao("derive", "--all", "--data", data)
    for table in TABLES:
        assert rows(data, table) == rows(two_sites, table), table
    assert "every row is what the bytes say" in baogao("verify", "--data", data).stdout
    baogao("publish", "--data", data)
    assert "0 occurrences" in baogao("search", "假的句子", "--data", data).stdout


def test_warc_files_that_no_row_knows_are_never_written_over(two_sites, tmp_path):
    shutil.copytree(two_sites / "warc", tmp_path / "data" / "warc")
    before = {path.name: path.read_bytes() for path in (tmp_path / "data" / "warc").iterdir()}
    words = ("crawl", "--site", "replica", "--base-url", "http://127.0.0.1:1", "--data", tmp_path / "data")
    assert "run `baogao derive --all`" in baogao(*words, code=1).stderr
    assert before == {path.name: path.read_bytes() for path in (tmp_path / "data" / "warc").iterdir()}


@pytest.mark.parametrize("lost", [0, 2])
def test_a_missing_file_is_one_sentence_and_changes_nothing(two_sites, tmp_path, lost):
    data = tmp_path / "data"
    shutil.copytree(two_sites, data)
    before = {table: rows(data, table) for table in TABLES}
    sorted((data / "warc").glob("*.warc.gz"))[lost].unlink()
    assert "restore the folder warc/ as a whole" in baogao("derive", "--all", "--data", data, code=1).stderr
    assert before == {table: rows(data, table) for table in TABLES}
    assert "the file is missing" in baogao("verify", "--data", data, code=7).stdout
