"""The published database: a checked, read-only copy that replaces the last one by rename, or not at all.

Never touches the working database beyond reading it. Keeps the last three snapshots.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive import clock
from archive.errors import MEND, StorageError, VerificationError
from archive.paths import DataDir
from archive.search import index_tokens, remove_tokens
from archive.store import connect, require_current

INTERNAL_TABLES = (
    "entries",
    "readings",
    "listing_pages",
    "checks",
    "kept_versions",
    "fingerprints",
    "shingles",
    "near_texts",
    "unlinked",
    "settings",
    "request_days",
)
"""What only the writer needs; ledger columns that point into them go too."""
INTERNAL_LEDGER = (
    *("finding", "entry_id", "listing_capture_id", "detail_capture_id"),
    *("listing_sha256", "seen_at", "checked_at", "believed"),
)
KEPT_SNAPSHOTS = 3
SNAPSHOT_NAME = "archive-%Y%m%dT%H%M%SZ.db"


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: path, number of reports, size in bytes."""

    path: Path
    reports: int
    size: int


def publish(data: DataDir) -> Published:
    """Write, check and swap in a new published database.

    Raises VerificationError when a check fails and StorageError when it cannot be written; the old one then stays.
    """
    draft = data.published.with_name("draft.db")
    final = data.published.with_name("next.db")
    try:
        data.snapshots.mkdir(parents=True, exist_ok=True)
        _clear(draft, final)
        with closing(connect(data.database)) as conn:
            require_current(conn, data.database)
            conn.execute("VACUUM INTO ?", (str(draft),))
        with closing(connect(draft, read_only=False)) as conn:
            _strip(conn)
            conn.execute("VACUUM INTO ?", (str(final),))
        draft.unlink()
        reports = _check(final, data.published)
        _sync(final)
        _keep(final, data.snapshots)
        final.replace(data.published)
        _sync(data.published.parent)
    except (sqlite3.Error, OSError) as error:
        with suppress(OSError):
            _clear(draft, final)
        raise StorageError(f"Cannot publish: {error}; {MEND}, the published database is unchanged.") from error
    except VerificationError:
        _clear(final)
        raise
    return Published(data.published, reports, data.published.stat().st_size)


def _clear(*databases: Path) -> None:
    """Delete unfinished databases and the journals that a full disk leaves beside them."""
    for database in databases:
        for leftover in (database, database.with_name(f"{database.name}-journal")):
            leftover.unlink(missing_ok=True)


def _strip(conn: sqlite3.Connection) -> None:
    """Drop what readers do not need, and merge the search index into one piece."""
    conn.execute("PRAGMA journal_mode = OFF")
    conn.execute("PRAGMA synchronous = OFF")
    conn.execute("PRAGMA foreign_keys = OFF")
    _hide_taken_down(conn)
    conn.execute("DROP INDEX ledger_by_entry")
    for column in INTERNAL_LEDGER:
        conn.execute(f"ALTER TABLE ledger DROP COLUMN {column}")
    for table in INTERNAL_TABLES:
        conn.execute(f"DROP TABLE {table}")
    conn.execute("INSERT INTO reports_fts (reports_fts) VALUES ('optimize')")


def _hide_taken_down(conn: sqlite3.Connection) -> None:
    """Take the texts of reports that are taken down out of everything that quotes them; their rows stay."""
    conn.execute("PRAGMA secure_delete = ON")
    rows = conn.execute(
        "SELECT id, title, text FROM reports JOIN report_texts ON report_id = id WHERE taken_down_at IS NOT NULL"
    ).fetchall()
    for row in rows:
        remove_tokens(conn, row["id"], index_tokens(row["title"]), index_tokens(row["text"]))
        conn.execute("DELETE FROM report_texts WHERE report_id = ?", (row["id"],))
        conn.execute("UPDATE versions SET text = NULL WHERE report_id = ?", (row["id"],))
        conn.execute("DELETE FROM sections WHERE report_id = ?", (row["id"],))
        conn.execute(
            "UPDATE indicators SET value_text = NULL, unit_text = NULL, modifier = NULL, quote = NULL, "
            'start = NULL, "end" = NULL WHERE report_id = ?',
            (row["id"],),
        )


def _check(path: Path, before: Path) -> int:
    """Return the number of reports, or raise VerificationError with what is wrong."""
    with closing(connect(path)) as conn:
        verdict = conn.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok":
            raise VerificationError(f"The copy to publish is damaged ({verdict}); nothing was published.")
        if conn.execute("PRAGMA foreign_key_check").fetchone():
            raise VerificationError("The copy to publish has rows that point nowhere; nothing was published.")
        reports, hidden, texts, indexed, numbered = conn.execute(
            "SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM reports WHERE taken_down_at IS NOT NULL), "
            "(SELECT count(*) FROM report_texts), (SELECT count(*) FROM reports_fts_docsize), "
            "(SELECT count(*) FROM versions JOIN reports ON reports.id = report_id "
            "WHERE text IS NULL AND taken_down_at IS NULL)"
        ).fetchone()
    if not reports - hidden == texts == indexed == numbered:
        raise VerificationError(
            f"{reports} reports, {hidden} of them taken down, {texts} texts, {indexed} in the index, {numbered} "
            "current versions: these do not fit together; nothing was published. Run `baogao verify`."
        )
    if before.exists():
        with closing(connect(before)) as conn:
            was = conn.execute("SELECT count(*) FROM reports").fetchone()[0]
        if reports < was:
            raise VerificationError(f"{reports} reports where {was} are published: nothing was published.")
    return int(reports)


def _keep(final: Path, folder: Path) -> None:
    """Keep the new database among the snapshots (as a hard link where possible), and only the last few.

    Named by the time, but always later than the one before: a clock that was set back must not make it the oldest.
    """
    kept = sorted(folder.glob("archive-*.db"))
    moment = clock.now()
    if kept:
        last = datetime.strptime(kept[-1].name, SNAPSHOT_NAME).replace(tzinfo=UTC)
        moment = max(moment, last + timedelta(seconds=1))
    name = folder / moment.strftime(SNAPSHOT_NAME)
    try:
        os.link(final, name)
    except OSError:
        shutil.copyfile(final, name)
    for old in [*kept, name][:-KEPT_SNAPSHOTS]:
        old.unlink()


def forget_earlier(data: DataDir) -> None:
    """Delete all kept snapshots but the newest, because they hold a text that was taken down since."""
    for old in sorted(data.snapshots.glob("archive-*.db"))[:-1]:
        old.unlink()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
