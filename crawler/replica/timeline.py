"""The site on day N: what is listed in which order, what was edited, what was removed.

Owns the passage of time. Each day new reports come on top, some texts are changed in one sentence, some entries go.
Cumulative and the same on every machine: day 3 is day 2 and one more. Writes no text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from crawler.replica.chance import pick
from crawler.replica.plants import is_planted
from crawler.replica.reportcard import arrival_index


@dataclass(slots=True)
class State:
    """The site on one day. `listed` is newest first; `edited` maps an index to the days of its edits."""

    listed: list[int]
    edited: dict[int, tuple[int, ...]] = field(default_factory=dict)
    removed: dict[int, int] = field(default_factory=dict)


def state_on(day: int, *, seed: int, size: int, samples: int) -> State:
    """Return the state `day` days on. `samples` entries on top are real ones, never edited or removed."""
    state = State(list(range(size)))
    if size > samples:
        for today in range(1, day + 1):
            _pass_day(state, today, seed, size, samples)
    return state


def _pass_day(state: State, today: int, seed: int, size: int, samples: int) -> None:
    rng = Random(f"{seed}:day:{today}")
    new, edits, removals = (3, 10, 2) if size >= 100 else (1, max(1, size // 10), 1 if size >= 10 else 0)
    free = [index for index in state.listed if index >= samples and not is_planted(index)]
    for _ in range(min(removals, len(free) - 1)):
        gone = pick(rng, free)
        free.remove(gone)
        state.listed.remove(gone)
        state.removed[gone] = today
    for number in range(min(edits, len(free))):
        changed = pick(rng, free[:6] if number == 0 else free)
        free.remove(changed)
        state.edited[changed] = (*state.edited.get(changed, ()), today)
    state.listed[:0] = [arrival_index(today, position) for position in range(new)]
