"""Faulty sites in one process, real crawls of them, and what is known afterwards: ledger, texts, planted truth."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pytest

from crawler.replica.faults.catalogue import make_fault
from crawler.replica.site import Site
from crawler.replica.truth import records
from crawler.sites import FOLDER
from tests.conftest import REPOSITORY
from tests.line import crawl, path_of, reports

SWITCHBOARD = REPOSITORY / "tests" / "crawler" / "replica" / "faults" / "switchboard.py"


@dataclass
class Crawled:
    """One archive after its crawls."""

    data: Path
    base_url: str
    site: Site
    rows: list[dict] = field(default_factory=list)

    @property
    def row(self) -> dict:
        return self.rows[-1]

    @cached_property
    def planted(self) -> dict[str, dict]:
        return {fact["url"]: fact for fact in records(self.site) if fact["record"] == "report"}

    def query(self, sql: str, *values: object) -> list[sqlite3.Row]:
        with sqlite3.connect(self.data / "archive.db") as conn:
            conn.row_factory = sqlite3.Row
            return conn.execute(sql, values).fetchall()

    @property
    def states(self) -> Counter[str]:
        """How many entries of the last crawl are in which state, or failed for which reason."""
        rows = self.query("SELECT state, reason FROM ledger WHERE crawl_id = (SELECT max(id) FROM crawls)")
        return Counter(row["reason"] if row["state"] == "failed" else row["state"] for row in rows)

    @property
    def failed(self) -> dict[str, str]:
        """The reasons of the failed entries of the last crawl, by path."""
        return self.failed_of(self.query("SELECT max(id) FROM crawls")[0][0])

    def failed_of(self, crawl_id: int) -> dict[str, str]:
        """The reasons of the failed entries of a crawl, by path."""
        rows = self.query("SELECT url, reason FROM ledger WHERE state = 'failed' AND crawl_id = ?", crawl_id)
        return {path_of(row["url"]): row["reason"] for row in rows}

    def hits(self, fault: str, path: str) -> bool:
        """Whether a fault is one for this path."""
        return make_fault(fault, self.site).chosen(path)

    @property
    def attempts(self) -> int:
        """The most requests that one detail page took."""
        return self.query("SELECT max(attempts) FROM ledger")[0][0]

    def wrong_texts(self, crawl_id: int | None = None) -> list[str]:
        """Paths whose published text is not the planted one, and reports that were never planted.

        A detail page that failed (in the last crawl, or in the one given) has the listing's text and a flag for it.
        """
        got, failed = reports(self.data), self.failed_of(crawl_id) if crawl_id else self.failed
        wrong = [path for path in got if path not in self.planted]
        for path, fact in self.planted.items():
            text = got[path]["text"] if path in got else None
            if path in failed:
                flagged = path in got and "listing_text_only" in json.loads(got[path]["quality_flags"])
                wrong += [] if flagged else [path]
            elif text != fact["text"]:
                wrong.append(path)
        return wrong


@pytest.fixture(scope="session")
def switchboard() -> Iterator[subprocess.Popen]:
    with subprocess.Popen(
        [sys.executable, SWITCHBOARD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        cwd=REPOSITORY, env={"PYTHONPATH": str(REPOSITORY)},
    ) as child:  # fmt: skip
        yield child
        child.stdin.close()


@pytest.fixture
def impatient(tmp_path) -> Path:
    """The replica's profile with two seconds for a whole answer."""
    profile = (FOLDER / "replica.toml").read_text(encoding="utf-8")
    path = tmp_path / "impatient.toml"
    path.write_text(profile.replace("[politeness]", "[politeness]\ntimeout = 2"), encoding="utf-8")
    return path


@pytest.fixture
def crawled(switchboard, tmp_path, impatient) -> Callable[..., Crawled]:
    """Crawl a faulty site: `crawled("drop:share=0.2", code=0)`; `again` crawls the same site once more."""

    def run(*faults: str, code: int, words: tuple = (), reports: int = 20, again: Crawled | None = None) -> Crawled:
        if again is None:
            switchboard.stdin.write(json.dumps({"faults": faults, "reports": reports}) + "\n")
            switchboard.stdin.flush()
            port = int(switchboard.stdout.readline())
            again = Crawled(tmp_path / "data", f"http://127.0.0.1:{port}", Site(reports=reports))
        again.rows.append(crawl(again.data, str(impatient), again.base_url, *words, code=code))
        return again

    return run
