"""What the reading room allows: Datasette settings, permissions, and request parameters that it understands.

Settings belong to a whole Datasette: they are changed only while nothing but archives is served, and only those that
whoever started it left alone. SQL and downloads of an archive are closed in any company, database by database.
Served together with a foreign database, an archive therefore keeps its search, pages and closed doors; suggested
facets and page size without a `size` in the metadata are then Datasette's own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import parse_qsl, urlencode

from datasette.utils.asgi import NotFound

from archive.reading_room.ours import archive_asked_for, is_ours, only_ours

if TYPE_CHECKING:
    from datasette.app import Datasette

SETTINGS: dict[str, bool | int] = {
    "default_allow_sql": False,  # default on: anyone may run any SELECT
    "allow_download": False,  # default on; snapshots are downloaded as files, not through here
    "suggest_facets": False,  # default on: 30 more queries for each table page
    "sql_time_limit_ms": 3000,  # default 1000: ranking 5,000 reports by a single Hanzi on a busy machine
    "default_page_size": 25,  # default 100
    "default_facet_size": 25,  # default 30
    "facet_time_limit_ms": 500,  # default 200: the facets of 5,000 reports on a slow machine
    "truncate_cells_html": 200,  # default 2048: no giant cells
}


def apply_settings(datasette: Datasette) -> None:
    """Set what the reading room needs, where only archives are served. A setting that was given stays."""
    from datasette.app import DEFAULT_SETTINGS  # plugins are imported while datasette.app is

    if not only_ours(datasette):
        return
    for name, value in SETTINGS.items():
        if datasette.setting(name) == DEFAULT_SETTINGS[name]:
            datasette._settings[name] = value  # 0.65 reads no settings from metadata
    datasette.page_size = datasette.setting("default_page_size")
    datasette.sql_time_limit_ms = datasette.setting("sql_time_limit_ms")


def allowed(datasette: Datasette, action: str, resource: object) -> bool | None:
    """Close SQL and downloads of archives; None where another rule decides.

    `allow_sql` in the metadata, which `baogao serve --sql` sets, opens SQL.
    """
    if action == "execute-sql" and is_ours(datasette, str(resource)):
        return None if datasette.metadata("allow_sql", database=resource) is not None else False
    if action == "view-database-download" and is_ours(datasette, str(resource)):
        return False
    return None


def closed_routes(datasette: Datasette) -> list[tuple[str, Callable[[], NoReturn]]]:
    """Return the addresses that do not exist here: they name files of the server or are for its makers."""

    def nothing() -> NoReturn:
        raise NotFound("closed")

    closed = r"/-/(?:databases|threads|patterns|messages|permissions|allow-debug)(?:\.json)?$"
    return [(closed, nothing)] if only_ours(datasette) else []


def understood(datasette: Datasette, path: str, query_string: bytes) -> bytes:
    """Return the query string of a request without what would make an error of a search of an archive.

    An empty search box means no search (Datasette asks FTS5 for nothing, which is an error); `_searchmode=raw` would
    pass the query on as it is, which on our index finds nothing and mostly is an error.
    """
    if b"_search" not in query_string or archive_asked_for(datasette, path) is None:
        return query_string
    pairs = parse_qsl(query_string.decode("latin-1"), keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if not _misunderstood(key, value)]
    return query_string if len(kept) == len(pairs) else urlencode(kept).encode("ascii")


def _misunderstood(key: str, value: str) -> bool:
    return key == "_searchmode" or (key.startswith("_search") and not value.strip())
