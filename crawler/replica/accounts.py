"""The accounts of one place as varied reports state them: names, rates and amounts, one set behind every sentence.

Owns which name an indicator goes by, and values that fit level and year. Sentences are `blocks` (targets) and
`outcomes` (results).
"""

from __future__ import annotations

import csv
from functools import cache
from itertools import pairwise
from random import Random

from crawler.replica.chance import chance, pick
from crawler.replica.claims import Hand, draw_hand
from crawler.replica.clauses import Subject, sum_of_money
from crawler.replica.figures import Economy, Indicator, indicators, read_name
from crawler.replica.regions import Place
from crawler.replica.vocabulary import FOLDER

DOLLARS = ("imports_exports", "exports", "foreign_capital")
INCOMES = ("urban_income", "rural_income", "resident_income")
_WEIGHT = {"imports_exports": 0.12, "exports": 0.07, "foreign_capital": 0.015}
_HERDING = ("内蒙古", "西藏", "青海", "新疆", "甘肃", "四川")
_CITY_INCOME = ((1998, 5400), (2005, 10500), (2010, 19000), (2015, 31000), (2020, 43500), (2025, 54500))


@cache
def names_of(indicator: str) -> tuple[tuple[str, str, int, int], ...]:
    """Return the names of an indicator with the levels and years that use them."""
    with (FOLDER / "varied.csv").open(encoding="utf-8", newline="") as file:
        found = {row["id"]: tuple(read_name(name) for name in row["names"].split()) for row in csv.DictReader(file)}
    return found[indicator]


class Accounts:
    """What one report has to tell in figures. `hand` is how it writes them."""

    def __init__(self, rng: Random, place: Place, year: int) -> None:
        self.rng, self.place, self.year = rng, place, year
        self.economy = Economy(rng, place, year)
        self.letter = self.economy.letter
        self.hand: Hand = draw_hand(rng)
        self.known = {indicator.id: indicator for indicator in indicators()}
        self.revenue = ""
        self.levels: dict[str, tuple[str, str]] = {}

    def subject(self, indicator: str, basis: str, *, estimate: bool = False, end: int | None = None) -> Subject:
        """Return the subject of a target for the report's year or a result of the year before; `end`: of a plan."""
        year = self.year if basis == "target" else self.year - 1
        return Subject(indicator, basis, "five_year" if end else "annual", end or year, estimate)

    def has(self, indicator: str) -> bool:
        """Whether a place of this level and year speaks of an indicator at all."""
        return any(self.letter in levels and a <= self.year <= z for _, levels, a, z in names_of(indicator))

    def chosen(self, eagerness: float) -> list[Indicator]:
        """Draw the indicators that a passage speaks of, in their usual order, sometimes in another."""
        found = [i for i in indicators() if self.has(i.id) and chance(self.rng, min(1.0, i.share * eagerness))]
        if len(found) > 3 and chance(self.rng, 0.25):
            at = 1 + int(self.rng.random() * (len(found) - 2))
            found[at:] = found[at + 1 :] + found[at : at + 1]
        return found

    def name(self, indicator: str, *, level: bool = False) -> str:
        """Return one name of an indicator. `level`: the name must do for an amount, too."""
        if indicator == "fiscal_revenue" and self.revenue:
            return self.revenue
        usable = [n for n, levels, a, z in names_of(indicator) if self.letter in levels and a <= self.year <= z]
        if not self.place.province.startswith(_HERDING):
            usable = [n for n in usable if "牧" not in n]
        short = ("经济", "居民收入") if level else ()
        name = pick(self.rng, [n for n in usable if n not in short] or usable)
        if indicator == "gdp" and name in ("生产总值", "地区生产总值") and chance(self.rng, 0.25):
            head = f"全{self.place.unit}"
            return f"{head}实现{name}" if level and chance(self.rng, 0.3) else head + name
        if indicator == "fiscal_revenue":
            self.revenue = name
        if indicator == "gdp" and level and self.letter in "mc" and chance(self.rng, 0.06):
            return "经济总量"
        return name

    def rate(self, indicator: str, *, fine: bool = False) -> float:
        """Return a growth in % that fits the year: to a tenth where `fine`, else to a half."""
        return self.economy.rate(self.known[indicator], fine=fine)

    def money(self, indicator: str) -> tuple[str, str]:
        """Return digits and unit of an amount; the same whenever it is asked for again."""
        if indicator not in self.levels:
            self.levels[indicator] = self._money(indicator)
        return self.levels[indicator]

    def planned(self, indicator: str, percent: float) -> tuple[str, str]:
        """Return digits and unit of an amount that has grown by so many per cent."""
        digits, unit = self.money(indicator)
        value = float(digits) * (1 + percent / 100)
        return (f"{value:.0f}" if "." not in digits else f"{value:.1f}".removesuffix(".0")), unit

    def per_head(self) -> tuple[str, str]:
        """Return digits and unit of the output per head, in 元 or 万元."""
        value = round(0.9 * float(self._income("urban_income", 1.0)[0].rstrip(".")), 2)
        value = value * 10000 if value < 100 else value
        if chance(self.rng, 0.5):
            return f"{value / 10000:.1f}".removesuffix(".0"), "万元"
        return f"{value:.0f}", "元"

    def _money(self, indicator: str) -> tuple[str, str]:
        rng, spread = self.rng, 0.75 + 0.5 * self.rng.random()
        if indicator in INCOMES:
            return self._income(indicator, spread)
        if indicator in DOLLARS:
            value = self.economy.gdp * _WEIGHT[indicator] * spread
            if indicator != "foreign_capital" and chance(rng, 0.6):
                return sum_of_money(value)
            dollars = value / 7
            return (f"{max(dollars, 0.01) * 10000:.0f}", "万美元") if dollars < 1 else (f"{dollars:.1f}", "亿美元")
        return sum_of_money(self.economy.gdp * (self.known[indicator].share_of_gdp or 0.1) * spread)

    def _income(self, indicator: str, spread: float) -> tuple[str, str]:
        for (before, low), (after, high) in pairwise(_CITY_INCOME):
            if self.year <= after:
                city = low + (high - low) * max(0, self.year - before) / (after - before)
                break
        share = {"urban_income": 1.0, "rural_income": 0.45, "resident_income": 0.75}[indicator]
        value = round(city * share * (0.7 + 0.5 * (spread - 0.75)))
        if value > 20000 and chance(self.rng, 0.15):
            return f"{value / 10000:.2f}".rstrip("0").rstrip("."), "万元"
        return str(value), "元"
