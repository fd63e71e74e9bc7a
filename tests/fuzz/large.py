"""What must hold for large inputs: no rule takes the square of a length; the target `large`.

Owns no check but the time: texts and pages of `LARGE` bytes, made of few pieces that are repeated, are given to the
checks of the other targets.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from tests.fuzz import dates, pages
from tests.fuzz.alphabet import PATIENCE, grown

ELEMENTS = (
    *(
        ("<li>", "</li>"),
        ("<table>", "</table>"),
        ("<div>", "</div>"),
        ('<ul class="news">', "</ul>"),
        ("<pre>", "</pre>"),
    ),
    *(('<div class="info">', "</div>"), ('<div class="content">', "</div>"), ("<td>", "</td>"), ("<!--", "-->")),
)


def seeds() -> Iterator[bytes]:
    """Yield small inputs that stand for large texts and pages of several kinds."""
    yield bytes((0, 0, 0)) + dates.spelling("……", "a")
    yield bytes((0, 2, 2)) + dates.spelling("【云岭招商】", "2021年", "北京", "政府工作报告")
    yield bytes((0, 1, 0)) + dates.spelling("镇", "-", "镇", "政府工作报告")
    for opening, closing in ELEMENTS:
        yield bytes((1, 0, 1)) + pages.spelling(opening, closing, "<p>")  # one beside another
        yield bytes((1, 130, 1)) + pages.spelling(opening, "<b>", "</b>")  # one inside another


def check(data: bytes) -> None:
    """Raise AssertionError where a promise is broken or kept too late."""
    kind, rest = (data[0] if data else 0), data[1:]
    started = time.process_time()
    if kind % 2:
        pages.check_page(grown(rest, pages.ALPHABET).encode("utf-8", "replace"), None, pages.everything())
    else:
        dates.check_text(grown(rest, dates.ALPHABET))
    seconds = time.process_time() - started
    assert seconds < PATIENCE, f"{seconds:.1f} s"
