"""Pages whose HTML is odd: what is odd about it, and that what it says is still there."""

from __future__ import annotations

import re

import pytest
from parsel import Selector

from crawler.replica.variants import VARIANTS


def test_timestamp_changes_page_and_etag_at_every_request(faulty):
    site = faulty("timestamp")
    for path in (site.detail, site.listing()):
        seen = [site.get(path) for _ in range(3)]
        assert len({one.headers["etag"] for one in seen}) == 3
        assert all("last-modified" not in one.headers for one in seen)
        assert site.get(path, if_none_match=seen[-1].headers["etag"]).status == 200
        quiet = {re.sub(r'<div class="(now|made)">.*?</div>', "", one.text) for one in seen}
        assert quiet == {site.site.respond(path).html}


def test_huge_is_ten_megabytes_with_the_content_in_it(faulty, reader):
    site = faulty("huge")
    seen = site.get(site.detail, accept_encoding="gzip")
    assert 10_000_000 <= len(seen.unzipped) < 10_300_000
    small = faulty("huge:megabytes=0.2").get(site.detail)
    assert 200_000 <= len(small.body) < 400_000
    assert reader("default").detail(small.text) == reader("default").detail(site.site.detail_html(site.detail))


def test_nulls_are_sprinkled_and_hide_nothing(faulty):
    site = faulty("nulls")
    seen = site.get(site.detail)
    assert seen.body.count(b"\0") > 20
    assert seen.text.replace("\0", "") == site.site.respond(site.detail).html
    assert b"\0" not in b"".join(re.findall(rb"<[^>]*>", seen.body))
    entities = "".join(site.get(path).text for path in site.details[:8])
    assert "&" in entities
    assert not re.search(r"&#?\w*\0", entities)
    assert site.get(site.detail, if_none_match=seen.headers["etag"]).status == 304


@pytest.mark.parametrize("variant", VARIANTS)
def test_new_markup_hides_everything_from_the_profile(faulty, reader, variant):
    site = faulty("new-markup:on=pages", variant=variant, encoding="utf-8")
    read, listing, detail = reader(variant), site.get(site.listing(2)).text, site.get(site.detail).text
    assert read.entries(site.site.respond(site.listing(2)).html, site.listing(2))
    assert read.entries(listing, site.listing(2)) == []
    assert not read.value(Selector(listing), read.profile.listing.next)
    rules = read.profile.detail
    for selectors in (rules.title, rules.date, rules.source, rules.body):
        assert not read.select(Selector(detail), selectors)
    for path, html in ((site.listing(2), listing), (site.detail, detail)):
        before = Selector(site.site.respond(path).html).xpath("string(//body)").get()
        assert Selector(html).xpath("string(//body)").get().split() == before.split()


def test_new_markup_can_be_of_details_only(faulty):
    site = faulty("new-markup")
    assert site.is_well(site.listing())
    assert not site.is_well(site.detail)
