"""Where the annual targets stand: the one block of targets for the report's year, among recaps and five-year goals.

Owns the choice of the block. A block begins with words like 主要预期目标是 and goes on, over sentences and paragraphs,
as long as targets follow; without such words it is a sentence of the plan with two targets or more, one gdp or revenue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.derive.indicators.leads import (
    BEHIND_US,
    GOAL,
    LINK,
    NEW_LEAD,
    OTHERS,
    PAST,
    PUSH,
    RECAP,
    SERVED,
    SET,
    STOP,
    STRETCH,
    STRONG,
    WISHED,
)
from archive.derive.indicators.passage import Passage
from archive.derive.indicators.periods import Anchor, anchors
from archive.derive.indicators.statement import Statement

_LONGEST_HEADING = 40
_FARTHEST = 400
"""Characters between 目标 and the first target, and between the words of time and 目标."""
_LONGEST_ITEM = 120
"""Characters of a paragraph that may go on a block; a longer one is about the work to do."""
_LONGEST_TARGET = 45
"""Characters for each target in a longer paragraph that goes on a block."""
_LONGEST_REPEAT = 40
"""Characters of a sentence that only says again what the block has said."""
_MOST_HEADINGS = 3
_LONGEST_GAP = 120
_MOST_SENTENCES = 40
_LEADLESS_REACH = 2500
_NEAR_PLAN = 600
"""Characters of the plan in which three indicators make a block even without gdp or revenue."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of targets: its words of introduction and its statements. `horizon`: annual|several.

    `inner`: they stand between a name and its number (增长目标为9%); `anchored`: they name the year; `wished`: they
    say 预期目标 or 目标是; `doubtful`: it stands in what the sections take for the review.
    """

    start: int
    end: int
    horizon: str
    strong: bool
    statements: tuple[Statement, ...]
    anchored: bool = False
    wished: bool = False
    doubtful: bool = False
    inner: bool = False

    @property
    def worth(self) -> tuple[int, int]:
        """How much speaks for the block: indicators stated, and clear words of introduction."""
        stated = {one.indicator for one in self.statements}
        return (
            len(stated)
            + 2 * ("gdp" in stated)
            + 3 * self.strong
            + 2 * self.wished
            + 4 * self.anchored
            - 8 * self.doubtful,
            -self.start,
        )


def blocks(passage: Passage) -> tuple[Block, ...]:
    """Return the blocks of targets with words of introduction, in order; recaps of last year's are left out."""
    found: list[Block] = []
    text, last = passage.text, -1
    for goal in GOAL.finditer(text):
        if goal.start() < last:
            continue
        block = _block_at(passage, goal)
        if block:
            found.append(block)
            last = block.end
    return tuple(found)


def annual_block(passage: Passage, found: Sequence[Block]) -> Block | None:
    """Choose the block of the report's own year; None where there is none.

    Where it has one indicator only, as in reports before 2005, what other sentences set out for the year is added;
    where no block is, such sentences make one if they say gdp.
    """
    annual = [block for block in found if block.horizon == "annual"]
    chosen = max(annual, key=lambda block: block.worth, default=None)
    if chosen is None or not chosen.statements or not chosen.strong or chosen.inner:
        plain = _without_introduction(passage)
        if chosen is None or (plain and plain.worth > chosen.worth):
            chosen = plain
    kinds = {one.indicator for one in chosen.statements} if chosen else set()
    if chosen and len(kinds) != 1:
        return chosen
    more = [one for block in annual if block is not chosen and block.strong for one in block.statements]
    more = [one for one in (*more, *_scattered(passage)) if one.indicator not in kinds]
    if chosen is None:
        if all(one.indicator != "gdp" for one in more):
            return None
        return Block(more[0].clause, more[0].end, "annual", False, tuple(more))
    return replace(chosen, statements=(*chosen.statements, *more))


def _scattered(passage: Passage) -> Iterator[Statement]:
    """Yield what single sentences plan for the year: 今年国民生产总值计划增长百分之八."""
    for one in passage.statements:
        if one.quantity is None or one.average or one.bare or passage.role(one.start) == "review":
            continue
        left, _ = passage.sentences[passage.sentence(one.start)]
        planned = one.planned or SET.search(passage.text, one.clause, one.quantity.start)
        if not planned or RECAP.search(passage.text, left, one.start):
            continue
        said = anchors(passage.text, max(left, one.clause - 40), one.end)
        if said and all(a.kind == "this" or (a.kind == "year" and a.year == passage.report_year) for a in said):
            yield one


def _block_at(passage: Passage, goal: re.Match[str]) -> Block | None:
    """Read a block from a word like 目标 on; None where that introduces no targets, or last year's."""
    lead = _lead_at(passage, goal)
    if lead is None:
        return None
    text, members = passage.text, list(passage.statements_in(lead.first, lead.end))
    if members and members[0].start > goal.end() + _FARTHEST:
        return None
    if members and not lead.spans and not _is_near(text, lead.link_end, members[0]):
        return None
    if RECAP.search(text, max(lead.start, goal.start() - 30), max(members[0].start if members else 0, goal.end() + 12)):
        return None
    horizon, anchored = _horizon(passage, lead.start, goal.start(), members)
    doubtful = passage.role(goal.start()) == "review"
    wished = bool(WISHED.search(text, max(lead.start, goal.start() - 4), goal.end() + 3))
    if horizon is None or (doubtful and not wished):
        return None
    if not members and not (lead.strong and lead.linked and _DIGIT.search(text, goal.end(), lead.end)):
        return None
    stop, members = _followed(passage, lead.end, members)
    averages = sum(one.average for one in members)
    if horizon == "annual" and averages and averages * 2 >= sum(one.quantity is not None for one in members):
        horizon = "several"
    if horizon == "annual" and averages and not anchored and _is_of_plan_before(passage, lead.start):
        horizon = "several"
    return Block(lead.start, stop, horizon, lead.strong, tuple(members), anchored, wished, doubtful, lead.spans)


@dataclass(frozen=True, slots=True)
class _Lead:
    """Words of introduction: their sentence, where targets may begin, and how clear they are."""

    start: int
    end: int
    first: int
    link_end: int
    linked: bool
    spans: bool
    strong: bool


def _lead_at(passage: Passage, goal: re.Match[str]) -> _Lead | None:
    text, at = passage.text, passage.sentence(goal.start())
    start, end = passage.sentences[at]
    clause = max(start, max(text.rfind(mark, max(start, goal.start() - 99), goal.start()) + 1 for mark in ",;"))
    strong = bool(STRONG.search(text, max(clause, goal.start() - 8), goal.end() + 6))
    link = LINK.match(text, goal.end())
    spans = any(one.start < goal.start() < one.end for one in passage.statements_in(start, end))
    stretched = bool(STRETCH.search(text, max(start, goal.start() - 12), goal.start()))
    spans, strong = spans or stretched, strong and not stretched
    alone = end - goal.end() < _LONGEST_HEADING and not text[goal.end() : end].strip(":\n。 是为如下建议安排")
    if not link and not spans and not (alone and strong and end - start < _LONGEST_HEADING):
        return None
    if not strong and not _is_introduced(text, start, goal.start()):
        return None
    only_named = link is not None and link[0].endswith(",") and link[0][-2:-1] not in ("是", "为")
    if only_named and (passage.role(goal.start()) == "review" or SERVED.search(text, clause, goal.start())):
        return None
    leads_on = strong and link and link[0][-1:] in (":", "是", "为", "—") and end - goal.end() < _LONGEST_HEADING
    if alone or leads_on:
        end = _first_targets_end(passage, at, goal.end())
    link_end = link.end() if link else goal.end()
    return _Lead(start, end, start if spans else goal.end(), link_end, bool(link), spans, strong)


def _first_targets_end(passage: Passage, at: int, first: int) -> int:
    """Return where the sentence with the first targets ends: that of the lead, or one of the next behind headings."""
    end = passage.sentences[at][1]
    for left, right in passage.sentences[at + 1 : at + 1 + _MOST_HEADINGS]:
        if (
            passage.statements_in(first, end)
            or left - first > _LONGEST_GAP
            or STOP.search(passage.text, left, min(right, left + 40))
        ):
            break
        end = right
    return end


def _is_introduced(text: str, start: int, goal: int) -> bool:
    return bool(re.search("今年|(?:20|19)\\d\\d年|经济和?社会|国民经济|全年|初步", text[max(start, goal - 30) : goal]))


def _is_near(text: str, introduced: int, first: Statement) -> bool:
    """Whether the first target follows its introduction: in its clause, or behind a list of other targets."""
    between = text[introduced : first.start]
    return first.clause <= introduced + 60 or len(re.findall(r"\d", between)) > len(between) // 40


def _horizon(passage: Passage, start: int, goal: int, members: Sequence[Statement]) -> tuple[str | None, bool]:
    """Say which years a block is for (annual, several, None: the past) and whether its words name the year."""
    year = passage.report_year
    until = members[0].start if members else goal
    said = [
        one
        for one in anchors(passage.text, max(start, goal - _FARTHEST), until)
        if one.kind not in ("part", "sum", "against")
    ]
    clause = max(passage.text.rfind(mark, start, goal) for mark in ",;:")
    for one in reversed(said):
        if one.kind == "this" or (one.kind in ("year", "until") and one.year == year):
            return "annual", True
        past = one.kind in ("last", "gone") or bool(one.year and year and one.year < year)
        if not _counts(passage.text, one, clause, goal, past):
            continue
        if past:
            return None, True
        if one.kind in ("plan", "coming", "long") or (one.year and year):
            return "several", True
    return ("several" if passage.role(goal) == "five_year" else "annual"), False


def _is_of_plan_before(passage: Passage, start: int) -> bool:
    """Whether what was last spoken of before a block that names no year is a plan of several years."""
    said = [one for one in anchors(passage.text, max(0, start - _FARTHEST), start) if one.kind != "until"]
    return bool(said) and said[-1].kind in ("plan", "coming")


def _counts(text: str, one: Anchor, clause: int, goal: int, past: bool) -> bool:
    """Whether a word of time is a block's: in the clause of 目标, alone before it, or a later year behind it."""
    if one.start > goal:
        return not past
    alone = text[one.end : one.end + 1] in (",", ":") and one.kind not in ("last", "gone", "long")
    return one.start > clause or alone


def _followed(passage: Passage, end: int, members: list[Statement]) -> tuple[int, list[Statement]]:
    """Go on over the sentences behind a block as long as targets for other indicators follow."""
    seen = {(one.indicator, one.measure) for one in members}
    at, gap = passage.sentence(end - 1) + 1, 0
    text = passage.text
    for left, right in passage.sentences[at : at + _MOST_SENTENCES]:
        following = passage.statements_in(left, right)
        if STOP.search(text, left, min(right, (following[0].start if following else left + 40))):
            break
        if NEW_LEAD.search(text, left, following[0].start if following else right):
            break
        if not following:
            gap += right - left
            if gap > _LONGEST_GAP:
                break
            continue
        if following[0].start - left > 30 or following[0].average:
            break
        fresh = [one for one in following if (one.indicator, one.measure) not in seen]
        longest = max(_LONGEST_ITEM, _LONGEST_TARGET * len({one.indicator for one in fresh}))
        if text[left - 1 : left] == "\n" and right - left > longest:
            break
        if not fresh:
            gap += right - left
            if gap > _LONGEST_REPEAT:
                break
            continue
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
        if left - begin > _LEADLESS_REACH or (passage.text[left : left + 1] == "(" and left > begin + 20):
            return None
        said_here = passage.statements_in(left, right)
        members = [one for one in said_here if one.quantity and not one.average and not one.bare]
        kinds = {one.indicator for one in members}
        pushes = PUSH.search(passage.text, left, right)
        enough = kinds & {"gdp", "fiscal_revenue"} or (
            members and len({one.indicator for one in said_here}) > 2 and left - begin < _NEAR_PLAN
        )
        if not enough or (BEHIND_US if pushes else PAST).search(passage.text, left, right):
            continue
        if OTHERS.search(passage.text, max(left, members[0].start - 20), members[0].start):
            continue
        said = anchors(passage.text, left, members[0].start)
        own = [one for one in said if one.kind == "this" or (one.kind == "year" and one.year == passage.report_year)]
        other = [one for one in said if one.kind not in ("this", "year")]
        if (own or pushes) and not other:
            stop, members = _followed(passage, right, list(said_here))
            if len({one.indicator for one in members}) < 2:
                continue
            return Block(left, stop, "annual", False, tuple(members), anchored=bool(own))
    return None
