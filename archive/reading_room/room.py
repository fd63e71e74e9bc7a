"""What templates of the reading room call: texts, passages, labels. One object for each page of an archive.

Reads through Datasette's own connections, in its threads. Makes HTML only of escaped pieces.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette.utils import path_with_added_args, tilde_encode
from markupsafe import Markup, escape

from archive.reading_room import cells
from archive.reading_room.article import Paragraph, article
from archive.reading_room.cells import TARGETS, Cell
from archive.search import LIMITS, LIMITS_ZH, Query, cut, find_all, marked, occurrences, parse, printable

if TYPE_CHECKING:
    import sqlite3

    from datasette.app import Datasette
    from datasette.utils.asgi import Request

MOST_PASSAGES = 100
"""Rows of one page whose texts are read for passages."""
_LINK = "Link"
"""Datasette's name for the column that links to a row with a compound key."""
_TITLED = ("report_texts", "duplicates")
"""Tables of one row for each report, without its title."""
_COMPARISONS = {
    "contains": "包含 contains",
    "endswith": "以此结尾 ends with",
    "startswith": "以此开头 starts with",
    "like": "像 like",
    "notlike": "不像 not like",
    "glob": "符合 glob",
    "in": "是其中之一 in",
    "notin": "不在其中 not in",
    "arraycontains": "数组含有 array contains",
    "arraynotcontains": "数组不含 array does not contain",
    "date": "在这一天 on date",
    "isnull": "为空 is null",
    "notnull": "不为空 is not null",
    "isblank": "为空或空白 is blank",
    "notblank": "有内容 is not blank",
}
"""What Datasette's comparisons are called, by their keys; signs such as = speak for themselves."""


@dataclass(frozen=True)
class Found:
    """What a search found in one report."""

    number: int
    """Places in the text; 0 when only the title matches."""
    passages: tuple[Markup, ...]


@dataclass(frozen=True)
class Text:
    """A text to read."""

    paragraphs: list[Paragraph]
    hits: int
    characters: int


class Room:
    """A page of an archive: its database, table, search and words."""

    def __init__(self, datasette: Datasette, database: str, table: str | None, request: Request) -> None:
        self._datasette = datasette
        self._request = request
        self.database = database
        self.table = table
        self.limits, self.limits_zh = LIMITS, LIMITS_ZH

    @cached_property
    def search(self) -> Query:
        """What the page searches for: `_search` on tables, `q` elsewhere."""
        arguments = self._request.args
        return parse(arguments.get("_search") or arguments.get("q") or "")

    # ── words ────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _about(self) -> dict[str, Any]:
        databases: dict[str, Any] = self._datasette.metadata("databases") or {}
        about: dict[str, Any] = databases.get(self.database) or {}
        return about

    def about(self, table: str) -> dict[str, Any]:
        """Return what the metadata says of a table."""
        tables: dict[str, Any] = self._about.get("tables") or {}
        return tables.get(table) or {}

    @property
    def name(self) -> str:
        """The title of the archive, or its name."""
        return str(self._about.get("title") or self.database)

    def queries(self) -> dict[str, dict[str, Any]]:
        """Return the canned queries of the metadata."""
        queries: dict[str, dict[str, Any]] = self._about.get("queries") or {}
        return queries

    def title(self, table: str) -> str:
        """Return the title of a table, or its name."""
        return str(self.about(table).get("title") or table)

    def label(self, column: str, labels: dict[str, str] | None = None) -> Markup:
        """Return the name of a column: its Chinese label, if it has one, and its name in SQL, CSV and JSON."""
        labels = self.about(self.table or "").get("labels") or {} if labels is None else labels
        if column == _LINK:
            return Markup('打开 <small lang="en">open</small>')
        if column not in labels:
            return escape(column)
        return Markup('{} <small lang="en">{}</small>').format(labels[column], column)

    def plain_label(self, column: str) -> str:
        """Return `label` as plain text, the Chinese alone where there is one."""
        labels = {_LINK: "打开", **(self.about(self.table or "").get("labels") or {})}
        return str(labels.get(column, column))

    def ordered(self, facets: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return facets in the order of the metadata, others after them."""
        order = self.about(self.table or "").get("facets") or []
        return sorted(facets, key=lambda f: order.index(f["name"]) if f["name"] in order else len(order))

    def printable(self, text: str) -> str:
        """Return what a person typed without controls."""
        return printable(text)

    @staticmethod
    def comparison(key: str, display: str) -> str:
        """Return what one of Datasette's comparisons is called."""
        return _COMPARISONS.get(key, display)

    def value(self, column: str, value: object) -> str:
        """Return a value, and what it means where it is a code."""
        return cells.explained(value, self._meanings(column))

    def _meanings(self, column: str) -> dict[str, str]:
        values: dict[str, dict[str, str]] = self._about.get("values") or {}
        return values.get(column) or {}

    # ── cells ────────────────────────────────────────────────────────────────────────────────────────────

    def shown(self, columns: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the columns that a table page shows: the reader's choice, or the default one of the metadata."""
        wanted = self.about(self.table or "").get("default_columns")
        if not wanted or any(name in self._request.args for name in ("_col", "_nocol", "_all")):
            return list(columns)
        wanted = wanted if "title" in wanted else [_LINK, *wanted]  # a title leads to its row
        return sorted((column for column in columns if column["name"] in wanted), key=lambda c: wanted.index(c["name"]))

    def hides_columns(self, columns: Sequence[dict[str, Any]]) -> bool:
        """Tell whether `shown` leaves any out."""
        return len(self.shown(columns)) < len(columns)

    @property
    def with_all_columns(self) -> str:
        """The address of this page with every column."""
        return str(path_with_added_args(self._request, {"_all": "1"}))

    def cell_of(self, row: Any, column: str) -> Cell:  # noqa: ANN401 - Datasette's row has no type of its own
        """Return what a table shows of one column of a row that Datasette prepared."""
        cell = next(cell for cell in row.cells if cell["column"] == column)
        raw, shown = cell["raw"], cell["value"]
        link = isinstance(shown, Markup) and shown.startswith("<a ") and not str(raw).startswith("http")
        if link:
            shown = Markup(shown.partition("&nbsp;<em>")[0])  # noqa: S704 - Datasette's link, without the number
        elif self.table == "versions" and column == "title":
            shown = self.version(row["report_id"], row["version"], raw)
        elif self.table == "versions" and column == "text" and raw is None:
            shown = self.link("report_texts", row["report_id"], Markup('现行正文 <span lang="en">current text</span>'))
        elif self.table == "ledger" and column == "title" and row["report_id"] is not None:
            shown = self.link("reports", row["report_id"], raw)
        elif column in TARGETS and raw is not None:
            shown = self.link(TARGETS[column], tilde_encode(str(raw)), raw)
        else:
            shown = self.cell(column, raw)
        return Cell(raw, shown, isinstance(raw, (int, float)))

    def cell(self, column: str, value: object) -> Markup:
        """Return a value for a table, short."""
        return cells.short(column, value, self._meanings(column))

    def row_value(self, column: str, value: object, titles: Mapping[int, str] | None = None) -> Markup:
        """Return a value for a page of its own, in full; a report by its title where that is known."""
        if column in TARGETS and value is not None:
            name = (titles or {}).get(value, value) if isinstance(value, int) else value
            return self.link(TARGETS[column], tilde_encode(str(value)), name)
        return cells.full(column, value, self._meanings(column))

    def link(self, table: str, row: object, text: object) -> Markup:
        """Return a link to a row."""
        return Markup('<a href="{}/{}">{}</a>').format(self._datasette.urls.table(self.database, table), row, text)

    def version(self, report_id: object, version: object, text: object) -> Markup:
        """Return a link to a version."""
        return self.link("versions", f"{report_id},{version}", text)

    def text_url(self, report_id: object) -> str:
        """Return the address of a report's text, which marks what this page searches for."""
        address = f"{self._datasette.urls.table(self.database, 'report_texts')}/{report_id}"
        if self.search.empty:
            return address
        return f"{address}?{urlencode({'q': self.search.text})}#hit-1"

    def mark(self, text: str) -> Markup:
        """Return a short text with what this page searches for marked."""
        return Markup(marked(text, self.search))  # noqa: S704 - marked() escapes

    def passage(self, text: str) -> Markup:
        """Return the passages that `baogao_passages` wrote, with marks for its brackets."""
        return Markup(str(escape(text)).replace("⟦", "<mark>").replace("⟧", "</mark>"))  # noqa: S704 - escaped

    # ── what is in the database ──────────────────────────────────────────────────────────────────────────

    async def found(self, report_ids: Iterable[int]) -> dict[int, Found]:
        """Return what the search found in the texts of these reports."""
        wanted = [int(report_id) for report_id in report_ids][:MOST_PASSAGES]
        if self.search.empty or not wanted:
            return {}
        sql = "SELECT report_id, text FROM report_texts WHERE report_id IN (SELECT value FROM json_each(?))"

        def look(connection: sqlite3.Connection) -> dict[int, Found]:
            return {row[0]: self._found(row[1]) for row in connection.execute(sql, (json.dumps(wanted),))}

        found: dict[int, Found] = await self._datasette.get_database(self.database).execute_fn(look)
        return found

    def _found(self, text: str) -> Found:
        places = occurrences(text, self.search.terms)
        passages = tuple(Markup(snippet.html()) for snippet in cut(text, places))  # noqa: S704 - html() escapes
        return Found(len(places), passages)

    async def report(self, report_id: object) -> dict[str, Any] | None:
        """Return the row of a report."""
        rows = await self.rows("SELECT * FROM reports WHERE id = ?", report_id)
        return rows[0] if rows else None

    async def found_in(self, rows: Iterable[Any]) -> dict[int, Found]:
        """Return what the search found in the reports on a table page."""
        return await self.found(row["id"] for row in rows)

    async def titles_of(self, rows: Iterable[Any]) -> dict[int, str]:
        """Return the titles of the reports on a table page whose rows have none."""
        return await self.titles(row["report_id"] for row in rows) if self.table in _TITLED else {}

    async def matches(self) -> int:
        """Return how many reports match what this page searches for."""
        rows = await self.rows("SELECT count(*) AS n FROM reports_fts WHERE reports_fts MATCH ?", self.search.fts)
        return int(rows[0]["n"])

    async def titles_in(self, row: Any) -> dict[int, str]:  # noqa: ANN401 - Datasette's row has no type of its own
        """Return the titles of the reports that one row names."""
        named = [row[column] for column in ("report_id", "duplicate_of") if column in row.keys()]  # noqa: SIM118
        return await self.titles(number for number in named if number is not None)

    async def titles(self, report_ids: Iterable[int]) -> dict[int, str]:
        """Return the titles of reports."""
        sql = "SELECT id, title FROM reports WHERE id IN (SELECT value FROM json_each(?))"
        rows = await self.rows(sql, json.dumps([int(report_id) for report_id in report_ids]))
        return {row["id"]: row["title"] for row in rows}

    def read(self, text: str) -> Text:
        """Return a text as an article with what this page searches for marked."""
        hits = find_all(text, self.search.terms)
        return Text(article(text, hits), len(hits), len(text))

    async def rows(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        """Run a query of a template; under Datasette's time limit."""
        results = await self._datasette.get_database(self.database).execute(sql, parameters)
        return [dict(row) for row in results.rows]
