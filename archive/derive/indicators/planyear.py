"""The year that a report plans for: its own, or the next where it was given in December.

Owns that decision. Reads the year of delivery, the headings of the plan and the words in front of its targets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.derive.sections import Section, plan_year

_TARGETS = re.compile(
    r"([12](?:(?<=2)0|(?<=1)9)\d\d)年[^,;。\n]{0,24}?(?:预期目标|主要目标|奋斗目标|发展目标|工作目标|工作安排|工作打算|工作任务|工作思路|工作建议|工作部署)"
)

_BEGUN = re.compile(r"([12](?:(?<=2)0|(?<=1)9)\d\d)年,?是[^。\n]{0,40}(?:之年|一年|年份|[第最][一二三四五后]年)")


def year_planned_for(text: str, parts: Sequence[Section], report_year: int | None) -> int | None:
    """Return the year of a plain text's annual targets; None where neither the text nor `report_year` tells."""
    begun = _year_begun(text, report_year)
    if begun is not None:
        return begun
    headed = plan_year(parts, report_year)
    if headed is not None and headed != report_year and (report_year is None or headed == report_year + 1):
        return headed
    if report_year is not None and headed == report_year and any(part.role == "plan" for part in parts):
        return report_year
    named = [int(found[1]) for found in _TARGETS.finditer(text, len(text) // 6)]
    if report_year is None:
        return max(set(named), key=named.count, default=None)
    return report_year + 1 if report_year + 1 in named and report_year not in named else report_year


def _year_begun(text: str, report_year: int | None) -> int | None:
    """Return the year that the plan begins with (2019年是…的关键之年) where it tells more than the year of delivery.

    That is the year after a delivery in December, whose own year is never begun with.
    """
    named = {int(found[1]) for found in _BEGUN.finditer(text, len(text) // 8)}
    if report_year is None:
        before = {year for year in named if f"{year - 1}年" in text}
        return before.pop() if len(before) == 1 else None
    return report_year + 1 if report_year + 1 in named and report_year not in named else None


def reviews(part: Section, planned: int | None) -> bool:
    """Whether a part of the year's work looks back: 一、2022年主要工作及成效 in a report that plans for 2023."""
    if part.role != "plan" or not part.heading or planned is None:
        return False
    return f"{planned - 1}年" in part.heading and f"{planned}年" not in part.heading
