"""Which years a passage speaks of: the report's own year, the year before, five years, or a far year.

Owns the words of time in front of a figure (今年, 2021年, “十四五”时期, 今后五年, 到2035年) and the end year of a plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMERALS = ("八五", "九五", "十五", "十一五", "十二五", "十三五", "十四五", "十五五")
_PLANS = {plan: 1995 + 5 * at for at, plan in enumerate(_NUMERALS)}
_HAN_YEAR = str.maketrans("〇○ΟО零O一二三四五六七八九", "000000123456789")
_YEAR = "(?:20|19)\\d\\d|[二一][〇○ΟО零O九][〇○ΟО零O一二三四五六七八九]{2}"
_NOT_A_YEARS = "年(?!度?(?:初|以来|同期|前))"
_OF_ONE_YEAR = "[^,;。\n]{0,14}(?:之年|一年|[第最][一二三四五后]年)"
_OF_PLAN = (
    f'[”"]?(?:规划|计划)?(?:时期|期间|末|的?(?:主要|发展|奋斗|经济|预期|总体)(?:目标|社会))(?!{_OF_ONE_YEAR})(?P<plan>)'
    '|[”"]?(?:以来|五年)(?P<gone1>)'
)
_NOT_A_RECORD = "(?!来?(?:的)?(?:新高|最|同期|首次|平均))"
_ALTERNATIVES = (
    f"(?<=[到至])(?:{_YEAR}){_NOT_A_YEARS}(?P<until>)",
    "(?<=[,:;。是\n]到)20\\d\\d(?=,)(?P<until2>)",
    f"(?<=展)望(?:{_YEAR}){_NOT_A_YEARS}(?P<until3>)",
    f"(?<=截)至(?:{_YEAR}){_NOT_A_YEARS}(?P<until1>)",
    "(?<=[12])\\d{3}年?(?:—|-|~|至|到){1,2}(?:20|19)\\d\\d年(?P<gone>)",
    f"(?<=[12])(?:(?<=2)0|(?<=1)9)\\d\\d{_NOT_A_YEARS}(?P<year>)",
    f"(?<=[二一])[〇○ΟО零O九][〇○ΟО零O一二三四五六七八九]{{2}}{_NOT_A_YEARS}(?P<year1>)",
    f'(?<=[“"])(?:[八九]五|十[一二三四五]?五)(?:{_OF_PLAN})',
    f"(?:(?<=[八九])五|(?<=十)[一二三四五]?五)(?:{_OF_PLAN.replace('plan', 'plan1').replace('gone1', 'gone2')})",
    "(?:(?<=今)后|(?<=未)来|(?<=往)后|(?<=下))的?(?:五|几|[三3]|5|一个时期|一段时期)年?(?P<coming>)",
    "(?:(?<=新)一届政府任期|(?<=本)届政府任期(?!的?[最第])|(?<=未)来一个时期)(?P<coming1>)",
    f"(?:(?<=过)去|(?<=[近这前]))的?(?:五|5|四|三|几)年{_NOT_A_RECORD}(?P<gone3>)",
    "(?:(?<=五)年(?:来|间|以来|累计)|(?<=[四三])年(?:来|间)|(?<=上)届政府|(?<=本)届政府(?:成立|组成|履职|以来)|(?<=任)期内(?!的?[最第]))(?P<gone4>)",
    "(?:(?<=今)年|(?<=本)年度|(?<=全)年(?!累计))(?P<this>)",
    "(?:(?<=去)年|(?<=上)年(?!同期|末)|(?<=过)去的?一年|(?<=一)年来|(?<=年)初(?:确定|提出)|(?<=这)一年|(?<=刚)刚过去)(?P<last>)",
    "(?:(?<=[一二三四])季度|(?<=[上下])半年|(?<=前)(?:[一二三四五六七八九十]+个?[季月])|(?<=[首前])\\d{1,2}个月)(?P<part>)",
    "(?:(?<=1)(?:-|—|至|到)\\d{1,2}月|(?<=\\d)\\d?月(?:末|底|份|当月))(?P<part1>)",
    "(?:(?<=累)计|(?<=[两二三四五])年(?:平均|间?(?:共|合计|新增)))(?P<sum>)",
    "(?:(?<=远)景目标|(?<=展)望|(?<=本)世纪|(?<=翻)番目标)(?P<long>)",
)
_FIRST = '[到至截一二两三四五八九十今未往下新本全去上过刚这年近任累首前远展翻“"0-9]'
_ANCHOR = re.compile(f"{_FIRST}(?:{'|'.join(_ALTERNATIVES)})")
"""The first letter stands for itself, so that the engine skips to it; each alternative looks back at it."""
_PLAN_NAMED = re.compile("十[一二三四五]?五|[八九]五")
_YEAR_NAMED = re.compile(_YEAR)
_CORE = re.compile("[年届季月累展世翻远期五](?:(?<!五)|(?![大个位]))")
_REACH = 12
_COMPARING = "比较同与是超为"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A word of time. `kind`: until|year|against|plan|coming|gone|this|last|part|sum|long.

    `year` for until, year, against (比2015年) and plan.
    """

    kind: str
    year: int | None
    start: int
    end: int


def anchors(text: str, start: int, end: int) -> list[Anchor]:
    """Return the words of time between two offsets of a plain text."""
    return [
        _anchor(text, match, start)
        for left, right in _windows(text, start, end)
        for match in _ANCHOR.finditer(text, left, right)
    ]


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the surroundings of the letters that every word of time has one of: most of a text has none near."""
    left = right = start
    for core in _CORE.finditer(text, start, end):
        if core.start() - _REACH > right:
            if right > left:
                yield left, right
            left = core.start() - _REACH
        right = min(end, core.end() + _REACH)
    if right > left:
        yield left, right


def _anchor(text: str, match: re.Match[str], start: int) -> Anchor:
    kind, year = (match.lastgroup or "").rstrip("1234"), None
    if kind in ("until", "year"):
        named = _YEAR_NAMED.search(match[0])
        year = int(named[0].translate(_HAN_YEAR)) if named else None
        if kind == "year" and match.start() > start and text[match.start() - 1] in _COMPARING:
            kind = "against"
    elif kind == "plan":
        plan = _PLAN_NAMED.search(match[0])
        year = _PLANS.get(plan[0]) if plan else None
    return Anchor(kind, year, match.start(), match.end())


def end_year(anchor: Anchor, report_year: int | None) -> int | None:
    """Return the year that goals of several years end in: 今后五年 in a report of 2017 end in 2021."""
    if anchor.year is not None:
        return anchor.year
    return report_year + 4 if anchor.kind == "coming" and report_year is not None else None
