"""The database by itself: SQLite's own check, the ledger's sums, and the search index against the texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from archive.coverage import missing_rows
from archive.derive import RULE_VERSION
from archive.facts import region_rows
from archive.search import index_tokens
from archive.verify.finding import Finding


def check_database(conn: sqlite3.Connection) -> Iterator[Finding]:
    """Yield what SQLite itself finds: damaged pages, rows that point nowhere."""
    for (verdict,) in conn.execute("PRAGMA integrity_check").fetchall():
        if verdict != "ok":
            yield Finding("sqlite", "archive.db", "integrity_check", str(verdict))
    for row in conn.execute("PRAGMA foreign_key_check").fetchall():
        yield Finding(row[0], str(row[1]), "rowid", f"points to a row of {row[2]} that does not exist")


def check_ledger(conn: sqlite3.Connection) -> Iterator[Finding]:
    """Yield finished crawls whose ledger does not sum to the entries that were listed."""
    rows = conn.execute(
        "SELECT id, entries_seen, "
        "(SELECT count(*) FROM ledger WHERE crawl_id = crawls.id AND state <> 'gone') AS held, "
        "(SELECT count(*) FROM ledger WHERE crawl_id = crawls.id AND state = 'pending') AS open "
        "FROM crawls WHERE finished_at IS NOT NULL"
    )
    for row in rows.fetchall():
        if row["held"] != row["entries_seen"] or row["open"]:
            yield Finding(
                "crawls",
                str(row["id"]),
                "entries_seen",
                f"{row['entries_seen']} listed, {row['held']} in the ledger, {row['open']} of them still pending",
            )


def check_regions(conn: sqlite3.Connection) -> Iterator[Finding]:
    """Yield rows of `regions` that are not those of the code table, where this version of the rules has written it."""
    written = conn.execute("SELECT value FROM settings WHERE key = 'regions'").fetchone()
    if written is None or written["value"] != RULE_VERSION:
        return
    stored = {tuple(sorted(dict(row).items())) for row in conn.execute("SELECT * FROM regions").fetchall()}
    wanted = {tuple(sorted(row.items())) for row in region_rows()}
    for row in map(dict, stored ^ wanted):
        yield Finding("regions", f"{row['code']} {row['valid_from']}", "code", "is not the row of the code table")


def check_missing(conn: sqlite3.Connection) -> Iterator[Finding]:
    """Yield rows of `missing_reports` that do not follow from the ledger, and such as are not there."""
    stored = {row["url"]: dict(row) for row in conn.execute("SELECT * FROM missing_reports").fetchall()}
    wanted = {row["url"]: row for row in missing_rows(conn)}
    for url in sorted(url for url in stored.keys() | wanted.keys() if stored.get(url) != wanted.get(url)):
        yield Finding("missing_reports", url, "state", "is not what the ledger says")


def check_index(conn: sqlite3.Connection, report_ids: list[int]) -> Iterator[Finding]:
    """Yield reports whose number of indexed tokens differs from what their title and text give, and stray rows."""
    for report_id in report_ids:
        row = conn.execute(
            "SELECT report_key, title, text, sz FROM reports JOIN report_texts ON report_id = reports.id "
            "LEFT JOIN reports_fts_docsize AS d ON d.id = reports.id WHERE reports.id = ?",
            (report_id,),
        ).fetchone()
        if row is None or row["sz"] is None:
            yield Finding("reports_fts", str(report_id), "rowid", "the report has no text or is not in the index")
            continue
        body, title = _sizes(row["sz"])
        wanted = (len(index_tokens(row["text"]).split()), len(index_tokens(row["title"]).split()) + 1)
        if (body, title) != wanted:
            yield Finding("reports_fts", row["report_key"], "body", f"{(body, title)} tokens where {wanted} belong")
    stray = conn.execute("SELECT id FROM reports_fts_docsize WHERE id NOT IN (SELECT id FROM reports)").fetchall()
    for (rowid,) in stray:
        yield Finding("reports_fts", str(rowid), "rowid", "the index holds a report that does not exist")


def _sizes(packed: bytes) -> tuple[int, int]:
    """Read the token counts of the two columns from an FTS5 docsize row: one varint for each column."""
    numbers, value = [], 0
    for byte in packed:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(value)
            value = 0
    return numbers[0], numbers[1]
