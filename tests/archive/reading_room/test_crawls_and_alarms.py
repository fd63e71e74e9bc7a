"""What became of each crawl: outcome, belief, ledger, costs, and the alarms that hold a crawl back."""

from __future__ import annotations

import re

import pytest

from tests.archive.reading_room.conftest import LIVED_PAGES, edited, page, words
from tests.archive.reading_room.test_pages import links
from tests.lived import REPORTS


def test_each_crawl_says_what_came_of_it_and_whether_it_is_believed(told):
    rows = page(told, "/archive/crawls").cssselect("tbody tr")
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
def test_a_number_of_entries_leads_to_as_many_rows_of_the_ledger(told, path):
    counts = [a for a in page(told, path).cssselect("td a, .facts a") if "ledger?" in a.get("href")]
    assert len(counts) >= 3
    for a in counts:
        found = told(a.get("href").replace("ledger?", "ledger.json?")).json()["filtered_table_rows_count"]
        assert found == int(a.text), a.get("href")


def test_the_ledger_of_every_crawl_leaves_no_residue(told):
    rows = told("/archive/ledger_sums.json?_shape=array").json()
    assert [row["residue"] for row in rows] == [0] * 5


def test_receipts_are_exact_for_programs_and_readable_for_people(told):
    rows = told("/archive/receipts.json?_shape=array").json()
    second = next(row for row in rows if row["crawl"] == 2)
    assert second["not_modified"] > second["requests"] / 2
    sizes = [words(cell) for cell in page(told, "/archive/receipts").cssselect("td.col-bytes")]
    assert len(sizes) == 5
    assert all(re.fullmatch(r"[\d.,]+ [kM]B", size) for size in sizes)


def test_alarms_say_their_kind_figures_and_state(told):
    rows = page(told, "/archive/alarms").cssselect("tbody tr")
    states = [words(row.cssselect("td.col-decision")[0]) for row in rows]
    kinds = [words(row.cssselect("td.col-kind")[0]) for row in rows]
    assert states == ["待处理 open", "待处理 open", "不采信 rejected", "采信 accepted"]
    assert kinds[1:] == ["异常报告页过多 bad_details", "列表页异常 listing_pages", "改动骤增 many_changes"]
    figures = words(rows[3].cssselect("td.col-evidence")[0])
    assert figures == f"改动条目 {REPORTS}，已知条目 {REPORTS}，改动占比上限 50%"


def test_open_alarms_are_one_link_away_and_say_how_they_are_decided(told):
    (link,) = [a for a in page(told, "/archive/alarms").cssselect(".count a") if "只看待处理" in a.text]
    rows = page(told, link.get("href")).cssselect("tbody tr")
    assert len(rows) == 2
    assert "baogao alarms accept 3" in words(page(told, "/archive/alarms/3").cssselect(".notice")[0])
    assert "baogao alarms" not in words(page(told, "/archive/alarms/2").cssselect(".notice")[0])


def test_an_alarm_that_is_only_acknowledged_is_not_decided(lived_published, tmp_path):
    get = edited(lived_published, tmp_path, "UPDATE alarms SET acknowledged_at = raised_at WHERE id = 4")
    assert words(page(get, "/archive/alarms").cssselect("td.col-decision")[0]) == "已知悉，未决定 acknowledged"


def test_the_evidence_on_its_own_page_leads_to_the_pages_it_is_about(told):
    bad = page(told, "/archive/alarms/3").cssselect("dl.facts")[0]
    assert "站点规则失效，改用通用提取 generic_extraction" in words(bad)
    ledger = [a.get("href") for a in bad.cssselect("a")]
    assert len(ledger) == 20
    assert words(page(told, ledger[0]).cssselect(".facts")[0]).count("采集运行 crawl_id 5") == 1
    (listing,) = page(told, "/archive/alarms/2").cssselect("dl.facts")[0].cssselect("a")
    assert listing.get("href") == "/archive/ledger?crawl_id=4&page=1"


def test_every_link_of_these_pages_leads_somewhere(told):
    found = {re.sub(r"=[^&]+", "=1", link): link for path in LIVED_PAGES for link in links(path, told(path).text)}
    assert len(found) > 100
    assert [link for link in found.values() if told(link).status_code != 200] == []
