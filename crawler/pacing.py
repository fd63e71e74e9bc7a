"""How fast we go: one request after another, a true minimum of time between them, and a pause when the site asks.

Owns the clock between requests. Why there is a pause, and when patience ends, is decided by who asks for it.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from email.utils import parsedate_to_datetime

from archive import clock


class Pace:
    """The pace of one site. `delay` (seconds) may be changed while it runs.

    A request takes its turn and goes to the socket; until then nobody else has a turn, and the next turn comes `delay`
    after it: a connection that takes long to open does not bring two requests closer together. What is counted is the
    moment when the connection is there; a TLS handshake on a new one comes after it.
    """

    def __init__(
        self,
        delay: float = 0.0,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self.delay = delay
        self._now = now
        self._sleep = sleep
        self._last = float("-inf")
        self._not_before = float("-inf")
        self._lock = asyncio.Lock()
        self._on_the_way: object | None = None

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[float]:
        """Wait for a turn; yield the seconds that took. A request that fails before it is sent gives its turn back."""
        ready = self._now()
        await self._lock.acquire()
        mine = self._on_the_way = object()
        try:
            while (wait := max(self._last + self.delay, self._not_before) - self._now()) > 0:
                await self._sleep(wait)
            yield self._now() - ready
        finally:
            if self._on_the_way is mine:
                self.sent()

    def sent(self) -> None:
        """Note that the request whose turn it is goes to the socket now (`crawler.downloading` calls this)."""
        if self._on_the_way is not None:
            self._last = self._now()
            self._on_the_way = None
            self._lock.release()

    def pause(self, seconds: float) -> None:
        """Let no turn come for so long."""
        self._not_before = max(self._not_before, self._now() + seconds)


def retry_after(value: str | None) -> float | None:
    """Return the seconds that a Retry-After header asks for, never negative; None where it says nothing readable.

    Both forms of RFC 9110, 10.2.3: seconds, or an HTTP date, which is compared with our clock.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or dt.UTC) - clock.now()).total_seconds())
