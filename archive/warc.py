"""WARC files: build records, append a group durably, cut an uncommitted tail, seal, read back at an offset.

Owns the bytes in `data/warc/`. Knows nothing of SQLite: which bytes count is decided by `archive.store`.
Format: WARC 1.1 (ISO 28500:2017), one gzip member per record, made by warcio.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit, urlunsplit

from pydantic import TypeAdapter
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.errors import MEND, CaptureError, StorageError, TooLargeError

Headers = tuple[tuple[str, str], ...]
"""HTTP headers in order; each character stands for one byte (Latin-1)."""
Role = Literal["listing", "detail", "robots"]

HOP_BY_HOP = frozenset({"transfer-encoding", "connection", "keep-alive"})
"""Headers about one connection. The body is kept after them (unchunked), so they must not be kept with it."""

MEMBERS = 100
"""Parts that a compressed page may have; servers send one."""
NOT_MODIFIED = 304
REVISIT_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
NOT_MODIFIED_HEAD = "Baogao-Http-Response"
"""The WARC field that keeps the head of a 304, as JSON in ASCII.

Such a revisit may have no block (WARC 1.1, profile server-not-modified), and has none: pywb replays a block that begins
with a 3xx status line as an empty redirect, not as the page that did not change.
"""
_GZIP = b"\x1f\x8b"
_END = b"\r\n\r\n"
"""What ends a head, and a record."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and the response to it, as received: the body still has its Content-Encoding."""

    role: Role
    url: str
    fetched_at: str
    status: int
    reason: str
    request_headers: Headers
    headers: Headers
    body: bytes = field(repr=False)
    page: int | None = None
    """The number of the listing page; None for other roles."""

    @property
    def sha256(self) -> str:
        """The hex digest of the body as received."""
        return hashlib.sha256(self.body).hexdigest()

    def header(self, name: str) -> str | None:
        """Return the last value of a response header, by name in any case."""
        return next((value for key, value in reversed(self.headers) if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Head:
    """Status line and headers of a response."""

    status: int
    reason: str
    headers: Headers


@dataclass(frozen=True, slots=True)
class Original:
    """The earlier capture whose body a revisit stands for."""

    url: str
    fetched_at: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a response record lies: offset and length in bytes of its gzip member."""

    offset: int
    length: int


class WarcFile:
    """One WARC file open for appending. Nothing in it counts until its committed length says so."""

    def __init__(self, path: Path, committed: int) -> None:
        """Open the file and cut off whatever lies beyond `committed` bytes.

        Raises CaptureError when the file is shorter than that.
        """
        self.path = path
        try:
            self._file = path.open("ab", buffering=0)  # what a full disk refuses must not wait in a buffer
            size = self._file.seek(0, os.SEEK_END)
            if size < committed:
                self._file.close()
                raise CaptureError(
                    f"{path.name} has {size} bytes where {committed} were committed; run `baogao verify`."
                )
            if size > committed:
                self._file.truncate(committed)
        except OSError as error:
            raise StorageError(f"Cannot write {path}: {error.strerror}; {MEND}.") from error
        self.committed = committed

    def append(self, data: bytes) -> None:
        """Append and sync. After an error the file is as long as before."""
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[self._file.write(rest) :]
            os.fsync(self._file.fileno())
        except OSError as error:
            self.rewind()
            raise StorageError(f"Cannot append to {self.path}: {error.strerror}; {MEND}.") from error

    def rewind(self) -> None:
        """Drop what was appended since the last `commit`."""
        self._file.truncate(self.committed)
        self._file.seek(0, os.SEEK_END)

    def commit(self, length: int) -> None:
        """Remember that the first `length` bytes are committed in the database."""
        self.committed = length

    def close(self) -> None:
        """Close without sealing."""
        self._file.close()


class _AsReceived(StatusAndHeaders):  # type: ignore[misc]
    """Headers written with the bytes they came with, which Latin-1 gives back; warcio would write %-escapes."""

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        self.headers_buff = self.to_bytes(header_filter, "latin-1")


class RecordGroup:
    """Records of one group, built in memory so that they reach the file in a single append."""

    def __init__(self, start: int) -> None:
        self._start = start
        self._buffer = io.BytesIO()
        self._writer = WARCWriter(self._buffer, gzip=True, warc_version="1.1")
        self.records = 0

    @property
    def data(self) -> bytes:
        """The bytes to append."""
        return self._buffer.getvalue()

    def info(self, filename: str, fields: dict[str, str]) -> None:
        """Add the warcinfo record that opens a file."""
        self._write(self._writer.create_warcinfo_record(filename, fields))

    def metadata(self, uri: str, date: str, content: dict[str, Any]) -> None:
        """Add a metadata record that holds `content` as JSON (UTF-8); `date` is UTC `YYYY-MM-DDTHH:MM:SSZ`."""
        payload = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        self._write(
            self._writer.create_warc_record(
                uri,
                "metadata",
                payload=io.BytesIO(payload),
                length=len(payload),
                warc_content_type="application/json",
                warc_headers_dict={"WARC-Date": date},
            )
        )

    def exchange(self, exchange: Exchange, crawl: int, original: Original | None = None) -> Place:
        """Add response (or revisit, when `original` is given) and request; return where the response will lie."""
        extra = {
            "WARC-Date": exchange.fetched_at,
            "Baogao-Crawl": str(crawl),
            "Baogao-Role": exchange.role,
            **({} if exchange.page is None else {"Baogao-Page": str(exchange.page)}),
        }
        offset = self._start + self._buffer.tell()
        if original is None:
            response = self._writer.create_warc_record(
                exchange.url,
                "response",
                payload=io.BytesIO(exchange.body),
                length=len(exchange.body),
                http_headers=_head_in_block(exchange),
                warc_headers_dict={**extra, "WARC-Payload-Digest": f"sha256:{exchange.sha256}"},
            )
        else:
            response = self._revisit(exchange, original, extra)
        self._write(response)
        place = Place(offset, self._start + self._buffer.tell() - offset)
        request = self._writer.create_warc_record(
            exchange.url,
            "request",
            http_headers=_AsReceived(
                f"GET {_target(exchange.url)} HTTP/1.1", list(exchange.request_headers), is_http_request=True
            ),
            warc_headers_dict={
                "WARC-Date": exchange.fetched_at,
                "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
            },
        )
        self._write(request)
        return place

    def _revisit(self, exchange: Exchange, original: Original, fields: dict[str, str]) -> ArcWarcRecord:
        """Make the record of a body that is kept already."""
        record = self._writer.create_revisit_record(
            exchange.url,
            digest=f"sha256:{original.sha256}",
            refers_to_uri=original.url,
            refers_to_date=original.fetched_at,
            http_headers=_head_in_block(exchange),
            warc_headers_dict=fields,
        )
        if exchange.status == NOT_MODIFIED:
            record.rec_headers.replace_header("WARC-Profile", REVISIT_NOT_MODIFIED)
            head = Head(exchange.status, exchange.reason, exchange.headers)
            record.rec_headers.add_header(NOT_MODIFIED_HEAD, json.dumps(asdict(head)))
            record.http_headers = None
        return record

    def _write(self, record: ArcWarcRecord) -> None:
        self._writer.write_record(record)
        self.records += 1


def _target(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(("", "", parts.path or "/", parts.query, ""))


def _head_in_block(exchange: Exchange) -> StatusAndHeaders:
    kept = [(name, value) for name, value in exchange.headers if name.lower() not in HOP_BY_HOP]
    return _AsReceived(f"{exchange.status} {exchange.reason}".strip(), kept, "HTTP/1.1")


_HEAD = TypeAdapter(Head)


def response_head(record: ArcWarcRecord) -> Head:
    """Return status line and headers of a response or revisit record, wherever they stand in it.

    Raises ValueError when they stand nowhere.
    """
    packed = record.rec_headers.get_header(NOT_MODIFIED_HEAD)
    if packed is not None:
        return _HEAD.validate_json(packed)
    if record.http_headers is None:
        raise ValueError("no HTTP response")
    status, _space, reason = record.http_headers.statusline.partition(" ")
    return Head(int(status), reason, tuple(record.http_headers.headers))


def read_exchange(path: Path, offset: int, length: int) -> tuple[Headers, bytes]:
    """Read one response record; return its HTTP headers and its body as received (not decoded).

    Raises CaptureError when the file is missing, cut, or holds something else at that place.
    """
    try:
        with path.open("rb") as file:
            file.seek(offset)
            member = file.read(length)
    except OSError as error:
        raise CaptureError(f"Cannot read {path}: {error.strerror}.") from error
    if len(member) < length:
        raise CaptureError(f"{path.name} ends inside the record at {offset}.")
    try:
        return _parted(_unpacked(member))
    except (ValueError, zlib.error) as error:
        raise CaptureError(f"{path.name} has no readable record at {offset}: {error}.") from error


def _unpacked(member: bytes) -> bytes:
    """Return what one gzip member holds; its checksum is checked. Raises ValueError when it is not one whole member."""
    decoder = zlib.decompressobj(zlib.MAX_WBITS | 16)
    record = decoder.decompress(member)
    if not decoder.eof or decoder.unused_data:
        raise ValueError("not one whole gzip member")
    return record


def _parted(record: bytes) -> tuple[Headers, bytes]:
    """Return headers and body of a record as `RecordGroup` writes it; ValueError for anything else.

    Stricter than warcio, which takes a record that ends early, trims headers and guesses their encoding.
    """
    head, _, rest = record.partition(_END)
    fields = dict(_headers(head))
    length = max(0, int(fields.get("Content-Length", "-1")))
    block, kind = rest[:length], fields.get("WARC-Type")
    if rest[length:] != _END or kind not in ("response", "revisit"):
        raise ValueError("not a response of this product")
    if kind == "revisit" and not block:
        return _HEAD.validate_json(fields.get(NOT_MODIFIED_HEAD, "")).headers, b""
    http, found, body = block.partition(_END)
    if not found:
        raise ValueError("no HTTP response")
    if kind == "response" and fields.get("WARC-Payload-Digest") != f"sha256:{hashlib.sha256(body).hexdigest()}":
        raise ValueError("its body is not the one received")
    return _headers(http), body


def _headers(head: bytes) -> Headers:
    """Return what stands in the lines after the first, byte for byte."""
    lines = [line.partition(b":") for line in head.split(b"\r\n")[1:]]
    return tuple(
        (name.decode("latin-1"), value.strip(b" \t").decode("latin-1")) for name, colon, value in lines if colon
    )


def decode_body(headers: Headers, body: bytes, limit: int) -> bytes:
    """Undo Content-Encoding (gzip, deflate, identity) up to `limit` bytes of result.

    Raises TooLargeError for a result above the limit, CaptureError for an unknown encoding or broken data.
    """
    encoding = next((value for name, value in headers if name.lower() == "content-encoding"), "").strip().lower()
    if encoding in ("", "identity"):
        return body
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise CaptureError(f"Content-Encoding {encoding!r} is not one we asked for.")
    try:
        return _inflated(body, zlib.MAX_WBITS | 32, limit)
    except zlib.error:
        pass  # deflate as some servers mean it: without a header
    try:
        return _inflated(body, -zlib.MAX_WBITS, limit)
    except zlib.error as error:
        raise CaptureError(f"The compressed page is damaged ({error}).") from error


def _inflated(body: bytes, window: int, limit: int) -> bytes:
    """Return what a body holds, all members of a gzip file (RFC 1952, section 2.2); what follows them is ignored."""
    decoded, rest = b"", body
    for _ in range(MEMBERS):
        decoder = zlib.decompressobj(window)
        decoded += decoder.decompress(rest, limit + 1 - len(decoded))
        if len(decoded) > limit:
            raise TooLargeError(f"The page is larger than {limit} bytes when unpacked.")
        if not decoder.eof:
            raise CaptureError("The compressed page is cut short.")
        rest = decoder.unused_data
        if not rest.startswith(_GZIP):
            return decoded
    raise CaptureError(f"The compressed page has more than {MEMBERS} parts.")


def sha256_of(path: Path) -> str:
    """Return the hex digest of a whole file, read in pieces of 1 MiB."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def records(path: Path) -> Iterator[ArcWarcRecord]:
    """Yield every record of a file from its start; digests are checked."""
    with path.open("rb") as file:
        yield from ArchiveIterator(file, check_digests="raise")
