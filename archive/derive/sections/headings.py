"""Where a text may have headings: lines and sentences that are labelled 一、 (一) 第一部分, or that name a time and a task.

Owns what a heading looks like in paragraphs and on a flattened line, and where its words end. Which of them begin a
section is decided in `outline`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from archive.derive.sections.roles import FIVE_YEAR_PLAN, SELF, YEAR
from archive.derive.sentences import sentences

Kind: TypeAlias = Literal["bare", "top", "sub"]
LONGEST_LINE = 64
"""Characters of a line that may be a heading as a whole."""

_NUMERALS = "一二三四五六七八九十"
_LABEL = re.compile(
    rf"(?P<part>第\s?[{_NUMERALS}]\s?部\s?分\s?[：:、.．，,]?)|(?P<top>[{_NUMERALS}]{{1,3}}\s?[、.．])"
    rf"|(?P<sub>[（(]\s?[{_NUMERALS}]{{1,3}}\s?[）)]\s?[、.．]?)|(?P<digit>\d{{1,2}}[、.．](?!\d)|[ⅠⅡⅢⅣ][、.．]?)"
)
_NUMBERED_INSIDE = re.compile(rf"(?<![第前{_NUMERALS}])(?P<top>[{_NUMERALS}]{{1,3}}、)(?=\s?[“\d过一二去今上回关未新工])")
_TIME = (
    rf"(?:{YEAR}度?|(?:刚刚)?过去的?\s?[一二两三四五\d]?\s?年(?:来|里)?|[一三五]年来?|去年|上一?年度?|今年|明年|新的一年"
    rf"|(?:今后|未来)\s?[三四五35]\s?年|今后一(?:个时期|段时间)|下一?步|下一?阶段|(?:本|上|新一?)届政府|{FIVE_YEAR_PLAN}(?:规划|计划)?(?:时期|期间)?)"
)
_TASK = (
    "(?:工作(?:的)?)?(?:情况)?(?:回顾|总结|安排意见|安排建议|部署安排|目标任务|任务目标|任务安排|安排部署|安排|部署|成就|任务|目标"
    "|重点|打算|意见|建议|思路|设想|计划|要求|展望|愿景|措施|情况|工作)"
)
_TIMED = rf"(?:关于|对)?(?:[\u4e00-\u9fff]{{2,6}})??{_TIME}(?:[^。！？；：:，,\n]{{0,30}}?){_TASK}"
_OWN = rf"(?:[^。！？；：:\n]{{0,24}}?[，,\s])?[^。！？；：:，,\n]{{0,10}}?(?:{SELF.pattern})[^。！？；：:，,\n]{{0,12}}"
_BARE_LINE = re.compile(
    rf"(?:{_TIMED}(?:[（(][^（）()\n]{{0,20}}[）)])?|(?:全年|主要|政府)?工作(?:回顾|总结|安排|打算)|结\s?束\s?语|{_OWN})\s?[：:]?\Z"
)
_NEXT = r"(?=\s?(?:[一二三“”\"（(\d０-９今过去各在为面按围全我刚当这回贯坚以年对新根做是“]|\Z|\n))"
_BARE_START = re.compile(rf"{_TIMED}{_NEXT}(?!\s?(?:是|以来|以后|为[^了])|的)")
_OWN_START = re.compile(
    r"(?:全面|切实|进一步|努力|着力|大力|持续|不断|深入)*(?:加强|推进|强化|抓好)(?:和改进)?政府自身(?:改革和)?建设(?=\s?(?:各位|打铁|新|政府|[（(]|我们|做好|一是|\Z))"
)
_NOUNS = (
    "回顾|总结|安排|部署|任务|目标|要求|重点|建设|政府|工作|打算|措施|设想|成就|成效|展望|意见|建议|思路|征程|篇章|局面|水平|情况|进展|成绩|台阶|效能|能力"
)
_GLUED = re.compile(rf"(?:{_NOUNS})(?!{_NOUNS}|[和及与、，,的）”])(?=\s|[一“\d０-９（(今过去各在为面根按围全我刚当这回贯坚以])")
_FIRM = re.compile(r"(?:\A|[\n。！？!?…：:；;”’」』）)》])\s?\Z")
_LINE_START = re.compile(r"(?:\A|\n)\s?\Z")
_LINE_END = re.compile(r"\s?(?:\n|\Z)")
_STOP = re.compile(r"[。！？!?；;：:\n]")
_WINDOW = 64


@dataclass(frozen=True, slots=True)
class Heading:
    """A place that may be a heading.

    `number` is that of its label, 0 where it has none. `words` is what stands behind the label, at most up to the
    first stop; `end` is where the heading ends, None where a flattened text does not show it. `firm` places are the
    beginnings of lines and sentences. `timed` headings are nothing but a time and a task (2021年工作安排).
    """

    kind: Kind
    number: int
    words: str
    start: int
    end: int | None
    firm: bool
    timed: bool


def headings(text: str) -> tuple[Heading, ...]:
    """Return every place of a text that looks like a heading, in reading order."""
    found: list[Heading] = []
    for start, end in sentences(text):
        is_line = _LINE_START.search(text, max(0, start - 2), start) and _LINE_END.match(text, end)
        found += _in_sentence(text, start, end, bool(is_line))
    return tuple(found)


def _in_sentence(text: str, start: int, end: int, is_line: bool) -> Iterator[Heading]:
    label = _LABEL.match(text, start)
    if label and label.end() < end:
        heading = _labelled(text, label, end, is_line, bool(_FIRM.search(text, max(0, start - 3), start)))
        if heading.kind != "bare" or heading.timed:
            yield heading
    elif is_line and end - start <= LONGEST_LINE:
        line = text[start:end]
        if _BARE_LINE.match(line) and "报告" not in line:
            words = line.rstrip("：: ")
            yield Heading("bare", 0, words, start, start + len(words), True, True)
    elif found := _BARE_START.match(text, start, min(end, start + _WINDOW)) or _OWN_START.match(text, start, end):
        yield Heading("bare", 0, found[0], start, found.end(), True, True)
    for inside in _NUMBERED_INSIDE.finditer(text, start + 2, end):
        yield _labelled(text, inside, end, False, False)


def _labelled(text: str, label: re.Match[str], end: int, is_line: bool, is_firm: bool) -> Heading:
    start = label.end() + (text[label.end() : label.end() + 1] == " ")
    window = text[start : min(end, start + _WINDOW)]
    stop = _STOP.search(window)
    clause = window[: stop.start()] if stop else window
    timed = _BARE_START.match(clause) or _OWN_START.match(clause)
    length = _length(clause, is_line and len(clause) == end - start, bool(stop) and len(clause) <= 40)
    if timed and (length is None or not is_line):
        length = timed.end()
    words = clause if length is None else clause[:length]
    kind: Kind = "sub" if label.lastgroup == "sub" else "top" if label.lastgroup == "top" else "bare"
    number = 0 if kind == "bare" else numeral(label[0])
    return Heading(
        kind,
        number,
        words,
        label.start(),
        None if length is None else start + length,
        is_firm,
        bool(timed or _BARE_LINE.match(words)),
    )


def _length(clause: str, is_line: bool, is_stopped: bool) -> int | None:
    """Return how long the words of a heading are; None where they run on into the text."""
    if is_line:
        return len(clause)
    if glued := _GLUED.search(clause, 4):
        return glued.end()
    blank = clause.find(" ", 4)
    if blank > 0 and not clause[blank - 1].isdigit():
        return blank
    return len(clause) if is_stopped else None


def numeral(label: str) -> int:
    """Return the value of the Chinese numeral in a label, up to 九十九; 0 where it is none."""
    tens, ten, ones = "".join(mark for mark in label if mark in _NUMERALS).rpartition("十")
    if ten:
        return 10 * (_NUMERALS.index(tens) + 1 if tens else 1) + (_NUMERALS.index(ones) + 1 if ones else 0)
    return _NUMERALS.index(ones) + 1 if len(ones) == 1 else 0
