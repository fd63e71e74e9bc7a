"""Where a report's header ends and its speech begins.

Owns the end of the header: what is printed before the speaker addresses the meeting, or in brackets right behind.
Reads nothing out of it; that is the business of `dates`, `meetings` and `people`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from archive.derive.text import nfkc

WITH_ADDRESS = 600
"""Characters within which the address must begin for everything before it to be the header."""
ALONE = 200
"""Length of the header of a text that addresses nobody."""
BEHIND_ADDRESS = 400
"""Characters behind the beginning of the address within which a header in brackets may stand."""
TITLE = 300
"""Characters of a title that are read; longer ones are no titles."""

_ADDRESS = re.compile(
    r"(?:尊敬的|主席团[、,，]?\s?)?各\s?位\s?(?:人大)?\s?代\s?表|(?:同志们|父老乡亲们)\s?[:：,，!！]"
    r"|(?:现在[,，]?\s?)?(?:我|由我)\s?(?:谨)?\s?(?:代表|受)[^。]{0,30}?(?:政府|委托|办事处|管委会|国务院)"
)
_BODY = re.compile(
    r"[。]|(?:^|\s)(?:第?[一1][、.．]|目\s?录)"
    r"|\d{4}\s?年(?:度)?(?:政府|主要|全年)?工作(?:的)?(?:回顾|总结|情况)"
)
_IN_BRACKETS = re.compile(
    r"[。！!：:\n]\s?[（(](?P<header>(?=[^（()）]{4,100}(?:次会议|人民代表大会|人代会))[^（()）。；]{0,16}年[^（()）。；]{8,120})[）)]"
)
_OLD_FORMS = dict(zip("國會議屆縣區長報鎮鄉県", "国会议届县区长报镇乡县", strict=True))
"""Traditional characters that headers of the fifties and careless prints mix in; one for one, so offsets stay."""
_OLD_FORM = re.compile(f"[{''.join(_OLD_FORMS)}]")


@dataclass(frozen=True, slots=True)
class Header:
    """The beginning of a text, up to (not including) the character at `end`.

    `addressed`: the address (各位代表 …) follows; else the header is only what comes before the first sentence ends
    or the first heading begins, and may be body. `start` is not 0 where the header stands behind the address.
    """

    text: str
    addressed: bool
    start: int = 0

    @property
    def end(self) -> int:
        """Offset in the text at which the header ends, exclusive."""
        return self.start + len(self.text)


@lru_cache(maxsize=4)
def header_of(text: str) -> Header:
    """Return the header of a report: what stands before 各位代表 (or 同志们, 现在我代表…), else its first few lines."""
    address = _ADDRESS.search(text, 0, WITH_ADDRESS + 4)
    if address:
        return Header(text[: address.start()], addressed=True)
    body = _BODY.search(text, 0, ALONE)
    return Header(text[: body.start() if body else ALONE], addressed=False)


def header_behind(text: str, header: Header) -> Header | None:
    """Return what some print in brackets behind the address: 各位代表：…（2020年1月3日在…会议上 市长 何某某）."""
    if not header.addressed:
        return None
    found = _IN_BRACKETS.search(text, header.end, header.end + BEHIND_ADDRESS)
    return Header(found["header"], addressed=True, start=found.start("header")) if found else None


def title_as_header(title: str) -> Header:
    """Return a title as a header in which date, meeting and speaker may be looked for."""
    return Header(title[:TITLE], addressed=True)


def squeezed(printed: str) -> str:
    """Return a line for matching: NFKC, simplified forms of the words headers are made of, no white space."""
    return "".join(_OLD_FORM.sub(lambda old: _OLD_FORMS[old[0]], nfkc(printed)).split())
