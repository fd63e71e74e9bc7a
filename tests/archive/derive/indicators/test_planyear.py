"""The year that a report plans for, where it was given in December or where its year is told nowhere."""

from __future__ import annotations

from archive.derive.indicators import indicators
from archive.derive.sections import sections

_REVIEW = "一、2019年主要工作及成效\n2019年，全县上下团结奋斗。全年地区生产总值增长6.2%，固定资产投资增长8%。\n"
_PLAN = (
    "二、2020年政府工作安排\n2020年是“十三五”规划的收官之年。今年经济社会发展主要预期目标是：地区生产总值增长6%左右。"
)
_FILLER = "各位代表，现在向大会报告工作，请予审议。\n"


def _years(text: str, report_year: int | None) -> set[tuple[str, int | None]]:
    found = indicators(text, sections(text, report_year), report_year)
    return {(figure.basis, figure.year) for figure in found if figure.status == "stated"}


def test_a_report_given_in_december_plans_for_the_next_year_and_looks_back_on_its_own() -> None:
    assert _years(_FILLER + _REVIEW + _PLAN, 2019) == {("achieved", 2019), ("target", 2020)}


def test_a_report_given_in_january_plans_for_its_own_year() -> None:
    assert _years(_FILLER + _REVIEW + _PLAN, 2020) == {("achieved", 2019), ("target", 2020)}


def test_the_year_that_is_begun_with_stands_in_for_a_year_that_is_told_nowhere() -> None:
    assert _years(_FILLER + _REVIEW + _PLAN, None) == {("achieved", 2019), ("target", 2020)}
