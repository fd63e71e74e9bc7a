"""From the evidence for one entry to its report: every version of the text, and what the latest one says.

Pure: takes bodies and rules, returns values; reads no file and no clock. The detail page wins; the listing's text
stands in where there never was a readable detail page, or where the profile says that the listing is enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from archive.derive.duplicates import Fingerprint, fingerprint
from archive.derive.facts import Facts, read_facts
from archive.derive.pages import DetailRules, ListingRules, ReportPage, read_detail, read_listing
from archive.derive.text import clean_paragraphs, pick_title, text_sha256


@dataclass(frozen=True, slots=True)
class Body:
    """One page as the page rules take it: decoded from Content-Encoding, not from its charset."""

    content: bytes
    content_type: str | None
    url: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one crawl saw of an entry. `bodies`: the detail page and its further pages, or the one listing page."""

    kind: Literal["detail", "listing"]
    capture_id: int
    captured_at: str
    listing_title: str
    listed_date: str | None
    stands_in: bool
    """The listing's text is used only because the detail page failed."""
    bodies: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """One state of the report as the site showed it.

    Title and upload date may change while the text does not: `title` and `listed_date` are those last shown with this
    text, `first_title` and `first_listed_date` those first shown with it.
    """

    capture_id: int
    captured_at: str
    title: str
    listed_date: str | None
    first_title: str
    first_listed_date: str | None
    text: str
    text_sha256: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All states of one report, oldest first, and what the last one says."""

    texts: tuple[Text, ...]
    facts: Facts
    fingerprint: Fingerprint


def derive(url: str, evidence: Sequence[Evidence], listing: ListingRules, detail: DetailRules) -> Report | None:
    """Return the report of an entry, or None where no evidence holds any text of it."""
    texts: list[Text] = []
    for seen in evidence:
        text = _read(url, seen, listing, detail)
        if text is None or (seen.stands_in and texts):
            continue
        if texts and texts[-1].text_sha256 == text.text_sha256:
            texts[-1] = replace(texts[-1], title=text.title, listed_date=text.listed_date)
        else:
            texts.append(text)
    if not texts:
        return None
    last = texts[-1]
    return Report(tuple(texts), read_facts(last.title, last.text, last.flags), fingerprint(last.text))


def _read(url: str, seen: Evidence, listing: ListingRules, detail: DetailRules) -> Text | None:
    if seen.kind == "detail":
        pages = [read_detail(body.content, body.content_type, body.url, detail) for body in seen.bodies]
        return _from_detail(seen, pages)
    body = seen.bodies[0]
    page = read_listing(body.content, body.content_type, body.url, listing)
    shown = next((entry.text for entry in page.entries if entry.url == url), "")
    flags = ("listing_text_only",) if seen.stands_in else ()
    return _text(seen, seen.listing_title, seen.listed_date, (shown,), flags)


def _from_detail(seen: Evidence, pages: Sequence[ReportPage]) -> Text | None:
    first = pages[0]
    title = pick_title(seen.listing_title, first.title)
    flags = tuple(dict.fromkeys(flag for page in pages for flag in page.flags))
    paragraphs = tuple(paragraph for page in pages for paragraph in page.paragraphs)
    return _text(seen, title, seen.listed_date or first.listed_date, paragraphs, flags)


def _text(
    seen: Evidence, title: str, listed_date: str | None, paragraphs: Sequence[str], flags: tuple[str, ...]
) -> Text | None:
    text = "\n".join(clean_paragraphs(paragraphs))
    if not text:
        return None
    shown = (title, listed_date)
    return Text(seen.capture_id, seen.captured_at, *shown, *shown, text, text_sha256(text), flags)
