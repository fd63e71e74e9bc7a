"""What a number means for an indicator: growth, level or change, by its unit and the words before it.

Owns which units an indicator may be measured in. A number in a unit that cannot be the indicator's gives nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.derive.indicators.names import PER_HEAD, RATES
from archive.derive.indicators.numbers import Quantity
from archive.derive.indicators.wording import CHANGE, FALL, RISE

_MONEY = frozenset(
    {"gdp", "fiscal_revenue", "tax_revenue", "fixed_asset_investment", "industrial_value_added", "retail_sales"}
)
_TRADE = frozenset({"imports_exports", "exports", "foreign_capital"})
_TIMES = re.compile("(?:增长|增加|提高)(?:了|约|近)?$")
_HIGHEST_GROWTH = 400.0
_HIGHEST_INFLATION = 60.0
_MOST_PER_HEAD = 0.01
"""亿元: a million for one person."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """growth, level or change; whether the value falls; whether a rate stands without a word of growth.

    `base` is what the value is counted from: 100 for an index of prices.
    """

    measure: str
    falls: bool = False
    bare: bool = False
    base: float = 0.0


def measured(indicator: str, name: str, words: str, quantity: Quantity, chained: bool) -> Meaning | None:
    """Say what a number means. `name` as written (经济增长 brings its own growth); `chained`: behind another number."""
    if "累计" in words and indicator != "energy_intensity":
        return None
    rises, falls = bool(RISE.search(words)), bool(FALL.search(words))
    if quantity.unit in ("%", "‰"):
        return _rate(indicator, name, words, quantity, rises, falls)
    if quantity.unit == "倍":
        return Meaning("growth") if indicator not in RATES and _TIMES.search(words) else None
    if quantity.unit == "百分点":
        return _points(indicator, name, words, rises, falls, chained)
    if not _is_level(indicator, quantity):
        return None
    if indicator != "urban_jobs" and CHANGE.search(words):
        return Meaning("change", falls and not rises)
    return Meaning("level")


def per_head(unit: str) -> tuple[str, float]:
    """Return the unit of a value for one person, and what a value in 亿元 or 亿美元 is to be multiplied with."""
    return (unit[1:], 1e8) if unit.startswith("亿") else (unit, 1.0)


def _rate(indicator: str, name: str, words: str, quantity: Quantity, rises: bool, falls: bool) -> Meaning | None:
    if indicator in RATES:
        if quantity.unit == "‰" and indicator != "population_growth":
            return None
        if indicator == "cpi" and quantity.value > _HIGHEST_INFLATION:
            is_index = name.endswith("指数") and 100.0 <= quantity.value <= 100.0 + _HIGHEST_INFLATION and not rises
            return Meaning("level", base=100.0) if is_index and not falls else None
        if indicator == "cpi":
            return Meaning("level", falls and not rises and "涨" not in name)
        ends_at = "到" in words or "至" in words or "控制" in words
        return None if (rises or falls) and not ends_at else Meaning("level")
    if quantity.unit == "‰" or indicator == "urban_jobs" or quantity.value > _HIGHEST_GROWTH:
        return None
    if indicator == "energy_intensity":
        return Meaning("growth", falls) if rises != falls else None
    if falls:
        return Meaning("growth", "负增长" in words or not rises)
    return Meaning(
        "growth",
        False,
        not quantity.doubles and not rises and "增" not in name and "速度" not in name and "涨" not in name,
    )


def _points(indicator: str, name: str, words: str, rises: bool, falls: bool, chained: bool) -> Meaning | None:
    compared = any(word in words for word in ("比", "较"))
    grows = name.endswith("增长")
    if indicator in RATES:
        return Meaning("change", falls) if rises != falls else None
    if chained or compared or "增速" in words or "增幅" in words or (rises == falls and (falls or not grows)):
        return None
    if indicator == "energy_intensity" or "增长" in words or (grows and not words):
        return Meaning("growth", falls)
    return None


def _is_level(indicator: str, quantity: Quantity) -> bool:
    unit = quantity.unit
    if indicator in _MONEY:
        return unit == "亿元"
    if indicator in _TRADE:
        return unit in ("亿元", "亿美元")
    if indicator in PER_HEAD:
        return (unit in ("元", "亿元") or (indicator == "gdp_per_capita" and unit in ("美元", "亿美元"))) and (
            not unit.startswith("亿") or quantity.value < _MOST_PER_HEAD
        )
    if indicator == "urban_jobs":
        return unit == "万人"
    return indicator == "grain_output" and unit in ("万吨", "亿斤")
