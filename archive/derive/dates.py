"""Dates: when a page says it was listed, when a report was given, which year it is for.

Owns every form in which these sites print dates. A wrong date is worse than none: what could mean two days,
or could be another event's date, gives None. Never asks what day it is.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from archive.derive.text import nfkc

FIRST_YEAR, LAST_YEAR = 1949, 2099
HEADER_WITH_ADDRESS = 600
"""Characters within which 各位代表 must begin for everything before it to be the header."""
HEADER_ALONE = 200
"""Length of the header of a text that addresses nobody."""

_DIGITS: dict[str, int] = {"元": 1, "廿": 20, "卅": 30} | dict.fromkeys("〇○◯Ο零Oo", 0)
_DIGITS |= {numeral: value for value, numeral in enumerate("一二三四五六七八九十", 1)}
_HAN = "一二三四五六七八九"

# ── as printed in texts: 二○二一年一月十二日, 2021年1月27日, １９９８年３月５日, 2 0 2 1 年 1 月 ──
_YEAR = rf"(?P<year>(?:[\d{_HAN}〇○◯Ο零Oo]\s?){{4}})年"
_MONTH = rf"(?P<month>[01０１]?\s?\d|十\s?[一二]?|[{_HAN}元])\s?月"
_DAY = rf"(?P<day>[0-3０-３]?\s?\d|[二三]\s?十\s?[{_HAN}]?|[十廿卅]\s?[{_HAN}]?|[{_HAN}])\s?[日号]"
_PRINTED = re.compile(rf"(?<![\d{_HAN}〇○◯Ο零十百千])(?:{_YEAR}\s?(?:{_MONTH}\s?(?:{_DAY})?)?)")
_DOTTED = re.compile(
    r"(?<![\d.])(?P<year>\d{4})(?P<dot>[-./])(?P<month>\d{1,2})(?P=dot)(?P<day>\d{1,2})(?![\d.]|\s?\d\d?[:：])"
)

# ── what stands around the report's own date ──
_MEETING = r"[^。；！，,;!]{0,60}?(?:第\s?[一二三四五六七八九十百\d]+\s?届|人民代表大会|人大|人代会|次会议)"
_AT_MEETING = re.compile(rf"\s*(?:[上下]午)?[^。；！，,;!:：\d]{{0,30}}?在{_MEETING}")
_DIRECTLY_AT_MEETING = re.compile(rf"\s*在{_MEETING}")
_CLOSED = re.compile(rf"\s*(?:(?:在)?{_MEETING}[^。；！，,;!]{{0,40}}?)?\s*[）)]")
_OPENED = re.compile(r"[（(]\s*$")
_BEHIND_MEETING = re.compile(r"(?:会议|大会|人代会)上?[\s—–-]*$")
_APPROVED = re.compile(r"[^。；]{0,80}会议?上?(?:审议|审查|表决)?(?:通过|批准)")
_RANGE = re.compile(r"\s*[至到—–~～-]+\s*[\d一二三四五六七八九十]")
_LABELLED = re.compile(
    r"(?:时间|日期|发布|发表|更新|上传|录入|公开|来源|截[至止]|自|从|至|到|由|[—–~～]\s?\d+[日号]?)\s*[:：]?\s*$"
)
_PAGE_LINE = re.compile(
    r"\s*(?:[电讯]|\d\d?\s?[:：]\s?\d\d|[^。]{0,20}(?:来源|浏览|点击|阅读|字号|字体|作者|编辑|发布))"
)
_PROSE = re.compile(r"[。；！？;!?]")

# ── date columns of listing and detail pages; day and year-month may be separate elements, in either order ──
_LISTED = (
    re.compile(
        r"(?<!\d)(?P<year>\d{4})\s?[-./年]\s?(?P<month>\d{1,2})\s?[-./月]\s?(?P<day>\d{1,2})(?:(?!\d)|(?=\d\d:\d\d))"
    ),
    re.compile(r"(?<!\d)(?P<year>\d{4})\s?[-./年]\s?(?P<month>\d{1,2})(?:\s?月|\s)\s?(?P<day>\d{1,2})(?!\d|\s?:\s?\d)"),
    re.compile(
        r"(?<![\d:./年月-])(?P<day>\d{1,2})\s?(?:[日号]|[/,|·-]|\s)\s?"
        r"(?P<year>\d{4})\s?[-./年]\s?(?P<month>\d{1,2})(?!\d|\s?[-./]\s?\d)"
    ),
    _PRINTED,
)

# ── years in titles ──
_TITLE_YEAR = re.compile(
    rf"(?<![\d{_HAN}〇○Ο])((?:[\d{_HAN}〇○◯Ο零Oo]\s?){{4}})(?:年|(?=\s?(?:人民)?政府工作报告)|(?=\s?[）)]))"
)
_TITLE_RANGE = re.compile(r"\d{4}\s?年?\s?[-—–~～至到]\s?\d{2,4}\s?年|[至到]\s?\d{4}\s?年")


Precision: TypeAlias = Literal["day", "month", "year"]
_PRECISION: dict[int, Precision] = {10: "day", 7: "month", 4: "year"}
"""By the length of the ISO date."""


@dataclass(frozen=True, slots=True)
class ReportDate:
    """The day on which a report was given, as its header prints it.

    `date` is `YYYY-MM-DD`, `YYYY-MM` or `YYYY` as `precision` says (ISO 8601 reduced precision: a day that is
    not printed is not made up). `quote` is the text from `start` to `end` (characters, end exclusive).
    """

    date: str | None = None
    precision: Precision | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None


def listed_date(text: str) -> str | None:
    """Return the first whole date in the text of a date column as `YYYY-MM-DD`; a time behind it is ignored.

    `2025-07-08`, `2025年7月8日`, `2025/7/8`, and day and year-month in either order: `08 2025-07`,
    `08/2025.07`, `2025-07 08`. None for `07-08` (no year), `07/08/2025` (two readings) and impossible days.
    """
    line = " ".join(nfkc(text).split())
    for form in _LISTED:
        for found in form.finditer(line):
            date = _iso(found)
            if date and len(date) == 10:
                return date
    return None


def report_date(text: str, title: str) -> ReportDate:
    """Return the date in the header of a report: before 各位代表, or at the very beginning.

    Taken is a date that goes on with 在…届/会议, one in brackets, one right behind the name of the meeting,
    and one that is the only date of a short header. Dates of the page (发布时间 …), of an approval
    (…会议通过), of a period (截至 …, 11日至13日) and any date in prose are not. Two different candidates give
    none, and so does one that lies more than a year from the year in the title.
    """
    header, addressed = _header(text)
    candidates = list(_candidates(header, addressed))
    dates = {found.date for found in candidates if found.date}
    named = title_year(title)
    if len(dates) != 1 or (named and abs(named - int(dates.pop()[:4])) > 1):
        return ReportDate()
    return candidates[0]


def report_year(text: str, title: str, date: ReportDate) -> int | None:  # noqa: ARG001 - one signature for all facts
    """Return the year a report is for: that of its header date, else the one in its title, else None.

    A report given in November or December whose title names the next year is for that year. A listed date is
    never used: it is the day of the upload.
    """
    named = title_year(title)
    if not date.date:
        return named
    given = int(date.date[:4])
    return named if named == given + 1 and date.date[5:7] in ("11", "12") else given


def title_year(title: str) -> int | None:
    """Return the only year a title names (2021年, 二〇二一年, （2021）).

    None where it names none, several or a period.
    """
    if _TITLE_RANGE.search(title):
        return None
    years = {_number(found[1]) for found in _TITLE_YEAR.finditer(title)}
    years = {year for year in years if FIRST_YEAR <= year <= LAST_YEAR}
    return years.pop() if len(years) == 1 else None


def _header(text: str) -> tuple[str, bool]:
    address = text.find("各位代表", 0, HEADER_WITH_ADDRESS + 4)
    return (text[:address], True) if address >= 0 else (text[:HEADER_ALONE], False)


def _candidates(header: str, addressed: bool) -> Iterator[ReportDate]:
    """Yield the dates of a header that are its own."""
    printed = list(_PRINTED.finditer(header))
    whole = [found for found in printed if found["day"]]
    alone = whole if addressed and len(header) <= 150 and len(whole) == 1 and not _PROSE.search(header) else []
    for found in (*printed, *_DOTTED.finditer(header)):
        date = _iso(found)
        if date and _is_own(found, header, addressed, found in alone):
            quote = found[0].rstrip()
            yield ReportDate(date, _PRECISION[len(date)], quote, found.start(), found.start() + len(quote))


def _is_own(found: re.Match[str], header: str, addressed: bool, alone: bool) -> bool:
    """Whether what stands around a date in the header makes it the date of the report itself."""
    before, after = header[: found.start()], header[found.end() :]
    if _APPROVED.match(after) or _RANGE.match(after):
        return False
    if not addressed and (found.start() > 120 or _PROSE.search(before)):
        return False
    if not found["day"]:
        return bool(_DIRECTLY_AT_MEETING.match(after))
    if _AT_MEETING.match(after):
        return True
    if _LABELLED.search(before[-20:]) or _PAGE_LINE.match(after):
        return False
    bracketed = _OPENED.search(before) and _CLOSED.match(after)
    return bool(bracketed or _BEHIND_MEETING.search(before[-20:]) or alone)


def _iso(found: re.Match[str]) -> str | None:
    """Return the date a match names, as precisely as it names it; None where there is no such day."""
    year = _number(found["year"])
    month = _number(found["month"]) if found["month"] else None
    day = _number(found["day"]) if found["day"] else None
    try:
        date = datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return date.isoformat()[: 10 if day is not None else 7 if month is not None else 4]


def _number(printed: str) -> int:
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
