"""Which places of the code table a printed name may mean in a year, and which of them lie within named places.

Owns the reading of a name as of a year (old names, new names, 地区 before 市, townships below the county of the time).
Must not read a text, nor decide between what is left: that is `resolve`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from archive.derive.places.chain import Chain, named
from archive.derive.places.names import base
from archive.derive.places.table import Region, areas, as_of, by_code, following, region_in, today, townships

TODAY = 9998
"""Stands for the year where none is known: only what is in use today holds then."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A region, or a township below it. `town_code` is None where today's list has no such township below it.

    A township's region is its county, or a city without counties (东莞市).
    """

    region: Region
    town: str | None = None
    town_code: str | None = None


def of_chain(chain: Chain, year: int, around: Sequence[frozenset[str]]) -> list[Candidate]:
    """Return what the last name of a chain may mean. `around`: the codes that each named place around it may have.

    The names before it in the chain are kept to; `around` is kept to where anything is left by it.
    """
    within = [codes_of(name, year) for name in chain.parents]
    if chain.kind == "township":
        return _towns(chain.name, year, within, around)
    if chain.kind not in ("region", "short"):
        return []
    found = named(chain.name)
    then = [Candidate(region) for region in in_year(found, year)]
    ever = [Candidate(region) for one in found for region in as_of(one, year)]
    for pool in (then, list(dict.fromkeys(ever))):
        kept = _strictly(pool, year, within)
        if kept:
            return narrowed(kept, year, around)
    for name, parents in chain.instead:
        if other := of_chain(Chain(name, chain.kind, parents), year, around):
            return other
    return []


def in_year(regions: Iterable[Region], year: int) -> list[Region]:
    """Return the regions in use in a year; of one that took over from another in that year, the other."""
    found = [region for region in regions if region.in_use(year)]
    later = {region for other in found for region in following(other)}
    return [region for region in found if region not in later]


def narrowed(candidates: list[Candidate], year: int, around: Sequence[frozenset[str]]) -> list[Candidate]:
    """Return the candidates within each of the places around, one after the other, where that leaves any."""
    for codes in around:
        candidates = [one for one in candidates if lineage(one, year) & codes] or candidates
    return candidates


def _strictly(candidates: list[Candidate], year: int, within: Sequence[frozenset[str]]) -> list[Candidate]:
    return [one for one in candidates if all(lineage(one, year) & codes for codes in within)]


def _towns(name: str, year: int, within: list[frozenset[str]], around: Sequence[frozenset[str]]) -> list[Candidate]:
    """Return the listed townships of a name that lie within what is named, else the unlisted one there."""
    listed = [
        Candidate(region, name, code)
        for code in townships().get(name, ())
        for region in _county_then(by_code().get(code[:6], ()), year)
    ]
    if within:
        kept = _strictly(listed, year, within)
        return narrowed(kept, year, around) if kept else _unlisted(name, year, [*within, *around])
    for codes in around:
        kept = [one for one in listed if lineage(one, year) & codes]
        if kept:
            return narrowed(kept, year, around)
        if unlisted := _unlisted(name, year, [codes]):
            return unlisted
    return [] if around else listed


def _county_then(held: Sequence[Region], year: int) -> tuple[Region, ...]:
    """Return what the county of today's list was in a year."""
    return as_of(held[-1], year) if held else ()


def _unlisted(name: str, year: int, places: list[frozenset[str]]) -> list[Candidate]:
    """Return a township below the one county that the named places leave, or below a city without counties."""
    for codes in places:
        then = in_year((region for code in sorted(codes) for region in by_code().get(code, ())), year)
        higher = [region for region in then if region.level != "county"]  # 中山 means the city before any 中山区
        below = [region for region in higher if is_undivided(region.code)] if higher else then
        if len(below) > 1:
            kept = _strictly([Candidate(one) for one in below], year, [other for other in places if other is not codes])
            below = [one.region for one in kept]
        if len(below) == 1:
            return [Candidate(below[0], name)]
    return []


@cache
def is_undivided(code: str) -> bool:
    """Whether a prefecture has no counties: its townships lie directly below it (东莞, 中山, 嘉峪关, 儋州)."""
    return code[2:4] != "00" and not any(one.parent_code == code and one.valid_to is None for one in areas())


@cache
def lineage(candidate: Candidate, year: int) -> frozenset[str]:
    """Return the codes of a candidate's region and of everything above it, as of the year and as of today."""
    codes = {candidate.region.code}
    codes |= {region.code for region in above(candidate.region, year)}
    for region in today(candidate.region):
        codes |= {region.code} | {higher.code for higher in above(region, TODAY)}
    return frozenset(codes)


@cache
def above(region: Region, year: int, printed: frozenset[str] = frozenset()) -> tuple[Region, ...]:
    """Return the regions above one in a year: its prefecture where it has one, and its province."""
    found: list[Region] = []
    code = region.parent_code
    while code and (parent := region_in(code, year, printed)):
        found.append(parent)
        code = parent.parent_code
    return tuple(found)


@cache
def codes_of(name: str, year: int) -> frozenset[str]:
    """Return every code that a printed name may stand for: of that name at any time, and what became of it.

    A name without its unit stands for every place of that name: 青岛 for 青岛市, 吉林 for the province and the city.
    """
    places = named(name)
    if not places and base(name) != name:
        places = named(base(name))
    then = [place for place in places if place.in_use(year)] or places
    lines = [one for place in then for one in (place, *as_of(place, year), *today(place))]
    return frozenset(one.code for one in lines)
