"""WARC files: build records, append a group durably, cut an uncommitted tail, read back at an offset, unpack a body.

Owns the bytes in `data/warc/`. Knows nothing of SQLite: which bytes count is decided by `archive.store`.
Format: WARC 1.1 (ISO 28500:2017), one gzip member per record, made by warcio.
"""

from __future__ import annotations

from archive.warc.exchange import NOT_MODIFIED, Exchange, Head, Headers, Original, Place, Role
from archive.warc.file import WarcFile, sha256_of
from archive.warc.packing import decode_body
from archive.warc.reading import read_exchange, response_head
from archive.warc.records import HOP_BY_HOP, RecordGroup

__all__ = [
    "HOP_BY_HOP",
    "NOT_MODIFIED",
    "Exchange",
    "Head",
    "Headers",
    "Original",
    "Place",
    "RecordGroup",
    "Role",
    "WarcFile",
    "decode_body",
    "read_exchange",
    "response_head",
    "sha256_of",
]
