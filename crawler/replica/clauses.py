"""One clause with one figure: a name, a number, a unit, and where the number stands.

Owns the wording of values (亿元, 万亿元, %, 左右, 不低于) and the planted figure that goes with it. Which values
a report states is decided in `figures`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from crawler.replica.facts import Figure, Passage


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is about: indicator, basis (target, achieved), horizon, the year it is for, an estimate or not."""

    indicator: str
    basis: str
    horizon: str
    year: int
    is_estimate: bool = False


def growth(
    subject: Subject, lead: str, percent: float, *, after: str = "", before: str = "", high: float | None = None
) -> Passage:
    """Write a rate in %, negative for a fall: `lead` + digits + % + `after`.

    `before` is a modifier that `lead` ends with (不低于); `high` makes a range.
    """
    number = spoken(abs(percent)) if high is None else f"{spoken(percent)}%—{spoken(high)}"
    return clause(subject, "growth", lead, (number, "%"), percent, "%", modifier=before, after=after, high=high)


def level(subject: Subject, lead: str, number: str, unit: str, *, after: str = "") -> Passage:
    """Write an amount as it is spelled: `number` in 亿元, 万亿元, 万元, 万人, 万吨, % or ‰."""
    scale, normal = {"万亿元": (10000.0, "亿元"), "万元": (0.0001, "亿元")}.get(unit, (1.0, unit))
    value = round(float(number) * scale, 6)
    return clause(subject, "level", lead, (number, unit), value, normal, after=after)


def level_and_growth(amount: Passage, subject: Subject, lead: str, percent: float) -> Passage:
    """Let a rate follow an amount; the rate's quote begins where the amount's does."""
    rate = growth(subject, lead, percent)
    whole = amount + rate
    return Passage(whole.text, (*amount.figures, replace(whole.figures[-1], start=0)))


def qualitative(subject: Subject, text: str, start: int = 0) -> Passage:
    """Write a target without a number: 稳中提质. `start` is where the quote begins."""
    figure = Figure(
        indicator=subject.indicator,
        basis=subject.basis,
        measure="growth",
        horizon=subject.horizon,
        year=subject.year,
        value=None,
        unit=None,
        unit_text=None,
        modifier=None,
        start=start,
        end=len(text),
        number_at=None,
        status="qualitative",
    )
    return Passage(text, (figure,))


def respectively(subjects: tuple[Subject, Subject], names: str, rates: tuple[float, float], after: str) -> Passage:
    """Write two rates for two subjects in one clause: 分别增长8%、9.3%. Both figures quote the whole clause."""
    first = growth(subjects[0], f"{names}分别增长", rates[0], after=after)
    second = growth(subjects[1], "、", rates[1], after=after)
    whole = first + second
    figures = tuple(replace(figure, start=0, end=len(whole.text)) for figure in whole.figures)
    return Passage(whole.text, figures)


def spoken(value: float) -> str:
    """Return a number with at most one decimal, without a trailing zero."""
    return f"{value:.1f}".removesuffix(".0")


def sum_of_money(amount: float) -> tuple[str, str]:
    """Return digits and unit as a report spells an amount given in 亿元."""
    if amount >= 10000:
        return f"{amount / 10000:.2f}".rstrip("0").rstrip("."), "万亿元"
    if amount < 0.95:
        return f"{max(amount, 0.02) * 10000:.0f}", "万元"
    return spoken(amount) if amount < 1000 else f"{amount:.0f}", "亿元"


def clause(
    subject: Subject,
    measure: str,
    lead: str,
    written: tuple[str, str],
    value: float,
    unit: str,
    *,
    modifier: str = "",
    after: str = "",
    high: float | None = None,
    unit_text: str | None = None,
) -> Passage:
    """Write one figure: `lead`, the number and unit as `written`, `after`. `value` and `high` are in `unit`.

    `modifier` is one that `lead` ends with; `unit_text` says how the unit is written where it stands elsewhere.
    """
    number, sign = written
    text = f"{lead}{number}{sign}{after}"
    figure = Figure(
        indicator=subject.indicator,
        basis=subject.basis,
        measure=measure,
        horizon=subject.horizon,
        year=subject.year,
        value=value,
        unit=unit,
        unit_text=unit_text or sign or None,
        modifier=after or modifier or None,
        start=0,
        end=len(text),
        number_at=(len(lead), len(lead) + len(number)),
        value_max=high,
        is_estimate=subject.is_estimate,
    )
    return Passage(text, (figure,))
