"""What the kills on the small site begin with: a run killed before its last group of details, and its calls from there.

They need strace; the project's own set-up installs it.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.kills.held import Call, Point, kill_at, trace, warc_of
from tests.small import REPORTS, Small


@pytest.fixture(scope="session")
def strace() -> None:
    if shutil.which("strace") is None:
        pytest.skip("needs strace: apt-get install strace")


@pytest.fixture(scope="session")
def nearly(strace, small: Small, tmp_path_factory) -> Path:
    """A data directory whose run was killed before the last group of details was stored."""
    folder = tmp_path_factory.mktemp("nearly")
    calls = trace(small.command(folder / "traced"), folder / "traced", folder / "log")
    append = Call("write", warc_of(calls))
    for number in range(calls.count(append), 1, -1):
        data = folder / f"before-{number}"
        if kill_at(Point(append, number, "before"), small.command(data), data, folder / "fifo"):
            with closing(sqlite3.connect(data / "archive.db")) as conn:
                (pending,) = conn.execute("SELECT count(*) FROM ledger WHERE state = 'pending'").fetchone()
            if 0 < pending < REPORTS:
                return data
    raise AssertionError("no run could be killed between two groups of details")


@pytest.fixture(scope="session")
def calls(small: Small, nearly: Path, tmp_path_factory) -> list[Call]:
    """What a run does from there to its end: always the same calls."""
    folder = tmp_path_factory.mktemp("traced")
    data = Path(shutil.copytree(nearly, folder / "data"))
    return trace(small.command(data), data, folder / "log")
