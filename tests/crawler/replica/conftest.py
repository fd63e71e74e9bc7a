"""A second, independent reader of profiles and pages, so that the replica is not checked with the product's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import pytest
from parsel import Selector

from archive.profile import Profile, load_profile
from crawler.replica.command import profile_name
from crawler.replica.report import Report, report
from crawler.replica.site import DEFAULT_SEED

SITES = Path(__file__).parents[3] / "crawler" / "sites"
BLOCKS = {"p", "div", "br", "section", "td", "tr", "table", "tbody"}


@dataclass
class ReadEntry:
    url: str
    title: str
    date: str
    summary: str


class Reader:
    """Reads decoded pages with the selectors of a profile, as the contract describes them."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile

    @staticmethod
    def select(node: Selector, selectors: tuple[str, ...]) -> list[Selector]:
        for selector in selectors:
            found = node.xpath(selector) if selector.startswith(("/", "./")) else node.css(selector)
            if found:
                return list(found)
        return []

    @staticmethod
    def strings(nodes: list[Selector]) -> list[str]:
        return [text for node in nodes for text in (node.xpath(".//text()").getall() or [node.get()])]

    def value(self, node: Selector, selectors: tuple[str, ...]) -> str:
        return fold("".join(self.strings(self.select(node, selectors))), " ")

    def entries(self, html: str, path: str) -> list[ReadEntry]:
        rules = self.profile.listing
        return [
            ReadEntry(
                url=urljoin(path, self.value(node, rules.link)),
                title=self.value(node, rules.title),
                date=date_in(self.strings(self.select(node, rules.date))),
                summary=self.value(node, rules.summary),
            )
            for node in self.select(Selector(html), rules.entry)
        ]

    def claimed(self, html: str) -> int:
        text = "".join(Selector(html).xpath("//body//text()").getall())
        return int(re.findall(self.profile.listing.page_count, text)[-1])

    def next_path(self, html: str, path: str) -> str:
        return urljoin(path, self.value(Selector(html), self.profile.listing.next))

    def detail(self, html: str) -> tuple[str, str, str]:
        """Return title, date and text of a detail page."""
        page, rules = Selector(html), self.profile.detail
        for selector in rules.remove:
            page.css(selector).drop()
        bodies = [paragraphs(node) for node in self.select(page, rules.body)]
        assert all(body == bodies[0] for body in bodies), "the copies of a body differ"
        return (
            self.value(page, rules.title),
            date_in(self.strings(self.select(page, rules.date))),
            "\n".join(bodies[0]),
        )


def fold(text: str, joint: str = "") -> str:
    """Drop invisible characters and put `joint` in the place of white space."""
    return joint.join(re.sub("[\u200b\ufeff\u00ad]", "", text).split())


def date_in(strings: list[str]) -> str:
    text = " ".join(strings)
    if found := re.search(r"(\d{4})[-年./](\d\d?)[-月./](\d\d?)", text):
        return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}"
    day, month = re.search(r"\b(\d\d)\s+(\d{4}-\d\d)\b", text).groups()
    return f"{month}-{day}"


def paragraphs(node: Selector) -> list[str]:
    lines = [""]

    def walk(element) -> None:
        if not isinstance(element.tag, str) or element.tag in ("style", "script", "xml"):
            return
        if element.tag in BLOCKS:
            lines.append("")
        lines[-1] += element.text or ""
        for child in element:
            walk(child)
            lines[-1] += child.tail or ""
        if element.tag in BLOCKS:
            lines.append("")

    walk(node.root)
    return [line for line in (fold(line, " ") for line in lines) if line]


@pytest.fixture(scope="session")
def reader():
    """Return a function: variant name to the reader with that variant's committed profile."""
    return lambda variant: Reader(load_profile(SITES / f"{profile_name(variant)}.toml"))


@pytest.fixture(scope="session")
def made() -> list[Report]:
    """The first 200 reports as printed on day 0; they are costly, so all tests share them."""
    return [report(DEFAULT_SEED, index) for index in range(200)]


@pytest.fixture(scope="session")
def folded():
    return fold
