"""Pages with status 200 that are not to be believed, and pages that only look like it."""

from __future__ import annotations

import pytest

from archive.derive.guards import detail_trip, is_thin, listing_trip
from archive.derive.pages import read_detail, read_listing
from archive.profile import DetailRules, Guard, ListingRules

GUARD = Guard(min_entries=3, min_body_chars=200, block_phrases=("验证码", "访问过于频繁"))
LISTING = ListingRules(
    url="/{page}",
    entry=("li",),
    link=("a::attr(href)",),
    title=("a",),
    page_count=r"共(\d+)页",
    next=("a.next::attr(href)",),
)
DETAIL = DetailRules(title=("h1",), body=("div.content",), next_page=("a.next::attr(href)",))
NO_BODY_RULES = DetailRules(title=("h1",))
PAGER = "<div>共507页</div>"
COMMENTS = "<form>评论 <input name=text> 验证码 <input name=code></form>"
LOGIN = "<form>用户名 <input name=u> 密码 <input type='PassWord' name=p></form>"


def listing(html, *, first=False, redirected=False):
    body = f"<html><body>{html}</body></html>".encode()
    read = read_listing(body, "text/html; charset=utf-8", "http://site.test/2", LISTING)
    return listing_trip(read, body, "text/html; charset=utf-8", GUARD, first=first, redirected=redirected)


def detail(html, *, redirected=False, rules=DETAIL):
    body = f"<html><body><h1>报告</h1>{html}</body></html>".encode()
    read = read_detail(body, "text/html; charset=utf-8", "http://site.test/a", rules)
    return detail_trip(
        read, body, "text/html; charset=utf-8", GUARD, has_body_rules=bool(rules.body), redirected=redirected
    )


def entries(count):
    return "<ul>" + "".join(f"<li><a href=/{n}>报告{n}</a></li>" for n in range(count)) + "</ul>"


def text(paragraphs):
    line = "<p>第{}年，全市上下坚持稳中求进工作总基调，地区生产总值增长百分之六点五，财政收入增长百分之八。</p>"
    return "".join(line.format(number) for number in range(paragraphs))


def content(paragraphs, extra=""):
    return f"<div class=content>{text(paragraphs)}{extra}</div>"


def test_a_page_with_entries_is_a_listing_page_whatever_stands_around_them():
    assert listing(entries(10) + COMMENTS + LOGIN, first=True, redirected=True) is None


def test_a_page_without_entries_is_the_end_of_the_list_where_it_has_the_pager():
    assert listing(PAGER) is None
    assert listing(PAGER + COMMENTS, redirected=True) is None


def test_page_one_is_never_the_end_of_the_list():
    assert listing(PAGER, first=True) == "too_few_entries"


@pytest.mark.parametrize("html", ["", "<p>没有找到页面</p>"])
def test_a_page_without_entries_and_pager_is_not_the_end(html):
    assert listing(html) == "too_few_entries"


def test_a_captcha_instead_of_a_list_is_named():
    assert listing("<p>请输入验证码</p>") == "blocked"


def test_a_redirect_to_what_is_no_list_is_a_log_in():
    assert listing(LOGIN, redirected=True) == "login_redirect"


@pytest.mark.parametrize(
    ("html", "place", "thin"),
    [
        (entries(2) + PAGER, 506, True),
        (entries(2) + PAGER, 507, False),
        (entries(3) + PAGER, 1, False),
        (entries(0) + PAGER, 1, False),
        (entries(2) + "<a class=next href=/9>下一页</a>", 1, True),
        (entries(2), 1, False),
    ],
)
def test_only_the_last_page_may_have_few_entries(html, place, thin):
    read = read_listing(html.encode(), "text/html; charset=utf-8", "http://site.test/2", LISTING)
    assert is_thin(read, place, GUARD) is thin


def test_a_report_passes_with_a_comment_form_and_a_log_in_box_around_it():
    assert detail(content(30) + COMMENTS + LOGIN) is None
    assert detail(content(30) + COMMENTS + LOGIN, redirected=True) is None


def test_a_report_that_speaks_of_captchas_passes():
    assert detail(content(30, "<p>推广短信验证码登录。</p>")) is None


def test_a_captcha_page_is_named_even_among_some_chrome():
    assert detail(f"<div>{text(3)}</div><p>请输入验证码</p>") == "blocked"


def test_a_notice_in_the_place_of_the_report_is_named():
    assert detail(content(5, "<p>您的访问过于频繁，请稍后再试</p>")) == "blocked"


def test_a_site_without_rules_for_the_body_is_read_by_the_general_extractor():
    assert detail(content(30) + COMMENTS, rules=NO_BODY_RULES) is None
    assert detail("<p>访问过于频繁</p>", rules=NO_BODY_RULES) == "blocked"


def test_a_redirect_to_a_page_that_the_rules_cannot_read_is_a_log_in():
    assert detail(LOGIN, redirected=True) == "login_redirect"
    assert detail(f"<div>{text(30)}</div>", redirected=True) == "login_redirect"
    assert detail(content(5) + LOGIN, redirected=True) == "login_redirect"


def test_a_redirect_to_a_report_is_a_report():
    assert detail(content(30), redirected=True) is None
    assert detail(content(5), redirected=True) is None


def test_a_page_in_new_markup_stays_readable_and_is_flagged_elsewhere():
    assert detail(f"<main>{text(30)}</main>") is None


@pytest.mark.parametrize(("paragraphs", "reason"), [(0, "no_text"), (1, "short_text"), (5, None)])
def test_a_text_must_not_be_missing_or_short(paragraphs, reason):
    assert detail(content(paragraphs)) == reason


def test_the_first_page_of_a_split_article_may_be_short():
    assert detail(content(1) + "<a class=next href=/a_2>下一页</a>") is None
