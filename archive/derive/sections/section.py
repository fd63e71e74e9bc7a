"""What a section of a report is: the value that everything about sections hands on. Has no rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Role: TypeAlias = Literal["opening", "review", "five_year", "plan", "self_governance", "closing", "unsegmented"]
"""What a part of a report is for.

`review`: what was done, of one year or of five. `five_year`: the goals of the coming five years and visions beyond.
`plan`: the work of the report's year. `self_governance`: 政府自身建设, also where it is the last item of the plan.
`unsegmented`: not told, and annexes.
"""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a report.

    `position` counts from 1. `heading` is the heading as printed, None where the part has none (or where a flattened
    text does not show its end). Sections follow each other without gap or overlap: the first starts at 0, each starts
    where the one before ends, the last ends at the length of the text; white space between them belongs to the
    earlier one. Offsets in characters, end exclusive.
    """

    position: int
    role: Role
    heading: str | None
    start: int
    end: int
