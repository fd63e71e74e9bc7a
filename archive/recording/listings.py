"""A listing page becomes its row and the ledger rows of its entries: new, changed, unchanged, excluded.

Decides whether an entry's own page must be fetched. Works in the caller's transaction; never fetches.
"""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from archive.derive.pages import Entry, Listing
from archive.derive.text import is_cut
from archive.reads import ListingRead
from archive.recording.captures import CaptureRows, digest
from archive.walk import PageState, Walked


def report_key(site: str, url: str) -> str:
    """Return the key of a report: the first 12 hex digits of sha256 of site + canonical URL (contract, section 4)."""
    return hashlib.sha256(f"{site}{url}".encode()).hexdigest()[:12]


def is_whole(text: str, min_chars: int) -> bool:
    """Return whether a listing's text looks like the whole report rather than a cut or missing one."""
    return len(text) >= min_chars and not is_cut(text)


class ListingRows(CaptureRows):
    """Writes listing pages."""

    def listing(self, read: ListingRead) -> Walked:
        """Write one listing page and its entries; return the settled page."""
        captures = self._captures(
            read.exchanges,
            read.known.capture_id if read.known else None,
            read.listing.encoding if read.listing else None,
        )
        state: PageState
        if read.listing is None:
            state, entries, fresh, body = ("missing" if read.missing else "failed"), 0, 0, None
        else:
            body = self._body_of(captures[-1])
            entries = len(read.listing.entries)
            fresh, repeated = self._entries(read.page, read.listing, body, read.exchanges[-1].fetched_at)
            state = "repeats" if entries and repeated == entries else "read"
        listing = read.listing
        self._table("listing_pages").insert(
            {
                "crawl_id": self._crawl,
                "page": read.page,
                "url": read.url,
                "state": state,
                "capture_id": body,
                "entries": entries,
                "fresh": fresh,
                "pages_claimed": listing.pages_claimed if listing else None,
                "next_url": listing.next_url if listing else None,
                "reason": read.reason,
            }
        )
        return Walked(
            read.page,
            state,
            entries,
            fresh,
            listing.pages_claimed if listing else None,
            bool(listing and listing.next_url),
        )

    def _entries(self, page: int, listing: Listing, capture: int, now: str) -> tuple[int, int]:
        """Write the ledger rows of a listing page; return how many are new or changed, and how many are repeated."""
        fresh = repeated = 0
        for entry in listing.entries:
            row: dict[str, object] = {
                "crawl_id": self._crawl,
                "page": page,
                "position": entry.position,
                "url": entry.url,
                "title": entry.title or None,
                "listed_date": entry.listed_date,
                "listing_capture_id": capture,
            }
            if reason := self._exclusion(entry):
                row |= {"state": "excluded", "reason": reason}
                repeated += reason == "repeated"
            else:
                row |= self._known_entry(entry, now)
                fresh += row["finding"] != "unchanged"
            self._insert("ledger", **row)
        return fresh, repeated

    def _exclusion(self, entry: Entry) -> str | None:
        if entry.url is None:
            return "no_link"
        if urlsplit(entry.url).netloc != self._host:
            return "off_site"
        seen = self._db.execute(
            "SELECT 1 FROM entries JOIN ledger ON entry_id = entries.id "
            "WHERE site = ? AND entries.url = ? AND crawl_id = ?",
            (self._profile.site.name, entry.url, self._crawl),
        ).fetchone()
        return "repeated" if seen else None

    def _known_entry(self, entry: Entry, now: str) -> dict[str, object]:
        """Insert or update the entry; return finding, state and entry_id of its ledger row."""
        site, url = self._profile.site.name, str(entry.url)
        shown = digest(entry.title, entry.listed_date, entry.text)
        old = self._db.execute("SELECT * FROM entries WHERE site = ? AND url = ?", (site, url)).fetchone()
        if old is None:
            finding = "new"
        elif old["listing_sha256"] != shown or old["gone_since"] is not None:
            finding = "changed"
        else:
            finding = "unchanged"
        state, reason = self._first_state(
            finding, entry.text, held=old is not None and old["detail_capture_id"] is not None
        )
        fields: dict[str, object] = {
            "title": entry.title,
            "listed_date": entry.listed_date,
            "listing_sha256": shown,
            "last_seen_at": now,
            "gone_since": None,
        }
        if state != "pending":
            fields |= {"last_checked_at": now}
        if old is None:
            entry_id = self._insert(
                "entries",
                **{"last_checked_at": now, **fields},
                site=site,
                url=url,
                report_key=report_key(site, url),
                first_seen_at=now,
                stale=int(state == "captured"),
            )
        else:
            entry_id = old["id"]
            stale = int(bool(old["stale"]) or finding == "changed")
            self._table("entries").update(entry_id, {**fields, "stale": stale})
        return {"finding": finding, "state": state, "reason": reason, "entry_id": entry_id}

    def _first_state(self, finding: str, text: str, *, held: bool) -> tuple[str, str | None]:
        """Return state and reason of a listed entry: does its own page have to be fetched?"""
        fetch = self._profile.detail.fetch
        whole = is_whole(text, self._profile.guard.min_body_chars)
        if fetch == "always" or (fetch == "when_needed" and not whole):
            if self._mode == "full" or finding != "unchanged" or not held:
                return "pending", None
            return "unchanged", None
        if not text:
            return "failed", "no_text"
        return ("unchanged" if finding == "unchanged" else "captured"), None
