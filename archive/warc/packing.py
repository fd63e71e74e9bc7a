"""Unpacks the body of a response, within a limit."""

from __future__ import annotations

import zlib

from archive.errors import CaptureError, TooLargeError
from archive.warc.exchange import Headers

MEMBERS = 100
"""Parts that a compressed page may have; servers send one."""
_GZIP = b"\x1f\x8b"


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
