"""Reading pages: what the folders of tests/sites cannot show in one page each."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.derive.pages import DetailRules as DetailProtocol
from archive.derive.pages import Listing, ReportPage, read_detail, read_listing
from archive.derive.pages import ListingRules as ListingProtocol
from archive.derive.text import clean_paragraphs, flatten, fold
from archive.profile import DetailRules, ListingRules
from tests.archive.derive.gold import NEEDS_SAMPLE, gold_reports

URL = "http://parks.example/news/list-1.html"
LISTING: ListingProtocol = ListingRules(
    url="/list-{page}.html",
    entry="ul.news > li",
    link="a::attr(href)",
    title=("a::attr(title)", "a::text"),
    summary="p",
    date="span",
    page_count=r"共\s*(\d+)\s*页",
    next="a.next::attr(href)",
)
DETAIL: DetailProtocol = DetailRules(
    title="h1", date=".info", source=".info", body=("div.content", "#zoom"), remove=(".share",), next_page="a.more"
)
PIECES = st.lists(
    st.sampled_from(
        [
            "<div class=content>",
            "<ul class=news>",
            "<li>",
            "</li>",
            "<a href='1.html' title=x>",
            "</a>",
            "<p>",
            "</p>",
            "<h1>",
            "<table>",
            "<tr>",
            "<td>",
            "</td>",
            "</table>",
            "<span>",
            "2025-07-08",
            "共 3 页",
            "正文。",
            "<pre>\n",
            "<!--",
            "-->",
            "<![CDATA[",
            "&#0;",
            "&#xD800;",
            "&nbsp;",
            "\x00",
            "<script>",
            "</script>",
            "<base href='http://['>",
            "<a class=next href=//[>",
            "\ud7ff",
            "<br>",
        ]
    ),
    max_size=60,
)


def listing(html: str | bytes, url: str = URL) -> Listing:
    return read_listing(html if isinstance(html, bytes) else html.encode(), "text/html", url, LISTING)


def detail(html: str | bytes) -> ReportPage:
    return read_detail(html if isinstance(html, bytes) else html.encode(), "text/html", URL, DETAIL)


@settings(deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_are_read_without_an_error(body: bytes) -> None:
    assert isinstance(listing(body), Listing)
    assert detail(body).extraction in ("selectors", "generic", "none")


@settings(deadline=None, max_examples=200)
@given(PIECES)
def test_any_markup_is_read_without_an_error_and_cleanly(pieces: list[str]) -> None:
    html = "".join(pieces)
    assert [entry.position for entry in listing(html).entries] == list(range(1, len(listing(html).entries) + 1))
    paragraphs = detail(html).paragraphs
    assert clean_paragraphs(paragraphs) == paragraphs
    assert (detail(html).extraction == "none") == (paragraphs == ())


def test_deep_nesting_is_survived() -> None:
    page = b"<h1>T</h1><div class=content>" + b"<div>" * 1000 + "深".encode() + b"</div>" * 1000
    assert (detail(page).title, detail(page).paragraphs) == ("T", ("深",))


@pytest.mark.parametrize("level", [3000, 100_000])
def test_of_a_page_nested_too_deep_no_half_is_taken_for_the_whole(level: int) -> None:
    page = b"<h1>T</h1><div class=content>" + "前".encode() + b"<div>" * level + "深".encode() + b"</div>" * level
    assert (detail(page).title, detail(page).extraction) == (None, "none")
    assert listing(b"<ul class=news><li><a href=1.html>x</a></li>" + b"<ul><li>" * level).entries == ()


@pytest.mark.parametrize(
    "page",
    [
        b'<div class="info">' * 1000 + b"<i class=source></i>" * 20_000,
        b'<div class="info">' * 1000 + b"<i class=source>2025</i>" * 20_000,
        "<div class=content>一</div>".encode() * 100_000,
        b"<h1>x" + "\u0315\u0300".encode() * 100_000,
        b"<a class=more href='http://" + "\u0315\u0300".encode() * 100_000 + b"/'>",
        b"<div>" * 190 + "<p>各位代表：现在报告工作。</p>".encode() * 10_000,
    ],
    ids=["nested, empty", "nested, no date", "many blocks", "marks", "marks in a host", "nested, no body"],
)
def test_hostile_pages_are_read_in_seconds(page: bytes) -> None:
    started = time.process_time()
    detail(page)
    listing(page)
    assert time.process_time() - started < 10


def test_matched_names_the_selector_that_found_something() -> None:
    page = detail("<h1></h1><div class=info>2025-07-08</div><div class=content> </div><div id=zoom>正文</div>")
    assert page.matched == {"date": ".info", "source": ".info", "body": "#zoom"}
    listed = listing("<ul class=news><li><a href=1.html title=''>报告</a></li></ul>共3页")
    assert listed.matched == {
        "entry": "ul.news > li",
        "link": "a::attr(href)",
        "title": "a::text",
        "page_count": LISTING.page_count,
    }


def test_nothing_found_matches_nothing() -> None:
    assert (detail("<p></p>").matched, listing("<p></p>").matched) == ({}, {})


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("来源：云岭县政府网", "云岭县政府网"),
        ("发布时间：2025-07-08 信息来源: 云岭 日报 浏览次数：12", "云岭 日报"),
        ("2025-07-08 来源：本站【字体：大 中 小】", "本站"),
        ("来源： 发布时间：2025-07-08", None),
        ("云岭日报", "云岭日报"),
    ],
)
def test_source_is_told_without_its_label(line: str, source: str | None) -> None:
    assert detail(f"<div class=info>{line}</div><div class=content>x</div>").source == source


def test_a_rule_may_read_what_another_removes() -> None:
    rules = DetailRules(title="h1", date=".info", body="div.content", remove=(".info", ".share"))
    page = read_detail(
        "<div class=content><h1>题<i class=share>分享</i></h1><p class=info>2025-07-08</p><p>正文</p></div>".encode(),
        None,
        URL,
        rules,
    )
    assert (page.title, page.listed_date, page.paragraphs) == ("题", "2025-07-08", ("正文",))


def test_body_selectors_are_tried_in_order_until_one_has_text() -> None:
    assert detail("<div class=content><p>&nbsp;</p></div><div id=zoom>正文</div>").paragraphs == ("正文",)
    assert detail("<div class=content>甲</div><div id=zoom>乙</div>").paragraphs == ("甲",)


def test_bodies_inside_bodies_are_read_once() -> None:
    page = detail("<div class=content>前<div class=content>内</div>后</div>")
    assert (page.paragraphs, page.flags) == (("前", "内", "后"), ())


def test_flags_come_together() -> None:
    body = "<div class=content><p>正文一。</p><p>正文二。</p></div>".encode()
    assert detail(body + body + b"\xff").flags == ("body_repeated", "mojibake")


@pytest.mark.parametrize(
    ("href", "following"),
    [
        ("list-2.html", "http://parks.example/news/list-2.html"),
        ("list-1.html", None),
        ("list-1.html#", None),
        ("javascript:;", None),
        ("#", None),
    ],
)
def test_next_page(href: str, following: str | None) -> None:
    assert listing(f"<a class=next href='{href}'>下一页</a>").next_url == following


@pytest.mark.parametrize(
    ("pager", "pages"),
    [("共507页", 507), ("共 <b>5０</b>\xa0页", 50), ("共99999999999999999999页", None), ("共 页", None), ("", None)],
)
def test_claimed_pages(pager: str, pages: int | None) -> None:
    assert listing(f"<ul class=news><li><a href=1.html>报告</a><p>共 9 页</p></li></ul>{pager}").pages_claimed == pages


def test_claimed_pages_need_no_group() -> None:
    rules = LISTING.model_copy(update={"page_count": r"\d+(?=页)"})  # type: ignore[attr-defined]
    assert read_listing("共12页".encode(), None, URL, rules).pages_claimed == 12


def test_an_entry_repeated_on_a_page_is_listed_twice_but_a_link_repeated_in_an_entry_once() -> None:
    entry = "<li><a href=1.html><img></a><a href=1.html title=甲>甲</a></li>"
    assert [e.url for e in listing(f"<ul class=news>{entry}<li></li>{entry}</ul>").entries] == [
        "http://parks.example/news/1.html"
    ] * 2


@NEEDS_SAMPLE
@pytest.mark.parametrize("number", range(10))
@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_real_texts_survive_a_page_without_a_change(number: int, codec: str) -> None:
    report = gold_reports()[number]
    sentences = re.findall(r"[^。]+。?", report.text)
    page = (
        f"<html><head><meta charset={codec}></head><body><h1>{report.title}</h1><div class=content>"
        + "".join(f"<p>　　<span>{sentence}</span></p>\n" for sentence in sentences)
        + "</div></body></html>"
    )
    read = detail(page.encode(codec))
    assert read.paragraphs == clean_paragraphs(sentences)
    assert fold("".join(read.paragraphs)) == fold(report.text)


@NEEDS_SAMPLE
@pytest.mark.parametrize("number", range(10))
def test_the_generic_extractor_finds_real_texts_whole(number: int) -> None:
    report = gold_reports()[number]
    sentences = re.findall(r"[^。]+。?", report.text)
    page = (
        "<html><body><div class=nav>"
        + "<a href=/>招商政策</a> " * 20
        + f"</div><h1>{report.title}</h1><section>"
        + "".join(f"<p>　　{sentence}</p>" for sentence in sentences)
        + "</section><div class=foot><p>版权所有</p><p>投资咨询热线 000-000</p></div></body></html>"
    )
    read = detail(page)
    assert (read.extraction, read.flags) == ("generic", ("generic_extraction",))
    assert read.paragraphs == clean_paragraphs(sentences)


@NEEDS_SAMPLE
def test_short_lines_around_a_generic_text_go() -> None:
    sentences = re.findall(r"[^。]+。?", gold_reports()[5].text)
    body = "<br>".join(sentences)
    read = detail(f"<body><div><a href=/>首页</a></div>{body}<div class=footer>园区网 电话</div></body>")
    assert read.paragraphs == clean_paragraphs(sentences)


@NEEDS_SAMPLE
def test_the_saved_listing_page_as_a_list() -> None:
    items = [
        f'<li><a href="/{n}.html">{r.title}</a><p>{r.text}</p><span>{r.listed}</span></li>'
        for n, r in enumerate(gold_reports())
    ]
    page = listing(f'<meta charset="utf-8"><ul class="news">{"".join(items)}</ul>共 507 页')
    assert [entry.title for entry in page.entries] == [report.gold["title"] for report in gold_reports()]
    assert {entry.listed_date for entry in page.entries} == {"2025-07-08"}
    assert [entry.text for entry in page.entries] == [flatten(report.text) for report in gold_reports()]
    assert page.pages_claimed == 507


def test_reading_rules_open_no_file_and_no_connection() -> None:
    source = (Path(read_listing.__code__.co_filename)).read_text(encoding="utf-8")
    assert not re.search(r"\bopen\(|requests|urllib\.request|datetime\.now", source)
