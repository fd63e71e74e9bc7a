"""What came of a detail page, or of the address of an entry no longer listed, becomes the state of its ledger row.

Works in the caller's transaction; never fetches.
"""

from __future__ import annotations

import json

from archive.derive import RULE_VERSION
from archive.derive.pages import ReportPage
from archive.reads import DetailRead, UnlistedRead
from archive.recording.captures import CaptureRows, digest


class DetailRows(CaptureRows):
    """Writes detail pages and the answers of unlisted addresses."""

    def detail(self, read: DetailRead) -> None:
        """Write one detail page: read, not modified, or failed with its reason."""
        row = self._db.execute(
            "SELECT finding, entry_id, entries.detail_capture_id AS known, content_sha256, stale "
            "FROM ledger JOIN entries ON entries.id = entry_id WHERE ledger.id = ?",
            (read.ledger_id,),
        ).fetchone()
        captures = self._captures(read.exchanges, row["known"], read.page.encoding if read.page else None)
        entry: dict[str, object] = {}
        ledger: dict[str, object] = {"attempts": read.attempts}
        if read.exchanges:
            entry["last_checked_at"] = read.exchanges[-1].fetched_at
        if read.page is not None and read.main is not None:
            body, content = self._reading(read, read.page, captures)
            changed = content != row["content_sha256"]
            finding = "changed" if changed and row["finding"] == "unchanged" else row["finding"]
            ledger |= {"detail_capture_id": body, "finding": finding}
            entry |= {
                "detail_capture_id": body,
                "content_sha256": content,
                "stale": int(row["stale"] or finding != "unchanged"),
            }
        elif read.not_modified:
            finding = row["finding"]
            ledger |= {"detail_capture_id": row["known"]}
            entry |= {"stale": int(row["stale"] or finding != "unchanged")}
        else:
            finding = None
            ledger |= {"state": "failed", "reason": read.reason}
            entry |= {"stale": 1}
        if finding is not None:
            ledger |= {"state": "unchanged" if finding == "unchanged" else "captured", "reason": None}
        self._table("ledger").update(read.ledger_id, ledger)
        self._table("entries").update(row["entry_id"], entry)

    def _reading(self, read: DetailRead, page: ReportPage, captures: list[int]) -> tuple[int, str]:
        """Store what was read in a detail page, once for each body; return the body's capture and its digest."""
        body = self._body_of(captures[read.main or 0])
        content = digest(page.title, page.listed_date, *page.paragraphs)
        if self._db.execute("SELECT 1 FROM readings WHERE capture_id = ?", (body,)).fetchone() is None:
            self._insert(
                "readings",
                capture_id=body,
                extraction=page.extraction,
                title=page.title,
                listed_date=page.listed_date,
                source=page.source,
                characters=sum(map(len, page.paragraphs)),
                parts=json.dumps([self._body_of(captures[index]) for index in read.parts]) if read.parts else None,
                content_sha256=content,
                rule_version=RULE_VERSION,
            )
        return body, content

    def unlisted(self, read: UnlistedRead) -> None:
        """Write what an entry's own address said after the listing had dropped it."""
        entry = self._db.execute(
            "SELECT id, url, title, listed_date, detail_capture_id FROM entries WHERE id = ?",
            (read.entry_id,),
        ).fetchone()
        self._captures(read.exchanges, entry["detail_capture_id"])
        if read.verdict == "unknown":
            return
        now = read.exchanges[-1].fetched_at
        self._table("entries").update(
            read.entry_id, {"last_checked_at": now, **({"gone_since": now} if read.verdict == "gone" else {})}
        )
        if read.verdict == "gone":
            self._insert(
                "ledger",
                crawl_id=self._crawl,
                url=entry["url"],
                title=entry["title"],
                listed_date=entry["listed_date"],
                state="gone",
                reason=f"http_{read.exchanges[-1].status}",
                attempts=1,
                entry_id=read.entry_id,
            )
