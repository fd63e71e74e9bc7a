"""What is gone, what is back: only a complete full run marks an entry gone, and only when its own address says so."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager

import pytest

from crawler.replica.process import ReplicaProcess
from crawler.sites import FOLDER
from tests.guarantees import record
from tests.line import baogao, content, crawl, published

REPORTS = 50


@pytest.fixture
def site(tmp_path):
    """A way to serve one site over time, and its profile with room for a shrinking list."""
    profile = (FOLDER / "replica.toml").read_text(encoding="utf-8").replace("[guard]", "[guard]\nmax_fall = 1.0")
    (tmp_path / "replica.toml").write_text(profile, encoding="utf-8")
    ports = []

    @contextmanager
    def serve(*faults, **options):
        with ReplicaProcess(reports=REPORTS, port=ports[0] if ports else 0, fault=faults, **options) as replica:
            ports[:] = [int(replica.base_url.rpartition(":")[2])]
            yield lambda *words, **how: crawl(
                tmp_path / "data", tmp_path / "replica.toml", replica.base_url, *words, **how
            )

    return tmp_path / "data", serve


def gone(data):
    return {row[0] for row in published(data).execute("SELECT report_key FROM reports WHERE gone_since IS NOT NULL")}


def test_a_new_run_never_marks_anything_gone(site):
    data, serve = site
    with serve() as run:
        run("--mode", "full")
    with serve("few-pages:claims=3", "missing:times=always") as run:
        run(code=None)
    assert gone(data) == set()


def test_unlisted_is_gone_only_when_its_own_address_says_so_and_back_when_the_page_is(site):
    data, serve = site
    with serve() as run:
        run("--mode", "full")
    everything = content(data)
    with serve("few-pages:claims=3") as run:
        assert run("--mode", "full")["gone"] == 0
    with serve("few-pages:claims=3", "http-500:times=always") as run:
        run("--mode", "full", code=3)
    assert gone(data) == set(), "an error is no proof"
    with serve("few-pages:claims=3", "missing:times=always") as run:
        run("--mode", "full", code=3)
    assert len(gone(data)) > 10
    held = published(data).execute("SELECT count(*) FROM report_texts").fetchone()[0]
    assert held == len(everything), "what is gone is kept"
    with serve("few-pages:claims=3") as run:
        run("--mode", "full", code=None)
    assert gone(data) == set(), "its page came back, although no list names it"
    with serve("few-pages:claims=3", "missing:times=always,status=410") as run:
        run("--mode", "full", code=3)
    assert gone(data)
    with serve() as run:
        run("--mode", "full", code=None)
    assert gone(data) == set(), "it is listed again"
    assert content(data) == everything
    assert "every row is what the bytes say" in baogao("verify", "--data", data).stdout
    record(5, "tests/crawler/test_history.py::test_unlisted_is_gone_only_when_its_own_address_says_so_and_back_when_"
           "the_page_is", 7, "full runs", "gone and back as the site said")  # fmt: skip


def test_an_incomplete_walk_marks_nothing_gone(site):
    data, serve = site
    with serve() as run:
        run("--mode", "full")
    with serve("http-500:on=listing,share=0.4,times=always", "missing:times=always") as run:
        row = run("--mode", "full", code=3)
    assert row["gone"] == 0
    assert gone(data) == set()


def test_an_edited_page_is_a_new_version_and_the_old_words_are_kept(site):
    data, serve = site
    with serve() as run:
        run("--mode", "full")
    before = {row["report_key"]: row["text"] for row in rows(data)}
    with serve(day=1) as run:
        run("--mode", "full")
    edited = {row["report_key"] for row in rows(data) if before.get(row["report_key"], row["text"]) != row["text"]}
    assert edited
    stored = published(data).execute(
        "SELECT report_key, v.text FROM versions AS v JOIN reports AS r ON r.id = report_id WHERE v.text IS NOT NULL"
    )
    assert dict(stored.fetchall()) == {key: before[key] for key in edited}
    with serve(day=1) as run:
        run("--mode", "full")
    assert published(data).execute("SELECT max(version) FROM versions").fetchone()[0] == 2


def rows(data):
    with closing(sqlite3.connect(data / "published" / "archive.db")) as conn:
        conn.row_factory = sqlite3.Row
        return conn.execute("SELECT report_key, text FROM reports JOIN report_texts ON report_id = id").fetchall()
