"""The ledger's account: which rows are left to fetch, which failures deserve another try, and the sums of a crawl.

Reads and closes; the rows themselves come from `archive.recording`. Every function works on the caller's connection
or transaction.
"""

from __future__ import annotations

import sqlite3
from typing import Literal

from sqlite_utils import Database

from archive import clock
from archive.errors import BaogaoError
from archive.reads import Pending, Unlisted
from archive.walk import Body, Walk

PERMANENT = ("http_404", "http_410", "robots", "too_large", "no_text")
"""Reasons that another try at once would not mend; the next full crawl asks again."""

Outcome = Literal["done", "incomplete", "suspect", "refused"]

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
    """Return entries of the site that this crawl did not list and has not asked about yet."""
    rows = conn.execute(
        "SELECT id, url, detail_capture_id FROM entries WHERE site = ? AND gone_since IS NULL AND id > ? "
        "AND NOT EXISTS (SELECT 1 FROM ledger WHERE entry_id = entries.id AND crawl_id = ?) "
        "AND NOT EXISTS (SELECT 1 FROM captures WHERE url = entries.url AND crawl_id = ?) ORDER BY id LIMIT ?",
        (site, after, crawl_id, crawl_id, limit),
    ).fetchall()
    return [Unlisted(row["id"], row["url"], stored_body(conn, row["detail_capture_id"])) for row in rows]


def worth_another_try(conn: sqlite3.Connection, crawl_id: int) -> bool:
    """Return whether a crawl has failures that may pass."""
    marks = ", ".join("?" * len(PERMANENT))
    row = conn.execute(
        f"SELECT 1 FROM ledger WHERE crawl_id = ? AND state = 'failed' AND reason NOT IN ({marks}) LIMIT 1",  # noqa: S608
        (crawl_id, *PERMANENT),
    ).fetchone()
    return row is not None


def reopen(db: Database, crawl_id: int) -> None:
    """Make the passing failures of an incomplete crawl pending again."""
    marks = ", ".join("?" * len(PERMANENT))
    db.execute(
        "UPDATE ledger SET state = 'pending', reason = NULL "  # noqa: S608 - only question marks
        f"WHERE crawl_id = ? AND state = 'failed' AND position > 0 AND reason NOT IN ({marks})",
        (crawl_id, *PERMANENT),
    )
    db.execute("DELETE FROM ledger WHERE crawl_id = ? AND position = 0", (crawl_id,))
    db.execute("DELETE FROM listing_pages WHERE crawl_id = ? AND state IN ('failed', 'missing')", (crawl_id,))
    db.execute("UPDATE crawls SET outcome = 'running', finished_at = NULL WHERE id = ?", (crawl_id,))


def abandon(db: Database, crawl_id: int) -> None:
    """Close a crawl that cannot be gone on with (its address has changed); nothing it captured is lost."""
    db.execute(
        "UPDATE ledger SET state = 'failed', reason = 'abandoned' WHERE crawl_id = ? AND state = 'pending'",
        (crawl_id,),
    )
    _sum_up(db, crawl_id, "incomplete")


def close(db: Database, crawl_id: int, walk: Walk, *, refused: bool, suspect: bool) -> Outcome:
    """Settle what is open, check that the ledger balances, write the sums and the outcome.

    Raises BaogaoError (internal) when an entry is in no state or in two.
    """
    if refused:
        db.execute(
            "UPDATE ledger SET state = 'failed', reason = 'refused' WHERE crawl_id = ? AND state = 'pending'",
            (crawl_id,),
        )
    for page in walk.unreadable():
        db.execute(
            "INSERT INTO ledger (crawl_id, page, position, url, state, reason, attempts) "
            "SELECT crawl_id, page, 0, url, 'failed', coalesce(reason, 'http_404'), 1 FROM listing_pages "
            "WHERE crawl_id = ? AND page = ?",
            (crawl_id, page),
        )
    (open_rows,) = db.execute(
        "SELECT count(*) FROM ledger WHERE crawl_id = ? AND state IN ('pending', 'failed')", (crawl_id,)
    ).fetchone()
    outcome: Outcome = "refused" if refused else "suspect" if suspect else "incomplete" if open_rows else "done"
    _sum_up(db, crawl_id, outcome)
    return outcome


def _sum_up(db: Database, crawl_id: int, outcome: Outcome) -> None:
    (listed,) = db.execute(
        "SELECT coalesce(sum(entries), 0) FROM listing_pages WHERE crawl_id = ? AND state IN ('read', 'repeats')",
        (crawl_id,),
    ).fetchone()
    (unread, rows) = db.execute(
        "SELECT coalesce(sum(position = 0), 0), coalesce(sum(state <> 'gone'), 0) FROM ledger WHERE crawl_id = ?",
        (crawl_id,),
    ).fetchone()
    if listed + unread != rows:
        raise BaogaoError(
            f"The ledger of crawl {crawl_id} does not balance: {listed + unread} listed, {rows} accounted for."
        )
    db.execute(
        """
        UPDATE crawls SET outcome = :outcome, finished_at = :now, entries_seen = :entries,
          pages_claimed = (SELECT max(pages_claimed) FROM listing_pages WHERE crawl_id = :id),
          pages_seen = (SELECT count(*) FROM listing_pages WHERE crawl_id = :id AND state = 'read'),
          new = (SELECT count(*) FROM ledger WHERE crawl_id = :id AND state = 'captured' AND finding = 'new'),
          changed = (SELECT count(*) FROM ledger WHERE crawl_id = :id AND state = 'captured' AND finding = 'changed'),
          unchanged = (SELECT count(*) FROM ledger WHERE crawl_id = :id AND state = 'unchanged'),
          failed = (SELECT count(*) FROM ledger WHERE crawl_id = :id AND state = 'failed'),
          gone = (SELECT count(*) FROM ledger WHERE crawl_id = :id AND state = 'gone')
        WHERE id = :id
        """,
        {"id": crawl_id, "outcome": outcome, "now": clock.timestamp(), "entries": rows},
    )
