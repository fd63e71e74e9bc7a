"""The last resort for a page whose selectors find no text: a generic extractor, marked as such.

Owns the one use of trafilatura. It loses text on some pages (measured), so it never stands in for selectors
that do find something.
"""

from __future__ import annotations

import lxml.etree
import trafilatura

from archive.derive.markup import Element

DEEPEST = 200
"""Levels of nesting beyond which the extractor, which recurses, is not tried."""


def main_text(root: Element) -> list[str]:
    """Return the paragraphs of what looks like the main text of a page, or an empty list. Never raises."""
    if _depth_exceeds(root, DEEPEST):
        return []
    try:
        text = trafilatura.extract(
            lxml.etree.tostring(root, encoding="unicode", method="html"),
            favor_recall=True,
            include_comments=False,
            with_metadata=False,
            output_format="txt",
        )
    except Exception:  # noqa: BLE001 - a foreign heuristic on foreign markup; finding nothing is the answer
        return []
    return (text or "").split("\n")


def _depth_exceeds(root: Element, limit: int) -> bool:
    depth = 0
    for event, _ in lxml.etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limit:
            return True
    return False
