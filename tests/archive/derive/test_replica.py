"""The page rules against planted truth: every markup variant and every encoding of the replica site."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest

import crawler
from archive.derive.dates import report_date
from archive.derive.links import canonical
from archive.derive.pages import read_detail, read_listing
from archive.derive.places import resolve
from archive.derive.text import fold, han_count, region_label
from archive.profile import Profile, load_profile
from crawler.replica.encodings import ENCODINGS
from crawler.replica.site import Site
from crawler.replica.variants import VARIANTS

BASE = "http://127.0.0.1:8010"
REPORTS = 24


@pytest.fixture(scope="module", params=VARIANTS)
def site(request: pytest.FixtureRequest) -> Site:
    return Site(reports=REPORTS, variant=request.param, encoding="utf-8")  # recoded below


def profile_of(site: Site) -> Profile:
    name = "replica" if site.variant.name == "default" else f"replica-{site.variant.name}"
    return load_profile(Path(crawler.__file__).parent / "sites" / f"{name}.toml")


def test_every_entry_of_every_listing_page_is_read(site: Site) -> None:
    rules = profile_of(site).listing
    for page, encoding in zip(range(1, site.pages + 1), cycle(ENCODINGS.values())):
        path = site.variant.list_path(page)
        body = encoding.encode(site.respond(path).html.replace(site.respond(path).encoding.meta_tag, encoding.meta_tag))
        listing = read_listing(body, encoding.content_type, BASE + path, rules)
        shown = site.entries(page)
        assert [entry.url for entry in listing.entries] == [canonical(BASE + site.path(index)) for index in shown]
        assert [entry.title for entry in listing.entries] == [site.title(index) for index in shown]
        assert [entry.listed_date for entry in listing.entries] == [site.listed(i).isoformat() for i in shown]
        if site.variant.summary == "full":
            texts = [fold("\n".join(site.paragraphs(index))) for index in shown]
            assert [fold(entry.text) for entry in listing.entries] == texts
        assert listing.pages_claimed == site.claimed
        following = canonical(BASE + site.variant.list_path(page + 1)) if page < site.pages else None
        assert listing.next_url == following  # the last page's link leads to itself


def test_every_text_title_and_date_equals_the_truth_in_every_encoding(site: Site) -> None:
    rules = profile_of(site).detail
    records = [record for record in site.truth() if record["record"] == "report"]
    for record, encoding in zip(records, cycle(ENCODINGS.values())):
        page = site.respond(record["url"])
        body = encoding.encode(page.html.replace(page.encoding.meta_tag, encoding.meta_tag, 1))
        read = read_detail(body, encoding.content_type, BASE + record["url"], rules)
        text = "\n".join(read.paragraphs)
        assert text == record["text"], (record["url"], encoding.name, record["quirks"])
        assert (read.title, read.listed_date) == (record["title"], record["listed_date"])
        assert (read.extraction, read.encoding) == ("selectors", encoding.codec.removesuffix("-sig"))
        assert report_date(text, record["title"]).date == record["report_date"]
        place = resolve(record["title"], text, record["report_year"])
        assert (place.code, place.level) == (record["region_code"], record["admin_level"])
        assert region_label(record["title"]) == record["region_label"]
        assert han_count(text) == record["han_count"]
