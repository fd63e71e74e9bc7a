"""What came of a detail page, or of the address of an entry no longer listed, becomes the state of its row."""

from __future__ import annotations

import json

from sqlite_utils import Database

from archive.fold.captures import body_of, insert, write_captures
from archive.fold.crawl import Crawl
from archive.log import Event


def detail(db: Database, crawl: Crawl, file: str, read: Event) -> None:
    """Write one detail page: read, not modified, or failed with its reason."""
    row = db.execute(
        "SELECT ledger.id, finding, entries.detail_capture_id AS known, content_sha256 "
        "FROM ledger JOIN entries ON entries.id = entry_id WHERE crawl_id = ? AND entries.url = ? AND position > 0",
        (crawl.id, read["url"]),
    ).fetchone()
    captures = write_captures(db, crawl.id, file, read["captures"])
    ledger: dict[str, object] = {"attempts": read["attempts"]}
    if captures:
        ledger["checked_at"] = read["captures"][-1]["fetched_at"]
    if read["reading"] is not None:
        body = _reading(db, read, captures)
        changed = read["reading"]["content_sha256"] != row["content_sha256"]
        finding = "changed" if changed and row["finding"] == "unchanged" else row["finding"]
        ledger |= {"detail_capture_id": body, "finding": finding}
    elif read["not_modified"]:
        finding = row["finding"]
        ledger |= {"detail_capture_id": row["known"]}
    else:
        finding = None
        ledger |= {"state": "failed", "reason": read["reason"]}
    if finding is not None:
        ledger |= {"state": "unchanged" if finding == "unchanged" else "captured", "reason": None}
    db.table("ledger").update(row["id"], ledger)


def _reading(db: Database, read: Event, captures: list[int]) -> int:
    """Store what was read in a detail page, once for each body; return the body's capture."""
    body = body_of(db, captures[read["main"]])
    if db.execute("SELECT 1 FROM readings WHERE capture_id = ?", (body,)).fetchone() is None:
        parts = [body_of(db, captures[index]) for index in read["parts"]]
        insert(db, "readings", capture_id=body, parts=json.dumps(parts) if parts else None, **read["reading"])
    return body


def unlisted(db: Database, crawl: Crawl, file: str, read: Event) -> None:
    """Write what an entry's own address said after the listing had dropped it; believed when the crawl is."""
    row = db.execute("SELECT id FROM entries WHERE site = ? AND url = ?", (crawl.site, read["url"])).fetchone()
    captures = write_captures(db, crawl.id, file, read["captures"])
    last = read["captures"][-1] if captures else None
    insert(
        db,
        "checks",
        crawl_id=crawl.id,
        entry_id=row["id"],
        verdict=read["verdict"],
        status=last["status"] if last else None,
        checked_at=last["fetched_at"] if last else read["at"],
    )
