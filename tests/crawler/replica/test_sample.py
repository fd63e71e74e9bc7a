"""The saved real page served as page one: every character but white space as it was."""

from __future__ import annotations

import re

import pytest

from archive.errors import UsageError
from crawler.replica.sample import read_sample
from crawler.replica.site import Site


@pytest.fixture(scope="module")
def page(sample):
    return sample / "listing-page-001.txt"


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_ten_entries_are_on_one_page_that_claims_no_more(page, reader):
    site = Site(sample=page)
    html = site.listing_html(1)
    assert (site.pages, site.claimed, site.repeat_after) == (1, 1, None)
    found = reader("default").entries(html, "/list.html")
    lines = page.read_text(encoding="utf-8").splitlines()
    assert [entry.title for entry in found] == [lines[n].strip().removeprefix("• ") for n in range(0, 60, 6)]
    assert [squeezed(entry.summary) for entry in found] == [squeezed(lines[n]) for n in range(2, 60, 6)]
    assert {entry.date for entry in found} == {"2025-07-08"}


def test_detail_pages_have_paragraphs_and_the_same_characters(page, reader):
    site, lines = Site(sample=page), page.read_text(encoding="utf-8").splitlines()
    for index in range(10):
        title, _, text = reader("default").detail(site.detail_html(site.path(index)))
        assert title == site.title(index)
        assert squeezed(text) == squeezed(lines[2 + 6 * index])
        assert text == "\n".join(site.paragraphs(index))
        assert text.count("\n") >= 3


def test_a_false_heading_is_not_made_a_paragraph(page):
    assert not [p for entry in read_sample(page) for p in entry.paragraphs if p.startswith("四、连续三年")]


def test_generated_pages_follow_the_sample(page):
    site = Site(sample=page, reports=60)
    assert site.entries(1) == list(range(10))
    assert site.pages == 6
    assert site.repeat_after == 2
    kinds = [record["planted"] for record in site.truth() if record["record"] == "report"]
    assert kinds == [False] * 10 + [True] * 50


def test_days_never_touch_the_real_ones(page):
    assert Site(sample=page, day=30).state.listed == list(range(10))
    later = Site(sample=page, reports=40, day=60).state
    assert not set(range(10)) & (set(later.edited) | set(later.removed))
    assert set(range(10)) <= set(later.listed)


def test_a_file_without_entries_is_one_sentence(tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text("nothing", encoding="utf-8")
    with pytest.raises(UsageError, match="has no entries"):
        read_sample(empty)


def test_a_made_up_page_needs_no_sample_folder(tmp_path):
    made = tmp_path / "page.txt"
    report = "    各位代表:现在报告。 一、回顾 成绩。 二、安排"
    lines = ("  • 【甲市招商】2020年乙镇政府工作报告", "", report, "", "    2024-03-04", "")
    made.write_text("\n".join(lines), encoding="utf-8")
    (entry,) = read_sample(made)
    assert (entry.label, entry.listed.isoformat()) == ("甲市", "2024-03-04")
    assert entry.paragraphs == ("各位代表:现在报告。", "一、回顾 成绩。", "二、安排")
