"""A command that runs while a test looks on: wait until it has come to some point, stop it, kill it, await its end."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType

LOOK_SECONDS = 0.005
PATIENCE_SECONDS = 60


class Running:
    """A command in a process of its own, as a context manager that leaves no process behind."""

    def __init__(self, command: Sequence[object], env: Mapping[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [*map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env
        )

    @property
    def pid(self) -> int:
        return self.process.pid

    def until(self, condition: Callable[[], bool]) -> None:
        """Return as soon as a condition holds. Fails when the command ends before."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert time.monotonic() < deadline, "waited in vain"
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(LOOK_SECONDS)
                raise AssertionError(f"exit {self.process.returncode} too early: {self.process.communicate()}")

    def stop(self) -> None:
        """Stop the process where it is, until `go_on`."""
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def end(self, code: int) -> subprocess.CompletedProcess[str]:
        """Wait for the end; `code` is the exit code it must have."""
        output, complaints = self.process.communicate(timeout=PATIENCE_SECONDS)
        assert self.process.returncode == code, f"exit {self.process.returncode}\n{output}\n{complaints}"
        return subprocess.CompletedProcess(self.process.args, code, output, complaints)

    def __enter__(self) -> Running:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()


def count(data: Path, table: str) -> int:
    """Return how many rows a table of the working database has, 0 where there is none yet."""
    try:
        with closing(sqlite3.connect(f"{(data / 'archive.db').as_uri()}?mode=ro", uri=True)) as conn:
            return int(conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
