"""Which texts repeat each other: a sketch to find them by, exact figures to decide by, and which of them is the copy.

Owns what a near copy is. Pure: takes texts and values; where sketches are kept and looked up is `archive.duplicates`.

One sketch finds edited and condensed copies alike: the shingles whose hash falls under a bound. That is MinHash with
a fixed share of the shingles in place of a fixed number (FracMinHash; Irber et al. 2022, doi
10.1101/2022.01.11.475838). A fixed number of minima, as `rensa` and `datasketch` keep, estimates Jaccard, which is 0.1
for every seventh sentence of a report and 0.3 for every second, no more than for two reports of one place; a fixed
share estimates containment at any difference of length. The hash that chooses is tabulation hashing (Carter and Wegman
1979), done for all shingles at once: 0.3 ms for 9,000 characters where `rensa` takes 1.2. It gives the same sketch in
every release of every library.

Seven tenths of the smaller text in the larger make a near copy, but a report that is last year's with every figure
altered has 0.74 to 0.78, as much as a copy in which 3 of 100 characters were replaced. So what the reports state
decides between: see `links`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import shake_256
from math import ceil, sqrt
from typing import Literal
from zlib import crc32

from archive.derive.text import fold, text_sha256

SKETCH_VERSION = "2"
"""Raise it when `sketch` changes, or what a near copy is: everything is then compared again."""
SHINGLE = 8
"""Characters of folded text in a shingle."""
SAMPLED = 256 / 3
"""One shingle in so many is in the sketch: those with one of three values of a byte."""
LEAST_CONTAINMENT = 0.7
"""Of the smaller text's shingles in the larger. Reports of China and of 21 provinces have 0.13 at most with each other;
planted ones that share up to six of ten sentences 0.60."""
SURE_CONTAINMENT = 0.9
"""From here on a copy is a copy, even where the two reports state different years or places."""
DOUBTFUL_CONTAINMENT = 0.6
"""From here on a text is near where single characters were replaced all over it: 5 of 100 leave 0.61."""
FINE_SHINGLE = 5
LEAST_FINE = 0.72
"""Of the smaller text's shingles of five characters in the larger, for doubtful ones. Replacing 5 of 100 characters
leaves 0.74; planted reports that share up to six of ten sentences have 0.65 at most, real ones 0.23."""
LEAST_SHINGLES = 200
"""A shorter text may be nothing but wording that all reports share; it is linked to an equal one only."""
LEAST_SHARED = 2
"""Sampled shingles in common, below which two texts are not compared."""
DEVIATIONS = 3.0
"""How far a sample may stand under the bound for the texts to be compared: misses 0.1 % of copies at the bound."""

_WIDTH = 4
"""Bytes of a character in UTF-32."""
_TABLES = tuple(shake_256(b"shingle %d" % place).digest(256) for place in range(SHINGLE))
"""For each place in a shingle, a random byte for each low byte of a character."""
_CHOSEN = re.compile(rb"[\0-\2]")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a text to find copies of it: the digest of its folded form, and the sketch in ascending order."""

    folded_sha256: str
    sketch: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Exact figures over the sets of shingles of two folded texts, 0 to 1: shared ÷ smaller set, shared ÷ union."""

    containment: float
    jaccard: float


@dataclass(frozen=True, slots=True)
class Holder:
    """A report as the rule of the canonical sees it. `entry_id`: entries are numbered as the site listed them."""

    report_id: int
    entry_id: int
    char_count: int
    folded_sha256: str
    report_year: int | None = None
    region_code: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """That a report repeats another one, which itself repeats none."""

    duplicate_of: int
    method: Literal["exact", "near"]
    likeness: Likeness


EQUAL = Likeness(1.0, 1.0)
CODE = 6
"""Digits in the code of a county or larger region; those of townships are longer."""


def fingerprint(text: str) -> Fingerprint:
    """Return the fingerprint of a text as it is stored."""
    folded = fold(text)
    return Fingerprint(text_sha256(folded), sketch(folded))


def sketch(folded: str) -> tuple[int, ...]:
    """Return the CRC-32 of the sampled shingles of a folded text, ascending, none twice.

    Whether a shingle is sampled depends on its own characters alone: on the exclusive or of one random byte for each.
    As whole texts are large numbers, that is eight operations for all shingles together.
    """
    code = folded.encode("utf-32-le", "surrogatepass")
    low, count = code[::_WIDTH], len(folded) - SHINGLE + 1
    if count < 1:
        return ()
    mixed = 0
    for place, table in enumerate(_TABLES):
        mixed ^= int.from_bytes(low[place : place + count].translate(table), "little")
    starts = [_WIDTH * found.start() for found in _CHOSEN.finditer(mixed.to_bytes(count, "little"))]
    return tuple(sorted({crc32(code[at : at + _WIDTH * SHINGLE]) for at in starts}))


def shingles(folded: str, size: int = SHINGLE) -> set[str]:
    """Return the overlapping shingles of a folded text; none where it is shorter than one."""
    return {folded[at : at + size] for at in range(len(folded) - size + 1)}


@lru_cache(maxsize=4096)
def least_shared(samples: int) -> int:
    """Return how many hashes a sketch of this size must share with a larger one for their texts to be compared.

    With the larger one's size that makes a function of two texts, whatever else the archive holds: the same pairs are
    compared in any order.
    """
    spread = sqrt(samples * DOUBTFUL_CONTAINMENT * (1 - DOUBTFUL_CONTAINMENT))
    return max(LEAST_SHARED, ceil(samples * DOUBTFUL_CONTAINMENT - DEVIATIONS * spread))


def near(one: str, other: str, ours: set[str] | None = None) -> Likeness | None:
    """Return how alike two folded texts are, or None where neither can be a near copy of the other.

    `ours`: the shingles of `one`, where they are at hand.
    """
    ours, theirs = ours or shingles(one), shingles(other)
    smaller = min(len(ours), len(theirs))
    if smaller < LEAST_SHINGLES:
        return None
    shared = len(ours & theirs)
    if shared < DOUBTFUL_CONTAINMENT * smaller:
        return None
    if shared < LEAST_CONTAINMENT * smaller and _fine(one, other) < LEAST_FINE:
        return None
    return Likeness(shared / smaller, shared / (len(ours) + len(theirs) - shared))


def _fine(one: str, other: str) -> float:
    ours, theirs = shingles(one, FINE_SHINGLE), shingles(other, FINE_SHINGLE)
    return len(ours & theirs) / min(len(ours), len(theirs))


def believed(likeness: Likeness, one: Holder, other: Holder) -> bool:
    """Whether two near texts are copies, by what their reports state of year and place.

    From 0.9 on they are whatever is stated. Under it no two that state different years or places are; under 0.7 only
    two that state the same year or the same place. A place inside the other one (a town, its county) is the same.
    """
    if likeness.containment >= SURE_CONTAINMENT:
        return True
    agree = []
    if one.report_year and other.report_year:
        agree.append(one.report_year == other.report_year)
    here, there = _stem(one.region_code), _stem(other.region_code)
    if here and there:
        agree.append(here.startswith(there) or there.startswith(here))
    return all(agree) and (likeness.containment >= LEAST_CONTAINMENT or bool(agree))


def _stem(region_code: str | None) -> str | None:
    """Return the part of a region code that the codes of all regions inside it begin with."""
    return re.sub("(?:00){1,2}$", "", region_code) if region_code and len(region_code) == CODE else region_code


def links(holders: Iterable[Holder], alike: Mapping[tuple[str, str], Likeness]) -> dict[int, Link]:
    """Return the links of all reports that repeat another one, by report id.

    Texts are taken in one order: most complete first (characters), then earliest seen (entry). Each that is near to
    texts which repeat none themselves, and `believed` to be a copy, is linked to the first of these, with figures of
    its own; no link rests on a chain of others. `alike`: the near pairs, as pairs of folded digests. The order of the
    arguments does not matter, nor do texts that are joined to these by no pairs.
    """
    ordered = sorted(holders, key=lambda holder: (-holder.char_count, holder.entry_id))
    by_text: dict[str, list[Holder]] = {}
    for holder in ordered:
        by_text.setdefault(holder.folded_sha256, []).append(holder)
    neighbours: dict[str, dict[str, Likeness]] = {text: {} for text in by_text}
    for (one, other), likeness in alike.items():
        if one in by_text and other in by_text and believed(likeness, by_text[one][0], by_text[other][0]):
            neighbours[one][other] = neighbours[other][one] = likeness
    found: dict[int, Link] = {}
    canonical: dict[str, int] = {}
    """Texts that repeat no other, in order, with the report that stands for each."""
    rank = {text: number for number, text in enumerate(by_text)}
    for text, held in by_text.items():
        source = min((other for other in neighbours[text] if other in canonical), key=rank.__getitem__, default=None)
        if source is None:
            canonical[text] = held[0].report_id
            found |= {holder.report_id: Link(held[0].report_id, "exact", EQUAL) for holder in held[1:]}
        else:
            link = Link(canonical[source], "near", neighbours[text][source])
            found |= {holder.report_id: link for holder in held}
    return found
