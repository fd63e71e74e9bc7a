"""Error statuses: servers in trouble, a storm of 429, a 403 for ever, and pages that are listed but not there."""

from __future__ import annotations

import datetime as dt
import math
import time
from email.utils import format_datetime
from http import HTTPStatus
from typing import Annotated, ClassVar, Literal

from pydantic import Field, PrivateAttr
from twisted.web.http import Request

from crawler.replica.faults.exchange import Answer, send
from crawler.replica.faults.fault import ALWAYS, On, Seconds, Times, WireFault
from crawler.replica.faults.impostors import HTML, notice

Requests = Annotated[int, Field(ge=0)]


class Missing(WireFault):
    """404 (or `status=410`) for an address that is listed."""

    name: ClassVar[str] = "missing"
    status: Literal["404", "410"] = "404"

    def misbehave(self, request: Request, answer: Answer) -> None:
        """Send the status."""
        refuse(request, answer, int(self.status))


class _Busy(WireFault):
    """Answers with a status of its own and, where `retry_after` is given, says when to come back."""

    status: ClassVar[int]
    retry_after: Annotated[int, Field(ge=0)] | None = None
    as_: Literal["seconds", "date"] = Field("seconds", alias="as")

    def misbehave(self, request: Request, answer: Answer) -> None:
        """Send the status."""
        wait = (("Retry-After", self._wait(self.retry_after)),) if self.retry_after is not None else ()
        refuse(request, answer, self.status, wait)

    def _wait(self, seconds: int) -> str:
        """Return the value of Retry-After; a date is never earlier than the seconds asked for."""
        if self.as_ == "seconds":
            return str(seconds)
        return format_datetime(dt.datetime.fromtimestamp(math.ceil(time.time()) + seconds, dt.UTC), usegmt=True)


class Http500(_Busy):
    """500; with `retry_after=2` it says when to come back, with `as=date` as an HTTP date."""

    name: ClassVar[str] = "http-500"
    status: ClassVar[int] = HTTPStatus.INTERNAL_SERVER_ERROR


class Http502(_Busy):
    """502, with the same keys."""

    name: ClassVar[str] = "http-502"
    status: ClassVar[int] = HTTPStatus.BAD_GATEWAY


class Http503(_Busy):
    """503, with the same keys."""

    name: ClassVar[str] = "http-503"
    status: ClassVar[int] = HTTPStatus.SERVICE_UNAVAILABLE


class Storm(_Busy):
    """After `after` requests (10), 429 to everything for `seconds` (5); takes retry_after too."""

    name: ClassVar[str] = "storm"
    status: ClassVar[int] = HTTPStatus.TOO_MANY_REQUESTS
    on: On = "all"
    times: Times = ALWAYS
    after: Requests = 10
    seconds: Seconds = 5.0
    _seen: int = PrivateAttr(0)
    _since: float | None = PrivateAttr(None)

    def intercept(self, request: Request, answer: Answer) -> bool:
        """Count every request that gets here; the storm's clock starts with the first that it hits."""
        self._seen += 1
        now = time.monotonic()
        if self._seen <= self.after or (self._since is not None and now >= self._since + self.seconds):
            return False
        self._since = now if self._since is None else self._since
        return super().intercept(request, answer)


class Forbidden(WireFault):
    """After `after` requests (10), 403 to everything for ever."""

    name: ClassVar[str] = "forbidden"
    on: On = "all"
    times: Times = ALWAYS
    after: Requests = 10
    _seen: int = PrivateAttr(0)

    def intercept(self, request: Request, answer: Answer) -> bool:
        """Count every request that gets here."""
        self._seen += 1
        return self._seen > self.after and super().intercept(request, answer)

    def misbehave(self, request: Request, answer: Answer) -> None:
        """Send the status."""
        refuse(request, answer, HTTPStatus.FORBIDDEN)


def refuse(request: Request, answer: Answer, status: int, headers: tuple[tuple[str, str], ...] = ()) -> None:
    """Send an error page with a status."""
    send(request, Answer(answer.path, status, (*HTML, *headers), notice("error", status=status)))
