"""Where the annual targets stand: the one block of targets for the report's year, among recaps and five-year goals.

Owns the choice of the block. A block begins with words like 主要预期目标是 and goes on, over sentences and paragraphs, as long as
targets follow; without such words it is a sentence of the plan that sets out two targets or more, one of them gdp or revenue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.derive.indicators.passage import Passage
from archive.derive.indicators.periods import anchors
from archive.derive.indicators.statements import Statement

_GOAL = re.compile("目标|指标|预期|安排|打算|主要任务|工作任务|计划|建议")
_LINK = re.compile(
    "(?:任务|上|方面|值|数|要求|建议|安排|设定|确定|初步|暂|拟|定|如下|分别|有|任务目标|目标|指标|考虑|[^,;。:\n]{0,12}(?=:))*(?:是|为|:|如下|建议为|即|,)"
)
_STRONG = re.compile(
    "(?:预期|主要|奋斗|发展|工作|总体|任务|增长|调控|经济|具体|量化|年度|预期性)(?:任务|增长|经济|调控|预期)?(?:目标|指标)|预期(?:为|:)|目标任务"
)
_RECAP = re.compile(
    "完成(?:了|较好|情况)|实际(?:完成|增长|达到)|圆满|超额|较好完成|如期(?:完成|实现)|年初(?:确定|提出|预期|计划|人代会)|达到了?预期|好于预期|超(?:过)?预期|(?:顺利|全面|胜利)完成了?|已经?(?:完成|实现)"
)
_STOP = re.compile(
    r"围绕|根据(?:上述|以上)|按照(?:上述|以上)|(?:实现|完成|确定|提出|达到|对于)(?:好)?(?:了)?(?:上述|以上|这些|今年的?|全年|上面|这一|这个)[^,。]{0,8}(?:目标|任务|指标)|上述|以上(?:目标|指标)|"
    r"重点(?:做好|抓好|推进|实施|要|是)|(?:着力|突出|切实|全力|主要|努力)(?:做好|抓好|在以下)|(?:做好|完成|抓好)(?:今年|20\d\d年|全年|政府)[^,。]{0,6}工作"
    r"|^\s*(?:\([一二三四五六七八九十]+\)|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+(?:,|部分))|今年[^,。]{0,6}重点|各位代表|我们(?:将|要)"
)
_PUSH = re.compile("力争|确保|努力|争取|目标|预期|计划")
_PAST = re.compile("完成了|实现了|达到了|比上年|较上年|比去年|较去年|预计|去年|过去")
_NEW_LEAD = re.compile(f"(?:{_STRONG.pattern})(?:建议|安排|任务)?(?:是|为|:|如下)")
_WISHED = re.compile("(?:预期|奋斗|主要)目标|目标(?:是|为|:)|预期(?:为|:)")
_SET = re.compile("计划|预定|预期|目标|拟|安排")
_LONGEST_HEADING = 40
_FEW = 4
_LONGEST_ITEM = 120
"""Characters of a paragraph that may go on a block; a longer one is about the work to do."""
_LONGEST_GAP = 90
_MOST_SENTENCES = 40
_LEADLESS_REACH = 2500


@dataclass(frozen=True, slots=True)
class Block:
    """A block of targets: its words of introduction and its statements. `horizon`: annual|several.

    `anchored`: the words name the year; `doubtful`: it stands in what the sections take for the review.
    """

    start: int
    end: int
    horizon: str
    strong: bool
    statements: tuple[Statement, ...]
    anchored: bool = False
    doubtful: bool = False

    @property
    def worth(self) -> tuple[int, int]:
        """How much speaks for the block: indicators stated, and clear words of introduction."""
        stated = {one.indicator for one in self.statements}
        return (len(stated) + 2 * ("gdp" in stated) + 3 * self.strong + 4 * self.anchored - 8 * self.doubtful, -self.start)


def blocks(passage: Passage) -> tuple[Block, ...]:
    """Return the blocks of targets with words of introduction, in order; recaps of last year's are left out."""
    found: list[Block] = []
    text, last = passage.text, -1
    for goal in _GOAL.finditer(text):
        if goal.start() < last:
            continue
        block = _block_at(passage, goal)
        if block:
            found.append(block)
            last = block.end
    return tuple(found)


def annual_block(passage: Passage, found: Sequence[Block]) -> Block | None:
    """Choose the block of the report's own year; None where there is none.

    Where it has few indicators, as in reports before 2005, what other sentences set out for the year is added to it.
    """
    annual = [block for block in found if block.horizon == "annual"]
    chosen = max(annual, key=lambda block: block.worth, default=None)
    if chosen is None or not chosen.statements:
        chosen = _without_introduction(passage) or chosen
    kinds = {one.indicator for one in chosen.statements} if chosen else set()
    if len(kinds) >= _FEW:
        return chosen
    more = [one for block in annual if block is not chosen and block.strong for one in block.statements]
    more = [one for one in (*more, *_scattered(passage)) if one.indicator not in kinds]
    if not more:
        return chosen
    if chosen is None:
        return Block(more[0].clause, more[0].end, "annual", False, tuple(more))
    return replace(chosen, statements=(*chosen.statements, *more))


def _scattered(passage: Passage) -> Iterator[Statement]:
    """Yield what single sentences plan for the year: 今年国民生产总值计划增长百分之八."""
    for one in passage.statements:
        if one.quantity is None or one.average or one.bare or passage.role(one.start) == "review":
            continue
        left, _ = passage.sentences[passage.sentence(one.start)]
        planned = one.planned or _SET.search(passage.text, one.clause, one.quantity.start)
        if not planned or _RECAP.search(passage.text, left, one.start):
            continue
        said = anchors(passage.text, max(left, one.clause - 40), one.end)
        if said and all(a.kind == "this" or (a.kind == "year" and a.year == passage.report_year) for a in said):
            yield one


def _block_at(passage: Passage, goal: re.Match[str]) -> Block | None:
    text = passage.text
    at = passage.sentence(goal.start())
    start, end = passage.sentences[at]
    lead_start = max(start, text.rfind(",", start, goal.start()) + 1, text.rfind(";", start, goal.start()) + 1)
    strong = bool(_STRONG.search(text, max(lead_start, goal.start() - 8), goal.end() + 6))
    link = _LINK.match(text, goal.end())
    inside = passage.statements_in(start, end)
    spanning = [one for one in inside if one.start < goal.start() < one.end]
    alone = not text[goal.end() : end].strip(":\n。 是为如下建议安排")
    if not link and not spanning and not (alone and strong and end - start < _LONGEST_HEADING):
        return None
    if not strong and not _is_introduced(text, start, goal.start()):
        return None
    first = goal.end() if not spanning else start
    if alone:
        end = passage.sentences[min(at + 1, len(passage.sentences) - 1)][1]
    members = [one for one in passage.statements_in(first, end)]
    if members and not spanning and not _is_near(text, link.end() if link else goal.end(), members[0]):
        return None
    if _RECAP.search(text, max(start, goal.start() - 30), members[0].start if members else goal.end() + 12):
        return None
    horizon, anchored = _horizon(passage, start, goal.start(), members)
    doubtful = passage.role(goal.start()) == "review"
    if horizon is None or (doubtful and not _WISHED.search(text, max(start, goal.start() - 4), goal.end() + 3)):
        return None
    if not members and not (strong and link and re.search(r"\d", text[goal.end() : end])):
        return None
    stop, members = _followed(passage, start, end, members)
    averages = sum(one.average for one in members)
    if horizon == "annual" and averages and averages * 2 >= sum(one.quantity is not None for one in members):
        horizon = "several"
    return Block(start, stop, horizon, strong, tuple(members), anchored, doubtful)


def _is_introduced(text: str, start: int, goal: int) -> bool:
    return bool(re.search("今年|20\\d\\d年|经济社会|全年|初步", text[max(start, goal - 30) : goal]))


def _is_near(text: str, introduced: int, first: Statement) -> bool:
    """Whether the first target follows its introduction: in its clause, or behind a list of other targets."""
    between = text[introduced : first.start]
    return first.clause <= introduced + 60 or len(re.findall(r"\d", between)) > len(between) // 40


def _horizon(passage: Passage, start: int, goal: int, members: Sequence[Statement]) -> tuple[str | None, bool]:
    """Say which years a block is for: annual, several years, or None for the past; and whether its words name the year."""
    year = passage.report_year
    until = members[0].start if members else goal
    said = [one for one in anchors(passage.text, start, until) if one.kind not in ("part", "sum", "against")]
    for one in reversed(said):
        if one.kind == "this" or (one.kind in ("year", "until") and one.year == year):
            return "annual", True
        if one.kind in ("plan", "coming", "long") or (one.year and year and one.year > year):
            return "several", True
        if one.kind in ("last", "gone") or (one.year and year and one.year < year):
            return None, True
    return ("several" if passage.role(goal) == "five_year" else "annual"), False


def _followed(passage: Passage, start: int, end: int, members: list[Statement]) -> tuple[int, list[Statement]]:
    """Go on over the sentences behind a block as long as targets for other indicators follow."""
    seen = {(one.indicator, one.measure) for one in members}
    at, gap = passage.sentence(end - 1) + 1, 0
    text = passage.text
    for left, right in passage.sentences[at : at + _MOST_SENTENCES]:
        following = passage.statements_in(left, right)
        if _STOP.search(text, left, min(right, (following[0].start if following else left + 40))):
            break
        if _NEW_LEAD.search(text, left, following[0].start if following else right):
            break
        if not following:
            gap += right - left
            if gap > _LONGEST_GAP:
                break
            continue
        if following[0].start - left > 30 or following[0].average:
            break
        if text[left - 1 : left] == "\n" and right - left > _LONGEST_ITEM:
            break
        fresh = [one for one in following if (one.indicator, one.measure) not in seen]
        if not fresh:
            break
        members = [*members, *fresh]
        seen |= {(one.indicator, one.measure) for one in fresh}
        end, gap = right, 0
    return end, members


def _without_introduction(passage: Passage) -> Block | None:
    """Find a sentence of the plan that sets out targets without words of introduction."""
    begin = passage.plan_start
    if begin is None:
        return None
    at = passage.sentence(begin)
    for left, right in passage.sentences[at:]:
        if left - begin > _LEADLESS_REACH or passage.text[left : left + 1] == "(" and left > begin + 20:
            return None
        members = [
            one for one in passage.statements_in(left, right) if one.quantity and not one.average and not one.bare
        ]
        kinds = {one.indicator for one in members}
        if len(kinds) < 2 or not kinds & {"gdp", "fiscal_revenue"} or _PAST.search(passage.text, left, right):
            continue
        said = anchors(passage.text, left, members[0].start)
        own = [one for one in said if one.kind == "this" or (one.kind == "year" and one.year == passage.report_year)]
        other = [one for one in said if one.kind not in ("this", "year")]
        if (own or _PUSH.search(passage.text, left, right)) and not other:
            stop, members = _followed(passage, left, right, list(passage.statements_in(left, right)))
            return Block(left, stop, "annual", False, tuple(members))
    return None
