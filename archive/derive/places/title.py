"""What a title says about the place: the label in its bracket, and the chain of names before 政府工作报告.

Owns cutting a title into the pieces that may be names. Must not look at the text, nor decide which place is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from archive.derive.places.chain import Chain, read_chain
from archive.derive.places.names import HAN
from archive.derive.places.table import by_name

LONGEST = 200
"""Characters of a title that are looked at."""
_BRACKET = re.compile(r"[【\[〔「]([^】\]〕」]{0,40})[】\]〕」]")
_TRADE = re.compile(r"(?:招商引资|招商网|招商局|招商|投资|产业园区?)$")
_NOT_HAN = re.compile(f"[^{HAN}]+")
_DIGITS = r"\d〇○◯ΟO零一二三四五六七八九十百"
_CUT = re.compile(
    rf"[{_DIGITS}]{{2,4}}年度?|第?[{_DIGITS}]{{1,4}}[届次]|\d+|[^{HAN}]+"
    r"|人民代表大会常务委员会|人民代表大会|人大常委会|人大会|人代会|人大|会议|人民政府|政府|行政公署|行署|管委会|管理委员会"
    r"|工作报告|工作总结|关于|国民经济|财政|预算|计划|全文|发布"
)
_POST = re.compile(r"(?:代理|代)?(?:[省市县区州盟旗镇乡]长|主席|书记|主任|苏木达)")
_RANK = {"township": 0, "zone": 1, "region": 2, "short": 3, "unknown": 4}


@dataclass(frozen=True, slots=True)
class TitleNames:
    """The label as a chain (None: no label, or it names no place), and the title's own chain of names."""

    label: Chain | None
    subject: Chain | None


def title_names(title: str) -> TitleNames:
    """Return the places that a title names. A label is read without 招商: 【滕州市招商】 gives 滕州市."""
    title = "".join(title.split())[:LONGEST]
    bracket = _BRACKET.match(title)
    label = read_chain(_TRADE.sub("", _NOT_HAN.sub("", bracket[1]))) if bracket else None
    return TitleNames(label, subject(title[bracket.end() :] if bracket else title))


def subject(line: str) -> Chain | None:
    """Return the lowest place that a line names, the others before it: 山东省 … 济南市历城区 … gives 历城区."""
    chains = [chain for piece in _CUT.split(line) if (chain := _read(piece))]
    if not chains:
        return None
    own = min(chains, key=_rank)
    others = [name for chain in chains for name in (*chain.parents, chain.name) if chain is not own]
    more = [name for name in others if name not in (*own.parents, own.name) and _level(name) < _level(own.name)]
    return replace(own, parents=(*dict.fromkeys(more), *own.parents))


def _read(piece: str) -> Chain | None:
    """Read a piece as it is, without the 在 before it, or up to the post of a person."""
    for start in dict.fromkeys((piece, piece.removeprefix("在"), piece[piece.rfind("在") + 1 :])):
        chain = read_chain(start) if len(start) > 1 else None
        if chain and chain.kind != "unknown":
            return chain
    post = _POST.search(piece, 2)
    if post:
        return read_chain(piece[: post.start()])
    return read_chain(piece) if 2 < len(piece) <= 10 else None


def _rank(chain: Chain) -> tuple[int, int]:
    return (_RANK[chain.kind], -_level(chain.name))


def _level(name: str) -> int:
    """Return how low a name stands at most: 0 province, 1 prefecture, 2 county, 3 everything else."""
    order = ("province", "prefecture", "county")
    return max((order.index(region.level) for region in by_name().get(name, ())), default=3)
