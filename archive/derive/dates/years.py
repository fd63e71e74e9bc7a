"""The year a report was given in: from its date, its title, or the years whose work it reviews and plans.

Owns the years that titles and headings name.
"""

from __future__ import annotations

import re

from archive.derive.dates.printed import FIRST_YEAR, HAN, LAST_YEAR, YEAR_DIGITS, ZEROS, ReportDate, number

_TITLE_YEAR = re.compile(rf"(?<![\d{HAN}〇○Ο])({YEAR_DIGITS})(?:年|(?=\s?(?:人民)?政府工作报告)|(?=\s?[）)]))")
_TITLE_RANGE = re.compile(r"\d{4}\s?年?\s?[-—–~～至到]\s?\d{2,4}\s?年|[至到]\s?\d{4}\s?年")

_YEAR = rf"(?<![\d{HAN}{ZEROS}—–~～至到-])([12一二][09\d{HAN}{ZEROS}]{{3}})\s?年"
_REVIEWED = re.compile(
    rf"{_YEAR}(?:度)?(?:的)?(?:政府|主要|全年|经济社会发展)?(?:工作)?(?:的)?(?:主要)?(?:完成)?(?:回顾|总结|情况回顾)"
    rf"|(?:过去|逝去|走过)的\s?{_YEAR}|工作回顾[（(]\s?{_YEAR}"
)
_PLANNED = re.compile(
    rf"{_YEAR}(?:度)?(?:的)?(?:政府|重点|主要|全县|全市|全区|全镇|全乡|国民|经济|社会|和|发展|总体|预期){{0,6}}"
    r"(?:工作(?:的)?(?:安排|总体|主要|目标|任务|思路|要求|打算|计划|重点|部署|建议|意见|谋划|展望)|目标任务|目标|任务)"
)
_NEXT_YEAR = re.compile(r"即将过去的|明年(?:的)?(?:政府|主要|重点|经济|工作|预期|发展|是)")


def report_year(text: str, title: str, date: ReportDate) -> int | None:
    """Return the year in which a report was given.

    That of its date (a meeting whose year is printed is a date of year precision), else the one in its title, else
    the one whose work it plans. A report given on 28 December 2020 is of 2020, though its title may say 2021. A
    listed date is never used: it is the day of the upload.
    """
    if date.date:
        return int(date.date[:4])
    return title_year(title) or work_year(text)


def title_year(title: str) -> int | None:
    """Return the only year a title names (2021年, 二〇二一年, （2021）).

    None where it names none, several or a period.
    """
    if _TITLE_RANGE.search(title):
        return None
    years = {number(found[1]) for found in _TITLE_YEAR.finditer(title)}
    years = {year for year in years if FIRST_YEAR <= year <= LAST_YEAR}
    return years.pop() if len(years) == 1 else None


def work_year(text: str) -> int | None:
    """Return the year a text without a date must have been given in: the one after the year reviewed.

    Read from the headings (2020年工作回顾, 2021年工作安排), which must agree where both are there; one year less
    where the text calls that year 明年. None where they name none or several.
    """
    reviewed = _latest(_REVIEWED, text)
    planned = _latest(_PLANNED, text)
    if reviewed and planned and planned != reviewed + 1:
        return None
    year = planned or (reviewed + 1 if reviewed else None)
    return year - 1 if year and _NEXT_YEAR.search(text) else year


def _latest(form: re.Pattern[str], text: str) -> int | None:
    years = [number(next(filter(None, found.groups()))) for found in form.finditer(text)]
    return max((year for year in years if FIRST_YEAR <= year <= LAST_YEAR), default=None)
