"""What a profile would find on one page, rule by rule, and a first draft of a profile for unknown markup.

Owns what `baogao probe` shows and the guesses of `--draft`. A draft is a guess and says so; nothing here
changes how a page is read.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin, urlsplit

from archive.derive import dates, markup
from archive.derive.encoding import decode
from archive.derive.facts import Facts, read_facts
from archive.derive.markup import Element
from archive.derive.pages import DetailRules, Listing, ListingRules, ReportPage, read_detail, read_listing
from archive.derive.summary import summary
from archive.derive.text import clean_paragraphs, flatten

EXCERPT = 60
ENTRIES_SHOWN = 3
NO_DRAFT = "# No draft: this page has no list of links named …工作报告. Give the address of a listing page."
_REPORT = re.compile(r"政府工作报告|工作报告")
_NUMBER = re.compile(r"\d+(?=\D*$)")
_PAGES = r"共\s*(\d+)\s*页"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule of the profile: its selectors, the one that matched (None = none did), what it found."""

    rule: str
    selectors: tuple[str, ...]
    matched: str | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class Probe:
    """Both readings of one page and the findings behind them.

    `facts`: what the text of a detail page says, None for other pages. Of an article on several pages it is the first
    page's alone.
    """

    looks_like: Literal["listing", "detail", "unclear"]
    encoding: str
    listing: Listing
    detail: ReportPage
    findings: tuple[Finding, ...]
    facts: Facts | None


def probe(body: bytes, content_type: str | None, url: str, listing: ListingRules, detail: DetailRules) -> Probe:
    """Read a page as a listing and as a detail page, and say for every rule what it found."""
    as_listing = read_listing(body, content_type, url, listing)
    as_detail = read_detail(body, content_type, url, detail)
    linked = sum(1 for entry in as_listing.entries if entry.url and entry.title)
    looks_like: Literal["listing", "detail", "unclear"] = "unclear"
    if linked > 1 or (linked and as_detail.extraction != "selectors"):
        looks_like = "listing"
    elif as_detail.extraction == "selectors" and not linked:
        looks_like = "detail"
    findings = (*_listing_findings(as_listing, listing), *_detail_findings(as_detail, detail))
    text = "\n".join(clean_paragraphs(as_detail.paragraphs))
    facts = read_facts(as_detail.title or "", text, as_detail.flags) if text and looks_like == "detail" else None
    return Probe(looks_like, as_listing.encoding, as_listing, as_detail, findings, facts)


def words(found: Probe) -> str:
    """Return a probe as lines for a person: what the page looks like, each rule, and what would be derived."""
    flags = f", flags: {', '.join(found.detail.flags)}" if found.detail.flags else ""
    lines = [f"Looks like: {found.looks_like} page (encoding {found.encoding}{flags})"]
    width = max(len(finding.rule) for finding in found.findings)
    for finding in found.findings:
        result = f"{finding.matched}  →  {finding.excerpt}" if finding.matched else _nothing(finding)
        lines.append(f"  {finding.rule:<{width}}  {result}")
    if found.facts:
        lines.append("Would be derived from this page:")
        lines += [f"  {name:<{width}}  {said}" for name, said in summary(found.facts)]
    return "\n".join(lines)


def _nothing(finding: Finding) -> str:
    if not finding.selectors:
        return "(no selector in the profile)"
    tried = f"nothing found by {', '.join(finding.selectors)}"
    return f"{tried}  →  {finding.excerpt}" if finding.excerpt else tried


def _listing_findings(page: Listing, rules: ListingRules) -> Iterator[Finding]:
    shown = page.entries[:ENTRIES_SHOWN]
    found = {
        "entry": (rules.entry, f"{len(page.entries)} entries" if page.entries else ""),
        "link": (rules.link, _row(entry.url for entry in shown)),
        "title": (rules.title, _row(entry.title for entry in shown)),
        "summary": (rules.summary, _row(entry.text for entry in shown)),
        "date": (rules.date, _row(entry.listed_date for entry in shown)),
        "page_count": ((rules.page_count,) if rules.page_count else (), str(page.pages_claimed or "")),
        "next": (rules.next, page.next_url or ""),
    }
    for rule, (selectors, excerpt) in found.items():
        yield Finding(f"listing.{rule}", tuple(selectors), page.matched.get(rule), excerpt)


def _detail_findings(page: ReportPage, rules: DetailRules) -> Iterator[Finding]:
    lines = page.paragraphs
    ends = f": {_cut(lines[0])} … {_cut(lines[-1])}" if lines else ""
    found = {
        "title": (rules.title, page.title or ""),
        "date": (rules.date, page.listed_date or ""),
        "source": (rules.source, page.source or ""),
        "body": (rules.body, f"{len(lines)} paragraphs by {page.extraction}{ends}" if lines else ""),
        "next_page": (rules.next_page, page.next_url or ""),
    }
    for rule, (selectors, excerpt) in found.items():
        yield Finding(f"detail.{rule}", tuple(selectors), page.matched.get(rule), excerpt)


def _row(values: Iterator[str | None]) -> str:
    return " | ".join(_cut(value) for value in values if value)


def _cut(text: str) -> str:
    line = flatten(text)
    return line if len(line) <= EXCERPT else line[: EXCERPT - 1] + "…"


def draft(body: bytes, content_type: str | None, url: str, name: str = "draft") -> str:
    """Propose a profile (TOML) for a listing page of unknown markup; a comment where there is no list of reports.

    Looks for the repeated block whose items hold links named …工作报告. What the listing does not show, the
    markup of detail pages, is left to common names and the generic extractor.
    """
    decoded = decode(body, content_type)
    root = markup.parse(decoded.text)
    items = _items(root) if root is not None else []
    if root is None or not items:
        return NO_DRAFT
    link = _link_of(items[0])
    named = f"a.{_class_of(link)}" if _class_of(link) else "a"
    whole = [f"{named}::attr(title)"] if link.get("title") else []
    summary, date = _summary_of(items[0]), _date_of(items[0])
    base = urlsplit(url)
    listing: dict[str, object] = {
        **_addresses(root, base.path or "/"),
        "entry": _path_of(items[0]),
        "link": f"{named}::attr(href)",
        "title": [*whole, f"{named}::text"],
        **({"summary": summary} if summary else {}),
        **({"date": date} if date else {}),
        **({"page_count": _PAGES} if re.search(_PAGES, markup.inner_text(root)) else {}),
        "next": "//a[contains(normalize-space(.), '下一页')]/@href",
    }
    detail: dict[str, object] = {
        "title": ["h1", ".title"],
        "date": [".info", ".date", ".time", ".source"],
        "body": ["div.content", "#content", "div.article", "#zoom", ".TRS_Editor"],
        "remove": [".share", ".prevnext"],
    }
    address = f"{base.scheme}://{base.netloc}" if base.scheme in ("http", "https") and base.netloc else ""
    return "\n".join(
        [
            "# DRAFT, guessed from one page: check every line with `baogao probe URL --site FILE` first.",
            "# [detail] is not even guessed: common names, and the generic extractor where none fits.",
            *_section("site", {"name": name, "base_url": address, "user_agent_contact": ""}),
            *_section("listing", listing),
            *_section("detail", detail),
        ]
    )


def _section(name: str, values: dict[str, object]) -> Iterator[str]:
    yield f"\n[{name}]"
    for key, value in values.items():
        yield f"{key} = {json.dumps(value, ensure_ascii=False)}"  # a JSON string or list of strings is TOML too


def _items(root: Element) -> list[Element]:
    """Return the largest group of siblings of one kind that each hold a link to a report."""
    groups: dict[tuple[Element, str, str], list[Element]] = {}
    for link in root.iter("a"):
        if not link.get("href") or not _REPORT.search(markup.inner_text(link) + (link.get("title") or "")):
            continue
        for node in (link, *link.iterancestors()):
            parent = node.getparent()
            if parent is not None:
                group = groups.setdefault((parent, str(node.tag), _class_of(node)), [])
                if node not in group[-1:]:
                    group.append(node)
    most = max(map(len, groups.values()), default=0)
    return next((group for group in groups.values() if len(group) == most > 1), [])


def _link_of(item: Element) -> Element:
    """Return the link of an item that is named like a report."""
    return next(link for link in item.iter("a") if _REPORT.search(markup.inner_text(link) + (link.get("title") or "")))


def _class_of(node: Element) -> str:
    """Return the first class that can stand in a CSS selector as it is."""
    names = [name for name in (node.get("class") or "").split() if re.fullmatch(r"[A-Za-z][\w-]*", name)]
    return names[0] if names else ""


def _step(node: Element) -> str:
    return f"{node.tag}.{_class_of(node)}" if _class_of(node) else str(node.tag)


def _path_of(item: Element) -> str:
    parent = item.getparent()
    if parent is None:
        return _step(item)
    identity = parent.get("id") or ""
    above = f"{parent.tag}#{identity}" if re.fullmatch(r"[A-Za-z][\w-]*", identity) else _step(parent)
    return f"{above} > {_step(item)}"


def _date_of(item: Element) -> str | None:
    """Return a selector of the smallest element of an item that holds a whole date."""
    dated = [node for node in item.iter("*") if dates.listed_date(markup.inner_text(node, " ")[:200])]
    return _step(dated[-1]) if dated and dated[-1] is not item else None


def _summary_of(item: Element) -> str | None:
    """Return a selector of the innermost element that holds most of a long item."""
    size = len(markup.inner_text(item))
    long = [node for node in item.iter("*") if len(markup.inner_text(node)) > max(100, size // 2)]
    return _step(long[-1]) if long and long[-1] is not item else None


def _addresses(root: Element, own: str) -> dict[str, str]:
    """Return `url`, with {page} where most numbered links differ, and `first_url` where this page is unlike it."""
    links = [(link, flatten(markup.inner_text(link))) for link in root.iter("a")]
    hrefs = [str(link.get("href")) for link, text in links if text.isdecimal() or "下一页" in text]
    shapes = Counter(_NUMBER.sub("{page}", urljoin(own, href)) for href in hrefs if _NUMBER.search(href))
    if not shapes:
        return {"url": _NUMBER.sub("{page}", own) if _NUMBER.search(own) else f"{own.rstrip('/')}/list-{{page}}.html"}
    url = shapes.most_common(1)[0][0]
    is_like = re.fullmatch(re.escape(url).replace(r"\{page\}", r"\d+"), own)
    return {"url": url} if is_like else {"url": url, "first_url": own}
