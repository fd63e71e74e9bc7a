"""The walk over the listing pages: which page comes next, and when the list has ended.

A pager is not believed: the claimed total may be larger than what exists, the last page may be served again for every
page beyond it, pages in the middle may fail, entries may move while we read. The walk is a function of the committed
`listing_pages` rows.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urljoin

from archive.profile import ListingRules

EMPTY_PAGES_END_A_LIST = 3
"""So many missing or wholly repeated pages in a row are the end of the list, whatever total the site claims."""

FAILED_PAGES_END_A_RUN = 5
"""So many unreadable pages in a row: the site is not answering; the walk stops, unfinished."""

PageState = Literal["read", "missing", "failed", "repeats"]


@dataclass(frozen=True, slots=True)
class Body:
    """The latest stored body of an address, and the validators for asking whether it has changed."""

    capture_id: int
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A listing page to fetch; `known` is what the archive already holds of it."""

    number: int
    url: str
    place: int
    """Counts from 1 in the order of the list."""
    known: Body | None = None
    again: bool = False
    """Page one once more, at the end of the walk; its number is one below the first page's."""

    def with_validators(self, known: Body | None) -> Page:
        """Return the same page with what is already held of it."""
        return replace(self, known=known)


@dataclass(frozen=True, slots=True)
class Walked:
    """A settled listing page: how many entries it had, how many of them were new or changed."""

    page: int
    state: PageState
    entries: int = 0
    fresh: int = 0
    pages_claimed: int | None = None
    has_next: bool = False


class Walk:
    """The settled pages of one crawl."""

    def __init__(self, rules: ListingRules, base_url: str, mode: Literal["new", "full"], max_pages: int | None) -> None:
        self._rules = rules
        self._base = base_url.rstrip("/") + "/"
        self._mode = mode
        self._max_pages = max_pages
        self._pages: dict[int, Walked] = {}

    def load(self, conn: sqlite3.Connection, crawl_id: int) -> None:
        """Read what is settled already."""
        rows = conn.execute(
            "SELECT page, state, entries, fresh, pages_claimed, next_url IS NOT NULL AS has_next "
            "FROM listing_pages WHERE crawl_id = ?",
            (crawl_id,),
        )
        self._pages = {row["page"]: Walked(**{**dict(row), "has_next": bool(row["has_next"])}) for row in rows}

    def note(self, page: Walked) -> None:
        """Settle one page."""
        self._pages[page.page] = page

    def url(self, number: int) -> str:
        """Return the address of a listing page; page one may live elsewhere."""
        rules = self._rules
        first = number == rules.first_page and rules.first_url
        return urljoin(self._base, (first or rules.url.replace("{page}", str(number))).lstrip("/"))

    def next_page(self) -> Page | None:
        """Return the first page that is not settled, or None when the walk has ended.

        A walk over several pages ends with page one again. A report that was removed from the top meanwhile lets an
        entry slip from a page not read yet to one read already, and a new report stands on page one only: both are
        there now. An entry that slips further down is found by the next full walk; it is never marked gone, as its own
        address answers.
        """
        first = self._rules.first_page
        number = first
        while number in self._pages:
            number += 1
        if self._goes_on_to(number):
            return Page(number, self.url(number), number - first + 1)
        if self._moved_under_us and first - 1 not in self._pages:
            return Page(first - 1, self.url(first), 1, again=True)
        return None

    @property
    def _moved_under_us(self) -> bool:
        """Whether entries may have moved between the first page and the last."""
        read = sum(walked.state == "read" for walked in self._pages.values())
        return read > 1 and self._max_pages is None

    @property
    def complete(self) -> bool:
        """Whether every page of the list was read: nothing failed, nothing was left out on purpose."""
        if self._mode != "full" or not self._pages or self.next_page() is not None:
            return False
        if self._max_pages is not None and len(self._pages) >= self._max_pages:
            return False
        return self.unreadable() == []

    def unreadable(self) -> list[int]:
        """Return the pages that should have been readable: failed ones, and missing ones before the last page read."""
        last = max((page for page, walked in self._pages.items() if walked.state == "read"), default=-1)
        return sorted(
            page
            for page, walked in self._pages.items()
            if walked.state == "failed" or (walked.state == "missing" and page < last)
        )

    def thin_pages(self, min_entries: int) -> list[int]:
        """Return pages with fewer entries than any page but the last may have."""
        read = [page for page, walked in self._pages.items() if walked.state == "read"]
        return sorted(page for page in read if page < max(read) and self._pages[page].entries < min_entries)

    def settled(self) -> int:
        """Return how many listing pages are settled."""
        return len(self._pages)

    def claimed(self) -> int | None:
        """Return the largest number of pages that the site has claimed during this walk."""
        return max((w.pages_claimed for w in self._pages.values() if w.pages_claimed is not None), default=None)

    def _goes_on_to(self, number: int) -> bool:
        first = self._rules.first_page
        before = self._pages.get(number - 1)
        if number == first or before is None:
            return True
        if self._max_pages is not None and number - first >= self._max_pages:
            return False
        if all(page.state == "failed" for page in self._pages.values()):
            return False
        if self._mode == "new" and before.state == "read" and before.fresh == 0:
            return False
        if self._tail(number, ("missing", "repeats"), EMPTY_PAGES_END_A_LIST):
            return False
        if self._tail(number, ("failed",), FAILED_PAGES_END_A_RUN):
            return False
        claimed = self.claimed()
        if claimed is not None:
            return number - first < claimed
        if self._rules.next:
            return before.has_next or before.state == "failed"
        return before.entries > 0 or before.state == "failed"

    def _tail(self, number: int, states: tuple[PageState, ...], length: int) -> bool:
        pages = [self._pages.get(page) for page in range(number - length, number)]
        return all(page is not None and page.state in states for page in pages)
