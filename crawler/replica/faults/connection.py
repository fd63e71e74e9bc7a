"""Connections that break, lie about lengths, or never get anywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field
from twisted.internet.task import LoopingCall
from twisted.web.http import Request

from crawler.replica.faults.exchange import Answer, begin, cut_off
from crawler.replica.faults.fault import BodyFault, Seconds, WireFault

Part = Annotated[float, Field(ge=0, lt=1)]


class Drop(WireFault):
    """The connection ends before any byte; `how=reset` ends it with a TCP reset."""

    name: ClassVar[str] = "drop"
    how: Literal["close", "reset"] = "close"

    def misbehave(self, request: Request, answer: Answer) -> None:  # noqa: ARG002 - nothing of it is sent
        """End the connection."""
        incoming: Any = request
        if self.how == "reset":
            incoming.channel.transport.abortConnection()
        else:
            cut_off(request)


class Partial(BodyFault):
    """The connection ends after `keep` of the body; Content-Length says the whole."""

    name: ClassVar[str] = "partial"
    keep: Part = 0.5

    def misbehave(self, request: Request, answer: Answer) -> None:
        """Send the first part."""
        outgoing = begin(request, answer.status, answer.with_header("Content-Length", str(len(answer.body))))
        outgoing.write(answer.body[: int(len(answer.body) * self.keep)])
        cut_off(request)


class WrongLength(BodyFault):
    """Content-Length is `by` bytes off (negative: shorter than the body); then the connection ends."""

    name: ClassVar[str] = "wrong-length"
    by: int = -100

    def misbehave(self, request: Request, answer: Answer) -> None:
        """Send the whole body under a wrong length."""
        said = str(max(0, len(answer.body) + self.by))
        begin(request, answer.status, answer.with_header("Content-Length", said)).write(answer.body)
        cut_off(request)


class BrokenChunks(BodyFault):
    """A chunked body goes wrong after `keep` of it: what follows is not a chunk."""

    name: ClassVar[str] = "broken-chunks"
    keep: Part = 0.5

    def misbehave(self, request: Request, answer: Answer) -> None:
        """Send one good chunk and one that is none. Twisted chunks whatever has no Content-Length."""
        outgoing = begin(request, answer.status, answer.headers)
        outgoing.write(answer.body[: max(1, int(len(answer.body) * self.keep))])
        outgoing.channel.write(b"zz\r\nthis is not a chunk\r\n")
        cut_off(request)


class Hang(WireFault):
    """Nothing is ever answered, or with `seconds` the connection ends after that long."""

    name: ClassVar[str] = "hang"
    seconds: Seconds | None = None

    def misbehave(self, request: Request, answer: Answer) -> None:  # noqa: ARG002 - nothing of it is sent
        """Do nothing for long."""
        if self.seconds is not None:
            _later(self.seconds, lambda: cut_off(request))


class Drip(BodyFault):
    """The body comes `size` bytes (1) at a time, with `seconds` (1) before each."""

    name: ClassVar[str] = "drip"
    seconds: Seconds = 1.0
    size: Annotated[int, Field(ge=1)] = 1

    def misbehave(self, request: Request, answer: Answer) -> None:
        """Send the headers at once, the body in drops."""
        outgoing = begin(request, answer.status, answer.with_header("Content-Length", str(len(answer.body))))
        outgoing.write(b"")
        drops = (answer.body[at : at + self.size] for at in range(0, len(answer.body), self.size))

        def fall() -> None:
            drop = next(drops, b"")
            outgoing.write(drop)
            if not drop:
                dripping.stop()
                outgoing.finish()

        dripping: Any = LoopingCall(fall)
        outgoing.notifyFinish().addErrback(lambda _gone: dripping.running and dripping.stop())
        dripping.start(self.seconds, now=False)


def _later(seconds: float, act: Callable[[], None]) -> None:
    from twisted.internet import reactor  # late: importing it installs it, and Scrapy wants another one

    timer: Any = reactor
    timer.callLater(seconds, act)
