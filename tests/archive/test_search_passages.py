"""Occurrences, snippets and concordance lines: offsets, marks, escaping."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search import find_all, kwic, marked, parse, printable, snippets


def places(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in find_all(text, parse(query).terms)]


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("生态环境，生态", "生态", ["生态", "生态"]),
        ("生 态", "生态", []),
        ("哈哈哈", "哈哈", ["哈哈"]),
        ("2020 年和2020年、12020年", "2020年", ["2020 年", "2020年"]),
        ("港口，香港", "港", ["港", "港"]),
        ("GDP ＧＤＰ gdps", "gdp", ["GDP", "ＧＤＰ"]),
        ("innovation in inner", "in*", ["innovation", "in", "inner"]),
        ("二○二一年 二〇二一", "二〇二一", ["二○二一", "二〇二一"]),
        ("PM₂.₅和PM2.5", "PM2.5", ["PM₂.₅", "PM2.5"]),
        ("cafe\u0301s CAFÉ", "café", ["CAFÉ"]),
        ("生\u200b态好", "生态", ["生\u200b态"]),
        ("“十四五”规划，十四五规划", "“十四五”规划", ["十四五”规划"]),
        ("生态环境保护", "生态 OR 生态环境", ["生态环境"]),
        ("生态 污染", "生态 -污染", ["生态"]),
        ("生态", "-污染", []),
        ("生态", "", []),
        ("", "生态", []),
    ],
)
def test_places_of_a_query(text, query, found):
    assert places(text, query) == found


@given(st.text("生态环保好，。", max_size=60), st.text("生态环保好", min_size=1, max_size=3))
def test_hanzi_are_counted_as_python_counts_them(text, word):
    assert len(find_all(text, parse(word).terms)) == text.count(word)


def test_a_snippet_begins_with_its_sentence_and_marks_what_it_holds():
    text = "前" * 200 + "。我们坚持生态优先，生态为本。" + "后" * 200
    (snippet,) = snippets(text, parse("生态"), width=40)
    assert snippet.plain().startswith("…我们坚持⟦生态⟧优先，⟦生态⟧为本。后")
    assert text[snippet.start : snippet.end] == snippet.text
    assert len(snippet.text) == 40
    assert snippet.plain().endswith("后…")


def test_passages_with_more_of_the_query_are_preferred():
    text = "生态。" + "前" * 100 + "生态。" + "中" * 100 + "生态和绿色。"
    (best,) = snippets(text, parse("生态 绿色"), limit=1, width=30)
    assert "绿色" in best.text


def test_snippets_do_not_overlap_and_come_in_order():
    text = "".join(f"第{number}句说生态。" for number in range(100))
    found = snippets(text, parse("生态"), limit=5, width=30)
    assert len(found) == 5
    assert all(left.end <= right.start for left, right in pairwise(found))


def test_html_is_escaped_before_it_is_marked():
    text = "<b>生态</b>\"&'\n<script>"
    (snippet,) = snippets(text, parse("生态"))
    assert snippet.html() == "&lt;b&gt;<mark>生态</mark>&lt;/b&gt;&quot;&amp;&#x27; &lt;script&gt;"
    assert marked("<i>", parse("i")) == "&lt;<mark>i</mark>&gt;"


@given(st.text("生态<>&\"'\n mark/", max_size=50))
def test_no_markup_but_marks_ever_leaves_a_snippet(text):
    for snippet in snippets(text, parse("生态")):
        bare = snippet.html().replace("<mark>", "").replace("</mark>", "")
        assert "<" not in bare
        assert ">" not in bare


def test_concordance_lines_have_context_and_offsets():
    text = "我们坚持生态优先。"
    (line,) = kwic(text, parse("生态"), width=2)
    assert (line.left, line.match, line.right, line.start, line.end) == ("坚持", "生态", "优先", 4, 6)


def test_printable_text_has_no_controls_and_keeps_its_length():
    text = "红\x1b[31m\x9b\u202e字\u2028\r\n\t"
    assert printable(text) == "红 [31m  字    "
    assert len(printable(text)) == len(text)
