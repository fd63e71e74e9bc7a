"""Texts that say more than they did: a sentence added everywhere, hostile characters, a hundred needless wrappers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, ClassVar

from pydantic import Field

from crawler.replica.amendments import Amendment
from crawler.replica.faults.fault import ALWAYS, On, SiteFault, Times
from crawler.replica.site import Site

ADDED = "本文已由本站编辑部重新校对。"
HOSTILE = (
    '=HYPERLINK("http://offsite.invalid/","点击领取")\x1b]0;title\x07\x1b[31m\x9b2J\u202e'
    "<script>alert(1)</script><img/src=x/onerror=alert(2)>\x08\x7f"
)
"""What no terminal, page, table or feed may take for more than text. No spaces: those are typed in many ways here."""
_HOSTILE_HTML = (
    '<script>document.title="title"</script><img src="/static/dot.gif" onerror="alert(3)">'
    '<a href="javascript:alert(4)" onclick="alert(5)">点击领取</a><p>\x1b[31m红色&#27;[0m\x07</p>'
)


class _Wording(SiteFault):
    """Says something else of the entries that are hit: on their own pages and in listings."""

    on: On = "pages"
    times: Times = ALWAYS

    def view(self, path: str, site: Site) -> Site:
        """Amend the site. The share is one of entries: a listing page has some that are hit and some that are not."""
        others = site.kind(path) == "detail" and not self.chosen(path)
        if others or not self.covers(path) or not self.count(path):
            return site
        return site.amended(self.amendment())

    def amendment(self) -> Amendment:
        """Return what is to be said."""
        raise NotImplementedError


class EditedAll(_Wording):
    """Every text has a sentence added, on its page and in the listing's summary (not where that is cut)."""

    name: ClassVar[str] = "edited-all"

    def amendment(self) -> Amendment:
        """Return the one that adds a sentence."""
        return _Added(self.chosen)


class Control(_Wording):
    """Control characters, terminal escapes, tags and =HYPERLINK( in title, summary and body."""

    name: ClassVar[str] = "control"

    def amendment(self) -> Amendment:
        """Return the one that adds what is hostile."""
        return _Hostile(self.chosen)


class Deep(SiteFault):
    """The body stands inside `depth` (100) nested elements."""

    name: ClassVar[str] = "deep"
    times: Times = ALWAYS
    depth: Annotated[int, Field(ge=1, le=100_000)] = 100

    def view(self, path: str, site: Site) -> Site:
        """Amend the site."""
        return site.amended(_Wrapped(self.depth)) if self.strikes(path) else site


class _Added(Amendment):
    def __init__(self, chosen: Callable[[str], bool]) -> None:
        self._chosen = chosen

    def paragraphs(self, site: Site, index: int, paragraphs: tuple[str, ...]) -> tuple[str, ...]:
        return (*paragraphs[:-1], paragraphs[-1] + ADDED) if self._chosen(site.path(index)) else paragraphs


class _Hostile(Amendment):
    def __init__(self, chosen: Callable[[str], bool]) -> None:
        self._chosen = chosen

    def title(self, site: Site, index: int, title: str) -> str:
        return HOSTILE + title if self._chosen(site.path(index)) else title

    def paragraphs(self, site: Site, index: int, paragraphs: tuple[str, ...]) -> tuple[str, ...]:
        return (HOSTILE, *paragraphs, HOSTILE) if self._chosen(site.path(index)) else paragraphs

    def body(self, site: Site, index: int, body: str) -> str:
        return body + _HOSTILE_HTML if self._chosen(site.path(index)) else body


class _Wrapped(Amendment):
    def __init__(self, depth: int) -> None:
        self._depth = depth

    def body(self, site: Site, index: int, body: str) -> str:  # noqa: ARG002 - the same for every entry
        return f"{'<div>' * self._depth}{body}{'</div>' * self._depth}"
