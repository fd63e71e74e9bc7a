"""The pages of an archive: what they show, that nothing in a text becomes markup, that no link is dead."""

from __future__ import annotations

import html
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urljoin, urlsplit

import pytest
from datasette.app import Datasette
from lxml.html import document_fromstring

from tests.archive.reading_room.conftest import described, getter

TABLES = (
    "reports",
    "report_texts",
    "versions",
    "captures",
    "warc_files",
    "crawls",
    "ledger",
    "duplicates",
    "alarms",
    "takedowns",
)
QUERIES = ("search", "newest", "by_place_and_year", "years_and_levels", "changed", "copies", "ledger_sums", "receipts")
PAGES = (
    "/",
    "/archive",
    *(f"/archive/{table}" for table in TABLES),
    *(f"/archive/{query}?q=生态&place=青川&year=" for query in QUERIES),
    "/archive/reports?_search=生态",
    "/archive/reports?_search=生态&report_year=2021",
    "/archive/reports?_all=1",
    "/archive/reports?_col=title",
    "/archive/reports/1",
    "/archive/indicators/4,1",
    "/archive/sections/4,1,1",
    "/archive/report_texts/1?q=生态",
    "/archive/report_texts/4",
    "/archive/versions/1,1",
    "/archive/versions/1,2",
    "/archive/crawls/1",
)
HOSTILE = ("<script>alert", "<img src=x", "<b>招商", "<p>第二段")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_its_language_and_title_and_escapes_texts(own, path):
    answer = own(path)
    assert answer.status_code == 200
    page = answer.text
    assert page.count('<html lang="zh-CN">') == page.count("<title>") == page.count("<h1") == 1
    title = re.search(r"<title>(.+?)</title>", page)[1]
    assert re.search(r"[\u4e00-\u9fff]", title)
    assert "select" not in title.lower()
    assert not any(piece in page for piece in HOSTILE)


@pytest.mark.parametrize("path", [f"/archive/{table}" for table in TABLES] + ["/archive/reports?_all=1"])
def test_no_cell_of_a_table_is_longer_than_a_line_or_two(own, path):
    for cell in document_fromstring(own(path).text).iter("td"):
        assert len(cell.text_content()) < 200


def test_a_search_marks_titles_and_passages_and_leads_to_the_text(own):
    page = document_fromstring(own("/archive/reports?_search=生态").text)
    rows = [row.text_content() for row in page.cssselect("tr.passages")]
    assert len(rows) == 2
    assert "3 处" in rows[0]
    assert [mark.text for mark in page.cssselect("tr.passages mark")] == ["生态"] * 4
    title = page.cssselect("td.col-title a")[0]
    assert title.get("href") == "/archive/report_texts/1?q=%E7%94%9F%E6%80%81#hit-1"
    text = document_fromstring(own(title.get("href")).text)
    assert [mark.get("id") for mark in text.cssselect(".text mark")] == ["hit-1", "hit-2", "hit-3"]
    assert "3 处" in text.cssselect(".count")[0].text_content()


def test_a_match_in_the_title_alone_says_so(own):
    page = document_fromstring(own("/archive/reports?_search=云岭").text)
    assert "仅标题命中" in page.cssselect("tr.passages")[0].text_content()
    assert len(page.cssselect("td.col-title mark")) == 2


def test_a_search_without_words_and_one_without_results_say_why(own):
    assert "没有可以检索的字或词" in own("/archive/reports?_search=，。").text
    assert "用更短的词" in own("/archive/reports?_search=不存在的词").text
    assert "只用了开头：1,000 个字符" in own(f"/archive/reports?_search={'生态 ' * 999}").text


def test_a_text_is_read_in_paragraphs_with_headings(own):
    page = document_fromstring(own("/archive/report_texts/1").text)
    assert [p.text_content() for p in page.cssselect(".text h2")] == ["一、2020年工作回顾", "二、2021年工作安排"]
    assert len(page.cssselect(".text p")) == 4
    assert page.cssselect("h1")[0].text_content() == "【青川招商】2021年青川市政府工作报告"


def test_an_earlier_version_is_read_and_says_that_it_is_one(own):
    page = document_fromstring(own("/archive/versions/1,1").text)
    assert "这是第 1 版" in page.cssselect(".notice")[0].text_content()
    assert "生态环境持续改善" in page.cssselect(".changes ins")[0].text_content()
    assert "生态环境持续改善" not in page.cssselect(".text")[0].text_content()
    assert "这是当前版本" in own("/archive/versions/1,2").text


def test_a_version_is_one_click_from_its_list_and_the_current_text_is_named(own):
    for path in ("/archive/versions", "/archive/changed"):
        page = document_fromstring(own(path).text)
        assert {"/archive/versions/1,1", "/archive/versions/1,2"} <= {
            a.get("href") for a in page.cssselect(".col-title a")
        }
    texts = {
        cell.text_content() for cell in document_fromstring(own("/archive/versions").text).cssselect("td.col-text")
    }
    assert "现行正文 current text" in texts
    assert "—" not in texts


def test_rows_name_the_reports_they_are_about_and_lead_to_them(own):
    (copy,) = document_fromstring(own("/archive/duplicates").text).cssselect("tbody tr")
    assert "白石镇政府工作报告（重发）" in copy.text_content()
    row = document_fromstring(own("/archive/duplicates/3").text)
    assert [a.get("href") for a in row.cssselect(".facts a")] == [
        "/archive/reports/3",
        "/archive/reports/2",
        "/archive/duplicates/3#changes",
    ]
    assert "白石镇" in row.cssselect("h1")[0].text_content()
    assert document_fromstring(own("/archive/copies").text).cssselect(".col-copy_of a")[0].get("href").endswith("/2")
    ledger = document_fromstring(own("/archive/ledger").text)
    assert all(cell.cssselect("a") for cell in ledger.cssselect("td.col-title, td.col-report_id"))


def test_ranked_search_says_how_many_match_in_all(own):
    page = own("/archive/search?q=生态").text
    assert "命中的报告共 2 篇" in page
    assert "of 2 reports that match" in page


def test_a_query_hides_its_sql(own):
    for query in QUERIES:
        assert "WHERE" not in own(f"/archive/{query}?q=生态&place=青川&year=").text


def test_comparisons_are_named_in_both_languages(own):
    options = document_fromstring(own("/archive/reports").text).cssselect('select[name="_filter_op"] option')
    named = [option.text for option in options]
    assert "包含 contains" in named
    assert not [name for name in named if re.fullmatch("[a-z ]+", name)]


def test_a_text_that_its_site_took_down_says_since_when(own_database, tmp_path):
    copy = tmp_path / "archive.db"
    copy.write_bytes(own_database.read_bytes())
    with closing(sqlite3.connect(copy)) as conn, conn:
        conn.execute("UPDATE reports SET gone_since = '2025-08-09T01:02:03Z' WHERE id = 1")
    get = getter(Datasette(immutables=[str(copy)], metadata=described()))
    assert "2025-08-09 起，来源网站不再提供此页" in get("/archive/report_texts/1").text
    assert "不再提供此页" not in get("/archive/report_texts/2").text


def test_default_columns_are_few_and_all_are_one_link_away(own):
    page = document_fromstring(own("/archive/reports").text)
    assert len(page.cssselect("thead th")) == 9
    (everything,) = [a.get("href") for a in page.iter("a") if "全部 38 列" in a.text_content()]
    assert len(document_fromstring(own(everything).text).cssselect("thead th")) == 38


def test_columns_that_were_asked_for_are_shown(own):
    page = document_fromstring(own("/archive/reports?_col=title&_col=text_sha256").text)
    assert [th.text_content().split()[-1] for th in page.cssselect("thead th")] == ["id", "title", "text_sha256"]


def test_facets_are_named_and_explained_in_the_order_of_the_metadata(own):
    page = document_fromstring(own("/archive/reports").text)
    assert [h2.text_content().split()[0] for h2 in page.cssselect(".facets h2")] == ["年份", "行政级别", "省级", "文种"]
    assert "乡级 township" in page.cssselect(".facets")[0].text_content()


def links(path: str, page: str) -> Iterator[str]:
    for link in re.findall(r'(?:href|action)="([^"]+)"', page):
        target = urlsplit(urljoin(path, html.unescape(link)))
        if target.netloc in {"", "localhost"}:
            yield f"{target.path}?{target.query}" if target.query else target.path


def test_every_link_leads_somewhere(own):
    found = {re.sub(r"=[^&]+", "=1", link): link for path in PAGES for link in links(path, own(path).text)}
    assert len(found) > 100
    assert [link for link in found.values() if own(link).status_code != 200] == []


@pytest.mark.parametrize("table", ["indicators", "sections", "versions", "duplicates"])
@pytest.mark.parametrize("shown", ["", "?_all=1"])
def test_a_row_names_its_report_once(own, table, shown):
    for row in document_fromstring(own(f"/archive/{table}{shown}").text).cssselect("tbody tr"):
        (named,) = row.cssselect("td.col-report_id") or row.cssselect("td.col-title")
        assert named.text_content().count("政府工作报告") == 1


def test_empty_columns_and_flags_are_told_in_words(own):
    page = document_fromstring(own("/archive/reports/1").text)
    told = {dt.text_content().split()[-1]: dt.getnext().text_content() for dt in page.iter("dt")}
    assert told["unknown"].strip().startswith("报告日期：原文没有写 not_printed报告人：同名者不止一个 ambiguous")
    assert "没有日期 no_date、没有报告人 no_speaker" in told["quality_flags"]
