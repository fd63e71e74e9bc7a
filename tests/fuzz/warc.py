"""What must hold for records in WARC files: what is read is what was written, or CaptureError; the target `warc`.

Owns the checks on one record: a round trip, every cut, every flipped bit, and bytes that were never a record.
"""

from __future__ import annotations

import atexit
import gzip
import shutil
import tempfile
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from archive.errors import CaptureError
from archive.warc import HOP_BY_HOP, Exchange, Headers, RecordGroup, decode_body, read_exchange
from tests.fuzz.alphabet import PATIENCE, grown, spelled

LIMIT = 1 << 16

ALPHABET = (
    *("WARC/1.1\r\n", "WARC/1.0\r\n", "WARC-Type: response\r\n", "WARC-Type: revisit\r\n", "WARC-Type: request\r\n"),
    *("WARC-Record-ID: <urn:uuid:1>\r\n", "WARC-Date: 2026-01-02T03:04:05Z\r\n", "WARC-Target-URI: http://a/\r\n"),
    *("Content-Length: 0\r\n", "Content-Length: 40\r\n", "Content-Length: -1\r\n", "Content-Length: x\r\n"),
    *(
        "Content-Length: 99999999999999999999\r\n",
        "Content-Type: application/http; msgtype=response\r\n",
        "Content-Type: ",
    ),
    *(
        "WARC-Payload-Digest: sha256:00\r\n",
        "WARC-Block-Digest: sha1:A\r\n",
        "WARC-Block-Digest: \r\n",
        "WARC-Block-Digest:",
    ),
    *("HTTP/1.1 200 OK\r\n", "HTTP/1.1\r\n", "HTTP/9 x\r\n", "GET / HTTP/1.1\r\n", "Transfer-Encoding: chunked\r\n"),
    *(
        "Content-Encoding: gzip\r\n",
        "Content-Encoding: br\r\n",
        "5\r\nhello\r\n0\r\n\r\n",
        "ffffffffffffffff\r\n",
        "X: ",
    ),
    *("\r\n", "\r\n\r\n", "\n", "\r", " ", ":", "a", "é", "政", "\x00", "\x1f\x8b", "filedesc:", "http://a/ 1.2.3.4 "),
    *("warcinfo", "metadata", "dns:", "text/plain", "urn:", "\t", "sha256:", "-1", "9" * 30),
)

_RECORD = (0, 2, 5, 6, 7, 9, 13, 30, 20, 30)


def seeds() -> Iterator[bytes]:
    """Yield small inputs that already reach most rules."""
    yield bytes((0,)) + gzip.compress(b"hello")
    yield bytes((1, 0)) + bytes(_RECORD)
    yield bytes((1, 1)) + bytes(_RECORD) + b"abc"
    yield bytes((2, 40, 3)) + b"X-A: 1\nServer: x\n\n<html>"
    yield bytes((4, 0)) + gzip.compress(b"hello" * 100)
    yield bytes((4, 0)) + gzip.compress(bytes(3_900_000))
    yield bytes((4, 1)) + zlib.compress(b"hello" * 100)
    yield bytes((2, 200, 7)) + b"A: \xff\n\n" + gzip.compress(b"x")


@cache
def file() -> Path:
    """Return the one file that this process reads records from."""
    memory = Path("/dev/shm")
    folder = tempfile.mkdtemp(prefix="warc-", dir=memory if memory.is_dir() else None)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder) / "a.warc.gz"


def check(data: bytes) -> None:
    """Raise AssertionError where a promise is broken, or whatever a reader raises but CaptureError."""
    kind, rest = (data[0] if data else 0), data[1:]
    started = time.process_time()
    if kind % 8 == 0:
        read(rest)
    elif kind % 8 == 1:
        foreign_record(rest)
    elif kind % 8 == 4:
        check_decoding(rest[1:], ("gzip", "deflate", "identity", "br")[rest[0] % 4] if rest else "gzip")
    else:
        check_exchange(exchange_of(rest[2:]), int.from_bytes(rest[:2], "big"))
    seconds = time.process_time() - started
    assert seconds < PATIENCE, f"{seconds:.1f} s for {len(data)} bytes"


def read(member: bytes) -> tuple[Headers, bytes] | None:
    """Read bytes as a record in a file; None for CaptureError."""
    file().write_bytes(member)
    try:
        return read_exchange(file(), 0, len(member))
    except CaptureError:
        return None


def foreign_record(data: bytes) -> None:
    """Read a record that this product did not write: its head made of known lines, packed or plain."""
    kind, rest = (data[0] if data else 0), data[1:]
    text = grown(rest, ALPHABET, 20_000) if kind % 64 == 3 else spelled(rest, ALPHABET)
    block = text.encode("utf-8", "replace")
    read(gzip.compress(block, 1) if kind % 2 else block)


def exchange_of(data: bytes) -> Exchange:
    """Return an exchange whose headers and body are the input's: lines up to an empty one, then the body."""
    head, _, body = data.partition(b"\n\n")
    lines = [line.decode("latin-1").partition(":") for line in head.split(b"\n") if b":" in line]
    clean = tuple((name, "".join(c for c in value if c not in "\r\n\0").strip(" \t")) for name, _, value in lines)
    kept = tuple((name, value) for name, value in clean if is_token(name))
    return Exchange("detail", "http://site.test/a", "2026-01-02T03:04:05Z", 200, "OK", (), kept, body)


def is_token(name: str) -> bool:
    """Whether a header name is one in HTTP (RFC 9110, section 5.6.2)."""
    return bool(name) and name.isascii() and all(c.isalnum() or c in "!#$%&'*+-.^_`|~" for c in name)


def check_exchange(exchange: Exchange, place: int) -> None:
    """Write and read a record; then cut it and flip one bit of it, at a place the input chooses."""
    group = RecordGroup(0)
    written = group.exchange(exchange, 1)
    member = group.data[: written.length]
    kept = tuple((name, value) for name, value in exchange.headers if name.lower() not in HOP_BY_HOP)
    assert read(member) == (kept, exchange.body), exchange
    check_damage(member, (kept, exchange.body), place)


def check_damage(member: bytes, right: tuple[Headers, bytes], place: int) -> None:
    """A cut record is never read; one with a flipped bit is not read, or read right."""
    cut = member[: place % len(member)]
    assert read(cut) is None, f"cut to {len(cut)} of {len(member)} bytes"
    flipped = bytearray(member)
    flipped[place % len(member)] ^= 1 << (place % 7)
    assert read(bytes(flipped)) in (None, right), f"bit {place % 7} of byte {place % len(member)} flipped"


def check_decoding(body: bytes, encoding: str, limit: int = LIMIT) -> None:
    """A body is unpacked to at most `limit` bytes, in memory of that order, or refused."""
    tracemalloc.start()
    try:
        assert len(decode_body((("Content-Encoding", encoding),), body, limit)) <= max(limit, len(body))
    except CaptureError:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 4 * limit + 4 * len(body) + (1 << 20), f"{peak} bytes of memory for {len(body)}"
