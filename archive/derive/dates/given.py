"""Which of the dates that stand in and around a report is the day on which it was given.

Owns the choice: header first, then the title, then a signature at the end. The forms of dates are in `printed`.
"""

from __future__ import annotations

import re

from archive.derive.dates.printed import PRECISION, YEARLESS, Found, ReportDate, dates_in, number
from archive.derive.dates.years import title_year, work_year
from archive.derive.header import Header, header_behind, header_of, title_as_header

SIGNATURE = 60
"""Characters at the end of a text in which it may be dated."""
SHORT = 150
"""Characters: the only date of an addressed header no longer than this is the report's."""

_MEETING = r"[^。；！，,;!]{0,60}?(?:第\s?[一二三四五六七八九十百\d]+\s?届|人民代表大会|人大|人代会|次会议)"
_AT_MEETING = re.compile(rf"\s*(?:[上下]午)?[^。；！，,;!:：\d]{{0,30}}?在{_MEETING}")
_SPOKE_AT_MEETING = re.compile(
    rf"\s*[,，]?[^。；！;!\d]{{0,40}}?在{_MEETING}[^。；！]{{0,30}}?[作做][^。；！，]{{0,6}}报告"
)
_HELD = re.compile(r"(?:会议|报告|召开)?时间\s?[:：]\s?$")
_HELD_THEN = re.compile(r"(?:会议|(?<!工作)报告|召开)时间\s?[:：]\s?$")
_HELD_AT = re.compile(r"\s?[,，;；]?\s?(?:会议)?地\s?点")
_DIRECTLY_AT_MEETING = re.compile(rf"\s*在{_MEETING}")
_OF_MEETING = re.compile(
    r"[^。；！，,;!\s]{0,20}?(?:第?[一二三四五六七八九十\d]+届)?(?:人民代表大会|人大|人代会)[^常。；，]{0,12}?会议?上"
)
_CLOSED = re.compile(rf"\s?日?\s*(?:[,，]?\s?在?{_MEETING}[^。；！，,;!]{{0,40}}?)?\s*[）)]")
_MEETING_CLOSED = re.compile(rf"\s*{_MEETING}[^。；！，,;!）)]{{0,20}}[）)]")
_OPENED = re.compile(r"[（(]\s*$")
_CLOSED_LINE = re.compile(r"\s?[）)](?:\n|\Z)")
_BEHIND_MEETING = re.compile(r"(?:会议|大会|人代会)上?[\s—–-]*$")
_APPROVED = re.compile(r"[^。；]{0,80}会议?上?(?:审议|审查|表决)?(?:通过|批准)")
_RANGE = re.compile(r"\s*[至到—–~～-]+\s*[\d一二三四五六七八九十]")
_CUT_OFF = re.compile(r"\s?[\d一二三四五六七八九十—–-]")
_LABELLED = re.compile(
    r"(?:时间|日期|发布|发表|更新|上传|录入|公开|印发|来源|截[至止]|自|从|至|到|由|[—–~～]\s?\d+[日号]?)\s*[:：]?\s*$"
)
_PAGE_LINE = re.compile(
    r"\s*(?:[电讯]|\d\d?\s?[:：]\s?\d\d|印发|[^。]{0,20}(?:来源|浏览|点击|阅读|字号|字体|作者|编辑|发布))"
)
_PROSE = re.compile(r"[。！？!?]")
_SIGNED = re.compile(r"[。！!”\n）)]\s*[^。！!，,：:]{0,24}[：:]?[^。！!，,：:]{0,16}$")


def report_date(text: str, title: str) -> ReportDate:
    """Return the day on which a report was given.

    From the header: a date that goes on with 在…届/会议, one in brackets, one right behind the name of the meeting,
    and one that is the only date of a short header. Dates of the page (发布时间 …), of an approval (…会议通过), of a
    period (截至 …, 11日至13日) and any date in prose are not. Else from the title, else a signature at the end whose
    year is the title's or the text's own. Two different candidates give none, and so does one that lies more than a
    year from the year in the title, unless the headings of the text agree with it.
    """
    header = header_of(text)
    candidates = _candidates(header)
    behind = header_behind(text, header)
    if behind and not candidates:
        candidates = _candidates(behind)
    days = {one.date for one in candidates if one.date}
    if len(days) > 1:
        return ReportDate(reason="contradictory")
    if days:
        return _checked(next(one for one in candidates if one.date), text, title)
    other = _yearless(header.text, text, title) or _from_title(title) or _signed(text, title)
    return other or ReportDate(reason="impossible" if candidates else "not_printed")


def _candidates(header: Header) -> list[Found]:
    """Return the dates of a header that may be the report's, at their places in the text."""
    found = dates_in(header.text)
    own = [one for one in found if _is_own(one, found, header.text, header.addressed)]
    return [Found(one.date, header.start + one.start, header.start + one.end) for one in own]


def _checked(found: Found, text: str, title: str) -> ReportDate:
    named, given = title_year(title), int((found.date or "")[:4])
    if named and abs(named - given) > 1 and work_year(text) not in (given, given + 1):
        return ReportDate(reason="contradictory")
    if named is None and not _AT_MEETING.match(text, found.end):
        planned = work_year(text)
        if planned and abs(planned - given) > 1:  # the day of the upload, printed without saying so
            return ReportDate(reason="contradictory")
    return _dated(found.date or "", text, found)


def _dated(date: str, text: str, found: Found) -> ReportDate:
    return ReportDate(date, PRECISION[len(date)], text[found.start : found.end], found.start, found.end, "header")


def _is_own(found: Found, others: list[Found], header: str, addressed: bool) -> bool:
    """Whether what stands around a date in the header makes it the date of the report itself."""
    before, after = header[: found.start], header[found.end :]
    if _APPROVED.match(after) or _RANGE.match(after):
        return False
    if not addressed and (found.start > 120 or _PROSE.search(before)):
        return False
    if found.date and len(found.date) == 4:
        return bool(
            _DIRECTLY_AT_MEETING.match(after)
            or (before.rstrip()[-1:] == "在" and _OF_MEETING.match(after))
            or (_OPENED.search(before) and _MEETING_CLOSED.match(after))
        )
    at_meeting = _AT_MEETING if found.has_day else _DIRECTLY_AT_MEETING
    if at_meeting.match(after) or (found.has_day and addressed and _SPOKE_AT_MEETING.match(after)):
        return True
    held = _HELD_THEN.search(before[-20:]) or (_HELD.search(before[-20:]) and _HELD_AT.match(after))
    if addressed and held:
        return True
    if "年" in header[found.start : found.end] and _OPENED.search(before) and _CLOSED_LINE.match(after):
        return True
    if _LABELLED.search(before[-20:]) or _PAGE_LINE.match(after):
        return False
    if _OPENED.search(before) and _CLOSED.match(after):
        return True
    if not found.has_day and _CUT_OFF.match(after):
        return False
    alone = addressed and len(header) <= SHORT and not _PROSE.search(header) and not _others(found, others)
    return bool((found.has_day and _BEHIND_MEETING.search(before[-20:])) or alone)


def _others(found: Found, others: list[Found]) -> list[Found]:
    """Return the other dates of a header that are printed to the day or as precisely as this one."""
    precise = len(found.date or "")
    return [one for one in others if one is not found and len(one.date or "") >= min(precise, 10) and precise > 4]


def _yearless(header: str, text: str, title: str) -> ReportDate | None:
    """Return the date of 1月12日在…会议上, where title and headings agree on the year."""
    for match in YEARLESS.finditer(header):
        before, after = header[: match.start()], header[match.end() :]
        if not (_AT_MEETING.match(after) or (_OPENED.search(before) and _CLOSED.match(after))):
            continue
        year, month = work_year(text), number(match["month"])
        named = title_year(title)
        day = f"{year or 0:04}-{month:02}-{number(match['day']):02}"
        if year is None or (named and named != year) or month > 10 or not _is_day(day):
            return ReportDate(reason="no_year")
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        return _dated(day, text, Found(day, start, match.end()))
    return None


def _is_day(day: str) -> bool:
    return any(one.date == day for one in dates_in(day))


def _from_title(title: str) -> ReportDate | None:
    for found in dates_in(title_as_header(title).text):
        if found.has_day and found.date:
            return ReportDate(found.date, "day", title[found.start : found.end], where="title")
    return None


def _signed(text: str, title: str) -> ReportDate | None:
    """Return the date with which a text ends, if its year is that of the title or of the work it plans."""
    begin = max(0, len(text) - SIGNATURE)
    tail = text[begin:]
    last = next(iter(reversed(dates_in(tail))), None)
    if last is None or not last.has_day or not last.date or tail[last.end :].strip(" \n）)。"):
        return None
    before = tail[: last.start]
    if _LABELLED.search(before[-20:]) or not _SIGNED.search(before):
        return None
    years = {title_year(title), work_year(text)} - {None}
    given = int(last.date[:4]) + (last.date[5:7] in ("11", "12"))
    if not years or any(year not in (given, int(last.date[:4])) for year in years):
        return None
    start, end = begin + last.start, begin + last.end
    return ReportDate(last.date, "day", text[start:end], start, end, "end")
