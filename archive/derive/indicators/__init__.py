"""Figures of a report: annual targets, last year's results, goals of several years, each with its quote.

`indicators` assembles the rows: for each of the nineteen at least one annual target, stated or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from archive.derive.indicators.figure import Basis, Figure, Horizon, Measure, Status
from archive.derive.indicators.names import INDICATORS, USUAL_LEVELS
from archive.derive.indicators.passage import Passage, passage
from archive.derive.indicators.periods import anchors, end_year
from archive.derive.indicators.preference import preferred
from archive.derive.indicators.results import results
from archive.derive.indicators.statement import Statement
from archive.derive.indicators.targets import Block, annual_block, blocks
from archive.derive.sections import Section

__all__ = ["INDICATORS", "Figure", "indicators"]


def indicators(text: str, sections: Sequence[Section], report_year: int | None) -> tuple[Figure, ...]:
    """Return the figures of a work report: annual targets in the contract's order, results, goals of several years.

    `sections` are a hint only: where they are wrong or one unsegmented whole, the block is found by its words.
    """
    seen = passage(text, sections, report_year)
    found = blocks(seen)
    annual = annual_block(seen, found)
    rows = [*_annual(text, seen, annual)]
    rows += _achieved(text, seen, _review_end(seen, annual, found), annual.start if annual else len(seen.text))
    rows += _of_several_years(text, seen, annual, found)
    return tuple(rows)


def _annual(text: str, seen: Passage, block: Block | None) -> Iterator[Figure]:
    stated = preferred(
        one for one in (block.statements if block else ()) if not one.average and not _other_year(seen, block, one)
    )
    for indicator in INDICATORS:
        own = [one for one in stated if one.indicator == indicator]
        for one in own:
            yield _row(text, seen, one, "target", "annual", seen.report_year, False)
        if not own:
            yield _missing(indicator, seen.report_year, "not_stated" if block else "no_target_block")


def _other_year(seen: Passage, block: Block | None, one: Statement) -> bool:
    """Whether a clause of the annual block is about other years: 到2025年达到1000亿元, 比2015年增长40%."""
    year = seen.report_year
    if one.base_year is not None and year is not None and one.base_year != year - 1:
        return True
    said = anchors(seen.text, max(one.clause, block.start if block else 0), one.end)
    return any(a.kind == "until" and a.year and year and a.year > year for a in said)


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
            yield _row(text, seen, one.statement, "achieved", "annual", year, one.is_estimate)
    for one in averages:
        yield _row(text, seen, one.statement, "achieved", "five_year", year, one.is_estimate)


def _of_several_years(text: str, seen: Passage, annual: Block | None, found: Sequence[Block]) -> Iterator[Figure]:
    """Yield goals with an end year: statements of an average or an until-year outside the review."""
    done: set[tuple[str, str, int]] = set()
    begin = _review_end(seen, annual, found)
    for one in seen.statements:
        if one.start < begin or one.quantity is None:
            continue
        year = _goal_year(seen, one, [block for block in found if block.horizon == "several"])
        inside = annual and annual.start <= one.start < annual.end
        if year is None or (inside and not one.average and not _other_year(seen, annual, one)):
            continue
        key = (one.indicator, one.measure, year)
        if key not in done:
            done.add(key)
            far = seen.report_year is not None and year > seen.report_year + 5
            yield _row(text, seen, one, "target", "long_term" if far else "five_year", year, False)


def _goal_year(seen: Passage, one: Statement, several: Sequence[Block]) -> int | None:
    left, _ = seen.sentences[seen.sentence(one.start)]
    block = next((block for block in several if block.start <= one.start < block.end), None)
    if not one.average and block is None:
        said = [a for a in anchors(seen.text, left, one.end) if a.kind == "until"]
    else:
        start = block.start if block else max(0, left - 120)
        said = [a for a in anchors(seen.text, start, one.end) if a.kind in ("until", "plan", "coming")]
    years = [year for a in said if (year := end_year(a, seen.report_year))]
    later = [year for year in years if seen.report_year is None or year > seen.report_year]
    return later[-1] if later else None


def _row(
    text: str, seen: Passage, one: Statement, basis: Basis, horizon: Horizon, year: int | None, estimate: bool
) -> Figure:
    start, end = seen.plain.span(one.start, one.end)
    written = one.quantity
    digits = text[slice(*seen.plain.span(*written.number_at))] if written else None
    unit = text[slice(*seen.plain.span(*written.unit_at))] if written and not written.doubles else None
    return Figure(
        indicator=one.indicator,
        basis=basis,
        measure=cast(Measure, one.measure),
        horizon=horizon,
        year=year,
        value=one.value,
        value_max=one.value_max,
        unit=one.unit,
        value_text=digits,
        unit_text=unit,
        modifier=written.modifier if written else None,
        is_estimate=estimate,
        status="stated" if written else "qualitative",
        quote=text[start:end],
        start=start,
        end=end,
    )


def _missing(indicator: str, year: int | None, status: Status) -> Figure:
    measure: Measure = "level" if indicator in USUAL_LEVELS else "growth"
    return Figure(indicator, "target", measure, "annual", year, *(None,) * 6, False, status, None, None, None)
