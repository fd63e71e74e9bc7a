"""The predicate behind a name: the words and numbers that follow it, clause after clause.

Owns where a predicate goes on (达到500亿元、增长6%; 8%、9.3%) and where it ends. What the numbers mean is `units`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.derive.indicators.numbers import Quantity, quantity_at
from archive.derive.indicators.wording import FALL, FILL, FROM, RISE

_JOINT = re.compile(
    r"(?:人民币)?(?:新?台阶|大关|关口|门槛)?(?:\([^()\n%百]{0,40}\))?"
    r"(?:[,、](?:占|为|完成)(?:年初|全年|年度|年|预算|调整|计划|任务|目标|数|的)*+[\d.]{1,6}%"
    r"|[,、](?:总量|规模|增速|增幅)?(?:位?居(?!民)|位列|排名?)[^,;。、\n]{2,14}(?=[,、])|[,、](?:总量|规模|增速|增幅)全[国省市县区]第[一二三四五六七八九十\d]{1,3}(?=[,、]))?"
    r"(?:\((?=同比|增长|增幅|增速|增加|下降|减少|[比较]上年|可比|同口径|按)|,并|,且|,|、|并|且|和)?"
)
"""Between a number and the next of the same subject, an interpolated share or rank included."""
_TOTAL = re.compile("(?:总量|总额|总产量?|产量)|(?:预计|全年)?(?:完成|实现)")
_LIST_JOINT = re.compile("以及|、|,|和|及|与")
_OF_YEAR = re.compile("(?:(?:20|19)\\d\\d年|去年|全年)(?:完成|实现|新增)")
_TO_YEAR = re.compile("(?:[到至]?(?:20|19)\\d\\d年)?")
MOST_SHARED = 8
"""Numbers in one list."""
_MOST_CHAINED = 3
_LONGEST_JOINT = 6


@dataclass(frozen=True, slots=True)
class Group:
    """Words and the numbers behind them."""

    words: str
    quantities: tuple[Quantity, ...]

    @property
    def end(self) -> int:
        """Where the last number ends, its modifier included."""
        return self.quantities[-1].end


def filler(text: str, offset: int) -> tuple[str, int]:
    """Read the words before a number, a beginning value (由849亿元增加到) left out; return them and where they end."""
    filled = FILL.match(text, offset)
    end = filled.end() if filled else offset
    begun = FROM.match(text, end)
    if begun:
        filled = FILL.match(text, begun.end())
        end = filled.end() if filled else begun.end()
        return text[offset : begun.start()] + "达到" + text[begun.end() : end], end
    return text[offset:end], end


def groups(text: str, words: str, first: Quantity, subjects: int) -> list[Group]:
    """Read the numbers of a predicate, and of the clauses behind it that have no subject of their own."""
    found = [Group(words, _listed(text, first, subjects))]
    while len(found) <= _MOST_CHAINED:
        joint = _JOINT.match(text, found[-1].end)
        start = joint.end() if joint else found[-1].end
        words, offset = filler(text, start)
        quantity = quantity_at(text, offset)
        if quantity is None or not (
            RISE.search(words) or FALL.search(words) or "达" in words or _passes(words, quantity)
        ):
            break
        found.append(Group(words, _listed(text, quantity, subjects)))
    return found


def is_of_year(words: str) -> bool:
    """Whether an amount is told of one year behind one of several: 五年累计39亿元,2011年完成12亿元."""
    return bool(_OF_YEAR.fullmatch(words))


def _passes(words: str, quantity: Quantity) -> bool:
    """Whether an amount that was passed, or a total, follows: 增长6.1%、突破2万亿元; 增产4亿斤,总产46亿斤.

    So does one with 完成 (增长8%,完成58亿元). The year it is for may be said: 年均增长7%,到2025年突破300亿元.
    """
    if quantity.is_rate:
        return False
    if is_of_year(words):
        return True
    if _TO_YEAR.fullmatch(words):
        return quantity.modifier in ("突破", "约", "超")
    return bool(_TOTAL.fullmatch(words))


def _listed(text: str, first: Quantity, subjects: int) -> tuple[Quantity, ...]:
    """Return the numbers of a list, as many as there are subjects: 8%、9.3%."""
    quantities = [first]
    while len(quantities) < (MOST_SHARED if subjects == 1 else subjects):
        joint = _LIST_JOINT.match(text, quantities[-1].end)
        if joint is None:
            break
        filled, offset = filler(text, joint.end())
        if subjects == 1 and (filled or joint[0] == ","):
            break
        quantity = quantity_at(text, offset)
        if quantity is None or quantity.is_rate != first.is_rate or (filled and quantity.unit != first.unit):
            break
        quantities.append(quantity)
    return tuple(quantities)


def list_end(text: str, quantity: Quantity) -> int:
    """Return the end of the list of numbers that one stands in: every quote of a list has all of it."""
    end = quantity.end
    while joint := _LIST_JOINT.match(text, end):
        _, offset = filler(text, joint.end())
        following = quantity_at(text, offset)
        if following is None or following.unit != quantity.unit or offset - joint.end() > _LONGEST_JOINT:
            break
        end = following.end
    return end
