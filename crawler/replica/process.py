"""The replica as a child process: for the demo, tests and benchmarks.

Owns starting, waiting until it answers, and making sure that it never outlives its starter: the child holds our end
of a pipe as its standard input and stops when that closes, even if we are killed.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from archive.errors import BaogaoError, UsageError

Value = int | str | Path
_URL = re.compile(r"http://127\.0\.0\.1:\d+")


class ReplicaProcess:
    """A running replica, as a context manager. `options` are those of `baogao replica`, without dashes.

    `ReplicaProcess(reports=30, variant="dl", fault=["drop:share=0.1", "captcha"])`; a list repeats its option.
    `.base_url` is its address, `.line` what it printed.
    Raises UsageError on entry when the replica refuses its options, with its own sentence.
    """

    def __init__(self, *, port: int = 0, **options: Value | Sequence[Value] | None) -> None:
        self._command = [sys.executable, "-m", "crawler.replica", "--leash", "--port", str(port)]
        for name, given in options.items():
            for value in () if given is None else (given,) if isinstance(given, (int, str, Path)) else given:
                said = value.resolve() if isinstance(value, Path) else value
                self._command += [f"--{name.replace('_', '-')}", str(said)]
        self._child: subprocess.Popen[str] | None = None
        self._complaints = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed by stop()
        self.line = ""
        self.base_url = ""

    def __enter__(self) -> ReplicaProcess:
        self._child = subprocess.Popen(  # noqa: S603 - our own program
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        assert self._child.stdout is not None  # noqa: S101 - a pipe was asked for
        self.line = self._child.stdout.readline().rstrip("\n")
        found = _URL.search(self.line)
        if not found:
            self._fail()
        else:
            self.base_url = found[0]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop the child and wait for its end; harmless when it has ended."""
        child = self._child
        if child is None:
            return
        child.terminate()
        try:
            child.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()
        self._child = None
        self._complaints.close()

    @property
    def pid(self) -> int | None:
        """The child's process id while it runs."""
        return self._child.pid if self._child else None

    def _fail(self) -> None:
        assert self._child is not None  # noqa: S101 - called by __enter__ only
        self._child.communicate(timeout=30)
        code = self._child.returncode
        self._child = None
        self._complaints.seek(0)
        said = self._complaints.read()
        self._complaints.close()
        message = said.strip().removeprefix("Error: ") or f"The replica ended with exit code {code}."
        raise (UsageError if code == UsageError.exit_code else BaogaoError)(message)
