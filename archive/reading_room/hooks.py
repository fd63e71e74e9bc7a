"""The hooks that Datasette calls. Each asks whose database it is about, then hands over."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Generator
from functools import partial
from typing import TYPE_CHECKING, Any

from datasette import hookimpl

from archive.reading_room.errors import CLOSED, answer, failed
from archive.reading_room.functions import register
from archive.reading_room.house_rules import allowed, apply_settings, closed_routes, understood
from archive.reading_room.ours import archive_asked_for, is_ours, only_ours, our_databases
from archive.reading_room.room import Room

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response
    from pluggy import Result

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]


@hookimpl
def startup(datasette: Datasette) -> None:
    """Set the house's settings."""
    apply_settings(datasette)


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Datasette) -> None:
    """Register our functions; last, since Datasette registers its own `escape_fts`."""
    if is_ours(datasette, database):
        register(conn)


@hookimpl
def permission_allowed(datasette: Datasette, action: str, resource: object) -> bool | None:
    """Close SQL and downloads."""
    return allowed(datasette, action, resource)


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
    """Close the pages that show files and insides of the server."""
    return closed_routes(datasette)


@hookimpl
def forbidden(datasette: Datasette, request: Request) -> Callable[[], Awaitable[Response]] | None:
    """Answer what is closed."""
    database = archive_asked_for(datasette, request.path)
    return database and partial(answer, datasette, request, database, CLOSED)  # type: ignore[return-value]


@hookimpl(hookwrapper=True)
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Generator[None, Result[Any], None]:
    """Answer what failed, in place of Datasette, which would print a traceback for every mistyped address."""
    outcome = yield
    database = archive_asked_for(datasette, request.path)
    if database is not None:
        outcome.force_result([partial(failed, datasette, request, database, exception)])


@hookimpl
def extra_template_vars(
    database: str | None, table: str | None, request: Request, view_name: str, datasette: Datasette
) -> dict[str, Any]:
    """Give templates `room`: an object on pages of an archive, None on every other page."""
    if database is None and view_name == "index" and only_ours(datasette):
        database = our_databases(datasette)[0]
    if database is None or not is_ours(datasette, database):
        return {"room": None}
    return {"room": Room(datasette, database, table, request)}


@hookimpl
def extra_css_urls(database: str | None, view_name: str, datasette: Datasette) -> list[str]:
    """Add the style sheet on pages of an archive."""
    ours = is_ours(datasette, database) or (view_name == "index" and only_ours(datasette))
    return [datasette.urls.static_plugins("baogao", "reading-room.css")] if ours else []


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Take out of requests what would make an error of a search."""

    def wrap(application: Application) -> Application:
        async def wrapped(scope: Message, receive: Receive, send: Send) -> None:
            query = scope.get("query_string")
            if scope["type"] == "http" and query:
                scope = {**scope, "query_string": understood(datasette, scope["path"], query)}
            await application(scope, receive, send)

        return wrapped

    return wrap
