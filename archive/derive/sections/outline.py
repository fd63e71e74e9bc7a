"""Which headings begin a section, and with which role.

Owns the order of headings: numerals ascend from 一, lists inside lists, headings without numerals above numbered ones,
roles that change at a sub heading. Where a heading's words do not tell its role, the place in the order and the verbs
behind it do; where they do not either, the part is unsegmented.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from archive.derive.sections.headings import Heading
from archive.derive.sections.roles import roles_named, years_named
from archive.derive.sections.section import Role
from archive.derive.sections.turns import begins_with_five_years, turn

_PLAN_VERBS = re.compile(r"今年|要(?![求素闻点])|将|必须|应当|力争|确保|继续|努力")
_REVIEW_VERBS = re.compile(r"去年|过去|以来|年来|已经|完成了|取得|实现了|累计|荣获|[^为除]了")
_NEXT_YEARS = re.compile(r"(?:今后|未来)[四五]年")
_CLEAR = 2
"""Verbs of one side for one of the other that tell a plan from a review."""
_SAMPLE = 700
"""Characters behind a heading whose verbs are counted."""
TITLE = 120
"""Characters at the beginning in which a line that names several roles is the title."""
CONTENTS = 300
"""Characters that a table of contents takes at most."""
SHORTEST_PART = 300
"""Characters; less about the coming five years is an introduction to the year's plan."""
DEEPEST = 3
"""Lists inside lists of a list that are told apart."""
_TOLD: frozenset[Role] = frozenset(("review", "five_year", "plan"))


@dataclass(frozen=True, slots=True)
class Start:
    """Where a section starts, its role, and the end of its heading (None: no heading, or its end is not known)."""

    at: int
    role: Role
    heading_end: int | None
    level: str


@dataclass(slots=True)
class _Chain:
    """Headings whose numerals ascend: 一、二、三、."""

    items: list[Heading]
    under_bare: bool

    @property
    def next_number(self) -> int:
        return self.items[-1].number + 1


def starts(text: str, found: Sequence[Heading], length: int, year: int | None) -> list[Start]:
    """Return where the sections of a text start, in order; none for a text without headings that tell anything.

    `length` is where the speech ends and annexes begin.
    """
    if not any(heading.kind != "sub" for heading in found):
        found = [replace(heading, kind="top") for heading in found]
    tops = _tops(found, year)
    if not any(_TOLD.intersection(roles_named(heading.words, year, is_first=True)) for heading in tops):
        return []
    places = [heading.start for heading in found]
    told: list[Start] = []
    for index, heading in enumerate(tops):
        end = tops[index + 1].start if index + 1 < len(tops) else length
        inside = found[bisect_right(places, heading.start) : bisect_left(places, end)]
        told += _section(text, heading, inside, end, told[-1].role if told else None, year)
    return told


def _tops(found: Iterable[Heading], year: int | None) -> list[Heading]:
    """Return the headings of the first order."""
    chains: list[_Chain] = []
    every: list[_Chain] = []
    bare: list[Heading] = []
    last: tuple[Role, ...] = ()
    for heading in found:
        if heading.kind == "bare":
            roles = roles_named(heading.words, year)
            if len(roles) > 1 and heading.start < TITLE and not bare:
                continue  # the report's title: 2018年工作总结和2019年工作计划
            is_inside = bool(chains) and roles != ("closing",) and _tells(chains[0].items, year)
            if roles and roles != last and not is_inside:
                bare.append(heading)
                chains, last = [], roles
            continue
        if heading.kind == "top" and _is_repeated(heading, chains, year):
            every.remove(chains[0])
            chains = []
        if heading.kind == "top" and (place := _place(heading, chains, year)) is not None:
            if place == 0:
                last = roles_named(heading.words, year, is_first=True)
            if place == len(chains) or heading.number == 1:
                del chains[place:]
                chains.append(_Chain([heading], bool(bare)))
                if place == 0:
                    every.append(chains[0])
            else:
                chains[place].items.append(heading)
                del chains[place + 1 :]
    telling = [chain.items for chain in every if _tells(chain.items, year)]
    numbered = telling or [chain.items for chain in every if not chain.under_bare]
    return sorted((*bare, *(heading for items in numbered for heading in items)), key=lambda heading: heading.start)


def _is_repeated(heading: Heading, chains: list[_Chain], year: int | None) -> bool:
    """Whether a 一、 begins the headings again that a table of contents has named."""
    if heading.number != 1 or not heading.timed or not chains:
        return False
    first, last = chains[0].items[0], chains[0].items[-1]
    is_short = last is not first and last.start - first.start < CONTENTS
    return is_short and roles_named(first.words, year) == roles_named(heading.words, year) != ()


def _tells(items: list[Heading], year: int | None) -> bool:
    return any(item.timed and _TOLD.intersection(roles_named(item.words, year)) for item in items)


def _place(heading: Heading, chains: list[_Chain], year: int | None) -> int | None:
    """Return which chain a numbered heading goes on with, their number where it begins one, None where it is false."""
    is_told = heading.timed and bool(roles_named(heading.words, year))
    if not heading.firm and not is_told:
        return None
    fitting = [place for place, chain in enumerate(chains) if chain.next_number == heading.number]
    if is_told and not fitting and chains and heading.number == chains[0].next_number + 1:
        fitting = [0]  # one heading between is lost
    if fitting:
        return fitting[0] if is_told else fitting[-1]
    if heading.number == 1:
        if is_told and chains and not _tells(chains[0].items, year):
            chains.clear()  # a table of contents, or a list in the opening
        return min(len(chains), DEEPEST)
    if not chains and is_told and heading.number <= 3:
        return 0  # the first heading is lost, or has no numeral
    return None


def _section(
    text: str, heading: Heading, inside: Sequence[Heading], end: int, before: Role | None, year: int | None
) -> list[Start]:
    """Return the start of a section, and those of the parts in it that have another role."""
    named = roles_named(heading.words, year, is_first=before is None)
    if len(named) > 1:
        return _mixed(text, heading, inside, end, named, year)
    role = named[0] if named else _role_of_body(text[heading.start : heading.start + _SAMPLE], before)
    if role == "plan" and heading.end and not years_named(heading.words) and begins_with_five_years(text, heading.end):
        at = turn(text, heading.end + SHORTEST_PART, end, "plan", year)
        if at is not None:
            later = [sub for sub in inside if sub.start > at]
            first = Start(heading.start, "five_year", heading.end, heading.kind)
            return [first, Start(at, "plan", None, ""), *_changes(later, "plan", year)]
    return [Start(heading.start, role, heading.end, heading.kind), *_changes(inside, role, year)]


def _mixed(
    text: str, heading: Heading, inside: Sequence[Heading], end: int, named: tuple[Role, ...], year: int | None
) -> list[Start]:
    """Return the parts of a section whose heading names several roles (回顾和安排)."""
    told = [Start(heading.start, named[0], heading.end, heading.kind)]
    for role in named[1:]:
        after = told[-1].heading_end or told[-1].at + 1
        headed = [sub for sub in inside if sub.start >= after and role in roles_named(sub.words, year)]
        if headed:
            told.append(Start(headed[0].start, role, headed[0].end, headed[0].kind))
        elif (at := turn(text, after, end, role, year)) is not None:
            told.append(Start(at, role, None, ""))
    if len(told) == 1:
        role = "plan" if set(named) == {"five_year", "plan"} else named[0] if "review" not in named else "unsegmented"
        return [Start(heading.start, role, heading.end, heading.kind), *_changes(inside, role, year)]
    last = told[-1]
    return told + _changes([sub for sub in inside if sub.start > last.at], last.role, year)


def _changes(inside: Sequence[Heading], role: Role, year: int | None) -> list[Start]:
    """Return where headings of a lower order take another role: 政府自身建设 in a plan, and back to the plan."""
    told: list[Start] = []
    now = role
    kind = ""
    for sub in inside:
        named = roles_named(sub.words, year)
        if now in ("plan", "five_year") and named == ("self_governance",) and sub.firm:
            told.append(Start(sub.start, "self_governance", sub.end, sub.kind))
            now, kind = "self_governance", sub.kind
        elif sub.timed and len(named) == 1 and named[0] in _TOLD and named[0] != now and _may_follow(now, named[0]):
            told.append(Start(sub.start, named[0], sub.end, sub.kind))
            now = named[0]
        elif now == "self_governance" and role != now and sub.kind == kind and sub.number > 1 and named != (now,):
            told.append(Start(sub.start, role, sub.end, sub.kind))
            now = role
    return told


def _may_follow(before: Role, after: Role) -> bool:
    order: tuple[Role, ...] = ("review", "five_year", "plan", "self_governance")
    return before not in order or (after in order and order.index(after) >= order.index(before))


def _role_of_body(sample: str, before: Role | None) -> Role:
    """Return the role of a part whose heading names a topic only."""
    if before in ("plan", "five_year"):
        return before
    if before in ("self_governance", "closing"):
        return "plan" if before == "self_governance" else "closing"
    if _NEXT_YEARS.search(sample, 0, 80):
        return "five_year"
    plan, review = len(_PLAN_VERBS.findall(sample)), len(_REVIEW_VERBS.findall(sample))
    if plan >= 3 and plan >= _CLEAR * review:
        return "plan"
    return "review" if review >= 3 and review >= _CLEAR * plan else "unsegmented"
