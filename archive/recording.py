"""Turns what was read into rows: captures, readings, listing pages, ledger, entries, in the caller's transaction.

Decides whether an entry is new, changed or unchanged, and whether its detail page must be fetched. Never fetches.
"""

from __future__ import annotations

import hashlib
import json
from urllib.parse import urlsplit

from sqlite_utils import Database
from sqlite_utils.db import Table

from archive.derive import RULE_VERSION
from archive.derive.pages import Entry, Listing, ReportPage
from archive.derive.text import is_cut
from archive.profile import Profile
from archive.reads import DetailRead, ListingRead, Read, UnlistedRead
from archive.walk import PageState, Walked
from archive.warc import NOT_MODIFIED, Exchange, Original, RecordGroup

OK = 200


def digest(*parts: str | None) -> str:
    """Return the hex sha256 of several values; None and '' differ."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def report_key(site: str, url: str) -> str:
    """Return the key of a report: the first 12 hex digits of sha256 of site + canonical URL (contract, section 4)."""
    return hashlib.sha256(f"{site}{url}".encode()).hexdigest()[:12]


def is_whole(text: str, min_chars: int) -> bool:
    """Return whether a listing's text looks like the whole report rather than a cut or missing one."""
    return len(text) >= min_chars and not is_cut(text)


class Recorder:
    """Writes the reads of one group into the rows of one crawl."""

    def __init__(
        self, db: Database, crawl_id: int, profile: Profile, mode: str, file: str, records: RecordGroup
    ) -> None:
        self._db = db
        self._crawl = crawl_id
        self._profile = profile
        self._mode = mode
        self._file = file
        self._records = records
        self._host = urlsplit(profile.site.base_url).netloc

    def write(self, read: Read) -> Walked | None:
        """Write one read; return the settled page when it was a listing page."""
        if isinstance(read, ListingRead):
            return self._listing(read)
        if isinstance(read, DetailRead):
            self._detail(read)
        elif isinstance(read, UnlistedRead):
            self._unlisted(read)
        else:
            self._captures(read.exchanges)
        return None

    # ── captures ────────────────────────────────────────────────────────────────────────────────────────
    def _captures(
        self, exchanges: tuple[Exchange, ...], known: int | None = None, encoding: str | None = None
    ) -> list[int]:
        return [self._capture(exchange, known, encoding) for exchange in exchanges]

    def _capture(self, exchange: Exchange, known: int | None, encoding: str | None) -> int:
        """Store one exchange, as a revisit where its body is the known one; return its id."""
        original = None
        if known is not None and exchange.status in (OK, NOT_MODIFIED):
            row = self._db.execute(
                "SELECT url, fetched_at, body_sha256 FROM captures WHERE id = ?", (known,)
            ).fetchone()
            if exchange.status == NOT_MODIFIED or row["body_sha256"] == exchange.sha256:
                original = Original(row["url"], row["fetched_at"], row["body_sha256"])
        place = self._records.exchange(exchange, self._crawl, original)
        return self._insert(
            "captures",
            crawl_id=self._crawl,
            role=exchange.role,
            url=exchange.url,
            fetched_at=exchange.fetched_at,
            status=exchange.status,
            encoding=encoding if exchange.status == OK else None,
            etag=exchange.header("ETag"),
            last_modified=exchange.header("Last-Modified"),
            body_sha256=original.sha256 if original else exchange.sha256,
            body_bytes=len(exchange.body),
            warc_file=self._file,
            warc_offset=place.offset,
            warc_length=place.length,
            revisit_of=known if original else None,
        )

    def _body_of(self, capture: int) -> int:
        """Return the capture that holds the bytes of a capture: itself, or the one it revisits."""
        row = self._db.execute("SELECT coalesce(revisit_of, id) FROM captures WHERE id = ?", (capture,)).fetchone()
        return int(row[0])

    # ── listing pages ───────────────────────────────────────────────────────────────────────────────────
    def _listing(self, read: ListingRead) -> Walked:
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

    # ── detail pages ────────────────────────────────────────────────────────────────────────────────────
    def _detail(self, read: DetailRead) -> None:
        row = self._db.execute(
            "SELECT finding, entry_id, entries.detail_capture_id AS known, content_sha256, stale "
            "FROM ledger JOIN entries ON entries.id = entry_id WHERE ledger.id = ?",
            (read.ledger_id,),
        ).fetchone()
        captures = self._captures(read.exchanges, row["known"], read.page.encoding if read.page else None)
        entry: dict[str, object] = {}
        ledger: dict[str, object] = {"attempts": read.attempts}
        if read.exchanges:
            entry["last_checked_at"] = read.exchanges[-1].fetched_at
        if read.page is not None and read.main is not None:
            body, content = self._reading(read, read.page, captures)
            changed = content != row["content_sha256"]
            finding = "changed" if changed and row["finding"] == "unchanged" else row["finding"]
            ledger |= {"detail_capture_id": body, "finding": finding}
            entry |= {
                "detail_capture_id": body,
                "content_sha256": content,
                "stale": int(row["stale"] or finding != "unchanged"),
            }
        elif read.not_modified:
            finding = row["finding"]
            ledger |= {"detail_capture_id": row["known"]}
            entry |= {"stale": int(row["stale"] or finding != "unchanged")}
        else:
            finding = None
            ledger |= {"state": "failed", "reason": read.reason}
            entry |= {"stale": 1}
        if finding is not None:
            ledger |= {"state": "unchanged" if finding == "unchanged" else "captured", "reason": None}
        self._table("ledger").update(read.ledger_id, ledger)
        self._table("entries").update(row["entry_id"], entry)

    def _reading(self, read: DetailRead, page: ReportPage, captures: list[int]) -> tuple[int, str]:
        """Store what was read in a detail page, once for each body; return the body's capture and its digest."""
        body = self._body_of(captures[read.main or 0])
        content = digest(page.title, page.listed_date, *page.paragraphs)
        if self._db.execute("SELECT 1 FROM readings WHERE capture_id = ?", (body,)).fetchone() is None:
            self._insert(
                "readings",
                capture_id=body,
                extraction=page.extraction,
                title=page.title,
                listed_date=page.listed_date,
                source=page.source,
                characters=sum(map(len, page.paragraphs)),
                parts=json.dumps([self._body_of(captures[index]) for index in read.parts]) if read.parts else None,
                content_sha256=content,
                rule_version=RULE_VERSION,
            )
        return body, content

    def _unlisted(self, read: UnlistedRead) -> None:
        entry = self._db.execute(
            "SELECT id, url, title, listed_date, detail_capture_id FROM entries WHERE id = ?",
            (read.entry_id,),
        ).fetchone()
        self._captures(read.exchanges, entry["detail_capture_id"])
        if read.verdict == "unknown":
            return
        now = read.exchanges[-1].fetched_at
        self._table("entries").update(
            read.entry_id, {"last_checked_at": now, **({"gone_since": now} if read.verdict == "gone" else {})}
        )
        if read.verdict == "gone":
            self._insert(
                "ledger",
                crawl_id=self._crawl,
                url=entry["url"],
                title=entry["title"],
                listed_date=entry["listed_date"],
                state="gone",
                reason=f"http_{read.exchanges[-1].status}",
                attempts=1,
                entry_id=read.entry_id,
            )

    # ── sqlite-utils ────────────────────────────────────────────────────────────────────────────────────
    def _table(self, name: str) -> Table:
        return self._db.table(name)

    def _insert(self, table: str, **row: object) -> int:
        return int(str(self._table(table).insert(row).last_pk))
