"""What an operator decides: about alarms, and that a report's text is hidden from readers or shown again.

Every decision is an event of the log, so an archive rebuilt from its WARC files keeps it. Publishing is the caller's.
"""

from __future__ import annotations

import re
import sqlite3
from typing import Any, Literal

from archive import derived
from archive.errors import UsageError
from archive.journal import write_event
from archive.store import Store

Decision = Literal["ack", "accept", "reject"]


def list_alarms(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return all alarms, those that wait for an operator first, the newest first among each."""
    rows = conn.execute("SELECT * FROM alarms ORDER BY acknowledged_at IS NOT NULL, id DESC")
    return [dict(row) for row in rows]


def decide(store: Store, alarm_id: int, decision: Decision) -> bool:
    """Write a decision about one alarm; return whether its crawl is believed from now on.

    Accepting or rejecting is final. Raises UsageError when there is no such alarm or it is decided already.
    """
    alarm = store.conn.execute("SELECT * FROM alarms WHERE id = ?", (alarm_id,)).fetchone()
    if alarm is None:
        raise UsageError(f"There is no alarm {alarm_id}; `baogao alarms` lists them.")
    if alarm["decision"] is not None:
        raise UsageError(f"Alarm {alarm_id} was {alarm['decision']} already, which is final.")
    believed: bool = write_event(
        store, "decision", crawl=alarm["crawl_id"], kind=alarm["kind"], alarm=alarm_id, decision=decision
    )
    return believed


def find_report(conn: sqlite3.Connection, named: str) -> sqlite3.Row:
    """Return the report with this report_key (12 hex digits) or this id.

    Raises UsageError when there is none.
    """
    column = "report_key" if re.fullmatch(r"[0-9a-f]{12}", named) else "id"
    row: sqlite3.Row | None = None
    if column == "report_key" or named.isdecimal():
        row = conn.execute(f"SELECT * FROM reports WHERE {column} = ?", (named,)).fetchone()  # noqa: S608 - two words
    if row is None:
        raise UsageError(f"There is no report {named}; give its report_key, which `baogao search` and exports show.")
    return row


def shown_copies(conn: sqlite3.Connection, report: sqlite3.Row) -> list[str]:
    """Return the report_keys of reports that still show the same text as this one, or nearly the same."""
    rows = conn.execute(
        """
        WITH own AS (SELECT folded_sha256 FROM fingerprints WHERE report_id = :id),
        near AS (
          SELECT other AS folded_sha256 FROM near_texts WHERE one = (SELECT folded_sha256 FROM own)
          UNION SELECT one FROM near_texts WHERE other = (SELECT folded_sha256 FROM own)
        )
        SELECT report_key FROM reports LEFT JOIN fingerprints ON report_id = id
        WHERE (id = :canonical OR duplicate_of = :canonical OR folded_sha256 IN (SELECT folded_sha256 FROM near))
          AND id <> :id AND taken_down_at IS NULL ORDER BY report_key
        """,
        {"id": report["id"], "canonical": report["duplicate_of"] or report["id"]},
    )
    return [row["report_key"] for row in rows]


def take_down(store: Store, report: sqlite3.Row, reason: str) -> None:
    """Hide a report's text from readers, from the next publication on.

    Raises UsageError when it is hidden already.
    """
    if report["taken_down_at"] is not None:
        raise UsageError(f"Report {report['report_key']} is taken down already, since {report['taken_down_at']}.")
    _write(store, "takedown", report, reason)


def restore(store: Store, report: sqlite3.Row, reason: str | None) -> None:
    """Show a report's text to readers again, from the next publication on.

    Raises UsageError when it is not hidden.
    """
    if report["taken_down_at"] is None:
        raise UsageError(f"Report {report['report_key']} is not taken down.")
    _write(store, "restore", report, reason)


def _write(store: Store, kind: str, report: sqlite3.Row, reason: str | None) -> None:
    write_event(store, kind, report_key=report["report_key"], reason=reason)
    with store.transaction() as db:
        derived.settle_takedowns(db)
