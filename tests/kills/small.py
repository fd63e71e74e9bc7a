"""A small site under kills: its command, its undisturbed outcome, and what must hold after a kill and another run."""

from __future__ import annotations

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.compare import differences
from tests.health import health
from tests.kills.held import Point, kill_at
from tests.line import BAOGAO, baogao

REPORTS = 36
"""Four listing pages and one group of details more than a group holds."""
ABREAST = 2
"""Kills are tried so many at a time: one for each processor of the CI machine."""


@dataclass(frozen=True)
class Small:
    """The address of the replica, and a data directory made without a kill."""

    base_url: str
    reference: Path

    def command(self, data: Path) -> list[object]:
        """Return the one command that captures, derives and publishes."""
        return [BAOGAO, "crawl", "--site", "replica", "--base-url", self.base_url, "--data", data]

    def after_kill(self, point: Point, data: Path) -> tuple[str, list[str]]:
        """Kill a run in `data` at a point and run it again.

        Returns how far the killed run had come, and what at the end differs from the undisturbed outcome.
        """
        if not kill_at(point, self.command(data), data, data.with_suffix(".fifo")):
            return "", [f"{point}: the run ended before it came there"]
        state = progress(data)
        again = baogao(*self.command(data)[1:], code=None)
        wrong = [f"exit {again.returncode}: {again.stderr}"] if again.returncode else []
        wrong += [*map(str, differences(self.reference, data)), *health(data)]
        return state, [f"{point} ({state}): {word}" for word in wrong]

    def try_all(self, points: list[Point], start: Path | None, folder: Path) -> set[str]:
        """Kill one run at each point, each in its own copy of `start` (None: nothing yet).

        Returns how far the killed runs had come. Fails with all that is wrong after any of them.
        """

        def one(number: int, point: Point) -> tuple[str, list[str]]:
            data = folder / f"kill-{number}"
            if start is not None:
                shutil.copytree(start, data)
            state, wrong = self.after_kill(point, data)
            if not wrong:
                shutil.rmtree(data)
            return state, wrong

        with ThreadPoolExecutor(ABREAST) as pool:
            results = list(pool.map(one, range(len(points)), points))
        complaints = [word for _state, wrong in results for word in wrong]
        assert not complaints, "\n".join(complaints)
        return {state for state, _wrong in results}


def progress(data: Path) -> str:
    """Say in few words how far the working database has come, as its readers would find it now."""
    path = data / "archive.db"
    if not path.exists():
        return "no database"
    with closing(sqlite3.connect(path)) as conn:
        if not conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'crawls'").fetchone():
            return "no tables"
        figures = {
            "outcome": "SELECT group_concat(outcome) FROM crawls",
            "captures": "SELECT count(*) FROM captures",
            "pending": "SELECT count(*) FROM ledger WHERE state = 'pending'",
            "sealed": "SELECT count(sealed_at) FROM warc_files",
            "reports": "SELECT count(*) FROM reports",
            "settled": "SELECT count(report_id) FROM ledger",
        }
        return ", ".join(f"{name} {conn.execute(sql).fetchone()[0]}" for name, sql in figures.items())
