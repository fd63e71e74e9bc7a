"""Redirects that lead round in circles, off the site, or to an address inside."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, ClassVar, Literal

from twisted.web.http import Request

from crawler.replica.faults.exchange import Answer, send
from crawler.replica.faults.fault import ALWAYS, Times, WireFault

OFFSITE = "http://offsite.invalid"
_HOP = "hop=1"


class _Redirect(WireFault):
    status: Literal["301", "302", "303", "307", "308"] = "302"

    def misbehave(self, request: Request, answer: Answer) -> None:
        """Send the client on."""
        send(request, Answer(answer.path, int(self.status), (("Location", self.target(request, answer.path)),), b""))

    def target(self, request: Request, path: str) -> str:
        """Return where an address leads to."""
        raise NotImplementedError


class RedirectLoop(_Redirect):
    """To another address (?hop=1) and back again."""

    name: ClassVar[str] = "redirect-loop"
    times: Times = ALWAYS

    def intercept(self, request: Request, answer: Answer) -> bool:
        """Lead back from the other address; only the way there counts."""
        if answer.path.endswith(_HOP):
            back = answer.path[: -len(_HOP) - 1]
            send(request, Answer(answer.path, HTTPStatus.FOUND, (("Location", back),), b""))
            return True
        return super().intercept(request, answer)

    def target(self, request: Request, path: str) -> str:  # noqa: ARG002 - the address says it all
        """Return the same address with one word more."""
        return f"{path}{'&' if '?' in path else '?'}{_HOP}"


class RedirectOffsite(_Redirect):
    """To the same path on http://offsite.invalid."""

    name: ClassVar[str] = "redirect-offsite"

    def target(self, request: Request, path: str) -> str:  # noqa: ARG002 - the address says it all
        """Return the address on a site that cannot be."""
        return OFFSITE + path


class RedirectPrivate(_Redirect):
    """To the next port on 127.0.0.1, or wherever `to=` says."""

    name: ClassVar[str] = "redirect-private"
    to: str = ""

    def target(self, request: Request, path: str) -> str:  # noqa: ARG002 - every path leads there
        """Return `to`, or another port of this machine."""
        incoming: Any = request
        port = incoming.getHost().port
        return self.to or f"http://127.0.0.1:{port + 1 if port < 65535 else port - 1}/"
