"""What templates of the reading room call: texts, passages, labels. One object for each page of an archive.

Reads through Datasette's own connections, in its threads. Makes HTML only of escaped pieces.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette.utils import path_with_added_args, tilde_encode
from markupsafe import Markup, escape

from archive.reading_room import cells, evidence, rows
from archive.reading_room.article import Paragraph, article
from archive.reading_room.cells import TARGETS, Cell
from archive.reading_room.changes import Changes, changes
from archive.reading_room.holdings import Beside, Holdings, Row
from archive.search import LIMITS, LIMITS_ZH, Query, cut, find_all, marked, occurrences, parse, printable

if TYPE_CHECKING:
    import sqlite3

    from datasette.app import Datasette
    from datasette.utils.asgi import Request

MOST_PASSAGES = 100
"""Rows of one page whose texts are read for passages."""
_LINK = "Link"
"""Datasette's name for the column that links to a row with a compound key."""
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
        self.holdings = Holdings(datasette, database)
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
        return cells.explained(value, self.meanings(column))

    def meanings(self, column: str) -> dict[str, str]:
        """Return what the codes of a column mean: in the table of this page, else everywhere."""
        here: dict[str, dict[str, str]] = self.about(self.table or "").get("values") or {}
        everywhere: dict[str, dict[str, str]] = self._about.get("values") or {}
        return here.get(column) or everywhere.get(column) or {}

    @property
    def evidence_names(self) -> dict[str, str]:
        """What the figures of an alarm's evidence are called."""
        names: dict[str, str] = self._about.get("evidence") or {}
        return names

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

    def cell_of(self, row: Any, column: str, beside: Beside) -> Cell:  # noqa: ANN401 - Datasette's row has no type of its own
        """Return what a table shows of one column of a row that Datasette prepared."""
        cell = next(cell for cell in row.cells if cell["column"] == column)
        raw, shown = cell["raw"], cell["value"]
        written = self._written(row, column, raw, beside)
        if written is not None:
            shown = written
        elif isinstance(shown, Markup) and shown.startswith("<a ") and not str(raw).startswith("http"):
            shown = Markup(shown.partition("&nbsp;<em>")[0])  # noqa: S704 - Datasette's link, without the number
        elif column in TARGETS and raw is not None:
            shown = self.link(TARGETS[column], tilde_encode(str(raw)), raw)
        else:
            shown = self.cell(column, raw)
        return Cell(raw, shown, isinstance(raw, (int, float)))

    def _written(self, row: Row, column: str, value: object, beside: Beside) -> Markup | None:
        write = rows.WRITTEN.get((self.table or "", column))
        return write and write(rows.Place(self, row, value, beside))

    def cell(self, column: str, value: object) -> Markup:
        """Return a value for a table, short."""
        return cells.short(column, value, self.meanings(column))

    def row_value(self, row: Row, column: str, beside: Beside) -> Markup:
        """Return a value for a page of its own, in full; a report by its title where that is known."""
        value = row[column]
        if column in TARGETS and value is not None:
            name = beside.titles.get(value, value) if isinstance(value, int) else value
            return self.link(TARGETS[column], tilde_encode(str(value)), name)
        written = self._written(row, column, value, beside)
        return cells.full(column, value, self.meanings(column)) if written is None else written

    def address(self, url: str) -> Markup:
        """Return an address of the site as a link."""
        return cells.full("url", url, {})

    def alarm_state(self, alarm: Row) -> Markup:
        """Return what an operator has done about an alarm."""
        return rows.alarm_state(alarm)

    def evidence(self, alarm: Row) -> list[tuple[Markup, Markup]]:
        """Return (name, figures) of an alarm's evidence, ids as links."""
        return evidence.spread(
            alarm["evidence"], self.evidence_names, self.meanings("reason"), partial(self._named_in, alarm)
        )

    def _named_in(self, alarm: Row, name: str, value: str) -> str | None:
        """Return the page about an id that stands in an alarm's evidence under a name."""
        if not value.isdecimal():
            return None
        if name == "pages":
            return self.filtered_url("ledger", {"crawl_id": alarm["crawl_id"], "page": value})
        table = {"crawl": "crawls", "ledger": "ledger"}.get(name)
        return table and f"{self._datasette.urls.table(self.database, table)}/{value}"

    def link(self, table: str, row: object, text: object) -> Markup:
        """Return a link to a row."""
        return Markup('<a href="{}/{}">{}</a>').format(self._datasette.urls.table(self.database, table), row, text)

    def filtered_url(self, table: str, conditions: Mapping[str, object]) -> str:
        """Return the address of the rows of a table that fulfil conditions."""
        return f"{self._datasette.urls.table(self.database, table)}?{urlencode(conditions)}"

    def filtered(self, table: str, conditions: Mapping[str, object], text: object) -> Markup:
        """Return a link to the rows of a table that fulfil conditions."""
        return Markup('<a href="{}">{}</a>').format(self.filtered_url(table, conditions), text)

    def version(self, report_id: object, version: object, text: object) -> Markup:
        """Return a link to a version."""
        return self.link("versions", f"{report_id},{version}", text)

    def text_url(self, report_id: object) -> str:
        """Return the address of a report's text, which marks what this page searches for."""
        address = f"{self._datasette.urls.table(self.database, 'report_texts')}/{report_id}"
        if self.search.empty:
            return address
        return f"{address}?{urlencode({'q': self.search.text})}#hit-1"

    def title_link(self, report_id: object, title: str, hidden: bool = False) -> Markup:
        """Return a title that leads to the report's text, or, where that is taken down, to its record."""
        address = (
            f"{self._datasette.urls.table(self.database, 'reports')}/{report_id}"
            if hidden
            else self.text_url(report_id)
        )
        link = Markup('<a class="title" href="{}">{}</a>').format(address, self.mark(title))
        return link + Markup(" ") + rows.TAKEN_DOWN if hidden else link

    def counted(self, crawl: object, column: str, count: object) -> Markup:
        """Return a number of entries of a crawl in some state, as a link to them."""
        return rows.ledger_count(self, crawl, column, count) or self.cell(column, count)

    def mark(self, text: str) -> Markup:
        """Return a short text with what this page searches for marked."""
        return Markup(marked(text, self.search))  # noqa: S704 - marked() escapes

    def passage(self, text: str) -> Markup:
        """Return the passages that `baogao_passages` wrote, with marks for its brackets."""
        return Markup(str(escape(text)).replace("⟦", "<mark>").replace("⟧", "</mark>"))  # noqa: S704 - escaped

    # ── texts ────────────────────────────────────────────────────────────────────────────────────────────

    async def found(self, rows: Iterable[Row]) -> dict[int, Found]:
        """Return what the search found in the texts of the reports on a page."""
        wanted = [int(row["id"]) for row in rows][:MOST_PASSAGES]
        if self.search.empty or not wanted:
            return {}
        sql = "SELECT report_id, text FROM report_texts WHERE report_id IN (SELECT value FROM json_each(?))"

        def look(connection: sqlite3.Connection) -> dict[int, Found]:
            return {row[0]: self._found(row[1]) for row in connection.execute(sql, (json.dumps(wanted),))}

        return await self.holdings.work(look)

    def _found(self, text: str) -> Found:
        places = occurrences(text, self.search.terms)
        passages = tuple(Markup(snippet.html()) for snippet in cut(text, places))  # noqa: S704 - html() escapes
        return Found(len(places), passages)

    def read(self, text: str) -> Text:
        """Return a text as an article with what this page searches for marked."""
        hits = find_all(text, self.search.terms)
        return Text(article(text, hits), len(hits), len(text))

    async def changes(self, old: str, new: str) -> Changes:
        """Return what changed from one text to another; the loop goes on meanwhile."""
        return await self.holdings.work(lambda _connection: changes(old, new))
