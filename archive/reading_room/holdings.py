"""What templates ask an archive: reports, titles, what is taken down, alarms, versions. Every query has an index.

Reads through Datasette's own connections, in its threads and under its time limit. Makes no HTML.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    import sqlite3

    from datasette.app import Datasette

T = TypeVar("T")

REPORT = "SELECT * FROM reports WHERE id = ?"
TEXT = "SELECT text FROM report_texts WHERE report_id = ?"
TITLES = "SELECT id, title FROM reports WHERE id IN (SELECT value FROM json_each(?))"
HIDDEN = "SELECT id FROM reports WHERE taken_down_at IS NOT NULL AND id IN (SELECT value FROM json_each(?))"
BY_KEY = "SELECT report_key, id, title FROM reports WHERE report_key IN (SELECT value FROM json_each(?))"
TAKEDOWNS = "SELECT * FROM takedowns WHERE report_key = ? ORDER BY id DESC"
ALARMS = """
  SELECT crawl_id, count(*) AS raised, sum(acknowledged_at IS NULL) AS open, sum(decision IS 'rejected') AS rejected
  FROM alarms WHERE crawl_id IN (SELECT value FROM json_each(?)) GROUP BY crawl_id
"""
NEXT_VERSION = """
  SELECT version, cause, title, captured_at, coalesce(versions.text, report_texts.text) AS text
  FROM versions LEFT JOIN report_texts USING (report_id) WHERE report_id = ? AND version = ? + 1
"""
MATCHES = "SELECT count(*) AS n FROM reports_fts WHERE reports_fts MATCH ?"

_NAMING = ("report_id", "duplicate_of")
"""Columns that hold the id of a report."""


class Row(Protocol):
    """A row: SQLite's own, or the one that a Datasette page is made of."""

    def __getitem__(self, column: str, /) -> Any:  # noqa: ANN401 - a value of SQLite's
        """Return a value."""


@dataclass(frozen=True)
class Beside:
    """What rows of a page need to be shown that does not stand in them."""

    titles: dict[int, str] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    """Reports whose text is taken down."""
    reports: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Id and title by report_key."""
    alarms: dict[int, dict[str, int]] = field(default_factory=dict)
    """How many alarms were raised, are open and were rejected, by crawl."""

    def hides(self, report_id: object) -> bool:
        """Tell whether a report's text is taken down; Datasette has the number of a row as a string."""
        return int(str(report_id)) in self.hidden

    def alarms_of(self, crawl_id: object) -> dict[str, int]:
        """Return the numbers of alarms of a crawl; empty where there is none."""
        return self.alarms.get(int(str(crawl_id)), {})


class Holdings:
    """One archive, as templates ask it."""

    def __init__(self, datasette: Datasette, database: str) -> None:
        self._database = datasette.get_database(database)

    async def rows(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        """Run a query."""
        results = await self._database.execute(sql, parameters)
        return [dict(row) for row in results.rows]

    async def work(self, task: Callable[[sqlite3.Connection], T]) -> T:
        """Run a task that takes a while in a thread, with a connection."""
        done: T = await self._database.execute_fn(task)
        return done

    async def report(self, report_id: object) -> dict[str, Any] | None:
        """Return the row of a report."""
        rows = await self.rows(REPORT, report_id)
        return rows[0] if rows else None

    async def text(self, report_id: object) -> str | None:
        """Return the current text of a report, None where it is taken down."""
        rows = await self.rows(TEXT, report_id)
        return str(rows[0]["text"]) if rows else None

    async def titles(self, report_ids: Iterable[int]) -> dict[int, str]:
        """Return the titles of reports."""
        rows = await self.rows(TITLES, _listed(report_ids))
        return {row["id"]: row["title"] for row in rows}

    async def takedowns(self, report_key: str) -> list[dict[str, Any]]:
        """Return what was decided about showing a report's text, the last decision first."""
        return await self.rows(TAKEDOWNS, report_key)

    async def next_version(self, report_id: object, version: object) -> dict[str, Any] | None:
        """Return the version that follows one, with its text, which is None where it is taken down."""
        rows = await self.rows(NEXT_VERSION, report_id, version)
        return rows[0] if rows else None

    async def matches(self, expression: str) -> int:
        """Return how many reports match an expression of the index."""
        rows = await self.rows(MATCHES, expression)
        return int(rows[0]["n"])

    async def beside(self, table: str, rows: Iterable[Row]) -> Beside:
        """Return what the rows of a table page need beside their own columns."""
        held = list(rows)
        if table == "crawls":
            found = await self.rows(ALARMS, _listed(row["id"] for row in held))
            return Beside(alarms={row["crawl_id"]: row for row in found})
        if table == "takedowns":
            found = await self.rows(BY_KEY, json.dumps([column_of(row, "report_key") for row in held]))
            return Beside(reports={row["report_key"]: (row["id"], row["title"]) for row in found})
        named = {column_of(row, column) for row in held for column in _NAMING} - {None}
        about = named | {row["id"] for row in held if table == "reports"}
        hidden = await self.rows(HIDDEN, _listed(about)) if about else []
        titles = await self.titles(named) if named else {}
        return Beside(titles, frozenset(row["id"] for row in hidden))


def column_of(row: Row, column: str) -> Any:  # noqa: ANN401 - a value of SQLite's
    """Return one value of a row, None where the reader left the column out."""
    try:
        return row[column]
    except (KeyError, IndexError):
        return None


def _listed(ids: Iterable[int]) -> str:
    return json.dumps([int(number) for number in ids])
