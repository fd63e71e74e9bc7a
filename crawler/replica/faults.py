"""Where the replica can be made to misbehave on the wire: the one door between a finished answer and the socket.

Owns the interface only; each fault is a class of its own that implements it. The server asks every fault it was given
before it sends, in order; the first that answers has the request to itself. A fault sees the whole HTTP exchange, so
it can drop the connection, lie about lengths, drip or redirect; what the site contains is none of its business.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from twisted.web.http import Request


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server is about to send: status, headers in order, and the body as it goes over the wire.

    The body is already compressed where the headers say so, and empty for 304 and HEAD.
    """

    path: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


class Fault(Protocol):
    """Something that goes wrong between site and client."""

    def intercept(self, request: Request, answer: Answer) -> bool:
        """Deal with a request in the server's stead.

        Return False to leave it alone. A fault that returns True has written to `request` (or to its transport)
        whatever it wants, and finishes it itself, now or later.
        """
        ...
