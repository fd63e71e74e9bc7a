"""Statements without a number: 与经济增长同步, 稳中提质, 完成上级下达的能耗强度下降目标.

Owns when words are enough for a qualitative target. Whether it stands in a block of targets is decided in `targets`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.derive.indicators.heads import head_of
from archive.derive.indicators.names import USUAL_LEVELS, Name
from archive.derive.indicators.statement import Statement
from archive.derive.indicators.wording import DUTY_BEFORE, DUTY_BEHIND, DUTY_REST, QUALITATIVE

_LONGEST_TAIL = 48
_SAME = re.compile("(?:增长|增速)?(?:基本)?(?:保持)?同步")
"""A与B同步 says nothing of A and B in common."""
_TAIL_END = re.compile("[,;。\n!?、(]")


def qualitative(text: str, names: Sequence[Name], at: int, opening: str) -> Iterator[Statement]:
    """Yield what is said without a number of the name at a position of `names`."""
    name = names[at]
    stop = _TAIL_END.search(text, name.end, name.end + _LONGEST_TAIL)
    tail = text[name.end : stop.start() if stop else name.end + _LONGEST_TAIL]
    said = QUALITATIVE.match(tail)
    head = head_of(text, names, at, opening) if said else None
    if said is None or head is None or (len(head.subjects) > 1 and not head.is_pair and _SAME.match(tail)):
        duty = _duty(text, name) if name.indicators == ("energy_intensity",) else None
        if duty:
            yield _unnumbered("energy_intensity", text, name, duty[0], duty[0], duty[1])
        return
    together = head.is_pair and text.startswith("城乡", name.start)
    for subject in ("resident_income",) if together else head.subjects:
        if subject is not None:
            yield _unnumbered(subject, text, name, head.start, head.quote_start, name.end + said.end())


def _duty(text: str, name: Name) -> tuple[int, int] | None:
    """Find a duty without a number: 完成上级下达的能耗强度下降目标, 单位GDP能耗、…等指标达到要求."""
    behind = DUTY_BEHIND.match(text, name.end)
    if behind:
        return name.start, behind.end()
    start = max(0, name.start - _LONGEST_TAIL)
    before, rest = DUTY_BEFORE.search(text, start, name.start), DUTY_REST.match(text, name.end)
    return (before.start(), rest.end()) if before and rest else None


def _unnumbered(indicator: str, text: str, name: Name, clause: int, start: int, end: int) -> Statement:
    return Statement(
        indicator=indicator,
        measure="level" if indicator in USUAL_LEVELS else "growth",
        value=None,
        value_max=None,
        unit=None,
        quantity=None,
        average=False,
        bare=False,
        planned=True,
        base_year=None,
        words=text[name.end : end],
        name=text[name.start : name.end],
        clause=clause,
        start=start,
        end=end,
    )
