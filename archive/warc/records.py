"""Builds the records of one group in memory: responses, revisits, requests, and what they mean."""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.warc.exchange import NOT_MODIFIED, NOT_MODIFIED_HEAD, Exchange, Head, Original, Place

HOP_BY_HOP = frozenset({"transfer-encoding", "connection", "keep-alive"})
"""Headers about one connection. The body is kept after them (unchunked), so they must not be kept with it."""

REVISIT_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


class _AsReceived(StatusAndHeaders):  # type: ignore[misc]
    """Headers written with the bytes they came with, which Latin-1 gives back; warcio would write %-escapes."""

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        self.headers_buff = self.to_bytes(header_filter, "latin-1")


class _Writer(WARCWriter):  # type: ignore[misc]
    """Gives no payload digest to metadata records, which have no payload apart from their block."""

    NO_PAYLOAD_DIGEST_TYPES = ("warcinfo", "revisit", "metadata")


class RecordGroup:
    """Records of one group, built in memory so that they reach the file in a single append."""

    def __init__(self, start: int) -> None:
        self._start = start
        self._buffer = io.BytesIO()
        self._writer = _Writer(self._buffer, gzip=True, warc_version="1.1")
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
