"""Which years a passage speaks of: the report's own year, the year before, five years, or a far year.

Owns the words of time in front of a figure (今年, 2021年, “十四五”时期, 今后五年, 到2035年) and the end year of a plan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PLANS = {
    plan: 1995 + 5 * at
    for at, plan in enumerate(("八五", "九五", "十五", "十一五", "十二五", "十三五", "十四五", "十五五"))
}
_HAN_YEAR = str.maketrans("〇○ΟО零O一二三四五六七八九", "000000123456789")
_ANCHOR = re.compile(
    r"(?=[到至截一二两三四五八九十今未往下新本全去上过刚这年近任累首前远展翻“”\"0-9])(?:"
    r"(?P<years>(?:20|19)\d\d年?(?:—|-|~|至|到)+(?:20|19)\d\d年)|(?P<until>到|至|截至)?(?P<year>(?:20|19)\d\d|[二一][〇○ΟО零O九][〇○ΟО零O一二三四五六七八九]{2})年(?!度?(?:初|以来|同期|前))"
    r"|[“\"]?(?P<plan>[八九]五|十[一二三四五]?五)[”\"]?(?:规划|计划)?(?:时期|期间|末|的?(?:主要|发展|奋斗|经济|预期|总体)(?:目标|社会))"
    r"|(?P<coming>(?:今后|未来|往后|下)(?:的)?(?:五|几|[三3]|5|一个时期|一段时期)年?|新一届政府|本届政府任期|未来一个时期)"
    r"|(?P<gone>(?:过去|近|这|前)(?:的)?(?:五|5|四|三|几)年(?!来?(?:的)?(?:新高|最|同期|首次|平均))|五年(?:来|间|以来|累计)|[”五]以来|本届政府|上届政府|[四三]年(?:来|间)|任期内|[“\"]?十[一二三四五]?五[”\"]?(?:以来|五年))"
    r"|(?P<this>今年|本年度|全年)"
    r"|(?P<last>去年|上年(?!同期|末)|过去一年|过去的一年|一年来|年初(?:确定|提出)|这一年|刚刚过去)"
    r"|(?P<part>[一二三四]季度|上半年|下半年|前[一二三四五六七八九十]+个?[季月]|1(?:-|—|至|到)\d{1,2}月|\d{1,2}月(?:末|底|份|当月)|[首前]\d{1,2}个月)"
    r"|(?P<sum>(?<!全年)(?<!当年)累计|[两二三四]年平均|[两二三四]年(?:间)?(?:共|合计))"
    r"|(?P<long>远景目标|展望|本世纪|翻番目标))"
)


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
    found: list[Anchor] = []
    for match in _ANCHOR.finditer(text, start, end):
        kind = match.lastgroup or ""
        if kind == "years":
            found.append(Anchor("gone", None, match.start(), match.end()))
            continue
        if kind == "year":
            year = int(match["year"].translate(_HAN_YEAR))
            if match.start() > start and text[match.start() - 1] in "比较同与是超为":
                found.append(Anchor("against", year, match.start(), match.end()))
                continue
            found.append(Anchor("until" if match["until"] else "year", year, match.start(), match.end()))
        elif kind == "plan":
            found.append(Anchor("plan", _PLANS.get(match["plan"]), match.start(), match.end()))
        else:
            found.append(Anchor(kind, None, match.start(), match.end()))
    return found


def end_year(anchor: Anchor, report_year: int | None) -> int | None:
    """Return the year that goals of several years end in: 今后五年 in a report of 2017 end in 2021."""
    if anchor.year is not None:
        return anchor.year
    return report_year + 4 if anchor.kind == "coming" and report_year is not None else None
