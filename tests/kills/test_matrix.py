"""Promise 1, one kill at a time: at every file and transaction boundary of a small crawl, the next run repairs all.

The boundaries are read from a traced run, not counted by hand. A kill before a call leaves what a kill after the call
before it leaves, so one side is enough nearly everywhere. Two starts: an empty directory, and one in which all but the
last group of details is stored, from where every run makes the same calls to its end.
"""

from __future__ import annotations

import itertools

import pytest

from tests.guarantees import record
from tests.kills.held import WRITES, Call, Point, Side, numbered, trace, warc_of
from tests.kills.tries import try_all
from tests.small import REPORTS

pytestmark = pytest.mark.usefixtures("strace")
LONGEST = 3
"""So many of the longest rows of writes to one file are killed in their midst."""


def around(calls: list[Call], path: str, *names: str, sides: tuple[Side, ...] = ("before",)) -> list[Point]:
    """Return points at each call of these names on one path."""
    return [
        Point(call, number, side)
        for call, number in numbered(calls)
        if call.path == path and call.name in names
        for side in sides
    ]


def amid(calls: list[Call], path: str) -> list[Point]:
    """Return a point in the middle of each of the longest rows of writes to one path."""
    rows = []
    for call, row in itertools.groupby(numbered(calls), key=lambda pair: pair[0]):
        if call.path == path and call.name in WRITES:
            rows.append([Point(call, number, "before") for _call, number in row])
    longest = sorted(rows, key=len, reverse=True)[:LONGEST]
    return [row[len(row) // 2] for row in longest if len(row) > 1]


def test_a_kill_at_the_first_steps_in_an_empty_directory(small, tmp_path):
    first = trace(small.command(tmp_path / "traced"), tmp_path / "traced", tmp_path / "log")
    warc = warc_of(first)
    # Listing pages are committed one by one, so up to the third append every run makes the same calls.
    cut = [index for index, call in enumerate(first) if call == Call("write", warc)][2]
    first = first[: cut + 1]
    points = [
        *around(first, "archive.db-journal", "fdatasync", "unlink"),
        *around(first, "archive.db-wal", "fdatasync"),
        *amid(first, "archive.db-wal"),
        *around(first, warc, "write", "fsync"),
    ]
    states = try_all(small, points, None, tmp_path)
    assert "no tables" in states
    assert any("captures 0," in state for state in states)
    assert any("outcome running, captures 2," in state for state in states)
    tried("a_kill_at_the_first_steps_in_an_empty_directory", points)


def test_a_kill_around_every_append_sync_commit_derived_batch_and_seal(small, nearly, calls, tmp_path):
    points = [
        *around(calls, warc_of(calls), "write", "fsync", sides=("before", "after")),
        *around(calls, "archive.db-wal", "fdatasync"),
        *amid(calls, "archive.db-wal"),
    ]
    states = try_all(small, points, nearly, tmp_path)
    for reached in ("outcome running", "outcome done", "sealed 0", "sealed 1", "reports 0", f"reports {REPORTS}"):
        assert any(reached in state for state in states), (reached, states)
    tried("a_kill_around_every_append_sync_commit_derived_batch_and_seal", points)


def test_a_kill_at_every_step_of_publishing_and_closing(small, nearly, calls, tmp_path):
    copies = ("published/draft.db", "published/next.db")
    points = [
        *(point for path in copies for point in amid(calls, path)),
        *(point for path in copies for point in around(calls, path, "fsync", "link", "unlink")),
        *(point for path in copies for point in around(calls, path, "rename", sides=("before", "after"))),
        *around(calls, "published", "fsync"),
        *amid(calls, "archive.db"),
        *around(calls, "archive.db", "fdatasync"),
        *around(calls, "archive.db-wal", "ftruncate", "unlink"),
    ]
    assert not [call for call in calls if call.name in WRITES and call.path == "published/archive.db"]
    assert {"link", "rename", "fsync", "ftruncate"} <= {point.call.name for point in points}
    try_all(small, points, nearly, tmp_path)
    tried("a_kill_at_every_step_of_publishing_and_closing", points)


def tried(test: str, points: list[Point]) -> None:
    """Leave the number of kills for the table of guarantees."""
    record(1, f"tests/kills/test_matrix.py::test_{test}", len(points), "kills", "all equal to a run without a kill")
