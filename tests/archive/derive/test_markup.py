"""Selectors, text and paragraphs of markup."""

from __future__ import annotations

import subprocess
import sys
import time

import parsel
import pytest

from archive.derive.markup import elements, inner_text, outermost, paragraphs, parse, remove, select
from archive.derive.text import clean_paragraphs
from archive.errors import PageError


def tree(html: str):
    root = parse(html)
    assert root is not None
    return root


def lines(html: str) -> list[str]:
    return list(clean_paragraphs(paragraphs(tree(html))))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>一</p><p>二</p>", ["一", "二"]),
        ("一<br>二<br/><br>三", ["一", "二", "三"]),
        ("<div>前<p>中</p>后</div>", ["前", "中", "后"]),
        ("<p>8<span>.</span>5<b>%</b></p>", ["8.5%"]),
        ("<p>生<wbr>态<!-- x -->文<![if !a]>明<![endif]></p>", ["生态文明"]),
        ("<p>全县\n  生产总值</p>", ["全县 生产总值"]),
        ("<ul><li>一</li><li><p>二</p></li></ul>", ["一", "二"]),
        ("<h2>标题</h2>正文", ["标题", "正文"]),
        ("<pre>一\n  二\n\n三</pre>", ["一", "二", "三"]),
        ("<p>一<script>x</script>二<style>y</style>三<select><option>z</option></select></p>", ["一二三"]),
        ("<table><tr><td>一</td><th>二</th><td></td></tr><tr><td>三</td></tr></table>", ["一 二", "三"]),
        ("<table><tr><td><p>一</p><p>二</p></td><td>三</td></tr></table>", ["一", "二", "三"]),
        ("<table><tr><td>外<table><tr><td>内</td><td>层</td></tr></table></td></tr></table>", ["外", "内 层"]),
        ("<table><caption>表</caption><tr><td><b>一</b>.<i>五</i></td></tr></table>", ["表", "一.五"]),
        ("<td>一</td><td>二</td>", ["一", "二"]),
        ("", []),
    ],
)
def test_paragraphs(html: str, expected: list[str]) -> None:
    assert lines(f"<html><body>{html}</body></html>") == expected


def test_text_behind_the_element_is_not_its_text() -> None:
    assert paragraphs(elements(tree("<div><p>内</p>外</div>"), "p")[0]) == ["内"]
    assert inner_text(elements(tree("<div><b>内</b>外</div>"), "b")[0]) == "内"


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("a::attr(href)", ["1.html", ""]),
        ("a.t::text", ["【青岛招商】报告"]),
        ("::text", ["【青岛招商】报告二"]),
        ("//a/@href", ["1.html", ""]),
        ("./body/a[1]", ["【青岛招商】报告"]),
        ("//a[1]/text()", ["【", "】报告"]),
        ("//*[re:test(@class, '^t$')]", ["【青岛招商】报告"]),
        ("/html/body/a[2]", ["二"]),
        ("p, a[href='']", ["二"]),
        ("h9", []),
    ],
)
def test_selectors(selector: str, found: list[str]) -> None:
    root = tree('<html><body><a class="t" href="1.html">【<b>青岛招商</b>】报告</a><a href="">二</a></body></html>')
    assert [inner_text(item) for item in select(root, selector)] == found


@pytest.mark.parametrize("selector", ["a[", "//a[", "a::attr(", "//a[nothere()]"])
def test_a_wrong_selector_is_an_error_that_names_it(selector: str) -> None:
    with pytest.raises(PageError) as error:
        select(tree("<a>x</a>"), selector)
    assert selector in str(error.value)


def test_matches_inside_matches_are_not_taken_twice() -> None:
    assert [inner_text(item) for item in elements(tree("<div>一<div>二</div></div><div>三</div>"), "div")] == [
        "一二",
        "三",
    ]


def test_removed_elements_leave_the_text_behind_them() -> None:
    root = tree("<div>一<b>x<b>y</b></b>二<i>z</i>三</div>")
    assert remove(root, ["b", "//i", "html", "a"])
    assert inner_text(root) == "一二三"
    assert not remove(root, ["b", "div::attr(class)"])


@pytest.mark.parametrize("markup", ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<font><p>"])
def test_a_page_nested_too_deep_to_be_read_to_its_end_is_not_read_at_all(markup: str) -> None:
    assert parse(f"<p>前</p>{markup * 20000}深") is None
    assert lines(f"<p>前</p>{'<div>' * 1000}深") == ["前", "深"]


@pytest.mark.parametrize("selector", [".a i", ".a > .a i", ".a .a i", ".a::text", "div .a i::attr(class)"])
def test_elements_inside_elements_take_no_longer_than_the_page_is_large(selector: str) -> None:
    """In one XPath this takes minutes for some of these pages: the square of what is found, for every level."""
    root = tree("<div class=a>" * 1000 + "<i class=b>x</i>" * 20_000)
    started = time.process_time()
    found = select(root, selector)
    assert len(outermost(found)) in (1, 20_000)
    assert time.process_time() - started < 2


def test_selecting_keeps_no_memory() -> None:
    script = """
from pathlib import Path
from archive.derive.markup import parse, select
def pages_of_memory(times):
    for _ in range(times):
        select(parse("<div class=a>x</div>" * 3000), ".a .b")
    return Path("/proc/self/statm").read_text().split()[1]
print(pages_of_memory(10), pages_of_memory(50))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    early, late = map(int, done.stdout.split())
    assert late < 1.2 * early


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        (".a .b", ["1", "2", "3"]),
        (".a > .b", ["1", "2"]),
        (".a > .a .b", ["2"]),
        ("p + .b", ["4"]),
        ("section p + .b", []),
        (".c, .a .b", ["1", "2", "3", "5"]),
        (".a .b::attr(title)", ["t"]),
    ],
)
def test_steps_of_a_selector_mean_what_css_says(selector: str, found: list[str]) -> None:
    root = tree(
        "<div class=a><i class=b title=t>1</i><div class=a><i class=b>2</i></div><p><i class=b>3</i></p></div>"
        "<p></p><i class=b>4</i><i class=c>5</i>"
    )
    assert [inner_text(item) for item in select(root, selector)] == found
    assert [inner_text(item) for item in select(root, selector)] == [
        inner_text(item) for item in root.xpath(parsel.css2xpath(selector))
    ]


def test_nothing_to_parse() -> None:
    assert parse("") is None
    assert parse(" \x00\n") is None
    assert parse("<!-- only a comment -->") is None
