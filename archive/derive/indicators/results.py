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
from archive.derive.indicators.predicates import is_of_year
from archive.derive.indicators.preference import name_rank
from archive.derive.indicators.statement import Statement
from archive.derive.indicators.wording import SOFT_VERBS

_ESTIMATE = re.compile("预计|初步(?:核算|统计|测算|预测|汇总|匡算|估算)|快报|预估")
_END_VALUES = frozenset(
    {"gdp", "fiscal_revenue", "retail_sales", "urban_income", "rural_income", "resident_income", "gdp_per_capita"}
    | {"imports_exports", "industrial_value_added", "population_growth", "urban_unemployment"}
)
"""Indicators of which a review of five years gives the last year's value: 达到1187.9亿元，年均增长6.2%."""
_OF_FIRMS_TOO = frozenset({"tax_revenue", "exports"})
_SHORT_CLAUSE = 8
_FELL_TO = re.compile("(?:下降|降低|降)(?:到|至)")
_PASSED = ("突破", "超过")
_ANOTHER = re.compile(r"企业|园区|公司|集团|项目|投产|产业|基地|\d[个家户条项座]")
_COUNTED = re.compile(r"\d[个家户条项座]")
_AT_BEGINNING = 6
_WHOLE_YEAR = re.compile("全[年省市县区镇乡州盟旗]")
_TARGET_WORDS = re.compile("目标(?:任务)?(?:是|为|:|如下)|预期为|计划为")
_SET = re.compile("(?:确定|提出|制定|下达|安排|设定|预定|批准|通过|部署)的?")
_WERE_TARGETS = re.compile(r"[^;。\n完成]{0,160}?(?:目标|任务|计划|要求)")
_COMPARING = tuple("比较同与")
_MOST_IN_A_YEAR = {"gdp": 40.0, "energy_intensity": 12.0} | dict.fromkeys(
    ("urban_income", "rural_income", "resident_income", "gdp_per_capita"), 50.0
)
"""Per cent; what is more is told of several years."""
_UNITS = "国省市县区镇乡州盟旗"
_WHOSE = re.compile(f"全([{_UNITS}])")
_OPENING = 400
_GOVERNMENT = re.compile(
    f"([{_UNITS[1:]}])(?:第?[一二三四五六七八九十\\d]{{1,3}}届)?(?:人民政府|政府|人民代表大会|人大|行政公署|行署)"
)
_MOST_OF_OTHERS = 12
_PASSING = frozenset({"sum", "part", "against", "gone", "plan", "long", "until"})
_LASTING = frozenset({"part", "gone", "plan"})
_FIGURE = re.compile(r"\d(?:[%‰万亿元人吨]|个百分点)")
_AIMED = re.compile("力争|争取(?!到|了)|确保(?!了)|计划|建议|努力实现|要实现")
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
    own = _own_units(passage.text)
    for one, several, kinds, estimate in _dated(passage, review_end, end):
        if one.planned or one.quantity is None or _is_of_others(passage.text, one, own):
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
            or (one.quantity.doubles and not _AGAINST_LAST.search(one.words))
            or _is_of_several_years(one)
        ):
            continue
        rank = (int(several), name_rank(one), int(kinds < 2), one.start)
        key = (one.indicator, one.measure)
        if key not in best or rank < best[key][0]:
            best[key] = (rank, Result(one, estimate))
    return [kept for _, kept in best.values()], list(averages.values())


def _own_units(text: str) -> str:
    """Return how a report may call its own place: 县 where its opening names a government or congress of a 县.

    Empty where the opening names none; 国 for the State.
    """
    opening = text[:_OPENING]
    return "".join(set(_GOVERNMENT.findall(opening))) or ("国" if "国务院" in opening else "")


def _is_of_others(text: str, one: Statement, own: str) -> bool:
    """Whether a figure is another place's: 全国经济增长5% in a county's report, 全市 in a district's."""
    whose = _WHOSE.search(text, one.clause, one.end)
    if whose is None or whose[1] in own or text.find(one.name, one.clause, one.end) < whose.start():
        return False
    said = text.count("全" + whose[1])
    if whose[1] == "国":
        return bool(own) or said < _MOST_OF_OTHERS
    return any(text.count("全" + unit) > said for unit in own)


def _may_be_anothers(passage: Passage, one: Statement) -> bool:
    """Whether an amount stands behind a clause about something else: …园区建成投产,税收8000万元."""
    if one.measure == "growth" and "分别" not in one.words:
        return False
    left, _ = passage.sentences[passage.sentence(one.start)]
    if one.indicator == "fixed_asset_investment":
        return bool(_COUNTED.search(passage.text, left, one.clause))
    if one.indicator not in _OF_FIRMS_TOO or one.name.startswith("外贸"):
        return False
    since = one.clause if _ANOTHER.search(passage.text, left, one.clause) else left
    return one.clause - left > _SHORT_CLAUSE and not _WHOLE_YEAR.search(passage.text, since, one.end)


def _is_of_several_years(one: Statement) -> bool:
    """Whether a growth is more than one year has ever brought a place: 万元GDP能耗下降14% is five years' fall."""
    most = _MOST_IN_A_YEAR.get(one.indicator)
    return one.measure == "growth" and most is not None and one.value is not None and abs(one.value) > most


def _is_against_last(passage: Passage, one: Statement) -> bool:
    """Whether a comparison is with the year before: 比2015年增长 in 2021 is not."""
    return one.base_year is None or passage.report_year is None or one.base_year == passage.report_year - 2


def _dated(passage: Passage, review_end: int, end: int) -> Iterator[tuple[Statement, bool, int, bool]]:
    """Yield statements: whether of several years, how many indicators the sentence has, estimated or not."""
    text, year, several, told = passage.text, passage.report_year, False, False
    timed: dict[int, list[Anchor]] = {passage.sentence(one.start): [] for one in passage.statements_in(0, end)}
    for anchor in anchors(text, 0, end):
        timed.setdefault(passage.sentence(anchor.start), []).append(anchor)
    before = -1
    for at, words in sorted(timed.items()):
        left, right = passage.sentences[at]
        told, before = told and at == before + 1, at
        said = [one for one in words if not _compares(text, one)]
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
        before = [anchor for anchor in said if anchor.start < one.end and _governs(text, left, anchor, one)]
        many, usable = _period(before, several, year)
        usable = usable and not any(_is_ahead(text, anchor, year) for anchor in before)
        named = _names_last_year(before, year, outside) or (told and not before)
        many = many or (not named and one.start < average)
        many = many or ("五年" in text[one.clause : one.start] and not is_of_year(one.words))
        against = one.measure != "level" and any(a.kind == "against" and a.year != (year or 0) - 2 for a in before)
        if usable and not against and (named or not outside) and not _was_target(text, left, one, outside):
            estimate = _ESTIMATE.search(text, left, one.quantity.number_at[0] if one.quantity else one.end)
            yield one, many, kinds, bool(estimate) or of_all


def _compares(text: str, anchor: Anchor) -> bool:
    """Whether a year is only compared with (比上年增长 says nothing of which year grew) or begun from (由2015年的)."""
    before = text[max(0, anchor.start - 1) : anchor.start]
    return (anchor.kind == "last" and before in _COMPARING) or (anchor.kind == "year" and before in _BEGINNING)


def _was_target(text: str, left: int, one: Statement, outside: bool) -> bool:
    """Whether a sentence only recalls what had been set (年初确定的生产总值增长8%、投资增长9%的目标), or sets it."""
    if _TARGET_WORDS.search(text, left, one.start) or (outside and _AIMED.search(text, left, one.end)):
        return True
    return bool(_SET.search(text, left, one.start) and _WERE_TARGETS.match(text, one.end))


def _governs(text: str, left: int, anchor: Anchor, one: Statement) -> bool:
    """Whether words of time in front of a statement speak of it: 两年平均 behind a figure is of that figure only."""
    if anchor.kind == "against" and one.measure == "level":
        return False
    if anchor.kind not in _PASSING or anchor.end > one.clause or text[anchor.end : anchor.end + 1] == ",":
        return True
    begin = max(left, text.rfind(";", left, anchor.start) + 1)
    leads = not _FIGURE.search(text, begin, anchor.start)
    if leads and anchor.kind != "sum" and (begin == left or anchor.kind not in ("gone", "plan")):
        return True
    return (leads or anchor.kind in _LASTING) and ";" not in text[anchor.end : one.clause]


def _goes_on(said: Sequence[Anchor], several: bool, year: int | None, left: int) -> bool:
    """Whether the next sentence speaks of several years too: as this one does, or since this one began with 五年来."""
    for one in said:
        if one.kind in ("gone", "plan"):
            several = several or one.start - left <= _AT_BEGINNING
        elif one.kind in ("last", "this") or (one.kind == "year" and year and one.year == year - 1):
            several = False
    return several


def _names_last_year(said: Sequence[Anchor], year: int | None, outside: bool) -> bool:
    """Whether words of time name last year; 今年 and 全年 only where the report looks back."""
    kinds = ("last",) if outside else ("last", "this")
    return any(one.kind in kinds or (one.kind == "year" and year and one.year == year - 1) for one in said)


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


def _is_ahead(text: str, anchor: Anchor, year: int | None) -> bool:
    """Whether words of time name the end of a plan that is not yet reached: “十四五”末 in a report of 2021."""
    return anchor.kind == "plan" and text[anchor.end - 1] == "末" and (anchor.year or 0) >= (year or 9999)


def _is_end_value(one: Statement) -> bool:
    if one.measure != "level" or one.indicator not in _END_VALUES:
        return False
    return bool(SOFT_VERBS.search(one.words) or _FELL_TO.search(one.words)) or (
        one.quantity is not None and one.quantity.modifier in _PASSED
    )


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
