"""The record of one figure: a row of the contract's table `indicators`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Basis = Literal["target", "achieved"]
Measure = Literal["growth", "level", "change"]
Horizon = Literal["annual", "five_year", "long_term"]
Status = Literal["stated", "qualitative", "not_stated", "no_target_block"]


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` and `value_max` in `unit` (%, ‰, 亿元, 亿美元, 元, 万人, 万吨, 亿斤, 百分点), a fall negative.

    `value_text` and `unit_text` as written; `quote` is `text[start:end]`, offsets in characters of the stored text, end
    exclusive. A row that is not stated has none of these; a qualitative one has only its quote.
    """

    indicator: str
    basis: Basis
    measure: Measure
    horizon: Horizon
    year: int | None
    value: float | None
    value_max: float | None
    unit: str | None
    value_text: str | None
    unit_text: str | None
    modifier: str | None
    is_estimate: bool
    status: Status
    quote: str | None
    start: int | None
    end: int | None
