"""From a text to the tokens of the index, and the folding that index, queries and highlighting share.

Pure: values in, values out. Knows nothing of queries, of SQL or of reports.

The index alphabet. `fold` maps every character to one character of this alphabet or drops it:

- Hanzi: CJK unified ideographs with all extensions, and 〇. ○ (U+25CB), ◯ (U+25EF) and Ο (U+039F), which
  documents use for zero, become 〇; radicals and compatibility ideographs become the ideograph meant.
- word characters: letters and digits of every script (Unicode 3.2), lower case, half width, without
  accents; super- and subscript digits are digits (PM₂.₅, km²).
- the separator, a space: everything else — punctuation, emoji, ① ⑵, private use, controls.
- dropped, as if it were not there: combining marks, variation selectors, zero-width and format characters.

The tokenizer of the FTS5 table (unicode61) leaves each of these as it is. Unicode 3.2 is the version that
every SQLite and every Python knows, so that an index means the same on every machine; a test asks the SQLite
at hand.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from itertools import chain, zip_longest

TOKENS_VERSION = "1"
"""Changes whenever `index_tokens` gives other tokens for any text: every index must then be built again."""

SEPARATOR = " "
HANZI = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002fa1f\U00030000-\U000323af"
"""The Hanzi of the index alphabet, as the inside of a regular expression's character class."""

_IS_HANZI = re.compile(f"[{HANZI}]")
_WORD = re.compile(f"[^{SEPARATOR}{HANZI}]+")
_ZEROS = "○◯Ο"
_ANCIENT = unicodedata.ucd_3_2_0
_OTHER_FORM = re.compile("[\u2e80-\u2fdf\u3038-\u303a\uf900-\ufaff]")
_LATER_INVISIBLE = re.compile("[\u200b\u2061-\u206f\U000e0100-\U000e01ef]")
# Everything that folding drops or turns into another Hanzi, and some that it does not; a test compares.
_SELDOM = re.compile(
    "[○◯Ο\u00ad\u0300-\u036f\u0483-\u1abf\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\u2e80-\u2fdf"
    "\u302a-\u303a\u3099\u309a\uf900-\ufaff\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\ufff9-\ufffb\U00010000-\U0010ffff]"
)
_SMALL_DIGITS = {ord(digit) for digit in "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"}
_PLACEHOLDER = "\ue000"  # private use: never part of folded text
_UTF_32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
_NOT_A_PAIR = re.compile(f"\0.{SEPARATOR}")


def is_hanzi(character: str) -> bool:
    """Tell whether one character of folded text is a Hanzi."""
    return _IS_HANZI.match(character) is not None


class _Folding(dict[int, str]):
    """A table for `str.translate` that works out a character when it first meets it."""

    def __missing__(self, point: int) -> str:
        self[point] = folded = _fold_character(chr(point))
        return folded


def _fold_character(character: str) -> str:
    if character in _ZEROS:
        return "〇"
    if is_hanzi(character) or _OTHER_FORM.match(character):
        plain = unicodedata.normalize("NFKC", character)
        return plain if len(plain) == 1 and is_hanzi(plain) else SEPARATOR
    category = _ANCIENT.category(character)
    if category[0] == "M" or category == "Cf" or _LATER_INVISIBLE.match(character):
        return ""
    if category[0] != "L" and category not in {"Nd", "Nl"} and ord(character) not in _SMALL_DIGITS:
        return SEPARATOR
    bare = [c for c in unicodedata.normalize("NFKD", character).lower() if not unicodedata.category(c).startswith("M")]
    folded = bare[0] if len(bare) == 1 else character.lower()
    if folded == "ς":
        return "σ"
    return folded if len(folded) == 1 and _ANCIENT.category(folded)[0] in "LN" else SEPARATOR


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Return the text in the index alphabet. Each character becomes one character or none, in place."""
    return text.translate(_FOLDING)


def fold_hanzi(text: str) -> str:
    """Return the text with only its Hanzi folded: seldom anything to do, and many times as fast as `fold`."""
    return _SELDOM.sub(lambda found: _FOLDING[ord(found[0])], text)


def dropped(text: str) -> list[int]:
    """Return the offsets in `text` of the characters that folding drops, in order."""
    return [found.start() for found in _SELDOM.finditer(text) if not _FOLDING[ord(found[0])]]


def words_and_hanzi(text: str) -> list[str]:
    """Return the runs of a text, folded and in order: each is all Hanzi or one word."""
    return _RUN.findall(fold(text))


_RUN = re.compile(f"[{HANZI}]+|{_WORD.pattern}")


def index_tokens(text: str) -> str:
    """Return the tokens of a text for the full-text table, joined by spaces.

    A run of Hanzi becomes its overlapping pairs and then its last character alone; a word stays a word:
    `生态好2020年` → `生态 态好 好 2020 年`. About 2 ms of CPU for 12,000 Hanzi.
    """
    folded = fold(text)
    words = _WORD.findall(folded)
    parts = _pairs(_WORD.sub(f" {_PLACEHOLDER} ", folded)).split(_PLACEHOLDER)
    return " ".join("".join(chain.from_iterable(zip_longest(parts, words, fillvalue=""))).split())


def _pairs(folded: str) -> str:
    """Write each character with its right neighbour; pairs that begin with a separator are left out.

    Three arrays are woven into one at C speed (character, neighbour, space); a loop takes twice as long.
    """
    left, right = f"{folded}{SEPARATOR}".replace(SEPARATOR, "\0"), f"{folded}{SEPARATOR}{SEPARATOR}"[1:]
    woven = array("I", [ord(SEPARATOR)]) * (3 * len(left))
    woven[0::3] = array("I", left.encode(_UTF_32))
    woven[1::3] = array("I", right.encode(_UTF_32))
    return _NOT_A_PAIR.sub("", woven.tobytes().decode(_UTF_32))
