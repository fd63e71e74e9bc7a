"""The code table: every region of county level and above since 1981, and the townships of today.

Owns reading `data/areacodes.csv` and `data/townships.csv`, and the way from a code to its successors, predecessors
and parents. Must not read names out of a text, nor know short names: that is `names` and `chain`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias, cast

from archive.derive.places.names import ALIASES, base, plain_town, short_forms

Level: TypeAlias = Literal["province", "prefecture", "county", "township"]

FIRST_YEAR = 1981
"""The first year the table knows; earlier years are read as this one."""
TOWNSHIPS_OF = 2025
"""The year of the list of townships. It has no history: what was renamed or merged before is not in it."""
_NOTE = re.compile(r"（.*|区公所$")
_SUCCESSOR = re.compile(r"(\d{6})(\[\d{4}\])?")
_STEPS = 12


@dataclass(frozen=True, slots=True)
class Region:
    """One code under one name. Years: first seen in `valid_from`, replaced during `valid_to` (None = in use).

    In a year of change the old row and the new one both hold. `successors` are the codes that took over all of it;
    codes that took over a part while it went on are not among them.
    """

    code: str
    valid_from: int
    name: str
    level: Level
    parent_code: str | None
    valid_to: int | None
    successors: tuple[str, ...]

    def in_use(self, year: int) -> bool:
        """Whether this code bore this name at any time of a year."""
        return self.valid_from <= max(year, FIRST_YEAR) <= (self.valid_to or 9999)


def rows() -> Iterator[Region]:
    """Yield every region for the table `regions`, key (code, valid_from): first the areas, then the townships.

    A township's `valid_from` is the year of the list, which has no history.
    """
    yield from areas()
    for line in _lines("townships.csv"):
        code, name = line.split(",")
        yield Region(code, TOWNSHIPS_OF, _NOTE.sub("", name), "township", code[:6], None, ())


@cache
def areas() -> tuple[Region, ...]:
    """Return every region of county level and above, in code order."""
    return tuple(_area(line) for line in _lines("areacodes.csv"))


def _area(line: str) -> Region:
    code, name, level, parent, since, until, after = line.split(",")
    whole = tuple(found[1] for found in _SUCCESSOR.finditer(after) if not found[2])
    ended = int(until) if until else None
    return Region(code, int(since), name, cast(Level, level), parent or None, ended, whole if ended else ())


def _lines(name: str) -> list[str]:
    return files("archive.derive").joinpath("data", name).read_text(encoding="utf-8").splitlines()[1:]


@cache
def by_code() -> dict[str, tuple[Region, ...]]:
    """Return the regions that bore a code one after the other, oldest first."""
    found: dict[str, tuple[Region, ...]] = {}
    for region in areas():
        found[region.code] = (*found.get(region.code, ()), region)
    return {code: tuple(sorted(held, key=lambda one: one.valid_from)) for code, held in found.items()}


@cache
def by_name() -> dict[str, tuple[Region, ...]]:
    """Return the regions of county level and above that ever bore a name, in code order."""
    found: dict[str, tuple[Region, ...]] = {}
    for region in areas():
        found[region.name] = (*found.get(region.name, ()), region)
    return found


@cache
def by_short_name() -> dict[str, tuple[Region, ...]]:
    """Return the regions by the shorter forms of their names."""
    found: dict[str, tuple[Region, ...]] = {}
    for name, regions in by_name().items():
        for short in short_forms(name):
            found[short] = found.get(short, ()) + regions
    for short, name in ALIASES.items():
        found[short] = found.get(short, ()) + by_name()[name]
    return found


@cache
def townships() -> dict[str, tuple[str, ...]]:
    """Return the codes of today's townships by name: as listed, without 办事处, and without the peoples in it."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _lines("townships.csv"):
        code, listed = line.split(",")
        name = _NOTE.sub("", listed).replace("街道办事处", "街道")
        found[name] = (*found.get(name, ()), code)
        if name[-2] == "族" and (plain := plain_town(name)) != name:
            found[plain] = (*found.get(plain, ()), code)
    return found


def region_in(code: str | None, year: int, printed: frozenset[str] = frozenset()) -> Region | None:
    """Return what a code stood for in a year, None where it stood for nothing.

    In a year of change the name that is printed decides; without one the older, for reports are given early in the
    year and lists are drawn up at its end.
    """
    held = [region for region in by_code().get(code or "", ()) if region.in_use(year)]
    named = [region for region in held if region.name in printed]
    return next(iter(named or held), None)


def following(region: Region) -> tuple[Region, ...]:
    """Return the regions that took over from one that has ended.

    Where there are several, those of its level, and then those of its name, go first. The source names none for a
    prefecture that ended: one of the same name in the province takes over (聊城地区, 聊城市), or the province that
    begins under its name (重庆市); a county of its name does not (巢湖市).
    """
    if region.valid_to is None:
        return ()
    end = region.valid_to
    found = [one for code in region.successors or (region.code,) for one in by_code().get(code, ())]
    if not region.successors and region.level == "prefecture":
        found += [one for one in _prefectures().get((region.code[:2], base(region.name)), ()) if one not in found]
        found += [one for one in by_name()[region.name] if one.valid_from == end and one.level == "province"]
    found = [one for one in found if one is not region and _begins(one, end)]
    found = [one for one in found if one.level == region.level] or found
    return tuple([one for one in found if one.name == region.name] or found)


@cache
def _prefectures() -> dict[tuple[str, str], tuple[Region, ...]]:
    found: dict[tuple[str, str], tuple[Region, ...]] = {}
    for region in areas():
        if region.level == "prefecture":
            key = (region.code[:2], base(region.name))
            found[key] = (*found.get(key, ()), region)
    return found


def _begins(region: Region, year: int) -> bool:
    """Whether a region could take over in a year: it is new then, or goes on."""
    return region.valid_from <= year and (region.valid_to is None or region.valid_to > year)


@cache
def _preceding() -> dict[Region, tuple[Region, ...]]:
    found: dict[Region, tuple[Region, ...]] = {}
    for region in areas():
        for after in following(region):
            found[after] = (*found.get(after, ()), region)
    return found


def changed_in(region: Region, year: int) -> tuple[Region, ...]:
    """Return what a region took over from, or was taken over by, in a year in which both are in use."""
    near = (*_preceding().get(region, ()), *following(region))
    return tuple(one for one in near if one.in_use(year)) if region.in_use(year) else ()


@cache
def as_of(region: Region, year: int) -> tuple[Region, ...]:
    """Return what a region was, or had become, in a year: itself, or the ends of its line of succession."""
    year = max(year, FIRST_YEAR)
    if region.in_use(year):
        return (region,)
    earlier = year < region.valid_from
    line, found = {region}, dict[Region, None]()
    for _ in range(_STEPS):
        line = {near for one in line for near in (_preceding().get(one, ()) if earlier else following(one))}
        found |= {one: None for one in sorted(line, key=lambda one: one.code) if one.in_use(year)}
        line -= set(found)
    return tuple(found)


@cache
def today(region: Region) -> tuple[Region, ...]:
    """Return the regions in use today that a region became; itself while it is in use."""
    if region.valid_to is None:
        return (region,)
    line, found = {region}, dict[Region, None]()
    for _ in range(_STEPS):
        line = {near for one in line for near in following(one)}
        found |= {one: None for one in sorted(line, key=lambda one: one.code) if one.valid_to is None}
        line -= set(found)
    return tuple(found)
