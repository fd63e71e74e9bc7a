"""The life of a crawl: begun, closed with its sums and outcome, opened again for its failures, abandoned.

A crawl that is closed and not suspect is believed at once (`archive.fold.belief`).
"""

from __future__ import annotations

from typing import Literal

from sqlite_utils import Database

from archive.errors import BaogaoError
from archive.fold import belief
from archive.fold.captures import insert
from archive.log import Event

Outcome = Literal["done", "incomplete", "suspect", "refused"]


def begin(db: Database, file: str, event: Event) -> int:
    """Write the row of a new crawl; return its id."""
    row = {key: event[key] for key in ("site", "mode", "software_version", "config")}
    insert(db, "crawls", id=event["crawl"], started_at=event["at"], **row)
    db.execute("UPDATE warc_files SET crawl_id = ? WHERE name = ?", (event["crawl"], file))
    return int(event["crawl"])


def reopen(db: Database, _file: str, event: Event) -> None:
    """Make the failures of an incomplete crawl pending again, but for the reasons in `keep`."""
    crawl, keep = event["crawl"], event["keep"]
    marks = ", ".join("?" * len(keep))
    db.execute(
        "UPDATE ledger SET state = 'pending', reason = NULL, checked_at = NULL, detail_capture_id = NULL, "  # noqa: S608 - only question marks
        f"believed = 0 WHERE crawl_id = ? AND state = 'failed' AND position > 0 AND reason NOT IN ({marks})",
        (crawl, *keep),
    )
    db.execute("DELETE FROM ledger WHERE crawl_id = ? AND (position = 0 OR state = 'gone')", (crawl,))
    db.execute("DELETE FROM listing_pages WHERE crawl_id = ? AND state IN ('failed', 'missing')", (crawl,))
    db.execute("DELETE FROM checks WHERE crawl_id = ? AND verdict = 'unknown'", (crawl,))
    db.execute("UPDATE crawls SET outcome = 'running', finished_at = NULL, believed_at = NULL WHERE id = ?", (crawl,))


def abandon(db: Database, _file: str, event: Event) -> Outcome:
    """Close a crawl that cannot be gone on with (its address has changed); nothing it captured is lost."""
    settled = {"outcome": "incomplete", "pending": "abandoned", "unreadable": [], "same_body": [], "alarms": []}
    return close(db, _file, {**event, **settled})


def close(db: Database, _file: str, event: Event) -> Outcome:
    """Settle what is open, check that the ledger balances, write alarms, sums and outcome; return the outcome.

    Raises BaogaoError (internal) when an entry is in no state or in two.
    """
    crawl = event["crawl"]
    if event["pending"] is not None:
        _fail(db, crawl, event["pending"], "state = 'pending'")
    for page in event["unreadable"]:
        db.execute(
            "INSERT INTO ledger (crawl_id, page, position, url, state, reason, attempts) "
            "SELECT crawl_id, page, 0, url, 'failed', coalesce(reason, 'http_404'), 1 FROM listing_pages "
            "WHERE crawl_id = ? AND page = ?",
            (crawl, page),
        )
    for url in event["same_body"]:
        _fail(db, crawl, "same_body", "url = ? AND position > 0 AND entry_id IS NOT NULL", url)
    for alarm in event["alarms"]:
        insert(db, "alarms", crawl_id=crawl, raised_at=event["at"], **alarm)
    outcome: Outcome = event["outcome"] or _outcome(db, crawl)
    db.execute("UPDATE crawls SET outcome = ?, finished_at = ? WHERE id = ?", (outcome, event["at"], crawl))
    if outcome != "suspect":
        belief.believe(db, crawl, event["at"])
    _sum_up(db, crawl)
    return outcome


def _fail(db: Database, crawl: int, reason: str, where: str, *values: object) -> None:
    db.execute(
        f"UPDATE ledger SET state = 'failed', reason = ? WHERE crawl_id = ? AND {where}",  # noqa: S608 - our own words
        (reason, crawl, *values),
    )


def _outcome(db: Database, crawl: int) -> Outcome:
    row = db.execute("SELECT 1 FROM ledger WHERE crawl_id = ? AND state IN ('pending', 'failed')", (crawl,)).fetchone()
    return "incomplete" if row else "done"


def _sum_up(db: Database, crawl: int) -> None:
    (listed,) = db.execute(
        "SELECT coalesce(sum(entries), 0) FROM listing_pages WHERE crawl_id = ? AND state IN ('read', 'repeats')",
        (crawl,),
    ).fetchone()
    (unread, rows, open_rows) = db.execute(
        "SELECT coalesce(sum(position = 0), 0), coalesce(sum(state <> 'gone'), 0), "
        "coalesce(sum(state = 'pending'), 0) FROM ledger WHERE crawl_id = ?",
        (crawl,),
    ).fetchone()
    if listed + unread != rows or open_rows:
        raise BaogaoError(
            f"The ledger of crawl {crawl} does not balance: {listed + unread} listed, {rows} accounted for, "
            f"{open_rows} of them still pending."
        )
    db.execute(
        """
        UPDATE crawls SET entries_seen = :entries,
          pages_claimed = (SELECT max(pages_claimed) FROM listing_pages WHERE crawl_id = :id),
          pages_seen = (SELECT count(*) FROM listing_pages WHERE crawl_id = :id AND state = 'read'),
          new = (SELECT count(*) FROM ledger WHERE crawl_id = :id AND state = 'captured' AND finding = 'new'),
          changed = (SELECT count(*) FROM ledger WHERE crawl_id = :id AND state = 'captured' AND finding = 'changed'),
          unchanged = (SELECT count(*) FROM ledger WHERE crawl_id = :id AND state = 'unchanged'),
          failed = (SELECT count(*) FROM ledger WHERE crawl_id = :id AND state = 'failed'),
          gone = (SELECT count(*) FROM ledger WHERE crawl_id = :id AND state = 'gone')
        WHERE id = :id
        """,
        {"id": crawl, "entries": rows},
    )
