"""How a varied report is cut into sections: the headings it has, the numbering, or none at all.

Owns the wordings of headings and the draw of an outline. What stands under them is `varied`.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from crawler.replica.chance import pick
from crawler.replica.eras import numeral, year_numeral

REVIEW = (
    "{l}年工作回顾",
    "过去一年工作回顾",
    "{l}年政府工作回顾",
    "{l}年工作情况",
    "{L}年工作回顾",
    "{l}年主要工作",
    "过去一年的工作",
    "{l}年工作总结",
    "关于{l}年的工作",
    "{l}年经济社会发展情况",
    "{l}年主要工作及成效",
    "去年工作回顾",
    "{l}年的主要工作回顾",
)
REVIEW_FIVE = (
    "过去五年工作回顾",
    "过去五年和{l}年工作回顾",
    "本届政府五年工作回顾",
    "五年来的工作回顾",
    "“{p}”时期工作回顾",
)
PLAN = (
    "{y}年工作安排",
    "{y}年重点工作",
    "{y}年政府工作安排",
    "{y}年主要工作任务",
    "{Y}年工作安排",
    "{y}年工作打算",
    "今年工作安排",
    "{y}年政府工作的总体要求和主要任务",
    "今年的主要工作",
    "{y}年目标任务",
    "{y}年工作任务",
    "关于{y}年的工作",
    "{y}年工作思路和重点",
)
AIMS = ("{y}年工作的总体要求和预期目标", "今年政府工作的指导思想和主要目标", "{y}年总体要求和主要目标")
TASKS = ("{y}年主要任务", "今年重点抓好的工作", "{y}年重点工作安排")
FIVE = (
    "今后五年的奋斗目标和主要任务",
    "“{n}”时期经济社会发展的主要目标",
    "今后五年工作的总体思路",
    "今后五年的指导思想和奋斗目标",
    "“{n}”时期奋斗目标",
)
SELF = (
    "加强政府自身建设",
    "全面加强政府自身建设",
    "切实加强政府自身建设",
    "政府自身建设",
    "努力建设人民满意的政府",
    "持续加强政府自身建设",
    "不断加强政府自身建设",
    "着力加强政府自身建设",
    "努力打造人民满意的服务型政府",
    "从严从实加强政府自身建设",
)


@dataclass(frozen=True, slots=True)
class Outline:
    """`style`: numbered, parts, roman, bare, tail (self-governance is the last sub heading) or none.

    `gap` stands behind a numeral; `two_plans`: aims and tasks of the year under headings of their own.
    `run_in`: headings stand at the beginning of the paragraph that follows, not on lines of their own.
    """

    style: str
    gap: str
    two_plans: bool
    glued: bool
    run_in: bool

    def heading(self, number: int, words: str) -> str:
        """Return a heading of the first order, numbered as the style has it. Numbers count from 1."""
        if self.style in ("numbered", "tail"):
            return f"{numeral(number)}、{self.gap}{words}"
        if self.style == "parts":
            return f"第{numeral(number)}部分 {words}"
        if self.style == "roman":
            return f"{'ⅠⅡⅢⅣⅤ'[number - 1]}、{words}"
        return words


def draw_outline(rng: Random) -> Outline:
    """Draw how a report is cut."""
    roll, style = rng.random(), "none"
    for name, limit in (("numbered", 0.52), ("tail", 0.74), ("bare", 0.88), ("parts", 0.93), ("roman", 0.945)):
        if roll < limit:
            style = name
            break
    gap = pick(rng, ("", "", "", " "))
    return Outline(style, gap, rng.random() < 0.08 and style == "numbered", rng.random() < 0.5, _run_in(rng, style))


def _run_in(rng: Random, style: str) -> bool:
    return rng.random() < 0.08 and style in ("numbered", "tail", "parts")


def words_for(rng: Random, choices: tuple[str, ...], year: int, plan: str, past: str) -> str:
    """Return one heading, its years and plans filled in."""
    return pick(rng, choices).format(y=year, l=year - 1, Y=year_numeral(year), L=year_numeral(year - 1), n=plan, p=past)
