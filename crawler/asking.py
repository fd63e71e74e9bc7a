"""One question to the site, from the first request to the last: permission, pace, redirects, retries.

Every request passes `Asker._send`, robots.txt and each hop of a redirect included: nothing else reaches the network.
Knows nothing of pages; whoever asks says how an answer is read and what trips a guard.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urldefrag, urljoin

from scrapy import Request
from w3lib.url import safe_url_string

from archive.profile import Profile
from archive.reads import OtherRead
from archive.session import CrawlSession
from archive.warc import Exchange, Role
from crawler import addresses, reasons
from crawler.capture import as_exchange
from crawler.downloading import Network
from crawler.pacing import retry_after
from crawler.permission import UNREACHABLE, Permission
from crawler.politeness import user_agent
from crawler.reasons import NotReadError

TRIES = 3
"""Requests in all for one page, redirects not counted."""

HOPS = 5
"""Redirects that are followed (RFC 9309, 2.3.1.2, asks for five)."""

PATIENCE = 600.0
"""Seconds. A Retry-After longer than this ends the run; the next one goes on with the crawl."""

REDIRECTS = (301, 302, 303, 307, 308)
BUSY = (429, 503)
"""Statuses whose Retry-After is honoured."""

BREATHER = 30
"""Without a Retry-After, nobody asks for so many delays."""

T = TypeVar("T")


@dataclass(slots=True)
class Answer:
    """What came of a question. `exchanges` holds every response on the way; the last one is the answer."""

    url: str
    exchanges: list[Exchange] = field(default_factory=list)
    tries: int = 0
    reason: str | None = None
    """Why nothing was read."""
    told_to_wait: bool = False
    """The site asked for more time than we have patience for."""

    @property
    def last(self) -> Exchange:
        """The answer itself; there is one where `reason` does not name the network."""
        return self.exchanges[-1]

    @property
    def redirected(self) -> bool:
        """Whether the answer comes from another address than was asked."""
        return self.last.url != self.url


class Asker:
    """Asks one site through the network, for one crawl.

    Without a session nothing is counted and robots.txt is not asked: a person looks at one page (`baogao probe`).
    """

    def __init__(self, network: Network, profile: Profile, session: CrawlSession | None) -> None:
        self._network = network
        self._profile = profile
        self._session = session
        self._permission = Permission(self._fetch_robots, session.robots) if session else None
        network.pace.delay = profile.politeness.delay
        network.allow_private_hosts(profile.guard.allow_private_hosts)

    async def ask(
        self,
        role: Role,
        url: str,
        read: Callable[[Answer], T],
        headers: dict[str, str] | None = None,
        page: int | None = None,
    ) -> tuple[Answer, T | None]:
        """Ask until `read` takes the answer or patience ends; return the answer and what was read in it.

        `read` raises NotReadError for an answer that is not to be believed. Only the first request carries `headers`
        (validators): what was odd once is asked whole.
        """
        answer = Answer(str(urldefrag(safe_url_string(url))[0]))
        while True:
            answer.tries += 1
            try:
                await self._follow(answer, role, headers or {}, page)
                return answer, read(answer)
            except NotReadError as trouble:
                if answer.tries == TRIES and trouble.rest is not None:
                    return answer, trouble.rest  # type: ignore[return-value]  # raised by `read`, which returns T
                if answer.tries == TRIES or answer.told_to_wait or not reasons.may_pass(trouble.reason):
                    answer.reason = trouble.reason
                    return answer, None
            self._network.pace.pause(self._profile.politeness.delay * 2**answer.tries)
            headers = None

    async def _follow(self, answer: Answer, role: Role, headers: dict[str, str], page: int | None) -> None:
        """Send a request and follow its redirects. Raises NotReadError where no answer comes, or a passing one."""
        url, seen = answer.url, {answer.url}
        for _hop in range(HOPS + 1):
            exchange = await self._send(role, url, headers, page)
            answer.exchanges.append(exchange)
            location = exchange.header("Location")
            if exchange.status not in REDIRECTS or not location:
                break
            url = _target(url, location)
            if url in seen:
                raise NotReadError("redirect_loop")
            seen.add(url)
        else:
            raise NotReadError("redirect_loop")
        if exchange.status in BUSY:
            wait = retry_after(exchange.header("Retry-After"))
            answer.told_to_wait = wait is not None and wait > PATIENCE
            if not answer.told_to_wait:
                self._network.pace.pause(self._profile.politeness.delay * BREATHER if wait is None else wait)
        if exchange.status >= 500 or exchange.status in reasons.RETRIED_STATUSES - {304}:
            raise NotReadError(reasons.for_status(exchange.status))

    async def _send(self, role: Role, url: str, headers: dict[str, str], page: int | None) -> Exchange:
        """Send one request, if the address, robots.txt, and the day's budget allow it, when it is its turn."""
        profile, pace = self._profile, self._network.pace
        private = profile.guard.allow_private_hosts
        if reason := addresses.refusal(url, profile.site.base_url, allow_private=private):
            raise NotReadError(reason)
        if self._permission and role != "robots":
            if reason := await self._permission.refusal(url):
                raise NotReadError(reason)
            pace.delay = max(profile.politeness.delay, self._permission.crawl_delay(url))
        if self._session and not self._session.spend():
            raise NotReadError(reasons.BUDGET)
        request = Request(
            url,
            headers={**headers, "User-Agent": user_agent(profile)},
            meta={"download_timeout": profile.politeness.timeout, "download_maxsize": profile.guard.max_body_bytes},
        )
        async with pace.turn() as waited:
            if self._session:
                self._session.note_request(waited)
            return as_exchange(request, await self._network.download(request), role, page)

    async def _fetch_robots(self, url: str) -> Exchange | str:
        """Ask for a robots.txt; return the answer, or why there is none in words that hold for the whole site."""
        answer, exchange = await self.ask("robots", url, lambda answer: answer.last)
        if self._session:
            self._session.add(OtherRead(tuple(answer.exchanges)))
        if exchange is not None:
            return exchange
        reason = str(answer.reason)
        holds = reasons.NETWORK | {reasons.BUDGET, addresses.PRIVATE, "bad_certificate", "http_429"}
        return reason if reason in holds else UNREACHABLE


def _target(url: str, location: str) -> str:
    """Return the absolute address that a Location header (bytes read as latin-1) leads to, without its fragment.

    Raises NotReadError where that is no address.
    """
    try:
        return str(urldefrag(urljoin(url, safe_url_string(location.encode("latin-1", "replace"))))[0])
    except ValueError as error:
        raise NotReadError(addresses.OFF_SITE) from error
