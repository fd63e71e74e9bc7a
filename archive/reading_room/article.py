"""A text as an article: paragraphs and headings as HTML, search hits marked. Pure; escapes everything."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archive.search import Span

_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、[^。；]{1,40}")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a text."""

    html: Markup
    heading: bool


def article(text: str, hits: Sequence[Span] = ()) -> list[Paragraph]:
    """Cut a text at its line breaks and mark the hits (offsets in the text, in order, without overlap).

    The first mark has the id `hit-1`, the second `hit-2` and so on, for links. A hit that reaches over a line
    break is marked in both paragraphs.
    """
    paragraphs: list[Paragraph] = []
    start, next_hit = 0, 0
    for line in text.split("\n"):
        end = start + len(line)
        pieces, position = [], start
        for number in range(next_hit, len(hits)):
            first, last = max(hits[number][0], start), min(hits[number][1], end)
            if first >= end:
                break
            name = f' id="hit-{number + 1}"' if hits[number][0] >= start else ""
            pieces += [html.escape(text[position:first]), f"<mark{name}>{html.escape(text[first:last])}</mark>"]
            position = last
            next_hit = number + (hits[number][1] <= end)
        pieces.append(html.escape(text[position:end]))
        if line.strip():
            written = Markup("".join(pieces))  # noqa: S704 - every piece is escaped above
            paragraphs.append(Paragraph(written, _HEADING.fullmatch(line.strip()) is not None))
        start = end + 1
    return paragraphs
