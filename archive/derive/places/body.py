"""What the body of a report says about its place: how often it names places, and what it calls its own area.

Owns counting names in a text. Counts only names that it is asked about: it does not search for places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from archive.derive.places.candidates import Candidate, above, in_year
from archive.derive.places.names import WORDS, base, stem
from archive.derive.places.table import Level, Region, areas, by_name, townships

_UNIT = re.compile("[县市区旗州盟]")
_OWN_AREA = {
    "省": "全省",
    "市": "全市",
    "州": "全州",
    "县": "全县",
    "区": "全区",
    "旗": "全旗",
    "镇": "全镇",
    "乡": "全乡",
}
_ENOUGH = 5
"""Times a body must call its own area by its unit, or a place by its name, for that to count alone."""
_LONG, _OFTEN = 1500, 6
"""Characters in which a report names its own place; times that another must be named for it to be that one's."""
_NEEDED, _FACTOR = 3, 4
"""How much must speak for a homonym, and how many times as much as for the second."""


def unit_of_body(text: str) -> str | None:
    """Return the unit in 全市, 全县, 全镇 … that a body uses at least five times and twice as often as any other."""
    counts = sorted(((text.count(word), unit) for unit, word in _OWN_AREA.items()), reverse=True)
    (most, unit), (second, _) = counts[:2]
    return unit if most >= _ENOUGH and most >= 2 * second else None


def town_share(text: str) -> float | None:
    """Return the share of 全镇, 全乡, 我镇 … among all such words of a body; None where there are fewer than five."""
    towns = sum(text.count(word) for word in ("全镇", "我镇", "全乡", "我乡", "全街道", "我街道", "镇党委", "乡党委"))
    others = sum(text.count(word) for word in ("全县", "我县", "全区", "我区", "全市", "我市", "全省", "我省", "全旗"))
    return towns / (towns + others) if towns + others >= _ENOUGH else None


def favourite(candidates: Sequence[Candidate], text: str, year: int) -> Candidate | None:
    """Return the candidate whose own higher places a text names, and four times as often as any other's.

    Counted are its county where it is a township, and its prefecture, or its province where it has none; what all
    share is not. A name in full counts twice, without its unit once (a county's never); three are needed.
    """
    lines = [_names_above(one, year) for one in candidates]
    shared = frozenset.intersection(*lines) if len(lines) > 1 else frozenset()
    counts = {region: _named(text, region) for region in frozenset.union(*lines) - shared}
    scores = sorted(((sum(counts.get(one, 0) for one in line), at) for at, line in enumerate(lines)), reverse=True)
    second = scores[1][0] if len(scores) > 1 else 0
    return candidates[scores[0][1]] if scores[0][0] >= _NEEDED and scores[0][0] >= _FACTOR * second else None


@cache
def _names_above(candidate: Candidate, year: int) -> frozenset[Region]:
    return frozenset([*([candidate.region] if candidate.town else []), *above(candidate.region, year)[:1]])


def _named(text: str, region: Region) -> int:
    full, short = count_name(text, region.name), base(region.name)
    if region.level == "county" or short in WORDS or short == region.name:
        return 2 * full
    return full + count_name(text, short)


def most_named_within(
    places: Sequence[Candidate], unit: str, levels: tuple[Level, ...], text: str, year: int
) -> Candidate | None:
    """Return the place of a unit, among these and what lies in them: the only one, or the one named most by far."""
    if levels == ("township",):
        towns = [Candidate(one.region, name, code) for one in places for name, code in _towns_of(one.region.code)]
        return _prevailing([one for one in towns if str(one.town).endswith(unit)], text, _ENOUGH, 2)
    inside = [Candidate(region) for one in places for region in _inside(one.region, year)]
    pool = [one for one in (*places, *inside) if one.region.level in levels and one.region.name.endswith(unit[-1])]
    return pool[0] if len(pool) == 1 else _prevailing(pool, text, _ENOUGH, 2)


def named_instead(candidate: Candidate, name: str, text: str, year: int) -> Candidate | None:
    """Return the place of the same level that a long text names all the time while it never names this one."""
    if len(text) < _LONG or (stem(name) if candidate.town else base(name)) in text:
        return None
    if candidate.town:
        towns = [Candidate(candidate.region, town, code) for town, code in _towns_of(candidate.region.code)]
        return _prevailing(towns, text, _OFTEN, _FACTOR)
    higher = above(candidate.region, year)
    counts = Counter(one for one in _ends(text, _of_level(candidate.region.level, year)) if one.region not in higher)
    first, second = (*counts.most_common(2), (None, 0), (None, 0))[:2]
    return first[0] if first[1] >= _OFTEN and first[1] >= _FACTOR * second[1] else None


def _prevailing(pool: list[Candidate], text: str, least: int, factor: int) -> Candidate | None:
    """Return the place that a text names so often, and so many times as often as the second, in full or short.

    In full it must stand at least twice and no less often than the second: stems are words too (建设街道).
    """
    scores = sorted(((_in_short(text, one), _in_full(text, one), at) for at, one in enumerate(pool)), reverse=True)
    if not scores:
        return None
    (most, full, at), (second, second_full, _) = (*scores, (0, 0, 0))[:2]
    clear = most >= max(least, factor * second) and full >= max(2, second_full)
    return pool[at] if clear else None


def _in_short(text: str, one: Candidate) -> int:
    return count_name(text, stem(one.town) if one.town else base(one.region.name))


def _in_full(text: str, one: Candidate) -> int:
    return text.count(one.town or one.region.name)


def _ends(text: str, pool: dict[str, Candidate]) -> Iterator[Candidate]:
    """Yield the places of a pool that a text names in full, one for each time."""
    for end in _UNIT.finditer(text):
        for start in range(max(0, end.end() - 9), end.start()):
            if text[start : end.end()] in pool:
                yield pool[text[start : end.end()]]
                break


@cache
def _of_level(level: Level, year: int) -> dict[str, Candidate]:
    """Return the places of a level in a year by name, those whose name no other has."""
    then = in_year((one for one in areas() if one.level == level), year)
    names = Counter(one.name for one in then)
    return {one.name: Candidate(one) for one in then if names[one.name] == 1}


@cache
def _inside(region: Region, year: int) -> tuple[Region, ...]:
    """Return the counties and prefectures below a region in a year."""
    below = [one for one in areas() if one.parent_code == region.code]
    return tuple(in_year(below, year))


def _towns_of(code: str) -> Sequence[tuple[str, str]]:
    """Return name and code of the listed townships below a county."""
    return _towns_by_county().get(code, ())


@cache
def _towns_by_county() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for name, codes in townships().items():
        for code in codes:
            found.setdefault(code[:6], []).append((name, code))
    return found


def count_name(text: str, name: str) -> int:
    """Count a name where it is not the end of a longer one of the table (陵县 in 宁陵县 is not counted)."""
    count = text.count(name)
    return count - sum(text.count(longer) for longer in _longer(name)) if count else 0


@cache
def _longer(name: str) -> tuple[str, ...]:
    """Return the shortest full names of other places that hold a name behind their first character."""
    return tuple(other for other in by_name() if name in other[1:] and not other.startswith(name))
