"""What changed from one text to another, sentence by sentence.

Owns where a sentence ends and which sentences are the same. Pure; makes no HTML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Literal

MOST_SENTENCES = 5_000
"""Between the first and the last difference; longer ones are told as removed and added whole, unmatched.

The time of difflib grows with the square of this; the longest reports have about a thousand sentences.
"""
_SENTENCE = re.compile(r"\n|[^。！？；!?;\n]*[。！？；!?;]+[”’」』）)]*|[^。！？；!?;\n]+")

Kind = Literal["kept", "removed", "added"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring sentences of one fate, and where they stand.

    `old` and `new` are offsets in characters, start inclusive, end exclusive. A removed piece has an empty span in the
    new text and an added one in the old text: the place where it was, or is now.
    """

    kind: Kind
    sentences: tuple[str, ...]
    old: Span
    new: Span

    @property
    def text(self) -> str:
        """The words of the piece."""
        return "".join(self.sentences)


def sentences(text: str) -> list[str]:
    """Cut a text after 。！？； and closing quotes; a line break is an item of its own. Joined they are the text.

    Finer than `archive.derive.sentences`, on purpose: a change of one clause shows as that clause, and no character
    may be left out between two pieces.
    """
    return _SENTENCE.findall(text)


def differences(old: str, new: str) -> list[Piece]:
    """Return the pieces of both texts in reading order; what was removed stands before what was added in its place.

    Kept and removed pieces joined are the old text, kept and added ones the new text.
    """
    before, after = sentences(old), sentences(new)
    pieces: list[Piece] = []
    at_old = at_new = 0
    for kind, left, right in _steps(before, after):
        length = sum(map(len, left))
        old_end = at_old + (length if kind != "added" else 0)
        new_end = at_new + (length if kind == "kept" else sum(map(len, right)))
        pieces.append(Piece(kind, tuple(right if kind == "added" else left), (at_old, old_end), (at_new, new_end)))
        at_old, at_new = old_end, new_end
    return pieces


def _steps(before: list[str], after: list[str]) -> list[tuple[Kind, list[str], list[str]]]:
    """Return (kind, sentences of the old text, sentences of the new text), none of them empty on its own side."""
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    steps: list[tuple[Kind, list[str], list[str]]] = [("kept", before[:head], after[:head])]
    for tag, a, b, c, d in _opcodes(old, new):
        if tag == "equal":
            steps.append(("kept", old[a:b], new[c:d]))
        else:
            steps += [("removed", old[a:b], []), ("added", [], new[c:d])]
    steps.append(("kept", before[len(before) - tail :], after[len(after) - tail :]))
    return [step for step in steps if step[1] or step[2]]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Count how many sentences both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _opcodes(old: list[str], new: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    if max(len(old), len(new)) > MOST_SENTENCES:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new).get_opcodes()
