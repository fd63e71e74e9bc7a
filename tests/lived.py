"""An archive with a life, made by the product itself: what readers and operators must be told has happened in it.

Edits, removals, a failure, suspect crawls that are accepted, rejected and undecided, a text taken down, one restored.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crawler.replica.process import ReplicaProcess
from tests.line import baogao, crawl

REPORTS = 30
REASON = "应来源单位要求"


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory: crawls 1 and 2 done, 3 accepted, 4 rejected, 5 undecided; report 1 taken down."""
    data = tmp_path_factory.mktemp("lived") / "data"
    with ReplicaProcess(reports=REPORTS) as replica:
        base_url, port = replica.base_url, int(replica.base_url.rpartition(":")[2])
        crawl(data, "replica", base_url, "--mode", "full")
    with ReplicaProcess(reports=REPORTS, day=1, port=port):
        crawl(data, "replica", base_url, "--mode", "full")
    for fault, decision in (("edited-all", "accept"), ("new-markup:on=listing", "reject"), ("new-markup", None)):
        with ReplicaProcess(reports=REPORTS, day=1, port=port, fault=fault):
            crawl(data, "replica", base_url, "--mode", "full", code=4)
        with closing(sqlite3.connect(data / "archive.db")) as conn:
            raised = [
                row[0] for row in conn.execute("SELECT id FROM alarms WHERE crawl_id = (SELECT max(id) FROM crawls)")
            ]
        if decision:
            baogao("alarms", decision, *raised, "--data", data)
    baogao("derive", "--data", data)
    baogao("takedown", 2, "--reason", "误收", "--data", data)
    baogao("restore-report", 2, "--reason", "查明并非误收", "--data", data)
    baogao("takedown", 1, "--reason", REASON, "--data", data)
    return data
