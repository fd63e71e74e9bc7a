"""Keeps generated texts and pages at hand, within a bound.

Owns memory, nothing else: what it has dropped is simply made again. Whoever keeps something here compresses it first.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable


class Shelf:
    """Byte strings by key, the least recently used thrown out beyond `limit` bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held = 0
        self._items: OrderedDict[Hashable, bytes] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """Return the bytes under a key, made and kept where they are not there."""
        value = self._items.get(key)
        if value is not None:
            self._items.move_to_end(key)
            return value
        value = self._items[key] = make()
        self._held += len(value)
        while self._held > self._limit and len(self._items) > 1:
            _, dropped = self._items.popitem(last=False)
            self._held -= len(dropped)
        return value
