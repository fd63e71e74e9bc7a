"""What the titles of lost entries name, for the view `coverage`: a report that failed is not one that never was.

Writes `missing_reports` in the caller's transaction. The views themselves are `schema/0005_coverage.sql`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from archive.derive.facts import read_facts

LOST = """
  SELECT entries.site, entries.url, nullif(coalesce(ledger.title, entries.title), '') AS title,
    ledger.state, ledger.reason
  FROM entries JOIN ledger ON ledger.id = (
    SELECT max(id) FROM ledger WHERE entry_id = entries.id AND (believed = 1 OR state = 'gone')
  )
  WHERE ledger.state IN ('failed', 'gone') AND NOT EXISTS
    (SELECT 1 FROM reports WHERE reports.report_key = entries.report_key)
  ORDER BY entries.id
"""
"""Entries of which no text is held, with the last that a believed crawl knows of them."""


def missing_rows(conn: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Yield a row for each entry without a text: what the last believed crawl says of it, and what its title names.

    Entries whose titles are those of plans, budgets and news are left out. Region and year are None where the title
    does not tell them.
    """
    for row in conn.execute(LOST).fetchall():
        facts = read_facts(row["title"] or "", "")
        if facts.kind not in ("work_report", "other", None):
            continue
        named = {name: getattr(facts, name) for name in ("region_code", "admin_level", "township", "report_year")}
        yield {**dict(row), **named}


def write_missing(db: Database) -> None:
    """Replace the rows of entries without a text."""
    db.execute("DELETE FROM missing_reports")
    db.table("missing_reports").insert_all(list(missing_rows(db.conn)))
