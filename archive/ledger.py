"""The frontier: which rows are left to fetch, which stored body to ask about, which failures deserve another try.

Reads only; the rows themselves come from `archive.fold`.
"""

from __future__ import annotations

import sqlite3

from archive.fold.belief import LASTING
from archive.reads import Pending, Unlisted
from archive.walk import Body

_BODY = """
  SELECT id AS capture_id, etag, last_modified FROM captures
  WHERE id = :body OR revisit_of = :body ORDER BY id DESC LIMIT 1
"""


def stored_body(conn: sqlite3.Connection, capture_id: int | None) -> Body | None:
    """Return a capture that holds a body, with the newest validators the site gave for it."""
    if capture_id is None:
        return None
    row = conn.execute(_BODY, {"body": capture_id}).fetchone()
    return Body(capture_id, row["etag"], row["last_modified"])


def listing_body(conn: sqlite3.Connection, url: str) -> Body | None:
    """Return the body that a listing page was last read from."""
    row = conn.execute(
        "SELECT capture_id FROM listing_pages WHERE url = ? AND state IN ('read', 'repeats') "
        "ORDER BY crawl_id DESC LIMIT 1",
        (url,),
    ).fetchone()
    return stored_body(conn, row["capture_id"]) if row else None


def pending(conn: sqlite3.Connection, crawl_id: int, after: int, limit: int) -> list[Pending]:
    """Return details to fetch, in ledger order, beginning behind row `after`."""
    rows = conn.execute(
        "SELECT ledger.id, ledger.url, attempts, entries.detail_capture_id AS body, readings.parts FROM ledger "
        "JOIN entries ON entries.id = entry_id LEFT JOIN readings ON readings.capture_id = entries.detail_capture_id "
        "WHERE crawl_id = ? AND state = 'pending' AND ledger.id > ? ORDER BY ledger.id LIMIT ?",
        (crawl_id, after, limit),
    ).fetchall()
    return [
        Pending(row["id"], row["url"], None if row["parts"] else stored_body(conn, row["body"]), row["attempts"])
        for row in rows
    ]


def unlisted(conn: sqlite3.Connection, crawl_id: int, site: str, after: int, limit: int) -> list[Unlisted]:
    """Return entries of the site that this crawl did not list and has not asked about yet, gone ones too."""
    rows = conn.execute(
        "SELECT id, url, detail_capture_id FROM entries WHERE site = ? AND first_seen_at IS NOT NULL AND id > ? "
        "AND NOT EXISTS (SELECT 1 FROM ledger WHERE entry_id = entries.id AND crawl_id = ?) "
        "AND NOT EXISTS (SELECT 1 FROM checks WHERE entry_id = entries.id AND crawl_id = ?) ORDER BY id LIMIT ?",
        (site, after, crawl_id, crawl_id, limit),
    ).fetchall()
    return [Unlisted(row["id"], row["url"], stored_body(conn, row["detail_capture_id"])) for row in rows]


def worth_another_try(conn: sqlite3.Connection, crawl_id: int) -> bool:
    """Return whether a crawl has failures that may pass."""
    marks = ", ".join("?" * len(LASTING))
    row = conn.execute(
        f"SELECT 1 FROM ledger WHERE crawl_id = ? AND state = 'failed' AND reason NOT IN ({marks}) LIMIT 1",  # noqa: S608
        (crawl_id, *LASTING),
    ).fetchone()
    return row is not None
