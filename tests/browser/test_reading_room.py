"""What a reader sees and does, on a wide and on a narrow screen, without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.lived import REASON
from tests.published import NEEDS_SAMPLE

pytestmark = pytest.mark.browser
WIDTHS = {"wide": 1280, "narrow": 390}
PAGES = {
    "home": "/",
    "archive": "/archive",
    "reports": "/archive/reports",
    "hits": "/archive/reports?_search=生态",
    "report": "/archive/reports/1",
    "text": "/archive/report_texts/1?q=生态",
    "ranked": "/archive/search?q=生态 绿色",
    "texts": "/archive/report_texts",
    "versions": "/archive/versions",
    "captures": "/archive/captures",
    "crawls": "/archive/crawls",
    "ledger": "/archive/ledger_sums",
    "nothing": "/archive/reports?_search=没有的词",
    "all columns": "/archive/reports?_all=1",
    "files": "/archive/warc_files",
    "copies": "/archive/duplicates",
    "crawl": "/archive/crawls/1",
    "missing": "/archive/nothing",
    "mistyped": "/archive/reports?_sort=nope",
    "closed": "/archive?sql=select+1",
}

LIVED = {
    "crawl list": "/archive/crawls",
    "suspect crawl": "/archive/crawls/5",
    "alarms": "/archive/alarms",
    "alarm": "/archive/alarms/3",
    "receipts": "/archive/receipts",
    "balances": "/archive/ledger_sums",
    "takedowns": "/archive/takedowns",
    "taken down": "/archive/report_texts/1",
    "its report": "/archive/reports/1",
    "its versions": "/archive/versions?report_id=1",
    "changes": "/archive/versions/3,1",
}


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": WIDTHS[request.param], "height": 900}, base_url=site, java_script_enabled=False
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


@NEEDS_SAMPLE
@pytest.mark.parametrize("page", ["wide"], indirect=True)
@pytest.mark.parametrize(("query", "reports"), [("双招双引", 7), ("姜屯", 1)])
def test_a_reader_searches_reads_the_passages_and_opens_the_text(page, query, reports):
    page.goto("/")
    page.get_by_label("检索全文").fill(query)
    page.get_by_role("button", name="检索").click()
    expect(page.get_by_role("status")).to_contain_text(f"{reports} 篇报告")
    assert page.locator("tr.passages").count() == reports
    marks = page.locator("tr.passages mark")
    assert marks.count() >= reports
    assert set(marks.all_text_contents()) == {query}
    page.locator("a.title").first.click()
    expect(page.locator("#hit-1")).to_be_in_viewport()
    assert page.locator(".text mark").count() >= 1


def test_search_from_the_list_of_reports_with_a_filter(page):
    page.goto("/archive/reports?report_year=2021")
    page.get_by_label("检索全文").fill("生态")
    page.get_by_role("button", name="检索").click()
    expect(page.locator("tr.passages mark").first).to_have_text("生态")
    assert "report_year__exact=2021" in page.url
    years = page.locator("td.col-report_year").all_text_contents()
    assert years
    assert set(years) == {"2021"}


def test_keyboard_alone_reaches_search_result_and_text(page):
    page.goto("/archive/reports")
    page.get_by_label("检索全文").focus()
    page.keyboard.type("生态")
    page.keyboard.press("Enter")
    expect(page.locator("tr.passages mark").first).to_be_visible()
    page.locator("a.title").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("article h1")).to_be_visible()


@pytest.mark.parametrize("name", PAGES)
def test_pages_fit_the_screen_and_are_photographed(page, screens: Path, name):
    page.goto(PAGES[name])
    photograph(page, screens / name)


@pytest.mark.parametrize("name", LIVED)
def test_pages_of_what_has_happened_fit_the_screen_too(page, lived_site: str, screens: Path, name):
    page.goto(lived_site + LIVED[name])
    photograph(page, screens / name)


def photograph(page: Page, name: Path) -> None:
    page.screenshot(path=f"{name}-{page.viewport_size['width']}.png")
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert page.locator("html").get_attribute("lang") == "zh-CN"


def test_unchanged_sentences_are_folded_and_unfold_and_changes_are_told_without_colour(page, lived_site: str):
    page.goto(f"{lived_site}/archive/versions/3,1")
    folded = page.locator("details.same").first
    expect(folded.locator(".stretch")).to_be_hidden()
    folded.locator("summary").click()
    expect(folded.locator(".stretch")).to_be_visible()
    look = "mark => [getComputedStyle(mark).textDecorationLine, getComputedStyle(mark, '::before').content]"
    assert page.locator("del").first.evaluate(look) == ["line-through", '"−"']
    assert page.locator("ins").first.evaluate(look) == ["underline", '"+"']


@pytest.mark.parametrize("page", ["wide"], indirect=True)
def test_an_operator_goes_from_a_suspect_crawl_to_the_pages_behind_its_alarm(page, lived_site: str):
    page.goto(f"{lived_site}/archive/crawls")
    page.get_by_role("link", name="2 条警报").click()
    page.get_by_role("row", name="bad_details").get_by_role("link").first.click()
    expect(page.locator("h1")).to_contain_text("异常报告页过多")
    page.locator("dl.facts a").first.click()
    expect(page.locator("h1")).to_contain_text("政府工作报告")


@pytest.mark.parametrize("page", ["wide"], indirect=True)
def test_a_reader_who_meets_a_text_taken_down_learns_why(page, lived_site: str):
    page.goto(f"{lived_site}/archive/reports?id=1")
    page.locator("a.title").click()
    expect(page.locator(".notice")).to_contain_text(REASON)
    page.get_by_role("link", name="隐去记录 Record").click()
    expect(page.get_by_role("row", name=REASON)).to_be_visible()


@pytest.mark.parametrize("page", ["narrow"], indirect=True)
@pytest.mark.parametrize("path", ["/archive/reports?_all=1", "/archive/captures?_all=1", "/archive/warc_files"])
def test_on_a_narrow_screen_nothing_lies_beyond_its_edge(page, path):
    page.goto(path)
    edges = "[...document.querySelectorAll('td, td *')].map(cell => cell.getBoundingClientRect().right)"
    assert max(page.evaluate(edges)) <= page.viewport_size["width"]
    assert page.locator("thead").bounding_box()["width"] <= 1
