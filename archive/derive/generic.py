"""The last resort for a page whose selectors find no text: a generic extractor, marked as such.

Owns the one use of trafilatura, which says where the main text is; its words are then read by our own rules,
because the extractor loses some and breaks numbers apart. It never stands in for selectors that find something.
"""

from __future__ import annotations

import lxml.etree
import trafilatura

from archive.derive.markup import Element, paragraphs
from archive.derive.text import fold, stream_safe

DEEPEST = 200
"""Levels of nesting beyond which the extractor, which recurses, is not tried."""
LARGEST = 1_000_000
"""Characters of markup beyond which the extractor, which takes seconds for them, is not tried."""
SHARE = 0.9
"""An element holds the main text if it holds this much of what the extractor found."""
SHORT = 40
"""A line of up to so many characters at either end is left out where the extractor left it out."""


def main_text(root: Element) -> list[str]:
    """Return the paragraphs of what looks like the main text of a page, or an empty list. Never raises."""
    if _depth_exceeds(root, DEEPEST):
        return []
    source = stream_safe(lxml.etree.tostring(root, encoding="unicode", method="html"))
    if len(source) > LARGEST:
        return []
    try:
        text = trafilatura.extract(
            source,
            favor_recall=True,
            include_comments=False,
            with_metadata=False,
            output_format="txt",
        )
    except Exception:  # noqa: BLE001 - a foreign heuristic on foreign markup; finding nothing is the answer
        return []
    found = fold(text or "")
    return _trimmed(paragraphs(_holder(root, len(found))), found) if found else []


def _holder(root: Element, size: int) -> Element:
    """Return the innermost element that holds the main text, by the amount of text in it."""
    sizes = _sizes(root)
    holder: Element | None = root
    while holder is not None:
        root = holder
        holder = next((child for child in root if sizes[child] >= SHARE * size), None)
    return root


def _sizes(root: Element) -> dict[Element, int]:
    """Return the amount of text in each element: its characters once folded."""
    sizes: dict[Element, int] = {}
    for _, node in lxml.etree.iterwalk(root, events=("end",)):
        sizes[node] = len(fold(node.text or "")) + sum(sizes[child] + len(fold(child.tail or "")) for child in node)
    return sizes


def _trimmed(lines: list[str], found: str) -> list[str]:
    """Return lines without the short ones at both ends that are not in the extracted text."""
    first, last = 0, len(lines)
    while first < last and len(lines[first].strip()) <= SHORT and fold(lines[first]) not in found:
        first += 1
    while first < last and len(lines[last - 1].strip()) <= SHORT and fold(lines[last - 1]) not in found:
        last -= 1
    return lines[first:last]


def _depth_exceeds(root: Element, limit: int) -> bool:
    depth = 0
    for event, _ in lxml.etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limit:
            return True
    return False
