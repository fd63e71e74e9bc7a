"""Names of places one after the other, as titles and headers print them: 山东省济南市历城区, 临沂兰山区, 垦利区胜坨镇.

Owns cutting such a string into the place itself and the names before it, by exact longest match against the code
table. Must not choose between places of one name: that is `candidates` and `resolve`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from archive.derive.places.names import HAN
from archive.derive.places.table import Region, by_name, by_short_name, townships

Kind: TypeAlias = Literal["region", "short", "township", "zone", "unknown"]

LONGEST = 40
"""Characters of a string that are looked at: the longest chain of real names has fewer."""
_TOWN = re.compile(rf"[{HAN}]{{1,12}}(?:镇|乡|苏木|街道|街道办事处|街道办)")
_ENDS_AS_TOWN = re.compile(r"(?:镇|乡|苏木|街道|街道办事处|街道办)$")
_OFFICE = re.compile(r"街道办(?:事处)?$")
_PROSE = re.compile(r"[一二三四五六七八九十元]{1,3}[年月日]|[在届的]|大会|会议|会上|次会|代表|政府")
"""What stands in a header and in no name."""
_ZONE = re.compile(
    r"(?:开发|高新技术产业|高新|经开|经济|技术|产业|工业|园|示范|试验|实验|管理|风景|风景名胜|景|旅游|度假|保税|物流|合作|先行|港|集聚|功能|新|贸易|化工|农业|生态|城乡一体化|改革)区$"
    r"|(?:管委会|管理委员会|产业园|工业园|科技园|科技城|新城|农场|林场|牧场|兵团)$"
)
_IN_ZONE = re.compile(rf"(?P<zone>[{HAN}]{{2,20}}(?:开发区|高新区|新区|示范区|园区|度假区))(?P<town>.{{2,}})")
_LIKE_A_REGION = re.compile(rf"[{HAN}]{{2,}}[县市区旗州盟省]")
_DIVISION = re.compile(r"(?:新疆)?(?:生产建设)?(?:兵团)?第?[一二三四五六七八九十]{1,3}师")
"""新疆兵团 writes 第八师石河子市."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A place as printed: its own name, of which kind that is, and the names of higher places printed before it.

    `instead`: other ways to cut the string, as name and parents (佳木斯市郊区 is 佳木斯 · 市郊区, or 佳木斯市 · 郊区).
    """

    name: str
    kind: Kind
    parents: tuple[str, ...] = ()
    instead: tuple[tuple[str, tuple[str, ...]], ...] = ()


def read_chain(printed: str) -> Chain | None:
    """Return what a string of Hanzi names, None where it is no chain of places.

    The longest own name wins (海丰县 is never 丰县), and what is printed before it must be names of places to the
    last character. A township that is not listed is known by its last word, so is a zone; a county is not.
    """
    printed = printed[:LONGEST]
    if not printed.endswith("兵团") and (division := _DIVISION.match(printed)):
        printed = printed[division.end() :] or printed
    if len(printed) < 2:
        return None
    before = _chains_before(printed)
    cuts = [(printed[start:], parents) for start, parents in before if printed[start:] in by_name()]
    if cuts:
        return Chain(cuts[0][0], "region", cuts[0][1], tuple(cuts[1:]))
    if _ENDS_AS_TOWN.search(printed):
        town = _township(printed, before)
        return town if town and (town.name in townships() or not _PROSE.search(town.name)) else None
    if is_zone(printed):
        start, parents = before[-1] if len(printed) - before[-1][0] > 1 else before[0]
        return Chain(printed[start:], "zone", parents)
    for start, parents in before:
        if printed[start:] in by_short_name():
            return Chain(printed[start:], "short", parents)
    if _LIKE_A_REGION.fullmatch(printed) and not _PROSE.search(printed):
        start, parents = before[-1] if len(printed) - before[-1][0] > 1 else before[0]
        return Chain(printed[start:], "unknown", parents)
    return None


def is_zone(name: str) -> bool:
    """Whether a name is by its last word that of a development zone, a park or a farm."""
    return bool(_ZONE.search(name))


def _chains_before(printed: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return every start of a last name, first to last, with the names that fill the string up to it."""
    chains: dict[int, tuple[str, ...]] = {0: ()}
    for start in range(len(printed) - 1):
        if start not in chains:
            continue
        for end in range(min(len(printed) - 1, start + _longest()), start + 1, -1):
            name = printed[start:end]
            if name in by_name() or name in by_short_name():
                known = chains.get(end)
                if known is None or len(known) >= len(chains[start]) + 1:  # 佳木斯市 · 郊区, not 佳木斯 · 市郊区
                    chains[end] = (*chains[start], name)
    return sorted(chains.items())


def _township(printed: str, before: list[tuple[int, tuple[str, ...]]]) -> Chain | None:
    """Choose where the name of a township begins.

    First a beginning behind names that have it listed below them; then the whole, where it is listed or the short
    name of a city (景德镇); then behind the last name that is printed in full; then behind a short name.
    """
    inside = _IN_ZONE.fullmatch(printed)
    if inside and inside["town"] not in ("镇", "乡"):
        zone = read_chain(inside["zone"])
        if zone and zone.kind != "region":
            return Chain(_OFFICE.sub("街道", inside["town"]), "township", zone.parents)
    splits = [(_OFFICE.sub("街道", printed[start:]), parents) for start, parents in before]
    splits = [(name, parents) for name, parents in splits if _TOWN.fullmatch(name)]
    if not splits:
        return None
    for name, parents in splits:
        if parents and is_listed_below(name, parents):
            return Chain(name, "township", parents)
    whole = splits[0][0] if not splits[0][1] else ""
    if whole in townships():
        return Chain(whole, "township")
    if whole in by_short_name():
        return Chain(whole, "short")
    return _behind_the_last(splits) or (Chain(whole, "township") if len(whole) > 2 else None)


def _behind_the_last(splits: list[tuple[str, tuple[str, ...]]]) -> Chain | None:
    """Return an unlisted township behind the last name that is printed in full, else behind a short name."""
    for shortest, full in ((2, True), (3, False)):
        for name, parents in reversed(splits):
            if parents and len(name) >= shortest and (not full or parents[-1] in by_name()):
                return Chain(name, "township", parents)
    return None


def is_listed_below(town: str, parents: tuple[str, ...]) -> bool:
    """Whether today's list has a township of this name below each of the named places (by their codes of any time)."""
    codes = townships().get(town, ())
    return any(all(any(_covers(place.code, code) for place in named(name)) for name in parents) for code in codes)


def _covers(place: str, town: str) -> bool:
    """Whether a code is that of a place above a township: 370000, 370400 and 370481 above 370481107."""
    return place in (town[:6], town[:4] + "00", town[:2] + "0000")


def named(name: str) -> tuple[Region, ...]:
    """Return every region that ever bore a name, or that a short name stands for."""
    return by_name().get(name) or by_short_name().get(name, ())


@cache
def _longest() -> int:
    return max(map(len, by_name()))
