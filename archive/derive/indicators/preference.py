"""Which of several statements for one indicator is the row: the general budget before the total, a number before none.

Owns the order of names that mean nearly the same. Keeps one statement for each indicator and measure.
"""

from __future__ import annotations

from collections.abc import Iterable

from archive.derive.indicators.statement import Statement

ONE_NAME = ("fiscal_revenue", "urban_unemployment", "foreign_capital")


def preferred(found: Iterable[Statement]) -> tuple[Statement, ...]:
    """Keep the best statement of each indicator and measure, in order of the text.

    Revenue: 一般公共预算收入, then 地方财政收入, 财政收入, 财政总收入. Unemployment: 调查, then 登记. Foreign
    capital: 外商直接投资 last. Of these only the best name stays.
    A qualitative statement stays only where the indicator has no number.
    """
    listed = list(found)
    best_name: dict[str, int] = {}
    for one in listed:
        rank = name_rank(one)
        best_name[one.indicator] = min(rank, best_name.get(one.indicator, rank))
    stated = {one.indicator for one in listed if one.quantity}
    kept: dict[tuple[str, str], Statement] = {}
    for one in listed:
        lesser = one.indicator in ONE_NAME and name_rank(one) > best_name[one.indicator]
        if lesser or (one.quantity is None and one.indicator in stated):
            continue
        kept.setdefault((one.indicator, one.measure), one)
    return tuple(sorted(kept.values(), key=lambda one: (one.start, one.end)))


def name_rank(one: Statement) -> int:
    """Return the rank of a name among those of its indicator, 0 the best; a number always before none."""
    rank = 10 * (one.quantity is None)
    name = one.name
    if one.indicator == "fiscal_revenue":
        return rank + (3 if "总收入" in name or "口径" in name else 0 if "预算" in name else 1 if "地方" in name else 2)
    if one.indicator == "urban_unemployment":
        return rank + (0 if "调查" in name else 1)
    if one.indicator == "foreign_capital":
        return rank + (1 if "直接投资" in name else 0)
    if one.indicator == "gdp":
        return rank + (1 if name.startswith("经济") else 0)
    return rank
