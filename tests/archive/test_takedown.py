"""A text that is taken down is nowhere that readers look, its record stays, and the decision can be undone."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from crawler.replica.process import ReplicaProcess
from tests.guarantees import record
from tests.line import baogao, content, crawl, published


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    data = tmp_path_factory.mktemp("crawled") / "data"
    with ReplicaProcess(reports=60) as replica:
        crawl(data, "replica", replica.base_url)
    return data


@pytest.fixture
def data(crawled, tmp_path):
    return shutil.copytree(crawled, tmp_path / "data")


def one_with_a_copy(data):
    """Return (report_key, text) of a report that is a copy, and the key of the one it copies."""
    row = published(data).execute(
        "SELECT a.report_key, text, b.report_key AS other FROM reports AS a JOIN report_texts ON report_id = a.id "
        "JOIN reports AS b ON b.id = a.duplicate_of LIMIT 1"
    )
    return row.fetchone()


def test_the_text_is_gone_from_every_published_byte_and_copies_are_named(data):
    baogao("publish", "--data", data)
    key, text, other = one_with_a_copy(data)
    said = baogao("takedown", key, "--reason", "应来源单位要求", "--data", data).stdout
    assert f"still shown as {other}" in said
    baogao("takedown", other, "--reason", "同上", "--data", data)
    sentences = [line for line in text.split("\n") if len(line) > 40]
    for path in [data / "published" / "archive.db", *(data / "published" / "snapshots").iterdir()]:
        bytes_of = path.read_bytes()
        for sentence in sentences:
            assert sentence[:40].encode() not in bytes_of
    assert len(list((data / "published" / "snapshots").iterdir())) == 1
    found = json.loads(baogao("search", f'"{sentences[0][:12]}"', "--json", "--data", data).stdout)["hits"]
    assert not {key, other} & {hit["report_key"] for hit in found}
    folder = baogao("export", "--data", data, "--out", data / "out").stdout and data / "out"
    assert sentences[0] not in (folder / "texts.csv").read_text(encoding="utf-8")
    row = published(data).execute("SELECT title, taken_down_at, text_sha256 FROM reports WHERE report_key = ?", (key,))
    assert all(row.fetchone())
    quoted = (
        "SELECT count(quote) + count(value_text) + count(modifier), count(*) "
        "FROM indicators JOIN reports ON reports.id = report_id WHERE report_key = ?"
    )
    quotes, figures = published(data).execute(quoted, (key,)).fetchone()
    assert quotes == 0 < figures, "its figures stay, without the words that state them"
    parts = "SELECT count(*) FROM sections JOIN reports ON reports.id = report_id WHERE report_key = ?"
    assert published(data).execute(parts, (key,)).fetchone()[0] == 0
    assert "every row is what the bytes say" in baogao("verify", "--data", data).stdout
    record(5, "tests/archive/test_takedown.py::test_the_text_is_gone_from_every_published_byte_and_copies_are_named",
           len(sentences), "passages looked for in every published byte", "none found")  # fmt: skip


def test_it_comes_back_whole_and_both_decisions_stay_on_record(data):
    before = content(data)
    key, text, _other = one_with_a_copy(data)
    baogao("takedown", key, "--reason", "误收", "--data", data)
    baogao("restore-report", key, "--reason", "查明并非误收", "--data", data)
    assert content(data) == before
    shown = published(data).execute(
        "SELECT text FROM report_texts JOIN reports ON id = report_id WHERE report_key = ?", (key,)
    )
    assert shown.fetchone()[0] == text
    decisions = published(data).execute("SELECT report_key, action, reason FROM takedowns ORDER BY id").fetchall()
    assert [tuple(row) for row in decisions] == [(key, "taken_down", "误收"), (key, "restored", "查明并非误收")]


def test_a_crawl_and_a_derivation_keep_it_hidden(data):
    key, _text, _other = one_with_a_copy(data)
    baogao("takedown", key, "--reason", "应来源单位要求", "--data", data)
    baogao("derive", "--all", "--data", data)
    baogao("publish", "--data", data)
    assert published(data).execute("SELECT count(*) FROM report_texts").fetchone()[0] == 59
    with closing(sqlite3.connect(data / "archive.db")) as conn:
        assert conn.execute("SELECT count(*) FROM report_texts").fetchone()[0] == 60, "the archive itself keeps it"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("takedown", "nothing", "--reason", "x"), "There is no report nothing"),
        (("takedown", "123456", "--reason", "x"), "There is no report 123456"),
        (("restore-report", "1"), "is not taken down"),
    ],
)
def test_a_mistake_is_one_sentence(crawled, words, says):
    said = baogao(*words, "--data", crawled, code=2).stderr
    assert says in said
    assert "Traceback" not in said


def test_taking_down_twice_is_one_sentence(data):
    key, _text, _other = one_with_a_copy(data)
    baogao("takedown", key, "--reason", "x", "--data", data)
    assert "is taken down already, since" in baogao("takedown", key, "--reason", "x", "--data", data, code=2).stderr
