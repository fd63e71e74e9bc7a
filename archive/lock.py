"""One run at a time in a data directory: a lock that dies with its owner and says who holds it."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import sys
from pathlib import Path
from types import TracebackType

from archive import clock
from archive.errors import MEND, LockedError, StorageError
from archive.paths import DataDir


class RunLock:
    """An exclusive lock on a data directory, held until `release` or until the process ends, however it ends."""

    def __init__(self, data: DataDir) -> None:
        """Take the lock.

        Raises LockedError, naming the owner, when another live process holds it.
        """
        self._path = data.lock
        try:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise StorageError(
                f"Cannot lock {data.root}: {error.strerror}; choose another place with --data DIR."
            ) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            owner = self._owner()
            os.close(self._file)
            raise LockedError(f"Another run works in {data.root} ({owner}); wait for it or stop it.") from error
        owner_note = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "command": " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]]),
            "started_at": clock.timestamp(),
        }
        try:
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, json.dumps(owner_note).encode(), 0)
        except OSError as error:
            os.close(self._file)
            raise StorageError(f"Cannot write {self._path}: {error.strerror}; {MEND}.") from error

    def _owner(self) -> str:
        try:
            note = json.loads(os.pread(self._file, 4096, 0))
            return f"{note['command']}, process {note['pid']} on {note['host']}, since {note['started_at']}"
        except (ValueError, KeyError, TypeError):
            return "its owner is just starting"

    def release(self) -> None:
        """Let the next run in."""
        os.ftruncate(self._file, 0)
        os.close(self._file)

    def __enter__(self) -> RunLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
