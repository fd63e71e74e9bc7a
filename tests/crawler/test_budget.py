"""The day's budget of requests holds over restarts, and a crawl that it stopped is gone on with the next day."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from crawler.replica.process import ReplicaProcess
from crawler.sites import FOLDER
from tests.line import baogao, content, crawl


@pytest.fixture
def frugal(tmp_path):
    profile = (FOLDER / "replica.toml").read_text(encoding="utf-8")
    path = tmp_path / "frugal.toml"
    lines = [line for line in profile.splitlines() if not line.startswith("daily_request_budget")]
    lines.insert(lines.index("[politeness]") + 1, "daily_request_budget = 20")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_crawl_stops_at_the_budget_and_ends_as_if_it_had_not(tmp_path, frugal):
    data = tmp_path / "data"
    with ReplicaProcess(reports=30) as replica:
        crawl(tmp_path / "whole", "replica", replica.base_url)
        words = ["crawl", "--site", frugal, "--base-url", replica.base_url, "--data", data]
        said = baogao(*words, code=3).stdout
        assert "budget of requests to this site is used up" in said
        assert "after 00:00 UTC" in said
        baogao(*words, code=3)
        with closing(sqlite3.connect(data / "archive.db")) as conn:
            assert conn.execute("SELECT requests FROM crawls").fetchall() == [(20,)]
            conn.execute("UPDATE request_days SET day = '2000-01-01'")
            conn.commit()
        rest = json.loads(baogao(*words, "--json").stdout.splitlines()[-1])
    assert (rest["id"], rest["outcome"], rest["failed"]) == (1, "done", 0)
    assert content(data) == content(tmp_path / "whole")
