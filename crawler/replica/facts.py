"""The form of a planted figure: one value in one sentence, with its place in the text.

Owns the record only. `figures` writes the sentences, `compose` moves the offsets, `truth` prints the rows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

BEFORE = "百分之"
"""The only unit that is written before its number."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the contract's `indicators`. Offsets count characters, end exclusive, of a clause, then of the text.

    `value` is in `unit` (%, ‰, 亿元, 亿美元, 元, 万人, 万吨, 亿斤); `number_at` spans the
    digits as written, `unit_text` follows.
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
        if self.number_at and self.unit_text == BEFORE:
            written = text[self.number_at[0] - len(BEFORE) : self.number_at[0]]
        elif self.number_at and self.unit_text:
            written = text[self.number_at[1] : self.number_at[1] + len(self.unit_text)].strip()
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
    """A piece of text, the figures in it and its asides, offsets counted from its first character.

    An aside is a span that names an indicator, or something like one, without stating a figure of the report's own:
    a recap of old targets, a share of GDP, a quarter's result, another place's.
    """

    text: str
    figures: tuple[Figure, ...] = ()
    asides: tuple[tuple[int, int], ...] = ()

    def __add__(self, other: Passage) -> Passage:
        by = len(self.text)
        moved = tuple(figure.moved(by) for figure in other.figures)
        aside = tuple((start + by, end + by) for start, end in other.asides)
        return Passage(self.text + other.text, self.figures + moved, self.asides + aside)


def aside(text: str) -> Passage:
    """Return a passage that states no figure of the report's own, however much it looks like one."""
    return Passage(text, (), ((0, len(text)),))


def join(passages: list[Passage], joint: str) -> Passage:
    """Put passages one after the other with a joint between them."""
    whole = Passage("")
    for number, passage in enumerate(passages):
        whole = whole + Passage(joint) + passage if number else passage
    return whole
