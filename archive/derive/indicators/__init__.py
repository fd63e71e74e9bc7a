"""Figures of a report: annual targets, last year's results, goals of several years, each with its quote.

`indicators` assembles the rows: for each of the nineteen at least one annual target, stated or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.derive.indicators.blocks import Block, blocks
from archive.derive.indicators.figure import Figure
from archive.derive.indicators.goals import goals, is_for_other_year
from archive.derive.indicators.names import INDICATORS
from archive.derive.indicators.passage import Passage, passage
from archive.derive.indicators.preference import preferred
from archive.derive.indicators.results import results
from archive.derive.indicators.rows import missing, row
from archive.derive.indicators.targets import annual_block
from archive.derive.sections import Section

__all__ = ["INDICATORS", "Figure", "indicators"]

_LONG_TERM = 5
"""Years: what is for a year further off is long-term."""


def indicators(text: str, sections: Sequence[Section], report_year: int | None) -> tuple[Figure, ...]:
    """Return the figures of a work report: annual targets in the contract's order, results, goals of several years.

    `sections` are a hint only: where they are wrong or one unsegmented whole, the block is found by its words.
    """
    seen = passage(text, sections, report_year)
    found = blocks(seen)
    annual = annual_block(seen, found)
    review_end = _review_end(seen, annual, found)
    rows = [*_annual(text, seen, annual)]
    rows += _achieved(text, seen, review_end, annual.start if annual else len(seen.text))
    for one, year in goals(seen, review_end, annual, found):
        far = seen.report_year is not None and year > seen.report_year + _LONG_TERM
        rows.append(row(text, seen, one, "target", "long_term" if far else "five_year", year, False))
    return tuple(rows)


def _annual(text: str, seen: Passage, block: Block | None) -> Iterator[Figure]:
    stated = preferred(
        one
        for one in (block.statements if block else ())
        if not one.average and not is_for_other_year(seen, block, one)
    )
    for indicator in INDICATORS:
        own = [one for one in stated if one.indicator == indicator]
        for one in own:
            yield row(text, seen, one, "target", "annual", seen.report_year, False)
        if not own:
            yield missing(indicator, seen.report_year, "not_stated" if block else "no_target_block")


def _review_end(seen: Passage, annual: Block | None, found: Sequence[Block]) -> int:
    """Return where the review must have ended: at the first block of targets or the plan, whichever is first."""
    ends = [len(seen.text)]
    if annual:
        ends.append(annual.start)
    ends += [block.start for block in found if block.horizon == "several"]
    if seen.plan_start is not None:
        ends.append(seen.plan_start)
    ends += [start for start, role in seen.parts if role == "five_year"]
    return min(ends)


def _achieved(text: str, seen: Passage, review_end: int, end: int) -> Iterator[Figure]:
    year = seen.report_year - 1 if seen.report_year else None
    found, averages = results(seen, review_end, end)
    kept = preferred(one.statement for one in found)
    for one in found:
        if one.statement in kept:
            yield row(text, seen, one.statement, "achieved", "annual", year, one.is_estimate)
    for one in averages:
        yield row(text, seen, one.statement, "achieved", "five_year", year, one.is_estimate)
