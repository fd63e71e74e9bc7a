"""What `baogao probe` shows of a page, and the draft of a profile."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.derive.pages import read_listing
from archive.derive.probe import NO_DRAFT, draft, probe, words
from archive.profile import Profile, load_profile

SITES = Path(__file__).parents[2] / "sites"
URL = "http://parks.example/news/"


def page(site: str, case: str) -> tuple[bytes, Profile]:
    return (SITES / site / case / "inputs" / "page.html").read_bytes(), load_profile(SITES / site / "site.toml")


def test_a_listing_page_is_told_as_one() -> None:
    body, profile = page("plain-list", "listing-first")
    found = probe(body, None, URL, profile.listing, profile.detail)
    by_rule = {finding.rule: finding for finding in found.findings}
    assert (found.looks_like, found.encoding) == ("listing", "utf-8")
    assert by_rule["listing.entry"].excerpt == "3 entries"
    assert by_rule["listing.title"].matched == "a.title::text"
    assert by_rule["listing.title"].excerpt.count("|") == 2
    assert by_rule["listing.page_count"].excerpt == "507"
    assert by_rule["listing.next"].excerpt == "http://parks.example/news/list-2.html"


def test_a_detail_page_is_told_as_one() -> None:
    body, profile = page("plain-list", "detail-body-twice")
    found = probe(body, None, URL, profile.listing, profile.detail)
    by_rule = {finding.rule: finding for finding in found.findings}
    assert found.looks_like == "detail"
    assert by_rule["detail.title"].excerpt == "【云岭县招商】2021年云岭县政府工作报告"
    assert by_rule["detail.date"].excerpt == "2025-07-08"
    assert by_rule["detail.body"].excerpt.startswith("8 paragraphs by selectors: 2021年1月8日")
    assert by_rule["listing.entry"].matched is None


def test_a_list_with_a_body_of_its_own_is_still_a_listing() -> None:
    body, profile = page("plain-list", "listing-first")
    body = body.replace(b'<ul class="news">', b'<div class="content"><ul class="news">')
    found = probe(body, None, URL, profile.listing, profile.detail)
    assert (found.detail.extraction, found.looks_like) == ("selectors", "listing")


def test_another_page_is_told_as_neither() -> None:
    _, profile = page("plain-list", "listing-first")
    assert probe(b"<p>404</p>", None, URL, profile.listing, profile.detail).looks_like == "unclear"


def test_a_detail_page_shows_what_would_be_derived_from_it() -> None:
    body, profile = page("plain-list", "detail-body-twice")
    found = probe(body, None, URL, profile.listing, profile.detail)
    assert found.facts is not None
    assert (found.facts.report_date, found.facts.quality_flags[0]) == ("2021-01-08", "body_repeated")
    lines = words(found).split("\n")
    assert "  report_date         2021-01-08 (day)" in lines
    assert "  place               unknown: unknown_name" in lines


@pytest.mark.parametrize("case", ["listing-first", "detail-no-text"])
def test_nothing_is_derived_from_another_page(case: str) -> None:
    body, profile = page("plain-list", case)
    found = probe(body, None, URL, profile.listing, profile.detail)
    assert found.facts is None
    assert "derived" not in words(found)


def test_words_name_every_rule_and_what_was_tried() -> None:
    body, profile = page("plain-list", "detail-body-twice")
    lines = words(probe(body, None, URL, profile.listing, profile.detail)).split("\n")
    assert lines[0] == "Looks like: detail page (encoding utf-8, flags: body_repeated)"
    assert lines.index("Would be derived from this page:") == 13
    assert any("listing.entry" in line and "nothing found by ul.news > li" in line for line in lines)
    body, profile = page("date-first", "listing")
    assert "(no selector in the profile)" in words(probe(body, None, URL, profile.listing, profile.detail))


@pytest.mark.parametrize(
    ("site", "case"),
    [
        ("plain-list", "listing-first"),
        ("date-first", "listing"),
        ("table-layout", "listing"),
        ("cut-titles", "listing"),
        ("thumbnails", "listing"),
        ("split-dates", "listing"),
    ],
)
def test_a_draft_is_a_valid_profile_that_finds_the_entries(site: str, case: str) -> None:
    body, profile = page(site, case)
    text = draft(body, None, URL)
    assert text.startswith("# DRAFT")
    drafted = Profile.model_validate(tomllib.loads(text))
    assert drafted.site.base_url == "http://parks.example"
    wanted = [entry.url for entry in read_listing(body, None, URL, profile.listing).entries if entry.url]
    found = [entry.url for entry in read_listing(body, None, URL, drafted.listing).entries if entry.url]
    assert found == wanted


def test_a_draft_knows_pager_date_summary_and_whole_titles() -> None:
    html = """<ul class="l">
      <li><a class="t" href="/1.html" title="【甲县招商】甲县政府工作报告">【甲县…</a>
        <p class="s">%s</p><i>2025-07-08</i></li>
      <li><a class="t" href="/2.html" title="【乙县招商】乙县政府工作报告">【乙县…</a>
        <p class="s">%s</p><i>2025-07-07</i></li>
    </ul>共 7 页 <b>1</b><a href="list-2.html">2</a><a href="list-3.html">3</a><a href="list-2.html">下一页</a>""" % (
        ("正文。" * 60,) * 2
    )
    drafted = Profile.model_validate(tomllib.loads(draft(html.encode(), None, URL, name="mine")))
    rules = drafted.listing
    assert drafted.site.name == "mine"
    assert (rules.url, rules.first_url) == ("/news/list-{page}.html", "/news/")
    assert (rules.entry, rules.title) == (("ul.l > li",), ("a.t::attr(title)", "a.t::text"))
    assert (rules.summary, rules.date) == (("p.s",), ("i",))
    listing = read_listing(html.encode(), None, URL, rules)
    assert (listing.pages_claimed, listing.next_url) == (7, "http://parks.example/news/list-2.html")
    assert listing.entries[1].listed_date == "2025-07-07"


@pytest.mark.parametrize("body", [b"", b"%PDF-1.4", b"<p>x</p>", "<a href=1.html>政府工作报告</a>".encode()])
def test_without_a_list_of_reports_there_is_no_draft(body: bytes) -> None:
    assert draft(body, None, URL) == NO_DRAFT


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.sampled_from(
            [
                "<ul class='a\"b'>",
                "<li class='1 x{}'>",
                "<a href='x\\7f.html' title='工作报告'>",
                "工作报告",
                "</a>",
                "</li>",
                "2025-07-08",
                "<a href='p9\n.html'>9</a>",
            ]
        ),
        max_size=40,
    ),
    st.sampled_from([URL, "", "file:///x", "http://parks.example/a{9}"]),
)
def test_any_draft_is_valid(pieces: list[str], url: str) -> None:
    text = draft("".join(pieces).encode(), None, url)
    if text != NO_DRAFT:
        Profile.model_validate(tomllib.loads(text))
