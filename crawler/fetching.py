"""One listing page, one detail page, or the address of an entry no longer listed: asked for, read, guarded.

Hands bytes to the page rules and what they read to the guards. Decides nothing about order and stores nothing; how a
page is asked for is `crawler.asking`, when to stop is `crawler.patience`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from archive.derive.guards import detail_trip, is_thin, listing_trip
from archive.derive.pages import Listing, ReportPage, joined, read_detail, read_listing
from archive.errors import CaptureError, TooLargeError
from archive.reads import DetailRead, ListingRead, OtherRead, Pending, Unlisted, UnlistedRead
from archive.session import CrawlSession
from archive.validators import Validators
from archive.walk import Body, Page
from archive.warc import NOT_MODIFIED, Exchange, Headers, decode_body
from crawler import addresses
from crawler.asking import Answer, Asker
from crawler.downloading import Network
from crawler.patience import Patience
from crawler.reasons import NotReadError, for_status

OK = 200
MISSING = (404, 410)
MAX_PARTS = 30
"""An article split over more pages than this is taken as a pager that lies."""

T = TypeVar("T")


class Fetcher:
    """Fetches for one crawl session."""

    def __init__(self, network: Network, session: CrawlSession) -> None:
        self._session = session
        self._profile = session.profile
        self._asker = Asker(network, session.profile, session)
        self._validators = Validators(session.store.conn, session.profile.site.name)
        self.patience = Patience()

    async def listing(self, page: Page) -> ListingRead | OtherRead:
        """Fetch and read a listing page. OtherRead: the work stays open, or page one still lists what it listed."""
        headers = self._validators.headers(page.known)
        answer, listing = await self._asker.ask(
            "listing", page.url, lambda answer: self._read_listing(page, answer), headers, page.number
        )
        exchanges = tuple(answer.exchanges)
        self.patience.note(answer, is_listing=True)
        if self.patience.leaves_open(answer):
            return OtherRead(exchanges)
        if listing is None:
            return ListingRead(page.number, page.url, exchanges, reason=answer.reason, attempts=answer.tries)
        if not listing.entries:
            status = answer.last.status
            reason = for_status(status) if status in MISSING else "no_entries"
            return ListingRead(page.number, page.url, exchanges, missing=True, reason=reason)
        if page.again and page.known and _urls(listing) <= _urls(self._stored_listing(page.known, page.url)):
            return OtherRead(exchanges)
        known = page.known if answer.last.status == NOT_MODIFIED else None
        return ListingRead(page.number, page.url, exchanges, listing, known, attempts=answer.tries)

    def _read_listing(self, page: Page, answer: Answer) -> Listing:
        """Return the page; one without entries is beyond the end. Raises NotReadError where that is not believed."""
        status, first = answer.last.status, page.place == 1
        if status in MISSING and not first:
            return Listing((), None, None, "", {})
        if status == NOT_MODIFIED and page.known:
            return _unpacked(lambda: self._stored_listing(page.known, page.url))
        body, content_type = self._body(answer)
        listing = read_listing(body, content_type, page.url, self._profile.listing)
        guard = self._profile.guard
        if trip := listing_trip(listing, body, content_type, guard, first=first, redirected=answer.redirected):
            raise NotReadError(trip)
        if not listing.entries or is_thin(listing, page.place, guard):
            raise NotReadError("too_few_entries", rest=listing)  # asked again before it is believed
        return listing

    def _stored_listing(self, known: Body | None, url: str) -> Listing:
        headers, body = self._session.stored(known.capture_id if known else 0)
        body = decode_body(headers, body, self._profile.guard.max_body_bytes)
        return read_listing(body, _content_type(headers), url, self._profile.listing)

    async def detail(self, pending: Pending) -> DetailRead | OtherRead:
        """Fetch and read a detail page, with the further pages of a split article."""
        headers = self._validators.headers(pending.known)
        answer, page = await self._asker.ask("detail", pending.url, self._read_detail, headers)
        exchanges, parts, tries = list(answer.exchanges), list[int](), answer.tries
        main = len(exchanges) - 1
        if answer.reason is None and answer.last.status == NOT_MODIFIED:
            self.patience.note(answer)
            attempts = pending.attempts + tries
            return DetailRead(pending.url, tuple(exchanges), not_modified=True, attempts=attempts)
        seen = {pending.url, answer.url}
        while page and page.next_url and len(parts) < MAX_PARTS:
            if self._leaves_site(page.next_url) or page.next_url in seen:
                break
            seen.add(page.next_url)
            answer, more = await self._asker.ask("detail", page.next_url, self._read_part)
            exchanges += answer.exchanges
            tries += answer.tries
            parts.append(len(exchanges) - 1)
            page = joined(page, more) if more else None
        self.patience.note(answer)
        if self.patience.leaves_open(answer):
            return OtherRead(tuple(exchanges))
        attempts = pending.attempts + tries
        if page is None:
            return DetailRead(pending.url, tuple(exchanges), reason=answer.reason, attempts=attempts)
        return DetailRead(pending.url, tuple(exchanges), page, main, tuple(parts), attempts=attempts)

    def _read_detail(self, answer: Answer) -> ReportPage | None:
        """Return the report, None for "not modified". Raises NotReadError where that is no report."""
        if answer.last.status == NOT_MODIFIED and _was_conditional(answer.last):
            return None
        body, content_type = self._body(answer)
        page = read_detail(body, content_type, answer.last.url, self._profile.detail)
        trip = detail_trip(
            page,
            body,
            content_type,
            self._profile.guard,
            has_body_rules=bool(self._profile.detail.body),
            redirected=answer.redirected,
        )
        if trip:
            raise NotReadError(trip)
        return page

    def _read_part(self, answer: Answer) -> ReportPage:
        """Return a further page of a split article, which may be as short as it likes but not empty."""
        body, content_type = self._body(answer)
        page = read_detail(body, content_type, answer.last.url, self._profile.detail)
        if not page.paragraphs:
            raise NotReadError("no_text")
        return page

    async def unlisted(self, entry: Unlisted) -> UnlistedRead | OtherRead:
        """Ask the address of an entry that the listing dropped: gone only when it says 404 or 410 itself."""
        headers = self._validators.headers(entry.known)
        answer, _page = await self._asker.ask("detail", entry.url, self._read_detail, headers)
        self.patience.note(answer)
        exchanges = tuple(answer.exchanges)
        if self.patience.leaves_open(answer):
            return OtherRead(exchanges)
        if answer.reason is None:
            return UnlistedRead(entry.url, exchanges, "alive")
        gone = answer.reason in [for_status(status) for status in MISSING]
        return UnlistedRead(entry.url, exchanges, "gone" if gone else "unknown")

    def _body(self, answer: Answer) -> tuple[bytes, str | None]:
        """Return the unpacked body and the Content-Type of a page. Raises NotReadError where there is none."""
        if answer.last.status != OK:
            raise NotReadError(for_status(answer.last.status))
        headers = answer.last.headers
        limit = self._profile.guard.max_body_bytes
        return _unpacked(lambda: decode_body(headers, answer.last.body, limit)), _content_type(headers)

    def _leaves_site(self, url: str) -> bool:
        return addresses.refusal(url, self._profile.site.base_url, allow_private=True) is not None


def _unpacked(read: Callable[[], T]) -> T:
    try:
        return read()
    except TooLargeError as error:
        raise NotReadError("too_large") from error
    except CaptureError as error:
        raise NotReadError("broken_response") from error


def _was_conditional(exchange: Exchange) -> bool:
    return any(name.lower() in ("if-none-match", "if-modified-since") for name, _value in exchange.request_headers)


def _content_type(headers: Headers) -> str | None:
    return next((value for name, value in headers if name.lower() == "content-type"), None)


def _urls(listing: Listing) -> set[str | None]:
    return {entry.url for entry in listing.entries}
