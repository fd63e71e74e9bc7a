"""Which block of targets is the annual one: for the report's year, among recaps and five-year goals.

Owns that choice, and what stands for a block where none has words of introduction: a sentence of the plan with two
targets or more, one gdp or revenue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.derive.indicators.blocks import Block, followed
from archive.derive.indicators.leads import (
    BEHIND_US,
    OTHERS,
    PAST,
    PUSH,
    RECAP,
    SET,
)
from archive.derive.indicators.passage import Passage
from archive.derive.indicators.periods import anchors
from archive.derive.indicators.statement import Statement

_LEADLESS_REACH = 2500
_NEAR_PLAN = 600
"""Characters of the plan in which three indicators make a block even without gdp or revenue."""


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
            stop, members = followed(passage, right, list(said_here))
            if len({one.indicator for one in members}) < 2:
                continue
            return Block(left, stop, "annual", False, tuple(members), anchored=bool(own))
    return None
