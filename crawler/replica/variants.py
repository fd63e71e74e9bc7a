"""The kinds of markup and addresses that the replica can wear, one per `--variant`.

Owns addresses, what the listing shows of a text, and how links are written. The HTML itself is in `templates/<name>/`,
the profile that reads it in `crawler/sites/`.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from crawler.replica.reportcard import ARRIVALS

_FIRST_ID = 900_000


@dataclass(frozen=True, slots=True)
class Variant:
    """One site. In addresses `{page}`, `{id}`, `{y}`, `{m}`, `{d}` (of the listed date) are filled in.

    `summary`: `full` (the whole report on one line), `cut` (its beginning and …) or `none`.
    `beyond`: what answers for a page past the end, `404` or `last` (the last page again).
    `links`: `absolute` (from the root) or `relative` (to the page they stand on).
    """

    name: str
    list_url: str
    first_url: str
    detail_url: str
    twin_url: str
    summary: str = "full"
    beyond: str = "404"
    links: str = "absolute"
    title_limit: int = 0
    encoding: str = "utf-8"

    def list_path(self, page: int) -> str:
        """Return the address of a listing page; page one's is its short one."""
        return self.first_url if page == 1 else self.list_url.format(page=page)

    def page_of(self, path: str) -> int | None:
        """Return the number of the listing page at an address, or None."""
        if path == self.first_url:
            return 1
        match = _matcher(self.list_url).fullmatch(path)
        return int(match["page"]) if match else None

    def detail_path(self, index: int, listed: dt.date, *, twin: bool = False) -> str:
        """Return the address of a report's page; `twin` = its second address."""
        number = _FIRST_ID - 3 * index if index < ARRIVALS else _FIRST_ID + 3 * (index - ARRIVALS)
        form = self.twin_url if twin else self.detail_url
        return form.format(id=number, y=f"{listed:%Y}", m=f"{listed:%m}", d=f"{listed:%d}")

    def index_of(self, path: str) -> int | None:
        """Return the index of the report whose number stands in an address, or None."""
        match = _matcher(self.detail_url).fullmatch(path) or _matcher(self.twin_url).fullmatch(path)
        if not match:
            return None
        number = int(match["id"])
        index, rest = divmod(abs(number - _FIRST_ID), 3)
        return None if rest else (index if number <= _FIRST_ID else index + ARRIVALS)

    def href(self, target: str, on: str) -> str:
        """Return a link to `target` as written on the page at `on`."""
        if self.links == "absolute":
            return target
        here, there = urlsplit(on), urlsplit(target)
        if here.path == there.path and there.query:
            return f"?{there.query}"
        folder = here.path if here.path.endswith("/") else posixpath.dirname(here.path)
        relative = posixpath.relpath(there.path, folder)
        if there.path.endswith("/"):
            relative += "/"
        return f"{relative}?{there.query}" if there.query else relative


@cache
def _matcher(form: str) -> re.Pattern[str]:
    fields = {"page": r"(?P<page>\d{1,7})", "id": r"(?P<id>\d{1,9})", "y": r"\d{4}", "m": r"\d\d", "d": r"\d\d"}
    pattern = "".join(
        fields[piece[1:-1]] if piece.startswith("{") else re.escape(piece) for piece in re.split(r"(\{\w+\})", form)
    )
    return re.compile(pattern)


VARIANTS = {
    variant.name: variant
    for variant in (
        Variant("default", "/list-{page}.html", "/list.html", "/news/{id}.html", "/zhuanti/{id}.html"),
        Variant(
            "datefirst",
            "/xxgk/index_{page}.html",
            "/xxgk/index.html",
            "/xxgk/{y}{m}/t{y}{m}{d}_{id}.html",
            "/xxgk/ztzl/t{y}{m}{d}_{id}.html",
            summary="none",
            beyond="last",
            links="relative",
        ),
        Variant(
            "dl",
            "/gzbg.aspx?page={page}",
            "/gzbg.aspx",
            "/show.aspx?cid=29&id={id}",
            "/show.aspx?cid=31&id={id}",
            beyond="last",
            links="relative",
        ),
        Variant(
            "table",
            "/html/list/{page}.shtml",
            "/html/list/index.shtml",
            "/html/{y}/{m}{d}/{id}.shtml",
            "/html/zt/{id}.shtml",
            encoding="gb2312",
        ),
        Variant(
            "truncated",
            "/channel/29/{page}/",
            "/channel/29/",
            "/content/{id}/",
            "/topic/{id}/",
            summary="cut",
            title_limit=14,
        ),
        Variant(
            "thumbs",
            "/zixun/p{page}.html",
            "/zixun/",
            "/zixun/detail-{id}.html",
            "/zhuanlan/detail-{id}.html",
            beyond="last",
        ),
        Variant(
            "relative",
            "/news/list_29_{page}.html",
            "/news/",
            "/news/a/{id}.html",
            "/news/b/{id}.html",
            links="relative",
            encoding="mixed",
        ),
    )
}
