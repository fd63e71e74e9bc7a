"""The hooks themselves: thin, each answering for our databases only."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from typing import Any

from datasette import hookimpl
from datasette.app import DEFAULT_SETTINGS
from markupsafe import Markup

from archive.reading_room.ours import is_ours
from archive.search import cut, find_all, fts_query, marked, occurrences, parse

SETTINGS = {
    "suggest_facets": False,  # 30 of 44 queries per page (measured)
    "default_allow_sql": False,  # a query of a stranger can cost seconds and gigabytes
    "allow_download": False,
    "default_page_size": 20,
    "max_returned_rows": 1000,
    "facet_time_limit_ms": 1000,
    "truncate_cells_html": 300,  # a text is read on its own page, not in a cell
}
OPENS, CLOSES = "⟦", "⟧"
"""Marks around an occurrence in the results of SQL; shown as highlighting in HTML."""


@hookimpl
def startup(datasette: Any) -> None:  # noqa: ANN401 - Datasette has no types
    """Set what 0.65 does not read from a metadata file, unless the operator has set it."""
    if not any(is_ours(datasette, name) for name in datasette.databases):
        return
    defaults = {setting.name: setting.default for setting in DEFAULT_SETTINGS}
    for name, value in SETTINGS.items():
        if name == "default_allow_sql" and os.environ.get("BAOGAO_SQL"):
            continue
        if datasette.setting(name) == defaults[name]:
            datasette._settings[name] = value  # there is no public way in 0.65


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Any) -> None:  # noqa: ANN401
    """Make `escape_fts` understand Chinese (last, or Datasette's own wins), and add functions for canned queries."""
    if not is_ours(datasette, database):
        return
    conn.create_function("escape_fts", 1, lambda query: fts_query(str(query or "")), deterministic=True)
    conn.create_function("baogao_snippet", 2, snippet, deterministic=True)
    conn.create_function("baogao_occurrences", 2, count_occurrences, deterministic=True)


def snippet(text: str | None, query: str | None) -> str:
    """Return up to three passages around the occurrences of a query, marked with ⟦ and ⟧."""
    stored = (text or "").replace(OPENS, "[").replace(CLOSES, "]")
    terms = parse(query or "").terms
    return " ".join(passage.plain(OPENS, CLOSES) for passage in cut(stored, occurrences(stored, terms)))


def count_occurrences(text: str | None, query: str | None) -> int:
    """Return how often the terms of a query occur in a text."""
    return len(find_all(text or "", parse(query or "").terms))


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Markup | None:  # noqa: ANN401
    """Show marked passages as highlighting and the reports of a query as links; everything is escaped first."""
    if not is_ours(datasette, database) or table is not None:
        return None
    if column == "title" and "report_id" in row.keys():  # noqa: SIM118 - a row of SQLite, not a dict
        path = datasette.urls.row(database, "reports", str(row["report_id"]))
        return Markup('<a href="{}">{}</a>').format(path, value or "")
    if isinstance(value, str) and OPENS in value:
        escaped = str(Markup.escape(value)).replace(OPENS, "<mark>").replace(CLOSES, "</mark>")
        return Markup(escaped)  # noqa: S704 - escaped one line above
    return None


@hookimpl
def extra_css_urls(database: str | None, datasette: Any) -> list[str]:  # noqa: ANN401
    """Add our style sheet to the pages of our databases."""
    if database is not None and not is_ours(datasette, database):
        return []
    if not any(is_ours(datasette, name) for name in datasette.databases):
        return []
    return [datasette.urls.static_plugins("baogao", "reading_room.css")]


@hookimpl
def extra_template_vars(request: Any, database: str | None, table: str | None, datasette: Any) -> dict[str, Any]:  # noqa: ANN401
    """Give the list of reports what it shows of each: the marked title, the passages, and how many occurrences."""
    if table != "reports" or not is_ours(datasette, database):
        return {}
    query = parse(request.args.get("_search") or "") if request else parse("")

    async def baogao_found(rows: Iterable[Any]) -> dict[int, dict[str, Any]]:
        ids = [row["id"] for row in rows]
        if not ids:
            return {}
        marks = ", ".join("?" * len(ids))
        texts = await datasette.get_database(database).execute(
            f"SELECT id, title, text FROM reports JOIN report_texts ON report_id = id WHERE id IN ({marks})",  # noqa: S608
            ids,
        )
        return {row["id"]: _found(row["title"], row["text"]) for row in texts.rows}

    def _found(title: str, text: str) -> dict[str, Any]:
        places = occurrences(text, query.terms)
        passages = [Markup(passage.html()) for passage in cut(text, places)]  # noqa: S704 - escaped before marking
        beginning = None if query.terms else text[:120].replace("\n", " ")
        return {
            "title": Markup(marked(title, query)),
            "count": len(places),
            "passages": passages,
            "beginning": beginning,
        }  # noqa: S704

    return {"baogao_found": baogao_found, "baogao_query": query.text if query.terms else ""}
