"""The year a report was given in: from its date, its title, or the years whose work it reviews and plans.

Owns the years that titles and headings name.
"""

from __future__ import annotations

import re

from archive.derive.dates.printed import FIRST_YEAR, HAN, LAST_YEAR, YEAR_DIGITS, ZEROS, ReportDate, number

_TITLE_YEAR = re.compile(rf"(?<![\d{HAN}〇○Ο])({YEAR_DIGITS})(?:年|(?=\s?(?:人民)?政府工作报告)|(?=\s?[）)]))")
_TITLE_RANGE = re.compile(r"\d{4}\s?年?\s?[-—–~～至到]\s?\d{2,4}\s?年|[至到]\s?\d{4}\s?年")

_YEAR = re.compile(rf"([12１２一二](?:\s?[\d{HAN}{ZEROS}]){{3}})\s?年")
_OTHER_NUMBER = re.compile(rf"[\d{HAN}{ZEROS}—–~～至到-]\Z")
_REVIEWED = re.compile(
    r"(?:度)?(?:的)?(?:政府|主要|全年|国内|经济社会发展)?(?:工作)?(?:的)?(?:主要)?(?:完成)?(?:回顾|总结|情况回顾)"
)
_BEFORE_REVIEWED = re.compile(r"(?:(?:过去|逝去|走过)的|工作回顾[（(])\s?\Z")
_PLANNED = re.compile(
    r"(?:度)?(?:的)?(?:政府|重点|主要|国内|全县|全市|全区|全镇|全乡|国民|经济|社会|和|发展|总体|预期){0,6}"
    r"(?:工作(?:的)?(?:安排|总体|主要|目标|任务|思路|要求|打算|计划|重点|部署|建议|意见|谋划|展望)|目标任务|目标|任务)"
    r"|[,，]?(?:我们|全[省市县区州旗镇乡]|[省市县区州旗镇乡]政府)(?:将|要)(?!求|素|不)"
    r"|[,，](?:[省市县区州旗镇乡]?(?:人民)?政府)?工作的?(?:总体(?:思路|要求|目标)|指导思想|基本思路|主要(?:目标|任务))"
    r"|(?:政府)?重点工作(?![^。\n]{0,6}(?:完成|回顾|情况|总结|推进|落实))"
)
_BARE = re.compile(r"(?:的)?工作\s*(?:\n|$)")
"""关于2020年的工作: the year reviewed where the next one is planned too, else the year planned."""
_LAST_YEAR = re.compile(r"(?:去年|过去一年|上一?年度?)的?(?:政府|主要)?工作的?(?:回顾|总结)[:：]?\s*\Z")
_FULFILLED = re.compile(r"(?:完成|落实|实现)了?\s?\Z")
_CALLED = re.compile(r"[,，]?是[^。]{0,80}?(?:之年|一年|周年|第.{1,2}年)")
_LOOKING_AHEAD = 400
"""Characters behind the sentence that characterises a year in which 今年 shows that it is the coming one."""
_LOOKING_BACK = re.compile("过去|一年来|去年|回顾|预计")
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
    reviewed, planned, called, bare = set[int](), set[int](), set[int](), set[int]()
    for found in _YEAR.finditer(text):
        year, before = number(found[1]), text[max(0, found.start() - 6) : found.start()]
        if not FIRST_YEAR <= year <= LAST_YEAR or _OTHER_NUMBER.search(before):
            continue
        last_year = _LAST_YEAR.search(text[max(0, found.start() - 20) : found.start()])
        if last_year or _REVIEWED.match(text, found.end()) or _BEFORE_REVIEWED.search(before):
            reviewed.add(year)
        elif _BARE.match(text, found.end()) and not _FULFILLED.search(before):
            bare.add(year)
        elif _PLANNED.match(text, found.end()) and not _FULFILLED.search(before):
            planned.add(year)
        elif _CALLED.match(text, found.end()):
            called.add(year)
            ahead = text[found.end() : found.end() + _LOOKING_AHEAD]
            if "今年" in ahead and not _LOOKING_BACK.search(ahead):
                planned.add(year)
    later = planned | called | bare
    looked_back = {year for year in bare if year + 1 in later and year - 1 not in reviewed}
    reviewed, planned = reviewed | looked_back, planned | (bare - looked_back)
    delivery = _agreed(max(reviewed, default=None), planned, called)
    return delivery - 1 if delivery and _NEXT_YEAR.search(text) else delivery


def _agreed(reviewed: int | None, planned: set[int], called: set[int]) -> int | None:
    """Return the year planned. Without headings two years in a row must be characterised (2021年是…开局之年)."""
    if reviewed:
        return reviewed + 1 if not planned or reviewed + 1 in planned else None
    if planned:
        return planned.pop() if len(planned) == 1 else None
    latest = max(called, default=0)
    return latest if latest - 1 in called else None
