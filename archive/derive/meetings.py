"""At which session of which people's congress a report is given: 第十六届人民代表大会第五次会议 is (16, 5).

Owns every form in which congress and session are printed. Takes only the meeting of the report itself: a meeting whose
tasks were fulfilled, the National People's Congress in a local report, party congresses, standing committees and the
CPPCC are others' meetings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.derive.header import Header, header_behind, header_of, squeezed, title_as_header

MOST_CONGRESSES, MOST_SESSIONS = 30, 15
"""Above these a number is a misprint: the oldest county congresses are in their twenties."""
OPENING = 300
"""Characters of the speech within which it may say to which meeting it reports."""

_NUMBER = "[一二三四五六七八九十廿\\d]{1,3}"
_PEOPLE = "(?:人民代表大会|人大|人代会|人民代表会议|人代大会)"
_NOT_OURS = "(?!常委|常务|代表|主任|主席团|及其常|机关|工作)"
_SESSION = f"第?(?P<s#>{_NUMBER})次(?:全体)?(?:代表)?(?:会议|大会|全会|会)"
_BEFORE = r"[^\W\d_]{0,14}?"
_FORMS = "|".join(
    (
        # 第十六届人民代表大会第五次会议, 十六届县人大五次会议, 第一届全国人民代表大会第四次会议
        f"第?(?P<c1>{_NUMBER})届(?P<of>{_BEFORE}){_PEOPLE}(?:会议)?[,，]?" + _SESSION.replace("#", "1"),
        # 十八届三次人代会, 第一届第三次人民代表大会, 十七届五次镇人民代表大会
        f"第?(?P<c2>{_NUMBER})届第?(?P<s2>{_NUMBER})次(?P<of2>{_BEFORE}){_PEOPLE}{_NOT_OURS}",
        # 人民代表大会十七届三次会议, 人大第十七届第三次会议
        f"{_PEOPLE}第?(?P<c3>{_NUMBER})届" + _SESSION.replace("#", "3"),
        # 第十六届人民代表大会
        f"第?(?P<c4>{_NUMBER})届(?P<of4>{_BEFORE}){_PEOPLE}{_NOT_OURS}",
    )
)
_MEETING = re.compile(f"(?<![\\d一二三四五六七八九十])(?:{_FORMS})")
_FULFILLED = re.compile(
    r"(?:确定|提出|审议|通过|批准|部署|决定|决议|精神|以来|召开以来|闭幕|赋予|选举|安排|明确|制定|下达|的(?:目标|任务|各项|要求|精神))"
)
_UNDER_WAY = re.compile(
    r"(?P<meeting>第?[一二三四五六七八九十\d]{1,3}届[^\W\d_]{0,9}?人大[一二三四五六七八九十\d]{1,3}次会议)将要?(?:进行|选举|审议)"
)
_DASH_FOR_ONE = re.compile("(?<=[第十])[—–－ー-](?=[届次])")
_PASSED = re.compile(r"(?:审议)?(?:通过|批准)(?:$|[）)])")
_LEADING = re.compile(r"(?:完成|落实|贯彻|执行(?!主席|单位)|围绕|按照|根据|实现|兑现|履行|对照|依据)[^,，。;；]{0,20}$")
_REPORTED_TO = re.compile(r"(?:作|做|报告|汇报|提出|提交)")
_DIGITS = {numeral: value for value, numeral in enumerate("一二三四五六七八九", 1)}


@dataclass(frozen=True, slots=True)
class Meeting:
    """Number of the congress (届) and of its session (次); `reason` says why a number is missing.

    Reasons: not_printed, contradictory (two meetings, neither of which is the report's for sure), impossible.
    """

    congress: int | None = None
    session: int | None = None
    reason: str | None = None


def meeting(text: str, title: str) -> Meeting:
    """Return the meeting at which a report is given.

    Read from the header (before 各位代表), else the sentence in which the speech says to which meeting it reports,
    else the title. Gold cases: the ten sample reports, the replica's truth, `tests/archive/derive/test_meetings.py`.
    """
    header = header_of(text)
    behind = header_behind(text, header) or Header("", addressed=True)
    for found in (
        _in_header(header),
        _in_header(behind),
        _in_opening(text, header),
        _in_header(title_as_header(title)),
        _under_way(text, header),
    ):
        meetings = list(dict.fromkeys(found))
        if meetings:
            return _choose(meetings)
    return Meeting(reason="not_printed")


def _in_header(header: Header) -> Iterator[tuple[int, int | None, bool]]:
    line = _DASH_FOR_ONE.sub("一", squeezed(header.text))
    for found in _MEETING.finditer(line):
        before, after = line[: found.start()], line[found.end() :]
        if _LEADING.search(before[-30:]) or (
            _FULFILLED.match(after) and not (header.addressed and _PASSED.match(after))
        ):
            continue
        if header.addressed or "在" in before[-20:] or not after or after[0] in "上)）":
            yield _numbers(found)


def _in_opening(text: str, header: Header) -> Iterator[tuple[int, int | None, bool]]:
    """Yield the meeting of 向云岭县第十届人民代表大会第五次会议报告工作; 在…会议上 may be an earlier one."""
    if not header.addressed:
        return
    line = squeezed(text[header.end : header.end + OPENING])
    for found in _MEETING.finditer(line):
        to = line[max(0, found.start() - 24) : found.start()].rpartition("向")
        if to[1] and not set(to[2]) & set(",，。;；:：") and _REPORTED_TO.match(line, found.end()):
            yield _numbers(found)


def _under_way(text: str, header: Header) -> Iterator[tuple[int, int | None, bool]]:
    """Yield the meeting that is going on while the speech is held: 九届全国人大一次会议将要进行政府换届.

    The National People's Congress only where the speech is the State Council's.
    """
    national = "国务院" in text[header.end : header.end + OPENING]
    for found in _UNDER_WAY.finditer(text):
        meeting = _MEETING.fullmatch(found["meeting"])
        if meeting and ("全国" not in found["meeting"] or national):
            yield _numbers(meeting)


def _numbers(found: re.Match[str]) -> tuple[int, int | None, bool]:
    """Return congress, session and whether it is the National People's Congress."""
    congress = found["c1"] or found["c2"] or found["c3"] or found["c4"]
    session = found["s1"] or found["s2"] or found["s3"]
    return _number(congress), _number(session) if session else None, "全国" in found[0]


def _choose(meetings: list[tuple[int, int | None, bool]]) -> Meeting:
    """A local meeting goes before the national one, one with a session before its congress alone."""
    local = [found for found in meetings if not found[2]] or meetings
    whole = [found for found in local if found[1] is not None] or local
    congress, session, _national = whole[0]
    if len(whole) > 1 or any(found[0] != congress for found in local):
        return Meeting(reason="contradictory")
    if not 1 <= congress <= MOST_CONGRESSES or not 1 <= (session or 1) <= MOST_SESSIONS:
        return Meeting(reason="impossible")
    return Meeting(congress, session, None if session else "no_session")


def _number(printed: str) -> int:
    """Return the value of digits or of a Chinese numeral below 100; 一六 read digit by digit; 0 for nonsense."""
    if printed.isdecimal():
        return int(printed)
    marks = printed.replace("廿", "二十")
    tens, ten, ones = marks.rpartition("十")
    if ten:
        parts = (tens or "一", ones or "0")
        values = [int(part) if part.isdecimal() else _DIGITS.get(part, -99) for part in parts]
        return max(0, values[0] * 10 + values[1])
    digits = [mark if mark.isdecimal() else str(_DIGITS[mark]) for mark in marks]
    return int("".join(digits))
