"""What belongs to which year: five-year plans, party congresses, terms of local congresses, numerals.

Owns calendar knowledge only; writes no sentences and draws no random numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

_DIGITS = "〇一二三四五六七八九"
_PLAN_NAMES = {
    1996: "九五",
    2001: "十五",
    2006: "十一五",
    2011: "十二五",
    2016: "十三五",
    2021: "十四五",
    2026: "十五五",
}
_TERM_STARTS = (2002, 2007, 2012, 2017, 2022, 2027)


@dataclass(frozen=True, slots=True)
class FiveYearPlan:
    """One national five-year plan: its short name (十四五), first and last year."""

    name: str
    first: int
    last: int


def plan_of(year: int) -> FiveYearPlan:
    """Return the five-year plan that a year (1996–2030) falls in."""
    first = year - (year - 1) % 5
    return FiveYearPlan(_PLAN_NAMES[first], first, first + 4)


def numeral(number: int) -> str:
    """Return 1–99 in Chinese numerals: 16 → 十六."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones or not tens else "")


def year_numeral(year: int, zero: str = "〇") -> str:
    """Return a year digit by digit, with the zero given: 2021 → 二〇二一."""
    return "".join(zero if digit == "0" else _DIGITS[int(digit)] for digit in str(year))


def congress_and_session(level: str, code: str, year: int) -> tuple[int, int]:
    """Return which congress of a place sat in a year, and its how-manieth session.

    Provinces change in 2003, 2008, …; the others in 2002, 2007, …; the count of congresses below the province is
    invented, but the same for a place in every year.
    """
    if level == "province":
        return 10 + (year - 2003) // 5, (year - 2003) % 5 + 1
    start = max((s for s in _TERM_STARTS if s <= year), default=1997)
    base = 12 + int(code[2:6]) % 4
    return base + (start - _TERM_STARTS[0]) // 5, year - start + 1


def theory(year: int) -> str:
    """Return the guiding thought that reports of a year name."""
    if year <= 2004:
        return "邓小平理论和“三个代表”重要思想"
    if year <= 2012:
        return "邓小平理论和“三个代表”重要思想，深入贯彻落实科学发展观"
    if year <= 2017:
        return "邓小平理论、“三个代表”重要思想、科学发展观，深入学习贯彻习近平总书记系列重要讲话精神"
    return "习近平新时代中国特色社会主义思想"


def meetings(year: int) -> str:
    """Return the party meetings whose spirit reports of a year invoke."""
    start = max((s for s in _TERM_STARTS if s < year), default=1997)
    number = 16 + (start - 2002) // 5
    plenums = min(max(year - start, 1), 6)
    if plenums == 1:
        return f"党的{numeral(number)}大精神"
    spoken = "、".join(numeral(n) for n in range(2, plenums + 1))
    return f"党的{numeral(number)}大和{numeral(number)}届{spoken}中全会精神"


def national_session(year: int) -> str:
    """Return the session of the National People's Congress of a year (from 1998): 十四届全国人大三次会议."""
    return f"{numeral(9 + (year - 1998) // 5)}届全国人大{numeral((year - 1998) % 5 + 1)}次会议"
