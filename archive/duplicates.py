"""Fingerprints of the current texts in the database, and the links between reports that follow from them.

Owns the tables fingerprints, shingles, near_texts and duplicates; writes in the caller's transaction. What a copy is,
is decided in `archive.derive.duplicates`. A text is compared when it is put, with every text put before it, so each
pair is looked at exactly once, in whatever order and batches reports come; the links are a function of the current
texts alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from sqlite_utils import Database

from archive import clock
from archive.derive.duplicates import (
    LEAST_SHARED,
    SKETCH_VERSION,
    Fingerprint,
    Holder,
    Likeness,
    Link,
    fingerprint,
    links,
    near,
    shingles,
    worth_comparing,
)
from archive.derive.text import fold

_SHARING = """
  SELECT folded_sha256, samples, shared, report_id FROM (
    SELECT report_id, count(*) AS shared FROM shingles
    WHERE hash IN (SELECT value FROM json_each(:sketch)) GROUP BY report_id HAVING shared >= :least
  ) JOIN fingerprints USING (report_id) WHERE folded_sha256 <> :text ORDER BY report_id
"""
_LINKABLE = """
  SELECT report_id, entries.id AS entry_id, char_count, folded_sha256
  FROM fingerprints JOIN reports ON reports.id = report_id JOIN entries USING (report_key)
  WHERE folded_sha256 IN (SELECT folded_sha256 FROM fingerprints GROUP BY 1 HAVING count(*) > 1
    UNION SELECT one FROM near_texts UNION SELECT other FROM near_texts)
"""


def prepare(db: Database, *, everything: bool) -> bool:
    """Empty the fingerprints before they are all made again; return whether that is so: asked for, or other rules."""
    row = db.execute("SELECT value FROM settings WHERE key = 'sketch_version'").fetchone()
    again = everything or row is None or row["value"] != SKETCH_VERSION
    if again:
        for table in ("shingles", "near_texts", "fingerprints"):
            db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own words
        db.table("settings").upsert({"key": "sketch_version", "value": SKETCH_VERSION}, pk="key")
    return again


def put(db: Database, report_id: int, text: str, told: Fingerprint, before: str | None) -> None:
    """Take a report's current text in, in place of the one `before`, and compare it with all others."""
    known = db.execute("SELECT folded_sha256 FROM fingerprints WHERE report_id = ?", (report_id,)).fetchone()
    if known is not None:
        if known["folded_sha256"] == told.folded_sha256:
            return
        _take_out(db, report_id, before or "")
    if not db.execute("SELECT 1 FROM fingerprints WHERE folded_sha256 = ?", (told.folded_sha256,)).fetchone():
        for (one, other), likeness in near_pairs(db.conn, text, told):
            values = (one, other, likeness.containment, likeness.jaccard)
            db.execute("INSERT OR REPLACE INTO near_texts VALUES (?, ?, ?, ?)", values)
    db.execute(
        "INSERT INTO fingerprints (report_id, folded_sha256, samples) VALUES (?, ?, ?)",
        (report_id, told.folded_sha256, len(told.sketch)),
    )
    db.conn.executemany("INSERT INTO shingles VALUES (?, ?)", [(number, report_id) for number in told.sketch])


def _take_out(db: Database, report_id: int, text: str) -> None:
    numbers = fingerprint(text).sketch
    db.conn.executemany(
        "DELETE FROM shingles WHERE hash = ? AND report_id = ?", [(number, report_id) for number in numbers]
    )
    db.execute("DELETE FROM fingerprints WHERE report_id = ?", (report_id,))


def near_pairs(conn: sqlite3.Connection, text: str, told: Fingerprint) -> Iterator[tuple[tuple[str, str], Likeness]]:
    """Yield the stored texts that are near to a text, as (pair of folded digests, figures); equal ones left out."""
    ours: set[str] | None = None
    looked_at: set[str] = set()
    values = {"sketch": json.dumps(told.sketch), "least": LEAST_SHARED, "text": told.folded_sha256}
    for row in conn.execute(_SHARING, values).fetchall():
        digest = row["folded_sha256"]
        if digest in looked_at or not worth_comparing(row["shared"], len(told.sketch), row["samples"]):
            continue
        looked_at.add(digest)
        stored = conn.execute("SELECT text FROM report_texts WHERE report_id = ?", (row["report_id"],)).fetchone()
        ours = shingles(fold(text)) if ours is None else ours
        likeness = near(ours, shingles(fold(stored["text"])))
        if likeness is not None:
            one, other = sorted((told.folded_sha256, digest))
            yield (one, other), likeness


def wanted_links(conn: sqlite3.Connection) -> dict[int, Link]:
    """Return the links that follow from fingerprints and near texts, by report id."""
    pairs = {
        (row["one"], row["other"]): Likeness(row["containment"], row["jaccard"])
        for row in conn.execute("SELECT * FROM near_texts")
    }
    return links((Holder(**dict(row)) for row in conn.execute(_LINKABLE)), pairs)


def link(db: Database) -> None:
    """Bring the table duplicates, and what reports say of it, up to date; an unchanged link keeps its time."""
    held = "(SELECT folded_sha256 FROM fingerprints)"
    db.execute(f"DELETE FROM near_texts WHERE one NOT IN {held} OR other NOT IN {held}")  # noqa: S608 - our own words
    wanted = wanted_links(db.conn)
    linked = stored_links(db.conn)
    for report_id in linked.keys() - wanted.keys():
        db.execute("DELETE FROM duplicates WHERE report_id = ?", (report_id,))
        db.execute("UPDATE reports SET duplicate_of = NULL WHERE id = ?", (report_id,))
    for report_id, found in wanted.items():
        if linked.get(report_id) != found:
            figures = (found.likeness.containment, found.likeness.jaccard)
            db.execute(
                "INSERT OR REPLACE INTO duplicates VALUES (?, ?, ?, ?, ?, ?)",
                (report_id, found.duplicate_of, found.method, *figures, clock.timestamp()),
            )
            db.execute("UPDATE reports SET duplicate_of = ? WHERE id = ?", (found.duplicate_of, report_id))


def stored_links(conn: sqlite3.Connection) -> dict[int, Link]:
    """Return the links as they stand in the table duplicates, by report id."""
    return {
        row["report_id"]: Link(row["duplicate_of"], row["method"], Likeness(row["containment"], row["jaccard"]))
        for row in conn.execute("SELECT * FROM duplicates")
    }
