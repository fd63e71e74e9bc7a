"""Serves a site over HTTP on loopback: status lines, validators, compression, robots.txt.

Owns HTTP and nothing of the content. Every page carries an ETag made from its own bytes and a Last-Modified, and is
answered with 304 where the client has it. Misbehaviour is `faults`: asked what the site holds, what the page says, and
once more before anything is sent.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from typing import Any

from twisted.internet import error, stdio
from twisted.internet.protocol import Protocol, connectionDone
from twisted.python.failure import Failure
from twisted.web import http, resource, server

from archive.errors import UsageError
from crawler.replica.faults.exchange import Answer, Interceptor, send
from crawler.replica.faults.fault import Fault, PageFault, SiteFault
from crawler.replica.requestlog import RequestLog
from crawler.replica.shelf import Shelf
from crawler.replica.site import Page, Site

HOST = "127.0.0.1"
ROBOTS = b"User-agent: *\nDisallow: /admin/\nAllow: /\n"
_GIF = bytes.fromhex("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b")
_STATIC = {
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


@dataclass(frozen=True, slots=True)
class Robots:
    """What /robots.txt answers. A file is read anew at every request, so that it may change while the site runs."""

    file: Path | None = None
    status: int = http.OK

    def read(self) -> bytes:
        """Return the body."""
        return ROBOTS if self.file is None else self.file.read_bytes()


class SiteResource(resource.Resource):
    """Every address of one site. Reads the site only; keeps finished pages within a bound."""

    isLeaf = True  # noqa: N815 - Twisted's name

    def __init__(
        self,
        site: Site,
        faults: Sequence[Fault | Interceptor] = (),
        *,
        robots: Robots | None = None,
        log: RequestLog | None = None,
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.site = site
        self._site_faults = [fault for fault in faults if isinstance(fault, SiteFault)]
        self._page_faults = [fault for fault in faults if isinstance(fault, PageFault)]
        self._wire_faults = [fault for fault in faults if hasattr(fault, "intercept")]
        self._robots, self._log = robots or Robots(), log
        self._bodies = Shelf(_PAGES_LIMIT)
        self._known: dict[str, _Validators] = {}

    def render(self, request: server.Request) -> int:
        """Answer one request (Twisted's entry point)."""
        arrived = self._log.now() if self._log else 0.0
        path, method = (said.decode("ascii", "replace") for said in (request.uri, request.method))
        headers = _headers(request)
        answer = self.answer(path, method, headers)
        if not any(fault.intercept(request, answer) for fault in self._wire_faults):
            send(request, answer)
        if self._log:
            self._log.note(arrived, method, path, request.code if request.startedWriting else None, headers)
        return server.NOT_DONE_YET

    def answer(self, path: str, method: str, headers: dict[str, str]) -> Answer:
        """Return the whole answer to a request; header names in lower case. The body of a HEAD is cut by Twisted."""
        if method not in ("GET", "HEAD"):
            return Answer(path, 405, (("Allow", "GET, HEAD"),), b"")
        if path == "/":
            return Answer(path, 302, (("Location", self.site.variant.first_url),), b"")
        if path == "/robots.txt":
            plain = (("Content-Type", "text/plain; charset=utf-8"),)
            return Answer(path, self._robots.status, plain, self._robots.read())
        if path in _STATIC:
            kind, body = _STATIC[path]
            return Answer(path, 200, (("Content-Type", kind),), body)
        if self._site_faults or self._page_faults:
            return self._faulty_page(path, headers)
        known = self._known.get(path)
        if known is None or not _is_fresh(headers, known):
            return self._page(path, headers)
        return Answer(path, 304, _validator_headers(known), b"")

    def _page(self, path: str, headers: dict[str, str]) -> Answer:
        packed = self._bodies.get(path, lambda: self._make(path))
        return _answer(path, headers, self._known.get(path), packed)

    def _make(self, path: str) -> bytes:
        validators, packed = _pack(self.site.respond(path))
        if validators:
            self._known[path] = validators
        return packed

    def _faulty_page(self, path: str, headers: dict[str, str]) -> Answer:
        """Answer with what the faults have made of a page; nothing of it is kept."""
        site = self.site
        for site_fault in self._site_faults:
            site = site_fault.view(path, site)
        page = site.respond(path)
        if site is not self.site:
            page = replace(page, modified=None)
        for page_fault in self._page_faults:
            page = page_fault.alter(path, page)
        return _answer(path, headers, *_pack(page))


def _pack(page: Page) -> tuple[_Validators | None, bytes]:
    """Return a page's validators, none for a page that is not there, and its body compressed."""
    body = page.encoding.encode(page.html)
    packed = gzip.compress(body, 1, mtime=0)
    if page.status != http.OK:
        return None, packed
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    return _Validators(etag, page.modified, page.encoding.content_type), packed


def _answer(path: str, headers: dict[str, str], known: _Validators | None, packed: bytes) -> Answer:
    if known is None:
        return Answer(path, 404, (("Content-Type", "text/html"),), gzip.decompress(packed))
    if _is_fresh(headers, known):
        return Answer(path, 304, _validator_headers(known), b"")
    plain = (("Content-Type", known.content_type), *_validator_headers(known))
    if "gzip" in headers.get("accept-encoding", ""):
        return Answer(path, 200, (*plain, ("Content-Encoding", "gzip")), packed)
    return Answer(path, 200, plain, gzip.decompress(packed))


def serve(
    site: Site,
    port: int,
    announce: str,
    *,
    faults: Sequence[Fault] = (),
    robots: Robots | None = None,
    log: RequestLog | None = None,
    leash: bool = False,
) -> None:
    """Serve until interrupted; `announce` is printed once the port is open, `{url}` filled in.

    With `leash` the server also stops when its standard input ends, so that it dies with whoever started it.
    Raises UsageError where the port is taken.
    """
    reactor = _reactor()
    pages = SiteResource(site, faults, robots=robots, log=log)
    factory = server.Site(pages, timeout=60)  # type: ignore[no-untyped-call]
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
