"""Reads one record back at its offset, strictly: as it was written, or not at all."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

from warcio.recordloader import ArcWarcRecord

from archive.errors import CaptureError
from archive.warc.exchange import HEAD, NOT_MODIFIED_HEAD, Head, Headers

_END = b"\r\n\r\n"
"""What ends a head, and a record."""


def response_head(record: ArcWarcRecord) -> Head:
    """Return status line and headers of a response or revisit record, wherever they stand in it.

    Raises ValueError when they stand nowhere.
    """
    packed = record.rec_headers.get_header(NOT_MODIFIED_HEAD)
    if packed is not None:
        return HEAD.validate_json(packed)
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
        return HEAD.validate_json(fields.get(NOT_MODIFIED_HEAD, "")).headers, b""
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
