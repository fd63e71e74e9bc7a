"""Promise 1, the database held by another program: waited for a few seconds, then one sentence; nothing is lost."""

from __future__ import annotations

import select
import subprocess
import sys

import pytest

from tests.guarantees import record
from tests.line import baogao
from tests.running import Running, count
from tests.small import one_sentence

HOLDER = """
import sqlite3, sys, time
path, captures = sys.argv[1], int(sys.argv[2])
conn = sqlite3.connect(path, isolation_level=None, timeout=60)
conn.execute("BEGIN EXCLUSIVE")
while conn.execute("SELECT count(*) FROM captures").fetchone()[0] < captures:
    conn.execute("ROLLBACK")
    time.sleep(0.001)
    conn.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""
"""Takes the database for itself as soon as it has so many captures, and holds it until its input ends."""

HELD_SECONDS = 30


@pytest.fixture
def hold(tmp_path):
    """Return a function that starts a holder; it says `held` when it has the database, which is there and empty."""
    holders = []

    def start(captures: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", HOLDER, tmp_path / "data" / "archive.db", captures]
        holder = subprocess.Popen([*map(str, command)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        holders.append(holder)
        return holder

    baogao("derive", "--data", tmp_path / "data")
    yield start
    for holder in holders:
        holder.kill()
        holder.wait()


def assert_held(holder: subprocess.Popen[str]) -> None:
    """Wait until a holder has the database."""
    assert select.select([holder.stdout], [], [], HELD_SECONDS)[0], "nobody holds the database"
    assert holder.stdout.readline() == "held\n"


@pytest.mark.parametrize("captures", [0, 3], ids=["before-the-first-page", "in-the-midst-of-a-crawl"])
def test_a_held_database_is_one_sentence_and_nothing_is_lost(small, hold, tmp_path, captures):
    holder = hold(captures)
    said = one_sentence(small.crawl(tmp_path / "data", code=1))
    assert "database is locked" in said
    assert_held(holder)
    assert captures <= count(tmp_path / "data", "captures") < count(small.reference, "captures")
    holder.stdin.close()
    holder.wait()
    small.crawl(tmp_path / "data")
    assert small.wrong(tmp_path / "data") == []
    record(1, "tests/broken/test_locked_database.py::test_a_held_database_is_one_sentence_and_nothing_is_lost",
           2, "locked databases", "one sentence; equal to an undisturbed run afterwards")  # fmt: skip


def test_a_database_that_is_soon_let_go_is_waited_for(small, hold, tmp_path):
    holder = hold(3)
    with Running(small.command(tmp_path / "data")) as run:
        assert_held(holder)
        with pytest.raises(subprocess.TimeoutExpired):
            run.process.wait(1)
        holder.stdin.close()
        run.end(0)
    assert small.wrong(tmp_path / "data") == []
