"""Which roles the words of a heading name.

Owns the vocabulary: reviews, plans, five-year goals, self-governance, and the years beside them. Does not find
headings and knows no offsets.
"""

from __future__ import annotations

import re
from functools import lru_cache

from archive.derive.sections.section import Role

_HAN_DIGITS = str.maketrans("〇○◯Ο零Oo一二三四五六七八九", "0000000123456789")
_ZERO_TO_NINE = r"[\d〇○◯Ο零Oo一二三四五六七八九]"
YEAR = rf"(?<![\d〇○◯Ο零一二三四五六七八九十])(?:[12１２一二]\s?(?:{_ZERO_TO_NINE}\s?){{3}})年"
_YEAR = re.compile(YEAR)
YEARS = r"\d{4}\s?年?\s?[—–~～至到-]{1,2}\s?(\d{4})\s?年"
_YEARS = re.compile(YEARS)
_PLAN_LENGTH = 5
_PLANS = {"十": 0, "": 0} | {numeral: place for place, numeral in enumerate("一二三四五六七八九", 1)}
FIVE_YEAR_PLAN = r"[“\"]?(?:十[一二三四五六七]?五|[一二三四六七八九]五)[”\"]?"
_FIVE_YEAR_PLAN = re.compile(
    r"(?<![一二三四五六七八九十])(十?)([一二三四五六七八九]?)五[”\"]?(?:规划|计划|时期|期间|时|发展|[目主奋经]|$)"
)
_NEXT_YEARS = re.compile(r"(?:今后|未来|下一?个?|接下来的?|新的)\s?[三四五35]\s?年|远景|长远|中长期|20[345][05]年")
_REVIEW = re.compile(
    r"回顾|总结|(?:完成|执行|进展|实施|发展|运行|工作)情况|(?:工作|[及和与])成效$|发展(?:成就|成果)|刚刚过去|过去的?(?:[一二两三四五]|\d)?年|(?<!前)[一三四五]年来"
    r"|去年|上一?年|上半年|这五年|存在的?[^。；]{0,8}(?:问题|困难|不足)|成就[^。；]{0,6}的[一二三四五]年"
)
_ACHIEVED = re.compile(r"(?:取得|创造|实现)[^。；]{0,14}(?:成就|成效|成绩|进展|突破|胜利|进步|业绩)|迈上新台阶")
_PLAN = re.compile(
    r"今年|下半年|新的一年|本年度|来年|明年|下一?步|下一?阶段|今后一[个段]|(?:工作|任务|目标|部署|总体|具体)(?:安排|部署|打算|意见|建议|设想|计划)"
    r"|(?:主要|重点|工作|目标)任务|重点工作|工作重点|总体(?:要求|思路|目标)|预期目标|奋斗目标|工作目标|工作思路|政策取向|工作的?建议"
)
SELF = re.compile(
    r"自身(?:的?改革|的?建设|能力|效能)|(?:行政能力|政风|廉政|作风)建设|从严治政|治理效能|执政能力|依法行政|勤政廉政"
    r"|(?:服务型?|法治型?|效能型?|责任|廉洁|满意的?|高效|诚信|阳光|学习型|实干|创新型|有为|务实|过硬|一流)政府(?![和与采购投资])"
    r"|政府(?:系统|职能|作风|效能|现代化治理|治理|行政|执行力|公信力|履职|党风|队伍|服务)[^。，；]{0,8}(?:建设|效能|水平|能力|现代化|转变|力)"
)
_CLOSING = re.compile(r"\s*结\s?束\s?语|\s*结语\s*$")


def years_named(words: str) -> tuple[int, ...]:
    """Return the years a heading names, in its order: 2021年, 二〇二一年, ２０２１年, 1 9 9 8 年."""
    found = ("".join(year[0].split())[:4].translate(_HAN_DIGITS) for year in _YEAR.finditer(words))
    return tuple(int(year) for year in found if year.isdecimal())


def _one_role(words: str, report_year: int | None) -> Role | None:
    """Return the role that one part of a heading names, between its 和."""
    if _CLOSING.match(words):
        return "closing"
    years = years_named(words)
    if span := _YEARS.search(words):
        last = int(span[1])
        return "five_year" if not report_year or last >= report_year + 2 else "review"
    if _REVIEW.search(words):
        return "review"
    plan_end = _five_year_plan_end(words)
    if plan_end and report_year and plan_end < report_year:
        return "review"
    if _NEXT_YEARS.search(words) or (plan_end and not years):
        return "five_year"
    if SELF.search(words):
        return "self_governance"
    if years and report_year:
        return "plan" if max(years) >= report_year else "review"
    return "plan" if _PLAN.search(words) or (years and "安排" in words) else None


def _five_year_plan_end(words: str) -> int | None:
    """Return the last year of the five-year plan that is named: “十四五” 2025, “九五” 2000."""
    found = _FIVE_YEAR_PLAN.search(words)
    if not found or not (found[1] or found[2]):
        return None
    number = 10 * bool(found[1]) + _PLANS[found[2]]
    return (1952 if number < 3 else 1955) + _PLAN_LENGTH * number


_TIME = f"(?:{YEAR}|{FIVE_YEAR_PLAN}|今后|未来|今年|明年|下一?步|新的|过去)"
_AND = re.compile(rf"(?:[和及与、，,暨]|以及)(?=[^和及与、，,暨]{{0,6}}?{_TIME})")
"""Between two roles of one heading: each names its own time."""


@lru_cache(maxsize=512)
def roles_named(words: str, report_year: int | None, is_first: bool = False) -> tuple[Role, ...]:
    """Return the roles a heading names, in its order and each once; none where its words do not tell.

    `2020年工作回顾和2021年工作安排` names a review and a plan. A year before the report's is a review, the report's own
    a plan; a five-year plan that is over is a review. 取得新成效 tells a review in the first heading only: later
    ones wish for it.
    """
    named = dict.fromkeys(role for part in _AND.split(words) if (role := _one_role(part, report_year)))
    if is_first and not named and _ACHIEVED.search(words):
        return ("review",)
    return tuple(named)
