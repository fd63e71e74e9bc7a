"""One request and what came of it: listing page, detail page, or the address of an entry no longer listed.

Asks the downloader, hands bytes to the page rules, and says in one word why something failed. Decides nothing about
order and stores nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost

from archive.derive.pages import Listing, ReportPage, joined, read_detail, read_listing
from archive.errors import CaptureError
from archive.reads import DetailRead, ListingRead, Pending, Unlisted, UnlistedRead
from archive.session import CrawlSession
from archive.walk import Body, Page
from archive.warc import NOT_MODIFIED, Exchange, Headers, Role, decode_body
from crawler.capture import BUDGET, TRACE

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

NETWORK_ERRORS = (
    CannotResolveHostError,
    ConnectError,
    ConnectionDone,
    ConnectionLost,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    OSError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
"""What a site or a network can do to a request; anything else is our own error and stops the run."""

OK = 200
MISSING = (404, 410)
REFUSED = (401, 403, 429)
MAX_PARTS = 30
"""An article split over more pages than this is taken as a pager that lies."""


@dataclass(slots=True)
class Answer:
    """What came of one request: the last exchange, or a reason why there is none."""

    exchanges: list[Exchange] = field(default_factory=list)
    reason: str | None = None

    @property
    def last(self) -> Exchange | None:
        """The answer itself; None where the network failed."""
        return self.exchanges[-1] if self.exchanges and self.reason is None else None

    @property
    def status(self) -> int | None:
        """The HTTP status of the answer."""
        return self.last.status if self.last else None


class Fetcher:
    """Fetches for one crawl session."""

    def __init__(self, crawler: Crawler, session: CrawlSession) -> None:
        self._crawler = crawler
        self._session = session
        self._profile = session.profile
        self.refused = False
        """Set when the site refuses: a listing page answered 401, 403, 429, or robots.txt forbids it."""
        self.suspect = False
        """Set when a listing page tripped a guard."""
        self.exhausted = False
        """Set when the day's budget is used up: what was read last is not an answer of the site."""

    async def listing(self, page: Page) -> ListingRead:
        """Fetch and read a listing page."""
        answer = await self._ask("listing", page.url, page.known, page.number)
        exchanges = tuple(answer.exchanges)
        attempts = max(1, len(exchanges))
        if answer.status in MISSING and page.number != self._profile.listing.first_page:
            return ListingRead(page.number, page.url, exchanges, missing=True, reason=f"http_{answer.status}")
        try:
            listing = self._read_listing(page, answer)
        except CaptureError:
            listing, answer.reason = None, "broken_response"
        if listing is not None and not listing.entries:
            return ListingRead(page.number, page.url, exchanges, missing=True, reason="no_entries")
        if listing is not None:
            known = page.known if answer.status == NOT_MODIFIED else None
            return ListingRead(page.number, page.url, exchanges, listing, known, attempts=attempts)
        reason = answer.reason or f"http_{answer.status}"
        if answer.status in REFUSED or reason == "robots":
            self.refused = True
        return ListingRead(page.number, page.url, exchanges, reason=reason, attempts=attempts)

    def _read_listing(self, page: Page, answer: Answer) -> Listing | None:
        """Return the page, or None with `answer.reason` set where it cannot be believed.

        A page without entries is the end of the list only where it still has the site's pager, and never page one.
        """
        if answer.last is None:
            return None
        if answer.status == NOT_MODIFIED and page.known:
            headers, body = self._session.stored(page.known.capture_id)
        elif answer.status == OK:
            headers, body = answer.last.headers, answer.last.body
        else:
            return None
        listing = read_listing(self._decoded(headers, body), _content_type(headers), page.url, self._profile.listing)
        first = page.number == self._profile.listing.first_page
        if not listing.entries and (first or listing.pages_claimed is None):
            answer.reason = "too_few_entries"
            self.suspect = True
            return None
        return listing

    async def detail(self, pending: Pending) -> DetailRead:
        """Fetch and read a detail page, with the further pages of a split article."""
        answer = await self._ask("detail", pending.url, pending.known)
        exchanges = list(answer.exchanges)
        attempts = pending.attempts + max(1, len(exchanges))
        if answer.status == NOT_MODIFIED and pending.known:
            return DetailRead(pending.url, tuple(exchanges), not_modified=True, attempts=attempts)
        main = len(exchanges) - 1
        parts: list[int] = []
        try:
            page = self._read_detail(answer)
            while page and page.next_url and not answer.reason and len(parts) < MAX_PARTS:
                if self._leaves_site(page.next_url) or page.next_url in {exchanges[i].url for i in (main, *parts)}:
                    break
                answer = await self._ask("detail", page.next_url, None)
                exchanges += answer.exchanges
                parts.append(len(exchanges) - 1)
                more = self._read_detail(answer)
                page = joined(page, more) if more else None
        except CaptureError:
            page, answer.reason = None, "broken_response"
        if page is not None:
            return DetailRead(pending.url, tuple(exchanges), page, main, tuple(parts), attempts=attempts)
        reason = answer.reason or f"http_{answer.status}"
        return DetailRead(pending.url, tuple(exchanges), reason=reason, attempts=attempts)

    def _read_detail(self, answer: Answer) -> ReportPage | None:
        """Return what the page rules read, or None with `answer.reason` set where that is no report."""
        if answer.last is None or answer.status != OK:
            return None
        headers = answer.last.headers
        body = self._decoded(headers, answer.last.body)
        page = read_detail(body, _content_type(headers), answer.last.url, self._profile.detail)
        characters = sum(map(len, page.paragraphs))
        if characters < self._profile.guard.min_body_chars and not page.next_url:
            answer.reason = "no_text" if characters == 0 else "short_text"
            return None
        return page

    async def unlisted(self, entry: Unlisted) -> UnlistedRead:
        """Ask the address of an entry that the listing dropped: gone only when it says 404 or 410 itself."""
        answer = await self._ask("detail", entry.url, entry.known)
        if answer.status in MISSING:
            return UnlistedRead(entry.url, tuple(answer.exchanges), "gone")
        alive = answer.status in (OK, NOT_MODIFIED)
        return UnlistedRead(entry.url, tuple(answer.exchanges), "alive" if alive else "unknown")

    async def _ask(self, role: Role, url: str, known: Body | None, page: int | None = None) -> Answer:
        answer = Answer()
        headers = {}
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        request = Request(
            url, headers=headers, meta={TRACE: answer.exchanges, "baogao_role": role, "baogao_page": page}
        )
        engine = self._crawler.engine
        assert engine is not None  # noqa: S101 - a spider only runs inside an engine
        try:
            await engine.download_async(request)
        except NETWORK_ERRORS as error:
            answer.reason = reason_of(error)
            self.exhausted = self.exhausted or answer.reason == BUDGET
        return answer

    def _decoded(self, headers: Headers, body: bytes) -> bytes:
        return decode_body(headers, body, self._profile.guard.max_body_bytes)

    def _leaves_site(self, url: str) -> bool:
        return urlsplit(url).hostname != self._session.host


def reason_of(error: Exception) -> str:
    """Name a failure of the network in the ledger's words."""
    if isinstance(error, IgnoreRequest):
        text = str(error)
        if text == BUDGET:
            return BUDGET
        return "robots" if "robots.txt" in text else "too_large" if "MAXSIZE" in text else "off_site"
    reasons: tuple[tuple[type[Exception], str], ...] = (
        (CannotResolveHostError, "no_such_host"),
        (DownloadConnectionRefusedError, "connection_refused"),
        (DownloadTimeoutError, "timeout"),
        (DownloadCancelledError, "too_large"),
        (ResponseDataLossError, "broken_response"),
    )
    return next((word for kind, word in reasons if isinstance(error, kind)), "connection_failed")


def _content_type(headers: Headers) -> str | None:
    return next((value for name, value in headers if name.lower() == "content-type"), None)
