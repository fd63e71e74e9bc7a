"""The replica's words: reads the text files beside it into themes, each a set of phrase lists.

Owns the file format and nothing else; which phrase goes where is the grammar's business. Every phrase was written for
this project. Format: `== id name levels [farm]` opens a theme (levels: p province, m prefecture, c county,
t township; farm: its products are farm products), then `key: phrase phrase …`. In a phrase `{12-90}` and `{0.3-6.8}`
are random numbers and `{x}` a slot. A trailing `@2015`, `@-2015` or `@2014~2020` limits it to reports of those years.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent
_YEARS = re.compile(r"@(?P<since>\d{4})?(?:[-~](?P<until>\d{4}))?$")
_SLOT = re.compile(r"\{([^}]+)\}")
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Number:
    """A random number between two bounds, both included, in steps of 1 or of 0.1."""

    low: int
    high: int
    tenths: bool


Part = str | Number | tuple[str]
"""Literal text, a number, or the name of a slot (as a tuple of one)."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase, cut into parts, and the first and last year (inclusive) of the reports that may use it."""

    parts: tuple[Part, ...]
    since: int
    until: int
    literal: str | None = None
    """The whole phrase where nothing in it has to be filled in."""


@dataclass(frozen=True)
class Theme:
    """One subject of a report. `levels` is a subset of `pmct`; `lists` maps a key to its phrases."""

    id: str
    name: str
    levels: str
    farm: bool
    domain: str
    lists: dict[str, tuple[Phrase, ...]] = field(repr=False)

    def __hash__(self) -> int:
        return hash(self.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Theme) and other.id == self.id

    @lru_cache(maxsize=8192)  # noqa: B019 - themes live as long as the process
    def usable(self, key: str, year: int) -> tuple[Phrase, ...]:
        """Return the phrases under a key that a report of this year may use."""
        return tuple(p for p in self.lists.get(key, ()) if p.since <= year <= p.until)


def parse(source: str) -> Phrase:
    """Cut one phrase into parts and read its years. Raises ValueError where its year mark is malformed."""
    since, until = 0, 9999
    if "@" in source:
        mark = _YEARS.search(source)
        if not mark:
            raise ValueError(f"{source!r}: a year mark is @2015, @-2015 or @2014~2020")
        source = source[: mark.start()]
        since, until = int(mark["since"] or 0), int(mark["until"] or 9999)
    parts: list[Part] = []
    for index, piece in enumerate(_SLOT.split(source)):
        if index % 2 == 0:
            if piece:
                parts.append(piece)
        elif number := _NUMBER.fullmatch(piece):
            tenths = "." in piece
            scale = 10 if tenths else 1
            parts.append(Number(round(float(number[1]) * scale), round(float(number[2]) * scale), tenths))
        else:
            parts.append((piece,))
    literal = "".join(str(part) for part in parts) if "{" not in source else None
    return Phrase(tuple(parts), since, until, literal)


@cache
def themes(domain: str) -> dict[str, Theme]:
    """Read the themes of one file (`economy`, `city`, …), in the order in which they stand there."""
    found: dict[str, Theme] = {}
    theme: Theme | None = None
    for line in (FOLDER / f"{domain}.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("=="):
            _, key, name, levels, *flags = line.split()
            theme = found[key] = Theme(key, name, levels, "farm" in flags, domain, {})
        elif theme is not None:
            key, _, words = line.partition(": ")
            theme.lists[key] = theme.lists.get(key, ()) + tuple(parse(word) for word in words.split())
    return found


@cache
def words(key: str) -> tuple[str, ...]:
    """Return one list of plain words from names.txt."""
    phrases = themes("names")["names"].lists[key]
    return tuple("".join(str(part) for part in phrase.parts) for phrase in phrases)
