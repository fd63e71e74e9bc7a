"""The way to the network: Scrapy's downloader, with the connections and the name service under our control.

Owns what Scrapy has no setting for: learning when a request goes to the socket, sending nothing twice behind our back,
and refusing addresses where we connect. Touches one private name of Scrapy (`_pool`) for that.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Protocol, cast

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IStreamClientEndpoint
from twisted.web.client import HTTPConnectionPool

from crawler import reasons
from crawler.addresses import PRIVATE, GuardedResolver
from crawler.pacing import Pace

logger = logging.getLogger(__name__)


class Networked(Protocol):
    """What a spider has for the handler of its crawler."""

    network: Network


class Network:
    """One running crawler's network: its pace, its name service, its downloader. Made when the engine runs."""

    def __init__(self, crawler: Crawler) -> None:
        from twisted.internet import reactor  # late: importing it installs it

        self.pace = Pace()
        self._crawler = crawler
        resolver = cast("Any", reactor).nameResolver
        assert isinstance(resolver, GuardedResolver)  # noqa: S101 - crawler.settings names it as TWISTED_DNS_RESOLVER
        self._resolver = resolver

    def allow_private_hosts(self, allowed: bool) -> None:
        """Say whether names may stand for addresses of private networks."""
        self._resolver.allow_private = allowed

    async def download(self, request: Request) -> Response:
        """Send one request and return the response as received; raises NotReadError where none comes.

        Whatever else the downloader raises is about this request, so it becomes a reason too, and a line in the log.
        """
        engine = self._crawler.engine
        assert engine is not None  # noqa: S101 - a spider only runs inside an engine
        try:
            return await engine.download_async(request)
        except Exception as error:
            reason = reasons.of_error(error)
            if reason == "no_such_host" and self._resolver.dropped(request.url):
                reason = PRIVATE
            if reason is None:
                logger.exception("Unknown failure of %s", request)
            raise reasons.NotReadError(reason or "broken_response") from error


class Pool(HTTPConnectionPool):
    """A pool that says when a connection is handed to a request."""

    retryAutomatically = False  # noqa: N815 - Twisted's name. True would ask again at once, unseen by delay and budget

    def __init__(self, reactor: Any, on_send: Callable[[], None]) -> None:  # noqa: ANN401 - Twisted types it as a module
        super().__init__(reactor, persistent=True)  # type: ignore[no-untyped-call]
        self._on_send = on_send

    def getConnection(self, key: object, endpoint: IStreamClientEndpoint) -> Deferred[Any]:  # noqa: N802 - Twisted's name
        """Return a connection, new or kept alive; the request is written to it as soon as that fires."""
        found: Deferred[Any] = super().getConnection(key, endpoint)
        return found.addCallback(self._note)

    def _note(self, connection: object) -> object:
        self._on_send()
        return connection


class PoliteHandler(HTTP11DownloadHandler):
    """Downloads over http and https."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        from twisted.internet import reactor  # late: importing it installs it

        pool = Pool(reactor, lambda: cast("Networked", crawler.spider).network.pace.sent())
        pool.maxPersistentPerHost = self._pool.maxPersistentPerHost
        pool._factory = self._pool._factory
        self._pool = pool
