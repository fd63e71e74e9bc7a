"""What last year brought: the headline values of the review, one for each indicator and measure.

Owns which statements of the review are last year's own: not five years', not a quarter's, not a plan's. Of several the
one in a sentence with other headline figures comes first, then the earlier one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.derive.indicators.passage import Passage
from archive.derive.indicators.periods import Anchor, anchors
from archive.derive.indicators.preference import name_rank
from archive.derive.indicators.statement import Statement
from archive.derive.indicators.wording import SOFT_VERBS

_ESTIMATE = re.compile("预计|初步核算|初步统计|初步测算|快报|预估")
_END_VALUES = frozenset(
    {"gdp", "fiscal_revenue", "retail_sales", "urban_income", "rural_income", "resident_income", "gdp_per_capita"}
)
"""Indicators of which a review of five years gives the last year's value: 达到1187.9亿元，年均增长6.2%."""
_OF_FIRMS_TOO = frozenset({"tax_revenue", "exports"})
_SHORT_CLAUSE = 8
_AT_BEGINNING = 6
_WHOLE_YEAR = re.compile("全[年省市县区镇乡州盟旗]")
_TARGET_WORDS = re.compile("目标是|目标为|目标:|预期为|计划为")
_SET = re.compile("(?:确定|提出|制定|下达|安排|设定|预定|批准|通过|部署)的?")
_WERE_TARGETS = re.compile(r"[^;。\n完成]{0,160}?(?:目标|任务|计划|要求)")
_COMPARING = tuple("比较同与")
_BEGINNING = tuple("由从")
_TO_END = re.compile("(?:到|至|达)")
_AGAINST_LAST = re.compile("[比较]上年|[比较]去年|同比")


@dataclass(frozen=True, slots=True)
class Result:
    """A statement of the review, and whether it is an estimate."""

    statement: Statement
    is_estimate: bool


def results(passage: Passage, review_end: int, end: int) -> tuple[list[Result], list[Result]]:
    """Return last year's statements, and the average growth of the past years, in order.

    Behind the end of the review, up to `end`, only what names last year itself counts.
    """
    best: dict[tuple[str, str], tuple[tuple[int, int, int, int], Result]] = {}
    averages: dict[str, Result] = {}
    for one, several, kinds, estimate in _dated(passage, review_end, end):
        if one.planned or one.quantity is None:
            continue
        if one.average:
            if one.measure == "growth":
                averages.setdefault(one.indicator, Result(one, estimate))
            continue
        if (
            one.bare
            or (kinds < 2 and _may_be_anothers(passage, one))
            or (several and not _is_end_value(one) and not _is_yearly(passage, one))
            or not _is_against_last(passage, one)
        ):
            continue
        rank = (int(several), name_rank(one), int(kinds < 2), one.start)
        key = (one.indicator, one.measure)
        if key not in best or rank < best[key][0]:
            best[key] = (rank, Result(one, estimate))
    return [kept for _, kept in best.values()], list(averages.values())


def _may_be_anothers(passage: Passage, one: Statement) -> bool:
    """Whether an amount stands behind a clause about something else: …园区建成投产,税收8000万元."""
    if one.indicator not in _OF_FIRMS_TOO or one.measure == "growth":
        return False
    left, _ = passage.sentences[passage.sentence(one.start)]
    return one.clause - left > _SHORT_CLAUSE and not _WHOLE_YEAR.search(passage.text, one.clause, one.end)


def _is_against_last(passage: Passage, one: Statement) -> bool:
    """Whether a comparison is with the year before: 比2015年增长 in 2021 is not."""
    return one.base_year is None or passage.report_year is None or one.base_year == passage.report_year - 2


def _dated(passage: Passage, review_end: int, end: int) -> Iterator[tuple[Statement, bool, int, bool]]:
    """Yield statements: whether of several years, how many indicators the sentence has, estimated or not."""
    text, year, several, told = passage.text, passage.report_year, False, False
    timed, at = anchors(text, 0, end), 0
    for left, right in passage.sentences:
        if left >= end:
            return
        first = at
        while at < len(timed) and timed[at].start < right:
            at += 1
        said = [one for one in timed[first:at] if not _compares(text, one)]
        found = passage.statements_in(left, min(right, end))
        if found:
            outside = left >= review_end or passage.role(left) in ("plan", "five_year", "self_governance", "closing")
            yield from _of_sentence(passage, left, right, found, said, several, told, outside)
        told = any(one.kind == "last" for one in said)
        several = _goes_on(said, several, year, left) or sum(one.average for one in found) > 1


def _of_sentence(
    passage: Passage,
    left: int,
    right: int,
    found: Sequence[Statement],
    said: Sequence[Anchor],
    several: bool,
    told: bool,
    outside: bool,
) -> Iterator[tuple[Statement, bool, int, bool]]:
    """Date the statements of a sentence. `told`: the one before named last year; `outside`: not in the review."""
    text, year = passage.text, passage.report_year
    kinds = len({one.indicator for one in found})
    average = max((one.start for one in found if one.average), default=0)
    of_all = "预计数" in text[left:right]
    for one in found:
        before = [anchor for anchor in said if anchor.start < one.end]
        many, usable = _period(before, several, year)
        named = _names_last_year(before, year) or (told and not before)
        many = many or (not named and one.start < average) or "五年" in text[one.clause : one.start]
        if usable and (named or not outside) and not _was_target(text, left, one):
            estimate = _ESTIMATE.search(text, left, one.quantity.number_at[0] if one.quantity else one.end)
            yield one, many, kinds, bool(estimate) or of_all


def _compares(text: str, anchor: Anchor) -> bool:
    """Whether a year is only compared with (比上年增长 says nothing of which year grew) or begun from (由2015年的)."""
    before = text[max(0, anchor.start - 1) : anchor.start]
    return (anchor.kind == "last" and before in _COMPARING) or (anchor.kind == "year" and before in _BEGINNING)


def _was_target(text: str, left: int, one: Statement) -> bool:
    """Whether a sentence only recalls what had been set: 年初确定的生产总值增长8%、投资增长9%的目标."""
    if _TARGET_WORDS.search(text, left, one.start):
        return True
    return bool(_SET.search(text, left, one.start) and _WERE_TARGETS.match(text, one.end))


def _goes_on(said: Sequence[Anchor], several: bool, year: int | None, left: int) -> bool:
    """Whether the next sentence speaks of several years too: as this one does, or since this one began with 五年来."""
    for one in said:
        if one.kind in ("gone", "plan"):
            several = several or one.start - left <= _AT_BEGINNING
        elif one.kind in ("last", "this") or (one.kind == "year" and year and one.year == year - 1):
            several = False
    return several


def _names_last_year(said: Sequence[Anchor], year: int | None) -> bool:
    return any(one.kind in ("last", "this") or (one.kind == "year" and year and one.year == year - 1) for one in said)


def _period(said: Sequence[Anchor], several: bool, year: int | None) -> tuple[bool, bool]:
    """Follow the words of time of a sentence: whether several years are meant now, and whether last year may be."""
    usable = True
    for one in said:
        if one.kind in ("gone", "plan"):
            several, usable = True, True
        elif one.kind in ("last", "this"):
            several, usable = False, True
        elif one.kind in ("year", "until"):
            if year is None or one.year == year - 1:
                several, usable = False, True
            else:
                usable = False
        elif one.kind in ("part", "sum", "coming", "long") or (one.kind == "against" and year and one.year != year - 2):
            usable = False
    return several, usable


def _is_end_value(one: Statement) -> bool:
    if one.measure != "level" or one.indicator not in _END_VALUES:
        return False
    return bool(SOFT_VERBS.search(one.words))


def _is_yearly(passage: Passage, one: Statement) -> bool:
    """Whether an amount in a review of five years is one year's: 达到79亿元,年均增长15%; 1795亿元,比上年增长15%."""
    near = [
        other
        for other in passage.statements_in(one.start, one.end)
        if other.indicator == one.indicator and other.clause == one.clause
    ]
    if any(other.measure == "growth" and _AGAINST_LAST.search(other.words) for other in near):
        return not one.average
    averaged = any(other.average for other in near)
    return one.measure == "level" and averaged and bool(_TO_END.search(one.words)) and "累计" not in one.words
