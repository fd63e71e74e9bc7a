"""A text as an article: paragraphs, headings, marks, escaping."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.reading_room.article import article
from archive.search import find_all, parse


def test_paragraphs_headings_and_marks():
    text = "各位代表：\n一、工作回顾\n\n坚持<生态>优先，生态为本。\n一、这是一句话。"
    found = article(text, find_all(text, parse("生态").terms))
    assert [p.heading for p in found] == [False, True, False, False]
    assert found[2].html == '坚持&lt;<mark id="hit-1">生态</mark>&gt;优先，<mark id="hit-2">生态</mark>为本。'


def test_a_hit_over_a_line_break_is_marked_on_both_sides_under_one_name():
    text = "绿色\n发展"
    assert [p.html for p in article(text, [(1, 4)])] == ['绿<mark id="hit-1">色</mark>', "<mark>发</mark>展"]


@given(st.text("生态<>&\"'\n 好", max_size=40), st.sampled_from(["生态", "生态 OR 好", '"生态 好"']))
def test_nothing_is_lost_and_nothing_but_marks_is_markup(text, query):
    found = article(text, find_all(text, parse(query).terms))
    assert [p.html.striptags() for p in found] == [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    assert sum(p.html.count("<") for p in found) == 2 * sum(p.html.count("<mark") for p in found)
    assert sum(p.html.count(' id="hit-') for p in found) == len(find_all(text, parse(query).terms))
