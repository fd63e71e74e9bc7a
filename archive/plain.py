"""Text from a site on its way to a terminal or a log: one line, no control characters, no terminal escapes.

Owns what may be printed. HTML is escaped where HTML is made.
"""

from __future__ import annotations

import re
import unicodedata

ESCAPES = re.compile(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b\[[0-?]*[ -/]*[@-~]|\x1b.?")
"""OSC and CSI sequences (ECMA-48), and whatever else an ESC introduces."""


def printable(text: object, limit: int = 500) -> str:
    """Return text as one printable line of at most `limit` characters, cut with an ellipsis.

    Control characters, bidirectional overrides and invisible format characters become spaces or nothing.
    """
    plain = ESCAPES.sub("", str(text))
    line = "".join(_shown(character) for character in plain)
    line = " ".join(line.split(" ")).strip()
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    return "" if category in ("Cf", "Cs", "Cn") else character
