"""Listing pages, addresses and the lies that pagers tell."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from parsel import Selector

from archive.errors import UsageError
from crawler.replica.site import Site
from crawler.replica.truth import records
from crawler.replica.variants import VARIANTS


@pytest.fixture(params=list(VARIANTS))
def any_site(request) -> Site:
    return Site(reports=45, variant=request.param, encoding="utf-8")


def facts(site: Site) -> dict:
    return next(iter(records(site)))


@pytest.mark.parametrize(("reports", "pages"), [(5070, 507), (5061, 507), (10, 1), (11, 2), (1, 1), (200, 20)])
def test_ten_entries_make_a_page(reports, pages):
    site = Site(reports=reports)
    assert site.pages == pages
    shown = [site.entries(page) for page in range(1, pages + 1)]
    assert len({index for page in shown for index in page}) == reports
    assert {len(page) for page in shown[:-1]} <= {10, 11}


def test_more_pages_are_claimed_than_there_are(any_site):
    assert any_site.claimed == any_site.pages + 2 == 7
    past = any_site.respond(any_site.variant.list_path(6))
    if any_site.variant.beyond == "404":
        assert past.status == 404
    else:
        assert past.html == any_site.respond(any_site.variant.list_path(5)).html


def test_both_ways_past_the_end_are_found_among_the_variants():
    last_again = {"datefirst", "dl", "thumbs"}
    assert {name for name, variant in VARIANTS.items() if variant.beyond == "last"} == last_again
    assert {name for name, variant in VARIANTS.items() if variant.beyond == "404"} == set(VARIANTS) - last_again


def test_the_last_page_says_that_it_is_the_next_page(any_site, reader):
    read = reader(any_site.variant.name)
    for page in range(1, 6):
        path = any_site.variant.list_path(page)
        follows = any_site.variant.list_path(min(page + 1, 5))
        assert read.next_path(any_site.respond(path).html, path) == follows


def test_page_one_lives_at_two_addresses(any_site):
    one, other = (any_site.respond(path) for path in facts(any_site)["page_one_urls"])
    assert one.status == other.status == 200
    assert one.html == other.html


def test_one_entry_stands_on_two_pages(any_site):
    repeated = facts(any_site)["repeated_entry"]
    first, second = repeated["pages"]
    assert any_site.entries(first)[-1] == any_site.entries(second)[0] == repeated["index"]
    everywhere = [index for page in range(1, 6) for index in any_site.entries(page)]
    assert len(everywhere) == len(set(everywhere)) + 1 == facts(any_site)["entries_shown"]


def test_one_report_has_two_addresses_and_one_text(any_site, reader):
    twins = facts(any_site)["one_report_two_urls"]
    assert len(set(twins["urls"])) == 2
    read = reader(any_site.variant.name)
    one, other = (read.detail(any_site.detail_html(url)) for url in twins["urls"])
    assert one == other


@pytest.fixture(scope="module")
def told() -> dict[int, dict]:
    return {record["index"]: record for record in Site(reports=200).truth() if record["record"] == "report"}


def test_exact_copies_have_addresses_and_dates_of_their_own(told):
    copies = [record for record in told.values() if record["duplicate_method"] == "exact"]
    assert len(copies) >= 2
    for copy in copies:
        original = told[copy["duplicate_of"]]
        assert (copy["text"], copy["title"]) == (original["text"], original["title"])
        assert copy["url"] != original["url"]
        assert original["duplicate_of"] is None


def test_no_two_other_reports_have_one_text(told):
    texts = [record["text"] for record in told.values() if record["duplicate_of"] is None]
    assert len(texts) == len(set(texts))


def test_every_address_leads_to_its_report_and_no_other_does(any_site):
    paths = {any_site.path(index) for index in any_site.state.listed}
    assert len(paths) == 45
    for path in paths:
        assert any_site.respond(path).status == 200
        beside = re.sub(r"\d+(?=(\.s?html|/)?$)", lambda number: str(int(number[0]) + 1), path)
        assert beside != path
        assert any_site.respond(beside).status == 404
    assert any_site.respond("/nothing").status == 404
    with pytest.raises(KeyError):
        any_site.detail_html("/nothing")
    with pytest.raises(KeyError):
        any_site.listing_html(6)


def test_links_on_a_detail_page_lead_to_listed_reports(any_site):
    path = any_site.path(any_site.state.listed[17])
    page = Selector(any_site.detail_html(path))
    links = page.css(".prevnext a::attr(href), .sidebar a::attr(href)").getall()
    assert len(links) == 7
    assert all(any_site.respond(urljoin(path, link)).status == 200 for link in links)


def test_pages_carry_the_furniture_of_the_real_one(any_site):
    html = any_site.listing_html(2)
    for piece in ("欢迎在此补充", f"共 {any_site.claimed} 页", "400-000-0000", "来稿须知", "内容守则", "延伸阅读"):
        assert piece in Selector(html).xpath("string(//body)").get().replace("\n", ""), piece
    page = any_site.detail_html(any_site.path(any_site.entries(2)[1]))
    for piece in ("来", "分享到", "版权所有", "延伸阅读"):
        assert piece in page


def test_relative_links_and_a_current_page_without_a_link():
    page = Selector(Site(reports=45, variant="relative").listing_html(2))
    assert page.css(".pagelist .thisclass::text").get() == "2"
    assert not page.css(".pagelist .thisclass a")
    assert "list_29_3.html" in page.css(".pagelist a::attr(href)").getall()


def test_visible_titles_are_cut_only_where_the_attribute_has_them_whole():
    page = Selector(Site(reports=45, variant="truncated").listing_html(1))
    shown, whole = page.css("h3 a::text").getall(), page.css("h3 a::attr(title)").getall()
    assert sum(title.endswith("…") for title in shown) >= 8
    assert all(full.startswith(title.removesuffix("…")) for title, full in zip(shown, whole, strict=True))
    assert all(text.endswith("…") for text in page.css("div.desc::text").getall())


def test_thumbnails_link_to_the_page_that_the_title_links_to():
    page = Selector(Site(reports=45, variant="thumbs").listing_html(1))
    for item in page.css("div.zx-item"):
        assert len(item.css("a::attr(href)").getall()) == 2
        assert len(set(item.css("a::attr(href)").getall())) == 1


def test_separators_stand_between_entries():
    page = Selector(Site(reports=45, variant="datefirst").listing_html(1))
    assert len(page.css("ul.list_01 > li")) > 10


@pytest.mark.parametrize("wrong", [{"variant": "nope"}, {"encoding": "klingon"}])
def test_an_unknown_variant_or_encoding_is_one_sentence(wrong):
    with pytest.raises(UsageError, match=r"There is no \w+ \w+; choose one of"):
        Site(**wrong)
