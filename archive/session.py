"""One crawl as the archive sees it: what is left to fetch, and what came of each request.

The archive is the frontier: pages to list and details to fetch are read from committed rows, so a killed crawl goes
on where its last commit ended. Reads are held back in small groups; how a group reaches file and rows is
`archive.journal`'s, what it means is `archive.fold`'s.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from archive import __version__, guards, ledger
from archive.budget import Budget
from archive.fold.belief import LASTING
from archive.fold.crawls import Outcome
from archive.journal import Journal
from archive.profile import Profile
from archive.reads import ListingRead, Pending, Read, StoredAnswer, Unlisted
from archive.recording import Recorder
from archive.store import Store
from archive.walk import Page, Walk
from archive.warc import NOT_MODIFIED, Headers, read_exchange

GROUP_READS = 32
GROUP_BYTES = 4 << 20
GROUP_SECONDS = 1.0
BATCH = 200

Mode = Literal["new", "full"]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A crawl that was stopped, or that ended, refused or not, with failures worth another try."""

    id: int
    site: str
    mode: Mode
    base_url: str
    max_pages: int | None
    running: bool


@dataclass(frozen=True, slots=True)
class Begin:
    """A crawl to be started."""

    profile: Profile
    mode: Mode
    max_pages: int | None = None


def find_unfinished(conn: sqlite3.Connection, site: str) -> Unfinished | None:
    """Return the site's latest crawl when something of it is left to do."""
    row = conn.execute(
        "SELECT id, mode, outcome, config FROM crawls WHERE site = ? ORDER BY id DESC LIMIT 1", (site,)
    ).fetchone()
    if row is None or row["outcome"] not in ("running", "incomplete", "refused"):
        return None
    running = row["outcome"] == "running"
    if not running and not ledger.worth_another_try(conn, row["id"]):
        return None
    config = json.loads(row["config"])
    base_url = config["profile"]["site"]["base_url"]
    return Unfinished(row["id"], site, row["mode"], base_url, config["max_pages"], running)


class CrawlSession:
    """The open crawl of one run. Not shared between threads."""

    def __init__(self, store: Store, crawl_id: int) -> None:
        """Go on with a crawl that has been put into the state `running`; use `open`."""
        row = store.conn.execute("SELECT mode, config FROM crawls WHERE id = ?", (crawl_id,)).fetchone()
        config = json.loads(row["config"])
        self.store = store
        self.id = crawl_id
        self.mode: Mode = row["mode"]
        self.profile = Profile.model_validate(config["profile"])
        self.walk = Walk(self.profile.listing, self.profile.site.base_url, self.mode, config["max_pages"])
        self.walk.load(store.conn, crawl_id)
        self._group: list[Read] = []
        self._group_bytes = 0
        self._group_since = time.monotonic()
        self._requests = 0
        self._seconds = 0.0
        self._journal = Journal.of_crawl(store, self.profile.site.name, crawl_id)
        self._budget = Budget(store, self.profile.site.name, self.profile.politeness.daily_request_budget)

    @classmethod
    def open(cls, store: Store, start: Begin | Unfinished) -> CrawlSession:
        """Start a new crawl, go on with a stopped one, or try the failures of an incomplete one again."""
        if isinstance(start, Unfinished):
            if not start.running:
                _note(store, start.site, start.id, "reopen", keep=LASTING)
            return cls(store, start.id)
        config = {"max_pages": start.max_pages, "profile": start.profile.model_dump(mode="json")}
        (crawl_id,) = store.conn.execute("SELECT coalesce(max(id), 0) + 1 FROM crawls").fetchone()
        _note(
            store,
            start.profile.site.name,
            crawl_id,
            "begin",
            site=start.profile.site.name,
            mode=start.mode,
            software_version=__version__,
            config=json.dumps(config, ensure_ascii=False),
        )
        return cls(store, crawl_id)

    @property
    def host(self) -> str:
        """The only host this crawl may ask."""
        return urlsplit(self.profile.site.base_url).hostname or ""

    # ── what to fetch ───────────────────────────────────────────────────────────────────────────────────
    def next_page(self) -> Page | None:
        """Return the next listing page of the walk, or None when the walk has ended."""
        page = self.walk.next_page()
        return page and page.with_validators(ledger.listing_body(self.store.conn, page.url))

    def pending(self) -> Iterator[Pending]:
        """Yield the details that are to be fetched, from the ledger, in small batches; none twice."""
        last = 0
        while rows := ledger.pending(self.store.conn, self.id, last, BATCH):
            yield from rows
            last = rows[-1].ledger_id

    def unlisted(self) -> Iterator[Unlisted]:
        """Yield entries that a complete full walk no longer lists and whose own address must be asked."""
        if self.mode != "full" or not self.walk.complete:
            return
        if guards.of_listing(self.store.conn, self.id, self.walk, self.profile):
            return
        last = 0
        while rows := ledger.unlisted(self.store.conn, self.id, self.profile.site.name, last, BATCH):
            yield from rows
            last = rows[-1].entry_id

    def stored(self, capture_id: int) -> tuple[Headers, bytes]:
        """Return headers and body (not decoded) of a stored capture.

        Raises CaptureError when the bytes are not where the row says.
        """
        row = self.store.conn.execute(
            "SELECT warc_file, warc_offset, warc_length FROM captures WHERE id = ?", (capture_id,)
        ).fetchone()
        return read_exchange(self.store.data.warc / row["warc_file"], row["warc_offset"], row["warc_length"])

    def robots(self, origin: str) -> StoredAnswer | None:
        """Return the site's latest stored answer to a request for an origin's robots.txt, redirects followed."""
        row = self.store.conn.execute(
            "SELECT captures.id, fetched_at, status FROM captures JOIN crawls ON crawls.id = crawl_id "
            "WHERE site = ? AND role = 'robots' AND url >= ? AND url < ? ORDER BY captures.id DESC LIMIT 1",
            (self.profile.site.name, f"{origin}/", f"{origin}0"),
        ).fetchone()
        return StoredAnswer(row["fetched_at"], row["status"], *self.stored(row["id"])) if row else None

    def details_done(self) -> tuple[int, int]:
        """Return how many listed entries are settled, and how many are listed so far."""
        row = self.store.conn.execute(
            "SELECT count(*) FILTER (WHERE state <> 'pending'), count(*) FROM ledger WHERE crawl_id = ?",
            (self.id,),
        ).fetchone()
        return row[0], row[1]

    # ── what came of it ─────────────────────────────────────────────────────────────────────────────────
    def spend(self) -> bool:
        """Take one request off the site's budget of the UTC day; return False when it is used up."""
        return self._budget.spend()

    def note_request(self, seconds_waited: float) -> None:
        """Count a request that was sent, and the seconds it waited for its turn."""
        self._requests += 1
        self._seconds += seconds_waited

    def add(self, read: Read) -> None:
        """Take what was read; listing pages are committed at once, details in small groups."""
        if not self._group:
            self._group_since = time.monotonic()
        self._group.append(read)
        self._group_bytes += sum(len(exchange.body) for exchange in read.exchanges)
        due = (
            isinstance(read, ListingRead)
            or len(self._group) >= GROUP_READS
            or self._group_bytes >= GROUP_BYTES
            or time.monotonic() - self._group_since >= GROUP_SECONDS
        )
        if due:
            self.flush()

    def flush(self) -> None:
        """Append, sync and commit everything held back."""
        if not self._group and not self._requests:
            return
        records = self._journal.group()
        recorder = Recorder(self.store.conn, self.id, self.profile, records)
        items = [recorder.item(read) for read in self._group]
        walked = self._journal.commit(
            records,
            "reads",
            crawl=self.id,
            reads=items,
            requests=self._requests,
            seconds_waiting=round(self._seconds, 3),
            bytes=self._group_bytes,
            not_modified=sum(e.status == NOT_MODIFIED for read in self._group for e in read.exchanges),
        )
        for page in walked:
            self.walk.note(page)
        self._group, self._group_bytes, self._requests, self._seconds = [], 0, 0, 0.0

    def finish(self, *, refused: bool = False) -> Outcome:
        """Close the account of the crawl: guards, sums, outcome, sealed WARC file. Returns the outcome."""
        self.flush()
        self._budget.give_back()
        same_body = guards.same_body(self.store.conn, self.id, self.profile)
        alarms = guards.alarms(self.store.conn, self.id, self.walk, self.profile, same_body)
        outcome: Outcome = self._journal.commit(
            self._journal.group(),
            "close",
            crawl=self.id,
            outcome="suspect" if alarms else "refused" if refused else None,
            pending="refused" if refused else None,
            unreadable=self.walk.unreadable(),
            same_body=same_body,
            alarms=alarms,
        )
        self._journal.close(seal=True)
        return outcome

    def stop(self) -> None:
        """Commit what is held back and leave the crawl unfinished, to be gone on with by the next run."""
        self.flush()
        self._budget.give_back()
        self._journal.close(seal=False)


def abandon(store: Store, unfinished: Unfinished) -> None:
    """Close a crawl that cannot be gone on with, because its site's address has changed."""
    _note(store, unfinished.site, unfinished.id, "abandon", seal=True)


def _note(store: Store, site: str, crawl_id: int, kind: str, /, *, seal: bool = False, **event: object) -> None:
    """Write one event of a crawl that stands in a group of its own."""
    journal = Journal.of_crawl(store, site, crawl_id)
    try:
        journal.commit(journal.group(), kind, crawl=crawl_id, **event)
    finally:
        journal.close(seal=seal)
