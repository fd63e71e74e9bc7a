"""Fingerprints of the current texts in the database, and the links between reports that follow from them.

Owns the tables fingerprints, shingles, near_texts, unlinked and duplicates; writes in the caller's transaction. What a
copy is, is decided in `archive.derive.duplicates`. A text is compared when it is put, with every text put before it, so
each pair is looked at exactly once, in whatever order and batches reports come. What was put is linked later, and with
it only what is near to it, directly or by way of others; the links are a function of the current texts and of what the
reports state of year and place, no more.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sqlite_utils import Database

from archive import clock
from archive.derive.duplicates import (
    SKETCH_VERSION,
    Fingerprint,
    Holder,
    Likeness,
    Link,
    fingerprint,
    least_shared,
    links,
    near,
    shingles,
)
from archive.derive.text import fold

_SAMPLES = 65536
"""A holder of a shingle is written as report_id * 65536 + samples, so that counting holders tells all that is asked."""
_HOLDERS = """
  SELECT report_id, entries.id AS entry_id, char_count, folded_sha256, report_year, region_code
  FROM fingerprints JOIN reports ON reports.id = report_id JOIN entries USING (report_key)
"""
_LINKABLE = """
  WHERE folded_sha256 IN (SELECT folded_sha256 FROM fingerprints GROUP BY 1 HAVING count(*) > 1
    UNION SELECT one FROM near_texts UNION SELECT other FROM near_texts)
"""


def prepare(db: Database, *, everything: bool) -> bool:
    """Empty the fingerprints before they are all made again; return whether that is so: asked for, or other rules."""
    row = db.execute("SELECT value FROM settings WHERE key = 'sketch_version'").fetchone()
    again = everything or row is None or row["value"] != SKETCH_VERSION
    if again:
        db.execute("INSERT OR IGNORE INTO unlinked SELECT report_id, folded_sha256 FROM fingerprints")
        for table in ("shingles", "near_texts", "fingerprints"):
            db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own words
        db.table("settings").upsert({"key": "sketch_version", "value": SKETCH_VERSION}, pk="key")
    return again


def put(db: Database, report_id: int, text: str, told: Fingerprint, before: str | None) -> None:
    """Take a report's current text in, in place of the one `before`, and compare it with all others."""
    known = db.execute("SELECT folded_sha256 FROM fingerprints WHERE report_id = ?", (report_id,)).fetchone()
    db.execute("INSERT OR IGNORE INTO unlinked VALUES (?, ?)", (report_id, told.folded_sha256))
    if known is not None:
        if known["folded_sha256"] == told.folded_sha256:
            return
        db.execute("INSERT OR IGNORE INTO unlinked VALUES (?, ?)", (report_id, known["folded_sha256"]))
        _take_out(db, report_id, before or "")
    if not db.execute("SELECT 1 FROM fingerprints WHERE folded_sha256 = ?", (told.folded_sha256,)).fetchone():
        for (one, other), likeness in near_pairs(db.conn, text, told):
            values = (one, other, likeness.containment, likeness.jaccard)
            db.execute("INSERT OR REPLACE INTO near_texts VALUES (?, ?, ?, ?)", values)
    db.execute(
        "INSERT INTO fingerprints (report_id, folded_sha256, samples) VALUES (?, ?, ?)",
        (report_id, told.folded_sha256, len(told.sketch)),
    )
    holder = _packed([_holder(report_id, len(told.sketch))])
    db.conn.executemany(
        "INSERT INTO shingles VALUES (?, ?) ON CONFLICT (hash) "
        "DO UPDATE SET holders = CAST(holders || excluded.holders AS BLOB)",
        [(number, holder) for number in told.sketch],
    )


def _take_out(db: Database, report_id: int, text: str) -> None:
    sketch = fingerprint(text).sketch
    gone = _holder(report_id, len(sketch))
    for number, packed in _holders(db.conn, sketch):
        left = [holder for holder in _unpacked(packed) if holder != gone]
        if left:
            db.execute("UPDATE shingles SET holders = ? WHERE hash = ?", (_packed(left), number))
        else:
            db.execute("DELETE FROM shingles WHERE hash = ?", (number,))
    db.execute("DELETE FROM fingerprints WHERE report_id = ?", (report_id,))


def _holder(report_id: int, samples: int) -> int:
    return report_id * _SAMPLES + min(samples, _SAMPLES - 1)


def _packed(holders: list[int]) -> bytes:
    return b"".join(holder.to_bytes(8, "little") for holder in holders)


def _unpacked(packed: bytes) -> Iterable[int]:
    holders = array("Q", packed[: len(packed) // 8 * 8])  # a damaged row is for `baogao verify` to name
    if sys.byteorder == "big":
        holders.byteswap()
    return holders


def _holders(conn: sqlite3.Connection, sketch: Sequence[int]) -> list[tuple[int, bytes]]:
    """Return (hash, holders packed) of those shingles that any report holds."""
    sql = "SELECT hash, holders FROM shingles WHERE hash IN (SELECT value FROM json_each(?))"
    return [(row[0], row[1]) for row in conn.execute(sql, (json.dumps(sketch),))]


def _sharing(conn: sqlite3.Connection, sketch: Sequence[int]) -> list[int]:
    """Return the ids of reports whose sketch shares enough with this one for their texts to be compared, ascending."""
    together = b"".join(packed for _number, packed in _holders(conn, sketch))
    ours = least_shared(len(sketch))
    return sorted(
        holder // _SAMPLES
        for holder, shared in Counter(_unpacked(together)).items()
        if shared >= ours or shared >= least_shared(holder % _SAMPLES)
    )


def near_pairs(conn: sqlite3.Connection, text: str, told: Fingerprint) -> Iterator[tuple[tuple[str, str], Likeness]]:
    """Yield the stored texts that are near to a text, as (pair of folded digests, figures); equal ones left out."""
    folded, ours = "", set[str]()
    looked_at = {told.folded_sha256}
    for report_id in _sharing(conn, told.sketch):
        sql = "SELECT folded_sha256, text FROM fingerprints JOIN report_texts USING (report_id) WHERE report_id = ?"
        digest, stored = conn.execute(sql, (report_id,)).fetchone() or (None, "")
        if digest is None or digest in looked_at:
            continue
        looked_at.add(digest)
        if not folded:
            folded = fold(text)
            ours = shingles(folded)
        likeness = near(folded, fold(stored), ours)
        if likeness is not None:
            one, other = sorted((told.folded_sha256, digest))
            yield (one, other), likeness


def sampled(conn: sqlite3.Connection, sketch: Sequence[int], report_id: int) -> int:
    """Return under how many of these hashes a report stands."""
    holder = _holder(report_id, len(sketch))
    return sum(holder in set(_unpacked(packed)) for _number, packed in _holders(conn, sketch))


def all_sampled(conn: sqlite3.Connection) -> Counter[int]:
    """Return under how many hashes each report stands, by report id."""
    found: Counter[int] = Counter()
    for (packed,) in conn.execute("SELECT holders FROM shingles"):
        found.update(holder // _SAMPLES for holder in _unpacked(packed))
    return found


def wanted_links(conn: sqlite3.Connection) -> dict[int, Link]:
    """Return the links that follow from all fingerprints and near texts, by report id."""
    pairs = dict(map(_pair, conn.execute("SELECT * FROM near_texts")))
    return links((Holder(*row) for row in conn.execute(_HOLDERS + _LINKABLE)), pairs)


def _pair(row: sqlite3.Row) -> tuple[tuple[str, str], Likeness]:
    return (row["one"], row["other"]), Likeness(row["containment"], row["jaccard"])


def link(db: Database) -> None:
    """Link what was put since the last call, and what hangs together with it; an unchanged link keeps its time."""
    put_since = db.execute("SELECT report_id, folded_sha256 FROM unlinked").fetchall()
    holders, pairs = _connected(db, {row["folded_sha256"] for row in put_since})
    wanted = links(holders, pairs)
    for report_id in sorted({row["report_id"] for row in put_since} | {holder.report_id for holder in holders}):
        _write_link(db, report_id, wanted.get(report_id))
    db.execute("DELETE FROM unlinked")


def _connected(db: Database, digests: set[str]) -> tuple[list[Holder], dict[tuple[str, str], Likeness]]:
    """Return the holders of texts that near pairs join to these, and the pairs; forget pairs of texts that are gone."""
    holders: list[Holder] = []
    pairs: dict[tuple[str, str], Likeness] = {}
    seen, waiting = set(digests), list(digests)
    while waiting:
        digest = waiting.pop()
        held = [Holder(*row) for row in db.execute(f"{_HOLDERS} WHERE folded_sha256 = ?", (digest,))]
        holders += held
        sql = "SELECT * FROM near_texts WHERE one = ?1 UNION ALL SELECT * FROM near_texts WHERE other = ?1"
        joined = dict(map(_pair, db.execute(sql, (digest,)).fetchall()))
        if held:
            pairs |= joined
        else:
            db.execute("DELETE FROM near_texts WHERE one = ?1 OR other = ?1", (digest,))
        others = {other for pair in joined for other in pair} - seen
        seen |= others
        waiting += others
    return holders, pairs


def _write_link(db: Database, report_id: int, found: Link | None) -> None:
    row = db.execute("SELECT * FROM duplicates WHERE report_id = ?", (report_id,)).fetchone()
    if found == (_link(row) if row else None):
        return
    db.execute("DELETE FROM duplicates WHERE report_id = ?", (report_id,))
    if found is not None:
        values = (found.duplicate_of, found.method, found.likeness.containment, found.likeness.jaccard)
        db.execute("INSERT INTO duplicates VALUES (?, ?, ?, ?, ?, ?)", (report_id, *values, clock.timestamp()))
    db.execute("UPDATE reports SET duplicate_of = ? WHERE id = ?", (found and found.duplicate_of, report_id))


def _link(row: sqlite3.Row) -> Link:
    return Link(row["duplicate_of"], row["method"], Likeness(row["containment"], row["jaccard"]))


def stored_links(conn: sqlite3.Connection) -> dict[int, Link]:
    """Return the links as they stand in the table duplicates, by report id."""
    return {row["report_id"]: _link(row) for row in conn.execute("SELECT * FROM duplicates")}
