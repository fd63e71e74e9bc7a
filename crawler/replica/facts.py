"""The form of a planted figure: one value in one sentence, with its place in the text.

Owns the record only. `figures` writes the sentences, `compose` moves the offsets, `truth` prints the rows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the contract's `indicators`. Offsets count characters, end exclusive, of a clause, then of the text.

    `value` is in `unit` (%, ‰, 亿元, 万人, 万吨); `number_at` spans the digits as written, `unit_text` follows.
    A decrease is a negative growth. A qualitative figure has no value and no number.
    """

    indicator: str
    basis: str
    measure: str
    horizon: str
    year: int
    value: float | None
    unit: str | None
    unit_text: str | None
    modifier: str | None
    start: int
    end: int
    number_at: tuple[int, int] | None
    value_max: float | None = None
    is_estimate: bool = False
    status: str = "stated"

    def moved(self, by: int) -> Figure:
        """Return the figure with every offset moved by a number of characters."""
        number_at = (self.number_at[0] + by, self.number_at[1] + by) if self.number_at else None
        return replace(self, start=self.start + by, end=self.end + by, number_at=number_at)

    def row(self, text: str) -> dict[str, Any]:
        """Return the row as the truth prints it, quotes and numbers cut from the text."""
        written = None
        if self.number_at and self.unit_text:
            written = text[self.number_at[1] : self.number_at[1] + len(self.unit_text)]
        return {
            "indicator": self.indicator,
            "basis": self.basis,
            "measure": self.measure,
            "horizon": self.horizon,
            "year": self.year,
            "value": self.value,
            "value_max": self.value_max,
            "unit": self.unit,
            "value_text": text[slice(*self.number_at)] if self.number_at else None,
            "unit_text": written,
            "modifier": self.modifier,
            "is_estimate": self.is_estimate,
            "status": self.status,
            "quote": text[self.start : self.end],
            "start": self.start,
            "end": self.end,
        }


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text and the figures in it, offsets counted from its first character."""

    text: str
    figures: tuple[Figure, ...] = ()

    def __add__(self, other: Passage) -> Passage:
        moved = tuple(figure.moved(len(self.text)) for figure in other.figures)
        return Passage(self.text + other.text, self.figures + moved)


def join(passages: list[Passage], joint: str) -> Passage:
    """Put passages one after the other with a joint between them."""
    whole = Passage("")
    for number, passage in enumerate(passages):
        whole = whole + Passage(joint) + passage if number else passage
    return whole
