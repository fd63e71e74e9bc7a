"""Which reports are not themselves: copies under other addresses, and one report under two.

Owns the rules by which an index is planted; adding a kind of duplicate means adding a rule here and a name to
`Origin.method`. Says nothing about edits and removals over time, that is `timeline`, nor how a copy differs from its
source, that is `copies`.
"""

from __future__ import annotations

from dataclasses import dataclass

TWIN, TWIN_SOURCE = 19, 12
"""The entry that leads to a second address of another entry's report."""
_RULES = (
    (101, 41, 20, "exact"),
    (251, 110, 30, "punctuation"),
    (257, 130, 33, "edited"),
    (263, 170, 41, "condensed"),
)
"""Every so many entries, beginning with which, one is a copy of the entry so many before it, and of which method."""
_SIBLINGS = (241, 190, 35)
"""The same for a report of the same place for the year after, which shares some paragraphs and is no duplicate."""
_FIRST_ARRIVAL = 10_000_000
NEAR = ("punctuation", "edited", "condensed")
"""Methods whose copies have a text of their own."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a report's text comes from: its own index and `method` None, or another's.

    Methods: `same_report` (one report under two addresses), `exact` (the same text uploaded again), `punctuation`
    (other commas and brackets), `edited` (one to five sentences in a hundred are others), `condensed` (every second
    or seventh sentence of what is no heading and no figure).
    """

    index: int
    method: str | None = None


def origin(index: int) -> Origin:
    """Return the origin of the report at an index. The origin is itself no copy."""
    if index == TWIN:
        return Origin(TWIN_SOURCE, "same_report")
    found = _copied(index)
    if found is None or found.index == TWIN or _copied(found.index):
        return Origin(index)
    return found


def sibling(index: int) -> int | None:
    """Return the index of the report of the same place, another year, that this one is modelled on, or None."""
    modulus, first, distance = _SIBLINGS
    if index % modulus != first or index >= _FIRST_ARRIVAL or _copied(index) or _copied(index - distance):
        return None
    return index - distance


def is_planted(index: int) -> bool:
    """Whether an index is a copy or the source of one: such reports are neither edited nor removed."""
    if origin(index).method is not None or index == TWIN_SOURCE:
        return True
    return any(origin(index + distance).index == index for _, _, distance, _ in _RULES)


def _copied(index: int) -> Origin | None:
    for modulus, first, distance, method in _RULES:
        if index % modulus == first and index < _FIRST_ARRIVAL:
            return Origin(index - distance, method)
    return None
