"""Where a query's terms stand in a text: occurrences, snippets and concordance lines.

Pure. Agrees with the index: a term occurs in a text exactly when FTS5 finds it there. Offsets are characters
of the text as stored, start inclusive, end exclusive. Marked HTML is made here and only here: escaped first,
marked afterwards.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from archive.search.query import Phrase, Query
from archive.search.tokens import HANZI, SEPARATOR, dropped, fold, fold_hanzi, is_hanzi

Span = tuple[int, int]

_WORD_BEFORE = f"(?<![^{SEPARATOR}{HANZI}])"
_WORD_AFTER = f"(?![^{SEPARATOR}{HANZI}])"
_REST_OF_WORD = f"[^{SEPARATOR}{HANZI}]*"
_SENTENCE_END = re.compile(r"[。！？；\n]")


class Occurrence(NamedTuple):
    """A place in a text where a term stands, and a number that tells the terms of one search apart."""

    start: int
    end: int
    term: int


@dataclass(frozen=True)
class Snippet:
    """A passage of a text with its marks."""

    text: str
    """The passage as stored, paragraph breaks included."""
    start: int
    end: int
    marks: tuple[Span, ...]
    """Occurrences, as offsets in `text`."""
    opens: bool
    """The passage begins where the stored text begins."""
    closes: bool
    """The passage ends where the stored text ends."""

    def html(self) -> str:
        """Return the passage as HTML on one line, occurrences in `<mark>`, `…` where it was cut."""
        return self._written("<mark>", "</mark>", lambda text: html.escape(printable(text)))

    def plain(self, before: str = "⟦", after: str = "⟧") -> str:
        """Return the passage on one line without control characters, occurrences between two marks."""
        return self._written(before, after, printable)

    def _written(self, before: str, after: str, safe: Callable[[str], str]) -> str:
        pieces, position = [], 0
        for start, end in self.marks:
            pieces += [safe(self.text[position:start]), before, safe(self.text[start:end]), after]
            position = end
        pieces.append(safe(self.text[position:]))
        line = "".join(pieces).replace("\n", " ")
        return f"{'' if self.opens else '…'}{line}{'' if self.closes else '…'}"


@dataclass(frozen=True)
class Line:
    """One occurrence in its context, a line of a concordance (keyword in context)."""

    left: str
    match: str
    right: str
    start: int
    end: int


def printable(text: str) -> str:
    """Replace controls, line separators and text-direction overrides by spaces, one for one.

    What remains cannot move a terminal's cursor, change its colours or turn a line round.
    """
    if text.isprintable():
        return text
    return "".join(" " if unicodedata.category(c) in _UNPRINTABLE and c not in _JOINERS else c for c in text)


_UNPRINTABLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"


def occurrences(text: str, terms: Sequence[Phrase]) -> list[Occurrence]:
    """Return the places in a text where any of the terms stands, in order and without overlap.

    Where terms overlap, the place that begins first counts, and of those the longest term: each place once.
    For one term of Hanzi the number of places is `text.count(term)`, but for folded characters.
    """
    if not terms:
        return []
    pattern, plain = _pattern(tuple(terms))
    folded = fold_hanzi(text) if plain else fold(text)
    found = [Occurrence(*match.span(), match.lastindex or 0) for match in pattern.finditer(folded)]
    if found and len(folded) < len(text):
        shifts = [offset - number for number, offset in enumerate(dropped(text))]
        return [
            Occurrence(start + bisect_right(shifts, start), _end(text, end + bisect_right(shifts, end)), term)
            for start, end, term in found
        ]
    return found


def _end(text: str, end: int) -> int:
    """Leave invisible characters behind an occurrence outside, but not the accents of its last letter."""
    while unicodedata.category(text[end - 1]) == "Cf":
        end -= 1
    return end


def find_all(text: str, terms: Sequence[Phrase]) -> list[Span]:
    """Return the start and end of all `occurrences`."""
    return [(start, end) for start, end, _ in occurrences(text, terms)]


def snippets(text: str, query: Query, limit: int = 3, width: int = 90) -> list[Snippet]:
    """Return up to `limit` passages of about `width` characters that hold occurrences, in order of the text.

    Passages with more different terms are preferred, then earlier ones.
    """
    return cut(text, occurrences(text, query.terms), limit, width)


def cut(text: str, found: Sequence[Occurrence], limit: int = 3, width: int = 90) -> list[Snippet]:
    """Cut `snippets` around occurrences that are already known."""
    windows: list[tuple[int, int, list[Span], set[int]]] = []
    for start, end, term in found:
        if windows and end <= windows[-1][1]:
            windows[-1][2].append((start, end))
            windows[-1][3].add(term)
            continue
        begin = _beginning(text, start, width // 3, windows[-1][1] if windows else 0)
        windows.append((begin, min(len(text), max(begin + width, end)), [(start, end)], {term}))
    best = sorted(windows, key=lambda window: (-len(window[3]), window[0]))[:limit]
    return [_snippet(text, begin, finish, spans) for begin, finish, spans, _ in sorted(best, key=itemgetter(0))]


def marked(text: str, query: Query) -> str:
    """Return a short text, such as a title, as HTML with every occurrence in `<mark>`."""
    return _snippet(text, 0, len(text), find_all(text, query.terms)).html()


def kwic(text: str, query: Query, width: int = 30) -> list[Line]:
    """Return every occurrence in order, with up to `width` characters of context on either side."""
    return [
        Line(text[max(0, start - width) : start], text[start:end], text[end : end + width], start, end)
        for start, end in find_all(text, query.terms)
    ]


def _snippet(text: str, begin: int, finish: int, spans: list[Span]) -> Snippet:
    marks = tuple((start - begin, end - begin) for start, end in spans)
    return Snippet(text[begin:finish], begin, finish, marks, begin == 0, finish == len(text))


def _beginning(text: str, start: int, context: int, floor: int) -> int:
    """Begin with the sentence of the occurrence, where that begins within the context."""
    earliest = max(floor, start - context)
    begin = earliest
    for found in _SENTENCE_END.finditer(text, earliest, start):
        begin = found.end()
    return begin


@lru_cache(maxsize=64)
def _pattern(terms: tuple[Phrase, ...]) -> tuple[re.Pattern[str], bool]:
    """Return a pattern with a group for each term, and whether folding Hanzi is enough for it."""
    longest_first = sorted(terms, key=lambda term: -sum(map(len, term.runs)))
    plain = all(len(term.runs) == 1 and is_hanzi(term.runs[0][0]) and "〇" not in term.runs[0] for term in terms)
    return re.compile("|".join(f"({_expression(term)})" for term in longest_first)), plain


def _expression(term: Phrase) -> str:
    parts: list[str] = []
    for index, run in enumerate(term.runs):
        hanzi = is_hanzi(run[0])
        if index:
            # two runs of one kind are only two where something separates them
            parts.append(f"{SEPARATOR}+" if hanzi == is_hanzi(term.runs[index - 1][0]) else f"{SEPARATOR}*")
        if hanzi:
            parts.append(re.escape(run))
        else:
            whole = _REST_OF_WORD if term.prefix and index == len(term.runs) - 1 else _WORD_AFTER
            parts.append(f"{_WORD_BEFORE}{re.escape(run)}{whole}")
    return "".join(parts)
