"""What the opening of a report says about the place: 在…届人民代表大会, 我代表…人民政府, …区长, and its own heading.

Owns finding these phrases before and right behind the address to the deputies. Must not look at the title, nor
further into the body than the opening reaches.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.derive.header import header_of
from archive.derive.places.chain import Chain, read_chain
from archive.derive.places.names import HAN, base
from archive.derive.places.table import by_name, townships
from archive.derive.places.title import subject

MANDATE, REACH = 1000, 1500
"""Characters within which 我代表…政府 stands, and that are read."""
_HEADING = 40
_CLAUSE = re.compile("[，。；,;！!]|来源|发布|网站|日报|作者|编辑|浏览|点击")
_SPOKEN_OF = re.compile(r"贯彻|落实|按照|根据|围绕|以来|确定|精神|执行|完成")
_NUMBER = r"[\d一二三四五六七八九十百]{1,4}"
_MEETING = re.compile(
    rf"第?{_NUMBER}届[^。，；,;]{{0,6}}?(?:人民代表大会|人大|人代会|代表大会)|(?<=[县市区镇乡旗州盟])(?:人民代表大会|人代会)"
)
_AT = re.compile(rf"[^。，,;；]{{0,14}}?(?:会议?上|大会上|上|会议[)）]?(?=各位代表|$|[^{HAN}]))")
_MANDATE = re.compile(r"(?:我代表|我受|(?<!人民)代表(?!大会))([^，。,;；:：届次会]{1,26}?)(?:人民)?政府")
_POST = re.compile(r"(?:代理|代)?(?P<unit>[省市县区州盟旗镇乡])长|自治区(?:代理|代)?主席")
_OFFICE = re.compile(r"(?:人民)?政府(?:党组书记、?)?$|(?:县委|市委|区委|党委)(?:副书记、?)?$")
_UNDER = re.compile(
    rf"(?<=在)([{HAN}]{{0,12}}?[省市县区旗州])党?委(?=[、，,和的及]|[^。]{{0,4}}(?:政府|坚强|正确|统一|领导))"
)
_RUN = re.compile(rf"[{HAN}]+$")
_AFTER = re.compile(r"会议?上|大会上|人大上")
_UNITS = ("自治区", "自治州", "自治县", "自治旗", *"省市县区州盟旗镇乡", "苏木", "街道", "街道办事处")
_NATIONAL = re.compile(r"国务院总理|我(?:现在)?(?:代表|受|根据)(?:中[华共][^。，,;；]{0,8}|政务院)?国务院")
_NATIONAL_MEETING = re.compile(r"全国人民代表大会(?:第[一二三四五六七八九十]{1,2}次)?会[议議]上")


@dataclass(frozen=True, slots=True)
class Opening:
    """The place that the opening names, and other chains printed there.

    `unit`: the bare unit of the government that reports (市, 镇), `post_unit`: that of a speaker. `under`: the region
    whose committee leads, as far as it is named (黄石市 in 在黄石市委、市政府和区委的坚强领导下, 县 in 在县委、县政府).
    """

    own: Chain | None = None
    others: tuple[Chain, ...] = ()
    unit: str | None = None
    post_unit: str | None = None
    under: str | None = None
    national: bool = False


def read_opening(text: str) -> Opening:
    """Return what the beginning of a text says about the place whose government reports.

    The meeting it is given at counts first, then its own heading, the government it is given for, and the speaker.
    """
    start = "".join(text[:REACH].split())
    printed = header_of(text)
    header = "".join(printed.text.split())
    meetings = _meetings(header)
    speakers = _speakers(header) if printed.addressed or meetings else []
    said = [*meetings, _heading(header), *_mandates(start[:MANDATE])]
    chains = [one for one in (*said, *speakers) if isinstance(one, Chain)]
    own = next((chain for chain in chains if chain.kind in ("region", "township")), None)
    return Opening(
        own,
        others=tuple(chain for chain in dict.fromkeys(chains) if chain is not own),
        unit=next((one for one in said if isinstance(one, str)), None),
        post_unit=next((one for one in speakers if isinstance(one, str)), None),
        under=_committee(start),
        national=bool(_NATIONAL.search(start[:MANDATE]) or _NATIONAL_MEETING.search(header)),
    )


def _committee(start: str) -> str | None:
    """Return the full name, or the bare unit, of the first region whose committee is said to lead."""
    for found in _UNDER.finditer(start):
        name = found[1].removeprefix("中共")
        if name in by_name() or name in _UNITS:
            return name
    return None


def _meetings(header: str) -> list[Chain | str | None]:
    """Return what stands before the meetings at which something is said (在…会议上), and before one that is a heading.

    Not before those that are spoken of (贯彻…会议精神).
    """
    found = list[Chain | str | None]()
    for meeting in _MEETING.finditer(header):
        named = _before(header[: meeting.start()])
        heads = meeting.start() <= _HEADING and isinstance(named, Chain) and not _SPOKEN_OF.search(header, 0, _HEADING)
        if heads or _AT.match(header, meeting.end()):
            found.append(named)
    return found


def _heading(header: str) -> Chain | None:
    """Return the place in a heading that the text begins with: 某镇2019年政府工作报告."""
    end = header.find("工作报告", 0, 60)
    return subject(header[:end]) if end > 0 and not _CLAUSE.search(header, 0, end) else None


def _mandates(start: str) -> list[Chain | str | None]:
    return [_name_or_unit(found[1].rpartition("、")[2]) for found in _MANDATE.finditer(start)]


def _speakers(header: str) -> list[Chain | str | None]:
    """Return what stands before the posts in a header: 青岛市 before 代市长, 市 where nothing does."""
    found: list[Chain | str | None] = []
    for post in _POST.finditer(header):
        if not post["unit"]:
            found += ["自治区"]
            continue
        run = _RUN.search(header[: post.start()][-40:])
        printed = _OFFICE.sub("", _AFTER.split(run[0])[-1]) if run else ""
        found.append(_full_name(printed, post["unit"]) or post["unit"])
    return found


def _full_name(printed: str, unit: str) -> Chain | None:
    """Read 青岛市 before 市长, and 青岛 before 市长 as 青岛市."""
    for name in (printed, printed + unit):
        chain = read_chain(name) if len(printed) > 1 else None
        if chain and chain.kind in ("region", "township") and not (name != printed and _is_unheard_of(chain)):
            return chain
    return None


def _before(header: str) -> Chain | str | None:
    """Read the names that a header ends with, from behind its last 在, 于 or date on."""
    run = _RUN.search(header[-60:])
    if not run:
        return None
    pieces = dict.fromkeys([run[0].rpartition(mark)[2] for mark in ("在", "于", "日", "—")] + [run[0]])
    for piece in pieces:
        named = _name_or_unit(piece)
        prose = isinstance(named, Chain) and piece == run[0] and _is_unheard_of(named)  # 出席镇人代会
        if named and not prose and (isinstance(named, str) or named.kind != "unknown"):
            return named
    return None


def _is_unheard_of(chain: Chain) -> bool:
    return chain.kind == "township" and not chain.parents and chain.name not in townships()


def _name_or_unit(printed: str) -> Chain | str | None:
    if printed in _UNITS:
        return printed
    chain = read_chain(printed)
    if chain and chain.kind == "short" and printed[-1] in "州县旗" and base(printed) != printed:
        return Chain(chain.name, "region", chain.parents)  # 湘西州, 长阳县: short, but with its unit
    return chain
