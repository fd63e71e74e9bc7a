"""Text as it is stored: cleaning, counting, folding, titles.

Owns the definition of a report's text: paragraphs in reading order joined by `\\n`, whitespace runs inside
them one ASCII space, invisible characters gone. Wording, punctuation and width of digits are never touched.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f"  # controls that are not whitespace
    "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"  # soft hyphen, zero width, direction
)
_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f\U00030000-\U000323af]+")
_MIXED_ROW = 0x4D
"""The one row of 256 characters in which ideographs and others stand."""
_OTHER_ROWS = bytes({*range(256)} - {*range(0x34, _MIXED_ROW), *range(0x4E, 0xA0), 0xF9, 0xFA})
"""Rows of the basic plane without ideographs: counting by rows is ten times as fast as finding each."""
_NOT_WORD = re.compile(r"[\W_]+")
_ZEROS = "○◯οо"  # after casefolding: circles, Greek and Cyrillic o
_BRACKET = re.compile(r"\s*【([^【】]*)】")
_ODD_RUN = re.compile("[^\\s!-~\u3001-\u3029\u4e00-\u9fff\uff01-\uff60]{31,}")
"""A run in which every character may be a combining mark: it has none of those that our texts are made of."""
MOST_MARKS = 30
"""Combining marks on one character: more than any language needs."""
_WIDE = tuple((wide, unicodedata.normalize("NFKC", wide)) for wide in "，：；（）！？％…０１２３４５６７８９．～－")
"""What our texts are full of, and its NFKC: put in first, it leaves a text that is found to be normal at a glance."""
_JOINER = "\u034f"
_CUT_MARKS = {"…": 1, ".": 3, "。": 3, "．": 3, "·": 3}
"""What stands where a title was cut off, and how often at least."""
_CUT_TEXT = re.compile(r"(?:…|\.{3,}|。{3,})\s*(?:[\[【(（]?\s*(?:详细|详情|全文|查看|阅读|更多)[^。]{0,8})?$")
_TRADE = re.compile(r"招商(?:引资|网)?$")


def clean_paragraphs(raw: Iterable[str]) -> tuple[str, ...]:
    """Return paragraphs with whitespace runs collapsed and invisible characters removed, empty ones dropped.

    Whitespace is everything Unicode calls so (nbsp, U+2002 to U+200A, U+3000, tabs, line ends). Idempotent.
    """
    return tuple(line for text in raw if (line := flatten(text)))


def flatten(text: str) -> str:
    """Return a text on one line, cleaned as paragraphs are."""
    return " ".join(_INVISIBLE.sub("", text).split())


def han_count(text: str) -> int:
    """Count Han characters: CJK ideographs of all planes and 〇 (U+3007)."""
    rows = text.encode("utf-16-le", "surrogatepass")[1::2]
    if len(rows) != len(text) or _MIXED_ROW in rows:
        return sum(map(len, _HAN.findall(text)))
    return len(rows.translate(None, _OTHER_ROWS)) + text.count("〇")


def stream_safe(text: str) -> str:
    """Return a text with a joiner after every 30 combining marks in a row; any text that people write as it is.

    Normalizing takes the square of the number of marks on one character, so a hostile page could take hours. (UAX #15,
    stream-safe text format.)
    """
    if not _ODD_RUN.search(text):
        return text
    safe, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(unicodedata.normalize("NFKD", character)[0]) else 0
        if marks > MOST_MARKS:
            safe.append(_JOINER)
            marks = 1
        safe.append(character)
    return "".join(safe)


def nfkc(text: str) -> str:
    """Return a text in NFKC, first made `stream_safe`."""
    text = stream_safe(text)
    for wide, narrow in _WIDE:
        if wide in text:
            text = text.replace(wide, narrow)
    return unicodedata.normalize("NFKC", text)


def fold(text: str) -> str:
    """Return what two printings of a text share: NFKC, one case, one zero, no spacing or punctuation."""
    folded = nfkc(text).casefold()
    for zero in _ZEROS:
        folded = folded.replace(zero, "〇")
    return _NOT_WORD.sub("", folded)


def text_sha256(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8, in lower-case hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def region_label(title: str) -> str | None:
    """Return the label in the 【】 a title begins with, without 招商: 【青岛招商】… gives 青岛; else None."""
    found = _BRACKET.match(title)
    return _TRADE.sub("", flatten(found[1])).strip() or None if found else None


def is_cut(text: str) -> bool:
    """Whether a title or a listing text visibly ends before its end (…, ..., [详细])."""
    return bool(_CUT_TEXT.search(text[-40:]))


def pick_title(listing_title: str, detail_title: str | None) -> str:
    """Choose the title as published, with its bracket, from the entry of the listing and the detail page.

    The detail page's where it has the bracket and is whole; else the listing's where it has; else, where the
    listing's is cut and the detail page goes on with the same words, the listing's bracket and the detail
    page's words; else whichever is whole, else the longer one.
    """
    listing, detail = flatten(listing_title), flatten(detail_title or "")
    if not detail or not listing:
        return detail or listing
    for title in (detail, listing):
        if _BRACKET.match(title) and not is_cut(title):
            return title
    bracket = _BRACKET.match(listing)
    if bracket and not is_cut(detail):
        beginning = _without_cut_mark(listing[bracket.end() :]).strip()
        return bracket[0] + detail if detail.startswith(beginning) else detail
    whole = [title for title in (detail, listing) if not is_cut(title)]
    return max(whole or (detail, listing), key=len)


def _without_cut_mark(line: str) -> str:
    """Return a line without the mark at its end that says it was cut off."""
    shown = line.rstrip()
    bare = shown.rstrip(shown[-1:])
    marks = len(shown) - len(bare)
    return bare.rstrip() if marks and marks >= _CUT_MARKS.get(shown[-1], marks + 1) else line
