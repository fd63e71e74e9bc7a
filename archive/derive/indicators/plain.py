"""A text made plain for rules: one width of digits and punctuation, no blanks inside numbers, no (GDP) behind a name.

Owns the way back: every offset of the plain text leads to its place in the text as stored. Knows no indicator.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from archive.derive.indicators.names import names_in

_WIDTHS = {wide: chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９％，；：（）．～－！？＋"} | {
    "\u3000": " ",
    "\u00a0": " ",
    "﹪": "%",
    "﹐": ",",
    "﹔": ";",
    "﹕": ":",
    "︰": ":",
    "∶": ":",
    "─": "—",
    "―": "—",
    "–": "—",
    "〜": "~",
    "∼": "~",
}
_POINT = re.compile(r"\.")
_MIDDLE_DOT = re.compile(r"(?<=\d)[·•](?=\d)")
_IN_NAMES = re.compile("[\u4e00-\u9fff]")
_LONGEST_HALF = 8
_BLANKS = re.compile(r"[\s(](?:(?<!\()\s*|(?<=\()(?:不含农户|不含跨区|(?<!增加值\()GDP|CPI)\))")
_JOINS = set("0123456789.%‰,;:。()—~")


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain text, and where in it blanks were left out: their places and how many in all up to there."""

    text: str
    places: tuple[int, ...]
    left_out: tuple[int, ...]

    def stored(self, offset: int) -> int:
        """Return the place in the stored text of the character at an offset of the plain text."""
        found = bisect_right(self.places, offset)
        return offset + (self.left_out[found - 1] if found else 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return a span in the stored text: start inclusive, end exclusive, never with a blank at its end."""
        return self.stored(start), self.stored(end - 1) + 1

    def offset(self, stored: int) -> int:
        """Return the place in the plain text of a place in the stored text (a blank left out: what follows it)."""
        low, high = 0, len(self.places)
        while low < high:
            middle = (low + high) // 2
            if self.places[middle] + self.left_out[middle] <= stored:
                low = middle + 1
            else:
                high = middle
        return max(stored - self.left_out[low - 1], self.places[low - 1]) if low else stored


def plain(text: str) -> Plain:
    """Fold widths and full stops one for one; leave out blanks beside digits and punctuation, line ends in numbers."""
    for wide, narrow in _WIDTHS.items():
        if wide in text:
            text = text.replace(wide, narrow)
    if "·" in text or "•" in text:
        text = _MIDDLE_DOT.sub(".", text)
    if "." in text:
        text = _POINT.sub(_full_stop, text)
    pieces: list[str] = []
    places: list[int] = []
    left_out: list[int] = []
    last = kept = gone = 0
    for blank in _BLANKS.finditer(text):
        start, end = blank.span()
        if text[start] != "(" and not _to_leave_out(text, start, end) and not _breaks_name(text, start, end):
            continue
        pieces.append(text[last:start])
        kept += start - last
        gone += end - start
        if places and places[-1] == kept:
            left_out[-1] = gone
        else:
            places.append(kept)
            left_out.append(gone)
        last = end
    pieces.append(text[last:])
    return Plain("".join(pieces), tuple(places), tuple(left_out))


def _full_stop(point: re.Match[str]) -> str:
    """Return 。 for an ASCII point that ends a sentence: not in 6.5 or 1.项目."""
    before = point.string[point.start() - 1 : point.start()]
    return "。" if "\u4e00" <= before <= "\u9fff" or before in ("%", "”", ")") else "."


def _to_leave_out(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if "\n" not in text[start:end]:
        return before in _JOINS or after in _JOINS or not before or not after
    if before == ".":
        return text[start - 2 : start - 1].isdigit() and after.isdigit()
    return before.isdigit() and (after in "%‰" or (after == "." and text[end + 1 : end + 2].isdigit()))


def _breaks_name(text: str, start: int, end: int) -> bool:
    """Whether a blank stands inside the name of an indicator: 地区生产 总值."""
    if "\n" in text[start:end] or not _IN_NAMES.match(text, start - 1) or not _IN_NAMES.match(text, end):
        return False
    before = text[max(0, start - _LONGEST_HALF) : start]
    joined = before + text[end : end + _LONGEST_HALF]
    return any(one.start < len(before) < one.end and joined[one.start] not in "经农" for one in names_in(joined))
