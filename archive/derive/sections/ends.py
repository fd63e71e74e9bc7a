"""How a report begins and ends: header and salutation, the last call to 各位代表, what is annexed behind it.

Owns where these stop. A list of terms behind the speech (名词解释, 附件) is no part of the speech.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from archive.derive.sentences import Span, sentences

HEADER = 600
"""Characters within which 各位代表 must begin to be the salutation."""
LONGEST_CLOSING = 1_500
_ASKS = re.compile(r"审议|审查|提出[^。]{0,6}意见|报告工作|工作报告|报告如下")
_ADDRESS = re.compile(r"(?:各位代表|同志们)(?:\s?[、，,]\s?(?:同志们|各位[^。，,！!]{2,6}))?\s?[！!，,：:。]?")
_CALL = re.compile(r"让我们|奋斗|谢谢|团结|共同")
_LET_US = re.compile(r"让我们")
_ANNEX = re.compile(
    r"附\s?件\s?(?:\d|[一二三]|[：:《“]|\n|\Z|[^。，]{0,20}?(?:解释|注释|说明|名词))|附\s?[：:]"
    r"|(?:《?政府工作报告》?(?:中)?(?:的)?(?:有关|部分|相关|若干)?[^。，\n]{0,6})?"
    r"(?:名词(?:解释|注释|说明)|名词术语|用语(?:解释|说明)|注释(?=\n|\Z|\s))"
)


def salutation_end(text: str) -> int:
    """Return where header and salutation end: behind 请予审议…提出意见。; 0 where nobody is addressed."""
    address = text.find("各位代表", 0, HEADER + 4)
    if address < 0:
        return 0
    behind = [span for span in sentences(text[: address + HEADER]) if span[1] > address][:3]
    asking = [end for start, end in behind if _ASKS.search(text, max(start, address), end)]
    return asking[-1] if asking else 0


def annex_start(text: str, start: int) -> Span | None:
    """Return the heading of what is annexed behind the speech, from `start` on and not in the first third."""
    spans = sentences(text)
    for begin, end in spans[bisect_right(spans, (max(start, len(text) // 3), len(text))) :]:
        if found := _ANNEX.match(text, begin, end):
            return begin, found.end()
    return None


def closing_start(text: str, start: int, end: int) -> int | None:
    """Return where the last call to the deputies begins, between two offsets; None where there is none.

    `start` is the end of the last heading: the words right behind it are not the closing.
    """
    every = sentences(text)
    first = bisect_right(every, (max(start + 3, end - LONGEST_CLOSING - 1), len(text)))
    spans = every[first : bisect_left(every, (end, 0))]
    for begin, _ in reversed(spans):
        if _ADDRESS.match(text, begin) and _CALL.search(text, begin, end):
            return begin
    lets = [begin for begin, stop in spans if end - begin < 800 and _LET_US.search(text, begin, stop)]
    return lets[0] if lets else None
