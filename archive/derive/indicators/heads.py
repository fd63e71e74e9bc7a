"""What stands before a name: whether its figure is the whole place's, and which other things share its predicate.

Owns the decision that 民营经济税收 or 工业固定资产投资 is another thing, and the items of A、B和C分别. Numbers and what
follows a name are `statements`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from archive.derive.indicators.names import Name
from archive.derive.indicators.wording import (
    BULLET,
    CIRCUMSTANCE,
    GLUED_HEADING,
    LEAD,
    PREFIX,
    SCOPE_BEFORE,
    WHOLE_REGION,
)

LONGEST_HEAD = 90
"""Characters before a name that are looked at."""
_BREAKS = set(",;:。!?\n“()…！？ ")
_VALUE_END = re.compile(
    r"\d(?:个?百分点|[%‰]|[万亿千百]{0,2}(?:美元|元|人|吨|斤|公斤|个)|亿)(?:左右|以上|以内|以下|之内)?|百分之[一二三四五六七八九十百点]{1,8}"
)
_NUMBERED = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})、|\d{1,2}[.)]|\([一二三四五六七八九十\d]{1,3}\)")
_SEPARATORS = re.compile("以及|、|和|与|及")
_PLACE = re.compile("[\u4e00-\u9fff]{1,7}?(?:省|市|县|区|镇|乡|州|盟|旗|街道)")
_SUFFIXES = ("", "增幅", "增速", "增长", "增长率", "总量")
_SHORT = 3
"""Characters of a name that a thing before it in a list may qualify too: 农产品零售额、出口额."""
_PARTS = (
    "新区",
    "园区",
    "城区",
    "开发区",
    "经开区",
    "示范区",
    "合作区",
    "景区",
    "片区",
    "地区",
    "山区",
    "牧区",
    "库区",
    "全市",
    "两市",
    "各县",
    "三县",
    "园区",
)
"""Ends of words that name a part of the place."""
_LEAD_WORDS = re.compile(LEAD.pattern.removesuffix("$"))


@dataclass(frozen=True, slots=True)
class Head:
    """Where a clause begins, where its quote begins, and the subjects it speaks of.

    `subjects` has one entry for each thing: an indicator, or None for what is none of the nineteen; `called` has the
    name each is called by in the text.
    """

    start: int
    quote_start: int
    subjects: tuple[str | None, ...]
    called: tuple[str, ...]
    is_pair: bool


def clause_start(text: str, offset: int) -> int:
    """Return where the clause begins that a name at an offset stands in: behind a break, or behind a figure and 、."""
    lowest = max(0, offset - LONGEST_HEAD)
    start = offset
    while start > lowest and text[start - 1] not in _BREAKS:
        start -= 1
    values = list(_VALUE_END.finditer(text, start, offset))
    if not values:
        return start
    start = values[-1].end()
    while start < offset and text[start] in "、和与及并且":
        start += 1
    return start


def head_of(text: str, names: Sequence[Name], at: int, opening: str, end: int | None = None) -> Head | None:
    """Return the head of a clause whose last name is `names[at]`; None where the name is part of something else.

    `end` is where the last subject ends, if that is not the name: 人口自然增长率和出生率.
    """
    name = names[at]
    start = clause_start(text, name.start)
    if end is None and (
        is_whole(text[start : name.start], opening) or _is_whole_over_blank(text, start, name, opening)
    ):
        naming = (text[name.start : name.end],) * len(name.indicators)
        return Head(start, _quote_start(text, start, name.start), name.indicators, naming, len(naming) > 1)
    within = names[bisect_left(names, start, hi=at, key=lambda one: one.start) : at + 1]
    subjects: list[str | None] = []
    called: list[str] = []
    quote_start = None
    for left, right in _items(text, start, end or name.end, within):
        inside = [one for one in within if left <= one.start and text[one.end : right] in _SUFFIXES]
        whole = inside and is_whole(text[left : inside[0].start], opening)
        if whole and quote_start is None:
            quote_start = _quote_start(text, left, inside[0].start)
        weak = inside and inside[0].end - inside[0].start <= _SHORT and None in subjects
        subjects += inside[0].indicators if whole and not weak else (None,)
        words = text[inside[0].start : inside[0].end] if inside else ""
        called += (words,) * (len(subjects) - len(called))
    if len(subjects) < 2 or quote_start is None:
        return None
    return Head(start, quote_start, tuple(subjects), tuple(called), False)


def is_whole(prefix: str, opening: str) -> bool:
    """Whether what stands between the beginning of a clause and a name leaves the figure the whole place's."""
    if _is_passed(prefix, opening):
        return True
    bullet = BULLET.match(prefix)
    if bullet and not _is_passed(prefix, opening):
        prefix = prefix[bullet.end() :]
        if _is_passed(prefix, opening):
            return True
    for lead in _LEAD_WORDS.finditer(prefix):
        if _is_passed(prefix[lead.end() :], opening):
            return True
    if any(_is_passed(prefix[heading.end() :], opening) for heading in GLUED_HEADING.finditer(prefix)):
        return True
    return bool(CIRCUMSTANCE.match(prefix))


def _is_whole_over_blank(text: str, start: int, name: Name, opening: str) -> bool:
    """Whether a blank that begins a clause only breaks a word: 实 现生产总值."""
    if text[start - 1 : start] != " ":
        return False
    earlier = clause_start(text, start - 1)
    return is_whole(text[earlier : name.start].replace(" ", ""), opening)


def _is_passed(prefix: str, opening: str) -> bool:
    rest = prefix[_end_of(PREFIX.match(prefix)) :]
    if not rest:
        return True
    place = _PLACE.match(rest)
    if place is None or place[0].endswith(_PARTS) or place[0] not in opening:
        return False
    rest = rest[place.end() :]
    return _end_of(PREFIX.match(rest)) == len(rest)


def _end_of(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _quote_start(text: str, start: int, name_start: int) -> int:
    """Take the words in that qualify the name: 全市, 同口径, 剔除…因素后."""
    quote_start = name_start
    for _ in range(3):
        found = WHOLE_REGION.search(text, start, quote_start) or SCOPE_BEFORE.search(text, max(0, start), quote_start)
        if not found or found.end() != quote_start:
            break
        quote_start = found.start()
    return quote_start


def _items(text: str, start: int, end: int, names: Sequence[Name]) -> list[tuple[int, int]]:
    """Cut a list of subjects at its separators; those inside a name cut nothing."""
    pieces: list[tuple[int, int]] = []
    numbered = _NUMBERED.match(text, start, end)
    left = start = numbered.end() if numbered else start
    for found in _SEPARATORS.finditer(text, start, end):
        if any(one.start <= found.start() < one.end for one in names):
            continue
        pieces.append((left, found.start()))
        left = found.end()
    pieces.append((left, end))
    return pieces
