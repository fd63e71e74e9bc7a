"""Where things lie inside a data directory. Computes paths; creates nothing at import."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from archive.errors import StorageError


@dataclass(frozen=True)
class DataDir:
    """One archive on disk. It moves, is backed up and is restored as a whole."""

    root: Path

    @property
    def database(self) -> Path:
        """The working database (WAL); only `archive.store` opens it for writing."""
        return self.root / "archive.db"

    @property
    def warc(self) -> Path:
        """The folder of WARC files: every response as received."""
        return self.root / "warc"

    @property
    def published(self) -> Path:
        """The read-only database that readers see; it is only ever replaced by rename."""
        return self.root / "published" / "archive.db"

    @property
    def snapshots(self) -> Path:
        """The last three published databases."""
        return self.root / "published" / "snapshots"

    @property
    def exports(self) -> Path:
        """The folder of snapshot folders."""
        return self.root / "exports"

    @property
    def logs(self) -> Path:
        """The folder of what the crawler said while it worked."""
        return self.root / "logs"

    @property
    def lock(self) -> Path:
        """The lock file of the one run at a time."""
        return self.root / "run.lock"

    def prepare(self) -> None:
        """Create the folders that a run writes into.

        Raises StorageError with one sentence when they cannot be created or written.
        """
        for folder in (self.root, self.warc, self.published.parent, self.logs):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StorageError(
                    f"Cannot create {folder}: {error.strerror}; choose another place with --data DIR."
                ) from error
            if not os.access(folder, os.W_OK | os.X_OK):
                raise StorageError(f"No permission to write in {folder}; choose another place with --data DIR.")
