"""A small site that stays up: the command against it, its undisturbed outcome, and the comparison with that outcome."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from crawler.replica.process import ReplicaProcess
from tests.compare import differences
from tests.health import health
from tests.line import BAOGAO, baogao

REPORTS = 36
"""Four listing pages and one group of details more than a group holds."""


@dataclass(frozen=True)
class Small:
    """The address of the replica, and a data directory made without a disturbance."""

    base_url: str
    reference: Path

    def command(self, data: Path) -> list[object]:
        """Return the one command that captures, derives and publishes."""
        return [BAOGAO, "crawl", "--site", "replica", "--base-url", self.base_url, "--data", data]

    def crawl(self, data: Path, code: int | None = 0) -> subprocess.CompletedProcess[str]:
        """Run that command to its end; `code` is the exit code it must end with, None for any."""
        return baogao(*self.command(data)[1:], code=code)

    def wrong(self, data: Path) -> list[str]:
        """Return what differs from the undisturbed outcome, and what is not well in itself."""
        return [*map(str, differences(self.reference, data)), *health(data)]


@contextmanager
def small_site(folder: Path) -> Iterator[Small]:
    """Start a replica of a few listing pages, and crawl it once without a disturbance."""
    with ReplicaProcess(reports=REPORTS) as replica:
        site = Small(replica.base_url, folder / "reference")
        site.crawl(site.reference)
        assert site.wrong(site.reference) == [], site.wrong(site.reference)
        yield site


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


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one sentence that a failed command said to its user; progress lines do not count."""
    lines = [line for line in done.stderr.splitlines() if not line.startswith(("replica:", "Deriving:"))]
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("Error: ")
    return lines[0]
