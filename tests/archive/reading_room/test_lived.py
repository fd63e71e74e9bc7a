"""The pages of an archive in which things have happened: suspect crawls, alarms, texts taken down, versions."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from datasette.app import Datasette
from lxml.html import HtmlElement, document_fromstring

from tests.archive.reading_room.conftest import Get, described, getter
from tests.archive.reading_room.test_pages import links
from tests.guarantees import record
from tests.lived import REASON, REPORTS

PAGES = (
    *("/archive/crawls", "/archive/alarms", "/archive/takedowns", "/archive/ledger_sums", "/archive/receipts"),
    *(f"/archive/crawls/{number}" for number in range(1, 6)),
    *(f"/archive/alarms/{number}" for number in range(1, 5)),
    *("/archive/takedowns/1", "/archive/reports/1", "/archive/reports/2", "/archive/versions?report_id=1"),
    *("/archive/versions/1,1", "/archive/versions/1,2", "/archive/versions/3,1", "/archive/versions/3,3"),
    *("/archive/reports", "/archive/reports?_col=title", "/archive/crawls?_all=1", "/archive/alarms?_col=decision"),
)


@pytest.fixture(scope="module")
def get(lived: Path) -> Get:
    return getter(Datasette(immutables=[str(lived / "published" / "archive.db")], metadata=described()))


@pytest.fixture(scope="module")
def hidden(lived: Path) -> dict[str, Any]:
    """The report that was taken down, with the text that readers must not see."""
    with closing(sqlite3.connect(lived / "archive.db")) as conn:
        conn.row_factory = sqlite3.Row
        row = conn.execute("SELECT * FROM reports JOIN report_texts ON report_id = id WHERE id = 1").fetchone()
        earlier = conn.execute("SELECT text FROM versions WHERE report_id = 1 AND text IS NOT NULL").fetchall()
    assert row["taken_down_at"]
    return {**dict(row), "texts": [row["text"], *(text for (text,) in earlier)]}


def page(get: Get, path: str, status: int = 200) -> HtmlElement:
    answer = get(path)
    assert answer.status_code == status
    return document_fromstring(answer.text)


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


# ── taken down ───────────────────────────────────────────────────────────────────────────────────────────


def test_the_page_of_a_text_that_is_taken_down_says_so_since_when_and_why(get, hidden):
    for path in ("/archive/report_texts/1", "/archive/report_texts/1?q=发展"):
        gone = page(get, path, 410)
        assert words(gone.cssselect("h1")[0]) == "正文已隐去 · This text is taken down"
        assert f"自 {hidden['taken_down_at'][:10]} 起不再公开" in words(gone)
        assert REASON in words(gone.cssselect(".notice")[0])
        assert gone.cssselect("a.title")[0].get("href") == "/archive/reports/1"
        assert gone.cssselect(".notice a")[0].get("href") == f"/archive/takedowns?report_key={hidden['report_key']}"


def test_programs_are_told_that_it_is_taken_down_and_a_text_that_never_was_is_not_found(get):
    answer = get("/archive/report_texts/1.json")
    assert answer.status_code == answer.json()["status"] == 410
    assert answer.json()["title"] == "This text is taken down"
    for path in ("/archive/report_texts/999", "/archive/report_texts/x", "/archive/report_texts/²"):
        assert get(path).status_code == 404


def test_its_report_and_versions_say_so_and_offer_no_text(get):
    for path in ("/archive/reports/1", "/archive/versions/1,1", "/archive/versions/1,2"):
        shown = page(get, path)
        assert REASON in words(shown.cssselect(".notice")[0])
        assert not [a for a in shown.cssselect("a") if "report_texts" in a.get("href")]
    cells = page(get, "/archive/versions?report_id=1").cssselect("td.col-text")
    assert [words(cell) for cell in cells] == ["已隐去 taken down"] * 2


def test_the_table_of_reports_marks_it_and_leads_to_its_record(get):
    for path in ("/archive/reports?id=1", "/archive/reports?id=1&_col=title"):
        (cell,) = page(get, path).cssselect("td.col-title")
        assert "已隐去 taken down" in words(cell)
        assert cell.cssselect("a")[0].get("href") == "/archive/reports/1"
    assert "已隐去" not in words(page(get, "/archive/reports?id=2").cssselect("td.col-title")[0])


def test_no_search_finds_it_and_no_ready_made_list_counts_it(get, hidden):
    for query in (hidden["title"], hidden["region_label"], *(text[200:212] for text in hidden["texts"])):
        found = get(f"/archive/reports.json?_search={quote(query)}&_shape=array&_size=max").json()
        assert 1 not in [row["id"] for row in found]
        ranked = get(f"/archive/search.json?q={quote(query)}&_shape=array").json()
        assert 1 not in [row["report_id"] for row in ranked]
    for name in ("newest", "changed", "by_place_and_year", "copies"):
        rows = get(f"/archive/{name}.json?place={quote('政府')}&year=&_shape=array").json()
        assert 1 not in [row["report_id"] for row in rows], name
    by_year = get("/archive/years_and_levels.json?_shape=array").json()
    (first,) = page(get, "/").cssselect(".sums dd")[:1]
    assert sum(row["reports"] for row in by_year) == int(first.text) == REPORTS


def test_no_sentence_of_it_is_on_any_page(get, hidden):
    sentences = {text[at : at + 30] for text in hidden["texts"] for at in range(0, len(text) - 30, 500)}
    paths = [
        *PAGES,
        "/archive/report_texts/1",
        "/archive/versions.json?_size=max",
        "/archive/report_texts.json?_size=max",
    ]
    for path in paths:
        shown = get(path).text
        shown = shown if path.endswith("max") is False else json.dumps(json.loads(shown), ensure_ascii=False)
        assert not [sentence for sentence in sentences if sentence in unescape(shown)], path
    record(5, "tests/archive/reading_room/test_lived.py::test_no_sentence_of_it_is_on_any_page",
           len(sentences) * len(paths), "searches of pages for passages of a text taken down", "none found")  # fmt: skip


def test_a_text_that_is_shown_again_is_read_and_both_decisions_stay(get):
    assert get("/archive/report_texts/2").status_code == 200
    report = page(get, "/archive/reports/2")
    (link,) = [a for a in report.cssselect("a") if "takedowns" in a.get("href")]
    decisions = [words(row) for row in page(get, link.get("href")).cssselect("td.col-action")]
    assert decisions == ["已恢复 restored", "已隐去 taken_down"]


def test_the_record_of_takedowns_leads_to_the_reports(get):
    cells = page(get, "/archive/takedowns").cssselect("td.col-report_key a")
    assert [a.get("href") for a in cells] == ["/archive/reports/1", "/archive/reports/2", "/archive/reports/2"]


# ── crawls and alarms ────────────────────────────────────────────────────────────────────────────────────


def test_each_crawl_says_what_came_of_it_and_whether_it_is_believed(get):
    rows = page(get, "/archive/crawls").cssselect("tbody tr")
    outcomes = [words(row.cssselect("td.col-outcome")[0]) for row in rows]
    believed = [words(row.cssselect("td.col-believed_at")[0]) for row in rows]
    assert outcomes == [
        "可疑 suspect · 2 条警报 alarms，2 条待处理 open",
        "可疑 suspect · 1 条警报 alarm",
        "可疑 suspect · 1 条警报 alarm",
        "完成 done",
        "完成 done",
    ]
    assert believed[:2] == ["否，未决定 no, undecided", "否，已否决 no, rejected"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", cell) for cell in believed[2:])


@pytest.mark.parametrize("path", ["/archive/crawls", "/archive/ledger_sums", "/archive/crawls/2"])
def test_a_number_of_entries_leads_to_as_many_rows_of_the_ledger(get, path):
    counts = [a for a in page(get, path).cssselect("td a, .facts a") if "ledger?" in a.get("href")]
    assert len(counts) >= 3
    for a in counts:
        found = get(a.get("href").replace("ledger?", "ledger.json?")).json()["filtered_table_rows_count"]
        assert found == int(a.text), a.get("href")


def test_the_ledger_of_every_crawl_leaves_no_residue(get):
    rows = get("/archive/ledger_sums.json?_shape=array").json()
    assert [row["residue"] for row in rows] == [0] * 5


def test_receipts_are_exact_for_programs_and_readable_for_people(get):
    rows = get("/archive/receipts.json?_shape=array").json()
    second = next(row for row in rows if row["crawl"] == 2)
    assert second["not_modified"] > second["requests"] / 2
    sizes = [words(cell) for cell in page(get, "/archive/receipts").cssselect("td.col-bytes")]
    assert len(sizes) == 5
    assert all(re.fullmatch(r"[\d.,]+ [kM]B", size) for size in sizes)


def test_alarms_say_their_kind_figures_and_state(get):
    rows = page(get, "/archive/alarms").cssselect("tbody tr")
    states = [words(row.cssselect("td.col-decision")[0]) for row in rows]
    kinds = [words(row.cssselect("td.col-kind")[0]) for row in rows]
    assert states == ["待处理 open", "待处理 open", "不采信 rejected", "采信 accepted"]
    assert kinds[1:] == ["异常报告页过多 bad_details", "列表页异常 listing_pages", "改动骤增 many_changes"]
    figures = words(rows[3].cssselect("td.col-evidence")[0])
    assert figures == f"改动条目 {REPORTS}，已知条目 {REPORTS}，改动占比上限 50%"


def test_open_alarms_are_one_link_away_and_say_how_they_are_decided(get):
    (link,) = [a for a in page(get, "/archive/alarms").cssselect(".count a") if "只看待处理" in a.text]
    rows = page(get, link.get("href")).cssselect("tbody tr")
    assert len(rows) == 2
    assert "baogao alarms accept 3" in words(page(get, "/archive/alarms/3").cssselect(".notice")[0])
    assert "baogao alarms" not in words(page(get, "/archive/alarms/2").cssselect(".notice")[0])


def test_an_alarm_that_is_only_acknowledged_is_not_decided(lived, tmp_path):
    get = edited(lived, tmp_path, "UPDATE alarms SET acknowledged_at = raised_at WHERE id = 4")
    assert words(page(get, "/archive/alarms").cssselect("td.col-decision")[0]) == "已知悉，未决定 acknowledged"


def test_the_evidence_on_its_own_page_leads_to_the_pages_it_is_about(get):
    bad = page(get, "/archive/alarms/3").cssselect("dl.facts")[0]
    assert "站点规则失效，改用通用提取 generic_extraction" in words(bad)
    ledger = [a.get("href") for a in bad.cssselect("a")]
    assert len(ledger) == 20
    assert words(page(get, ledger[0]).cssselect(".facts")[0]).count("采集运行 crawl_id 5") == 1
    (listing,) = page(get, "/archive/alarms/2").cssselect("dl.facts")[0].cssselect("a")
    assert listing.get("href") == "/archive/ledger?crawl_id=4&page=1"


def test_every_link_of_these_pages_leads_somewhere(get):
    found = {re.sub(r"=[^&]+", "=1", link): link for path in PAGES for link in links(path, get(path).text)}
    assert len(found) > 100
    assert [link for link in found.values() if get(link).status_code != 200] == []


# ── versions ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_page_of_a_version_shows_exactly_what_changed_to_the_next(get, lived):
    with closing(sqlite3.connect(lived / "published" / "archive.db")) as conn:
        pairs = conn.execute(
            "SELECT a.report_id, a.version, a.text, coalesce(b.text, t.text) FROM versions AS a JOIN versions AS b "
            "ON b.report_id = a.report_id AND b.version = a.version + 1 JOIN report_texts AS t ON t.report_id = a.report_id"
        ).fetchall()
    assert len(pairs) >= REPORTS - 2
    for report, version, old, new in pairs:
        (changes,) = page(get, f"/archive/versions/{report},{version}").cssselect(".changes")
        assert changes.cssselect("del, ins")
        assert read(changes, without="ins") == old
        assert read(changes, without="del") == new
        assert max(len(words(stretch)) for stretch in changes.cssselect("p.stretch")) < len(old) / 2
    record(5, "tests/archive/reading_room/test_lived.py::test_the_page_of_a_version_shows_exactly_what_changed_to_the_next",
           len(pairs), "version pages from which both texts were read again", "equal")  # fmt: skip


def read(changes: HtmlElement, without: str) -> str:
    """Return the text that the page of changes shows, without removals or additions."""
    text = ""
    for stretch in changes.cssselect(".stretch"):
        for mark in stretch.cssselect(f"{without}, span.break"):
            if mark.tag == without:
                mark.text = None
                mark[:] = []
            else:
                mark.text = None
        text += stretch.text_content()
    return text


def test_the_current_version_leads_to_what_changed_since_the_one_before(get):
    current = page(get, "/archive/versions/3,3")
    assert not current.cssselect(".changes")
    (link,) = [a for a in current.cssselect("a") if a.text == "与上一版的不同"]
    assert page(get, link.get("href")).cssselect(".changes")


# ── hostile words ────────────────────────────────────────────────────────────────────────────────────────

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&"
SQL = (
    "UPDATE ledger SET title = :hostile, url = 'javascript:alert(3)' || :hostile, reason = :hostile",
    "UPDATE alarms SET message = :hostile, kind = :hostile || id",
    """UPDATE alarms SET evidence = '{"pages": {"1\\"><b>": "<script>alert(4)</script>"}, "<img src=x>": 1, "ledger": '
      || '{"<img src=x>": ["javascript:alert(5)", 3]}, "crawl": "<b>"}' WHERE id <> 1""",
    "UPDATE alarms SET evidence = :hostile WHERE id = 1",
    "UPDATE takedowns SET reason = :hostile",
    "UPDATE crawls SET site = :hostile, software_version = :hostile",
    "UPDATE reports SET title = :hostile, url = :hostile",
    "UPDATE versions SET title = :hostile || version",
    "UPDATE versions SET text = :hostile || text WHERE text IS NOT NULL",
)


def edited(lived: Path, folder: Path, *statements: str) -> Get:
    """Return a Datasette on a copy of the published archive in which rows were changed."""
    copy = folder / "archive.db"
    shutil.copyfile(lived / "published" / "archive.db", copy)
    with closing(sqlite3.connect(copy)) as conn, conn:
        for statement in statements:
            assert conn.execute(statement, {"hostile": HOSTILE}).rowcount
    return getter(Datasette(immutables=[str(copy)], metadata=described()))


def test_hostile_words_of_a_site_stay_words(lived, tmp_path):
    get = edited(lived, tmp_path, *SQL)
    for path in (
        *PAGES,
        "/archive/ledger",
        "/archive/ledger/3",
        "/archive/report_texts/1",
        "/archive/versions",
        "/archive",
    ):
        answer = get(path)
        assert answer.status_code in (200, 410)
        shown = document_fromstring(answer.text)
        assert not shown.xpath("//script | //img | //b"), path
        assert not [a for a in shown.cssselect("a") if a.get("href").lower().startswith("javascript:")], path
        assert not shown.xpath("//@*[starts-with(name(), 'on')]"), path
        assert answer.text.count("<h1") == 1
