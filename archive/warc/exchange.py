"""A request and its response, as received, and the places where records of it lie. Values only."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

from pydantic import TypeAdapter

Headers = tuple[tuple[str, str], ...]
"""HTTP headers in order; each character stands for one byte (Latin-1)."""
Role = Literal["listing", "detail", "robots"]

NOT_MODIFIED = 304
NOT_MODIFIED_HEAD = "Baogao-Http-Response"
"""The WARC field that keeps the head of a 304, as JSON in ASCII.

Such a revisit may have no block (WARC 1.1, profile server-not-modified), and has none: pywb replays a block that begins
with a 3xx status line as an empty redirect, not as the page that did not change.
"""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and the response to it, as received: the body still has its Content-Encoding."""

    role: Role
    url: str
    fetched_at: str
    status: int
    reason: str
    request_headers: Headers
    headers: Headers
    body: bytes = field(repr=False)
    page: int | None = None
    """The number of the listing page; None for other roles."""

    @property
    def sha256(self) -> str:
        """The hex digest of the body as received."""
        return hashlib.sha256(self.body).hexdigest()

    def header(self, name: str) -> str | None:
        """Return the last value of a response header, by name in any case."""
        return next((value for key, value in reversed(self.headers) if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Head:
    """Status line and headers of a response."""

    status: int
    reason: str
    headers: Headers


HEAD = TypeAdapter(Head)
"""Reads and writes the JSON of `NOT_MODIFIED_HEAD`."""


@dataclass(frozen=True, slots=True)
class Original:
    """The earlier capture whose body a revisit stands for."""

    url: str
    fetched_at: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a response record lies: offset and length in bytes of its gzip member."""

    offset: int
    length: int
