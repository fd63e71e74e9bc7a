"""Where a text turns to its plan, or to the coming five years, without a heading.

Owns the sentences with which reports begin these parts: 今年是…开局之年, “十四五”时期…的主要目标.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from archive.derive.sections.roles import FIVE_YEAR_PLAN, YEAR, years_named
from archive.derive.sections.section import Role
from archive.derive.sentences import sentences

_ADDRESS = r"(?:各位代表\s?[！!，,：:、]\s?)?"
_PLAN = re.compile(
    rf"{_ADDRESS}(?:(?:做好|搞好)?(?P<year>{YEAR})|(?:做好|搞好)?今年|新的一年|根据[^。，,]{{4,40}}[，,]今年)"
    r"(?=是|[，,]|我们|全|(?:政府|经济|我|及?今后|和今后|的?工作)|各项)"
)
_FIVE_YEAR = re.compile(
    rf"{_ADDRESS}(?:{FIVE_YEAR_PLAN}(?:时期|期间|规划)|(?:今后|未来)\s?[三四五35]\s?年|到20[2-5]\d年)"
)
_GOALS = re.compile(
    r"总(?:体|的)?(?:要求|思路|目标)|指导思想|(?:预期|主要|奋斗|发展)目标|工作思路|基本思路|开局之年|工作重点|重点(?:抓好|做好|要)"
)
_REACH = 400
"""Characters behind the beginning of a part within which its goals are named."""


def turn(text: str, start: int, end: int, role: Role, year: int | None) -> int | None:
    """Return where, from `start` to `end`, a sentence turns to the plan or the coming five years; else None."""
    form = {"plan": _PLAN, "five_year": _FIVE_YEAR}.get(role)
    if form is None:
        return None
    spans = sentences(text)
    for begin, _ in spans[bisect_left(spans, (start, start)) : bisect_left(spans, (end, end))]:
        if found := form.match(text, begin, end):
            years = years_named(found[0]) if role == "plan" else ()
            if (not years or years[0] == year) and _GOALS.search(text, begin, min(end, begin + _REACH)):
                return _with_address(text, start, begin)
    return None


def begins_with_five_years(text: str, start: int) -> bool:
    """Whether the text from `start` on begins with the goals of the coming five years."""
    begin = start + len(text[start : start + 3]) - len(text[start : start + 3].lstrip())
    return bool(_FIVE_YEAR.match(text, begin)) and bool(_GOALS.search(text, begin, begin + _REACH))


def _with_address(text: str, start: int, begin: int) -> int:
    """Return where the 各位代表！ before a sentence stands, or the sentence itself."""
    address = text.rfind("各位代表", max(start, begin - 8), begin)
    return begin if address < 0 else address
