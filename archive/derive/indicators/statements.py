"""Subject and value: which number belongs to which indicator, as growth, level or change.

Owns the joining of heads and predicates. Gives every statement of a text, whatever year it is about: what is a target
and what a result is decided in `targets` and `results`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.derive.indicators.heads import Head, head_of
from archive.derive.indicators.names import PER_HEAD, Name, names_in
from archive.derive.indicators.numbers import Quantity, index_at, quantity_at
from archive.derive.indicators.predicates import MOST_SHARED, Group, filler, groups, is_of_year, list_end
from archive.derive.indicators.statement import Statement
from archive.derive.indicators.units import measured, per_head
from archive.derive.indicators.unnumbered import qualitative
from archive.derive.indicators.wording import AVERAGE, BASE_YEAR, PLANNED, WANTED

_ALL = re.compile("(?<!年)(?<!平)均|都|各")
_OTHERS = re.compile(r"(?:(?:、|和|与|以?及)[^,;。、和与及\d\n]{1,14}){1,5}(?<!年均)(?=(?:年均)?分别)")
"""Things behind a name in the list of subjects of 分别."""
_RESUMED = re.compile("[^,;。、(\\d\\n]{2,16},(?:全年|去年|(?:20|19)\\d\\d年)(?:预计)?达到?(?=\\d)")
_SEPARATOR = re.compile(r"[,、](?!\d)")
_AMOUNT = re.compile(r"\d[万亿千百]{0,2}(?:美元|元|人|吨|斤|公斤)")
_TRAILING = re.compile(
    r"(?:[,、][^,;。、\d\n]{2,14}\d[\d.]{0,9}[^\d,;。、\n]{1,4}){1,3}[,、](?=[^\d,;。、\n]{0,8}分别)"
)
"""Things and amounts in front of 分别增长."""
_NO_THING = re.compile("净?增|占|[比较同]|其中占|减")
_LONGEST_PART = 40
"""Characters of a thing and its amount in front of 分别增长."""
_OPENING = 400
"""Characters in which a report names its own place."""


def statements(text: str) -> tuple[Statement, ...]:
    """Return the statements of a plain text in order."""
    names = names_in(text)
    opening = text[:_OPENING]
    found: list[Statement] = []
    for at in range(len(names)):
        found += _of_name(text, names, at, opening, found[-MOST_SHARED:])
    return tuple(found)


def _of_name(
    text: str, names: Sequence[Name], at: int, opening: str, earlier: Sequence[Statement]
) -> Iterator[Statement]:
    name = names[at]
    end = _end_of_list(text, names, at)
    words, offset = filler(text, end)
    first = quantity_at(text, offset)
    if first is None and name.indicators == ("cpi",) and "指数" in text[name.start : offset]:
        first = index_at(text, offset)
    if first is None:
        first, words = _resumed(text, names, at), "达到"
    if first is None:
        yield from qualitative(text, names, at, opening)
        return
    head = head_of(text, names, at, opening, end if end > name.end else None)
    if head is None:
        return
    found = groups(text, words, first, len(head.subjects))
    kept: dict[tuple[str, str, str, bool, bool], Statement] = {}
    for number, group in enumerate(found):
        if len(head.subjects) == 1 and len(group.quantities) > 1:
            yield from kept.values()
            yield from _shared(group, _sharers(text, [*earlier, *kept.values()], group))
            return
        for subject, called, quantity in _assigned(head, group):
            one = _statement(text, head, name, subject, called, group.words, quantity, number > 0)
            if one is None:
                continue
            key = (subject, called, one.measure, one.average, number > 0 and is_of_year(group.words))
            if key not in kept or _is_passed(kept[key], one):
                kept[key] = one
    yield from kept.values()
    yield from _behind_others(text, names, at, earlier, list(kept.values()) if len(head.subjects) == 1 else [])


def _resumed(text: str, names: Sequence[Name], at: int) -> Quantity | None:
    """Read the amount that a clause in between keeps from its name: 粮食产量再创新高,全年达到52万吨."""
    between = _RESUMED.match(text, names[at].end)
    if between is None or (at + 1 < len(names) and names[at + 1].start < between.end()):
        return None
    found = quantity_at(text, between.end())
    return found if found and not found.is_rate else None


def _end_of_list(text: str, names: Sequence[Name], at: int) -> int:
    """Return where the subjects of a predicate end: behind a name, or behind other things after it (A和B分别)."""
    name = names[at]
    others = _OTHERS.match(text, name.end)
    if others is None or (at + 1 < len(names) and names[at + 1].start < others.end()):
        return name.end
    return others.end()


def _is_passed(earlier: Statement, later: Statement) -> bool:
    """Whether a later number says exactly what an earlier one only passed: 突破200亿元,达到204亿元."""
    passed = earlier.quantity is not None and earlier.quantity.modifier in ("突破", "超过", "超", "跨越")
    return passed and "达" in later.words and "力争" not in later.words


def _behind_others(
    text: str, names: Sequence[Name], at: int, earlier: Sequence[Statement], own: Sequence[Statement]
) -> Iterator[Statement]:
    """Yield the growth that is told behind amounts of other things: 粮食总产40万吨,肉类8万吨,分别增长2%和5%."""
    others = _TRAILING.match(text, own[-1].end) if own else None
    if others is None or (at + 1 < len(names) and names[at + 1].start < others.end()):
        return
    words, offset = filler(text, others.end())
    first = quantity_at(text, offset)
    if first and first.is_rate and "分别" in words:
        group = groups(text, words, first, 1)[0]
        yield from _shared(group, _things(text, [*earlier, *own], others.end() - 1, group))


def _shared(group: Group, owners: Sequence[Statement | None]) -> Iterator[Statement]:
    """Give the numbers behind several clauses to their subjects in turn: 城镇…3万元,农村…2万元,分别增长7%和8%."""
    for owner, quantity in zip(owners, group.quantities, strict=False):
        if owner is None:
            continue
        meaning = measured(owner.indicator, owner.name, group.words, quantity, True)
        if meaning and meaning.measure == "growth":
            yield replace(
                owner,
                measure="growth",
                value=_scaled(quantity.value, -1.0 if meaning.falls else 1.0),
                value_max=None,
                unit="%" if quantity.unit in ("倍", "百分点") else quantity.unit,
                quantity=quantity,
                average=bool(AVERAGE.search(group.words)),
                base_year=_base_year(group.words),
                words=group.words,
                end=group.end,
            )


def _sharers(text: str, earlier: Sequence[Statement], group: Group) -> Sequence[Statement | None]:
    """Return whose the numbers are that follow a single subject's predicate."""
    things = _things(text, earlier, earlier[-1].end, group) if earlier else []
    return things or _owners(text, earlier, group)


def _things(text: str, earlier: Sequence[Statement], right: int, group: Group) -> list[Statement | None]:
    """Return whose amounts stand in the last clauses before a list of numbers; None for what is no indicator's.

    合同外资2亿美元,到账外资1亿美元,分别增长6%和5%. Empty where a clause has no amount or says more of the same thing.
    """
    count = len(group.quantities)
    between = text[right : group.quantities[0].start]
    if between.count(",") + between.count("、") > 1 or any(mark in between for mark in "。;\n"):
        return []
    things: list[Statement | None] = []
    low = max(0, right - _LONGEST_PART * count)
    cuts = [low, *(found.end() for found in _SEPARATOR.finditer(text, low, right))]
    for left in reversed(cuts):
        begin = max(text.rfind(mark, left, right) for mark in ";。\n") + 1
        left = max(left, begin)
        if (begin and len(things) + 1 < count) or not _AMOUNT.search(text, left, right):
            return []
        owners = [one for one in earlier if left < one.end <= right]
        if len(owners) > 1 or any(one.measure != "level" for one in owners):
            return []
        owner = owners[0] if owners else None
        if owner is None and _NO_THING.match(text, left):
            return []
        things.insert(0, owner)
        right = left
        if len(things) == count:
            return things
    return []


def _owners(text: str, earlier: Sequence[Statement], group: Group) -> list[Statement]:
    """Return the levels stated just before a list of numbers, as many as there are numbers, or none."""
    owners: list[Statement] = []
    for one in reversed(earlier):
        if any((one.indicator, one.start) == (other.indicator, other.start) for other in owners):
            continue
        between = text[one.end : group.quantities[0].start]
        if between.count(",") + between.count("、") > len(owners) + 2:
            break
        owners.insert(0, one)
    owners = owners[-len(group.quantities) :]
    if len(owners) != len(group.quantities) or any(mark in text[owners[0].start : group.end] for mark in "。;\n"):
        return []
    return owners if all(one.measure == "level" for one in owners) else []


def _assigned(head: Head, group: Group) -> Iterator[tuple[str, str, Quantity]]:
    """Give each subject, as it is called, its number: one to one, or one for all; nothing where they do not match.

    One for all where 均 says so, and one rate for a list of which every item is an indicator: 进出口和利用外资增长5%.

    城乡居民收入 with one number is resident_income; 城镇和农村居民收入 with one number is both.
    """
    quantities, subjects, name = group.quantities, head.subjects, head.called[-1]
    if len(subjects) == 1 or len(quantities) == len(subjects):
        pairs = zip(subjects, quantities, strict=False)
    elif len(quantities) > 1 or "分别" in group.words:
        return
    elif _ALL.search(group.words) or (head.is_pair and not name.startswith("城乡")):
        pairs = zip(subjects, quantities * len(subjects), strict=True)
    elif head.is_pair:
        pairs = zip(("resident_income",), quantities, strict=True)
    elif None not in subjects and quantities[0].is_rate and not any(one.startswith("经济增") for one in head.called):
        pairs = zip(subjects, quantities * len(subjects), strict=True)
    else:
        return
    for called, (subject, quantity) in zip(head.called, pairs, strict=False):
        if subject is not None:
            yield subject, called, quantity


def _statement(
    text: str, head: Head, name: Name, subject: str, called: str, words: str, quantity: Quantity, chained: bool
) -> Statement | None:
    meaning = measured(subject, called, words, quantity, chained)
    if meaning is None:
        return None
    unit, scale = per_head(quantity.unit) if subject in PER_HEAD else (quantity.unit, 1.0)
    unit = "%" if unit == "倍" or (unit == "百分点" and meaning.measure == "growth") else unit
    scale = -scale if meaning.falls else scale
    return Statement(
        indicator=subject,
        measure=meaning.measure,
        value=_scaled(quantity.value - meaning.base, scale),
        value_max=None if quantity.value_max is None else _scaled(quantity.value_max - meaning.base, scale),
        unit=unit,
        quantity=quantity,
        average=bool(AVERAGE.search(words)) or text.endswith(("年均", "年平均"), head.start, name.start),
        bare=meaning.bare,
        planned=bool(PLANNED.search(text[head.start : name.end] + words) or WANTED.search(words)),
        base_year=_base_year(words),
        words=words,
        name=called,
        clause=head.start,
        start=head.quote_start,
        end=list_end(text, quantity) if len(head.subjects) > 1 else quantity.end,
    )


def _base_year(words: str) -> int | None:
    base = BASE_YEAR.search(words)
    return int(base[1]) if base else None


def _scaled(value: float, scale: float) -> float:
    return round(value * scale, 6) + 0.0
