"""Who gave a report, and in which post: 代市长 赵某某.

Owns the forms in which speaker and post are printed. Takes the head of the government who speaks to the meeting, never
the party secretary, the chairman of the congress, an editor or the people in a picture's caption.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.derive.dates.printed import HAN, ZEROS
from archive.derive.header import Header, header_behind, header_of, title_as_header
from archive.derive.names import dotted_name, has_compound_surname, is_name, tidy

SIGNATURE = 80
"""Characters at the end of a text within which it may be signed."""

_ACTING = r"(?:代\s?理|代|常\s?务\s?副|第一副|副)"
_POST = re.compile(
    rf"(?P<strong>自\s?治\s?区\s?(?:人民政府|政府)?\s?{_ACTING}?\s?主\s?席"
    rf"|(?:街道办事处|街道办|办事处|管委会|管理委员会|革命委员会|革委会)\s?{_ACTING}?\s?主\s?任"
    rf"|(?:行\s?署|行政公署)\s?{_ACTING}?\s?专\s?员|苏木达|国务院\s?{_ACTING}?\s?总\s?理"
    rf"|{_ACTING}\s?(?:[省市县区州盟旗镇乡场]|苏木)\s?长)"
    r"|(?:[省市县区州盟旗镇乡场]|苏木)\s?长(?!期|远|效|久|足|假)"
)
_ACTING_BEHIND = re.compile(r"\s?[（(]代(?:理)?[）)]")
_GOVERNMENT = re.compile("人民政府|政府")
_CAPTION = re.compile(
    r"[（(]?图(?:为|片\s?[:：]|[一二三\d]?\s?[:：])[^。）)\n]{0,60}(?:[。）)\n]|$)|受[^。，,\s]{0,30}委托[，,]?|[^\s。，,）)]{0,12}\s?摄(?=\s|$|[）)])|[^\n]{0,80}在主席台[^\n]{0,4}就[座坐][^\n]*"
)
_NUMERAL = f"[\\d{HAN}{ZEROS}]"
_DATE = re.compile(
    rf"\d{{4}}[-./]\d\d?[-./]\d\d?|(?:{_NUMERAL}\s?){{4}}年?(?:\s?[\d０-９一二三四五六七八九十元]{{1,3}}\s?月)?(?:\s?[\d０-９一二三四五六七八九十廿]{{1,3}}\s?[日号])?"
)
_AT_MEETING = re.compile(r"(?:会\s?议|大\s?会|人\s?代\s?会)\s?(?:开幕式)?\s?上")

_MARK = "｜"
_SEPARATORS = " \t\n\u3000:：;；,，、—－-–|.·/*_"
_STOP = re.compile(
    rf"[\n。，,、；;：:！!？?（(）)《》<>【】\[\]“”\"{_MARK}\d０-９A-Za-z/—－–_…*=-]|同\s?志|先生|女士|(?:作|做)(?:了|政府|工作|《|题为|的|关于|报告)"
    r"|(?<=.)(?:在[^\n]{0,40}?[会届上]|向[^\n]{0,30}?(?:大会|报告|作)|受[^\n]{0,15}委托|代\s?表|所作|的|宣读|汇报|报告|主持|发言|讲话|致辞"
    r"|各位|政府|来源|工作|现在|目录|发布|发表|编辑|摄)"
)
_OF_GOVERNMENT = re.compile(r"[\u4e00-\u9fff]{1,20}人民政府(?=\s)")
_NAMED_THEN_POST = re.compile(r"(?<!\w)(\w{2,4})\s?[（(]\s?$")
_RESIDUE = re.compile(
    rf"(?:{_MARK}|工作报告|报告人)[\s:：;；—－–（()）{_MARK}-]*(?P<name>[^{_MARK}。，,；;:：（()）]{{2,14}}?)[\s（()）{_MARK}]*$"
)
_PROSE = re.compile(rf"[，。,][^\n{_MARK}]*\Z")
_SPEAKS = re.compile(rf"[^\n{_MARK}]{{0,12}}(?:[\n{_MARK}]|\Z)|[^\n。]{{0,60}}?(?:作|做|报告|代\s?表)")
"""What goes on behind a post that stands in a sentence: the end of the line, or the report that is given."""
_ENDS_LINE = re.compile(r"[ \t]*(?:\n|\Z)")
_SENTENCE_END = re.compile(r"[。！!”；;]")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Name without blanks, post as printed without the place and 人民政府; `reason` says why the name is missing.

    A post may be printed without a name: 云岭县人民政府县长 on a line of its own.

    Reasons: not_printed, ambiguous (several people, or what stands behind the post is no name for sure).
    """

    name: str | None = None
    post: str | None = None
    reason: str | None = None


def speaker(text: str, title: str) -> Speaker:
    """Return who gave a report: from the header, else a signature at the end, else the title.

    Gold cases: the ten sample reports, the replica's truth, `tests/archive/derive/test_people.py`.
    """
    header = header_of(text)
    behind = header_behind(text, header) or Header("", addressed=True)
    doubt, bare = False, ""
    for place, by_post_only in (
        (header, False),
        (behind, True),
        (_signature(text), True),
        (title_as_header(title), True),
    ):
        line = _CAPTION.sub(_MARK, place.text)
        line = _DATE.sub(_MARK, line)
        people = list(_with_post(line, place.addressed))
        doubt = doubt or any(name is None for name, _post in people)
        named = {name: post for name, post in reversed(people) if name}
        if len(named) > 1:
            named = {name: post for name, post in named.items() if "副" not in post} or named
        if len(named) == 1:
            return Speaker(*named.popitem())
        if named:
            return Speaker(reason="ambiguous")
        if not by_post_only and place.addressed and not people:
            alone = _without_post(line)
            if alone:
                return Speaker(alone)
        if place is header and place.addressed and len({post for _name, post in people}) == 1:
            bare = _bare_post(line)
    if bare:
        return Speaker(post=bare, reason="not_printed")
    return Speaker(reason="ambiguous" if doubt else "not_printed")


def _bare_post(line: str) -> str:
    """Return the post at the end of a line behind which no name is printed; empty where there is none."""
    for found in _POST.finditer(line):
        before = line[: found.start()].rstrip()
        if (found["strong"] or before.endswith("政府")) and _ENDS_LINE.match(line, found.end()):
            return tidy(_GOVERNMENT.sub("", found[0])).replace("·", "")
    return ""


def _signature(text: str) -> Header:
    """Return what stands behind the last sentence, if it is short."""
    tail = text[-SIGNATURE:]
    ends = list(_SENTENCE_END.finditer(tail))
    return Header(tail[ends[-1].end() :] if ends else "", addressed=False)


def _with_post(line: str, addressed: bool) -> Iterator[tuple[str | None, str]]:
    """Yield every post of a line with the name behind it (or before it: 张三（县长）), None where that is no name."""
    for found in _POST.finditer(line):
        if _PROSE.search(line[: found.start()]) and not _SPEAKS.match(line, found.end()):
            continue
        post = tidy(_GOVERNMENT.sub("", found[0])).replace("·", "")
        before = line[: found.start()].rstrip()
        sure = bool(found["strong"]) or before.endswith("政府")
        tail = line[found.end() :]
        acting = _ACTING_BEHIND.match(tail)
        if acting:
            tail, post = tail[acting.end() :], post if post.startswith("代") else f"代{post}"
        name = _name_behind(tail.removeprefix("候选人"), addressed=addressed, sure=sure)
        if name is None:
            turned = _NAMED_THEN_POST.search(line[: found.start()])
            name = turned[1] if turned and is_name(turned[1], alone=False) else None
        if name or addressed:
            yield name, post


def _name_behind(tail: str, *, addressed: bool, sure: bool) -> str | None:
    bare = tail.lstrip(_SEPARATORS)
    apart = sure or len(bare) < len(tail)
    dotted = dotted_name(bare)
    if dotted:
        return dotted
    stop = _STOP.search(bare)
    return _name_in(bare[: stop.start()] if stop else bare, alone=addressed and apart)


def _name_in(segment: str, *, alone: bool) -> str | None:
    """Return the name with which a segment begins: 张三, 张 三, 欧阳 修; None where it does not end there."""
    parts = segment.split()
    if not parts:
        return None
    name = parts.pop(0)
    if (len(name) == 1 and parts and len(parts[0]) <= 3) or (
        has_compound_surname(name) and len(name) == 2 and parts and len(parts[0]) <= 2
    ):
        name += parts.pop(0)
        while parts and len(parts[0]) == 1 and len(name) < 4:
            name += parts.pop(0)
    if not alone and name[-1] in "省市县区旗镇乡村州":  # 云岭县长白镇 is a place
        return None
    return name if is_name(name, alone=alone) else None


def _without_post(line: str) -> str | None:
    """Return a name that stands alone between the meeting, the date or the title and the address."""
    found = _RESIDUE.search(_OF_GOVERNMENT.sub(_MARK, _AT_MEETING.sub(_MARK, line)))
    if not found:
        return None
    dotted = dotted_name(found["name"].strip())
    parts = found["name"].split()
    if dotted or not parts or (len(parts) > 1 and len(parts[0]) > 2):
        return dotted
    name = tidy(found["name"])
    return name if is_name(name, alone=False) and len(name) <= 4 else None
