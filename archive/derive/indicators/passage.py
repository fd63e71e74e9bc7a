"""A report as the rules for figures see it: plain text, sentences, statements, and which part a place belongs to.

Owns the look-ups that blocks and results share. Decides nothing about targets.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import sub

from archive.derive.indicators.plain import Plain, plain
from archive.derive.indicators.planyear import reviews, year_planned_for
from archive.derive.indicators.statement import Statement
from archive.derive.indicators.statements import statements
from archive.derive.sections import Section

_LONGEST_SENTENCE = 3000
_SENTENCE = re.compile(r"[^。！？!?\n]*+(?:[。！？!?\n]++[”’\"]?)?")


@dataclass(frozen=True, slots=True)
class Passage:
    """`report_year` is the year planned for. `sentences` follow each other without gap.

    `parts` are the starts of the sections in the plain text with their roles, in order.
    """

    plain: Plain
    report_year: int | None
    sentences: tuple[tuple[int, int], ...]
    statements: tuple[Statement, ...]
    sentence_starts: tuple[int, ...]
    statement_starts: tuple[int, ...]
    parts: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        """The plain text."""
        return self.plain.text

    def sentence(self, offset: int) -> int:
        """Return the position of the sentence at an offset."""
        return max(0, bisect_right(self.sentence_starts, offset) - 1)

    def statements_in(self, start: int, end: int) -> tuple[Statement, ...]:
        """Return the statements that begin between two offsets."""
        low = bisect_left(self.statement_starts, start)
        return self.statements[low : bisect_left(self.statement_starts, end, lo=low)]

    def part_start(self, offset: int) -> int:
        """Return where the section at an offset begins."""
        at = bisect_right(self.parts, offset, key=lambda one: one[0]) - 1
        return self.parts[at][0] if at >= 0 else 0

    def role(self, offset: int) -> str:
        """Return the role of the section at an offset."""
        at = bisect_right(self.parts, offset, key=lambda one: one[0]) - 1
        return self.parts[at][1] if at >= 0 else "unsegmented"

    @property
    def plan_start(self) -> int | None:
        """Where the plan of the year begins: its section, or the first sentence that names it; None if untold."""
        planned = [start for start, role in self.parts if role == "plan"]
        if planned:
            return planned[0]
        if self.report_year is None:
            return None
        named = re.compile(
            f"{self.report_year}年[^,;。\\n]{{0,14}}(?:工作安排|工作打算|工作任务|重点工作|工作思路|主要工作|工作建议|总体要求|目标)"
            "|今年[^,;。\\n]{0,10}(?:总体要求|总体思路|工作思路|指导思想)"
        )
        found = named.search(self.text, len(self.text) // 8)
        return found.start() if found else None


def passage(text: str, parts: Sequence[Section], report_year: int | None) -> Passage:
    """Prepare a text."""
    made = plain(text)
    pieces = _SENTENCE.findall(made.text)[:-1]  # the last is empty: what is left at the end
    cuts = _cut_further([0, *accumulate(map(len, pieces))], len(made.text))
    said = sorted(statements(made.text), key=lambda one: one.start)
    planned = year_planned_for(made.text, parts, report_year)
    roles = tuple((made.offset(part.start), "review" if reviews(part, planned) else part.role) for part in parts)
    return Passage(
        plain=made,
        report_year=planned,
        sentences=tuple(pairwise(cuts)) or ((0, 0),),
        statements=tuple(said),
        sentence_starts=tuple(cuts[:-1]) or (0,),
        statement_starts=tuple(one.start for one in said),
        parts=roles,
    )


def _cut_further(cuts: list[int], length: int) -> list[int]:
    """End the last sentence, and cut what is too long for one, so that no rule has to look far."""
    cuts = cuts if cuts[-1] == length else [*cuts, length]
    if max(map(sub, cuts[1:], cuts), default=0) <= _LONGEST_SENTENCE:
        return cuts
    return [
        0,
        *(
            at
            for left, right in pairwise(cuts)
            for at in (*range(left + _LONGEST_SENTENCE, right, _LONGEST_SENTENCE), right)
        ),
    ]
