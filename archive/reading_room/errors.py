"""What a reader sees when a request fails: a page in both languages, JSON for programs, text instead of CSV.

Owns the status and the words. Never shows SQL, paths or a traceback; what is our own fault goes to the log.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Base400, Response
from datasette.views.base import DatasetteError

from archive.reading_room.holdings import Holdings

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Failure:
    """An HTTP status and its words: what happened, and what to do next."""

    status: int
    title: str
    title_en: str
    advice: str
    advice_en: str


NOT_FOUND = Failure(
    404,
    "没有这一页",
    "There is no such page",
    "网址可能写错了，也可能指向另一份存档的行号；请用检索框，或从数据表开始。",
    "The address may be mistyped, or hold a row number of another snapshot; search, or begin with the tables.",
)
TAKEN_DOWN = Failure(
    410,
    "正文已隐去",
    "This text is taken down",
    "它的标题、日期和来源仍可查阅；正文若恢复公开，会回到本页。",
    "Its title, dates and source can still be looked up; if the text is shown again, it will be on this page.",
)
"""410, not 404 or a notice with 200: the address is right and its text was withdrawn on purpose. Search engines drop
such a page, and programs that read JSON are told, where a 200 would pass a notice off as the text."""
CLOSED = Failure(
    403,
    "这里不开放",
    "This is closed here",
    "本站不接受自写的 SQL，也不提供数据库下载；请用检索、筛选或现成的查询。",
    "This site takes no SQL of your own and offers no download of the database; search, filter, or use a ready-made "
    "query.",
)
TOO_SLOW = Failure(
    400,
    "查询超时",
    "The query took too long",
    "请换用更长、更少的词，或先按年份、级别筛选，再试一次。",
    "Try longer or fewer words, or filter by year or level first.",
)
NOT_UNDERSTOOD = Failure(
    400,
    "看不懂这个请求",
    "The request was not understood",
    "网址中的某个列名、排序或筛选条件不存在或写错了。",
    "A column, order or filter in the address does not exist or is mistyped.",
)
NOT_OFFERED = Failure(
    405,
    "不支持这种请求",
    "This method is not supported",
    "本站只供阅读，请用 GET。",
    "This site is read-only; use GET.",
)
OUR_FAULT = Failure(
    500,
    "本站出错了",
    "Something went wrong here",
    "错误已记入日志；请稍后再试。",
    "The error has been logged; try again later.",
)


def failure_of(request: Request, exception: Exception) -> Failure:
    """Tell what went wrong. What Datasette itself calls no status for is the request's fault if it had parameters."""
    if isinstance(exception, DatasetteError) and exception.title == "SQL Interrupted":
        return TOO_SLOW
    known = getattr(exception, "status", None) if isinstance(exception, (Base400, DatasetteError)) else None
    if known == NOT_FOUND.status:
        return NOT_FOUND
    if known == CLOSED.status:
        return CLOSED
    if request.method not in ("GET", "HEAD"):
        return NOT_OFFERED
    if isinstance(exception, (Base400, DatasetteError)):
        return NOT_UNDERSTOOD
    if isinstance(exception, sqlite3.ProgrammingError):  # an address with fewer keys than the table has
        return NOT_FOUND
    if isinstance(exception, (ValueError, TypeError, LookupError)) and request.args:
        return NOT_UNDERSTOOD
    return OUR_FAULT


async def answer(
    datasette: Datasette, request: Request, database: str, failure: Failure, report: dict[str, Any] | None = None
) -> Response:
    """Return the page, JSON or text that says so; `report` is the one whose text is taken down."""
    path = request.path
    if path.endswith((".json", ".jsono")):
        said = {"ok": False, "status": failure.status, "title": failure.title_en, "error": failure.advice_en}
        body, kind = json.dumps(said), "application/json; charset=utf-8"
    elif path.endswith(".csv"):
        body, kind = f"{failure.title_en}. {failure.advice_en}\n", "text/plain; charset=utf-8"
    else:
        context = {"failure": failure, "database": database, "report": report}
        body, kind = await datasette.render_template("room/error.html", context, request=request), "text/html"
    return Response(body, status=failure.status, content_type=kind)


async def failed(datasette: Datasette, request: Request, database: str, exception: Exception) -> Response:
    """Answer a request that raised an exception; log it where it is our own fault."""
    failure = failure_of(request, exception)
    if failure is OUR_FAULT:
        _log.error("%s %s failed", request.method, request.path, exc_info=exception)
    report = await _taken_down(datasette, request, database) if failure is NOT_FOUND else None
    return await answer(datasette, request, database, TAKEN_DOWN if report else failure, report)


async def _taken_down(datasette: Datasette, request: Request, database: str) -> dict[str, Any] | None:
    """Return the report whose text was asked for, if the text is missing because it is taken down."""
    asked = request.url_vars
    if asked.get("table") != "report_texts" or not asked.get("pks", "").isdecimal():
        return None
    report = await Holdings(datasette, database).report(int(asked["pks"]))
    return report if report and report["taken_down_at"] else None
