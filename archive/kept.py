"""Versions that today's rules would not give again: logged before better rules are applied, put back in a rebuild.

A published text never changes under its number, not even when the database is made again from the WARC files by
software with other rules. What today's rules give again needs no keeping.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from sqlite_utils import Database

from archive.derive import RULE_VERSION
from archive.derive.report import Report
from archive.journal import write_event
from archive.store import Store

COLUMNS = ("version", "cause", "rule_version", "title", "text", "text_sha256", "listed_date", "captured_at")


def keep(store: Store, derived: Iterable[tuple[int, Report | None]]) -> None:
    """Log what is stored of these entries and would be lost; (entry id, what was derived now) for each."""
    found = [
        version
        for entry_id, report in derived
        if report is not None
        for version in _would_be_lost(store.conn, entry_id, report)
    ]
    if found:
        write_event(store, "keep", versions=found)


def _would_be_lost(conn: sqlite3.Connection, entry_id: int, report: Report) -> Iterator[dict[str, Any]]:
    """Yield the stored versions of an entry that are not logged yet, where older rules made any that differs now."""
    rows = conn.execute(
        """
        SELECT report_key, versions.version, cause, versions.rule_version, versions.title,
          coalesce(versions.text, report_texts.text) AS text, versions.text_sha256, versions.listed_date,
          captured_at, versions.capture_id, warc_file, warc_offset,
          EXISTS (SELECT 1 FROM kept_versions WHERE kept_versions.report_key = entries.report_key
            AND kept_versions.version = versions.version) AS is_kept
        FROM entries JOIN reports USING (report_key) JOIN versions ON versions.report_id = reports.id
        JOIN report_texts ON report_texts.report_id = reports.id JOIN captures ON captures.id = versions.capture_id
        WHERE entries.id = ? ORDER BY versions.version
        """,
        (entry_id,),
    ).fetchall()
    given = {text.capture_id: text.text_sha256 for text in report.texts}
    if not any(
        row["rule_version"] != RULE_VERSION
        and (row["cause"] == "rule" or given.get(row["capture_id"]) != row["text_sha256"])
        for row in rows
    ):
        return
    for row in rows:
        if not row["is_kept"]:
            place = [row["warc_file"], row["warc_offset"]]
            yield {"report_key": row["report_key"], "capture": place, **{name: row[name] for name in COLUMNS}}


def put_back(db: Database, report_key: str, report_id: int) -> None:
    """Insert the kept versions of a report that has none, each with its text."""
    rows = db.execute("SELECT * FROM kept_versions WHERE report_key = ? ORDER BY version", (report_key,)).fetchall()
    for row in rows:
        values = {name: row[name] for name in (*COLUMNS, "capture_id")}
        db.table("versions").insert({"report_id": report_id, **values})
