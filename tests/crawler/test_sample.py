"""The ten real reports of the sample page through the whole line: replica, crawl, derive, publish, search."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import subprocess
from pathlib import Path

import pytest

from crawler.replica.process import ReplicaProcess
from tests.line import baogao, crawl, published, reports


@pytest.fixture(scope="module")
def data(tmp_path_factory, sample):
    folder = tmp_path_factory.mktemp("sample")
    with ReplicaProcess(sample=sample / "listing-page-001.txt") as replica:
        row = crawl(folder, "replica", replica.base_url)
    assert (row["outcome"], row["new"]) == ("done", 10)
    return folder


@pytest.fixture(scope="module")
def gold(sample):
    lines = (sample / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return {entry["title"]: entry for entry in map(json.loads, lines)}


def folded(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_texts_are_those_of_the_page(data, sample):
    lines = (sample / "listing-page-001.txt").read_text(encoding="utf-8").splitlines()
    entries = [number for number, line in enumerate(lines) if line.lstrip().startswith("• 【")]
    printed = {lines[n].split("• ")[1].strip(): folded(lines[n + 2]) for n in entries}
    assert {row["title"]: folded(row["text"]) for row in reports(data).values()} == printed
    assert len(printed) == 10


def test_dates_years_and_labels_are_those_checked_by_hand(data, gold):
    rows = {row["title"]: row for row in reports(data).values()}
    assert set(rows) == set(gold)
    for title, row in rows.items():
        for name in ("listed_date", "report_date", "report_year", "region_label", "admin_level"):
            assert row[name] == gold[title][name], (title, name)
    assert sum(row["report_date"] is not None for row in rows.values()) == 7


@pytest.mark.parametrize(
    ("query", "found", "times"),
    [("生态", 10, 121), ("双招双引", 7, 18), ("姜屯", 1, None), ("疫情", 5, None), ("营商环境", 6, None)],
)
def test_search_finds_every_occurrence(data, query, found, times):
    said = json.loads(baogao("search", query, "--json", "--data", data).stdout)
    assert said["reports"] == found
    assert times is None or said["occurrences"] == times


def test_the_concordance_has_a_line_for_each_occurrence(data):
    lines = list(csv.DictReader(baogao("search", "生态", "--kwic", "--csv", "--data", data).stdout.splitlines()))
    assert len(lines) == 121
    texts = {row["report_key"]: row["text"] for row in reports(data).values()}
    assert all(texts[line["report_key"]][int(line["start"]) : int(line["end"])] == "生态" for line in lines)


def test_an_empty_query_is_one_sentence(data):
    done = baogao("search", "。，", "--data", data, code=2)
    assert done.stderr.startswith("Error: There is nothing to search for")


def test_export_writes_whole_files_and_says_when_nothing_changed(data):
    first = json.loads(baogao("export", "--json", "--data", data).stdout)
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=first["folder"], check=True)
    again = json.loads(baogao("export", "--json", "--data", data).stdout)
    assert again == {**first, "new": False}
    folder = Path(first["folder"])
    source = (folder / "reports.csv").read_bytes().decode("utf-8")
    assert "\r" not in source
    assert not source.startswith("\ufeff")
    rows = list(csv.DictReader(source.splitlines()))
    assert len(rows) == 10
    assert sum(row["report_date"] == "" for row in rows) == 3
    assert next(iter(rows[0])) == "report_key"
    texts = published(data).execute("SELECT report_key, text FROM reports JOIN report_texts ON report_id = id")
    with (folder / "texts.csv").open(encoding="utf-8", newline="") as file:
        assert {row["report_key"]: row["text"] for row in csv.DictReader(file)} == dict(texts.fetchall())


def test_export_never_overwrites(data, tmp_path):
    (tmp_path / "taken").mkdir()
    assert "exists already" in baogao("export", "--out", tmp_path / "taken", "--data", data, code=2).stderr


def test_publish_refuses_to_shrink(data):
    """The published file is replaced by one with a report more than the archive holds; the next publish must refuse."""
    before = (data / "published" / "archive.db").read_bytes()
    grown = published(data)
    copy = data / "published" / "grown.db"
    grown.execute("VACUUM INTO ?", (str(copy),))
    grown.close()
    conn = sqlite3.connect(copy)
    conn.execute("CREATE TEMP TABLE one AS SELECT * FROM reports WHERE id = 1")
    conn.execute("UPDATE one SET id = 99, report_key = 'ffffffffffff'")
    conn.execute("INSERT INTO reports SELECT * FROM one")
    conn.commit()
    conn.close()
    copy.replace(data / "published" / "archive.db")
    done = baogao("publish", "--data", data, code=7)
    assert "10 reports where 11 are published" in done.stderr
    (data / "published" / "archive.db").write_bytes(before)


def test_three_snapshots_are_kept(data):
    for _time in range(5):
        baogao("publish", "--data", data)
    assert 1 <= len(list((data / "published" / "snapshots").glob("archive-*.db"))) <= 3
    assert not (data / "published" / "draft.db").exists()
    assert not (data / "published" / "next.db").exists()
