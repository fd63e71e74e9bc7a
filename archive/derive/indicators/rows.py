"""A statement as a row of the contract: quotes and numbers cut from the stored text.

Owns the form of rows only; which statements become rows is decided elsewhere.
"""

from __future__ import annotations

from typing import cast

from archive.derive.indicators.figure import Basis, Figure, Horizon, Measure, Status
from archive.derive.indicators.names import USUAL_LEVELS
from archive.derive.indicators.passage import Passage
from archive.derive.indicators.statement import Statement


def row(
    text: str, seen: Passage, one: Statement, basis: Basis, horizon: Horizon, year: int | None, estimate: bool
) -> Figure:
    """Return the row of a statement."""
    start, end = seen.plain.span(one.start, one.end)
    written = one.quantity
    digits = text[slice(*seen.plain.span(*written.number_at))] if written else None
    unit = (text[slice(*seen.plain.span(*written.unit_at))] or None) if written and not written.doubles else None
    return Figure(
        indicator=one.indicator,
        basis=basis,
        measure=cast(Measure, one.measure),
        horizon=horizon,
        year=year,
        value=one.value,
        value_max=one.value_max,
        unit=one.unit,
        value_text=digits,
        unit_text=unit,
        modifier=written.modifier if written else None,
        is_estimate=estimate,
        status="stated" if written else "qualitative",
        quote=text[start:end],
        start=start,
        end=end,
    )


def missing(indicator: str, year: int | None, status: Status) -> Figure:
    """Return the row of an annual target that is not stated."""
    measure: Measure = "level" if indicator in USUAL_LEVELS else "growth"
    return Figure(indicator, "target", measure, "annual", year, *(None,) * 6, False, status, None, None, None)
