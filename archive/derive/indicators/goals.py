"""Goals of several years: averages to the end of a plan, amounts by a later year, doubling.

Owns which statements behind the review are such goals, and their end year. The annual block is `targets`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.derive.indicators.blocks import Block
from archive.derive.indicators.leads import PAST
from archive.derive.indicators.passage import Passage
from archive.derive.indicators.periods import anchors, end_year
from archive.derive.indicators.preference import ONE_NAME, name_rank
from archive.derive.indicators.statement import Statement

_GOALS = ("until", "plan", "coming")
_BEFORE_A_GOAL = 120
"""Characters in front of a sentence in which the years it is for may be named."""
_HEAD_OF_OUTLOOK = 200
"""Characters of a section about the coming years in which it says which these are."""

_UNTIL = re.compile("[到至望][12二一]|末")
"""What every word of time until a year has in it."""
_GROUND = re.compile("[^,;。\n]{0,8}(?:奠定|打下|打好|夯实)")
"""Behind what is only prepared for: 为到2010年翻一番奠定基础."""


def goals(seen: Passage, begin: int, annual: Block | None, found: Sequence[Block]) -> Iterator[tuple[Statement, int]]:
    """Yield the goals of several years with their year: one for each indicator, measure and year, of its best name."""
    said = list(_said(seen, begin, annual, found))
    best: dict[tuple[str, int], int] = {}
    for one, year in said:
        rank = name_rank(one) if one.indicator in ONE_NAME else 0
        best[one.indicator, year] = min(rank, best.get((one.indicator, year), rank))
    done: set[tuple[str, str, int]] = set()
    for one, year in said:
        key = (one.indicator, one.measure, year)
        lesser = one.indicator in ONE_NAME and name_rank(one) > best[one.indicator, year]
        if key not in done and not lesser:
            done.add(key)
            yield one, year


def _said(seen: Passage, begin: int, annual: Block | None, found: Sequence[Block]) -> Iterator[tuple[Statement, int]]:
    """Yield statements behind the review that are goals of several years, with the year they are for."""
    for one in seen.statements:
        if one.start < begin and not _is_of_later_year(seen, one):
            continue
        several = [block for block in found if block.horizon == "several"]
        if one.quantity is None and not any(block.start <= one.start < block.end for block in several):
            continue
        if _GROUND.match(seen.text, one.end):
            continue
        year = _goal_year(seen, one, several)
        inside = annual and annual.start <= one.start < annual.end
        if year is None or (inside and not one.average and not is_for_other_year(seen, annual, one)):
            continue
        yield one, year


def _is_of_later_year(seen: Passage, one: Statement) -> bool:
    """Whether a sentence of what may be the review names the later year a clause of it is for: 到2035年翻一番."""
    left, _ = seen.sentences[seen.sentence(one.start)]
    if not _UNTIL.search(seen.text, left, one.end):
        return False
    return seen.report_year is not None and _later_year(seen, left, one.end, ("until",)) is not None


def _goal_year(seen: Passage, one: Statement, several: Sequence[Block]) -> int | None:
    """Return the year a goal is for: of its own clause, else of what introduces its block, else of the words before."""
    left, _ = seen.sentences[seen.sentence(one.start)]
    block = next((block for block in several if block.start <= one.start < block.end), None)
    if not one.average and block is None:
        return _later_year(seen, left, one.end, ("until", "year")) or _of_outlook(seen, left, one)
    own = _later_year(seen, one.clause, one.end, ("until", "year"), one.average)
    if own is not None or block is None:
        own = own or _later_year(seen, max(0, left - _BEFORE_A_GOAL), one.end, _GOALS, one.average)
        return own or _of_outlook(seen, left, one)
    own = _later_year(seen, left, one.end, ("until",)) if left > block.start and not one.average else None
    if own is not None:
        return own
    first = block.statements[0].start if block.statements else one.start
    lead_end = max(block.start, min(one.start, first))
    return (
        _later_year(seen, block.start, lead_end, _GOALS, one.average)
        or _later_year(seen, left, one.end, (*_GOALS, "year"))
        or _of_outlook(seen, left, one)
    )


def _of_outlook(seen: Passage, left: int, one: Statement) -> int | None:
    """Return the end year of the plan that a section about the coming years is headed with, for what it sets out."""
    begin = seen.part_start(one.start)
    if seen.role(one.start) != "five_year" or any(a.kind not in _GOALS for a in anchors(seen.text, left, one.end)):
        return None
    if PAST.search(seen.text, left, one.end):
        return None
    return _later_year(seen, begin, min(left, begin + _HEAD_OF_OUTLOOK), _GOALS, True)


def _later_year(seen: Passage, start: int, end: int, kinds: tuple[str, ...], own_too: bool = False) -> int | None:
    """Return the last year named between two offsets that is after the report's own, or its own: averages end there."""
    year = seen.report_year
    least = 0 if year is None else year if own_too else year + 1
    for a in reversed(anchors(seen.text, start, end)):
        if "year" in kinds and a.kind == "this":
            return None
        ends = a.kind == "plan" and "until" in kinds and seen.text[a.end - 1] == "末"
        later = end_year(a, year) if a.kind in kinds or ends else None
        if later is not None and later >= least:
            return later
    return None


def is_for_other_year(seen: Passage, block: Block | None, one: Statement) -> bool:
    """Whether a clause of the annual block is about other years: 2025年突破500亿元, 比2015年增长40%."""
    year = seen.report_year
    if one.base_year is not None and year is not None and one.base_year != year - 1:
        return True
    said = anchors(seen.text, max(one.clause, block.start if block else 0), one.end)
    return any(a.kind in ("until", "year") and a.year and year and a.year > year for a in said)
