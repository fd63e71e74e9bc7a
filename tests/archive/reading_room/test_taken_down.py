"""A text that is taken down: its own page, its record, lists, searches; and one that is shown again."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.archive.reading_room.conftest import LIVED_PAGES, edited, page, words
from tests.guarantees import record
from tests.lived import REASON, REPORTS


@pytest.fixture(scope="module")
def hidden(lived: Path) -> dict[str, Any]:
    """The report that was taken down, with the text that readers must not see."""
    with closing(sqlite3.connect(lived / "archive.db")) as conn:
        conn.row_factory = sqlite3.Row
        row = conn.execute("SELECT * FROM reports JOIN report_texts ON report_id = id WHERE id = 1").fetchone()
        earlier = conn.execute("SELECT text FROM versions WHERE report_id = 1 AND text IS NOT NULL").fetchall()
    assert row["taken_down_at"]
    return {**dict(row), "texts": [row["text"], *(text for (text,) in earlier)]}


def test_the_page_of_a_text_that_is_taken_down_says_so_since_when_and_why(told, hidden):
    for path in ("/archive/report_texts/1", "/archive/report_texts/1?q=发展"):
        gone = page(told, path, 410)
        assert words(gone.cssselect("h1")[0]) == "正文已隐去 · This text is taken down"
        assert f"自 {hidden['taken_down_at'][:10]} 起不再公开" in words(gone)
        assert REASON in words(gone.cssselect(".notice")[0])
        assert gone.cssselect("a.title")[0].get("href") == "/archive/reports/1"
        assert gone.cssselect(".notice a")[0].get("href") == f"/archive/takedowns?report_key={hidden['report_key']}"


def test_programs_are_told_that_it_is_taken_down_and_a_text_that_is_only_missing_is_not_found(
    told, lived_published, tmp_path
):
    answer = told("/archive/report_texts/1.json")
    assert answer.status_code == answer.json()["status"] == 410
    assert answer.json()["title"] == "This text is taken down"
    for path in ("/archive/report_texts/999", "/archive/report_texts/x", "/archive/reports/999"):
        assert told(path).status_code == 404
    lost = edited(lived_published, tmp_path, "DELETE FROM report_texts WHERE report_id = 3")
    assert lost("/archive/report_texts/3").status_code == 404


def test_its_report_and_versions_say_so_and_offer_no_text(told):
    for path in ("/archive/reports/1", "/archive/versions/1,1", "/archive/versions/1,2"):
        shown = page(told, path)
        assert REASON in words(shown.cssselect(".notice")[0])
        assert not [a for a in shown.cssselect("a") if "report_texts" in a.get("href")]
    cells = page(told, "/archive/versions?report_id=1").cssselect("td.col-text")
    assert [words(cell) for cell in cells] == ["已隐去 taken down"] * 2


def test_the_table_of_reports_marks_it_and_leads_to_its_record(told):
    for path in ("/archive/reports?id=1", "/archive/reports?id=1&_col=title"):
        (cell,) = page(told, path).cssselect("td.col-title")
        assert "已隐去 taken down" in words(cell)
        assert cell.cssselect("a")[0].get("href") == "/archive/reports/1"
    assert "已隐去" not in words(page(told, "/archive/reports?id=2").cssselect("td.col-title")[0])


def test_no_search_finds_it_and_no_ready_made_list_counts_it(told, hidden):
    for query in (hidden["title"], hidden["region_label"], *(text[200:212] for text in hidden["texts"])):
        found = told(f"/archive/reports.json?_search={quote(query)}&_shape=array&_size=max").json()
        assert 1 not in [row["id"] for row in found]
        ranked = told(f"/archive/search.json?q={quote(query)}&_shape=array").json()
        assert 1 not in [row["report_id"] for row in ranked]
    for name in ("newest", "changed", "by_place_and_year", "copies"):
        rows = told(f"/archive/{name}.json?place={quote('政府')}&year=&_shape=array").json()
        assert 1 not in [row["report_id"] for row in rows], name
    by_year = told("/archive/years_and_levels.json?_shape=array").json()
    (first,) = page(told, "/").cssselect(".sums dd")[:1]
    assert sum(row["reports"] for row in by_year) == int(first.text) == REPORTS


def test_no_passage_of_it_is_on_any_page(told, hidden, request):
    others = "".join(row["text"] for row in told("/archive/report_texts.json?_size=max&_shape=array").json())
    passages = {text[at : at + 30] for text in hidden["texts"] for at in range(0, len(text) - 30, 200)}
    passages = {passage for passage in passages if passage not in others}  # these reports share whole sentences
    assert len(passages) > 50
    paths = [
        *LIVED_PAGES,
        "/archive/report_texts/1",
        "/archive/versions.json?_size=max",
        "/archive/report_texts.json?_size=max",
    ]
    for path in paths:
        answer = told(path)
        shown = json.dumps(answer.json(), ensure_ascii=False) if ".json" in path else answer.text
        assert not [passage for passage in passages if passage in unescape(shown)], path
    record(
        5,
        request.node.nodeid,
        len(passages) * len(paths),
        "searches of pages for passages of a text taken down",
        "none found",
    )


def test_a_text_that_is_shown_again_is_read_and_both_decisions_stay(told):
    assert told("/archive/report_texts/2").status_code == 200
    report = page(told, "/archive/reports/2")
    (link,) = [a for a in report.cssselect("a") if "takedowns" in a.get("href")]
    decisions = [words(row) for row in page(told, link.get("href")).cssselect("td.col-action")]
    assert decisions == ["已恢复 restored", "已隐去 taken_down"]


def test_the_record_of_takedowns_leads_to_the_reports(told):
    cells = page(told, "/archive/takedowns").cssselect("td.col-report_key a")
    assert [a.get("href") for a in cells] == ["/archive/reports/1", "/archive/reports/2", "/archive/reports/2"]
