"""The sentences that state targets and results, and the figures that they plant.

Owns which indicators a report states and their values. Every figure that a careful reader would take for one of the
contract's indicators is written here and nowhere else, so that the truth is complete.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from random import Random

from crawler.replica.chance import between, chance, pick
from crawler.replica.clauses import (
    Subject,
    growth,
    level,
    level_and_growth,
    qualitative,
    respectively,
    spoken,
    sum_of_money,
)
from crawler.replica.facts import Passage, join
from crawler.replica.regions import LEVELS, Place
from crawler.replica.vocabulary import FOLDER

_GDP = {"p": (6000, 90000), "m": (400, 9000), "c": (45, 900), "t": (3, 80)}
_GENERAL_GROWTH = (
    (2002, 8, 11),
    (2008, 11, 14),
    (2012, 10, 13),
    (2016, 7, 10),
    (2019, 5, 8),
    (2020, 2, 4),
    (2021, 5, 8),
    (9999, 4, 7),
)
_MAY_FALL = ("fiscal_revenue", "tax_revenue", "imports_exports", "exports", "foreign_capital")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: its names with levels and years, how often it is stated, its growth beside the general one."""

    id: str
    names: tuple[tuple[str, str, int, int], ...]
    share: float
    growth: tuple[int, int]
    share_of_gdp: float | None

    def names_for(self, letter: str, year: int) -> list[str]:
        """Return the names that a level uses in a year."""
        return [name for name, levels, since, until in self.names if letter in levels and since <= year <= until]


@cache
def indicators() -> tuple[Indicator, ...]:
    """Read the indicators from the vocabulary."""
    with (FOLDER / "indicators.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Indicator(
                row["id"],
                tuple(read_name(name) for name in row["names"].split()),
                float(row["share"]),
                (int(row["growth_low"]), int(row["growth_high"])),
                float(row["share_of_gdp"]) if row["share_of_gdp"] else None,
            )
            for row in csv.DictReader(file)
        )


class Economy:
    """The figures of one place in one year: the same levels behind results and targets."""

    def __init__(self, rng: Random, place: Place, year: int) -> None:
        self.rng = rng
        self.place = place
        self.year = year
        self.letter = next(letter for letter, name in LEVELS.items() if name == place.level)
        low, high = _GDP[self.letter]
        self.gdp = low * (high / low) ** rng.random() * (1.0 if year >= 2012 else 0.45)

    def results(self) -> Passage:
        """State what last year brought: levels and growth, sometimes as an estimate."""
        estimate = chance(self.rng, 0.22)
        clauses = [self._result(indicator, estimate) for indicator in self._chosen(0.9)]
        if not clauses:
            return Passage("")
        lead = "预计全年" if estimate else pick(self.rng, ("全年", f"{self.year - 1}年，", "全年预期目标较好完成，"))
        return Passage(lead) + join(clauses, pick(self.rng, ("；", "，", "；"))) + Passage("。")

    def five_year_results(self, name: str) -> Passage:
        """State the average growth of five years: never an annual figure."""
        clauses = [self._average(indicator, "achieved", self.year - 1) for indicator in self._chosen(0.4)[:4]]
        return Passage(f"“{name}”时期，") + join(clauses, "，") + Passage("。") if clauses else Passage("")

    def five_year_targets(self, name: str, last_year: int) -> Passage:
        """State the targets of a five-year plan that ends in `last_year`."""
        clauses = [self._average(indicator, "target", last_year) for indicator in self._chosen(0.5)[:4]]
        lead = Passage(f"到{last_year}年，“{name}”规划目标基本实现，")
        return lead + join(clauses, "，") + Passage("。") if clauses else Passage("")

    def targets(self) -> Passage:
        """State the targets for the report's own year, each in one clause, two incomes sometimes in one."""
        rng, chosen = self.rng, self._chosen(1.0)
        together = {"urban_income", "rural_income"} <= {i.id for i in chosen} and chance(rng, 0.45)
        clauses: list[Passage] = []
        for indicator in chosen:
            if together and indicator.id == "urban_income":
                clauses.append(self._both_incomes())
            elif not (together and indicator.id == "rural_income"):
                clauses.append(self._target(indicator))
        clauses += self._ceilings()
        leads = (
            "今年经济社会发展的主要预期目标是：",
            f"{self.year}年经济社会发展主要预期目标为：",
            "综合考虑各方面因素，今年主要预期目标建议为：",
            "主要预期目标：",
        )
        close = pick(rng, ("。", "，全面完成节能减排约束性指标。", "，发展质量与生态改善相协调。"))
        return Passage(pick(rng, leads)) + join(clauses, pick(rng, ("；", "；", "，"))) + Passage(close)

    def _chosen(self, eagerness: float) -> list[Indicator]:
        return [
            indicator
            for indicator in indicators()
            if indicator.names_for(self.letter, self.year) and chance(self.rng, min(1.0, indicator.share * eagerness))
        ]

    def _name(self, indicator: Indicator) -> str:
        name = pick(self.rng, indicator.names_for(self.letter, self.year))
        return f"全{self.place.unit}{name}" if indicator.id == "gdp" and chance(self.rng, 0.2) else name

    def rate(self, indicator: Indicator, *, fine: bool) -> float:
        """Return a growth in % that fits the indicator and the year: to a tenth where `fine`, else to a half."""
        low, high = next((low, high) for until, low, high in _GENERAL_GROWTH if self.year <= until)
        low, high = low + indicator.growth[0], high + indicator.growth[1]
        value = low + self.rng.random() * (high - low)
        return round(value, 1) if fine else max(0.5, round(value * 2) / 2)

    def _amount(self, indicator: Indicator) -> tuple[str, str]:
        return sum_of_money(self.gdp * (indicator.share_of_gdp or 0.0) * (0.75 + 0.5 * self.rng.random()))

    def _result(self, indicator: Indicator, estimate: bool) -> Passage:
        rng, name = self.rng, self._name(indicator)
        subject = Subject(indicator.id, "achieved", "annual", self.year - 1, estimate)
        rate, word = self.rate(indicator, fine=True), pick(rng, ("增长", "同比增长", "比上年增长"))
        if indicator.id in _MAY_FALL and chance(rng, 0.2):
            rate, word = -max(0.1, round(rate / 3, 1)), "下降"
        if indicator.share_of_gdp and chance(rng, 0.75):
            amount = level(subject, name + pick(rng, ("完成", "达到", "实现", "")), *self._amount(indicator))
            return level_and_growth(amount, subject, f"，{word}", rate)
        return growth(subject, name + word, rate)

    def _average(self, indicator: Indicator, basis: str, year: int) -> Passage:
        reached = basis == "achieved"
        after = "" if reached else pick(self.rng, ("左右", "以上", ""))
        subject = Subject(indicator.id, basis, "five_year", year)
        return growth(subject, f"{self._name(indicator)}年均增长", self.rate(indicator, fine=reached), after=after)

    def _target(self, indicator: Indicator) -> Passage:
        rng, name = self.rng, self._name(indicator)
        subject = Subject(indicator.id, "target", "annual", self.year)
        rate, roll = self.rate(indicator, fine=False), rng.random()
        if indicator.id in ("imports_exports", "exports", "foreign_capital") and roll < 0.25:
            return qualitative(subject, name + pick(rng, ("稳中提质", "保持稳定增长", "稳步增长")))
        if roll < 0.08:
            return growth(subject, f"{name}增长", rate, high=rate + 0.5)
        if roll < 0.2:
            return growth(subject, f"{name}增长不低于", rate, before="不低于")
        if roll < 0.3 and indicator.share_of_gdp:
            amount = level(subject, f"{name}达到", *self._amount(indicator))
            return level_and_growth(amount, subject, "，增长", rate)
        verb = pick(rng, ("增长", "增长", "增长", "增速保持在", "预期增长"))
        return growth(subject, name + verb, rate, after=pick(rng, ("左右", "左右", "以上", "以上", "")))

    def _both_incomes(self) -> Passage:
        urban, rural = (next(i for i in indicators() if i.id == key) for key in ("urban_income", "rural_income"))
        subjects = (
            Subject(urban.id, "target", "annual", self.year),
            Subject(rural.id, "target", "annual", self.year),
        )
        rates = (self.rate(urban, fine=False), self.rate(rural, fine=False))
        names = f"{self._name(urban)}和{self._name(rural)}"
        return respectively(subjects, names, rates, pick(self.rng, ("左右", "以上", "")))

    def _ceilings(self) -> list[Passage]:
        """State the targets that are levels, shares or falls."""
        rng, town = self.rng, self.letter == "t"
        found: list[Passage] = []

        def state(indicator: str, lead: str, number: float, unit: str, after: str) -> None:
            subject = Subject(indicator, "target", "annual", self.year)
            found.append(level(subject, lead, spoken(number), unit, after=after))

        if not town and chance(rng, 0.4):
            state("cpi", "居民消费价格涨幅控制在", between(rng, 2, 4), "%", pick(rng, ("左右", "以内")))
        if not town and chance(rng, 0.45):
            survey = self.year >= 2019 and self.letter != "c"
            name = "城镇调查失业率" if survey else "城镇登记失业率"
            state("urban_unemployment", f"{name}控制在", between(rng, 30, 55) / 10, "%", "以内")
        if not town and chance(rng, 0.3):
            state("urban_jobs", "城镇新增就业", max(0.1, round(self.gdp**0.6 / 40, 1)), "万人", "以上")
        if chance(rng, 0.14):
            after = pick(rng, ("以上", "左右"))
            state("grain_output", "粮食总产稳定在", between(rng, 20, 900) / 10, "万吨", after)
        if self.year <= 2015 and chance(rng, 0.3):
            state("population_growth", "人口自然增长率控制在", between(rng, 30, 90) / 10, "‰", "以内")
        if self.year >= 2007 and chance(rng, 0.2):
            subject = Subject("energy_intensity", "target", "annual", self.year)
            after = pick(rng, ("左右", "以上", ""))
            found.append(growth(subject, "万元生产总值能耗下降", -between(rng, 2, 9) / 2, after=after))
        return found


def read_name(source: str) -> tuple[str, str, int, int]:
    """Read `name:levels` or `name:levels:since-until` of a vocabulary file."""
    name, levels, *years = source.split(":")
    since, _, until = years[0].partition("-") if years else ("", "", "")
    return name, levels, int(since or 0), int(until or 9999)
