"""Which reports are not themselves: copies under other addresses, and one report under two.

Owns the rules by which an index is planted; adding a kind of duplicate means adding a rule here and a name to
`Origin.method`. Says nothing about edits and removals over time, that is `timeline`.
"""

from __future__ import annotations

from dataclasses import dataclass

TWIN, TWIN_SOURCE = 19, 12
"""The entry that leads to a second address of another entry's report."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a report's text comes from: its own index and `method` None, or another's.

    Methods: `same_report` (one report under two addresses), `exact` (the same text uploaded again).
    """

    index: int
    method: str | None = None


def origin(index: int) -> Origin:
    """Return the origin of the report at an index."""
    if index == TWIN:
        return Origin(TWIN_SOURCE, "same_report")
    if index % 101 == 41 and index < 10_000_000:
        return Origin(index - 20, "exact")
    return Origin(index)


def is_planted(index: int) -> bool:
    """Whether an index is a copy or the source of one: such reports are neither edited nor removed."""
    return origin(index).method is not None or index == TWIN_SOURCE or origin(index + 20).index == index
