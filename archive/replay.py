"""Makes the captured rows again from the log in the WARC files: after a loss, from nothing, or to compare.

Works in the caller's transaction on any database with the schema; never changes a WARC file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlite_utils import Database

from archive import fold
from archive.log import in_order, last_whole_group

Files = Sequence[tuple[Path, int | None]]
"""WARC files with the length in bytes up to which they count; None counts all."""


def whole_files(warc: Path) -> Files:
    """Return all WARC files of a folder, each up to its last whole group.

    Raises CaptureError for a file that is damaged before its end.
    """
    return [(path, last_whole_group(path)) for path in sorted(warc.glob("*.warc.gz"))]


def replay(db: Database, files: Files) -> int:
    """Write the rows of every event into empty tables; return the number of the last event.

    Raises CaptureError when an event is missing or a file cannot be read.
    """
    last = 0
    counted: dict[str, int] = {}
    for logged in in_order(files):
        if logged.file not in counted:
            db.table("warc_files").insert(
                {"name": logged.file, "crawl_id": logged.event.get("crawl"), "opened_at": logged.event["at"]}
            )
        fold.apply(db, logged.file, logged.event)
        counted[logged.file] = counted.get(logged.file, 0) + 1
        db.execute(
            "UPDATE warc_files SET records = ?, events = ?, bytes = ? WHERE name = ?",
            (logged.records, counted[logged.file], logged.end, logged.file),
        )
        last = logged.seq
    return last


def refold(db: Database, files: Files) -> int:
    """Empty the captured tables and write them again; what was sealed stays sealed. Returns the last event's number.

    Foreign keys must be deferred by the caller. Every entry that ever changed is stale afterwards.
    """
    sealed = db.execute(
        "SELECT sealed_at, sha256, opened_at, name, bytes FROM warc_files WHERE sealed_at IS NOT NULL"
    ).fetchall()
    for table in fold.TABLES:
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    last = replay(db, files)
    for row in sealed:
        db.execute(
            "UPDATE warc_files SET sealed_at = ?, sha256 = ?, opened_at = ? WHERE name = ? AND bytes = ?", tuple(row)
        )
    return last
