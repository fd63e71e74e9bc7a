"""Random choices that are the same on every machine: no global state, no hash(), no shuffles of shared lists.

Owns how one item, a number, or a deck of items without repeats is drawn from a `random.Random`. Knows no words.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from random import Random
from typing import Generic, TypeVar

Item = TypeVar("Item")
_STRIDES = (1, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43)


def pick(rng: Random, items: Sequence[Item]) -> Item:
    """Return one item. Raises IndexError for an empty sequence."""
    return items[int(rng.random() * len(items))]


def between(rng: Random, low: int, high: int) -> int:
    """Return a whole number from low to high, both included."""
    return low + int(rng.random() * (high - low + 1))


def chance(rng: Random, share: float) -> bool:
    """Return True in this share of all draws."""
    return rng.random() < share


class Deck(Generic[Item]):
    """Deals the items of a sequence in a drawn order, each once before any comes again. Costs nothing to make."""

    __slots__ = ("_at", "_items", "_stride", "dealt")

    def __init__(self, rng: Random, items: Sequence[Item]) -> None:
        size = len(items)
        self._items = items
        self._at = int(rng.random() * size)
        stride = pick(rng, _STRIDES)
        while gcd(stride, size) != 1:
            stride += 1
        self._stride = stride
        self.dealt = 0

    def __len__(self) -> int:
        return len(self._items)

    def draw(self) -> Item:
        """Return the next item. Raises IndexError for an empty deck."""
        item = self._items[self._at]
        self._at = (self._at + self._stride) % len(self._items)
        self.dealt += 1
        return item
