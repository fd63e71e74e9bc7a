"""Outside tools, and an archive for them to read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from crawler.replica.process import ReplicaProcess
from tests.line import crawl
from tests.outside.environment import outside_tools
from tests.outside.wayback import Wayback, replaying

REPORTS = 60


@pytest.fixture(scope="session")
def tools() -> Path:
    """The folder of the outside commands."""
    return outside_tools()


@dataclass(frozen=True)
class Archived:
    """An archive that others look into."""

    data: Path

    @property
    def warc(self) -> Path:
        return self.data / "warc"

    @property
    def files(self) -> list[Path]:
        return sorted(self.warc.glob("*.warc.gz"))

    def rows(self, sql: str) -> list[sqlite3.Row]:
        with closing(sqlite3.connect(f"file:{self.data}/archive.db?mode=ro", uri=True)) as conn:
            conn.row_factory = sqlite3.Row
            return conn.execute(sql).fetchall()


@pytest.fixture(scope="session")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Archived:
    """Three crawls: a site; the same site, which sends some unchanged pages again; and the site a day later."""
    data = tmp_path_factory.mktemp("outside") / "data"
    with ReplicaProcess(reports=REPORTS) as replica:
        address = replica.base_url
        crawl(data, "replica", address, "--mode", "full")
    port = int(address.rpartition(":")[2])
    with ReplicaProcess(reports=REPORTS, port=port, fault="same-etag:share=0.3") as replica:
        again = crawl(data, "replica", address, "--mode", "full")
    with ReplicaProcess(reports=REPORTS, port=port, day=1) as replica:
        later = crawl(data, "replica", address, "--mode", "full")
    assert (again["changed"], again["unchanged"]) == (0, REPORTS)
    assert later["changed"] > 0
    assert later["new"] > 0
    assert later["gone"] > 0
    return Archived(data)


@pytest.fixture(scope="session")
def wayback(tools: Path, archived: Archived, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wayback]:
    """pywb on the files of `archived`."""
    with replaying(tools, tmp_path_factory.mktemp("wayback"), archived.files) as running:
        yield running
