"""The evidence of an alarm in words."""

from __future__ import annotations

import json

import pytest

from archive.reading_room.evidence import brief, spread

LABELS = {"bad": "异常报告页 Bad pages", "max_fall": "降幅上限 Greatest fall allowed", "pages": "异常列表页 Pages"}
REASONS = {"blocked": "拦截页"}


def nowhere(_name: str, _value: str) -> None:
    return None


def test_a_table_shows_figures_and_leaves_lists_out():
    evidence = json.dumps({"bad": 1234, "max_fall": 0.2, "ledger": {"blocked": [1, 2]}, "pages": {"1": "blocked"}})
    assert brief(evidence, LABELS) == "异常报告页 1,234，降幅上限 20%"


def test_a_page_names_reasons_and_links_ids():
    evidence = json.dumps({"ledger": {"blocked": [7, 8]}, "pages": {"3": "blocked"}})
    told = spread(evidence, LABELS, REASONS, lambda name, value: f"/{name}/{value}" if value.isdecimal() else None)
    assert [figures for _name, figures in told] == [
        '拦截页 blocked：<a href="/ledger/7">7</a>、<a href="/ledger/8">8</a>',
        '<a href="/pages/3">3</a>：拦截页 blocked',
    ]
    assert [name.striptags() for name, _figures in told] == ["ledger ledger", "异常列表页 Pages"]


@pytest.mark.parametrize("evidence", ["<b>", '"<b>"', "[1]", "", '{"<b>": {"<b>": ["<b>", null]}}', "[" * 100_000])
def test_whatever_stands_there_is_shown_and_nothing_of_it_becomes_markup(evidence):
    for name, figures in spread(evidence, {}, {}, nowhere):
        assert "<b>" not in name
        assert "<b>" not in figures
    assert brief(evidence, {}) == ""


def test_even_an_address_becomes_no_markup():
    ((_name, figures),) = spread('{"crawl": "<b>"}', {}, {}, lambda _name, _value: '"><b>')
    assert figures == '<a href="&#34;&gt;&lt;b&gt;">&lt;b&gt;</a>'
