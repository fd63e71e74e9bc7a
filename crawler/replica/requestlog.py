"""A line for each request, so that a test can measure from outside how a client behaved.

Owns the form of the line and the clock. Judges nothing.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from archive.errors import UsageError


class RequestLog:
    """JSON lines, appended to a file and flushed one by one. Raises UsageError where that cannot be.

    Each has `seconds` (float, since the log was opened, from a clock that never jumps, when the request was read),
    `method`, `path`, `status` (null where nothing was sent), `user_agent` and `if_none_match` (null where absent).
    """

    def __init__(self, path: Path) -> None:
        try:
            self._file = path.open("a", encoding="utf-8", buffering=1)
        except OSError as error:
            raise UsageError(f"Cannot write the log to {path}: {error.strerror}.") from error
        self._start = time.monotonic()

    def now(self) -> float:
        """Return the seconds since the log was opened."""
        return round(time.monotonic() - self._start, 6)

    def note(self, seconds: float, method: str, path: str, status: int | None, headers: dict[str, str]) -> None:
        """Write the line of one request; header names in lower case."""
        line: dict[str, Any] = {
            "seconds": seconds,
            "method": method,
            "path": path,
            "status": status,
            "user_agent": headers.get("user-agent"),
            "if_none_match": headers.get("if-none-match"),
        }
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
