"""WARC files against the rows that describe them: length, digest, record count, and each capture at its offset."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from archive.verify.finding import Finding
from archive.warc import response_head, sha256_of


@dataclass(frozen=True, slots=True)
class Found:
    """A response or revisit record as it lies in a file."""

    url: str
    fetched_at: str
    status: int
    digest: str
    bytes: int | None


def check_files(conn: sqlite3.Connection, warc: Path, *, bodies: bool) -> tuple[int, int, list[Finding]]:
    """Return how many files and captures were looked at, and what is wrong with them.

    With `bodies` every record is read and compared with its row; without, only lengths and digests of the files.
    """
    findings: list[Finding] = []
    files = conn.execute("SELECT * FROM warc_files ORDER BY name").fetchall()
    captures = 0
    for file in files:
        path = warc / file["name"]
        wrong = list(_whole(file, path))
        findings += wrong
        if bodies and path.exists():
            rows = conn.execute("SELECT * FROM captures WHERE warc_file = ?", (file["name"],)).fetchall()
            captures += len(rows)
            findings += _records(file, path, rows, damaged=bool(wrong))
    return len(files), captures, findings


def _whole(file: sqlite3.Row, path: Path) -> Iterator[Finding]:
    """Compare a file as a whole with its row; an unsealed file may be longer than what was committed."""
    if not path.exists():
        yield Finding("warc_files", file["name"], "name", "the file is missing")
        return
    size = path.stat().st_size
    if size < file["bytes"]:
        yield Finding("warc_files", file["name"], "bytes", f"{size} bytes where {file['bytes']} were committed")
    elif file["sealed_at"] and size > file["bytes"]:
        yield Finding("warc_files", file["name"], "bytes", f"{size} bytes where {file['bytes']} were sealed")
    elif file["sealed_at"] and sha256_of(path) != file["sha256"]:
        yield Finding("warc_files", file["name"], "sha256", "the bytes are not those that were sealed")


def _records(file: sqlite3.Row, path: Path, rows: list[sqlite3.Row], *, damaged: bool) -> Iterator[Finding]:
    found: dict[int, Found] = {}
    count = 0
    try:
        with path.open("rb") as stream:
            records = ArchiveIterator(stream, check_digests="raise")
            for record in records:
                seen = _read(record)
                offset = records.get_record_offset()
                if offset >= file["bytes"]:
                    break
                count += 1
                if seen is not None:
                    found[offset] = seen
    except Exception as error:  # noqa: BLE001 - on damaged bytes warcio raises whatever its code stumbles over
        yield Finding("warc_files", file["name"], "name", f"not readable after record {count}: {error}")
        damaged = True
    if count != file["records"] and not damaged:
        yield Finding("warc_files", file["name"], "records", f"{count} records where {file['records']} were written")
    for row in rows:
        record = found.get(row["warc_offset"])
        if record is None:
            yield Finding("captures", str(row["id"]), "warc_offset", f"no response in {path.name} at this offset")
        else:
            yield from _compare(row, record)


def _read(record: ArcWarcRecord) -> Found | None:
    """Read one record to its end, which checks its digests; return it when a capture row may point at it."""
    body = record.raw_stream.read()
    if record.rec_type not in ("response", "revisit"):
        return None
    revisit = record.rec_type == "revisit"
    payload = record.rec_headers.get_header("WARC-Payload-Digest") or ""
    return Found(
        url=record.rec_headers.get_header("WARC-Target-URI"),
        fetched_at=record.rec_headers.get_header("WARC-Date"),
        status=response_head(record).status,
        digest=payload.removeprefix("sha256:") if revisit else hashlib.sha256(body).hexdigest(),
        bytes=None if revisit else len(body),
    )


def _compare(row: sqlite3.Row, record: Found) -> Iterator[Finding]:
    pairs = (
        ("url", record.url),
        ("fetched_at", record.fetched_at),
        ("status", record.status),
        ("body_sha256", record.digest),
        ("body_bytes", row["body_bytes"] if record.bytes is None else record.bytes),
    )
    for column, value in pairs:
        if row[column] != value:
            yield Finding("captures", str(row["id"]), column, f"{row[column]!r} where the record has {value!r}")
