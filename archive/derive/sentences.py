"""Where the sentences of a text stand, in paragraphs or on one flattened line.

Owns where a sentence begins and ends. Knows nothing of headings and roles: a heading without a stop that a flattened
text glues to the next words is one sentence with them. `diff` cuts finer, on purpose: behind ； too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""Start inclusive, end exclusive, in characters of the text as given."""

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_STOP = "。！!？?"
_CLOSER = "”’」』）)】》"
_GOES_ON = "、，,；;：:。的地得为等是和与及或"
"""Behind a closing quote these go on with the sentence: 以“办得快不快？”为标准."""
_BEHIND_STOP = (
    rf"(?<=[{_STOP}])(?!(?<=\d[？?])\d)"  # 2?5 is a digit lost in conversion, no question
    rf"(?![{_STOP}])(?:(?![{_CLOSER}])|[{_CLOSER}]++(?!\s?[{_GOES_ON}]))"
)
_BEHIND_LINE = r"(?<=\n)(?!\s?\d[\d.．]{0,8}\s?[%％‰])(?!(?<=[\d.．]\n)[\d.．]{0,8}\s?[%％‰亿万])"
"""Not inside a number that a line break cuts."""
_BEFORE_LABEL = rf"(?<=\s)(?<![第前居列\d]\s)(?=[（(]{_NUMERAL}[）)]|{_NUMERAL}、|第{_NUMERAL}部分)"
_BEHIND_DOT = r"(?<=[\u4e00-\u9fff%％”）][.．])(?<![一二三四五六七八九十][.．])(?=\s?[\u4e00-\u9fff“])"
_BLANK = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
r"""What \s finds, as a set that the engine looks up at once; beside \s it would try the stops one by one."""
_CUT = re.compile(rf"[{_STOP}{_BLANK}](?:{_BEHIND_LINE}|{_BEHIND_STOP}|{_BEFORE_LABEL})")
_CUT_AT_DOTS = re.compile(rf"[{_STOP}{_BLANK}.．](?:{_BEHIND_LINE}|{_BEHIND_STOP}|{_BEFORE_LABEL}|{_BEHIND_DOT})")
CHARACTERS_PER_STOP = 400
"""A text with fewer 。 than one in so many characters may print its full stops as dots."""


@lru_cache(maxsize=4)
def sentences(text: str) -> tuple[Span, ...]:
    """Return the places of the sentences in reading order; white space around them belongs to none.

    A sentence ends behind 。！？ and the quotes and brackets that close there, at a line break, and before a numbered
    heading that stands behind white space (not before 二、 in 全县第 二、). It does not end at ； or : or at the dot
    of 6.5 or 1. ; a line break inside a number (`增长\\n8%`) is none. A dot ends one only where hardly any 。 are.
    """
    dotted = text.count("。") * CHARACTERS_PER_STOP < len(text)
    cut = _CUT_AT_DOTS if dotted else _CUT
    spans: list[Span] = []
    start = 0
    for end in (*(found.end() for found in cut.finditer(text)), len(text)):
        words = text[start:end]
        bare = words.strip()
        if bare and len(bare) == end - start:
            spans.append((start, end))
        elif bare:
            begin = start + len(words) - len(words.lstrip())
            spans.append((begin, begin + len(bare)))
        start = end
    return tuple(spans)


def sentence_at(text: str, offset: int) -> Span | None:
    """Return the sentence in which a character stands, or the one before it where it stands between two.

    None before the first sentence and for offsets outside the text.
    """
    if not 0 <= offset < len(text):
        return None
    spans = sentences(text)
    at = bisect_right(spans, (offset, len(text))) - 1
    return spans[at] if at >= 0 else None
