"""One WARC file open for appending: what is appended is synced, and counts only up to its committed length."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from archive.errors import MEND, CaptureError, StorageError


class WarcFile:
    """One WARC file open for appending. Nothing in it counts until its committed length says so."""

    def __init__(self, path: Path, committed: int) -> None:
        """Open the file and cut off whatever lies beyond `committed` bytes.

        Raises CaptureError when the file is shorter than that.
        """
        self.path = path
        try:
            self._file = path.open("ab", buffering=0)  # what a full disk refuses must not wait in a buffer
            size = self._file.seek(0, os.SEEK_END)
            if size < committed:
                self._file.close()
                raise CaptureError(
                    f"{path.name} has {size} bytes where {committed} were committed; run `baogao verify`."
                )
            if size > committed:
                self._file.truncate(committed)
        except OSError as error:
            raise StorageError(f"Cannot write {path}: {error.strerror}; {MEND}.") from error
        self.committed = committed

    def append(self, data: bytes) -> None:
        """Append and sync. After an error the file is as long as before."""
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[self._file.write(rest) :]
            os.fsync(self._file.fileno())
        except OSError as error:
            self.rewind()
            raise StorageError(f"Cannot append to {self.path}: {error.strerror}; {MEND}.") from error

    def rewind(self) -> None:
        """Drop what was appended since the last `commit`."""
        self._file.truncate(self.committed)
        self._file.seek(0, os.SEEK_END)

    def commit(self, length: int) -> None:
        """Remember that the first `length` bytes are committed in the database."""
        self.committed = length

    def close(self) -> None:
        """Close without sealing."""
        self._file.close()


def sha256_of(path: Path) -> str:
    """Return the hex digest of a whole file, read in pieces of 1 MiB."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
