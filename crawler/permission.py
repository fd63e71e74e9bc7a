"""Whether the site lets us ask for an address: one robots.txt for each origin, kept for a day, over restarts.

Owns the status classes and the caching of RFC 9309 (sections 2.3 and 2.4). What the file says is `crawler.robots`; how
it is fetched is the caller's.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from archive import clock
from archive.errors import CaptureError
from archive.reads import StoredAnswer
from archive.warc import Exchange, Headers, decode_body
from crawler.robots import LIMIT, Robots, allowed, parse

PRODUCT_TOKEN = "baogao"  # noqa: S105 - a name, not a secret
"""Who we are in a robots.txt; the User-Agent begins with it."""

KEPT = dt.timedelta(hours=24)
"""For so long an answer holds (section 2.4)."""

LONGEST_CRAWL_DELAY = 60.0
"""Seconds; a longer Crawl-delay counts as this. A crawl of 5,000 pages takes four days then: no site needs more."""

UNREACHABLE = "robots_unreachable"
DISALLOWED = "robots"


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for an origin: the parsed file, or a reason why nothing may be asked."""

    robots: Robots
    reason: str | None = None


class Permission:
    """The rules of the origins of one site.

    `fetch` asks for a robots.txt (redirects, retries) and returns the answer, or the reason why there is none;
    `stored` returns the latest answer that the archive holds for an origin.
    """

    def __init__(
        self,
        fetch: Callable[[str], Awaitable[Exchange | str]],
        stored: Callable[[str], StoredAnswer | None],
    ) -> None:
        self._fetch = fetch
        self._stored = stored
        self._rules: dict[str, Rules] = {}
        self._until: dict[str, dt.datetime] = {}
        self._fetching = asyncio.Lock()

    async def refusal(self, url: str) -> str | None:
        """Return None where `url` may be asked for, else the reason in the ledger's words."""
        async with self._fetching:  # one request for it, however many workers wait for the answer
            rules = await self._rules_of(origin(url))
        if rules.reason:
            return rules.reason
        return None if allowed(rules.robots, PRODUCT_TOKEN, url) else DISALLOWED

    def crawl_delay(self, url: str) -> float:
        """Return the seconds that the origin's robots.txt, if it is known, wants between requests; capped, 0 = none."""
        rules = self._rules.get(origin(url))
        seconds = rules.robots.group(PRODUCT_TOKEN).crawl_delay if rules else None
        return min(seconds or 0.0, LONGEST_CRAWL_DELAY)

    async def _rules_of(self, site: str) -> Rules:
        if site not in self._rules or clock.now() >= self._until[site]:
            stored = self._stored(site)
            if stored is not None and _holds(stored):
                self._remember(site, rules_from(stored.status, stored.headers, stored.body), stored.fetched_at)
            else:
                answer = await self._fetch(f"{site}/robots.txt")
                rules = (
                    Rules(Robots({}), answer)
                    if isinstance(answer, str)
                    else rules_from(answer.status, answer.headers, answer.body)
                )
                self._remember(site, rules, clock.timestamp())
        return self._rules[site]

    def _remember(self, site: str, rules: Rules, since: str) -> None:
        self._rules[site] = rules
        self._until[site] = dt.datetime.fromisoformat(since) + KEPT


def rules_from(status: int, headers: Headers, body: bytes) -> Rules:
    """Return what an answer to a request for robots.txt means.

    2xx: the file. 4xx: no restrictions, except 429, which says nothing about the file. Anything else, and a body that
    cannot be unpacked: nothing may be asked. An older copy is not used then; the next run asks again.
    """
    if 200 <= status < 300:
        try:
            return Rules(parse(decode_body(headers, body, 16 * LIMIT)))
        except CaptureError:
            return Rules(Robots({}), UNREACHABLE)
    if 400 <= status < 500 and status != 429:
        return Rules(Robots({}))
    return Rules(Robots({}), UNREACHABLE)


def origin(url: str) -> str:
    """Return scheme and authority of an address: what one robots.txt speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _holds(stored: StoredAnswer) -> bool:
    """Whether a stored answer settles the matter and is not too old; one from the future (a clock set back) is not."""
    settles = rules_from(stored.status, stored.headers, stored.body).reason is None
    age = clock.now() - dt.datetime.fromisoformat(stored.fetched_at)
    return settles and dt.timedelta(0) <= age < KEPT
