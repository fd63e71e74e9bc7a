"""Pages to values: a listing page to its entries, a detail page to a report page.

Owns what the rules of a site profile mean. Pure: bytes and rules in, values out; odd markup, broken encodings
and files that are no page give empty readings, never an error. A wrong selector is the profile's error
(PageError).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from archive.derive import dates, generic, links, markup
from archive.derive.encoding import Decoded, decode
from archive.derive.furniture import drop_furniture
from archive.derive.markup import Element
from archive.derive.repeats import once
from archive.derive.text import clean_paragraphs, flatten

Selectors = tuple[str, ...]
_SOURCE = re.compile(
    r"(?:(?:信息|文章|稿件|新闻|内容)?来\s?源|稿源)\s?[:：]\s?(?P<name>.*?)"
    r"\s?(?:$|[|｜【\[]|(?:发布|发表|更新|上传|作者|编辑|责任编辑|日期|时间|浏览|点击|阅读|字[号体])[^:：]{0,3}[:：]|\d{4}[-年./])"
)


class ListingRules(Protocol):
    """The `[listing]` section of a site profile, as far as reading a page needs it."""

    @property
    def entry(self) -> Selectors: ...  # noqa: D102 - named as in the profile
    @property
    def link(self) -> Selectors: ...  # noqa: D102
    @property
    def title(self) -> Selectors: ...  # noqa: D102
    @property
    def summary(self) -> Selectors: ...  # noqa: D102
    @property
    def date(self) -> Selectors: ...  # noqa: D102
    @property
    def page_count(self) -> str: ...  # noqa: D102
    @property
    def next(self) -> Selectors: ...  # noqa: D102


class DetailRules(Protocol):
    """The `[detail]` section of a site profile, as far as reading a page needs it."""

    @property
    def title(self) -> Selectors: ...  # noqa: D102
    @property
    def date(self) -> Selectors: ...  # noqa: D102
    @property
    def source(self) -> Selectors: ...  # noqa: D102
    @property
    def body(self) -> Selectors: ...  # noqa: D102
    @property
    def remove(self) -> Selectors: ...  # noqa: D102
    @property
    def next_page(self) -> Selectors: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a listing page.

    `position` counts from 1 among the entries of the page. `url` is canonical and absolute, None where the
    entry has no link. `listed_date` is `YYYY-MM-DD`. `text` is the cleaned summary, `''` where there is none.
    """

    position: int
    url: str | None
    title: str
    listed_date: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing page. `matched` names, for each rule that found anything, the selector that did."""

    entries: tuple[Entry, ...]
    pages_claimed: int | None
    next_url: str | None
    encoding: str
    matched: dict[str, str]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A detail page.

    `extraction` says where the paragraphs come from; `flags` are of `body_repeated` (the text stood twice on
    the page and is kept once), `generic_extraction` and `mojibake` (some characters could not be read).
    """

    title: str | None
    listed_date: str | None
    source: str | None
    paragraphs: tuple[str, ...]
    next_url: str | None
    encoding: str
    extraction: Literal["selectors", "generic", "none"]
    flags: tuple[str, ...]
    matched: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Page:
    """A parsed page and what its links need."""

    root: Element | None
    decoded: Decoded
    url: str
    base: str

    def link(self, node: Element, selectors: Selectors) -> tuple[str, str] | None:
        return links.first_link(node, selectors, self.base, self.decoded.encoding)

    def other_page(self, node: Element, selectors: Selectors) -> tuple[str, str] | None:
        """Return the link unless it leads to this very page, as 下一页 of the last page often does."""
        found = self.link(node, selectors)
        return found if found and found[0] != links.canonical(self.url, self.decoded.encoding) else None


def read_listing(body: bytes, content_type: str | None, url: str, rules: ListingRules) -> Listing:
    """Read a listing page. `body` is free of content codings; `url` is the page's own address."""
    page = _open(body, content_type, url)
    matched: dict[str, str] = {}
    if page.root is None:
        return Listing((), None, None, page.decoded.encoding, matched)
    nodes: list[Element] = []
    entries: list[Entry] = []
    for selector in rules.entry:
        for node in markup.elements(page.root, selector):
            entry = _read_entry(page, node, rules, len(entries) + 1, matched)
            if entry:
                nodes.append(node)
                entries.append(entry)
        if entries:
            matched["entry"] = selector
            break
    following = page.other_page(page.root, rules.next)
    if following:
        matched["next"] = following[1]
    claimed = _pages_claimed(page.root, nodes, rules.page_count)
    if claimed is not None:
        matched["page_count"] = rules.page_count
    return Listing(tuple(entries), claimed, following[0] if following else None, page.decoded.encoding, matched)


def read_detail(body: bytes, content_type: str | None, url: str, rules: DetailRules) -> ReportPage:
    """Read a detail page. `body` is free of content codings; `url` is the page's own address."""
    page = _open(body, content_type, url)
    matched: dict[str, str] = {}
    if page.root is None:
        return ReportPage(None, None, None, (), None, page.decoded.encoding, "none", _flags(page), matched)
    whole = _read_fields(page, page.root, rules)
    if markup.remove(page.root, rules.remove):
        whole |= _read_fields(page, page.root, rules)
    matched |= {rule: selector for rule, (_, selector) in whole.items()}
    values = {rule: value for rule, (value, _) in whole.items()}
    title = values.get("title")

    extraction: Literal["selectors", "generic", "none"] = "selectors"
    paragraphs, repeated = _read_body(page.root, rules.body, title, matched)
    if not paragraphs:
        paragraphs = drop_furniture(clean_paragraphs(generic.main_text(page.root)), title)
        paragraphs, repeated = once([paragraphs])
        extraction = "generic" if paragraphs else "none"
    return ReportPage(
        title=title,
        listed_date=values.get("date"),
        source=values.get("source"),
        paragraphs=paragraphs,
        next_url=values.get("next_page"),
        encoding=page.decoded.encoding,
        extraction=extraction,
        flags=_flags(page, body_repeated=repeated, generic_extraction=extraction == "generic"),
        matched=matched,
    )


def joined(first: ReportPage, more: ReportPage) -> ReportPage:
    """Return a page with the paragraphs of its continuation."""
    return replace(first, paragraphs=first.paragraphs + more.paragraphs, next_url=more.next_url)


def _open(body: bytes, content_type: str | None, url: str) -> _Page:
    decoded = decode(body, content_type)
    root = markup.parse(decoded.text)
    return _Page(root, decoded, url, links.base_of(decoded.text, url, decoded.encoding))


def _flags(page: _Page, **raised: bool) -> tuple[str, ...]:
    return tuple(sorted(name for name, is_raised in {**raised, "mojibake": page.decoded.damaged}.items() if is_raised))


def _read_entry(
    page: _Page, node: Element, rules: ListingRules, position: int, matched: dict[str, str]
) -> Entry | None:
    """Read one match of `entry`; None for a separator: neither link nor title."""
    link = page.link(node, rules.link)
    title = _text(node, rules.title)
    if not link and not title:
        return None
    date = _date(node, rules.date)
    summary = markup.first_match(node, rules.summary)
    found = {"link": link, "title": title, "date": date, "summary": summary}
    for rule, value in found.items():
        if value:
            matched.setdefault(rule, value[1])
    lines = [line for item in (summary[0] if summary else ()) for line in markup.paragraphs(item)]
    return Entry(
        position=position,
        url=link[0] if link else None,
        title=title[0] if title else "",
        listed_date=date[0] if date else None,
        text="\n".join(clean_paragraphs(lines)),
    )


def _read_fields(page: _Page, root: Element, rules: DetailRules) -> dict[str, tuple[str, str]]:
    """Return value and selector of each rule but the body's, without those that find nothing."""
    found = {
        "title": _text(root, rules.title),
        "date": _date(root, rules.date),
        "source": _source(root, rules.source),
        "next_page": page.other_page(root, rules.next_page),
    }
    return {rule: value for rule, value in found.items() if value}


def _read_body(
    root: Element, selectors: Selectors, title: str | None, matched: dict[str, str]
) -> tuple[tuple[str, ...], bool]:
    """Return the paragraphs of the first body selector that finds text, and whether a copy was left out."""
    for selector in selectors:
        found: list[Element | str] = [*markup.elements(root, selector)] or [
            item for item in markup.select(root, selector) if isinstance(item, str)
        ]
        blocks = [clean_paragraphs(markup.paragraphs(item)) for item in found]
        paragraphs, repeated = once([drop_furniture(block, title) for block in blocks])
        if not repeated:
            paragraphs = drop_furniture(tuple(line for block in blocks for line in block), title)
        if paragraphs:
            matched["body"] = selector
            return paragraphs, repeated
    return (), False


def _text(node: Element, selectors: Selectors) -> tuple[str, str] | None:
    """Return the text of the first element (or attribute) that has any, on one line, and the selector."""
    for selector in selectors:
        for item in markup.outermost(markup.select(node, selector)):
            text = flatten(markup.inner_text(item))
            if text:
                return text, selector
    return None


def _date(node: Element, selectors: Selectors) -> tuple[str, str] | None:
    """Return the first date in what a selector finds; its parts may stand in several elements."""
    for selector in selectors:
        items = markup.outermost(markup.select(node, selector))
        spaced = [markup.inner_text(item, " ") for item in items]
        unspaced = [markup.inner_text(item) for item in items]
        for text in (*spaced, *unspaced, " ".join(spaced)):
            date = dates.listed_date(text)
            if date:
                return date, selector
    return None


def _source(node: Element, selectors: Selectors) -> tuple[str, str] | None:
    """Return the source without its label and without what the same line goes on with."""
    found = _text(node, selectors)
    if not found:
        return None
    labelled = _SOURCE.search(found[0])
    name = labelled["name"] if labelled else found[0]
    return (name, found[1]) if name else None


def _pages_claimed(root: Element, entries: list[Element], pattern: str) -> int | None:
    """Return group 1 (or all) of the first match in the page's text; the entries are taken out first."""
    if not pattern:
        return None
    markup.take_out(root, entries)
    found = re.search(pattern, markup.inner_text(root))
    number = found[min(1, found.re.groups)] if found else None
    return int(number) if number and number.isdecimal() and len(number) < 7 else None
