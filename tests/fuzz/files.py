"""What must hold for whole WARC files, as `baogao verify` and the log read them: any damage is found; target `files`.

Owns the checks on a file of a few records that is cut, flipped in one bit, overwritten or replaced.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.resources import files

from archive.errors import CaptureError
from archive.log import URI, events_in, last_whole_group
from archive.verify.files import check_files
from archive.verify.finding import Finding
from archive.warc import Exchange, RecordGroup
from tests.fuzz.alphabet import PATIENCE, spelled
from tests.fuzz.warc import ALPHABET, exchange_of, file

WRITTEN = (("seed", b"X-A: 1\n\n<html>"), ("empty", b"\n\n"), ("high", b"A: \xff\n\n\x1f\x8b\x08\x00"))


def seeds() -> Iterator[bytes]:
    """Yield small inputs that already reach most rules."""
    for kind in range(8):
        yield bytes((kind, 1, 77)) + bytes(range(0, len(ALPHABET), 5))
        yield bytes((kind, 2, 120)) + b"WARC/1.1\r\n"


@cache
def whole() -> tuple[bytes, tuple[Exchange, ...], sqlite3.Connection]:
    """Return a file of several records, what was written to it, and a database whose rows describe it."""
    group = RecordGroup(0)
    group.info("a.warc.gz", {"software": "test"})
    group.metadata(f"{URI}1", "2026-01-02T03:04:05Z", {"seq": 1})
    exchanges = tuple(exchange_of(data) for _, data in WRITTEN)
    places = [group.exchange(exchange, 1) for exchange in exchanges]
    conn = sqlite3.connect(":memory:")
    conn.row_factory = sqlite3.Row
    for script in sorted(files("archive.schema").iterdir(), key=lambda script: script.name):
        if script.name.endswith(".sql"):
            conn.executescript(script.read_text("utf-8"))
    conn.execute(
        "INSERT INTO warc_files (name, crawl_id, opened_at, records, bytes) VALUES (?, 1, '', ?, ?)",
        (file().name, group.records, len(group.data)),
    )
    for exchange, place in zip(exchanges, places, strict=True):
        conn.execute(
            "INSERT INTO captures (crawl_id, role, url, fetched_at, status, body_sha256, body_bytes, warc_file,"
            " warc_offset, warc_length) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(exchange.role, exchange.url, exchange.fetched_at, exchange.status),
                *(exchange.sha256, len(exchange.body), file().name, place.offset, place.length),
            ),
        )
    return group.data, exchanges, conn


def found(data: bytes, *, sealed: bool) -> list[Finding]:
    """Return what verify finds when the file holds these bytes and its row is that of the right ones."""
    right, _, conn = whole()
    digest = ("2026-01-02T03:04:05Z", hashlib.sha256(right).hexdigest()) if sealed else (None, None)
    conn.execute("UPDATE warc_files SET sealed_at = ?, sha256 = ?", digest)
    file().write_bytes(data)
    return check_files(conn, file().parent, bodies=True)[2]


def check(data: bytes) -> None:
    """Raise AssertionError where damage is not found, or whatever verify raises."""
    kind, place, rest = (data[0] if data else 0), int.from_bytes(data[1:3], "big"), data[3:]
    started = time.process_time()
    check_file(kind, place, rest)
    seconds = time.process_time() - started
    assert seconds < PATIENCE, f"{seconds:.1f} s for {len(data)} bytes"


def check_file(kind: int, place: int, rest: bytes) -> None:
    """Damage the file in one of several ways and look for it."""
    right = whole()[0]
    at = place % len(right)
    foreign = spelled(rest, ALPHABET).encode("utf-8", "replace") if kind & 8 else rest
    if kind % 4 == 0:
        damaged = right[:at]
    elif kind % 4 == 1:
        damaged = right[:at] + bytes((right[at] ^ 1 << place % 7,)) + right[at + 1 :]
    elif kind % 4 == 2:
        damaged = right[:at] + foreign + right[at + len(foreign) :]
    else:
        damaged = foreign + right[at:]
    file().write_bytes(damaged)
    with suppress(CaptureError):
        list(events_in(file()))
    with suppress(CaptureError):
        assert last_whole_group(file()) <= len(damaged)
    assert bool(found(damaged, sealed=True)) == (damaged != right), f"{damaged!r} passes"
    assert found(damaged, sealed=False) or len(damaged) >= len(right), f"{damaged!r} passes"
    assert not found(right, sealed=False)
