"""Which databases are ours: told by the mark in the file's header, without opening it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from archive.schema import APPLICATION_ID

_OFFSET = 68
"""Where SQLite keeps the application id: 4 bytes, big-endian (file format, section 1.3)."""


@lru_cache(maxsize=64)
def _marked(path: str) -> bool:
    try:
        with Path(path).open("rb") as file:
            return int.from_bytes(file.read(_OFFSET + 4)[_OFFSET:], "big") == APPLICATION_ID
    except OSError:
        return False


def is_ours(datasette: Any, database: str | None) -> bool:  # noqa: ANN401 - Datasette has no types
    """Return whether a database that is being served was made by baogao."""
    served = datasette.databases.get(database)
    return bool(served and served.path and _marked(str(served.path)))
