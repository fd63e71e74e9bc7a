"""Words of time, and the year a report plans for."""

from __future__ import annotations

import pytest

from archive.derive.indicators.periods import anchors, end_year
from archive.derive.indicators.planyear import year_planned_for
from archive.derive.sections import sections


@pytest.mark.parametrize(
    ("text", "kind", "year"),
    [
        ("2021年，", "year", 2021),
        ("二〇二一年，", "year", 2021),
        ("二○二一年，", "year", 2021),
        ("一九九八年，", "year", 1998),
        ("到2025年，", "until", 2025),
        ("至二〇三五年，", "until", 2035),
        ("“十四五”时期，", "plan", 2025),
        ("十五期间，", "plan", 2005),
        ("“十一五”末，", "plan", 2010),
        ("今后五年，", "coming", None),
        ("未来五年，", "coming", None),
        ("五年来，", "gone", None),
        ("过去五年，", "gone", None),
        ("“十三五”以来，", "gone", None),
        ("2016—2020年，", "gone", None),
        ("今年，", "this", None),
        ("全年，", "this", None),
        ("去年，", "last", None),
        ("过去的一年，", "last", None),
        ("上半年，", "part", None),
        ("前三季度，", "part", None),
        ("累计", "sum", None),
    ],
)
def test_a_word_of_time_says_which_years(text: str, kind: str, year: int | None) -> None:
    found = anchors(text, 0, len(text))
    assert [(one.kind, one.year) for one in found] == [(kind, year)]
    assert found[0].start == 0


@pytest.mark.parametrize("text", ["创近五年新高", "五大工程", "年产10万吨", "2021年初", "百年大计", "全年累计"])
def test_what_only_looks_like_a_period_is_none(text: str) -> None:
    assert [one.kind for one in anchors(text, 0, len(text)) if one.kind != "sum"] == []


def test_a_year_that_is_compared_with_is_told_apart() -> None:
    assert [(one.kind, one.year) for one in anchors("增长，比2015年增长", 0, 11)] == [("against", 2015)]


def test_the_coming_five_years_end_in_the_fourth_year_after_the_report() -> None:
    (one,) = anchors("今后五年", 0, 4)
    assert end_year(one, 2017) == 2021


@pytest.mark.parametrize(
    ("text", "report_year", "planned"),
    [
        ("一、2020年工作回顾\n好。\n二、2021年工作安排\n好。", 2021, 2021),
        ("一、2020年工作回顾\n好。\n二、2021年工作安排\n好。", 2020, 2021),
        ("各位代表：今年主要预期目标是增长。", 2021, 2021),
        ("一、2020年工作回顾\n好。\n二、2021年工作安排\n好。", None, 2021),
        ("各位代表", None, None),
    ],
)
def test_a_report_plans_for_its_own_year_or_the_next(text: str, report_year: int | None, planned: int | None) -> None:
    assert year_planned_for(text, sections(text, report_year), report_year) == planned
