"""One text that stands twice on a page (a copy for telephones, a copy for printing) is one text.

Owns the decision that blocks are copies of each other; punctuation and spacing aside they must be equal.
Blocks that differ are all kept, and so is a paragraph that a report repeats.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from archive.derive.text import fold

Paragraphs = tuple[str, ...]


def once(blocks: Sequence[Paragraphs]) -> tuple[Paragraphs, bool]:
    """Return the paragraphs of all blocks in order, copies left out, and whether any was.

    A block is a copy if it equals an earlier one and is a good part of the page (a quarter of it all), or if
    the whole sequence of paragraphs is the same twice or three times over.
    """
    kept = _without_copies(blocks)
    paragraphs = tuple(paragraph for block in kept for paragraph in block)
    part = _period(paragraphs)
    return paragraphs[:part], len(kept) < len(blocks) or part < len(paragraphs)


def _without_copies(blocks: Sequence[Paragraphs]) -> list[Paragraphs]:
    lengths = [sum(map(len, block)) for block in blocks]
    whole = sum(lengths)
    large = [4 * length >= whole for length in lengths]
    if sum(large) < 2:
        return list(blocks)
    seen: set[str] = set()
    kept = []
    for block, is_large in zip(blocks, large, strict=True):
        folded = fold("".join(block)) if is_large else ""
        if not folded or folded not in seen:
            kept.append(block)
        seen.add(folded)
    return kept


def _period(paragraphs: Paragraphs) -> int:
    """Return how many paragraphs make up the text that the others only repeat; all of them where none do."""
    text = "".join(paragraphs)
    beginning = r"[\W_]*".join(re.escape(character) for character in re.sub(r"[\W_]", "", text[:60])[:24])
    if len(paragraphs) < 2 or not re.compile(beginning).search(text, len(text) // 4):
        return len(paragraphs)  # the usual case, told without folding the whole text
    folded = [fold(paragraph) for paragraph in paragraphs]
    whole, ends = "".join(folded), list(accumulate(map(len, folded)))
    for times in (2, 3):
        size, rest = divmod(len(whole), times)
        if size and not rest and whole[:size] * times == whole and size in ends:
            return ends.index(size) + 1
    return len(paragraphs)
