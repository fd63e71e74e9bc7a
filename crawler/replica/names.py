"""Invented proper names: villages, roads, rivers, companies, schools.

Owns how names are put together from single words. Everything made here is fictional; real places come from `regions`.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from crawler.replica.chance import pick
from crawler.replica.vocabulary import words


def village(rng: Random) -> str:
    """Return the name of a village: 王家沟村, 东柳庄, 石桥村."""
    roll = rng.random()
    if roll < 0.35:
        return f"{pick(rng, words('surname'))}家{pick(rng, words('hamlet'))}村"
    if roll < 0.6:
        return f"{pick(rng, words('side'))}{pick(rng, words('land'))}{pick(rng, words('hamlet'))}"
    return f"{pick(rng, words('land'))}{pick(rng, words('land'))}{pick(rng, ('村', '村', '庄', '寨', '村'))}"


def road(rng: Random) -> str:
    """Return the name of a road."""
    head = pick(rng, words("roadhead")) if rng.random() < 0.35 else brand(rng)
    return head + pick(rng, words("roadtail"))


def water(rng: Random) -> str:
    """Return the name of a river, lake or reservoir."""
    return pick(rng, words("land")) + pick(rng, words("brand")) + pick(rng, words("water"))


def hill(rng: Random) -> str:
    """Return the name of a hill."""
    return pick(rng, words("land")) + pick(rng, words("brand")) + pick(rng, words("hill"))


def brand(rng: Random) -> str:
    """Return two characters that could be a brand."""
    return pick(rng, words("brand")) + pick(rng, words("brand"))


def firm(rng: Random) -> str:
    """Return the name of a manufacturer: 浩然铸造."""
    return brand(rng) + pick(rng, words("sector"))


def farm_firm(rng: Random) -> str:
    """Return the name of a farming company: 瑞禾农牧."""
    return brand(rng) + pick(rng, words("farmsector"))


def project(rng: Random) -> str:
    """Return the name of an investment project: 铭基锂电池生产基地."""
    return brand(rng) + pick(rng, words("product")) + pick(rng, words("jobtail"))


def park(rng: Random) -> str:
    """Return the name of an industrial park."""
    return brand(rng) + pick(rng, words("parktail"))


def school(rng: Random) -> str:
    """Return the name of a school."""
    head = pick(rng, words("schoolhead")) if rng.random() < 0.4 else brand(rng)
    return head + pick(rng, words("schooltail"))


def community(rng: Random) -> str:
    """Return the name of a housing estate or community."""
    return brand(rng) + pick(rng, words("home"))


MAKERS: dict[str, Callable[[Random], str]] = {
    "V": village,
    "R": road,
    "W": water,
    "H": hill,
    "F": firm,
    "f": farm_firm,
    "J": project,
    "P": park,
    "S": school,
    "C": community,
}
"""The slots of the vocabulary that are names, and who makes them. `f` stands in for `F` in farming themes."""
