"""Turns what was read into WARC records and the items of a log event: everything the fold needs, no text of a report.

Decides which body is a revisit of a known one. Reads rows of earlier events; writes only into the group in memory.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from urllib.parse import urlsplit

from archive import clock
from archive.derive import RULE_VERSION
from archive.derive.pages import Entry, Listing, ReportPage
from archive.derive.text import is_cut
from archive.keys import digest
from archive.log import Event
from archive.profile import Profile
from archive.reads import DetailRead, ListingRead, Read, UnlistedRead
from archive.warc import NOT_MODIFIED, Exchange, Original, RecordGroup

OK = 200


def is_whole(text: str, min_chars: int) -> bool:
    """Return whether a listing's text looks like the whole report rather than a cut or missing one."""
    return len(text) >= min_chars and not is_cut(text)


@dataclass(frozen=True, slots=True)
class _Known:
    """A stored body: what a revisit record says of it, and where its record stands."""

    original: Original
    place: list[object]


class Recorder:
    """Writes the exchanges of one group as records, and says what they mean."""

    def __init__(self, conn: sqlite3.Connection, crawl: int, profile: Profile, records: RecordGroup) -> None:
        self._conn = conn
        self._crawl = crawl
        self._profile = profile
        self._records = records
        self._host = urlsplit(profile.site.base_url).netloc

    def item(self, read: Read) -> Event:
        """Return the item of one read, its exchanges written as records."""
        if isinstance(read, ListingRead):
            return self._listing(read)
        if isinstance(read, DetailRead):
            return self._detail(read)
        if isinstance(read, UnlistedRead):
            known = self._detail_body(read.url)
            captures = self._captures(read.exchanges, known)
            return {
                "kind": "unlisted",
                "url": read.url,
                "captures": captures,
                "verdict": read.verdict,
                "at": clock.timestamp(),
            }
        return {"kind": "other", "captures": self._captures(read.exchanges)}

    def _listing(self, read: ListingRead) -> Event:
        known = read.known.capture_id if read.known else None
        captures = self._captures(read.exchanges, known, read.listing.encoding if read.listing else None)
        return {
            "kind": "listing",
            "page": read.page,
            "url": read.url,
            "captures": captures,
            "listing": self._entries(read.listing) if read.listing else None,
            "missing": read.missing,
            "reason": read.reason,
        }

    def _entries(self, listing: Listing) -> Event:
        return {
            "pages_claimed": listing.pages_claimed,
            "next_url": listing.next_url,
            "rule_version": RULE_VERSION,
            "entries": [self._entry(entry) for entry in listing.entries],
        }

    def _entry(self, entry: Entry) -> Event:
        whole = is_whole(entry.text, self._profile.guard.min_body_chars)
        return {
            "position": entry.position,
            "url": entry.url,
            "title": entry.title,
            "listed_date": entry.listed_date,
            "sha256": digest(entry.title, entry.listed_date, entry.text),
            "text": "whole" if whole else "cut" if entry.text else "none",
            "excluded": self._excluded(entry),
        }

    def _excluded(self, entry: Entry) -> str | None:
        if entry.url is None:
            return "no_link"
        return "off_site" if urlsplit(entry.url).netloc != self._host else None

    def _detail(self, read: DetailRead) -> Event:
        known = self._detail_body(read.url)
        captures = self._captures(read.exchanges, known, read.page.encoding if read.page else None)
        return {
            "kind": "detail",
            "url": read.url,
            "captures": captures,
            "reading": reading(read.page) if read.page is not None and read.main is not None else None,
            "main": read.main,
            "parts": list(read.parts),
            "not_modified": read.not_modified,
            "reason": read.reason,
            "attempts": read.attempts,
        }

    def _detail_body(self, url: str) -> int | None:
        """Return the capture that is known to hold the body of an entry's own page."""
        row = self._conn.execute(
            "SELECT detail_capture_id FROM entries WHERE site = ? AND url = ?", (self._profile.site.name, url)
        ).fetchone()
        return row["detail_capture_id"] if row else None

    def _captures(
        self, exchanges: tuple[Exchange, ...], known: int | None = None, encoding: str | None = None
    ) -> list[Event]:
        body = self._known(known) if known is not None else None
        return [self._capture(exchange, body, encoding) for exchange in exchanges]

    def _known(self, capture_id: int) -> _Known:
        row = self._conn.execute(
            "SELECT url, fetched_at, body_sha256, warc_file, warc_offset FROM captures WHERE id = ?", (capture_id,)
        ).fetchone()
        original = Original(row["url"], row["fetched_at"], row["body_sha256"])
        return _Known(original, [row["warc_file"], row["warc_offset"]])

    def _capture(self, exchange: Exchange, known: _Known | None, encoding: str | None) -> Event:
        """Write one exchange, as a revisit where its body is the known one."""
        same = known is not None and (
            exchange.status == NOT_MODIFIED or (exchange.status == OK and exchange.sha256 == known.original.sha256)
        )
        original = known.original if known is not None and same else None
        place = self._records.exchange(exchange, self._crawl, original)
        return {
            "role": exchange.role,
            "url": exchange.url,
            "fetched_at": exchange.fetched_at,
            "status": exchange.status,
            "encoding": encoding if exchange.status == OK else None,
            "etag": exchange.header("ETag"),
            "last_modified": exchange.header("Last-Modified"),
            "sha256": original.sha256 if original else exchange.sha256,
            "bytes": len(exchange.body),
            "offset": place.offset,
            "length": place.length,
            "revisit": known.place if known is not None and same else None,
        }


def reading(page: ReportPage) -> Event:
    """Return what is kept of a detail page as it was read: everything but its text."""
    return {
        "extraction": page.extraction,
        "title": page.title,
        "listed_date": page.listed_date,
        "source": page.source,
        "characters": sum(map(len, page.paragraphs)),
        "content_sha256": digest(page.title, page.listed_date, *page.paragraphs),
        "text_sha256": digest(*page.paragraphs),
        "rule_version": RULE_VERSION,
    }
