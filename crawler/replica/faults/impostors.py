"""Pages that come with status 200 and are not what was asked for: captchas, notices, a login, nothing at all.

Owns when they are shown; their wording is in `templates/notices/`. They are UTF-8 whatever the site's encoding, and
carry no validators.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import ClassVar

from twisted.web.http import Request

from crawler.replica.faults.exchange import Answer, send
from crawler.replica.faults.fault import WireFault
from crawler.replica.pages import notice_page

HTML = (("Content-Type", "text/html; charset=utf-8"),)
LOGIN = "/login.html"


class _Impostor(WireFault):
    def misbehave(self, request: Request, answer: Answer) -> None:
        """Send the notice of the fault's own name."""
        send(request, Answer(answer.path, HTTPStatus.OK, HTML, notice(self.name)))


class Captcha(_Impostor):
    """200, a page that asks for a 验证码 among some hundred characters of chrome."""

    name: ClassVar[str] = "captcha"


class TooFrequent(_Impostor):
    """200, a short page: 访问过于频繁，请稍后再试."""

    name: ClassVar[str] = "too-frequent"


class Empty(WireFault):
    """200, no body."""

    name: ClassVar[str] = "empty"

    def misbehave(self, request: Request, answer: Answer) -> None:
        """Send the headers of a page."""
        send(request, Answer(answer.path, HTTPStatus.OK, HTML, b""))


class Login(WireFault):
    """302 to /login.html, which is a page (200) with a password field."""

    name: ClassVar[str] = "login"

    def intercept(self, request: Request, answer: Answer) -> bool:
        """Serve the login page as well."""
        if answer.path != LOGIN:
            return super().intercept(request, answer)
        send(request, Answer(answer.path, HTTPStatus.OK, HTML, notice("login")))
        return True

    def misbehave(self, request: Request, answer: Answer) -> None:
        """Send the client to the login page."""
        send(request, Answer(answer.path, HTTPStatus.FOUND, (*HTML, ("Location", LOGIN)), b""))


def notice(name: str, **values: object) -> bytes:
    """Return a notice as it goes over the wire."""
    return notice_page(name, **values).encode()
