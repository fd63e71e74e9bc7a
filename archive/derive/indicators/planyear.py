"""The year that a report plans for: its own, or the next where it was given in December.

Owns that decision. Reads the year of delivery, the headings of the plan and the words in front of its targets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.derive.sections import Section, plan_year

_TARGETS = re.compile(
    r"(20\d\d|19\d\d)年[^,;。\n]{0,24}?(?:预期目标|主要目标|奋斗目标|发展目标|工作目标|工作安排|工作打算|工作任务|工作思路|工作建议|工作部署)"
)

_NAMED = re.compile(r"(20\d\d|19\d\d)年,?[^,;。\n]{0,4}是[^,;。\n]{0,40}(?:之年|一年|[第开][一二三四五局]年|时期)")
"""2021年是“十四五”开局之年."""


def year_planned_for(text: str, parts: Sequence[Section], report_year: int | None) -> int | None:
    """Return the year of a plain text's annual targets; None where neither the text nor `report_year` tells."""
    headed = plan_year(parts, report_year)
    if headed is not None and headed != report_year and (report_year is None or headed == report_year + 1):
        return headed
    named = [int(found[1]) for pattern in (_TARGETS, _NAMED) for found in pattern.finditer(text, len(text) // 6)]
    headings = [part for part in parts if part.role != "opening"]
    if report_year is not None and headed == report_year and any(part.role == "plan" for part in headings[1:]):
        return report_year
    if report_year is None:
        return max(set(named), key=named.count, default=None)
    return report_year + 1 if report_year + 1 in named and report_year not in named else report_year
