"""Plain CSV: UTF-8 without BOM, RFC 4180 with LF, lower-case ASCII headers, an empty cell for unknown.

Rows are ordered by `report_key`, which is the same in every rebuild; texts stand apart from facts.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

NOT_EXPORTED = ("id",)
"""Belongs to one database file; `report_key` is the same for ever."""


def write_reports(conn: sqlite3.Connection, path: Path) -> int:
    """Write one row of facts for each report, without its text; return how many."""
    columns = [row["name"] for row in conn.execute("PRAGMA table_info(reports)") if row["name"] not in NOT_EXPORTED]
    picked = ", ".join(
        "(SELECT report_key FROM reports AS c WHERE c.id = r.duplicate_of)" if name == "duplicate_of" else f"r.{name}"
        for name in columns
    )
    rows = conn.execute(f"SELECT {picked} FROM reports AS r ORDER BY report_key")  # noqa: S608 - names of our own schema
    return _write(path, columns, rows)


def write_texts(conn: sqlite3.Connection, path: Path) -> int:
    """Write one row with the current text of each report; return how many."""
    rows = conn.execute(
        "SELECT report_key, version, text_sha256, text FROM reports "
        "JOIN report_texts ON report_id = id ORDER BY report_key"
    )
    return _write(path, ["report_key", "version", "text_sha256", "text"], rows)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for row in rows:
            writer.writerow(tuple(row))
            count += 1
    return count
