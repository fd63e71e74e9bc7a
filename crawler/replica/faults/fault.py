"""What all faults have in common: a name, keys that are checked, and which addresses they hit how often.

Owns the three places where something can go wrong: what the site holds (`SiteFault`), what a page says (`PageFault`),
what goes over the wire (`WireFault`). The faults themselves are the other modules of this package.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr
from twisted.web import http
from twisted.web.http import Request

from crawler.replica.faults.exchange import Answer
from crawler.replica.site import Page, Site

ALWAYS: Literal["always"] = "always"
On = Literal["listing", "detail", "robots", "pages", "all"]
Times = Annotated[int, Field(ge=1)] | Literal["always"]
Seconds = Annotated[float, Field(ge=0, le=86_400)]


class Fault(BaseModel):
    """One fault on one site. The fields are the keys that may follow its name.

    `share`: part of the addresses that are hit, from 0 to 1; the same ones for the same seed, fault and address.
    `on`: which addresses can be hit; `pages` = listing and detail pages, `all` = robots.txt and the rest as well.
    `times`: how often each of them misbehaves before it recovers, or `always`.
    """

    model_config = ConfigDict(extra="forbid")
    name: ClassVar[str]

    share: Annotated[float, Field(ge=0, le=1)] = 1.0
    on: On = "detail"
    times: Times = 1
    _site: Site = PrivateAttr()
    _struck: Counter[str] = PrivateAttr(default_factory=Counter)

    def watch(self, site: Site) -> None:
        """Learn the site whose addresses are to be hit."""
        self._site = site

    def covers(self, path: str) -> bool:
        """Whether `on` includes an address."""
        kind = self._site.kind(path)
        return self.on in ("all", kind) or (self.on == "pages" and kind in ("listing", "detail"))

    def chosen(self, path: str) -> bool:
        """Whether an address belongs to the share that is hit; which ones never changes."""
        digest = hashlib.sha256(f"{self._site.seed}:{self.name}:{path}".encode()).digest()
        return int.from_bytes(digest[:8]) < self.share * 2**64

    def strikes(self, path: str) -> bool:
        """Whether this request for an address goes wrong; counts it where it does."""
        return self.covers(path) and self.chosen(path) and self.count(path)

    def count(self, path: str) -> bool:
        """Whether an address has not misbehaved `times` times yet; counts it where it has not."""
        if isinstance(self.times, int) and self._struck[path] >= self.times:
            return False
        self._struck[path] += 1
        return True


class WireFault(Fault):
    """Something goes wrong with a finished answer. The first fault that takes a request has it to itself."""

    def intercept(self, request: Request, answer: Answer) -> bool:
        """Deal with a request in the server's stead, or return False (see `exchange.Interceptor`)."""
        if not self.strikes(answer.path):
            return False
        self.misbehave(request, answer)
        return True

    def misbehave(self, request: Request, answer: Answer) -> None:
        """Write something to the request and finish it, now or later."""
        raise NotImplementedError


class BodyFault(WireFault):
    """A wire fault that needs a body to damage: it waits for a GET that is answered with 200."""

    def intercept(self, request: Request, answer: Answer) -> bool:
        """Leave 304, HEAD and everything without a body alone, and do not count them."""
        has_body = request.method == b"GET" and answer.status == http.OK and answer.body
        return bool(has_body) and super().intercept(request, answer)


class PageFault(Fault):
    """A page says something else. Its ETag is made from what it says then; it has no Last-Modified."""

    def alter(self, path: str, page: Page) -> Page:
        """Return the page to be served at an address: the same object where nothing goes wrong."""
        if page.status != http.OK or not self.strikes(path):
            return page
        return replace(page, html=self.damage(page), modified=None)

    def damage(self, page: Page) -> str:
        """Return the HTML as it should not be."""
        raise NotImplementedError


class SiteFault(Fault):
    """The site holds something else, shown in its own markup. Its pages have no Last-Modified then."""

    def view(self, path: str, site: Site) -> Site:
        """Return the site that answers this request: the same object where nothing goes wrong."""
        raise NotImplementedError
