"""What changed between two versions as HTML: removals and additions marked, the rest folded. Pure; escapes all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from archive.derive.diff import Piece, differences

CONTEXT = 1
"""Unchanged sentences that stand unfolded before and after a change."""
_TAGS = {"removed": Markup("<del>{}</del>"), "added": Markup("<ins>{}</ins>"), "kept": Markup("{}")}
_BREAK = Markup('<span class="break" title="换行 line break">↵</span>\n')


@dataclass(frozen=True)
class Stretch:
    """A stretch of both texts: a change with its neighbouring sentences, or what can be folded away."""

    html: Markup
    folded: int
    """Unchanged sentences in a stretch to be folded; 0 for one to be shown."""


@dataclass(frozen=True)
class Changes:
    """What changed from one text to another."""

    stretches: list[Stretch]
    removed: int
    """Sentences, line breaks not counted."""
    added: int


def changes(old: str, new: str) -> Changes:
    """Compare two texts for a reader."""
    pieces = differences(old, new)
    removed, added = (sum(map(_count, _sentences(pieces, kind))) for kind in ("removed", "added"))
    return Changes(list(_stretches(pieces)), removed, added)


def _sentences(pieces: list[Piece], kind: str) -> Iterator[tuple[str, ...]]:
    return (piece.sentences for piece in pieces if piece.kind == kind)


def _stretches(pieces: list[Piece]) -> Iterator[Stretch]:
    shown = Markup("")
    for number, piece in enumerate(pieces):
        if piece.kind != "kept":
            shown += _html(piece.kind, piece.sentences)
            continue
        before = _context(piece.sentences) if number > 0 else 0
        after = (
            len(piece.sentences) - _context(piece.sentences[::-1]) if number < len(pieces) - 1 else len(piece.sentences)
        )
        folded = _count(piece.sentences[before:after])
        if folded <= 1:  # a line that stands for a single sentence saves nothing
            shown += _html("kept", piece.sentences)
            continue
        shown += _html("kept", piece.sentences[:before])
        if shown:
            yield Stretch(shown, 0)
        yield Stretch(_html("kept", piece.sentences[before:after]), folded)
        shown = _html("kept", piece.sentences[after:])
    if shown:
        yield Stretch(shown, 0)


def _context(sentences: tuple[str, ...]) -> int:
    """Return how many items hold the first sentences that stand beside a change, line breaks between them included."""
    left = CONTEXT
    for position, sentence in enumerate(sentences):
        left -= sentence != "\n"
        if left < 0:
            return position
    return len(sentences)


def _count(sentences: tuple[str, ...]) -> int:
    return sum(sentence != "\n" for sentence in sentences)


def _html(kind: str, sentences: tuple[str, ...]) -> Markup:
    """Return sentences with their mark; a line break that came or went is shown as a sign."""
    if not sentences:
        return Markup("")
    if kind == "kept":
        return escape("".join(sentences))
    return _TAGS[kind].format(
        Markup("").join(_BREAK if sentence == "\n" else escape(sentence) for sentence in sentences)
    )
