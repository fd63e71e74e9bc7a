"""In which bytes a page goes out, and what it says about them.

Owns the honest and half-honest declarations that real sites have: right, in one place only, none, a BOM, and gb18030
bytes called gb2312. A charset that is plainly wrong is a fault, not an encoding.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from crawler.replica.chance import pick


@dataclass(frozen=True, slots=True)
class Encoding:
    """One way to encode and declare. `header` and `meta` are what is declared there; None = nothing."""

    name: str
    codec: str
    header: str | None
    meta: str | None

    @property
    def meta_tag(self) -> str:
        """The tag for the page's head, empty where the page declares nothing."""
        if self.meta is None:
            return ""
        if self.codec == "gb18030":
            return f'<meta http-equiv="Content-Type" content="text/html; charset={self.meta}">'
        return f'<meta charset="{self.meta}">'

    @property
    def content_type(self) -> str:
        """The Content-Type header."""
        return f"text/html; charset={self.header}" if self.header else "text/html"

    def encode(self, html: str) -> bytes:
        """Return the page as bytes; a character that the codec lacks (none in gb18030) is an error."""
        return html.encode(self.codec)


ENCODINGS = {
    encoding.name: encoding
    for encoding in (
        Encoding("utf-8", "utf-8", "utf-8", "utf-8"),
        Encoding("gb2312", "gb18030", "gb2312", "gb2312"),
        Encoding("header", "utf-8", "utf-8", None),
        Encoding("header-gb", "gb18030", "GBK", None),
        Encoding("meta", "utf-8", None, "utf-8"),
        Encoding("meta-gb", "gb18030", None, "gb2312"),
        Encoding("missing", "utf-8", None, None),
        Encoding("missing-gb", "gb18030", None, None),
        Encoding("bom", "utf-8-sig", None, None),
    )
}
MIXED = "mixed"
NAMES = (*ENCODINGS, MIXED)


def encoding_for(name: str, path: str) -> Encoding:
    """Return the encoding of a page; with `mixed` each path has one of its own, always the same."""
    if name != MIXED:
        return ENCODINGS[name]
    return pick(Random(f"encoding:{path}"), tuple(ENCODINGS.values()))
