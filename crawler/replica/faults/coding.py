"""Bodies that are not coded as they say, and validators that tell nothing.

Owns the bomb, too: a few megabytes of gzip that unpack to gigabytes, made without ever holding what they unpack to.
"""

from __future__ import annotations

import gzip
import struct
import zlib
from functools import cache
from http import HTTPStatus
from typing import Annotated, ClassVar, Literal

from pydantic import Field
from twisted.web.http import Request

from crawler.replica.encodings import encoding_for
from crawler.replica.faults.connection import Part
from crawler.replica.faults.exchange import Answer, send
from crawler.replica.faults.fault import ALWAYS, BodyFault, Times, WireFault

_GZIP_HEADER = bytes.fromhex("1f8b08000000000000ff")
_DEFLATE_END = b"\x03\x00"
_BLOCK = b" " * 2**20


class GzipBomb(BodyFault):
    """About 4 MB of gzip that unpack to `megabytes` (4096) of spaces."""

    name: ClassVar[str] = "gzip-bomb"
    megabytes: Annotated[int, Field(ge=1, le=65_536)] = 4096

    def misbehave(self, request: Request, answer: Answer) -> None:
        """Send it, whether or not the client takes gzip."""
        headers = answer.with_header("Content-Encoding", "gzip")
        send(request, Answer(answer.path, answer.status, headers, gzip_bomb(self.megabytes)))


class TruncatedGzip(BodyFault):
    """A gzip body that ends after `keep` of it; Content-Length agrees with what is sent."""

    name: ClassVar[str] = "truncated-gzip"
    keep: Part = 0.5

    def misbehave(self, request: Request, answer: Answer) -> None:
        """Send the first part, whether or not the client takes gzip."""
        packed = answer.body if answer.header("Content-Encoding") else gzip.compress(answer.body, mtime=0)
        headers = answer.with_header("Content-Encoding", "gzip")
        send(request, Answer(answer.path, answer.status, headers, packed[: int(len(packed) * self.keep)]))


class WrongCharset(BodyFault):
    """Content-Type declares gbk for UTF-8 and utf-8 for GB, or `charset`."""

    name: ClassVar[str] = "wrong-charset"
    charset: str = ""

    def misbehave(self, request: Request, answer: Answer) -> None:
        """Send the page under another charset than its bytes have."""
        is_gb = encoding_for(self._site.encoding, answer.path).codec == "gb18030"
        wrong = self.charset or ("utf-8" if is_gb else "gbk")
        headers = answer.with_header("Content-Type", f"text/html; charset={wrong}")
        send(request, Answer(answer.path, answer.status, headers, answer.body))


class SameEtag(WireFault):
    """All pages have one ETag; whoever sends it gets the page anyway (`status=304`: gets 304)."""

    name: ClassVar[str] = "same-etag"
    times: Times = ALWAYS
    status: Literal["200", "304"] = "200"
    etag: ClassVar[str] = '"same"'

    def intercept(self, request: Request, answer: Answer) -> bool:
        """Leave what has no ETag alone."""
        return bool(answer.header("ETag")) and super().intercept(request, answer)

    def misbehave(self, request: Request, answer: Answer) -> None:
        """Send the page under the one ETag, or 304 to whoever has that."""
        status, body = answer.status, answer.body
        if self.status == "304" and request.getHeader(b"if-none-match") == self.etag.encode():
            status, body = int(HTTPStatus.NOT_MODIFIED), b""
        send(request, Answer(answer.path, status, answer.with_header("ETag", self.etag), body))


@cache
def gzip_bomb(megabytes: int) -> bytes:
    """Return a valid gzip file of so many megabytes (2^20 bytes) of spaces, a thousandth of that in size.

    One megabyte is deflated once, ending on a byte with nothing to refer back to; the result is repeated.
    """
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    once = deflate.compress(_BLOCK) + deflate.flush(zlib.Z_FULL_FLUSH)
    trailer = struct.pack("<II", _crc_of_blocks(megabytes), megabytes * len(_BLOCK) % 2**32)
    return _GZIP_HEADER + once * megabytes + _DEFLATE_END + trailer


def _crc_of_blocks(count: int) -> int:
    """Return the CRC-32 of `count` blocks: each maps what was before it linearly over GF(2), and adds its own."""
    zeros = bytes(len(_BLOCK))
    offset = zlib.crc32(zeros)
    columns = [zlib.crc32(zeros, 1 << bit) ^ offset for bit in range(32)]
    own = found = zlib.crc32(_BLOCK)
    for _ in range(count - 1):
        shifted = 0
        for bit in range(32):
            if found >> bit & 1:
                shifted ^= columns[bit]
        found = shifted ^ own
    return found
