"""The derived rows: reports, facts, texts, versions, search index. Written in the caller's transaction.

A published text never changes under its number: a new text is appended as a version, by the source or by a rule.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from archive import coverage, duplicates, facts, kept
from archive.derive import RULE_VERSION
from archive.derive.report import Report, Text
from archive.search import TOKENS_VERSION, index_tokens, put_tokens, remove_tokens
from archive.store import Store

EVIDENCE = """
  SELECT state, title, listed_date, listing_capture_id, detail_capture_id, crawls.config
  FROM ledger JOIN crawls ON crawls.id = crawl_id
  WHERE entry_id = ? AND believed = 1 AND state IN ('captured', 'unchanged', 'failed')
  ORDER BY ledger.id
"""
"""What believed crawls saw of an entry; what a suspect crawl saw waits for an operator."""


def prepare(store: Store, *, everything: bool) -> None:
    """Mark stale what older rules made (or everything), and rebuild the index where its tokens have changed.

    With `everything` the index is emptied: an edited text would take wrong tokens out of it, without a word.
    """
    with store.transaction() as db:
        facts.write_regions(db)
        compared_again = duplicates.prepare(db, everything=everything)
        if everything:
            db.execute("UPDATE entries SET stale = 1 WHERE first_seen_at IS NOT NULL")
            db.execute("INSERT INTO reports_fts (reports_fts) VALUES ('delete-all')")
        else:
            db.execute(
                "UPDATE entries SET stale = 1 WHERE report_key IN "
                "(SELECT report_key FROM reports WHERE rule_version <> ? OR ?)",
                (RULE_VERSION, compared_again),
            )
        if _setting(db, "tokens_version") not in (None, TOKENS_VERSION):
            db.execute("INSERT INTO reports_fts (reports_fts) VALUES ('delete-all')")
            for row in db.execute("SELECT id, title, text FROM reports JOIN report_texts ON report_id = id").fetchall():
                put_tokens(store.conn, row["id"], index_tokens(row["title"]), index_tokens(row["text"]))
        db.table("settings").upsert({"key": "tokens_version", "value": TOKENS_VERSION}, pk="key")


def stale_entries(conn: sqlite3.Connection) -> list[int]:
    """Return the ids of entries to derive, in the order in which the site listed them."""
    return [row["id"] for row in conn.execute("SELECT id FROM entries WHERE stale = 1 ORDER BY id")]


def evidence_rows(conn: sqlite3.Connection, entry_id: int) -> tuple[str, list[sqlite3.Row]]:
    """Return an entry's address and what finished crawls saw of it, oldest first."""
    url = conn.execute("SELECT url FROM entries WHERE id = ?", (entry_id,)).fetchone()["url"]
    return url, conn.execute(EVIDENCE, (entry_id,)).fetchall()


def write(db: Database, entry_id: int, report: Report | None, body_tokens: str, title_tokens: str) -> None:
    """Write what was derived for one entry; the entry is no longer stale."""
    db.execute("UPDATE entries SET stale = 0 WHERE id = ?", (entry_id,))
    if report is None:
        return
    entry = db.execute("SELECT * FROM entries WHERE id = ?", (entry_id,)).fetchone()
    old = db.execute(
        "SELECT id, title, text, text_sha256 FROM reports JOIN report_texts ON report_id = id WHERE report_key = ?",
        (entry["report_key"],),
    ).fetchone()
    current = report.texts[-1]
    report_id = old["id"] if old else db.execute("SELECT coalesce(max(id), 0) + 1 FROM reports").fetchone()[0]
    if old is None:
        db.execute("PRAGMA defer_foreign_keys = ON")  # the report's own row comes below
        kept.put_back(db, entry["report_key"], report_id)
    numbers = db.execute("SELECT version FROM versions WHERE report_id = ? ORDER BY version", (report_id,)).fetchall()
    added = new_versions(db, report_id, report.texts)
    version = len(numbers) + len(added)
    row = {
        "id": report_id,
        **{key: entry[key] for key in ("report_key", "site", "url")},
        "title": current.title,
        **facts.columns(report.facts),
        "listed_date": current.listed_date,
        "text_sha256": current.text_sha256,
        "version": version,
        "version_count": version,
        **{key: entry[key] for key in ("first_seen_at", "last_seen_at", "last_checked_at", "gone_since")},
        "last_changed_at": current.captured_at,
        "capture_id": current.capture_id,
        "rule_version": RULE_VERSION,
    }
    db.table("reports").upsert(row, pk="id")
    _write_versions(db, report_id, len(numbers), added, old)
    facts.write_facts(db, report_id, version, report.facts)
    db.table("report_texts").upsert({"report_id": report_id, "text": current.text}, pk="report_id")
    duplicates.put(db, report_id, current.text, report.fingerprint, before=old["text"] if old else None)
    indexed = db.execute("SELECT 1 FROM reports_fts_docsize WHERE id = ?", (report_id,)).fetchone()
    if indexed and old is not None and (old["title"], old["text"]) != (current.title, current.text):
        remove_tokens(db.conn, report_id, index_tokens(old["title"]), index_tokens(old["text"]))
        indexed = None
    if not indexed:
        put_tokens(db.conn, report_id, title_tokens, body_tokens)


def new_versions(db: Database, report_id: int, texts: tuple[Text, ...]) -> list[tuple[str, Text]]:
    """Return the versions to append, as (cause, text): texts from new captures, and a text that a rule has altered."""
    stored = [
        (row["capture_id"], row["text_sha256"])
        for row in db.execute(
            "SELECT capture_id, text_sha256 FROM versions WHERE report_id = ? ORDER BY version", (report_id,)
        )
    ]
    known = {capture for capture, _digest in stored}
    last = stored[-1][1] if stored else None
    added: list[tuple[str, Text]] = []
    for text in texts:
        if text.capture_id not in known and text.text_sha256 != last:
            added.append(("source", text))
            last = text.text_sha256
    if last != texts[-1].text_sha256:
        added.append(("rule", texts[-1]))
    return added


def _write_versions(
    db: Database, report_id: int, count: int, added: list[tuple[str, Text]], old: sqlite3.Row | None
) -> None:
    """Append versions; every one but the current keeps its own text."""
    if not added:
        db.execute("UPDATE versions SET text = NULL WHERE report_id = ? AND version = ?", (report_id, count))
    elif old is not None:
        db.execute(
            "UPDATE versions SET text = ? WHERE report_id = ? AND version = ?",
            (old["text"], report_id, count),
        )
    for number, (cause, text) in enumerate(added, count + 1):
        db.table("versions").insert(
            {
                "report_id": report_id,
                "version": number,
                "cause": cause,
                "rule_version": RULE_VERSION,
                "title": text.first_title,
                "text": None if number == count + len(added) else text.text,
                "text_sha256": text.text_sha256,
                "listed_date": text.first_listed_date,
                "captured_at": text.captured_at,
                "capture_id": text.capture_id,
            }
        )


def settle(store: Store) -> None:
    """Bring what follows from all reports up to date: sightings, the ledger's ids, takedowns, duplicates."""
    with store.transaction() as db:
        settle_takedowns(db)
        db.execute(
            "UPDATE reports SET last_seen_at = e.last_seen_at, last_checked_at = e.last_checked_at, "
            "gone_since = e.gone_since FROM entries AS e WHERE e.report_key = reports.report_key AND "
            "(reports.last_seen_at, reports.last_checked_at, reports.gone_since) IS NOT "
            "(e.last_seen_at, e.last_checked_at, e.gone_since)"
        )
        db.execute(
            "UPDATE ledger SET report_id = (SELECT r.id FROM entries AS e JOIN reports AS r USING (report_key) "
            "WHERE e.id = entry_id) WHERE report_id IS NULL AND entry_id IS NOT NULL "
            "AND (believed = 1 OR state = 'gone')"
        )
        duplicates.link(db)
        coverage.write_missing(db)


def settle_takedowns(db: Database) -> None:
    """Write into each report whether its text is taken down, from the last decision about it."""
    db.execute(
        """
        UPDATE reports SET taken_down_at = told.taken_down_at FROM (
          SELECT report_key, iif(action = 'taken_down', decided_at, NULL) AS taken_down_at FROM takedowns
          WHERE id IN (SELECT max(id) FROM takedowns GROUP BY report_key)
        ) AS told
        WHERE told.report_key = reports.report_key AND told.taken_down_at IS NOT reports.taken_down_at
        """
    )


def _setting(db: Database, key: str) -> str | None:
    row = db.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
    return row["value"] if row else None
