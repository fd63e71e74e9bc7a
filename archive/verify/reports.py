"""Derived rows against the bytes: each report is read and derived again from its WARC records and compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path

from archive import facts
from archive.derive import RULE_VERSION, pipeline
from archive.derive.report import Report
from archive.derive.text import text_sha256
from archive.errors import CaptureError
from archive.verify.duplicates import Copies
from archive.verify.finding import Finding


def report_ids(conn: sqlite3.Connection, sample: int | None) -> list[int]:
    """Return the ids of all reports, or of `sample` of them at random."""
    if sample is None:
        return [row[0] for row in conn.execute("SELECT id FROM reports ORDER BY id")]
    return [row[0] for row in conn.execute("SELECT id FROM reports ORDER BY random() LIMIT ?", (sample,))]


def check_reports(
    conn: sqlite3.Connection, warc: Path, ids: list[int], progress: Callable[[int, int], None]
) -> Iterator[Finding]:
    """Yield each difference between stored reports and what their bytes give under the rules of this version.

    Reports that wait to be derived, or that older rules made, are left out: `baogao derive` brings them up to date.
    """
    copies = Copies(conn)
    for done, report_id in enumerate(ids, 1):
        row = conn.execute(
            "SELECT reports.*, text, folded_sha256, samples, entries.id AS entry_id, stale FROM reports "
            "JOIN entries USING (report_key) LEFT JOIN report_texts AS t ON t.report_id = reports.id "
            "LEFT JOIN fingerprints AS f ON f.report_id = reports.id WHERE reports.id = ?",
            (report_id,),
        ).fetchone()
        if row is None:
            yield Finding("reports", str(report_id), "report_key", "no entry of a site belongs to this report")
        elif not row["stale"] and row["rule_version"] == RULE_VERSION:
            yield from _report(conn, warc, row, copies)
        progress(done, len(ids))


def _report(conn: sqlite3.Connection, warc: Path, row: sqlite3.Row, copies: Copies) -> Iterator[Finding]:
    key = row["report_key"]
    try:
        found = [pipeline.work(job).report for job in pipeline.jobs(conn, warc, [row["entry_id"]])]
    except CaptureError as error:
        yield Finding("reports", key, "capture_id", str(error))
        return
    report = found[0] if found else None
    if report is None:
        yield Finding("reports", key, "capture_id", "its captures hold no text")
        return
    yield from _facts(row, report)
    yield from _sightings(conn, row)
    yield from _versions(conn, row, report)
    yield from _rows(conn, row, report)
    yield from copies.check(row, report.texts[-1].text, report.fingerprint)


def _facts(row: sqlite3.Row, report: Report) -> Iterator[Finding]:
    current = report.texts[-1]
    wanted = facts.columns(report.facts) | {
        "title": current.title,
        "listed_date": current.listed_date,
        "text_sha256": current.text_sha256,
        "last_changed_at": current.captured_at,
        "capture_id": current.capture_id,
    }
    yield from _unequal(row, wanted, "the bytes give")
    if row["text"] != current.text:
        yield Finding("report_texts", row["report_key"], "text", "is not the text that the bytes give")


def _sightings(conn: sqlite3.Connection, row: sqlite3.Row) -> Iterator[Finding]:
    """Compare what a report says of its entry, of takedowns and of the report it is a copy of."""
    wanted = conn.execute(
        """
        SELECT site, url, first_seen_at, last_seen_at, last_checked_at, gone_since,
          (SELECT iif(action = 'taken_down', decided_at, NULL) FROM takedowns
            WHERE takedowns.report_key = entries.report_key ORDER BY id DESC LIMIT 1) AS taken_down_at,
          (SELECT duplicate_of FROM duplicates WHERE report_id = :report) AS duplicate_of,
          (SELECT max(version) FROM versions WHERE report_id = :report) AS version
        FROM entries WHERE id = :entry
        """,
        {"entry": row["entry_id"], "report": row["id"]},
    ).fetchone()
    yield from _unequal(row, dict(wanted), "its other rows say")


def _unequal(row: sqlite3.Row, wanted: dict[str, object], source: str) -> Iterator[Finding]:
    for column, value in wanted.items():
        if row[column] != value:
            yield Finding("reports", row["report_key"], column, f"{row[column]!r} where {source} {value!r}")


def _versions(conn: sqlite3.Connection, row: sqlite3.Row, report: Report) -> Iterator[Finding]:
    stored = conn.execute("SELECT * FROM versions WHERE report_id = ? ORDER BY version", (row["id"],)).fetchall()
    if [version["version"] for version in stored] != list(range(1, row["version_count"] + 1)):
        yield Finding("versions", row["report_key"], "version", f"{len(stored)} of {row['version_count']} are there")
    given = {text.capture_id: text for text in report.texts}
    for version in stored:
        name = f"{row['report_key']} v{version['version']}"
        if version["text"] is not None and text_sha256(version["text"]) != version["text_sha256"]:
            yield Finding("versions", name, "text", "is not the text of its text_sha256")
        text = given.get(version["capture_id"])
        if version["cause"] == "source" and version["rule_version"] == RULE_VERSION and text is not None:
            wanted = (text.text_sha256, text.captured_at, text.first_title, text.first_listed_date)
            for column, value in zip(("text_sha256", "captured_at", "title", "listed_date"), wanted, strict=True):
                if version[column] != value:
                    yield Finding("versions", name, column, f"{version[column]!r} where the bytes give another value")


def _rows(conn: sqlite3.Connection, row: sqlite3.Row, report: Report) -> Iterator[Finding]:
    """Compare the sections and figures of a report, row by row and column by column."""
    report_id = row["id"]
    sections = conn.execute("SELECT * FROM sections WHERE report_id = ? ORDER BY position", (report_id,))
    indicators = conn.execute("SELECT * FROM indicators WHERE report_id = ? ORDER BY position", (report_id,))
    for table, stored, wanted in (
        ("sections", sections, facts.section_rows(report_id, row["version"], report.facts)),
        ("indicators", indicators, facts.indicator_rows(report_id, report.facts)),
    ):
        for number, (stands, given) in enumerate(zip_longest(map(dict, stored.fetchall()), wanted), 1):
            name = f"{row['report_key']} {number}"
            if stands is None or given is None:
                words = "is missing" if stands is None else "is not given by the bytes"
                yield Finding(table, name, "position", words)
                continue
            for column, value in stands.items():
                if value != given[column]:
                    yield Finding(table, name, column, f"{value!r} where the bytes give {given[column]!r}")
