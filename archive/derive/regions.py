"""Places: which level of government a title is about.

Owns reading the code table in `data/areacodes.csv` and the names of levels. A name that could be of two
levels in its year, and a development zone, which is of none, give None.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, TypeAlias, cast

from archive.derive.dates import title_year

Level: TypeAlias = Literal["province", "prefecture", "county", "township"]

_YEAR = r"[\d〇○ΟO零一二三四五六七八九]{4}年度?"
_TITLE = re.compile(rf"\s*(?:【[^】]*】)?\s*(?:{_YEAR})?(?P<place>.*?)(?:{_YEAR})?(?:人民)?政府(?:{_YEAR})?工作报告")
_CONGRESS = re.compile(r"第[\d一二三四五六七八九十百]+届|人民代表大会|人大")
_BEFORE = re.compile(r"(?:关于|在|[\W_])*")
_TOWNSHIP = re.compile(r".+(?:镇|乡|苏木|街道|街道办|办事处)")
_COUNTY = re.compile(r".+(?:县|自治旗)")
_PREFECTURE = re.compile(r".+自治州")
_SHORT_REGIONS = frozenset({"内蒙古", "广西", "西藏", "宁夏", "新疆"})
_UNIT = re.compile(r"(?:自治区|自治州|地区|[省市县区州盟旗])$")


class _Use(NamedTuple):
    """One level that a name had, from year to year, both included."""

    level: Level
    since: int
    until: int


def admin_level(title: str, year: int | None = None) -> Level | None:
    """Return the level of the place whose government the title names, None where that is not certain.

    The place is what stands between bracket and year and 政府工作报告; the bracket names a parent and is not
    used. `year` (default: the one in the title) decides between the levels that a 市 had one after the other;
    without any, today's counts. A township is known by its last word, everything above by the code table.
    """
    place = _place(title)
    if not place:
        return None
    if _TOWNSHIP.fullmatch(place):
        return "township"
    year = year or title_year(title)
    for start in range(max(0, len(place) - _longest()), len(place) - 1):
        uses = _uses().get(place[start:])
        if uses and _is_chain(place[:start]):
            return _level_in(uses, year)
    return _by_word(place)


def _place(title: str) -> str:
    found = _TITLE.match("".join(title.split()))
    if not found:
        return ""
    place = _CONGRESS.split(found["place"], maxsplit=1)[0]
    end = len(place)
    while end and not place[end - 1].isalnum():
        end -= 1
    before = _BEFORE.match(place, 0, end)
    return place[before.end() : end] if before else ""


def _level_in(uses: tuple[_Use, ...], year: int | None) -> Level | None:
    """Return the one level of a name in a year (today where None); of all times where the year knows none."""
    then = {use.level for use in uses if use.since <= (year or 9999) <= use.until}
    levels = then or {use.level for use in uses}
    return levels.pop() if len(levels) == 1 else None


def _by_word(place: str) -> Level | None:
    """Return the level of a place the table does not list, by words that only one level has."""
    if place in _SHORT_REGIONS:
        return "province"
    if _COUNTY.fullmatch(place):
        return "county"
    if _PREFECTURE.fullmatch(place):
        return "prefecture"
    if place.endswith("州") and any(name.startswith(place[:-1]) for name in _uses() if name.endswith("自治州")):
        return "prefecture" if len(place) > 2 else None
    return None


def _is_chain(names: str) -> bool:
    """Whether a string is nothing but names of places, full or short (山东省济南市, 临沂), or empty."""
    ends, longest = {0}, _longest()
    for end in range(2, len(names) + 1):
        if any(names[start:end] in _known() for start in range(max(0, end - longest), end) if start in ends):
            ends.add(end)
    return len(names) in ends


@cache
def _uses() -> dict[str, tuple[_Use, ...]]:
    """Return every name of the code table with its levels. Reads our own data file once per process."""
    uses: dict[str, tuple[_Use, ...]] = {}
    source = files("archive.derive").joinpath("data", "areacodes.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(source.splitlines()):
        use = _Use(cast(Level, row["level"]), int(row["valid_from"]), int(row["valid_to"] or 9999))
        uses[row["name"]] = (*uses.get(row["name"], ()), use)
    return uses


@cache
def _known() -> frozenset[str]:
    """Return all names of the table and their short forms of two characters or more (临沂, 内蒙古)."""
    short = {_UNIT.sub("", name) for name in _uses()}
    return frozenset(_uses()) | {name for name in short if len(name) > 1} | _SHORT_REGIONS


@cache
def _longest() -> int:
    """Return the length of the longest name: no longer piece of a title is looked up."""
    return max(map(len, _known()))
