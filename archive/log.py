"""The log: what each committed group of records means, as one metadata record at its end; read back in order.

The WARC files are the log, the captured rows of the database are its fold (`archive.fold`). Every event has a number
that counts from 1 over all files of a data directory, so that a missing file is noticed. Writes nothing
(`archive.journal` does) and decides nothing.
"""

from __future__ import annotations

import heapq
import json
import zlib
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from archive.errors import CaptureError

URI = "urn:baogao:event:"
"""Target of the metadata records that are events, followed by the event's number."""

_TARGET = f"\r\nWARC-Target-URI: {URI}".encode()
PIECE = 1 << 20
MEMBER = b"\x1f\x8b\x08"
"""How every gzip member begins (RFC 1952)."""

Event = dict[str, Any]
"""JSON: `seq` (from 1), `event` (its kind), `at` (UTC, `YYYY-MM-DDTHH:MM:SSZ`), and what the kind needs."""


@dataclass(frozen=True, slots=True, order=True)
class Logged:
    """One event where it stands. `end`: offset in bytes behind its group; `records`: how many from the file's start."""

    seq: int
    file: str
    event: Event = field(compare=False, repr=False)
    end: int = field(compare=False)
    records: int = field(compare=False)


def events_in(path: Path, length: int | None = None) -> Generator[Logged, None, None]:
    """Yield the events of one file in order, of its first `length` bytes where given.

    Raises CaptureError when a record before that cannot be read.
    """
    count = 0
    try:
        with path.open("rb") as stream:
            for start, end, record in members(stream):
                if length is not None and start >= length:
                    return
                count += 1
                head, _, content = record.partition(b"\r\n\r\n")
                if _TARGET in head:
                    event = _event(content)
                    yield Logged(event["seq"], path.name, event, end, count)
    except OSError as error:
        raise CaptureError(f"Cannot read {path}: {error.strerror}; restore it from a backup.") from error
    except (EOFError, zlib.error, ValueError, TypeError, RecursionError) as error:
        raise CaptureError(
            f"{path.name} is damaged after its record {count}; run `baogao verify` and restore the file from a backup."
        ) from error


def _event(content: bytes) -> Event:
    """Return the event that a record holds; ValueError or TypeError where that is none."""
    event = json.loads(content)
    if not isinstance(event, dict) or not isinstance(event.get("seq"), int):
        raise TypeError("not an event with a number")
    return event


def members(stream: BinaryIO) -> Iterator[tuple[int, int, bytes]]:
    """Yield start, end (offsets in bytes, end exclusive) and content of each gzip member; checksums are checked.

    Raises EOFError when the last one is cut, zlib.error when one is damaged.
    """
    data, read, start = b"", 0, 0
    while data or (data := stream.read(PIECE)):
        read = max(read, start + len(data))
        decoder = zlib.decompressobj(zlib.MAX_WBITS | 16)
        pieces = [decoder.decompress(data)]
        while not decoder.eof:
            if not (data := stream.read(PIECE)):
                raise EOFError("the last record is cut")
            read += len(data)
            pieces.append(decoder.decompress(data))
        data = decoder.unused_data
        end = read - len(data)
        yield start, end, b"".join(pieces)
        start = end


def last_whole_group(path: Path) -> int:
    """Return the length in bytes up to the end of the last event, where only a torn tail follows it; 0 for none.

    Raises CaptureError where records can be read behind the damage: the file was not cut, it is damaged in its midst.
    """
    end = 0
    try:
        for logged in events_in(path):
            end = logged.end
    except CaptureError:
        if path.exists() and _goes_on_behind_damage(path, end):
            raise
    return end


def _goes_on_behind_damage(path: Path, start: int) -> bool:
    """Return whether a whole event stands somewhere behind `start`, where the last one before the damage ends."""
    data = path.read_bytes()[start:]
    at = data.find(MEMBER)
    while at >= 0:
        decoder = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            record = decoder.decompress(data[at:])
        except zlib.error:
            record = b""
        if decoder.eof and _TARGET in record:
            return True
        at = data.find(MEMBER, at + 1)
    return False


def in_order(files: Sequence[tuple[Path, int | None]]) -> Iterator[Logged]:
    """Yield the events of several files by number; each file as far as its length says (None: all of it).

    Files are opened one after the other as their turn comes. Raises CaptureError for a number that is missing or
    stands twice, and for a file that cannot be read.
    """
    firsts = [(first, file) for file in files if (first := _first(*file)) is not None]
    waiting = deque(sorted(firsts, key=lambda pair: pair[0]))
    heap: list[tuple[Logged, Iterator[Logged]]] = []
    expected = 1
    while waiting or heap:
        while waiting and (not heap or waiting[0][0] < heap[0][0]):
            events = events_in(*waiting.popleft()[1])
            heapq.heappush(heap, (next(events), events))
        logged, going = heapq.heappop(heap)
        if logged.seq != expected:
            raise CaptureError(
                f"The log has event {logged.seq} in {logged.file} where {expected} should follow: a WARC file is "
                "missing or stands twice; restore the folder warc/ as a whole from a backup."
            )
        yield logged
        expected += 1
        if (following := next(going, None)) is not None:
            heapq.heappush(heap, (following, going))


def _first(path: Path, length: int | None) -> Logged | None:
    events = events_in(path, length)
    try:
        return next(events, None)
    finally:
        events.close()
