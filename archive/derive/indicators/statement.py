"""The record of what one clause says of one indicator.

Owns the form only: `statements` reads, `targets` and `results` decide what it is for.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.derive.indicators.numbers import Quantity


@dataclass(frozen=True, slots=True)
class Statement:
    """One indicator and one value; offsets of the plain text. `quantity` is None for a qualitative statement.

    `value` and `value_max` are signed. `bare`: a rate without a word of growth. `planned`: spoken of as a plan.
    `words` are those between the name and the number. `clause` is where the clause begins.
    """

    indicator: str
    measure: str
    value: float | None
    value_max: float | None
    unit: str | None
    quantity: Quantity | None
    average: bool
    bare: bool
    planned: bool
    base_year: int | None
    words: str
    name: str
    clause: int
    start: int
    end: int
