"""Blocks of targets with words of introduction: where each begins, what it holds, and for which years it is.

A block begins with words like 主要预期目标是 and goes on, over sentences and paragraphs, as long as targets follow.
Which of them is the annual one is decided in `targets`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.derive.indicators.leads import (
    FIRST_TASK,
    GOAL,
    LINK,
    NEW_LEAD,
    RECAP,
    SERVED,
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
_FARTHEST_IN = 30
"""Characters of a sentence in front of its first target."""
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
    stop, members = followed(passage, lead.end, members)
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


def followed(passage: Passage, end: int, members: list[Statement]) -> tuple[int, list[Statement]]:
    """Go on over the sentences behind a block as long as targets for other indicators follow."""
    seen = {(one.indicator, one.measure) for one in members}
    at, gap = passage.sentence(end - 1) + 1, 0
    text = passage.text
    for left, right in passage.sentences[at : at + _MOST_SENTENCES]:
        following = passage.statements_in(left, right)
        if _is_of_tasks(text, left, right, following) or (members and FIRST_TASK.match(text, left, right)):
            break
        fresh = [one for one in following if (one.indicator, one.measure) not in seen]
        if not fresh:
            gap += right - left
            if gap > (_LONGEST_REPEAT if following else _LONGEST_GAP):
                break
            continue
        longest = max(_LONGEST_ITEM, _LONGEST_TARGET * len({one.indicator for one in fresh}))
        if text[left - 1 : left] == "\n" and right - left > longest:
            break
        members = [*members, *fresh]
        seen |= {(one.indicator, one.measure) for one in fresh}
        end, gap = right, 0
    return end, members


def _is_of_tasks(text: str, left: int, right: int, found: Sequence[Statement]) -> bool:
    """Whether a sentence behind a block begins the tasks or another block, or has its numbers far behind."""
    first = found[0].start if found else None
    if STOP.search(text, left, min(right, left + 40 if first is None else first)):
        return True
    if NEW_LEAD.search(text, left, right if first is None else first):
        return True
    return first is not None and (first - left > _FARTHEST_IN or found[0].average)
