"""The only writer: opens the working database, migrates it, and gives out transactions.

Nothing else opens `archive.db` for writing. What is written in a transaction is decided in `archive.session`
(captures and ledger) and `archive.derive.pipeline` (derived rows).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

import sqlite_utils

from archive import clock, replay
from archive.errors import MEND, CaptureError, StorageError
from archive.lock import RunLock
from archive.log import last_whole_group
from archive.paths import DataDir
from archive.schema import APPLICATION_ID, migrations
from archive.warc import WarcFile, sha256_of

BUSY_MS = 5000


def connect(path: Path, *, read_only: bool = True) -> sqlite3.Connection:
    """Open an existing database; rows come as `sqlite3.Row`. Explicit transactions only.

    Raises StorageError when there is none or when it is not a database.
    """
    mode = "ro" if read_only else "rwc"
    if read_only and not path.exists():
        raise StorageError(f"There is no archive at {path} yet; run `baogao crawl` or `baogao demo` first.")
    try:
        conn = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
        conn.row_factory = sqlite3.Row
        conn.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        conn.execute("PRAGMA foreign_keys = ON")
        (tables,) = conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        raise StorageError(f"Cannot open {path}: {error}.") from error
    if read_only and not tables:
        conn.close()
        raise StorageError(f"The archive at {path} was never begun; run `baogao crawl` or `baogao demo` first.")
    return conn


def require_current(conn: sqlite3.Connection, path: Path) -> None:
    """Raise StorageError where a database was made by an earlier version, whose tables are not those of today."""
    (at,) = conn.execute("PRAGMA user_version").fetchone()
    if at < migrations()[-1][0]:
        raise StorageError(
            f"{path} was made by an earlier baogao; run `baogao derive` once, which brings it up to date."
        )


class Store:
    """The working database, open for writing under the run lock."""

    def __init__(self, data: DataDir, *, rebuilding: bool = False) -> None:
        """Lock the data directory, open its database, bring schema and WARC files in order.

        `rebuilding`: WARC files may be there that the database does not know; `refold` is called next.
        Raises LockedError or StorageError with one sentence.
        """
        data.prepare()
        self.data = data
        self._lock = RunLock(data)
        try:
            self.conn = connect(data.database, read_only=False)
            self._migrate()
            self.db = sqlite_utils.Database(self.conn)
            self._mend(rebuilding)
        except sqlite3.Error as error:
            self._lock.release()
            raise StorageError(f"Cannot use {data.database}: {error}; {MEND}.") from error
        except StorageError:
            self._lock.release()
            raise

    def _migrate(self) -> None:
        (application_id,) = self.conn.execute("PRAGMA application_id").fetchone()
        (at,) = self.conn.execute("PRAGMA user_version").fetchone()
        (tables,) = self.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables and application_id != APPLICATION_ID:
            raise StorageError(f"{self.data.database} is not a baogao archive; choose another place with --data DIR.")
        known = migrations()
        if at > known[-1][0]:
            raise StorageError(f"{self.data.database} was made by a newer baogao (schema {at}); upgrade baogao.")
        self.conn.execute("PRAGMA journal_mode = WAL")
        self.conn.execute("PRAGMA synchronous = FULL")
        self.conn.execute("PRAGMA foreign_keys = OFF")
        if at < known[-1][0]:
            steps = ";".join(sql for number, sql in known if number > at)
            marks = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {known[-1][0]}"
            self.conn.executescript(f"BEGIN; {steps}; {marks}; COMMIT;")  # all or nothing: no schema in between
        self.conn.execute("PRAGMA foreign_keys = ON")

    @contextmanager
    def transaction(self) -> Iterator[sqlite_utils.Database]:
        """Run a block as one transaction: all of it or, after any error, nothing of it.

        Waits a few seconds for another program that holds the database: at the beginning, because a transaction that
        has read already would not wait. Raises StorageError when that does not help, or when the disk is full.
        """
        try:
            self.conn.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
                self.conn.execute("COMMIT")
            except BaseException:
                self.conn.rollback()
                raise
        except sqlite3.OperationalError as error:
            raise StorageError(f"Cannot write {self.data.database}: {error}; {MEND}.") from error

    # ── the log ─────────────────────────────────────────────────────────────────────────────────────────
    def last_event(self) -> int:
        """Return the number of the last event that is committed, 0 where there is none."""
        row = self.conn.execute("SELECT value FROM settings WHERE key = 'last_event'").fetchone()
        return int(row["value"]) if row else 0

    def note_file(self, name: str, earlier: list[sqlite3.Row]) -> None:
        """Commit that a new WARC file will be written, before a byte of it is; `earlier`: the same crawl's files."""
        if (self.data.warc / name).exists():
            raise StorageError(f"{name} is there already and no row knows it; run `baogao derive --all`.")
        with self.transaction() as db:
            crawl = (
                db.execute("SELECT crawl_id FROM warc_files WHERE name = ?", (earlier[-1]["name"],)).fetchone()[0]
                if earlier
                else None
            )
            db.execute(
                "INSERT INTO warc_files (name, crawl_id, opened_at) VALUES (?, ?, ?)", (name, crawl, clock.timestamp())
            )

    def note_event(self, seq: int, file: str, records: int, length: int) -> None:
        """Write, in the transaction of an event, how far the log and its file go with it."""
        self.conn.execute(
            "UPDATE warc_files SET bytes = ?, records = records + ?, events = events + 1 WHERE name = ?",
            (length, records, file),
        )
        self.conn.execute("INSERT OR REPLACE INTO settings VALUES ('last_event', ?)", (str(seq),))

    @property
    def log_is_complete(self) -> bool:
        """Whether every WARC file holds its events; those of baogao 0.1 do not."""
        return not self.conn.execute("SELECT 1 FROM warc_files WHERE events = 0 AND bytes > 0").fetchone()

    def refold(self) -> None:
        """Make all captured rows again from the WARC files; everything is derived again afterwards.

        Raises CaptureError, and changes nothing, when the log is not whole.
        """
        if not self.log_is_complete:
            raise CaptureError(
                f"{self.data.warc} holds files of baogao 0.1, which have no log: the database cannot be made again "
                "from them; restore the data directory from a backup."
            )
        files = replay.whole_files(self.data.warc)
        with self.transaction() as db:
            db.execute("PRAGMA defer_foreign_keys = ON")
            last = replay.refold(db, files)
            db.execute("INSERT OR REPLACE INTO settings VALUES ('last_event', ?)", (str(last),))
        self._seal_finished()

    def _mend(self, rebuilding: bool) -> None:
        """Cut uncommitted tails, take back what a file has lost of a run that was not finished, seal what is finished.

        A sealed file is not looked at: that is what `baogao verify` is for.
        """
        self._forget_empty_files()
        known = {row["name"]: row for row in self.conn.execute("SELECT name, bytes, sealed_at FROM warc_files")}
        strange = [path.name for path in sorted(self.data.warc.glob("*.warc.gz")) if path.name not in known]
        if strange and not rebuilding:
            raise StorageError(
                f"{self.data.warc} holds {strange[0]}, which the database does not know; "
                "run `baogao derive --all` to make the database from the WARC files."
            )
        lost = False
        for name, row in known.items():
            if row["sealed_at"] is None and row["bytes"]:
                lost = _cut(self.data.warc / name, row["bytes"], has_log=self.log_is_complete) or lost
        if lost:
            self.refold()
        self._seal_finished()

    def _forget_empty_files(self) -> None:
        """Drop files whose first group was never committed."""
        for (name,) in self.conn.execute("SELECT name FROM warc_files WHERE bytes = 0").fetchall():
            (self.data.warc / name).unlink(missing_ok=True)
            with self.transaction() as db:
                db.execute("DELETE FROM warc_files WHERE name = ?", (name,))

    def _seal_finished(self) -> None:
        """Seal WARC files to which nothing is appended any more: length and sha256 are kept."""
        rows = self.conn.execute(
            "SELECT name FROM warc_files LEFT JOIN crawls ON crawls.id = crawl_id "
            "WHERE sealed_at IS NULL AND outcome IS NOT 'running' ORDER BY name"
        ).fetchall()
        for (name,) in rows:
            self.seal(name)

    def seal(self, name: str) -> None:
        """Cut one WARC file at its committed length and seal it.

        Raises CaptureError when the file is shorter than what was committed.
        """
        (committed,) = self.conn.execute("SELECT bytes FROM warc_files WHERE name = ?", (name,)).fetchone()
        path = self.data.warc / name
        WarcFile(path, committed).close()
        digest = sha256_of(path)
        with self.transaction() as db:
            db["warc_files"].update(name, {"sealed_at": clock.timestamp(), "sha256": digest})  # type: ignore[union-attr]

    def close(self) -> None:
        """Fold the write-ahead log into the database and let the next run in.

        On a full disk the log stays beside it: nothing committed is lost, and the next run folds it.
        """
        try:
            with suppress(sqlite3.OperationalError):
                self.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self.conn.close()
        finally:
            self._lock.release()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _cut(path: Path, committed: int, *, has_log: bool) -> bool:
    """Cut what lies beyond the committed length; return True, the file cut at its last whole group, if bytes are lost.

    Raises CaptureError when the file is damaged before its end, or has no log by which rows could follow.
    """
    size = path.stat().st_size if path.exists() else 0
    if size >= committed:
        if size > committed:
            os.truncate(path, committed)
        return False
    if not has_log:
        raise CaptureError(f"{path.name} has {size} bytes where {committed} were committed; restore it from a backup.")
    if path.exists():
        os.truncate(path, last_whole_group(path))
        if path.stat().st_size == 0:
            path.unlink()
    return True
