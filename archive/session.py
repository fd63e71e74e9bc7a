"""One crawl as the archive sees it: what is left to fetch, and what came of each request.

The archive is the frontier: pages to list and details to fetch are read from committed rows, so a killed crawl goes
on where its last commit ended. Reads are held back in small groups; a group is appended to the WARC file, synced, and
then committed in one transaction, in that order. The rows themselves are written in `archive.ledger`.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from sqlite_utils import Database

from archive import __version__, clock, ledger
from archive.budget import Budget
from archive.ledger import Outcome
from archive.profile import Profile
from archive.reads import ListingRead, Pending, Read, StoredAnswer, Unlisted
from archive.recording import Recorder
from archive.store import Store
from archive.walk import Page, Walk
from archive.warc import Headers, RecordGroup, WarcFile, read_exchange

GROUP_READS = 32
GROUP_BYTES = 4 << 20
GROUP_SECONDS = 1.0
WARC_BYTES = 1 << 30
BATCH = 200

Mode = Literal["new", "full"]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A crawl that was stopped, or that ended, refused or not, with failures worth another try."""

    id: int
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
    return Unfinished(row["id"], row["mode"], config["profile"]["site"]["base_url"], config["max_pages"], running)


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
        self._file: WarcFile | None = None
        self._budget = Budget(store, self.profile.site.name, self.profile.politeness.daily_request_budget)

    @classmethod
    def open(cls, store: Store, start: Begin | Unfinished) -> CrawlSession:
        """Start a new crawl, go on with a stopped one, or try the failures of an incomplete one again."""
        if isinstance(start, Unfinished):
            if not start.running:
                with store.transaction() as db:
                    ledger.reopen(db, start.id)
            return cls(store, start.id)
        config = {"max_pages": start.max_pages, "profile": start.profile.model_dump(mode="json")}
        with store.transaction() as db:
            crawl_id = db.execute(
                "INSERT INTO crawls (site, mode, started_at, software_version, config) "
                "VALUES (?, ?, ?, ?, ?) RETURNING id",
                (
                    start.profile.site.name,
                    start.mode,
                    clock.timestamp(),
                    __version__,
                    json.dumps(config, ensure_ascii=False),
                ),
            ).fetchone()[0]
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
        file = self._open_file()
        records = RecordGroup(file.committed)
        if file.committed == 0:
            records.info(file.path.name, self._file_info())
        try:
            with self.store.transaction() as db:
                recorder = Recorder(db, self.id, self.profile, self.mode, file.path.name, records)
                walked = [page for read in self._group if (page := recorder.write(read)) is not None]
                file.append(records.data)
                self._account(db, file, records)
        except BaseException:
            file.rewind()
            raise
        file.commit(file.committed + len(records.data))
        for page in walked:
            self.walk.note(page)
        self._group, self._group_bytes, self._requests, self._seconds = [], 0, 0, 0.0
        if file.committed >= WARC_BYTES:
            self._close_file(seal=True)

    def finish(self, *, refused: bool = False, suspect: bool = False) -> Outcome:
        """Close the account of the crawl: sums, outcome, sealed WARC file. Returns the outcome."""
        self.flush()
        self._budget.give_back()
        suspect = suspect or bool(self.walk.thin_pages(self.profile.guard.min_entries))
        with self.store.transaction() as db:
            outcome = ledger.close(db, self.id, self.walk, refused=refused, suspect=suspect)
        self._close_file(seal=True)
        return outcome

    def stop(self) -> None:
        """Commit what is held back and leave the crawl unfinished, to be gone on with by the next run."""
        self.flush()
        self._budget.give_back()
        self._close_file(seal=False)

    # ── the WARC file ───────────────────────────────────────────────────────────────────────────────────
    def _open_file(self) -> WarcFile:
        if self._file is None:
            rows = self.store.conn.execute(
                "SELECT name, bytes, sealed_at FROM warc_files WHERE crawl_id = ? ORDER BY name", (self.id,)
            ).fetchall()
            if rows and rows[-1]["sealed_at"] is None:
                self._file = WarcFile(self.store.data.warc / rows[-1]["name"], rows[-1]["bytes"])
            else:
                name = f"{self.profile.site.name}-{self.id:06d}-{len(rows):04d}.warc.gz"
                with self.store.transaction() as db:
                    db.execute(
                        "INSERT INTO warc_files (name, crawl_id, opened_at) VALUES (?, ?, ?)",
                        (name, self.id, clock.timestamp()),
                    )
                self._file = WarcFile(self.store.data.warc / name, 0)
        return self._file

    def _close_file(self, *, seal: bool) -> None:
        if self._file is not None:
            self._file.close()
            if seal:
                self.store.seal(self._file.path.name)
            self._file = None

    def _file_info(self) -> dict[str, str]:
        row = self.store.conn.execute("SELECT * FROM crawls WHERE id = ?", (self.id,)).fetchone()
        return {
            "software": f"baogao/{row['software_version']}",
            "format": "WARC File Format 1.1",
            "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "baogao-crawl": json.dumps({key: row[key] for key in ("id", "site", "mode", "started_at", "config")}),
        }

    def _account(self, db: Database, file: WarcFile, records: RecordGroup) -> None:
        db.execute(
            "UPDATE warc_files SET bytes = ?, records = records + ? WHERE name = ?",
            (file.committed + len(records.data), records.records, file.path.name),
        )
        db.execute(
            "UPDATE crawls SET requests = requests + ?, seconds_waiting = seconds_waiting + ?, "
            "bytes = bytes + ? WHERE id = ?",
            (self._requests, self._seconds, self._group_bytes, self.id),
        )
