"""Answers against what the rules say, counted field by field.

Owns what counts as right. Precision: of the values given, how many are right. Recall: of the values that the text
states, how many are given and right. A wrong value costs both; one that is not stated and not given costs nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from archive.derive.facts import Facts, read_facts
from archive.derive.indicators import Figure
from tests.accuracy.sets import Case, Stated

Value = tuple[Any, ...]


@dataclass(slots=True)
class Score:
    """How often a field is stated, given, and given right; and where not, for a person to look at."""

    stated: int = 0
    given: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another field's values with this one's."""
        self.stated += other.stated
        self.given += other.given
        self.right += other.right
        self.wrong += other.wrong

    @property
    def precision(self) -> float:
        """Of the values given, the share that is right; 1 where none is given."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Of the values stated, the share given right; 1 where none is stated."""
        return self.right / self.stated if self.stated else 1.0


def score(cases: Iterable[Case]) -> dict[str, Score]:
    """Return the scores of all fields over some reports."""
    scores: dict[str, Score] = defaultdict(Score)
    for case in cases:
        facts = read_facts(case.title, case.text)
        for name, wanted in case.fields.items():
            _count(scores[name], Counter([wanted] if wanted is not None else []), _given(facts, name), case.name)
        if case.gdp_status:
            _count(scores["gdp_status"], Counter([case.gdp_status]), Counter(_gdp_statuses(facts)), case.name)
        _count_figures(scores, case, facts.figures)
    return dict(sorted(scores.items()))


def _given(facts: Facts, name: str) -> Counter[Any]:
    value = getattr(facts, name)
    return Counter([value] if value is not None else [])


def _gdp_statuses(facts: Facts) -> Iterator[str]:
    for figure in facts.figures:
        if (figure.indicator, figure.basis, figure.horizon) == ("gdp", "target", "annual"):
            yield figure.status
            return


def _count_figures(scores: dict[str, Score], case: Case, figures: Iterable[Figure]) -> None:
    wanted, given = defaultdict(Counter), defaultdict(Counter)
    elsewhere = {_said(row) for row in case.elsewhere}
    for row in case.figures:
        wanted[_field(row)][_said(row)] += 1
    for figure in figures:
        if figure.status in ("stated", "qualitative") and _is_judged(case, figure) and _said(figure) not in elsewhere:
            given[_field(figure)][_said(figure)] += 1
    for name in wanted.keys() | given.keys():
        _count(scores[name], wanted[name], given[name], case.name)


def _is_judged(case: Case, figure: Figure) -> bool:
    if figure.basis == "achieved" and figure.horizon != "annual" and not case.averages:
        return False
    judged = case.judged if figure.basis == "target" else case.judged_results
    if judged is None:
        return True
    return figure.indicator in judged and figure.horizon == "annual" and figure.status == "stated"


def _field(row: Stated | Figure) -> str:
    """Return under which name a figure is counted."""
    if row.status == "qualitative":
        return "qualitative"
    if row.horizon != "annual":
        return "longer"
    return f"{row.basis} {row.indicator}"


def _said(row: Stated | Figure) -> Value:
    """Return everything about a figure that must be right."""
    if row.status == "qualitative":
        return row.indicator, row.basis, row.horizon
    bounds = tuple(None if value is None else round(value, 4) for value in (row.value, row.value_max))
    return row.indicator, row.basis, row.measure, row.horizon, row.year, *bounds, row.modifier


def _count(score: Score, wanted: Counter[Any], given: Counter[Any], name: str) -> None:
    right = wanted & given
    score.stated += wanted.total()
    score.given += given.total()
    score.right += right.total()
    if wanted != given:
        missing, extra = list((wanted - right).elements()), list((given - right).elements())
        score.wrong.append(f"{name}: stated {missing}, given {extra}")
