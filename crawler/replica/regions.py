"""Real places for invented reports: the code table of the archive, read as of a year.

Owns the choice of places that can have a work report and how their names are shortened. Must not resolve names found
in a text: that is the archive's business, and the replica is there to check it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import archive

DATA = Path(archive.__file__).parent / "derive" / "data"
LEVELS = {"p": "province", "m": "prefecture", "c": "county", "t": "township"}
_NOT_HERE = ("71", "81", "82")
_NO_REPORTS = frozenset({"350527", "460300"})
_PEOPLES = [
    "蒙古族",
    "回族",
    "藏族",
    "维吾尔族",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克族",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜族",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯族",
    "普米族",
    "塔吉克族",
    "怒族",
    "鄂温克族",
    "保安族",
    "裕固族",
    "独龙族",
    "鄂伦春族",
    "各族",
    "蒙古",
    "哈萨克",
    "柯尔克孜",
    "塔吉克",
    "锡伯",
]
_AUTONOMOUS = re.compile(rf"(?:{'|'.join(_PEOPLES)})+(?:自治[县州旗]|[乡镇])$")
_TOWN = re.compile(r"[\u4e00-\u9fff]{2,8}(?:镇|乡|苏木)")


@dataclass(frozen=True, slots=True)
class Region:
    """One code and the name it had. Years: in use after `valid_from` begins and before `valid_to` begins."""

    code: str
    name: str
    level: str
    parent_code: str
    valid_from: int
    valid_to: int

    def in_use(self, year: int) -> bool:
        """Whether the code and name were in use all of this year: a year of change belongs to neither name."""
        return self.valid_from < year < self.valid_to


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report was given: its own code, and the names of the levels above it (None = there is none)."""

    code: str
    level: str
    province: str
    prefecture: str | None
    county: str | None
    township: str | None

    @property
    def name(self) -> str:
        """The place's own full name."""
        return self.township or self.county or self.prefecture or self.province

    @property
    def unit(self) -> str:
        """The one word after 全 and 我: 省, 市, 州, 县, 区, 旗, 镇, 乡."""
        last = self.name[-1]
        return "乡" if last == "木" else last


@cache
def short_name(name: str) -> str:
    """Return the everyday form of a name: 青岛市 → 青岛, 内蒙古自治区 → 内蒙古, but 冠县 → 冠县."""
    if name.endswith("自治区"):
        return name[:3] if name.startswith("内蒙古") else name[:2]
    cut = _AUTONOMOUS.sub("", name)
    if cut == name:
        cut = re.sub(r"(?:地区|苏木|自治[县州旗]|[省市县区州旗镇乡盟])$", "", name)
    return cut if len(cut) >= 2 else name


class RegionTable:
    """The code table. Read once per process with `region_table()`."""

    def __init__(self, folder: Path) -> None:
        self._regions = [
            Region(code, name, level, parent, int(since), int(until or 9999))
            for code, name, level, parent, since, until, _ in _rows(folder / "areacodes.csv")
            if not code.startswith(_NOT_HERE) and code not in _NO_REPORTS
        ]
        self._folder = folder
        self._eligible: dict[tuple[str, int], list[Region]] = {}
        self._names_above: dict[int, dict[str, str]] = {}
        self._town_halls: dict[str, list[tuple[str, str]]] = {}

    @cached_property
    def _towns(self) -> dict[str, list[tuple[str, str]]]:
        towns: dict[str, list[tuple[str, str]]] = {}
        for code, name in _rows(self._folder / "townships.csv"):
            towns.setdefault(code[:6], []).append((code, name))
        return towns

    def eligible(self, level: str, year: int) -> list[Region]:
        """Return the regions of a level in use in a year that have a congress to report to, in code order.

        For `township` the counties that have at least one town are returned.
        """
        key = (level, year)
        if key not in self._eligible:
            kept = [region for region in self._regions if region.in_use(year)]
            if level == "province":
                kept = [r for r in kept if r.level == level]
            elif level == "prefecture":
                kept = [r for r in kept if r.level == level and r.name[-1] in "市州"]
            else:
                kept = [r for r in kept if r.level == "county" and r.name[-1] in "县市区旗"]
                if level == "township":
                    kept = [r for r in kept if self.towns(r.code)]
            self._eligible[key] = kept
        return self._eligible[key]

    def leagues(self, year: int) -> list[Region]:
        """Return the leagues (盟) in use in a year, in code order. They have a head, but no congress."""
        return [r for r in self._regions if r.level == "prefecture" and r.name[-1] == "盟" and r.in_use(year)]

    def lasted(self, code: str, year: int) -> bool:
        """Whether the county or larger region of a code was in use in a year and the one after."""
        return any(r.code == code[:6] and r.in_use(year) and r.in_use(year + 1) for r in self._regions)

    def towns(self, county_code: str) -> list[tuple[str, str]]:
        """Return code and name of each town (镇, 乡, 苏木) under a county code of today."""
        if county_code not in self._town_halls:
            towns = self._towns.get(county_code, [])
            self._town_halls[county_code] = [(code, name) for code, name in towns if _TOWN.fullmatch(name)]
        return self._town_halls[county_code]

    def lower(self, place: Place, year: int) -> list[str]:
        """Return names of real places inside a place, in code order: towns of a county, counties of a prefecture."""
        if place.level == "township":
            return []
        if place.level == "county":
            return [name for _, name in self._towns.get(place.code, []) if "（" not in name]
        prefix = place.code[: 2 if place.level == "province" else 4]
        return [
            r.name
            for r in self._regions
            if r.level != "province" and r.code.startswith(prefix) and r.code != place.code and r.in_use(year)
        ]

    def lower_towns(self, place: Place) -> list[str]:
        """Return names of today's towns inside a prefecture or province; empty below."""
        if place.level not in ("province", "prefecture"):
            return []
        prefix = place.code[: 2 if place.level == "province" else 4]
        return [
            name
            for code, towns in self._towns.items()
            if code.startswith(prefix)
            for _, name in towns
            if _TOWN.fullmatch(name)
        ]

    def is_ambiguous(self, name: str, year: int) -> bool:
        """Whether several counties bear this name in this year (鼓楼区, 市中区)."""
        return len([r for r in self.eligible("county", year) if r.name == name]) > 1

    def place(self, region: Region, year: int, township: tuple[str, str] | None = None) -> Place:
        """Return a region, or one of its towns, with the names above it in that year."""
        above = self._above(year)
        province = above[region.code[:2] + "0000"]
        prefecture = None if region.level == "province" else above.get(region.code[:4] + "00")
        county = region.name if region.level == "county" else None
        if township:
            return Place(township[0], "township", province, prefecture, county, township[1])
        return Place(region.code, region.level, province, prefecture, county, None)

    def _above(self, year: int) -> dict[str, str]:
        if year not in self._names_above:
            self._names_above[year] = {r.code: r.name for r in self._regions if r.in_use(year) and r.level != "county"}
        return self._names_above[year]


@cache
def region_table() -> RegionTable:
    """Return the table of the archive's own data folder."""
    return RegionTable(DATA)


def _rows(path: Path) -> list[list[str]]:
    return [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
