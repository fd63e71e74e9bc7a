"""How a clean text becomes the HTML that people paste into a CMS.

Owns the body fragment: white space, invisible characters, `<br>` paragraphs, Word's span soup, numbers cut by a tag,
and which report has which of them. A careful reader gets the canonical text back from any of it; the page around the
body is the variants' business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from random import Random

from crawler.replica.chance import between, chance, pick

_INDENTS = {
    "u3000": ("\u3000\u3000", "\u3000\u3000", "&#12288;&#12288;"),
    "nbsp": ("&nbsp;&nbsp;&nbsp;&nbsp;", "\u00a0\u00a0\u00a0\u00a0"),
    "ensp": ("\u2002\u2002\u2002\u2002", "&ensp;&ensp;"),
}
_GAPS = ("&nbsp;", "&nbsp;&nbsp;\u3000", "\u2002", "\u3000", "&emsp;&nbsp;", "\u00a0\u00a0\u00a0", " ")
_INVISIBLE = ("\u200b", "\ufeff", "\u00ad", "&#8203;", "&#65279;", "&shy;")
_ENTITY = re.compile(r"&#?\w+;")
_HEADING = re.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]")
_WORD_HEAD = (
    "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->"
    '<style type="text/css">p.MsoNormal{margin:0pt;mso-font-kerning:1.0000pt}</style>'
)
_WORD_OPEN = '<p class="MsoNormal" style="text-indent:32.0pt;line-height:28.0pt">'
_WORD_CLOSE = '<span lang="EN-US"><o:p></o:p></span></p>'


@dataclass(frozen=True, slots=True)
class Quirks:
    """Which oddities the HTML of one report has. `names` is what the truth says."""

    indent: str | None
    line_breaks: bool
    word: bool
    invisible: bool
    broken_numbers: bool
    twice: bool
    seed: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the oddities, sorted."""
        found = {
            f"indent_{self.indent}": bool(self.indent),
            "br_paragraphs": self.line_breaks,
            "word_spans": self.word,
            "zero_width": self.invisible,
            "broken_numbers": self.broken_numbers,
            "body_twice": self.twice,
        }
        return tuple(sorted(name for name, present in found.items() if present))


PLAIN = Quirks(None, False, False, False, False, False, "plain")


def quirks_of(seed: int, index: int) -> Quirks:
    """Return the oddities of a report: the same in every variant and on every day."""
    rng = Random(f"{seed}:{index}:quirks")
    roll = rng.random()
    indent = "u3000" if roll < 0.45 else "nbsp" if roll < 0.65 else "ensp" if roll < 0.75 else None
    line_breaks = chance(rng, 0.22)
    return Quirks(
        indent=indent,
        line_breaks=line_breaks,
        word=not line_breaks and chance(rng, 0.2),
        invisible=chance(rng, 0.14),
        broken_numbers=chance(rng, 0.14),
        twice=chance(rng, 0.08),
        seed=f"{seed}:{index}:html",
    )


def body_html(paragraphs: tuple[str, ...], quirks: Quirks) -> str:
    """Return the inside of the body container."""
    rng = Random(quirks.seed)
    lines = [_indent(rng, quirks) + _inline(rng, text, quirks) for text in paragraphs]
    if quirks.line_breaks:
        joint = pick(rng, ("<br>\n", "<br/><br/>\n", "<br />\r\n"))
        return joint.join(lines) + "<br>"
    if quirks.word:
        return _WORD_HEAD + "\n".join(f"{_WORD_OPEN}{line}{_WORD_CLOSE}" for line in lines)
    empty = pick(rng, ("", "", "<p>&nbsp;</p>\n", "<p><br></p>\n"))
    attribute = pick(rng, ("", "", ' style="text-indent:2em"', ' class="ql-align-justify"'))
    return "".join(f"<p{attribute}>{line}</p>\n{empty if n == 2 else ''}" for n, line in enumerate(lines))


def summary_text(paragraphs: tuple[str, ...], quirks: Quirks) -> str:
    """Return the text as a listing shows it: one line, tags gone, a space only before a heading. Not escaped."""
    rng = Random(quirks.seed)
    pieces: list[str] = []
    for text in paragraphs:
        if pieces and _HEADING.match(text):
            pieces.append(" ")
        line = _with_invisible(rng, text) if quirks.invisible else text
        pieces.append(line.replace(" ", pick(rng, ("\u00a0", "\u00a0\u00a0", "\u2002", " "))) if " " in line else line)
    return _unescape("".join(pieces))


def _indent(rng: Random, quirks: Quirks) -> str:
    return pick(rng, _INDENTS[quirks.indent]) if quirks.indent else ""


def _inline(rng: Random, text: str, quirks: Quirks) -> str:
    line = escape(text, quote=False)
    if quirks.invisible:
        line = _with_invisible(rng, line)
    if " " in line:
        line = line.replace(" ", pick(rng, _GAPS))
    if quirks.broken_numbers:
        line = re.sub(r"(?<=\d)\.(?=\d)", "<span>.</span>", line)
        line = re.sub(r"(\d)(\d)(?=[%年])", r"\1<b>\2</b>", line)
    if quirks.word:
        line = _word(line)
    elif _HEADING.match(text) and len(text) < 40 and chance(rng, 0.5):
        line = f"<strong>{line}</strong>"
    return line


def _with_invisible(rng: Random, text: str) -> str:
    """Put a few invisible characters between Chinese characters."""
    if len(text) < 8 or chance(rng, 0.5):
        return text
    places = {between(rng, 1, len(text) - 1) for _ in range(between(rng, 1, 4))}
    for place in sorted(places, reverse=True):
        if _is_han(text[place - 1]) and _is_han(text[place]):
            text = text[:place] + pick(rng, _INVISIBLE) + text[place:]
    return text


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _word(line: str) -> str:
    """Wrap runs of Latin letters and digits, and what lies between, in spans of their own."""
    pieces = re.split(r"(<[^>]+>|&#?\w+;|[A-Za-z0-9.%]+)", line)
    out: list[str] = []
    for piece in pieces:
        if not piece or piece.startswith(("<", "&")):
            out.append(piece)
        elif re.fullmatch(r"[A-Za-z0-9.%]+", piece):
            out.append(f'<span lang="EN-US" style="font-family:\'Times New Roman\';font-size:16.0pt">{piece}</span>')
        else:
            out.append(f'<span style="font-family:仿宋_GB2312;font-size:16.0pt">{piece}</span>')
    return "".join(out)


def _unescape(text: str) -> str:
    named = {"&#8203;": "\u200b", "&#65279;": "\ufeff", "&shy;": "\u00ad"}
    return _ENTITY.sub(lambda match: named.get(match[0], match[0]), text)
