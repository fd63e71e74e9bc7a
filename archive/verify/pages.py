"""What was read in pages against their bytes: listing entries and readings are read again with the rules they had."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from archive.derive import RULE_VERSION
from archive.derive.pages import joined, read_detail, read_listing
from archive.errors import CaptureError
from archive.keys import digest
from archive.profile import Profile
from archive.recording import reading
from archive.verify.finding import Finding
from archive.warc import decode_body, read_exchange

Page = tuple[bytes, str | None, str]
"""Body free of content codings, content type, address."""


@lru_cache(maxsize=16)
def _profile(config: str) -> Profile:
    return Profile.model_validate(json.loads(config)["profile"])


def check_pages(conn: sqlite3.Connection, warc: Path, sample: int | None) -> Iterator[Finding]:
    """Yield each entry and reading that the bytes do not give; of `sample` pages of each kind, or of all.

    Pages that older rules read are left out.
    """
    yield from _listings(conn, warc, sample)
    yield from _readings(conn, warc, sample)


def _chosen(sql: str, sample: int | None) -> str:
    return sql if sample is None else f"{sql} ORDER BY random() LIMIT {sample}"


def _listings(conn: sqlite3.Connection, warc: Path, sample: int | None) -> Iterator[Finding]:
    sql = (
        "SELECT crawl_id, page, listing_pages.url, capture_id, config FROM listing_pages "
        "JOIN crawls ON crawls.id = crawl_id WHERE state IN ('read', 'repeats') AND rule_version = ?"
    )
    for row in conn.execute(_chosen(sql, sample), (RULE_VERSION,)).fetchall():
        name = f"crawl {row['crawl_id']}, page {row['page']}"
        profile = _profile(row["config"])
        try:
            body, content_type, _url = _page(conn, warc, row["capture_id"], profile)
        except CaptureError as error:
            yield Finding("listing_pages", name, "capture_id", str(error))
            continue
        found = read_listing(body, content_type, row["url"], profile.listing)
        stored = conn.execute(
            "SELECT position, url, title, listed_date, listing_sha256 FROM ledger "
            "WHERE crawl_id = ? AND page = ? AND position > 0 ORDER BY position",
            (row["crawl_id"], row["page"]),
        ).fetchall()
        given = [
            (e.position, e.url, e.title or None, e.listed_date, digest(e.title, e.listed_date, e.text))
            for e in found.entries
        ]
        yield from _rows("ledger", name, stored, given)


def _rows(table: str, name: str, stored: list[sqlite3.Row], given: Sequence[tuple[object, ...]]) -> Iterator[Finding]:
    if len(stored) != len(given):
        yield Finding(table, name, "position", f"{len(stored)} entries where the bytes give {len(given)}")
    for row, values in zip(stored, given, strict=False):
        for column, value in zip(row.keys(), values, strict=True):
            if row[column] != value:
                place = f"{name}, position {row['position']}"
                yield Finding(table, place, column, f"{row[column]!r} where the bytes give {value!r}")


def _readings(conn: sqlite3.Connection, warc: Path, sample: int | None) -> Iterator[Finding]:
    sql = (
        "SELECT readings.*, config FROM readings JOIN captures ON captures.id = capture_id "
        "JOIN crawls ON crawls.id = crawl_id WHERE rule_version = ? AND readings.text_sha256 IS NOT NULL"
    )
    for row in conn.execute(_chosen(sql, sample), (RULE_VERSION,)).fetchall():
        name = str(row["capture_id"])
        profile = _profile(row["config"])
        captures = [row["capture_id"], *(json.loads(row["parts"]) if row["parts"] else ())]
        try:
            pages = [read_detail(*_page(conn, warc, capture, profile), profile.detail) for capture in captures]
        except CaptureError as error:
            yield Finding("readings", name, "capture_id", str(error))
            continue
        whole = pages[0]
        for more in pages[1:]:
            whole = joined(whole, more)
        for column, value in reading(whole).items():
            if row[column] != value:
                yield Finding("readings", name, column, f"{row[column]!r} where the bytes give {value!r}")


def _page(conn: sqlite3.Connection, warc: Path, capture_id: int, profile: Profile) -> Page:
    row = conn.execute("SELECT * FROM captures WHERE id = ?", (capture_id,)).fetchone()
    if row is None:
        raise CaptureError(f"There is no capture {capture_id}.")
    headers, body = read_exchange(warc / row["warc_file"], row["warc_offset"], row["warc_length"])
    content_type = next((value for name, value in headers if name.lower() == "content-type"), None)
    return decode_body(headers, body, profile.guard.max_body_bytes), content_type, row["url"]
