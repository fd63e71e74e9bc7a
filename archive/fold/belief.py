"""What a crawl saw becomes what is believed: of its entries, of what is gone, of what is back.

Runs when a crawl is closed and nothing about it is suspect, or later, when an operator accepts it. A crawl that is
accepted late never overrides what a later crawl has seen and was believed for.
"""

from __future__ import annotations

from sqlite_utils import Database

LASTING = ("http_404", "http_410", "robots", "too_large", "no_summary")
"""Reasons of failures that another try at once would not mend; the next full crawl asks again."""

_BELIEVE_ROWS = """
  UPDATE ledger SET believed = 1
  WHERE crawl_id = :crawl AND entry_id IS NOT NULL AND state IN ('captured', 'unchanged', 'failed')
    AND NOT EXISTS (SELECT 1 FROM ledger AS later
      WHERE later.entry_id = ledger.entry_id AND later.crawl_id > ledger.crawl_id AND later.believed = 1)
"""

_LISTED = f"""
  UPDATE entries SET
    title = seen.title,
    listed_date = seen.listed_date,
    listing_sha256 = CASE WHEN seen.passing THEN entries.listing_sha256 ELSE seen.listing_sha256 END,
    detail_capture_id = coalesce(seen.detail_capture_id, entries.detail_capture_id),
    content_sha256 = coalesce(seen.content_sha256, entries.content_sha256),
    first_seen_at = min(coalesce(entries.first_seen_at, seen.seen_at), seen.seen_at),
    last_seen_at = max(coalesce(entries.last_seen_at, seen.seen_at), seen.seen_at),
    last_checked_at = coalesce(seen.checked_at, entries.last_checked_at, seen.seen_at),
    gone_since = NULL,
    stale = max(entries.stale, seen.state = 'failed' OR seen.finding <> 'unchanged')
  FROM (
    SELECT entry_id, coalesce(ledger.title, '') AS title, ledger.listed_date, listing_sha256, state, finding, seen_at,
      checked_at, iif(state = 'failed', NULL, detail_capture_id) AS detail_capture_id,
      iif(state = 'failed', NULL, content_sha256) AS content_sha256,
      state = 'failed' AND reason NOT IN {LASTING} AS passing
    FROM ledger LEFT JOIN readings ON capture_id = detail_capture_id
    WHERE crawl_id = :crawl AND believed = 1
  ) AS seen
  WHERE seen.entry_id = entries.id
"""  # noqa: S608 - our own words
"""A failure that may pass leaves the listing's digest as it was, so that the next crawl finds the entry changed."""

_CHECKED = """
  FROM checks JOIN entries ON entries.id = entry_id
  WHERE checks.crawl_id = :crawl AND verdict = 'gone'
    AND NOT EXISTS (SELECT 1 FROM ledger WHERE ledger.entry_id = checks.entry_id
      AND (ledger.crawl_id = :crawl OR (ledger.crawl_id > :crawl AND believed = 1)))
    AND (gone_since IS NULL OR gone_since = checks.checked_at)
"""
_GONE_ROWS = f"""
  INSERT INTO ledger (crawl_id, url, title, listed_date, state, reason, attempts, entry_id, checked_at)
  SELECT checks.crawl_id, entries.url, title, listed_date, 'gone', 'http_' || status, 1, entry_id, checked_at
  {_CHECKED} ORDER BY entry_id
"""
_GONE = """
  UPDATE entries SET gone_since = checked_at, last_checked_at = checked_at
  FROM (SELECT entry_id, checked_at FROM ledger WHERE crawl_id = :crawl AND state = 'gone') AS seen
  WHERE seen.entry_id = entries.id
"""
_ASKED = """
  UPDATE entries SET last_checked_at = max(coalesce(last_checked_at, checked_at), checked_at),
    gone_since = iif(verdict = 'alive', NULL, gone_since)
  FROM (SELECT entry_id, verdict, checked_at FROM checks WHERE crawl_id = :crawl AND verdict <> 'unknown') AS seen
  WHERE seen.entry_id = entries.id AND NOT EXISTS (SELECT 1 FROM ledger
    WHERE ledger.entry_id = entries.id AND ledger.crawl_id > :crawl AND believed = 1)
"""


def believe(db: Database, crawl: int, at: str) -> None:
    """Let what one crawl saw be what the archive holds. Repeating it changes nothing."""
    values = {"crawl": crawl}
    for sql in (_BELIEVE_ROWS, _LISTED, _GONE_ROWS, _GONE, _ASKED):
        db.execute(sql, values)
    db.execute("UPDATE crawls SET believed_at = ? WHERE id = ?", (at, crawl))
