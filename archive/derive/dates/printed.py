"""Dates as texts print them: 二○二一年一月十二日, 2021年1月27日, １９９８年３月５日, 2 0 2 1 年 1 月, 2021-01-27.

Owns the forms, and what numbers they name. Which of the dates of a text is the report's own is decided in `given`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

FIRST_YEAR, LAST_YEAR = 1949, 2099

HAN = "一二三四五六七八九"
ZEROS = "〇○◯零OoＯｏΟοОо"
"""Every zero: ideographic, circles, and the letter O of Latin (also full-width), Greek and Cyrillic."""
_DIGITS: dict[str, int] = {"元": 1, "廿": 20, "卅": 30} | dict.fromkeys(ZEROS, 0)
_DIGITS |= {numeral: value for value, numeral in enumerate("一二三四五六七八九十", 1)}

_MONTH = rf"(?P<month>[01０１]?\s?\d|十\s?[一二]?|[{HAN}元])\s?月"
_DAY = rf"(?P<day>[0-3０-３]?\s?\d|[二三]\s?十\s?[{HAN}]?|[十廿卅]\s?[{HAN}]?|[{HAN}])\s?[日号曰]"
_START = rf"(?<![\d{HAN}〇○◯零ＯΟО十百千])"
YEAR_DIGITS = rf"(?:[\d{HAN}{ZEROS}]\s?){{4}}"
PRINTED = re.compile(rf"{_START}(?:(?P<year>{YEAR_DIGITS})年\s?(?:{_MONTH}\s?(?:{_DAY})?)?)")
"""A whole date, or a year and a month, or a year."""
DOTTED = re.compile(
    r"(?<![\d.])(?P<year>\d{4})(?P<dot>[-./])(?P<month>\d{1,2})(?P=dot)(?P<day>\d{1,2})(?![\d.]|\s?\d\d?[:：])"
)
YEARLESS = re.compile(rf"(?<![\d{HAN}〇○◯零ＯΟО十年\s])\s?{_MONTH}\s?{_DAY}")
"""A day without a year: 1月12日."""
_LOST = (
    # 年 lost: 二〇二一一月十二日, 20211月12日, 2021 1月12日
    re.compile(rf"{_START}(?P<year>[一二][{HAN}{ZEROS}]{{3}}|(?:19|20)\d\d)\s?{_MONTH}\s?{_DAY}"),
    # 日 lost: 2021年1月12在, （2021年1月12）
    re.compile(
        rf"{_START}(?P<year>{YEAR_DIGITS})年\s?{_MONTH}\s?"
        rf"(?P<day>[0-3]?\d|[二三]?十[{HAN}]?)(?=\s?(?:在|[）)]))"
    ),
    # 月 lost, a blank left in its place: 2021年1 12日
    re.compile(rf"{_START}(?P<year>{YEAR_DIGITS})年\s?(?P<month>\d\d?)\s(?P<day>\d\d?)[日号]"),
)
_RUN = re.compile(rf"{_START}(?P<year>{YEAR_DIGITS})年\s?(?P<run>\d{{2,4}})[日号]")
"""月 lost without a trace: 2021年131日."""

Precision: TypeAlias = Literal["day", "month", "year"]
PRECISION: dict[int, Precision] = {10: "day", 7: "month", 4: "year"}
"""By the length of the ISO date."""
Where: TypeAlias = Literal["header", "title", "end"]


@dataclass(frozen=True, slots=True)
class ReportDate:
    """The day on which a report was given.

    `date` is `YYYY-MM-DD`, `YYYY-MM` or `YYYY` as `precision` says (ISO 8601 reduced precision: a day that is
    not printed is not made up). `quote` is what is printed: the text from `start` to `end` (characters, end
    exclusive), or words of the title, without offsets. `where` says which. `reason` says why there is no date:
    not_printed, contradictory (two dates, or one far from the year in the title), no_year, impossible.
    """

    date: str | None = None
    precision: Precision | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    where: Where | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a line, `start` to `end`; `date` is None for what is no day of the calendar."""

    date: str | None
    start: int
    end: int

    @property
    def has_day(self) -> bool:
        """Whether it is printed to the day."""
        return bool(self.date) and len(self.date or "") == 10


def dates_in(line: str) -> list[Found]:
    """Return the dates of a line in order. Of forms that overlap the one that says most is taken."""
    found = [*_whole(line), *_lost(line)]
    found.sort(key=lambda one: (one.start, -len(one.date or ""), -one.end))
    kept: list[Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif kept[-1].date and one.date and len(one.date) > len(kept[-1].date):
            kept[-1] = one
    return kept


def _whole(line: str) -> Iterator[Found]:
    for form in (PRINTED, DOTTED):
        for match in form.finditer(line):
            yield Found(iso(match), match.start(), match.start() + len(match[0].rstrip()))


def _lost(line: str) -> Iterator[Found]:
    """Yield dates that lost 年, 月 or 日, as far as they are certain."""
    for form in _LOST:
        for match in form.finditer(line):
            date = iso(match)
            if date:
                yield Found(date, match.start(), match.end())
    for match in _RUN.finditer(line):
        year, run = number(match["year"]), match["run"]
        days = {f"{run[:cut]}-{run[cut:]}": _iso(year, int(run[:cut]), int(run[cut:])) for cut in (1, 2) if run[cut:]}
        possible = [day for day in days.values() if day]
        if possible:
            yield Found(possible[0] if len(possible) == 1 else possible[0][:4], match.start(), match.end())


def iso(match: re.Match[str]) -> str | None:
    """Return the date a match names, as precisely as it names it; None where there is no such day."""
    month = number(match["month"]) if match["month"] else None
    day = number(match["day"]) if match["day"] else None
    return _iso(number(match["year"]), month, day)


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    try:
        date = datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return date.isoformat()[: 10 if day is not None else 7 if month is not None else 4]


def number(printed: str) -> int:
    """Return the value of digits of any width or of a Chinese numeral up to 99; years go digit by digit."""
    marks = [mark for mark in printed if not mark.isspace()]
    if all(mark.isdecimal() for mark in marks):
        return int("".join(marks))
    values = [int(mark) if mark.isdecimal() else _DIGITS[mark] for mark in marks]
    if len(values) == 4:
        return int("".join(map(str, values)))
    total = 0
    for mark, value in zip(marks, values, strict=True):
        total = max(total, 1) * 10 if mark == "十" else total + value
    return total
