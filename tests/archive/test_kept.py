"""What was published under a number stays there under better rules, also when the archive is made from WARC alone."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

import pytest

from archive import derived, kept
from archive.derive import pipeline, report
from archive.paths import DataDir
from archive.store import Store
from crawler.replica.process import ReplicaProcess
from tests.line import crawl


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    data = tmp_path_factory.mktemp("kept") / "data"
    with ReplicaProcess(reports=20) as replica:
        crawl(data, "replica", replica.base_url, "--mode", "full")
    return data


def apply_rules(monkeypatch, data, version, better):
    """Derive with rules of another version, which change what a text is."""
    plain = report.clean_paragraphs
    with monkeypatch.context() as rules:
        rules.setattr(report, "clean_paragraphs", lambda lines: tuple(map(better, plain(lines))))
        for module in (derived, kept):
            rules.setattr(module, "RULE_VERSION", version)
        with Store(DataDir(data), rebuilding=True) as store:
            if not store.conn.execute("SELECT 1 FROM crawls").fetchone():
                store.refold()
            pipeline.run(store, workers=1)


def versions(data):
    with closing(sqlite3.connect(data / "archive.db")) as conn:
        return conn.execute(
            "SELECT report_key, v.version, cause, v.rule_version, v.title, coalesce(v.text, t.text), v.text_sha256, "
            "v.text IS NULL, captured_at, v.capture_id FROM versions AS v JOIN reports AS r ON r.id = v.report_id "
            "JOIN report_texts AS t ON t.report_id = r.id ORDER BY 1, 2"
        ).fetchall()


def test_rules_that_change_texts_append_versions_and_a_rebuild_has_them_all(crawled, tmp_path, monkeypatch):
    data = shutil.copytree(crawled, tmp_path / "data")
    first = versions(data)
    for number, word in enumerate(("甲", "乙"), 2):
        apply_rules(monkeypatch, data, f"later {number}", lambda line, word=word: line.replace("的", word))
    now = versions(data)
    assert len(now) > 2 * len(first) > 0
    old = [(*row[:7], *row[8:]) for row in now if row[1] == 1]
    assert old == [(*row[:7], *row[8:]) for row in first], "a published text never changes under its number"
    again = tmp_path / "again"
    shutil.copytree(data / "warc", again / "warc")
    apply_rules(monkeypatch, again, "later 3", lambda line: line.replace("的", "乙"))
    assert versions(again) == now


def test_rules_that_give_the_same_again_log_nothing(crawled, tmp_path, monkeypatch):
    data = shutil.copytree(crawled, tmp_path / "data")
    before = versions(data)
    apply_rules(monkeypatch, data, "2", lambda line: line)
    assert versions(data) == before
    with closing(sqlite3.connect(data / "archive.db")) as conn:
        assert conn.execute("SELECT count(*) FROM kept_versions").fetchone() == (0,)
        assert conn.execute("SELECT DISTINCT rule_version FROM reports").fetchall() == [("2",)]
