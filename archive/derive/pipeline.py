"""Which entries must be derived, the work of one entry in a worker process, and the batches that are written.

`Job` in, `Result` out; a worker reads only WARC files. Writing happens in one process, in entry order, in batches: a
killed run goes on with whatever is still marked stale.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from archive import derived, kept
from archive.derive import RULE_VERSION
from archive.derive.report import Body, Evidence, Report, derive
from archive.profile import Profile
from archive.search import index_tokens
from archive.store import Store
from archive.warc import decode_body, read_exchange

BATCH = 100
INLINE_UP_TO = 60
"""So few entries are derived in this process: starting workers would take longer."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a page's bytes lie."""

    file: str
    offset: int
    length: int
    url: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One piece of evidence before its bytes are read."""

    kind: str
    capture_id: int
    captured_at: str
    listing_title: str
    listed_date: str | None
    stands_in: bool
    places: tuple[Stored, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """One entry to derive. `profile` is the JSON of the profile its latest capture was made with."""

    entry_id: int
    url: str
    profile: str
    seen: tuple[Seen, ...]
    warc: Path


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job; the index tokens are made here because they are the dear part."""

    entry_id: int
    report: Report | None
    body_tokens: str
    title_tokens: str


@lru_cache(maxsize=16)
def _profile(source: str) -> Profile:
    return Profile.model_validate_json(source)


def work(job: Job) -> Result:
    """Derive one entry from its bytes. Raises CaptureError when they are not where the rows say."""
    profile = _profile(job.profile)
    evidence = [
        Evidence(
            kind="detail" if seen.kind == "detail" else "listing",
            capture_id=seen.capture_id,
            captured_at=seen.captured_at,
            listing_title=seen.listing_title,
            listed_date=seen.listed_date,
            stands_in=seen.stands_in,
            bodies=tuple(_body(job.warc, place, profile.guard.max_body_bytes) for place in seen.places),
        )
        for seen in job.seen
    ]
    report = derive(job.url, evidence, profile.listing, profile.detail)
    if report is None:
        return Result(job.entry_id, None, "", "")
    last = report.texts[-1]
    return Result(job.entry_id, report, index_tokens(last.text), index_tokens(last.title))


def _body(warc: Path, place: Stored, limit: int) -> Body:
    headers, body = read_exchange(warc / place.file, place.offset, place.length)
    content_type = next((value for name, value in headers if name.lower() == "content-type"), None)
    return Body(decode_body(headers, body, limit), content_type, place.url)


def run(store: Store, *, everything: bool = False, workers: int | None = None, progress: Progress | None = None) -> int:
    """Derive what is missing, changed or made by older rules; return how many entries were derived.

    `everything` derives all entries again from their bytes. `workers` defaults to the number of processors.
    """
    derived.prepare(store, everything=everything)
    ids = derived.stale_entries(store.conn)
    done = 0
    with _executor(min(workers or os.cpu_count() or 1, max(1, len(ids) // INLINE_UP_TO + 1))) as spread:
        batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
        ahead = spread(jobs(store.conn, store.data.warc, batches[0])) if batches else iter(())
        for number in range(len(batches)):
            results = ahead
            ahead = (
                spread(jobs(store.conn, store.data.warc, batches[number + 1]))
                if number + 1 < len(batches)
                else iter(())
            )
            batch = list(results)
            kept.keep(store, ((result.entry_id, result.report) for result in batch))
            with store.transaction() as db:
                for result in batch:
                    derived.write(db, result.entry_id, result.report, result.body_tokens, result.title_tokens)
                    done += 1
            if progress:
                progress(done, len(ids))
    derived.settle(store)
    return done


@contextmanager
def _executor(workers: int) -> Iterator[Callable[[list[Job]], Iterator[Result]]]:
    if workers == 1:
        yield lambda batch: map(work, batch)
        return
    executor: Executor
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_end_with_parent) as executor:
        yield lambda batch: executor.map(work, batch, chunksize=10)


def _end_with_parent() -> None:
    """Watch the parent from a worker: killed, it cannot stop its workers, and they would wait for work for ever."""
    parent = parent_process()
    assert parent is not None  # noqa: S101 - a worker was started by one

    def watch() -> None:
        parent.join()
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def jobs(conn: sqlite3.Connection, warc: Path, entry_ids: list[int]) -> list[Job]:
    """Return the jobs of some entries; entries whose evidence is not settled yet are left out."""
    found = []
    for entry_id in entry_ids:
        url, rows = derived.evidence_rows(conn, entry_id)
        seen = list(_evidence(conn, rows))
        if seen:
            profile = json.dumps(json.loads(rows[-1]["config"])["profile"])
            found.append(Job(entry_id, url, profile, tuple(seen), warc))
    return found


def _evidence(conn: sqlite3.Connection, rows: list[sqlite3.Row]) -> Iterator[Seen]:
    for row in rows:
        detail = row["detail_capture_id"] if row["state"] != "failed" else None
        if detail is None and row["state"] == "unchanged":
            continue
        captures = [detail, *_parts(conn, detail)] if detail is not None else [row["listing_capture_id"]]
        places = [conn.execute("SELECT * FROM captures WHERE id = ?", (capture,)).fetchone() for capture in captures]
        yield Seen(
            kind="listing" if detail is None else "detail",
            capture_id=captures[0],
            captured_at=places[0]["fetched_at"],
            listing_title=row["title"] or "",
            listed_date=row["listed_date"],
            stands_in=detail is None and row["state"] == "failed",
            places=tuple(Stored(p["warc_file"], p["warc_offset"], p["warc_length"], p["url"]) for p in places),
        )


def _parts(conn: sqlite3.Connection, capture: int) -> list[int]:
    row = conn.execute("SELECT parts FROM readings WHERE capture_id = ?", (capture,)).fetchone()
    return list(map(int, json.loads(row["parts"]))) if row and row["parts"] else []


__all__ = ["RULE_VERSION", "Job", "Result", "jobs", "run", "work"]
