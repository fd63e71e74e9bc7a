"""Puts content into the templates of a variant: the HTML of listing and detail pages.

Owns the template environment and what a template may use. Decides nothing about content or state: `site` hands it in.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its words."""

    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a listing page. `shown` is the title as visible, perhaps cut; `title` is whole."""

    href: str
    title: str
    shown: str
    summary: str
    date: dt.date
    views: int


@dataclass(frozen=True, slots=True)
class Pager:
    """The pager of a listing page. `next` is always a link, on the last page to itself; `prev` may be missing."""

    page: int
    claimed: int
    first: str
    prev: str | None
    next: str
    last: str
    numbers: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Article:
    """What a detail page shows. `body` is HTML, `copies` how often it stands on the page."""

    title: str
    body: str
    copies: int
    source: str
    date: dt.date
    clock: str
    views: int
    prev: Link | None
    next: Link | None
    related: tuple[Link, ...]
    first: str


def listing_page(variant: str, meta: str, entries: list[Entry], pager: Pager, related: list[Link]) -> str:
    """Return the HTML of a listing page; `meta` is the tag that declares the encoding, or nothing."""
    return _template(variant, "listing").render(
        meta=Markup(meta),  # noqa: S704 - our own tag
        entries=entries,
        pager=pager,
        related=related,
    )


def detail_page(variant: str, meta: str, article: Article) -> str:
    """Return the HTML of a detail page."""
    return _template(variant, "detail").render(
        meta=Markup(meta),  # noqa: S704 - our own tag
        title=article.title,
        body=Markup(article.body),  # noqa: S704 - escaped by quirks
        copies=range(article.copies),
        source=article.source,
        date=article.date,
        clock=article.clock,
        views=article.views,
        prev=article.prev,
        next=article.next,
        related=article.related,
        first=article.first,
    )


def missing_page(meta: str) -> str:
    """Return the HTML that answers for an address with nothing behind it."""
    return (
        f"<!DOCTYPE html><html><head>{meta}<title>页面不存在</title></head>"
        "<body><h1>404</h1><p>您访问的页面不存在或已被删除。</p></body></html>"
    )


def notice_page(name: str, **values: object) -> str:
    """Return the HTML of a notice that stands in a page's place, in UTF-8 and saying so."""
    return _template("notices", name).render(**values)


@cache
def _template(variant: str, page: str) -> Template:
    return _environment().get_template(f"{variant}/{page}.html")


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
