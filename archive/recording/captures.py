"""Rows that every read writes: captures, each as a new body or as a revisit of a known one.

Works in the caller's transaction. What a listing or a detail page means for the ledger is decided in
`archive.recording`.
"""

from __future__ import annotations

import hashlib
import json
from urllib.parse import urlsplit

from sqlite_utils import Database
from sqlite_utils.db import Table

from archive.profile import Profile
from archive.warc import NOT_MODIFIED, Exchange, Original, RecordGroup

OK = 200


def digest(*parts: str | None) -> str:
    """Return the hex sha256 of several values; None and '' differ."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


class CaptureRows:
    """Writes the captures of one group into the rows of one crawl."""

    def __init__(
        self, db: Database, crawl_id: int, profile: Profile, mode: str, file: str, records: RecordGroup
    ) -> None:
        self._db = db
        self._crawl = crawl_id
        self._profile = profile
        self._mode = mode
        self._file = file
        self._records = records
        self._host = urlsplit(profile.site.base_url).netloc

    def _captures(
        self, exchanges: tuple[Exchange, ...], known: int | None = None, encoding: str | None = None
    ) -> list[int]:
        return [self._capture(exchange, known, encoding) for exchange in exchanges]

    def _capture(self, exchange: Exchange, known: int | None, encoding: str | None) -> int:
        """Store one exchange, as a revisit where its body is the known one; return its id."""
        original = None
        if known is not None and exchange.status in (OK, NOT_MODIFIED):
            row = self._db.execute(
                "SELECT url, fetched_at, body_sha256 FROM captures WHERE id = ?", (known,)
            ).fetchone()
            if exchange.status == NOT_MODIFIED or row["body_sha256"] == exchange.sha256:
                original = Original(row["url"], row["fetched_at"], row["body_sha256"])
        place = self._records.exchange(exchange, self._crawl, original)
        return self._insert(
            "captures",
            crawl_id=self._crawl,
            role=exchange.role,
            url=exchange.url,
            fetched_at=exchange.fetched_at,
            status=exchange.status,
            encoding=encoding if exchange.status == OK else None,
            etag=exchange.header("ETag"),
            last_modified=exchange.header("Last-Modified"),
            body_sha256=original.sha256 if original else exchange.sha256,
            body_bytes=len(exchange.body),
            warc_file=self._file,
            warc_offset=place.offset,
            warc_length=place.length,
            revisit_of=known if original else None,
        )

    def _body_of(self, capture: int) -> int:
        """Return the capture that holds the bytes of a capture: itself, or the one it revisits."""
        row = self._db.execute("SELECT coalesce(revisit_of, id) FROM captures WHERE id = ?", (capture,)).fetchone()
        return int(row[0])

    def _table(self, name: str) -> Table:
        return self._db.table(name)

    def _insert(self, table: str, **row: object) -> int:
        return int(str(self._table(table).insert(row).last_pk))
