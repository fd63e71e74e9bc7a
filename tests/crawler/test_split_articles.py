"""Articles over several pages: put together on the site, never beyond it."""

from __future__ import annotations

import pytest

from tests.crawler.test_safety import serving
from tests.line import crawl, reports

PROFILE = """
[site]
name = "split"
[listing]
url = "/list-{page}.html"
entry = "li"
link = "a::attr(href)"
title = "a"
[detail]
title = "h1"
body = "div.content"
next_page = "a.next::attr(href)"
[politeness]
delay = 0
[guard]
min_body_chars = 20
allow_private_hosts = true
"""
WHOLE = "过去一年，全市上下坚持稳中求进工作总基调，经济社会发展取得新的成绩。"


def page(text, following=None):
    link = f"<a class=next href={following}>下一页</a>" if following else ""
    return f"<h1>2020年某市政府工作报告</h1><div class=content><p>{text}</p></div>{link}"


def text_of(tmp_path, pages, code=0):
    """Crawl a site with one report, whose pages these are; return its text and the paths that were asked."""
    (tmp_path / "split.toml").write_text(PROFILE, encoding="utf-8")

    def answer(path):
        html = "<li><a href=/a>2020年某市政府工作报告</a></li>" if path == "/list-1.html" else pages.get(path)
        kind = {"Content-Type": "text/html; charset=utf-8"}
        return (200, kind, html.encode()) if html else (404, kind, b"")

    with serving(answer) as (port, asked):
        crawl(tmp_path / "data", tmp_path / "split.toml", f"http://127.0.0.1:{port}", code=code)
    got = reports(tmp_path / "data") if code == 0 else {}
    return (got["/a"]["text"] if got else None), asked


def test_a_short_last_page_belongs_to_the_article(tmp_path):
    text, _asked = text_of(tmp_path, {"/a": page(WHOLE, "/a_2"), "/a_2": page("谢谢大家！")})
    assert text == f"{WHOLE}\n谢谢大家！"


def test_a_pager_in_a_circle_ends(tmp_path):
    text, asked = text_of(tmp_path, {"/a": page(WHOLE, "/a_2"), "/a_2": page("谢谢大家！", "/a")})
    assert text == f"{WHOLE}\n谢谢大家！"
    assert asked.count("/a") == 1


@pytest.mark.parametrize("target", ["http://127.0.0.1:1/b", "http://offsite.invalid/b", "javascript:more()"])
def test_a_next_page_elsewhere_is_not_asked(tmp_path, target):
    text, _asked = text_of(tmp_path, {"/a": page(WHOLE, target)})
    assert text == WHOLE


def test_an_article_with_a_part_missing_is_a_failed_entry_and_not_half_a_report(tmp_path):
    text, asked = text_of(tmp_path, {"/a": page(WHOLE, "/a_2")}, code=3)
    assert text is None
    assert asked.count("/a_2") == 1
