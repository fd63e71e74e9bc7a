"""The rows of a report as a whole: which there are always, what they quote, which year they are for."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.derive.indicators import INDICATORS, Figure, indicators
from archive.derive.sections import sections

REVIEW = "一、2020年工作回顾\n全年地区生产总值增长4%，一般公共预算收入12亿元。\n"
TARGETS = "二、2021年工作安排\n主要预期目标是：地区生产总值增长7%左右，居民收入与经济增长同步。\n重点做好以下工作。"

SECONDS = 3.0
"""For 60,000 hostile characters: four times an honest text takes a hundredth of it, a quadratic rule minutes."""


def read(text: str, year: int | None = 2021) -> tuple[Figure, ...]:
    return indicators(text, sections(text, year), year)


def targets(found: tuple[Figure, ...]) -> dict[str, Figure]:
    return {f.indicator: f for f in found if f.basis == "target" and f.horizon == "annual"}


def test_every_indicator_has_an_annual_target_row_in_the_order_of_the_contract() -> None:
    rows = [f.indicator for f in read(REVIEW + TARGETS) if f.basis == "target" and f.horizon == "annual"]
    assert rows == list(INDICATORS)


def test_what_the_block_does_not_say_is_not_stated_and_has_neither_value_nor_quote() -> None:
    row = targets(read(REVIEW + TARGETS))["retail_sales"]
    assert row.status == "not_stated"
    assert (row.value, row.unit, row.value_text, row.modifier, row.quote, row.start, row.end) == (None,) * 7


def test_without_a_block_every_target_says_so() -> None:
    found = targets(read(REVIEW + "二、2021年工作安排\n加快项目建设。新增城镇就业500人。"))
    assert {f.status for f in found.values()} == {"no_target_block"}


def test_a_block_without_any_of_the_indicators_is_a_block() -> None:
    text = REVIEW + "二、2021年工作安排\n今年的主要目标是：招商引资到位资金20亿元，新上项目30个。\n重点做好以下工作。"
    assert {f.status for f in targets(read(text)).values()} == {"not_stated"}


def test_a_target_from_the_work_to_do_is_no_target_of_the_block() -> None:
    found = targets(read(REVIEW + TARGETS + "\n（一）工业。规模以上工业增加值增长12%。新增城镇就业5000人。"))
    assert found["industrial_value_added"].status == found["urban_jobs"].status == "not_stated"


def test_a_quote_reaches_from_the_name_to_the_modifier_and_stands_where_it_says() -> None:
    text = REVIEW + TARGETS
    row = targets(read(text))["gdp"]
    assert row.quote == "地区生产总值增长7%左右" == text[row.start : row.end]
    assert (row.value_text, row.unit_text, row.modifier, row.year) == ("7", "%", "左右", 2021)


@pytest.mark.parametrize(
    ("clause", "quote"),
    [
        ("全市地区生产总值增长7%以上", "全市地区生产总值增长7%以上"),
        ("同口径一般公共预算收入增长5%", "同口径一般公共预算收入增长5%"),
        ("一般公共预算收入剔除减税因素后增长5%左右", "一般公共预算收入剔除减税因素后增长5%左右"),
        ("完成一般公共预算收入8亿元", "一般公共预算收入8亿元"),
        ("城镇、农村居民人均可支配收入分别增长7%、8%以上", "城镇、农村居民人均可支配收入分别增长7%、8%以上"),
        ("地区生产总值增长 ６．５ ％左右", "地区生产总值增长 ６．５ ％左右"),
        ("地区生产总值增长6.\n5%左右", "地区生产总值增长6.\n5%左右"),
    ],
)
def test_a_quote_has_the_words_that_qualify(clause: str, quote: str) -> None:
    found = [f for f in read(f"今年主要预期目标是：{clause}。") if f.status == "stated"]
    assert {f.quote for f in found} == {quote}


def test_a_result_is_for_the_year_before_and_says_whether_it_is_an_estimate() -> None:
    text = "一、2020年工作回顾\n预计全年地区生产总值增长4%。固定资产投资增长6%。\n" + TARGETS
    rows = {f.indicator: f for f in read(text) if f.basis == "achieved"}
    assert rows["gdp"].year == 2020
    assert rows["gdp"].is_estimate
    assert not rows["fixed_asset_investment"].is_estimate


def test_a_growth_behind_an_amount_quotes_both() -> None:
    text = "一、2020年工作回顾\n2020年，地区生产总值达到100亿元，增长5%。\n" + TARGETS
    quotes = {f.measure: f.quote for f in read(text) if f.basis == "achieved"}
    assert quotes == {"level": "地区生产总值达到100亿元", "growth": "地区生产总值达到100亿元，增长5%"}


def test_an_average_of_several_years_is_never_annual() -> None:
    text = (
        "一、“十三五”时期工作回顾\n五年来，地区生产总值年均增长6%。\n二、今后五年\n"
        "到2025年，地区生产总值年均增长7%以上。\n三、2021年工作\n今年主要预期目标是：地区生产总值增长8%。"
    )
    rows = [(f.basis, f.horizon, f.year, f.value) for f in read(text) if f.indicator == "gdp"]
    assert rows == [
        ("target", "annual", 2021, 8.0),
        ("achieved", "five_year", 2020, 6.0),
        ("target", "five_year", 2025, 7.0),
    ]


def test_an_average_may_end_in_the_reports_own_year() -> None:
    text = TARGETS + "\n到2021年，地区生产总值年均增长8%。"
    assert [(f.horizon, f.year, f.value) for f in read(text) if f.horizon != "annual"] == [("five_year", 2021, 8.0)]


def test_a_goal_beyond_five_years_is_long_term() -> None:
    text = TARGETS + "\n到2035年，地区生产总值达到1000亿元。"
    assert [(f.horizon, f.year, f.value) for f in read(text) if f.horizon != "annual"] == [("long_term", 2035, 1000.0)]


def test_doubling_by_a_later_year_is_a_goal_of_that_year() -> None:
    text = TARGETS + "\n到2025年，地区生产总值比2015年翻一番。"
    (row,) = [f for f in read(text) if f.horizon != "annual"]
    assert (row.horizon, row.year, row.value, row.value_text, row.unit_text) == (
        "five_year",
        2025,
        100.0,
        "翻一番",
        None,
    )


def test_a_report_given_in_december_plans_for_the_next_year() -> None:
    text = (
        "一、2020年工作回顾\n全年地区生产总值增长4%。\n二、2021年工作安排\n2021年主要预期目标是：地区生产总值增长7%。"
    )
    rows = [(f.basis, f.year) for f in read(text, 2020) if f.indicator == "gdp"]
    assert rows == [("target", 2021), ("achieved", 2020)]


def test_without_a_report_year_the_words_of_the_block_tell_it() -> None:
    found = read("一、2020年工作回顾\n全年地区生产总值增长4%。\n2021年主要预期目标是：地区生产总值增长7%。", None)
    assert targets(found)["gdp"].year == 2021


def test_wrong_sections_do_not_hide_the_block() -> None:
    text = REVIEW + TARGETS
    assert targets(indicators(text, (), 2021))["gdp"].value == 7.0


WORDS = (
    "今年 主要预期目标是： 地区生产总值 城镇、农村居民人均可支配收入 分别 增长 8% 、9.3％ 1.2万亿元 任务目标 （ ） "
    "由 增加到 百分之 六点五 ， 。 到2025年 年均 其中 全市 左右"
)
PIECES = st.sampled_from([*WORDS.split(), "\n", " "])


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200)), st.sampled_from([None, 1998, 2021])
)
@example("到2025年8%地区生产总值8%主要预期目标是：8%", 1998)
def test_any_text_is_read_and_every_quote_stands_where_it_says(text: str, year: int | None) -> None:
    for row in indicators(text, (), year):
        if row.quote is None:
            assert row.start is row.end is row.value is None
        else:
            assert row.quote == text[row.start : row.end]
            assert row.value_text is None or row.value_text in row.quote


@pytest.mark.parametrize(
    "piece", ["任务目标", "目标", "增", "年均", "、", "和", "城镇", "1", "1.", "(", "由1亿元", "（一", "五年"]
)
def test_a_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    text = "今年主要预期目标是地区生产总值" + piece * (60_000 // len(piece))
    begun = time.process_time()
    indicators(text, (), 2021)
    assert time.process_time() - begun < SECONDS
