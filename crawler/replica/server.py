"""Serves a site over HTTP on loopback: status lines, validators, compression, robots.txt.

Owns HTTP and nothing of the content. Every page carries an ETag made from its own bytes and a Last-Modified, and is
answered with 304 where the client has it. Low-level misbehaviour is `faults`, asked before anything is sent.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

from twisted.internet import error, stdio
from twisted.internet.protocol import Protocol, connectionDone
from twisted.python.failure import Failure
from twisted.web import http, resource, server

from archive.errors import UsageError
from crawler.replica.faults import Answer, Fault
from crawler.replica.shelf import Shelf
from crawler.replica.site import Site

HOST = "127.0.0.1"
ROBOTS = b"User-agent: *\nDisallow: /admin/\nAllow: /\n"
_GIF = bytes.fromhex("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b")
_STATIC = {
    "/robots.txt": ("text/plain; charset=utf-8", ROBOTS),
    "/static/site.css": (
        "text/css",
        b"body{font:14px/1.8 sans-serif;max-width:1100px;margin:auto}.m-only{display:none}\n",
    ),
    "/static/thumb.gif": ("image/gif", _GIF),
    "/static/dot.gif": ("image/gif", _GIF),
}
_PAGES_LIMIT = 40_000_000


@dataclass(frozen=True, slots=True)
class _Validators:
    etag: str
    modified: dt.datetime | None
    content_type: str


class SiteResource(resource.Resource):
    """Every address of one site. Reads the site only; keeps finished pages within a bound."""

    isLeaf = True  # noqa: N815 - Twisted's name

    def __init__(self, site: Site, faults: Sequence[Fault] = ()) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.site = site
        self.faults = tuple(faults)
        self._bodies = Shelf(_PAGES_LIMIT)
        self._known: dict[str, _Validators] = {}

    def render(self, request: server.Request) -> int:
        """Answer one request (Twisted's entry point)."""
        path = request.uri.decode("ascii", "replace")
        answer = self.answer(path, request.method.decode("ascii", "replace"), _headers(request))
        if any(fault.intercept(request, answer) for fault in self.faults):
            return server.NOT_DONE_YET
        send(request, answer)
        return server.NOT_DONE_YET

    def answer(self, path: str, method: str, headers: dict[str, str]) -> Answer:
        """Return the whole answer to a request; header names in lower case. The body of a HEAD is cut by Twisted."""
        if method not in ("GET", "HEAD"):
            return Answer(path, 405, (("Allow", "GET, HEAD"),), b"")
        if path == "/":
            return Answer(path, 302, (("Location", self.site.variant.first_url),), b"")
        if path in _STATIC:
            kind, body = _STATIC[path]
            return Answer(path, 200, (("Content-Type", kind),), body)
        known = self._known.get(path)
        if known is None or not _is_fresh(headers, known):
            return self._page(path, headers)
        return Answer(path, 304, _validator_headers(known), b"")

    def _page(self, path: str, headers: dict[str, str]) -> Answer:
        packed = self._bodies.get(path, lambda: self._make(path))
        known = self._known.get(path)
        if known is None:
            return Answer(path, 404, (("Content-Type", "text/html"),), gzip.decompress(packed))
        if _is_fresh(headers, known):
            return Answer(path, 304, _validator_headers(known), b"")
        plain = (("Content-Type", known.content_type), *_validator_headers(known))
        if "gzip" in headers.get("accept-encoding", ""):
            return Answer(path, 200, (*plain, ("Content-Encoding", "gzip")), packed)
        return Answer(path, 200, plain, gzip.decompress(packed))

    def _make(self, path: str) -> bytes:
        page = self.site.respond(path)
        body = page.encoding.encode(page.html)
        if page.status == http.OK:
            digest = hashlib.sha256(body).hexdigest()[:20]
            self._known[path] = _Validators(f'"{digest}"', page.modified, page.encoding.content_type)
        return gzip.compress(body, 1, mtime=0)


def send(request: http.Request, answer: Answer) -> None:
    """Send an answer as it should be, and end the request."""
    outgoing: Any = request
    outgoing.setResponseCode(answer.status)
    for name, value in answer.headers:
        outgoing.setHeader(name, value)
    if answer.status != http.NOT_MODIFIED:
        outgoing.setHeader("Content-Length", str(len(answer.body)))
    outgoing.write(answer.body)
    outgoing.finish()


def serve(site: Site, port: int, announce: str, faults: Sequence[Fault] = (), *, leash: bool = False) -> None:
    """Serve until interrupted; `announce` is printed once the port is open, `{url}` filled in.

    With `leash` the server also stops when its standard input ends, so that it dies with whoever started it.
    Raises UsageError where the port is taken.
    """
    reactor = _reactor()
    factory = server.Site(SiteResource(site, faults), timeout=60)  # type: ignore[no-untyped-call]
    factory.displayTracebacks = False
    try:
        listening = reactor.listenTCP(port, factory, backlog=200, interface=HOST)
    except error.CannotListenError as taken:
        raise UsageError(f"Port {port} is in use: choose another with --port, or --port 0 for a free one.") from taken
    sys.stdout.write(announce.replace("{url}", f"http://{HOST}:{listening.getHost().port}") + "\n")
    sys.stdout.flush()
    if leash:
        stdio.StandardIO(_Leash())  # type: ignore[no-untyped-call]
    reactor.run()


class _Leash(Protocol):
    """Standard input as a sign of life: the server stops when it ends."""

    def connectionLost(self, reason: Failure = connectionDone) -> None:  # noqa: N802, ARG002 - Twisted's name
        if _reactor().running:
            _reactor().stop()


def _reactor() -> Any:  # noqa: ANN401 - Twisted types it as a module
    """Return Twisted's reactor; imported late, because importing it installs it and Scrapy wants another one."""
    from twisted.internet import reactor

    return reactor


def _headers(request: server.Request) -> dict[str, str]:
    return {
        name.decode("latin-1").lower(): ", ".join(value.decode("latin-1") for value in values)
        for name, values in request.requestHeaders.getAllRawHeaders()
    }


def _is_fresh(headers: dict[str, str], known: _Validators) -> bool:
    """Whether the client's copy is current: If-None-Match decides where it is given (RFC 9110, 13.2.2)."""
    if "if-none-match" in headers:
        tags = {tag.strip().removeprefix("W/") for tag in headers["if-none-match"].split(",")}
        return "*" in tags or known.etag in tags
    if known.modified is None or "if-modified-since" not in headers:
        return False
    try:
        since = parsedate_to_datetime(headers["if-modified-since"])
    except ValueError:
        return False
    return since.tzinfo is not None and known.modified <= since


def _validator_headers(known: _Validators) -> tuple[tuple[str, str], ...]:
    found = (("ETag", f"W/{known.etag}"), ("Vary", "Accept-Encoding"), ("Cache-Control", "no-cache"))
    if known.modified is None:
        return found
    return (*found, ("Last-Modified", format_datetime(known.modified, usegmt=True)))
