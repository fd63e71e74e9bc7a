"""Subject and value: which number belongs to which indicator, as growth, level or change.

Owns the reading of a predicate: 达到500亿元、增长6%; 分别增长8%、9.3%; 与经济增长同步. Gives every statement of a text, whoever
it is about in time: what is a target and what a result is decided in `targets` and `results`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.derive.indicators.heads import Head, clause_start, head_of
from archive.derive.indicators.names import PER_HEAD, Name, names_in
from archive.derive.indicators.numbers import Quantity, quantity_at
from archive.derive.indicators.units import measured, per_head
from archive.derive.indicators.wording import AVERAGE, DUTY_BEFORE, DUTY_BEHIND, DUTY_REST, BASE_YEAR, FALL, FILL, FROM, PLANNED, QUALITATIVE, RISE, WANTED

_JOINT = re.compile(r"(?:人民币)?(?:新?台阶|大关|关口|门槛)?(?:\([^()\n%]{0,40}\))?"
    r"(?:[,、](?:占|为|完成)(?:年初|全年|年度|年|预算|调整|计划|任务|目标|数|的)*+[\d.]{1,6}%|[,、](?:总量|规模|增速|增幅)?(?:位?居|位列|排名?)[^,;。、\n]{2,14}(?=[,、]))?"
    r"(?:\((?=同比|增长|下降|比上年)|,|、|并|且|和|,并|,且)?")
_LIST_JOINT = re.compile("(?:、|,|和|及|与|以及)")
_ALL = re.compile("(?<!年)(?<!平)均|都|各")
_LONGEST_TAIL = 48
_TAIL_END = re.compile("[,;。\n!?、(]")
_OPENING = 400
_MOST_CHAINED = 3
_MOST_SHARED = 8


@dataclass(frozen=True, slots=True)
class Statement:
    """One indicator and one value; offsets of the plain text. `quantity` is None for a qualitative statement.

    `value` and `value_max` are signed. `bare`: a rate without a word of growth. `planned`: spoken of as a plan.
    `words` are those between the name and the number. `clause` is where the clause begins.
    """

    indicator: str
    measure: str
    value: float | None
    value_max: float | None
    unit: str | None
    quantity: Quantity | None
    average: bool
    bare: bool
    planned: bool
    base_year: int | None
    words: str
    name: str
    clause: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Group:
    """Words and the numbers behind them."""

    words: str
    quantities: tuple[Quantity, ...]

    @property
    def end(self) -> int:
        return self.quantities[-1].end


def statements(text: str) -> tuple[Statement, ...]:
    """Return the statements of a plain text in order."""
    names = names_in(text)
    opening = text[:_OPENING]
    found: list[Statement] = []
    for at in range(len(names)):
        found += _of_name(text, names, at, opening, found[-_MOST_SHARED:])
    return tuple(found)


def _of_name(
    text: str, names: Sequence[Name], at: int, opening: str, earlier: Sequence[Statement]
) -> Iterator[Statement]:
    name = names[at]
    words, offset = _filler(text, name.end)
    first = quantity_at(text, offset)
    if first is None:
        yield from _qualitative(text, names, at, opening)
        return
    head = head_of(text, names, at, opening)
    if head is None:
        return
    groups = _groups(text, words, first, len(head.subjects))
    kept: dict[tuple[str, str, bool], Statement] = {}
    for number, group in enumerate(groups):
        if len(head.subjects) == 1 and len(group.quantities) > 1:
            yield from kept.values()
            yield from _shared(text, [*earlier, *kept.values()], group)
            return
        for subject, quantity in _assigned(head, text[name.start : name.end], group):
            one = _statement(text, head, name, subject, group.words, quantity, number > 0)
            if one is None:
                continue
            key = (subject, one.measure, one.average)
            if key not in kept or _is_passed(kept[key], one):
                kept[key] = one
    yield from kept.values()


def _is_passed(earlier: Statement, later: Statement) -> bool:
    """Whether a later number says exactly what an earlier one only passed: 突破200亿元,达到204亿元."""
    passed = earlier.quantity is not None and earlier.quantity.modifier in ("突破", "超过", "超")
    return passed and "达" in later.words and "力争" not in later.words


def _filler(text: str, offset: int) -> tuple[str, int]:
    """Read the words before a number, a beginning value (由849亿元增加到) left out; return them and where they end."""
    filled = FILL.match(text, offset)
    end = filled.end() if filled else offset
    begun = FROM.match(text, end)
    if begun:
        filled = FILL.match(text, begun.end())
        end = filled.end() if filled else begun.end()
        return text[offset : begun.start()] + "达到" + text[begun.end() : end], end
    return text[offset:end], end


def _groups(text: str, words: str, first: Quantity, subjects: int) -> list[_Group]:
    """Read the numbers of a predicate, and of the clauses behind it that have no subject of their own."""
    groups = [_Group(words, _listed(text, words, first, subjects))]
    while len(groups) <= _MOST_CHAINED:
        joint = _JOINT.match(text, groups[-1].end)
        start = joint.end() if joint else groups[-1].end
        words, offset = _filler(text, start)
        quantity = quantity_at(text, offset)
        if quantity is None or not (
            RISE.search(words) or FALL.search(words) or "达" in words or _passes(words, quantity)
        ):
            break
        groups.append(_Group(words, _listed(text, words, quantity, subjects)))
    return groups


def _passes(words: str, quantity: Quantity) -> bool:
    """Whether an amount that was passed follows at once: 增长6.1%、突破2万亿元."""
    return not words and quantity.modifier == "突破" and not quantity.is_rate


def _listed(text: str, words: str, first: Quantity, subjects: int) -> tuple[Quantity, ...]:
    """Return the numbers of a list, as many as there are subjects: 8%、9.3%."""
    quantities = [first]
    while len(quantities) < max(subjects, _MOST_SHARED if subjects == 1 else 0) and ("分别" in words or subjects <= 2):
        joint = _LIST_JOINT.match(text, quantities[-1].end)
        if joint is None:
            break
        filled, offset = _filler(text, joint.end())
        if subjects == 1 and (filled or joint[0] == ","):
            break
        quantity = quantity_at(text, offset)
        if quantity is None or quantity.unit != first.unit:
            break
        quantities.append(quantity)
    return tuple(quantities)


def _shared(text: str, earlier: Sequence[Statement], group: _Group) -> Iterator[Statement]:
    """Give the numbers behind several clauses to their subjects in turn: 城镇…3万元,农村…2万元,分别增长7%和8%."""
    owners: list[Statement] = []
    for one in reversed(earlier):
        if any(one.indicator == other.indicator for other in owners):
            continue
        between = text[one.end : group.quantities[0].start]
        if between.count(",") + between.count("、") > len(owners) + 2:
            break
        owners.insert(0, one)
    owners = owners[-len(group.quantities) :]
    if len(owners) != len(group.quantities) or any(one.measure != "level" for one in owners):
        return
    if any(mark in text[owners[0].start : group.end] for mark in "。;\n"):
        return
    for owner, quantity in zip(owners, group.quantities, strict=True):
        meaning = measured(owner.indicator, owner.name, group.words, quantity, True)
        if meaning and meaning.measure == "growth":
            sign = -1.0 if meaning.falls else 1.0
            yield replace(
                owner,
                measure="growth",
                value=_scaled(quantity.value, sign),
                value_max=None,
                unit=quantity.unit,
                quantity=quantity,
                average=bool(AVERAGE.search(group.words)),
                base_year=_base_year(group.words),
                words=group.words,
                end=group.end,
            )


def _assigned(head: Head, name: str, group: _Group) -> Iterator[tuple[str, Quantity]]:
    """Give each subject its number: one to one, or one for all where 均 says so; nothing where they do not match.

    城乡居民收入 with one number is resident_income; 城镇和农村居民收入 with one number is both.
    """
    quantities, subjects = group.quantities, head.subjects
    if len(subjects) == 1 or len(quantities) == len(subjects):
        pairs = zip(subjects, quantities, strict=False)
    elif len(quantities) > 1 or "分别" in group.words:
        return
    elif _ALL.search(group.words) or (head.is_pair and not name.startswith("城乡")):
        pairs = zip(subjects, quantities * len(subjects), strict=True)
    elif head.is_pair:
        pairs = zip(("resident_income",), quantities, strict=True)
    else:
        return
    for subject, quantity in pairs:
        if subject is not None:
            yield subject, quantity


def _statement(
    text: str, head: Head, name: Name, subject: str, words: str, quantity: Quantity, chained: bool
) -> Statement | None:
    naming = text[name.start : name.end]
    meaning = measured(subject, naming, words, quantity, chained)
    if meaning is None:
        return None
    unit, scale = per_head(quantity.unit) if subject in PER_HEAD else (quantity.unit, 1.0)
    scale = -scale if meaning.falls else scale
    last = quantity.end
    if len(head.subjects) > 1:
        last = _list_end(text, quantity)
    return Statement(
        indicator=subject,
        measure=meaning.measure,
        value=_scaled(quantity.value, scale),
        value_max=None if quantity.value_max is None else _scaled(quantity.value_max, scale),
        unit=unit,
        quantity=quantity,
        average=bool(AVERAGE.search(words)),
        bare=meaning.bare,
        planned=bool(PLANNED.search(text[head.start : name.start] + words) or WANTED.search(words)),
        base_year=_base_year(words),
        words=words,
        name=naming,
        clause=head.start,
        start=head.quote_start,
        end=last,
    )


def _base_year(words: str) -> int | None:
    base = BASE_YEAR.search(words)
    return int(base[1]) if base else None


def _scaled(value: float, scale: float) -> float:
    return round(value * scale, 6) + 0.0


def _list_end(text: str, quantity: Quantity) -> int:
    """Return the end of the list of numbers that one stands in: every quote of a list has all of it."""
    end = quantity.end
    while joint := _LIST_JOINT.match(text, end):
        _, offset = _filler(text, joint.end())
        following = quantity_at(text, offset)
        if following is None or following.unit != quantity.unit or offset - joint.end() > 6:
            break
        end = following.end
    return end


def _qualitative(text: str, names: Sequence[Name], at: int, opening: str) -> Iterator[Statement]:
    name = names[at]
    stop = _TAIL_END.search(text, name.end, name.end + _LONGEST_TAIL)
    tail = text[name.end : stop.start() if stop else name.end + _LONGEST_TAIL]
    said = QUALITATIVE.match(tail)
    head = head_of(text, names, at, opening) if said else None
    if said is None or head is None or (len(head.subjects) > 1 and not head.is_pair):
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
    start = clause_start(text, name.start)
    before, rest = DUTY_BEFORE.search(text, start, name.start), DUTY_REST.match(text, name.end)
    return (before.start(), rest.end()) if before and rest else None


def _unnumbered(indicator: str, text: str, name: Name, clause: int, start: int, end: int) -> Statement:
    return Statement(
        indicator=indicator,
        measure="growth",
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
