"""Every response as received becomes an `Exchange`: bytes still compressed, retries and redirects included.

Sits nearest to the network. Keeps nothing itself: it hands exchanges to the request that asked for them.
"""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import Protocol, Self, cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers as ScrapyHeaders
from scrapy.http import Response

from archive import clock
from archive.reads import OtherRead
from archive.session import CrawlSession
from archive.warc import Exchange, Headers, Role

BUDGET = "budget"
"""Why a request was not sent: the day's budget of the site is used up."""

TRACE = "baogao_trace"
"""The `meta` key of the list that collects a request's exchanges; retries and redirects share the list."""


class _Crawling(Protocol):
    session: CrawlSession


class CaptureMiddleware:
    """Downloader middleware that turns responses into exchanges."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build for one crawl."""
        return cls(crawler)

    @property
    def _session(self) -> CrawlSession:
        return cast("_Crawling", self._crawler.spider).session

    def process_request(self, request: Request) -> None:
        """Take the request off the day's budget, and note when it was ready, to know how long it waits for its turn.

        Raises IgnoreRequest, which says `budget`, when the budget is used up: nothing is sent.
        """
        if not self._session.spend():
            raise IgnoreRequest(BUDGET)
        request.meta["baogao_ready"] = time.monotonic()

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep the response; robots.txt, which no page asked for, goes to the archive at once."""
        waited = time.monotonic() - request.meta["baogao_ready"] - request.meta.get("download_latency", 0.0)
        self._session.note_request(max(0.0, waited))
        trace: list[Exchange] | None = request.meta.get(TRACE)
        exchange = as_exchange(request, response, request.meta.get("baogao_role", "robots"))
        if trace is None:
            self._session.add(OtherRead((exchange,)))
        else:
            trace.append(exchange)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:  # noqa: ARG002 - by name
        """Count a request that was sent and got no answer."""
        if not isinstance(exception, IgnoreRequest):
            self._session.note_request(0.0)


def as_exchange(request: Request, response: Response, role: Role) -> Exchange:
    """Turn a Scrapy request and its response into an exchange; the body stays as received."""
    try:
        reason = HTTPStatus(response.status).phrase
    except ValueError:
        reason = ""
    return Exchange(
        role=role,
        url=response.url,
        fetched_at=clock.timestamp(),
        status=response.status,
        reason=reason,
        request_headers=_headers(request.headers),
        headers=_headers(response.headers),
        body=response.body,
        page=request.meta.get("baogao_page"),
    )


def _headers(headers: ScrapyHeaders) -> Headers:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values
    )
