"""The replica as a whole, without HTTP: what every address answers on a given day, in a given markup.

Owns the listing order, page boundaries, pager lies and the link between an address and a report. Texts come from
`report` or `sample`, HTML from `pages`, and the truth about all of it is told by `truth`.
"""

from __future__ import annotations

import copy
import datetime as dt
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from archive.errors import UsageError
from crawler.replica import truth
from crawler.replica.amendments import Amendment
from crawler.replica.cards import report_card
from crawler.replica.encodings import NAMES, Encoding, encoding_for
from crawler.replica.pages import Article, Entry, Link, Pager, detail_page, listing_page, missing_page
from crawler.replica.plants import NEAR, TWIN, TWIN_SOURCE, origin
from crawler.replica.quirks import PLAIN, Quirks, body_html, quirks_of, summary_text
from crawler.replica.report import Report, report
from crawler.replica.reportcard import DAY_ZERO, arrival_day, listed_date
from crawler.replica.sample import SampleEntry, read_sample
from crawler.replica.shelf import Shelf
from crawler.replica.timeline import state_on
from crawler.replica.variants import VARIANTS, Variant

PER_PAGE = 10
DEFAULT_REPORTS = 200
DEFAULT_SEED = 20250708
LIED_PAGES = 2
_SOURCES = ("本站整理", "政府门户网站", "投稿", "网络", "政务公开栏目")
_TEXTS_LIMIT = 100_000_000
Kind = Literal["listing", "detail", "robots", "other"]


@dataclass(frozen=True, slots=True)
class Page:
    """One answer before HTTP: status, HTML, encoding, and when it last changed (UTC)."""

    status: int
    html: str
    encoding: Encoding
    modified: dt.datetime | None


class Site:
    """The site on one day. Reading it changes nothing, so one object serves any number of requests."""

    def __init__(
        self,
        *,
        reports: int | None = None,
        day: int = 0,
        variant: str = "default",
        seed: int = DEFAULT_SEED,
        sample: Path | None = None,
        encoding: str | None = None,
    ) -> None:
        if variant not in VARIANTS:
            raise UsageError(f"There is no variant {variant}; choose one of {', '.join(VARIANTS)}.")
        if encoding is not None and encoding not in NAMES:
            raise UsageError(f"There is no encoding {encoding}; choose one of {', '.join(NAMES)}.")
        self.variant: Variant = VARIANTS[variant]
        self.encoding = encoding or self.variant.encoding
        self.seed, self.day = seed, day
        self.samples: tuple[SampleEntry, ...] = read_sample(sample) if sample else ()
        wanted = (len(self.samples) or DEFAULT_REPORTS) if reports is None else reports
        self.size = max(wanted, len(self.samples))
        self.state = state_on(day, seed=seed, size=self.size, samples=len(self.samples))
        self._listed = set(self.state.listed)
        self._texts = Shelf(_TEXTS_LIMIT)
        self._amendments: tuple[Amendment, ...] = ()
        self.claimed = self.pages + (LIED_PAGES if self.size > len(self.samples) else 0)
        """How many listing pages the pager claims: more than there are, unless only the sample is shown."""
        first = 2 if self.samples else 1
        self.repeat_after = max(first, self.pages // 3) if self.pages > first else None
        """The page whose last entry stands once more on top of the next; None on a site too small for it."""

    @property
    def pages(self) -> int:
        """How many listing pages can be reached."""
        return max(1, -(-len(self.state.listed) // PER_PAGE))

    def entries(self, page: int) -> list[int]:
        """Return the indices listed on a page (from 1), the repeated one included."""
        listed, start = self.state.listed, (page - 1) * PER_PAGE
        shown = listed[start : start + PER_PAGE]
        if shown and page - 1 == self.repeat_after:
            shown = [listed[start - 1], *shown]
        for amendment in self._amendments:
            shown = amendment.entries(shown)
        return shown

    def title(self, index: int) -> str:
        """Return the title of an entry."""
        at = origin(index).index
        title = self.samples[at].title if at < len(self.samples) else report_card(self.seed, at).title
        for amendment in self._amendments:
            title = amendment.title(self, index, title)
        return title

    def listed(self, index: int) -> dt.date:
        """Return the upload date of an entry."""
        return self.samples[index].listed if index < len(self.samples) else listed_date(index)

    def path(self, index: int) -> str:
        """Return the address of an entry's detail page on this site."""
        if index == TWIN:
            return self.variant.detail_path(TWIN_SOURCE, self.listed(TWIN_SOURCE), twin=True)
        return self.variant.detail_path(index, self.listed(index))

    def report(self, index: int) -> Report:
        """Return the generated report behind an entry, in its state of this day; not for sample entries."""
        made = self._write(index)
        self._texts.get(self._text_key(index), lambda: zlib.compress(made.text.encode(), 1))
        return made

    def _write(self, index: int) -> Report:
        source = origin(index)
        copy = (source.method, index) if source.method in NEAR else None
        return report(self.seed, source.index, self.state.edited.get(source.index, ()), copy)

    def _text_key(self, index: int) -> int:
        """Return the index under which a text is kept: entries that share one text share the key."""
        source = origin(index)
        return index if source.method in NEAR else source.index

    def paragraphs(self, index: int) -> tuple[str, ...]:
        """Return the paragraphs of an entry's canonical text."""
        paragraphs = self._written(index)
        for amendment in self._amendments:
            paragraphs = amendment.paragraphs(self, index, paragraphs)
        return paragraphs

    def _written(self, index: int) -> tuple[str, ...]:
        if index < len(self.samples):
            return self.samples[index].paragraphs
        packed = self._texts.get(self._text_key(index), lambda: zlib.compress(self._write(index).text.encode(), 1))
        return tuple(zlib.decompress(packed).decode().split("\n"))

    def quirks(self, index: int) -> Quirks:
        """Return how the entry's HTML is odd."""
        return PLAIN if index < len(self.samples) else quirks_of(self.seed, TWIN_SOURCE if index == TWIN else index)

    def kind(self, path: str) -> Kind:
        """Return what an address is for, whether or not anything answers there."""
        if path == "/robots.txt":
            return "robots"
        if self.variant.page_of(path) is not None:
            return "listing"
        return "detail" if self.variant.index_of(path) is not None else "other"

    def amended(
        self,
        *amendments: Amendment,
        listed: Sequence[int] | None = None,
        claimed: int | None = None,
        beyond: str | None = None,
    ) -> Site:
        """Return this site with something else to say, or listing something else; the texts are shared.

        `listed` are the indices to list, newest first; `claimed` is what the pager says; `beyond` as for a variant.
        """
        other = copy.copy(self)
        other._amendments = (*self._amendments, *amendments)
        if listed is not None:
            other.state = replace(self.state, listed=list(listed))
            other._listed = set(listed)
        if claimed is not None:
            other.claimed = claimed
        if beyond is not None:
            other.variant = replace(self.variant, beyond=beyond)
        return other

    def truth(self) -> Iterator[dict[str, Any]]:
        """Yield the planted facts: first the site's, then one record per listed entry, then the removed ones."""
        return truth.records(self)

    def listing_html(self, page: int) -> str:
        """Return the HTML of a listing page. Raises KeyError beyond the last one."""
        if not 1 <= page <= self.pages:
            raise KeyError(page)
        return self._listing(page, self.variant.list_path(page))

    def detail_html(self, path: str) -> str:
        """Return the HTML of the detail page at an address. Raises KeyError where there is none."""
        index = self.index_at(path)
        if index is None:
            raise KeyError(path)
        return self._detail(index, path)

    def index_at(self, path: str) -> int | None:
        """Return the entry whose page is at an address today, or None."""
        index = self.variant.index_of(path)
        for candidate in (index, TWIN) if index == TWIN_SOURCE else (index,):
            if candidate in self._listed and candidate is not None and self.path(candidate) == path:
                return candidate
        return None

    def respond(self, path: str) -> Page:
        """Return what the site answers at an address (path and query)."""
        encoding = encoding_for(self.encoding, path)
        page = self.variant.page_of(path)
        if page is not None and page > self.pages and self.variant.beyond == "last":
            page = self.pages
        if page is not None and 1 <= page <= self.pages:
            return Page(200, self._listing(page, path), encoding, self._changed(self.day))
        index = self.index_at(path)
        if index is not None:
            changed = self.state.edited.get(index, (arrival_day(index),))[-1]
            at = self._changed(changed) if changed else _noon(self.listed(index), index)
            return Page(200, self._detail(index, path), encoding, at)
        return Page(404, missing_page(encoding.meta_tag), encoding, None)

    def _changed(self, day: int) -> dt.datetime:
        moving = self.size > len(self.samples)
        return _noon(DAY_ZERO + dt.timedelta(days=day if moving else 0), 7200)

    def _listing(self, page: int, path: str) -> str:
        variant, on = self.variant, path
        numbers = sorted({1, *range(max(1, page - 3), min(self.pages, page + 3) + 1)})
        pager = Pager(
            page=page,
            claimed=self.claimed,
            first=variant.href(variant.first_url, on),
            prev=variant.href(variant.list_path(page - 1), on) if page > 1 else None,
            next=variant.href(variant.list_path(min(page + 1, self.pages)), on),
            last=variant.href(variant.list_path(self.claimed), on),
            numbers=tuple((number, variant.href(variant.list_path(number), on)) for number in numbers),
        )
        entries = [self._entry(index, on) for index in self.entries(page)]
        meta = encoding_for(self.encoding, path).meta_tag
        return listing_page(variant.name, meta, entries, pager, self._related(page * 7, on))

    def _entry(self, index: int, on: str) -> Entry:
        title, limit = self.title(index), self.variant.title_limit
        return Entry(
            href=self.variant.href(self.path(index), on),
            title=title,
            shown=f"{title[:limit]}…" if limit and len(title) > limit else title,
            summary=self._summary(index),
            date=self.listed(index),
            views=_views(index),
        )

    def _summary(self, index: int) -> str:
        if self.variant.summary == "none":
            return ""
        paragraphs = self.paragraphs(index)
        if index < len(self.samples) and paragraphs == self.samples[index].paragraphs:
            flat = self.samples[index].flat
        else:
            flat = summary_text(paragraphs, self.quirks(index))
        return f"{flat[:120]}…" if self.variant.summary == "cut" else flat

    def _detail(self, index: int, path: str) -> str:
        quirks = self.quirks(index)
        body = body_html(self.paragraphs(index), quirks)
        for amendment in self._amendments:
            body = amendment.body(self, index, body)
        article = Article(
            title=self.title(index),
            body=body,
            copies=2 if quirks.twice else 1,
            source=_SOURCES[index % len(_SOURCES)],
            date=self.listed(index),
            clock=f"{8 + index % 10:02d}:{index * 7 % 60:02d}:{index * 13 % 60:02d}",
            views=_views(index),
            prev=self._neighbour(index - 1, path),
            next=self._neighbour(index + 1, path),
            related=tuple(self._related(index, path)),
            first=self.variant.href(self.variant.first_url, path),
        )
        return detail_page(self.variant.name, encoding_for(self.encoding, path).meta_tag, article)

    def _neighbour(self, index: int, on: str) -> Link | None:
        """Return the link to a neighbour of day zero, whether or not it is still there: detail pages do not change."""
        return self._link(index, on) if 0 <= index < self.size else None

    def _related(self, number: int, on: str) -> list[Link]:
        step = max(1, self.size // 7)
        return [self._link((number + step * n + 3) % self.size, on) for n in range(5 if self.size > 10 else 2)]

    def _link(self, index: int, on: str) -> Link:
        return Link(self.variant.href(self.path(index), on), self.title(index))


def _views(index: int) -> int:
    return 120 + index * 7919 % 4800


def _noon(date: dt.date, seconds: int) -> dt.datetime:
    return dt.datetime.combine(date, dt.time(4), dt.UTC) + dt.timedelta(seconds=seconds % 7200)
