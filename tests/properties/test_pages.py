"""Pages made of anything: what a site sends is never an error, and what a report says comes back unchanged."""

from __future__ import annotations

import html

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from archive.derive.pages import read_detail, read_listing
from archive.derive.text import clean_paragraphs, flatten
from archive.profile import DetailRules, ListingRules
from tests.fuzz import pages
from tests.guarantees import record

BYTES = st.one_of(
    st.binary(max_size=300),
    st.tuples(st.lists(st.sampled_from(pages.ALPHABET), max_size=80), st.sampled_from(pages.CODINGS)).map(
        lambda made: "".join(made[0]).encode(made[1], "replace")
    ),
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good page in some encoding, with a piece of it overwritten, taken out or repeated."""
    page = pages.PAGE.encode(draw(st.sampled_from(pages.CODINGS)), "replace")
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(page))] * 2)))
    return page[:start] + draw(st.binary(max_size=8)) + page[end if draw(st.booleans()) else start :]


def test_any_page_is_read_without_an_error_and_nothing_unsafe_is_kept():
    tried = 0

    @settings(max_examples=1000)
    @given(BYTES | damaged(), st.sampled_from(pages.TYPES), st.sampled_from(pages.profiles()))
    def read(body, content_type, profile):
        nonlocal tried
        tried += 1
        pages.check_page(body, content_type, profile)

    read()
    test = "tests/properties/test_pages.py::test_any_page_is_read_without_an_error_and_nothing_unsafe_is_kept"
    record(9, test, tried, "hostile pages", "each read without an error; no unsafe character, no unsafe address kept")


FIRST, LAST = "各位代表：现在报告工作。", "为实现宏伟目标而努力奋斗！"
CODINGS = st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"])
CHARACTERS = st.sampled_from(
    "生态发展增长目标万元亩〇○，。；：（）“”—…％8０１abＧ.% &<>\"' \u3000\xa0\t\n\u200b镕㎡𠮷"
) | st.characters(
    codec="utf-8", exclude_categories=["Cs", "Co", "Cn"], exclude_characters="\x00\x0b\x0c\ufffd\ufffe\uffff"
)
LINES = st.lists(st.text(CHARACTERS, max_size=30), max_size=8)
DECLARED = st.sampled_from([None, "text/html", "text/html; charset=iso-8859-1"])


@settings(max_examples=400)
@given(LINES, st.text(CHARACTERS, max_size=20), CODINGS, DECLARED, st.dates().map(str))
def test_a_report_comes_back_as_the_page_prints_it(lines, title, coding, content_type, date):
    assume("锟斤拷" not in f"{title}{lines}")  # what is left of characters that somebody lost before
    written = [FIRST, *lines, LAST]
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in written)
    source = (
        f"<title>政府工作报告</title><h1>关于{html.escape(title)}的报告</h1>"
        f"<div class=info>时间：{date} 来源：本站</div><div class=content>{body}</div>"
    )
    rules = DetailRules(title="h1", date=".info", source=".info", body="div.content")
    page = read_detail(source.encode(coding), content_type, pages.URL, rules)
    assert page.paragraphs == clean_paragraphs(written)
    assert (page.title, page.source) == (flatten(f"关于{title}的报告"), "本站")
    assert page.listed_date == (date if "1949" <= date < "2100" else None)
    assert (page.extraction, page.flags) == ("selectors", ())


@settings(max_examples=300)
@given(st.lists(st.tuples(st.text(CHARACTERS, max_size=15), LINES), max_size=6), CODINGS, DECLARED)
def test_every_entry_of_a_listing_comes_back_in_its_place(entries, coding, content_type):
    items = [
        f"<li><a href=/{number}.html title='{html.escape(title)}'>全文</a>"
        f"<div class=intro>{'<br>'.join(map(html.escape, lines))}</div><span>2021-01-27</span></li>"
        for number, (title, lines) in enumerate(entries)
    ]
    source = f"<h2>各地政府工作报告</h2><ul class=news>{''.join(items)}</ul>共 {len(entries)} 页"
    rules = ListingRules(
        url="/{page}",
        entry="ul.news > li",
        link="a::attr(href)",
        title=["a::attr(title)", "a::text"],
        summary=".intro",
        date="span",
        page_count=r"共 (\d+) 页",
    )
    page = read_listing(source.encode(coding), content_type, pages.URL, rules)
    assert page.pages_claimed == len(entries)
    assert [(entry.position, entry.url, entry.title, entry.text, entry.listed_date) for entry in page.entries] == [
        (
            number + 1,
            f"http://site.test/{number}.html",
            flatten(title) or "全文",
            "\n".join(clean_paragraphs(lines)),
            "2021-01-27",
        )
        for number, (title, lines) in enumerate(entries)
    ]
