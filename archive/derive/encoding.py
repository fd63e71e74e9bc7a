"""Bytes to characters: which encoding a page is really in, whatever it declares.

Owns the choice among byte order mark, HTTP header, meta declaration and what the bytes themselves show.
Never raises on any bytes and never loses a page for a few bad ones. Content codings (gzip, br) are not its
job.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

TRUSTED = frozenset({"utf-8", "gb18030", "big5hkscs", "hz"})
"""Declarations that are believed when the bytes agree (w3lib already reads gb2312 and gbk as gb18030)."""
WIDE = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"})
SINGLE_BYTE = frozenset({"cp1252"})
"""What servers say when nobody set anything (iso-8859-1); it fits any bytes, so it is the last candidate."""

REPLACEMENT = "\ufffd"
_CJK = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_NON_ASCII = re.compile(rb"[\x80-\xff]")
_BINARY_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"GIF8",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc",
)
_BINARY_TYPE = re.compile(r"\s*(image/|audio/|video/|font/|application/(pdf|zip|msword|x-rar|vnd\.))", re.IGNORECASE)
_CONTROLS = bytes({*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)})
_LOST_SIGN = "锟斤拷"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page as characters. `damaged` = some of them could not be read.

    `encoding` is Python's name, or `binary` for a file that is no page (its text is empty).
    """

    text: str
    encoding: str
    damaged: bool


def decode(body: bytes, content_type: str | None) -> Decoded:
    """Decode a page: byte order mark, then header, then meta; gb2312 and gbk as gb18030.

    UTF-8 proves itself: a page whose multi-byte characters are CJK in UTF-8 is UTF-8, whatever is declared.
    A declared charset that cannot read the bytes yields to utf-8 or gb18030 where one of these can, and
    iso-8859-1, which servers say when nobody set anything, to both. Where none reads all bytes, the one with
    the fewest errors is used with replacement characters.
    """
    if _is_binary(body, content_type):
        return Decoded("", "binary", damaged=False)
    bom, mark = read_bom(body)
    if bom and mark:
        return _read(body[len(mark) :], bom)
    candidates = _candidates(body, content_type)
    if candidates[0] not in WIDE and _proves_utf8(body):
        return _read(body, "utf-8")
    for name in candidates:
        try:
            return Decoded(text := body.decode(name), name, _is_damaged(text))
        except UnicodeDecodeError:
            continue
    readings = [_read(body, name) for name in candidates if name not in SINGLE_BYTE]
    return min(readings, key=lambda reading: reading.text.count(REPLACEMENT))


def _is_binary(body: bytes, content_type: str | None) -> bool:
    """Tell a file that is no page at all (PDF, Word, picture, archive) from markup with stray bytes."""
    if read_bom(body)[0]:
        return False
    if body.startswith(_BINARY_MAGIC) or _BINARY_TYPE.match(content_type or ""):
        return True
    head = body[:4096]
    wide = b"<\x00" in head or b"\x00<" in head
    return not wide and len(head) - len(head.translate(None, _CONTROLS)) > len(head) // 20


def _read(body: bytes, name: str) -> Decoded:
    text = body.decode(name, "replace")
    return Decoded(text, name, _is_damaged(text))


def _proves_utf8(body: bytes) -> bool:
    """Whether the first stretch of non-ASCII bytes is CJK in UTF-8, a few bad bytes forgiven."""
    start = _NON_ASCII.search(body)
    if not start:
        return False
    stretch = body[start.start() : start.start() + 600]
    sample = codecs.getincrementaldecoder("utf-8")("replace").decode(stretch)  # not final: the cut end is no error
    return len(_CJK.findall(sample)) > 8 * sample.count(REPLACEMENT)


def _candidates(body: bytes, content_type: str | None) -> list[str]:
    """Return encodings to try, the most believable first, each once."""
    declared = [http_content_type_encoding(content_type), html_body_declared_encoding(body)]
    nul = b"\x00" in body[:200]
    names = [name for name in declared if name in TRUSTED or (name in WIDE and nul)]
    fallbacks = [name for name in declared if name in SINGLE_BYTE]
    return list(dict.fromkeys(str(name) for name in [*names, "utf-8", "gb18030", *fallbacks]))


def _is_damaged(text: str) -> bool:
    return REPLACEMENT in text or _LOST_SIGN in text
