"""One answer on its way to the socket, and how it is sent when nothing goes wrong.

Owns the form of an answer and the door through which faults meet it. Which answer an address gets is `server`; what
can go wrong with it is the faults' own business.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from twisted.web import http
from twisted.web.http import Request


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server is about to send: status, headers in order, and the body as it goes over the wire.

    The body is already compressed where the headers say so, empty for 304, and whole for HEAD (Twisted drops it).
    """

    path: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """Return the value of a header, empty where it is not there."""
        return next((value for known, value in self.headers if known.lower() == name.lower()), "")

    def with_header(self, name: str, value: str) -> tuple[tuple[str, str], ...]:
        """Return the headers with one of them set anew."""
        kept = tuple(pair for pair in self.headers if pair[0].lower() != name.lower())
        return (*kept, (name, value))


class Interceptor(Protocol):
    """Something that goes wrong between site and client."""

    def intercept(self, request: Request, answer: Answer) -> bool:
        """Deal with a request in the server's stead.

        Return False to leave it alone. One that returns True has written to `request` (or to its transport) whatever
        it wants, and finishes it itself, now or later.
        """
        ...


def send(request: Request, answer: Answer) -> None:
    """Send an answer as it should be, and end the request."""
    outgoing = begin(request, answer.status, answer.headers)
    if answer.status != http.NOT_MODIFIED:
        outgoing.setHeader("Content-Length", str(len(answer.body)))
    outgoing.write(answer.body)
    outgoing.finish()


def begin(request: Request, status: int, headers: tuple[tuple[str, str], ...]) -> Any:  # noqa: ANN401 - Twisted's Request has no types
    """Set status and headers, send nothing yet; return the request, to be written to."""
    outgoing: Any = request
    outgoing.setResponseCode(status)
    for name, value in headers:
        outgoing.setHeader(name, value)
    return outgoing


def cut_off(request: Request) -> None:
    """Close the connection after what has been written, without ending the answer."""
    outgoing: Any = request
    outgoing.loseConnection()
