"""Proves the archive: bytes against captures and readings, the log against rows, and derived rows against both.

Reads only. Every difference is a `Finding` with table, row and column; nothing is repaired here.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from archive.paths import DataDir
from archive.store import connect, require_current
from archive.verify.database import check_database, check_index, check_ledger, check_missing, check_regions
from archive.verify.files import check_files
from archive.verify.finding import Finding
from archive.verify.log import check_log
from archive.verify.pages import check_pages
from archive.verify.reports import check_reports, report_ids

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was looked at, and every difference that was found."""

    files: int
    captures: int
    reports: int
    findings: tuple[Finding, ...]


def verify(data: DataDir, sample: int | None = None, progress: Progress | None = None) -> Verdict:
    """Compare the archive with its bytes: every report and capture, or `sample` reports taken at random.

    WARC files, the database, the ledger and the search index are looked at as a whole in both cases. A run may write
    at the same time: what is compared is the state at the start. Raises StorageError when there is no archive.
    """
    with closing(connect(data.database)) as conn:
        require_current(conn, data.database)
        conn.execute("BEGIN")
        findings = [*check_database(conn), *check_ledger(conn), *check_regions(conn), *check_missing(conn)]
        files, captures, wrong = check_files(conn, data.warc, bodies=sample is None)
        ids = report_ids(conn, sample)
        findings += wrong
        findings += check_log(conn, data.warc)
        findings += check_pages(conn, data.warc, sample)
        findings += check_index(conn, ids)
        findings += check_reports(conn, data.warc, ids, progress or (lambda _done, _total: None))
    return Verdict(files, captures, len(ids), tuple(findings))


__all__ = ["Finding", "Verdict", "verify"]
