"""Where a text may have headings: lines and sentences labelled 一、 (一) 第一部分, or that name a time and a task.

Owns what a heading looks like in paragraphs and on a flattened line, and where its words end. Which of them begin a
section is decided in `outline`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from archive.derive.sections.roles import FIVE_YEAR_PLAN, SELF, YEAR, YEARS
from archive.derive.sentences import sentences

Kind: TypeAlias = Literal["bare", "top", "sub"]
LONGEST_LINE = 64
"""Characters of a line that may be a heading as a whole."""

_NUMERALS = "一二三四五六七八九十"
_LABEL = re.compile(
    rf"(?P<part>第\s?[{_NUMERALS}]\s?部\s?分\s?[：:、.．，,]?)|(?P<top>[{_NUMERALS}]{{1,3}}\s?[、.．])"
    rf"|(?P<sub>[（(]\s?[{_NUMERALS}]{{1,3}}\s?[）)]\s?[、.．]?)|(?P<digit>\d{{1,2}}(?:、|[.．](?!\d)|[.．](?=\d{{4}}\s?年))|[ⅠⅡⅢⅣ][、.．]?)"
    rf"|(?P<loose>[{_NUMERALS}]{{1,2}}\s?[\s,，:：]\s?(?=[“\d过二今]))"
)
_LABEL_STARTS = frozenset(f"第（({_NUMERALS}0123456789ⅠⅡⅢⅣ")
_NO_LABEL_BEHIND = frozenset(f"第前列居（({_NUMERALS}")
_LINE_ENDS = frozenset(("", *"。！？!?…：:”’）)》"))
"""What stands before a heading without label: the end of a sentence, or nothing."""
_NUMBERED_INSIDE = re.compile(rf"、(?<=[{_NUMERALS}]、)(?=\s?[“\d过一二去今上回关未新工])")
"""The comma behind a label; the engine skips to it, as it could not to numerals."""
_LABEL_INSIDE = re.compile(rf"[{_NUMERALS}]{{1,3}}、")
_TIME = (
    rf"(?:{YEARS}|{YEAR}度?|(?:刚刚)?过去的?\s?[一二两三四五\d]?\s?年(?:来|里)?|[一三五]年来?|去年|上一?年度?|今年|明年|新的一年"
    rf"|(?:今后|未来)\s?[三四五35]\s?年|今后一(?:个时期|段时间)|下一?步|下一?阶段|[上下]半年|(?:本|上|新一?)届政府|{FIVE_YEAR_PLAN}(?:规划|计划)?(?:时期|期间)?)"
)
_BETWEEN = r"[^。！？；：:，,\n]{0,30}?"
_TASK = (
    "(?:回顾|总结|安排(?:意见|建议)?|部署|成就|任务|目标|重点|打算|意见|建议|思路|设想|计划|要求|展望|愿景|措施|情况"
    "|工作|方针)"
)
_TIMED_LINE = rf"(?:关于|对)?(?:[\u4e00-\u9fff]{{2,6}})??{_TIME}{_BETWEEN}{_TASK}"
_OWN_LINE = (
    r"(?:[^。！？；：:\n]{0,24}?[，,\s])?"
    r"[^。！？；：:，,\n]{0,12}?自身(?:的?建设|的?改革|能力)[^。！？；：:，,\n]{0,12}"
    r"|[^。！？；：:，,\n]{0,10}?(?:(?:建设|打造)(?:让?人民满意的?|(?:服务|法治|效能|责任|廉洁|高效)型?)(?:服务型)?政府"
    r"|政府(?:现代化)?治理(?:效能|水平|能力))"
)
_BARE_LINE = re.compile(
    rf"(?:{_TIMED_LINE}(?:[（(][^（）()\n]{{0,20}}[）)])?|(?:全年|主要|政府)?工作(?:回顾|总结|安排|打算)|结\s?束\s?语|{_OWN_LINE})\s?[：:]?\Z"
)
_BEGINS = (
    r"(?:[一二三“”\"（(各在为面按围全我刚当这贯坚以年对根做是党第本]|今年|过去|去年|中国|中共|回(?!顾)"
    r"|[12１２](?:\s?\d){3}\s?年)"
)
"""With these a text begins behind a heading that is glued to it."""
_RUNS_ON = r"\s?[，,。；;、！!的是中和与及所为如情后要必需任永既不可也就对时以]"
_SURE_TASK = r"(?:工作[^。！？；：:，,\n]{0,6}?|发展的?)(?:回顾|总结|安排(?:意见|建议)?)"
_OTHER_TASK = (
    r"(?:的?(?:回顾|总结)|工作[^。！？；：:，,\n]{0,6}?(?:打算|计划|要点|意见|建议|部署|设想)"
    r"|工作|任务|目标|总体要求|重点|成就|方针|措施|思路)"
)
_BARE_START = re.compile(
    rf"(?:关于|对)?{_TIME}{_BETWEEN}(?:{_SURE_TASK}(?!{_RUNS_ON})"
    rf"|{_OTHER_TASK}(?=\s?(?:新|{_BEGINS})|\s|\Z)(?!\s?(?:是|以来|为[^了])))"
    r"|结\s?束\s?语(?=\s|各位)"
)
"""On a flattened line a heading without label must be followed by what cannot go on with it."""
_OWN_START = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:加强|推进|强化|抓好)(?:和改进)?政府自身(?:改革和)?建设(?!" + _RUNS_ON + "|[：:])"
)
_MAY_BE_TIMED = re.compile("[年届段五期]|[下一]步|自身|政府|工作|结")
"""Something of this stands in every heading that names a time and a task, or that is the government's own."""
_STARTS_WITH = frozenset('关对刚过一三五去上今明未下本新十二六七八九“"12１２结')
_GLUED_START = re.compile(rf"(?:关于|对)?{_TIME}|结\s?束")
_STARTS = _LABEL_STARTS | _STARTS_WITH
_NOUNS = (
    "回顾|总结|安排|部署|任务|目标|要求|重点|建设|政府|工作|打算|措施|设想|成就|成效|展望|意见|建议|思路|征程|篇章|局面|水平|情况|进展|成绩"
    "|台阶|效能|能力|方针|政策|大业|战略|指标|蓝图|事业"
)
_GLUED = re.compile(rf"(?:{_NOUNS})(?!{_NOUNS}|[和及与、，,的）”])(?=\s|{_BEGINS})")
_FIRM = re.compile(r"(?:\A|[\n。！？!?…：:；;”’」』）)》])\s?\Z")
_CONTINUED = re.compile(r"\n([^。！？!?；;：:，,、（(《\d\n]{2,16})(?=\n)")
"""A short line without any punctuation: perhaps the rest of a heading that is cut in two."""
_STOP = re.compile(r"[。！？!?；;：:\n]")
_TIME_INSIDE = re.compile(_TIME)
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
        is_line = (not start or text[start - 1] == "\n") and text[end : end + 1] in ("", "\n")
        is_likely = is_line or text[start] in _STARTS or text.find("自身", start, start + 18) > 0
        if is_likely and (heading := _at_sentence(text, start, end, is_line)):
            found.append(heading)
    known = {heading.start for heading in found}
    for comma in _NUMBERED_INSIDE.finditer(text):
        before = text[max(0, comma.start() - 3) : comma.start()]
        start = comma.start() - len(before) + len(before.rstrip(_NUMERALS))
        label = _LABEL_INSIDE.match(text, start)
        if label and numeral(label[0]) and start not in known and start and text[start - 1] not in _NO_LABEL_BEHIND:
            found.append(_labelled(text, label, "top", len(text), is_line=False, is_firm=False))
    return tuple(sorted(found, key=lambda heading: heading.start))


def _at_sentence(text: str, start: int, end: int, is_line: bool) -> Heading | None:
    """Return the heading with which a sentence begins, if it looks like one."""
    if not is_line and text[start] not in _LABEL_STARTS and not _may_be_glued(text, start):
        return None
    is_firm = bool(_FIRM.search(text, max(0, start - 3), start))
    label = _LABEL.match(text, start) if text[start] in _LABEL_STARTS else None
    if label and label.end() < end:
        kind: Kind = "sub" if label.lastgroup == "sub" else "top" if label.lastgroup == "top" else "bare"
        if kind != "bare" and not numeral(label[0]):
            return None
        heading = _labelled(text, label, kind, end, is_line=is_line, is_firm=is_firm)
        return heading if kind != "bare" or heading.timed else None
    if is_line and end - start <= LONGEST_LINE:
        before = text[max(0, start - 4) : start].rstrip()[-1:]
        line = text[start:end]
        words = line.strip("：: 【】[]〔〕<>《》*●■◆")
        if before in _LINE_ENDS and _BARE_LINE.match(words) and "报告" not in line:
            return Heading("bare", 0, words, start, start + len(line.rstrip("：: ")), True, True)
    elif is_firm:
        reach = min(end, start + _WINDOW)
        if glued := _BARE_START.match(text, start, reach) or _OWN_START.match(text, start, reach):
            return Heading("bare", 0, glued[0], start, glued.end(), True, True)
    return None


def _may_be_glued(text: str, start: int) -> bool:
    """Whether a sentence may begin with a heading without label: told quickly, for most do not."""
    return bool(_GLUED_START.match(text, start, start + 12)) or "自身" in text[start : start + 18]


def _labelled(text: str, label: re.Match[str], kind: Kind, end: int, *, is_line: bool, is_firm: bool) -> Heading:
    """Return the heading behind a label, with as many of its words as can be told from the text behind it."""
    start = label.end() + (text[label.end() : label.end() + 1] == " ")
    window = text[start : min(end, start + _WINDOW)]
    stop = _STOP.search(window)
    clause = window[: stop.start()] if stop else window
    is_line = is_line and len(clause) == end - start
    timed = (_BARE_START.match(clause) or _OWN_START.match(clause)) if _MAY_BE_TIMED.search(clause) else None
    length = timed.end() if timed and not is_line else _length(clause, is_line, bool(stop) and len(clause) <= 40)
    words = clause if length is None else clause[:length]
    if is_line and kind == "top" and (rest := _CONTINUED.match(text, end)) and SELF.search(words + rest[1]):
        words, length = words + rest[1], rest.end() - start
    elif length is None and (time := _TIME_INSIDE.search(clause, 4)):
        words = clause[: time.start()]  # what follows may be the text already: …良好势头今年要保持…
    number = numeral(label[0]) if kind != "bare" else 0
    heading_end = None if length is None else start + length
    is_timed = bool(timed or (_MAY_BE_TIMED.search(words) and _BARE_LINE.match(words)))
    return Heading(kind, number, words, label.start(), heading_end, is_firm, is_timed)


def _length(clause: str, is_line: bool, is_stopped: bool) -> int | None:
    """Return how long the words of a heading are; None where they run on into the text."""
    if is_line:
        return len(clause)
    if glued := _GLUED.search(clause, 4):
        return glued.end()
    blank = clause.find(" ", 4)
    if blank > 0 and not clause[blank - 1].isdigit():
        return blank
    return len(clause) if is_stopped and not _TIME_INSIDE.search(clause, 4) else None


def numeral(label: str) -> int:
    """Return the value of the Chinese numeral in a label, up to 九十九; 0 where it is none."""
    tens, ten, ones = "".join(mark for mark in label if mark in _NUMERALS).rpartition("十")
    if ten and max(len(tens), len(ones)) > 1:
        return 0  # 十二五、十三五 are plans
    if ten:
        return 10 * (_NUMERALS.index(tens) + 1 if tens else 1) + (_NUMERALS.index(ones) + 1 if ones else 0)
    return _NUMERALS.index(ones) + 1 if len(ones) == 1 else 0
