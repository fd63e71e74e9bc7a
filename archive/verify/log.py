"""The captured rows against the log: every event is replayed into an empty database, and each row is compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

from sqlite_utils import Database

from archive import fold
from archive.errors import CaptureError
from archive.replay import replay
from archive.schema import migrations
from archive.verify.finding import Finding

DERIVED = {"entries": {"stale"}, "ledger": {"report_id"}}
"""Columns of these tables that are no fold of the log: they come from the derivation."""


def check_log(conn: sqlite3.Connection, warc: Path) -> Iterator[Finding]:
    """Yield each row and column that the log in the WARC files does not give, and rows that are missing.

    Files of baogao 0.1 hold no events; an archive that has any of them is not compared.
    """
    files = conn.execute("SELECT name, bytes, events FROM warc_files ORDER BY name").fetchall()
    if any(file["events"] == 0 and file["bytes"] for file in files):
        return
    with closing(_empty()) as copy:
        try:
            replay(Database(copy), [(warc / file["name"], file["bytes"]) for file in files])
        except CaptureError as error:
            yield Finding("warc_files", "the log", "events", str(error))
            return
        for table in fold.TABLES:
            if table != "warc_files":
                yield from _compare(table, conn, copy)
        for file in files:
            row = copy.execute("SELECT events FROM warc_files WHERE name = ?", (file["name"],)).fetchone()
            if (row["events"] if row else 0) != file["events"]:
                found = row["events"] if row else 0
                yield Finding("warc_files", file["name"], "events", f"{found} where {file['events']} were written")


def _empty() -> sqlite3.Connection:
    """Return an empty archive in a temporary file, which goes with its connection."""
    conn = sqlite3.connect("", isolation_level=None)
    conn.row_factory = sqlite3.Row
    for _number, sql in migrations():
        conn.executescript(sql)
    conn.execute("PRAGMA synchronous = OFF")
    conn.execute("BEGIN")
    return conn


def _compare(table: str, conn: sqlite3.Connection, copy: sqlite3.Connection) -> Iterator[Finding]:
    columns = [row["name"] for row in copy.execute("SELECT name FROM pragma_table_info(?)", (table,))]
    compared = [column for column in columns if column not in DERIVED.get(table, set())]
    sql = f"SELECT rowid AS row_number, * FROM {table} ORDER BY rowid"  # noqa: S608 - our own names
    for stored, wanted in zip_longest(conn.execute(sql), copy.execute(sql)):
        if stored is None or wanted is None or stored["row_number"] != wanted["row_number"]:
            yield Finding(table, _name(table, stored or wanted), "", "rows are missing or stand twice from here on")
            return
        for column in compared:
            if stored[column] != wanted[column]:
                says = f"{_short(stored[column])} where the log gives {_short(wanted[column])}"
                yield Finding(table, _name(table, stored), column, says)


def _name(table: str, row: sqlite3.Row) -> str:
    if table == "entries":
        return str(row["report_key"])
    if table == "listing_pages":
        return f"crawl {row['crawl_id']}, page {row['page']}"
    return str(row["row_number"])


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"
