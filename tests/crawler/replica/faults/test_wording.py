"""Texts that say more than they did, on their own pages and in listings."""

from __future__ import annotations

import pytest

from crawler.replica.faults.wording import ADDED, HOSTILE


def test_edited_all_adds_a_sentence_to_every_page_and_summary(faulty, reader):
    site, read = faulty("edited-all"), reader("default")
    before = read.entries(site.site.respond(site.listing()).html, site.listing())
    after = read.entries(site.get(site.listing()).text, site.listing())
    assert [(one.url, one.title, one.date) for one in after] == [(one.url, one.title, one.date) for one in before]
    for old, new in zip(before, after, strict=True):
        assert new.summary == old.summary + ADDED
        _title, _date, text = read.detail(site.get(new.url).text)
        assert text == read.detail(site.site.detail_html(new.url))[2] + ADDED


def test_edited_all_hits_the_same_entries_in_listings_and_on_their_pages(faulty, reader):
    site, read = faulty("edited-all:share=0.5"), reader("default")
    entries = [e for page in (1, 2, 3) for e in read.entries(site.get(site.listing(page)).text, site.listing(page))]
    edited = {entry.url for entry in entries if entry.summary.endswith(ADDED)}
    assert 5 < len(edited) < 25
    assert {path for path in site.details if ADDED in site.get(path).text} == edited
    assert all(site.is_well(path) for path in site.details if path not in edited)


def test_an_edited_page_is_not_known_to_a_client_that_has_the_old_one(faulty):
    old = faulty().get((site := faulty("edited-all")).detail).headers
    seen = site.get(site.detail, if_none_match=old["etag"], if_modified_since=old["last-modified"])
    assert seen.status == 200
    assert site.get(site.detail, if_none_match=seen.headers["etag"]).status == 304
    assert site.get(site.detail, if_modified_since=old["last-modified"]).status == 200


def test_control_puts_what_is_hostile_into_title_summary_and_body(faulty):
    site = faulty("control")
    listing, detail = site.get(site.listing()).text, site.get(site.detail).text
    for page, times in ((listing, 30), (detail, 3)):
        assert page.count("=HYPERLINK(&#34;") + page.count('=HYPERLINK("') >= times
        assert page.count("\x1b]0;title\x07\x1b[31m\x9b2J") >= times
        assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;&lt;img/src=x/onerror=alert(2)&gt;") >= times
        assert "<script>alert(1)" not in page
    assert '<script>document.title="title"</script>' in detail
    assert 'onerror="alert(3)"' in detail
    assert 'href="javascript:alert(4)"' in detail
    assert HOSTILE.startswith("=")


def test_control_leaves_the_text_of_others_alone(faulty, reader):
    site, read = faulty("control:share=0.3"), reader("default")
    hit = [path for path in site.details if "alert(3)" in site.get(path).text]
    assert 1 <= len(hit) < 25
    assert all(site.is_well(path) for path in site.details if path not in hit)
    for entry in read.entries(site.get(site.listing()).text, site.listing()):
        assert ("alert(1)" in entry.title) == (entry.url in hit) == ("alert(1)" in entry.summary)


@pytest.mark.parametrize(("spec", "depth"), [("deep", 100), ("deep:depth=1000", 1000)])
def test_deep_nests_the_body_and_keeps_its_text(faulty, reader, spec, depth):
    site = faulty(spec)
    html = site.get(site.detail).text
    assert "<div>" * depth in html
    assert "</div>" * depth in html
    assert site.is_well(site.listing())
    if depth == 100:
        assert reader("default").detail(html) == reader("default").detail(site.site.detail_html(site.detail))
