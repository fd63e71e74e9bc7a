"""The only writer: opens the working database, migrates it, and gives out transactions.

Nothing else opens `archive.db` for writing. What is written in a transaction is decided in `archive.session`
(captures and ledger) and `archive.derive.pipeline` (derived rows).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from types import TracebackType

import sqlite_utils

from archive import clock
from archive.errors import StorageError
from archive.lock import RunLock
from archive.paths import DataDir
from archive.schema import APPLICATION_ID
from archive.warc import WarcFile, sha256_of

BUSY_MS = 5000


def migrations() -> list[tuple[int, str]]:
    """Return the numbered migrations, oldest first, as (number, SQL)."""
    return sorted(
        (int(match[1]), resource.read_text(encoding="utf-8"))
        for resource in files("archive.schema").iterdir()
        if (match := re.fullmatch(r"(\d{4})_\w+\.sql", resource.name))
    )


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
        conn.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error as error:
        raise StorageError(f"Cannot open {path}: {error}.") from error
    return conn


class Store:
    """The working database, open for writing under the run lock."""

    def __init__(self, data: DataDir) -> None:
        """Lock the data directory, open its database, bring its schema up to date.

        Raises LockedError or StorageError with one sentence.
        """
        data.prepare()
        self.data = data
        self._lock = RunLock(data)
        try:
            self.conn = connect(data.database, read_only=False)
            self._migrate()
            self.db = sqlite_utils.Database(self.conn)
            self.seal_finished()
        except sqlite3.Error as error:
            self._lock.release()
            raise StorageError(f"Cannot use {data.database}: {error}.") from error
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
        for number, sql in known:
            if number > at:
                self.conn.executescript(
                    f"BEGIN; {sql}; PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {number}; COMMIT;"
                )

    @contextmanager
    def transaction(self) -> Iterator[sqlite_utils.Database]:
        """Run a block as one transaction: all of it or, after any error, nothing of it.

        Raises StorageError when the disk is full or another program holds the database.
        """
        try:
            with self.db.atomic():
                yield self.db
        except sqlite3.OperationalError as error:
            raise StorageError(
                f"Cannot write {self.data.database}: {error}; what was stored before is safe."
            ) from error

    def seal_finished(self) -> None:
        """Seal WARC files of finished crawls: nothing is appended any more, length and sha256 are kept."""
        rows = self.conn.execute(
            "SELECT name FROM warc_files JOIN crawls ON crawls.id = crawl_id "
            "WHERE sealed_at IS NULL AND outcome <> 'running' ORDER BY name"
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
        """Fold the write-ahead log into the database and let the next run in."""
        try:
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
