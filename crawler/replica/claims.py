"""One clause with one figure as many hands write it: signs, ranges, broken digits, units before or behind.

Owns the printing of values for reports that are not all written by one hand (`traits`). What a report states is
decided in `blocks` and `outcomes`; the plain wordings of the familiar reports are `clauses`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from crawler.replica.chance import chance, pick
from crawler.replica.clauses import Subject, clause, spoken
from crawler.replica.eras import numeral
from crawler.replica.facts import BEFORE, Passage

RANGES = ("%—", "%-", "-", "%至", "%到", "%~", "—", "%－")
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Hand:
    """How one report writes numbers: its percent sign, what joins a range, whether blanks break its digits."""

    percent: str
    joint: str
    broken: bool

    def number(self, digits: str, unit: str) -> tuple[str, str, str]:
        """Return what stands before the number, the number as written, and the unit as written."""
        if unit == "%" and self.percent == BEFORE and digits.replace(".", "").isdigit():
            return BEFORE, in_words(digits), ""
        written = digits.replace(".", ". ", 1) if self.broken and len(digits) % 2 else digits
        blank = " " if self.broken and len(digits) % 2 == 0 else ""
        sign = self.percent if unit == "%" and self.percent != BEFORE else unit
        return "", written, blank + sign


def draw_hand(rng: Random) -> Hand:
    """Draw the hand of a report: mostly a plain one."""
    roll = rng.random()
    percent = "％" if roll < 0.12 else BEFORE if roll < 0.15 else " %" if roll < 0.18 else "%"
    joint, broken = pick(rng, RANGES), chance(rng, 0.04)
    return Hand(percent.strip() if broken else percent, joint, broken)


def in_words(digits: str) -> str:
    """Return a number below 100 in Chinese numerals: 6.5 → 六点五."""
    whole, _, tenth = digits.partition(".")
    return (numeral(int(whole)) if int(whole) else "零") + (f"点{_DIGITS[int(tenth)]}" if tenth else "")


def rate(
    hand: Hand,
    subject: Subject,
    lead: str,
    percent: float,
    *,
    after: str = "",
    before: str = "",
    high: float | None = None,
    measure: str = "growth",
    points: str = "",
) -> Passage:
    """Write a rate in %: `lead` + `before` + digits + sign + `after`. A negative one is printed without its sign.

    `points` replaces the sign (个百分点); `high` makes a range; `measure` is `level` for a ceiling.
    """
    digits = spoken(abs(percent))
    if high is not None:
        written = f"{digits}{hand.joint}{spoken(abs(high))}"
        prefix, number, unit = "", written.replace("%", "％") if hand.percent == "％" else written, "%"
        unit = "％" if hand.percent == "％" else "%"
    elif points:
        prefix, number, unit = "", digits, points
    else:
        prefix, number, unit = hand.number(digits, "%")
    lead += before + prefix
    told = {"modifier": before, "after": after, "unit_text": prefix}
    return clause(subject, measure, lead, (number, unit), percent, "%", high=high, **told)


def amount(
    hand: Hand, subject: Subject, lead: str, digits: str, unit: str, *, after: str = "", before: str = ""
) -> Passage:
    """Write an amount in the unit it is spelled in; the value is normalised (亿元, 元, 万人).

    A `lead` that ends with 突破 is a bound, as 超过 is.
    """
    scale, normal = SCALES.get((subject.indicator in PER_HEAD, unit), (1.0, unit))
    _, number, written = hand.number(digits, unit)
    value = round(float(digits) * scale, 6)
    passed = "突破" if lead.endswith("突破") else ""
    return clause(
        subject, "level", lead + before, (number, written), value, normal, modifier=before or passed, after=after
    )


PER_HEAD = ("urban_income", "rural_income", "resident_income", "gdp_per_capita")
SCALES = {
    (False, "万亿元"): (10000.0, "亿元"),
    (False, "万元"): (0.0001, "亿元"),
    (False, "人"): (0.0001, "万人"),
    (False, "万美元"): (0.0001, "亿美元"),
    (False, "亿吨"): (10000.0, "万吨"),
    (False, "万亿斤"): (10000.0, "亿斤"),
    (True, "万元"): (10000.0, "元"),
}
"""What a unit as written is worth in the unit of the row, for amounts and for what one head has."""


def increase(hand: Hand, subject: Subject, lead: str, digits: str, unit: str, *, after: str = "") -> Passage:
    """Write an absolute change: 净增30亿元."""
    made = amount(hand, subject, lead, digits, unit, after=after)
    return Passage(made.text, (replace(made.figures[0], measure="change"),))


def fold(subject: Subject, lead: str, words: str, percent: float) -> Passage:
    """Write a growth in words: 翻一番 is 100 %."""
    return clause(subject, "growth", lead, (words, ""), percent, "%")


def behind(first: Passage, second: Passage, joint: str = "") -> Passage:
    """Let a second figure of the same subject follow the first; its quote begins where the first's does."""
    whole = first + Passage(joint) + second
    later = tuple(replace(figure, start=first.figures[0].start) for figure in whole.figures[len(first.figures) :])
    return Passage(whole.text, (*whole.figures[: len(first.figures)], *later), whole.asides)


def together(pieces: list[Passage], close: str = "") -> Passage:
    """Join pieces that are one clause: every figure quotes the whole of it (分别增长8%和9.3%)."""
    whole = Passage("")
    for piece in pieces:
        whole = whole + piece
    text = whole.text + close
    return Passage(text, tuple(replace(figure, start=0, end=len(text)) for figure in whole.figures))


def shared(subjects: tuple[Subject, ...], names: str, lead: str, one: Passage) -> Passage:
    """Let several subjects share one value: 均增长7%以上."""
    text = names + lead + one.text
    found = one.figures[0].moved(len(names) + len(lead))
    return Passage(text, tuple(
        replace(found, indicator=s.indicator, start=0, end=len(text)) for s in subjects
    ))  # fmt: skip
