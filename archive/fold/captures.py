"""Captures: one row for each response of the log, a revisit pointing at the capture that holds the same body."""

from __future__ import annotations

from sqlite_utils import Database

from archive.log import Event


def insert(db: Database, table: str, **row: object) -> int:
    """Insert a row and return its rowid."""
    return int(str(db.table(table).insert(row).last_pk))


def write_captures(db: Database, crawl: int, file: str, captures: list[Event]) -> list[int]:
    """Write the captures of one read; return their ids in the same order."""
    return [_write(db, crawl, file, capture) for capture in captures]


def at_place(db: Database, place: list[object] | None) -> int | None:
    """Return the id of the capture whose record stands at [file, offset]."""
    if place is None:
        return None
    row = db.execute("SELECT id FROM captures WHERE warc_file = ? AND warc_offset = ?", place).fetchone()
    return int(row["id"])


def body_of(db: Database, capture: int) -> int:
    """Return the capture that holds the bytes of a capture: itself, or the one it revisits."""
    row = db.execute("SELECT coalesce(revisit_of, id) FROM captures WHERE id = ?", (capture,)).fetchone()
    return int(row[0])


def _write(db: Database, crawl: int, file: str, capture: Event) -> int:
    return insert(
        db,
        "captures",
        crawl_id=crawl,
        role=capture["role"],
        url=capture["url"],
        fetched_at=capture["fetched_at"],
        status=capture["status"],
        encoding=capture["encoding"],
        etag=capture["etag"],
        last_modified=capture["last_modified"],
        body_sha256=capture["sha256"],
        body_bytes=capture["bytes"],
        warc_file=file,
        warc_offset=capture["offset"],
        warc_length=capture["length"],
        revisit_of=at_place(db, capture["revisit"]),
    )
