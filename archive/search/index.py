"""The full-text table: written by the one writer, read on any connection to a database with our tables.

Owns the SQL of searching. Opens no database, commits nothing. The table keeps no text (`content=''`), so
that a row can only be removed with exactly the tokens that it was added with; SQLite accepts wrong ones
without a word. SQLite's 'integrity-check' belongs outside a transaction that changes the table: inside one it
makes the rest of the transaction read a damaged index (3.40.1).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.search.passages import Snippet, cut, occurrences
from archive.search.query import EVERY_REPORT, Query
from archive.search.tokens import index_tokens

Order = Literal["relevance", "newest", "oldest"]

TITLE_WEIGHT = 4.0
"""How much more an occurrence in the title counts than one in the text."""

_RANKED = """
    SELECT rowid FROM reports_fts WHERE reports_fts MATCH :match
    ORDER BY bm25(reports_fts, 1.0, :title_weight), rowid LIMIT :limit OFFSET :offset"""
_NEWEST = """
    SELECT id FROM reports WHERE id IN (SELECT rowid FROM reports_fts WHERE reports_fts MATCH :match)
    ORDER BY report_year DESC NULLS LAST, report_date DESC NULLS LAST, id LIMIT :limit OFFSET :offset"""
_OLDEST = """
    SELECT id FROM reports WHERE id IN (SELECT rowid FROM reports_fts WHERE reports_fts MATCH :match)
    ORDER BY report_year ASC NULLS LAST, report_date ASC NULLS LAST, id LIMIT :limit OFFSET :offset"""
_ORDERS: dict[Order, str] = {"relevance": _RANKED, "newest": _NEWEST, "oldest": _OLDEST}
_MATCHING = """
    SELECT {columns} FROM report_texts AS t JOIN reports AS r ON r.id = t.report_id
    WHERE t.report_id IN (SELECT rowid FROM reports_fts WHERE reports_fts MATCH ?) ORDER BY t.report_id"""

_SHOWN = """
    SELECT r.report_key, r.title, r.region_label, r.report_year, r.report_date, r.url, coalesce(t.text, '')
    FROM reports AS r LEFT JOIN report_texts AS t ON t.report_id = r.id WHERE r.id = ?"""


@dataclass(frozen=True)
class Hit:
    """A report that matches, with what a list of results shows of it."""

    report_id: int
    report_key: str
    title: str
    region_label: str | None
    report_year: int | None
    report_date: str | None
    url: str
    occurrences: int
    """Places in the text; 0 when only the title matches."""
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True)
class Totals:
    """How much matches in the whole archive."""

    reports: int
    """Matching reports, by text or title."""
    in_text: int
    """Those of them with occurrences in the text."""
    occurrences: int
    """Places in their texts."""


def index_report(connection: sqlite3.Connection, report_id: int, title: str, text: str) -> None:
    """Add a report to the index, inside the caller's transaction. It must not be there yet."""
    put_tokens(connection, report_id, index_tokens(title), index_tokens(text))


def unindex_report(connection: sqlite3.Connection, report_id: int, title: str, text: str) -> None:
    """Remove a report from the index; title and text must be those that it was added with."""
    remove_tokens(connection, report_id, index_tokens(title), index_tokens(text))


def put_tokens(connection: sqlite3.Connection, report_id: int, title: str, body: str) -> None:
    """Add a report whose tokens (`index_tokens` of title and text) were made elsewhere."""
    connection.execute(
        "INSERT INTO reports_fts (rowid, body, title) VALUES (?, ?, ?)",
        (report_id, body, f"{title} {EVERY_REPORT}"),
    )


def remove_tokens(connection: sqlite3.Connection, report_id: int, title: str, body: str) -> None:
    """Remove a report that was added with exactly these tokens."""
    connection.execute(
        "INSERT INTO reports_fts (reports_fts, rowid, body, title) VALUES ('delete', ?, ?, ?)",
        (report_id, body, f"{title} {EVERY_REPORT}"),
    )


def count(connection: sqlite3.Connection, query: Query) -> int:
    """Return how many reports match, by text or title."""
    found = connection.execute("SELECT count(*) FROM reports_fts WHERE reports_fts MATCH ?", (query.fts,)).fetchone()
    return int(found[0])


def totals(connection: sqlite3.Connection, query: Query) -> Totals:
    """Count reports and occurrences over the whole archive.

    Reads every matching text: about 1 ms for each matching report.
    """
    numbers = [len(occurrences(text, query.terms)) for (text,) in _matching(connection, query, "t.text")]
    return Totals(count(connection, query), sum(1 for number in numbers if number), sum(numbers))


def rank(
    connection: sqlite3.Connection,
    query: Query,
    limit: int = 20,
    offset: int = 0,
    order: Order = "relevance",
) -> list[Hit]:
    """Return a page of matching reports, best first, with up to three snippets each.

    Ranks row numbers first and reads only the texts of the page. Relevance is bm25 with titles weighted;
    reports that are equally good come in the order in which they were archived. `limit` -1 means all.
    """
    parameters = {"match": query.fts, "limit": limit, "offset": offset, "title_weight": TITLE_WEIGHT}
    ids = [int(row[0]) for row in connection.execute(_ORDERS[order], parameters)]
    return [_hit(connection, report_id, query) for report_id in ids]


def matching_texts(connection: sqlite3.Connection, query: Query) -> Iterator[tuple[Sequence[object], str]]:
    """Yield (report_key, title, report_year, url) and the text of every matching report, in archive order."""
    for row in _matching(connection, query, "r.report_key, r.title, r.report_year, r.url, t.text"):
        yield row[:4], row[4]


def _matching(connection: sqlite3.Connection, query: Query, columns: str) -> sqlite3.Cursor:
    return connection.execute(_MATCHING.format(columns=columns), (query.fts,))


def _hit(connection: sqlite3.Connection, report_id: int, query: Query) -> Hit:
    key, title, label, year, date, url, text = connection.execute(_SHOWN, (report_id,)).fetchone()
    found = occurrences(text, query.terms)
    return Hit(report_id, key, title, label, year, date, url, len(found), tuple(cut(text, found)))
