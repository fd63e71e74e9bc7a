"""Which texts repeat each other: a sketch to find them by, exact figures to decide by, and which of them is the copy.

Owns what a near copy is. Pure: takes texts and values; where sketches are kept and looked up is `archive.duplicates`.

One sketch finds edited and condensed copies alike: the shingles whose CRC-32 falls under a bound. That is MinHash with
a fixed share of the shingles in place of a fixed number (FracMinHash; Irber et al. 2022, doi
10.1101/2022.01.11.475838). A fixed number of minima, as `rensa` and `datasketch` keep, estimates Jaccard, which is 0.1
for every seventh sentence of a report and 0.3 for every second, no more than for two reports of one place; a fixed
share estimates containment at any difference of length. It takes 1.6 ms for 9,000 characters where `rensa` takes 1.2,
and CRC-32 gives the same sketch in every release of every library.

The years that two texts state do not decide. Planted reports that share up to six of ten sentences with another one
stay under 0.62, while copies whose title or date was mistyped are copies all the same. A report that repeats seven
tenths of another year's word for word would be linked; so is a copy in which single characters were replaced, up to
about 4 in 100.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, sqrt
from typing import Literal
from zlib import crc32

from archive.derive.text import fold, text_sha256

SKETCH_VERSION = "1"
"""Raise it when `sketch` changes, or what a near copy is: everything is then compared again."""
SHINGLE = 8
"""Characters of folded text in a shingle."""
SAMPLED = 100
"""One shingle in so many is in the sketch."""
LEAST_CONTAINMENT = 0.7
"""Of the smaller text's shingles in the larger. Real copies have 0.78 and more, different reports 0.61 and less."""
LEAST_SHINGLES = 200
"""A shorter text may be nothing but wording that all reports share; it is linked to an equal one only."""
LEAST_SHARED = 2
"""Sampled shingles in common, below which two texts are not compared."""
DEVIATIONS = 3.0
"""How far a sample may stand under the bound for the texts to be compared: misses 0.1 % of copies at the bound."""

_BOUND = 2**32 // SAMPLED
_WIDTH = 4
"""Bytes of a character in UTF-32."""


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


@dataclass(frozen=True, slots=True)
class Link:
    """That a report repeats another one, which itself repeats none."""

    duplicate_of: int
    method: Literal["exact", "near"]
    likeness: Likeness


EQUAL = Likeness(1.0, 1.0)


def fingerprint(text: str) -> Fingerprint:
    """Return the fingerprint of a text as it is stored."""
    folded = fold(text)
    return Fingerprint(text_sha256(folded), sketch(folded))


def sketch(folded: str) -> tuple[int, ...]:
    """Return the hashes of the sampled shingles of a folded text, ascending, none twice."""
    code = folded.encode("utf-32-le", "surrogatepass")
    size = SHINGLE * _WIDTH
    starts = range(0, len(code) - size + 1, _WIDTH)
    return tuple(sorted({number for at in starts if (number := crc32(code[at : at + size])) < _BOUND}))


def shingles(folded: str) -> set[str]:
    """Return the overlapping shingles of a folded text; none where it is shorter than one."""
    return {folded[at : at + SHINGLE] for at in range(len(folded) - SHINGLE + 1)}


@lru_cache(maxsize=4096)
def least_shared(samples: int) -> int:
    """Return how many hashes a sketch of this size must share with a larger one for their texts to be compared.

    With the larger one's size that makes a function of two texts, whatever else the archive holds: the same pairs are
    compared in any order.
    """
    spread = sqrt(samples * LEAST_CONTAINMENT * (1 - LEAST_CONTAINMENT))
    return max(LEAST_SHARED, ceil(samples * LEAST_CONTAINMENT - DEVIATIONS * spread))


def near(one: set[str], other: set[str]) -> Likeness | None:
    """Return how alike two sets of shingles are, or None where neither is a near copy of the other."""
    smaller = min(len(one), len(other))
    if smaller < LEAST_SHINGLES:
        return None
    shared = len(one & other)
    if shared < LEAST_CONTAINMENT * smaller:
        return None
    return Likeness(shared / smaller, shared / (len(one) + len(other) - shared))


def links(holders: Iterable[Holder], alike: Mapping[tuple[str, str], Likeness]) -> dict[int, Link]:
    """Return the links of all reports that repeat another one, by report id.

    Texts are taken in one order: most complete first (characters), then earliest seen (entry). Each that is near to
    texts which repeat none themselves is linked to the first of these, with figures of its own; no link rests on a
    chain of others. `alike`: the near pairs, as pairs of folded digests. The order of the arguments does not matter.
    """
    ordered = sorted(holders, key=lambda holder: (-holder.char_count, holder.entry_id))
    by_text: dict[str, list[Holder]] = {}
    for holder in ordered:
        by_text.setdefault(holder.folded_sha256, []).append(holder)
    neighbours: dict[str, dict[str, Likeness]] = {text: {} for text in by_text}
    for (one, other), likeness in alike.items():
        if one in by_text and other in by_text:
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
