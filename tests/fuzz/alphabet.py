"""Turns the fuzzer's bytes into texts that look like something: one byte, one piece of an alphabet.

Owns no alphabet and no check. A mutated byte then changes one word or tag instead of breaking a character, and a
short input can stand for a large page.
"""

from __future__ import annotations

from collections.abc import Sequence

LARGE = 100_000
"""Bytes of UTF-8 up to which a repeated piece is grown: inputs of this size must be read in `PATIENCE`."""
DEEP = 1500
"""How often a beginning is repeated: as markup, nested so deep."""
PATIENCE = 4.0
"""Seconds of CPU that one check of `LARGE` bytes may take; the fuzzer's own counting takes most of them."""


def spelled(data: bytes, alphabet: Sequence[str]) -> str:
    """Return the pieces that the bytes stand for, one after the other."""
    return "".join(alphabet[byte % len(alphabet)] for byte in data)


def grown(data: bytes, alphabet: Sequence[str], size: int = LARGE) -> str:
    """Return a beginning, a middle repeated until all of it has about `size` bytes, and an end.

    The first byte says where the middle begins and whether the beginning is repeated `DEEP` times, the second how many
    pieces the middle has. Slow rules show here.
    """
    if len(data) < 3:
        return spelled(data, alphabet)
    at, width, pieces = data[0], 1 + data[1] % 8, data[2:]
    first = at % len(pieces)
    beginning, end = (
        spelled(pieces[:first], alphabet) * (DEEP if at > 127 else 1),
        spelled(pieces[first + width :], alphabet),
    )
    middle = spelled(pieces[first : first + width], alphabet) or "x"
    room = size - len((beginning + end).encode("utf-8", "replace"))
    return beginning + middle * max(1, room // len(middle.encode("utf-8", "replace"))) + end
