"""Goals of several years: averages to the end of a plan, amounts by a later year, doubling.

Owns which statements behind the review are such goals, and their end year. The annual block is `targets`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.derive.indicators.passage import Passage
from archive.derive.indicators.periods import anchors, end_year
from archive.derive.indicators.statement import Statement
from archive.derive.indicators.targets import Block

_GOALS = ("until", "plan", "coming")
_BEFORE_A_GOAL = 120
"""Characters in front of a sentence in which the years it is for may be named."""


def goals(seen: Passage, begin: int, annual: Block | None, found: Sequence[Block]) -> Iterator[tuple[Statement, int]]:
    """Yield statements behind the review that are goals of several years, with the year they are for."""
    done: set[tuple[str, str, int]] = set()
    for one in seen.statements:
        if one.start < begin:
            continue
        several = [block for block in found if block.horizon == "several"]
        if one.quantity is None and not any(block.start <= one.start < block.end for block in several):
            continue
        year = _goal_year(seen, one, several)
        inside = annual and annual.start <= one.start < annual.end
        if year is None or (inside and not one.average and not is_for_other_year(seen, annual, one)):
            continue
        key = (one.indicator, one.measure, year)
        if key not in done:
            done.add(key)
            yield one, year


def _goal_year(seen: Passage, one: Statement, several: Sequence[Block]) -> int | None:
    """Return the year a goal is for: of its own clause, else of what introduces its block, else of the words before."""
    left, _ = seen.sentences[seen.sentence(one.start)]
    block = next((block for block in several if block.start <= one.start < block.end), None)
    if not one.average and block is None:
        return _later_year(seen, left, one.end, ("until",))
    own = _later_year(seen, one.clause, one.end, ("until",), one.average)
    if own is not None or block is None:
        return own or _later_year(seen, max(0, left - _BEFORE_A_GOAL), one.end, _GOALS, one.average)
    lead_end = max(block.start, min(one.start, block.statements[0].start))
    return _later_year(seen, block.start, lead_end, _GOALS, one.average) or _later_year(seen, left, one.end, _GOALS)


def _later_year(seen: Passage, start: int, end: int, kinds: tuple[str, ...], own_too: bool = False) -> int | None:
    """Return the last year named between two offsets that is after the report's own, or its own: averages end there."""
    year = seen.report_year
    named = [end_year(a, year) for a in anchors(seen.text, start, end) if a.kind in kinds]
    least = 0 if year is None else year if own_too else year + 1
    return next((other for other in reversed(named) if other is not None and other >= least), None)


def is_for_other_year(seen: Passage, block: Block | None, one: Statement) -> bool:
    """Whether a clause of the annual block is about other years: 到2025年达到1000亿元, 比2015年增长40%."""
    year = seen.report_year
    if one.base_year is not None and year is not None and one.base_year != year - 1:
        return True
    said = anchors(seen.text, max(one.clause, block.start if block else 0), one.end)
    return any(a.kind == "until" and a.year and year and a.year > year for a in said)
