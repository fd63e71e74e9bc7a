"""A site that is not what it was: what its listings and pages show then."""

from __future__ import annotations

import re

import pytest
from parsel import Selector

from crawler.replica.site import Site
from crawler.replica.variants import VARIANTS


@pytest.mark.parametrize("variant", VARIANTS)
def test_few_pages_claims_and_serves_only_so_many(faulty, reader, variant):
    site = faulty("few-pages:claims=5", reports=80, variant=variant, encoding="utf-8")
    read = reader(variant)
    for page in range(1, 6):
        path = site.listing(page)
        html = site.get(path).text
        assert read.claimed(html) == 5
        entries = [entry.url for entry in read.entries(html, path)]
        assert entries == [site.site.path(index) for index in site.site.entries(page)]
        assert read.next_path(html, path) == site.listing(min(page + 1, 5))
    assert [site.get(site.listing(page)).status for page in (6, 7, 8, 9)] == [404] * 4
    assert all(site.is_well(path) for path in site.details[-3:])


def test_no_entries_leaves_chrome_and_pager(faulty, reader):
    site = faulty("no-entries")
    for page in (1, 2):
        seen = site.get(site.listing(page))
        assert seen.status == 200
        assert reader("default").entries(seen.text, site.listing(page)) == []
        assert reader("default").claimed(seen.text) == site.site.claimed
        assert reader("default").next_path(seen.text, site.listing(page)) == site.listing(page + 1)
        assert "来稿须知" in seen.text
    assert site.is_well(site.detail)


def test_same_body_answers_for_many_addresses(faulty, reader):
    site, read = faulty("same-body:share=0.5"), reader("default")
    found = {path: read.detail(site.get(path).text) for path in site.details}
    hit = {path for path in found if "系统升级" in found[path][2]}
    assert 5 < len(hit) < 25
    assert len({found[path][2] for path in hit}) == 1
    assert len(found[min(hit)][2]) >= 300
    assert all(found[path][:2] == read.detail(site.site.detail_html(path))[:2] for path in hit)
    assert all(site.is_well(path) for path in set(found) - hit)


def test_same_body_is_as_long_as_it_is_told(faulty, reader):
    site = faulty("same-body:chars=1500")
    assert 1500 <= len(reader("default").detail(site.get(site.detail).text)[2]) < 2000


def listed(site, page: int) -> list[str]:
    """The addresses on a page, without the one that stands on the page before as well."""
    links = Selector(site.get(site.listing(page)).text).css("ul.news > li a.title::attr(href)").getall()
    return links[1:] if page - 1 == site.site.repeat_after else links


def test_shift_new_puts_a_report_on_top_after_page_one(faulty, reader):
    site = faulty("shift-new")
    (new,) = {one["url"] for one in Site(reports=30, day=1).truth() if one.get("first_day") == 1}
    assert site.get(new).status == 404
    assert listed(site, 1) == site.details[:10]
    assert listed(site, 2) == site.details[9:19]
    assert listed(site, 1) == [new, *site.details[:9]]
    assert listed(site, 4) == site.details[29:]
    assert site.get(new).text == Site(reports=30, day=1).detail_html(new)
    assert listed(site, 1)[0] == new
    assert all(site.is_well(path) for path in site.details)


def test_shift_removed_takes_the_first_report_away_after_page_one(faulty):
    site = faulty("shift-removed")
    gone = site.detail
    assert site.is_well(gone)
    assert listed(site, 1) == site.details[:10]
    assert listed(site, 2) == site.details[11:21]
    assert listed(site, 1) == site.details[1:11]
    assert site.get(gone).status == 404
    assert all(site.is_well(path) for path in site.details[1:])


@pytest.mark.parametrize("name", ["shift-new", "shift-removed"])
def test_a_shift_is_seen_by_a_client_that_has_the_old_page(faulty, name):
    site = faulty(name)
    old = site.get(site.listing()).headers
    seen = site.get(site.listing(), if_none_match=old["etag"])
    assert (seen.status, "last-modified" in seen.headers) == (200, False)


def test_both_addresses_of_page_one_are_page_one(faulty):
    site = faulty("shift-removed:times=2")
    assert site.get("/list-1.html").status == site.get("/list.html").status == 200
    assert listed(site, 1) == site.details[2:12]
    assert listed(site, 1) == site.details[2:12]


def test_claims_do_not_grow_with_the_number_asked_for(faulty):
    site = faulty("few-pages:claims=99")
    assert re.search(r"共 (\d+) 页", site.get(site.listing()).text)[1] == "3"
