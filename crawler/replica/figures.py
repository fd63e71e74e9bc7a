"""The sentences that state targets and results, and the figures that they plant.

Owns which indicators a report states, their values and their wording. Every figure that a careful reader would take
for one of the contract's indicators is written here and nowhere else, so that the truth is complete.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from crawler.replica.chance import between, chance, pick
from crawler.replica.facts import Figure, Passage, join
from crawler.replica.regions import Place


@dataclass(frozen=True, slots=True)
class Indicator:
    """How one indicator is called and how likely it is. Years (inclusive) and levels limit its names."""

    id: str
    names: tuple[tuple[str, int, int, str], ...]
    share: float
    growth: tuple[int, int]
    scale: float | None


_ALL = "pmct"
INDICATORS = (
    Indicator(
        "gdp",
        (("地区生产总值", 0, 9999, "pmc"), ("生产总值", 0, 9999, _ALL), ("国内生产总值", 0, 2012, "ct")),
        0.93,
        (0, 5),
        1.0,
    ),
    Indicator(
        "fiscal_revenue",
        (("地方财政收入", 0, 2013, _ALL), ("一般公共预算收入", 2013, 9999, _ALL)),
        0.86,
        (0, 6),
        0.08,
    ),
    Indicator("tax_revenue", (("税收收入", 0, 9999, _ALL),), 0.18, (0, 6), 0.06),
    Indicator(
        "fixed_asset_investment",
        (("固定资产投资", 0, 9999, _ALL), ("全社会固定资产投资", 0, 2017, "pmc")),
        0.74,
        (1, 8),
        0.6,
    ),
    Indicator("industrial_value_added", (("规模以上工业增加值", 0, 9999, _ALL),), 0.58, (0, 6), 0.35),
    Indicator("retail_sales", (("社会消费品零售总额", 0, 9999, "pmc"),), 0.66, (1, 5), 0.4),
    Indicator(
        "imports_exports",
        (("外贸进出口总额", 0, 9999, "pmc"), ("进出口总额", 0, 9999, "pmc")),
        0.34,
        (-2, 6),
        None,
    ),
    Indicator("exports", (("出口总额", 0, 9999, "pmc"),), 0.08, (-2, 6), None),
    Indicator(
        "foreign_capital",
        (("实际利用外资", 0, 9999, "pmc"), ("实际使用外资", 0, 9999, "pmc")),
        0.24,
        (-1, 8),
        None,
    ),
    Indicator("resident_income", (("居民人均可支配收入", 2014, 9999, _ALL),), 0.3, (1, 4), None),
    Indicator("urban_income", (("城镇居民人均可支配收入", 0, 9999, "pmc"),), 0.5, (1, 4), None),
    Indicator(
        "rural_income",
        (("农民人均纯收入", 0, 2013, _ALL), ("农村居民人均可支配收入", 2014, 9999, _ALL)),
        0.6,
        (1, 5),
        None,
    ),
)
"""Growth: points added to the general growth of the year (low, high). Scale: share of GDP, for sums in 亿元."""

_GDP = {"province": (6000, 90000), "prefecture": (400, 9000), "county": (45, 900), "township": (3, 80)}
_GENERAL_GROWTH = (
    (2008, 11, 14),
    (2012, 10, 13),
    (2016, 7, 10),
    (2019, 5, 8),
    (2020, 2, 4),
    (2021, 5, 8),
    (9999, 4, 7),
)


class Economy:
    """The figures of one place in one year: the same levels behind results and targets."""

    def __init__(self, rng: Random, place: Place, year: int) -> None:
        self.rng = rng
        self.place = place
        self.year = year
        low, high = _GDP[place.level]
        self.gdp = low * (high / low) ** rng.random() * (1.0 if year >= 2012 else 0.45)
        self.letter = {"province": "p", "prefecture": "m", "county": "c", "township": "t"}[place.level]

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
        return (
            Passage(f"到{last_year}年，“{name}”规划目标基本实现，") + join(clauses, "，") + Passage("。")
            if clauses
            else Passage("")
        )

    def targets(self) -> Passage:
        """State the targets for the report's own year, each in one clause, two incomes sometimes in one."""
        rng, chosen = self.rng, self._chosen(1.0)
        clauses: list[Passage] = []
        together = {"urban_income", "rural_income"} <= {i.id for i in chosen} and chance(rng, 0.45)
        for indicator in chosen:
            if together and indicator.id == "rural_income":
                continue
            if together and indicator.id == "urban_income":
                clauses.append(self._both_incomes())
            else:
                clauses.append(self._target(indicator))
        clauses += self._ceilings()
        lead = pick(
            rng,
            (
                "今年经济社会发展的主要预期目标是：",
                f"{self.year}年经济社会发展主要预期目标为：",
                "综合考虑各方面因素，今年主要预期目标建议为：",
                "主要预期目标：",
            ),
        )
        close = pick(rng, ("。", "，全面完成节能减排约束性指标。", "，经济增长与生态改善相协调。"))
        return Passage(lead) + join(clauses, pick(rng, ("；", "；", "，"))) + Passage(close)

    def _chosen(self, eagerness: float) -> list[Indicator]:
        return [i for i in INDICATORS if self._names(i) and chance(self.rng, min(1.0, i.share * eagerness))]

    def _names(self, indicator: Indicator) -> list[str]:
        return [
            name
            for name, since, until, levels in indicator.names
            if since <= self.year <= until and self.letter in levels
        ]

    def _name(self, indicator: Indicator) -> str:
        name = pick(self.rng, self._names(indicator))
        return f"全{self.place.unit}{name}" if indicator.id == "gdp" and chance(self.rng, 0.2) else name

    def _growth(self, indicator: Indicator, fine: bool) -> float:
        low, high = next((low, high) for until, low, high in _GENERAL_GROWTH if self.year <= until)
        points = self.rng.random() * (high + indicator.growth[1] - low - indicator.growth[0])
        value = low + indicator.growth[0] + points
        return round(value, 1) if fine else max(0.5, round(value * 2) / 2)

    def _result(self, indicator: Indicator, estimate: bool) -> Passage:
        rng, name = self.rng, self._name(indicator)
        growth = self._growth(indicator, fine=True)
        fall = chance(rng, 0.06)
        word = "下降" if fall else pick(rng, ("增长", "同比增长", "比上年增长"))
        common = {
            "indicator": indicator.id,
            "basis": "achieved",
            "horizon": "annual",
            "year": self.year - 1,
            "estimate": estimate,
        }
        if indicator.scale and chance(rng, 0.75):
            amount, unit = _sum_of_money(self.gdp * indicator.scale * (0.7 + 0.6 * rng.random()))
            verb = pick(rng, ("完成", "达到", "实现", ""))
            level = _clause(f"{name}{verb}", amount, unit, "", measure="level", **common)
            return level + _continued(level, f"，{word}", _spoken(growth), "%", sign=-1 if fall else 1, **common)
        return _clause(f"{name}{word}", _spoken(growth), "%", "", measure="growth", sign=-1 if fall else 1, **common)

    def _average(self, indicator: Indicator, basis: str, year: int) -> Passage:
        fine = basis == "achieved"
        after = "" if fine else pick(self.rng, ("左右", "以上", ""))
        return _clause(
            f"{self._name(indicator)}年均增长", _spoken(self._growth(indicator, fine)), "%", after,
            indicator=indicator.id, basis=basis, measure="growth", horizon="five_year", year=year,
        )  # fmt: skip

    def _target(self, indicator: Indicator) -> Passage:
        rng, name = self.rng, self._name(indicator)
        growth = self._growth(indicator, fine=False)
        common = {"indicator": indicator.id, "basis": "target", "horizon": "annual", "year": self.year}
        roll = rng.random()
        if indicator.id in ("imports_exports", "exports", "foreign_capital") and roll < 0.25:
            text = name + pick(rng, ("稳中提质", "保持稳定增长", "稳步增长"))
            return Passage(text, (_bare(text, **common),))
        if roll < 0.08:
            return _clause(f"{name}增长", _spoken(growth), "%", "", high=growth + 0.5, measure="growth", **common)
        if roll < 0.2:
            return _clause(f"{name}增长不低于", _spoken(growth), "%", "", before="不低于", measure="growth", **common)
        if roll < 0.3 and indicator.scale:
            amount, unit = _sum_of_money(self.gdp * indicator.scale * (0.8 + 0.6 * rng.random()))
            level = _clause(f"{name}达到", amount, unit, "", measure="level", **common)
            return level + _continued(level, "，增长", _spoken(growth), "%", **common)
        after = pick(rng, ("左右", "左右", "以上", "以上", ""))
        verb = pick(rng, ("增长", "增长", "增长", "增速保持在", "预期增长"))
        return _clause(f"{name}{verb}", _spoken(growth), "%", after, measure="growth", **common)

    def _both_incomes(self) -> Passage:
        rng = self.rng
        rural = "农民人均纯收入" if self.year < 2014 else "农村居民人均可支配收入"
        first, second = self._growth(INDICATORS[-2], fine=False), self._growth(INDICATORS[-1], fine=False)
        after = pick(rng, ("左右", "以上", ""))
        text = f"城镇居民人均可支配收入和{rural}分别增长{_spoken(first)}%{after}、{_spoken(second)}%{after}"
        at = text.index(_spoken(first) + "%")
        later = text.rindex(_spoken(second) + "%")
        spans = ((at, at + len(_spoken(first))), (later, later + len(_spoken(second))))
        figures = tuple(
            Figure(
                key,
                "target",
                "growth",
                "annual",
                self.year,
                value,
                "%",
                "%",
                after or None,
                0,
                len(text),
                span,
            )
            for key, value, span in zip(("urban_income", "rural_income"), (first, second), spans, strict=True)
        )
        return Passage(text, figures)

    def _ceilings(self) -> list[Passage]:
        rng, found = self.rng, []
        year = {"basis": "target", "horizon": "annual", "year": self.year}
        if self.letter != "t" and chance(rng, 0.4):
            after = pick(rng, ("左右", "以内"))
            found.append(
                _clause(
                    "居民消费价格涨幅控制在",
                    str(between(rng, 2, 4)),
                    "%",
                    after,
                    indicator="cpi",
                    measure="level",
                    **year,
                )
            )
        if self.letter != "t" and chance(rng, 0.45):
            name = "城镇调查失业率" if self.year >= 2019 and self.letter != "c" else "城镇登记失业率"
            value = _spoken(between(rng, 30, 55) / 10)
            found.append(
                _clause(
                    f"{name}控制在",
                    value,
                    "%",
                    "以内",
                    indicator="urban_unemployment",
                    measure="level",
                    **year,
                )
            )
        if self.letter != "t" and chance(rng, 0.3):
            value = _spoken(max(0.1, round(self.gdp**0.6 / 40, 1)))
            found.append(
                _clause("城镇新增就业", value, "万人", "以上", indicator="urban_jobs", measure="level", **year)
            )
        if chance(rng, 0.14):
            value = _spoken(between(rng, 20, 900) / 10)
            found.append(
                _clause(
                    "粮食总产稳定在",
                    value,
                    "万吨",
                    pick(rng, ("以上", "左右")),
                    indicator="grain_output",
                    measure="level",
                    **year,
                )
            )
        if self.year <= 2015 and chance(rng, 0.3):
            value = _spoken(between(rng, 30, 90) / 10)
            found.append(
                _clause(
                    "人口自然增长率控制在",
                    value,
                    "‰",
                    "以内",
                    indicator="population_growth",
                    measure="level",
                    **year,
                )
            )
        if self.year >= 2007 and chance(rng, 0.2):
            value = _spoken(between(rng, 2, 9) / 2)
            found.append(
                _clause(
                    "万元生产总值能耗下降",
                    value,
                    "%",
                    pick(rng, ("左右", "以上", "")),
                    indicator="energy_intensity",
                    measure="growth",
                    sign=-1,
                    **year,
                )
            )
        return found


def _spoken(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _sum_of_money(amount: float) -> tuple[str, str]:
    """Return number and unit as a report writes a sum given in 亿元."""
    if amount >= 10000:
        return f"{amount / 10000:.2f}".rstrip("0").rstrip("."), "万亿元"
    if amount < 0.95:
        return f"{max(amount, 0.02) * 10000:.0f}", "万元"
    return (f"{amount:.1f}" if amount < 1000 else f"{amount:.0f}"), "亿元"


def _clause(
    lead: str, number: str, unit_text: str, after: str, *,
    indicator: str, basis: str, measure: str, horizon: str, year: int,
    before: str | None = None, high: float | None = None, sign: int = 1, estimate: bool = False,
) -> Passage:  # fmt: skip
    """Write `lead` + number + unit + `after`, with its figure; `high` makes it a range."""
    upper = f"%—{_spoken(high)}" if high is not None else ""
    text = f"{lead}{number}{upper}{unit_text}{after}"
    span = (len(lead), len(lead) + len(number) + len(upper))
    scale, unit = {"万亿元": (10000.0, "亿元"), "万元": (0.0001, "亿元")}.get(unit_text, (1.0, unit_text))
    value = round(float(number) * scale * sign, 6)
    figure = Figure(
        indicator, basis, measure, horizon, year, value, unit, unit_text, after or before, 0, len(text), span,
        high, estimate,
    )  # fmt: skip
    return Passage(text, (figure,))


def _continued(
    head: Passage, lead: str, number: str, unit_text: str, *,
    indicator: str, basis: str, horizon: str, year: int, sign: int = 1, estimate: bool = False,
) -> Passage:  # fmt: skip
    """Write the growth that follows a level; its quote begins with the level's clause."""
    tail = _clause(
        lead, number, unit_text, "", indicator=indicator, basis=basis, measure="growth", horizon=horizon, year=year,
        sign=sign, estimate=estimate,
    )  # fmt: skip
    figure = tail.figures[0]
    back = Figure(
        figure.indicator, basis, "growth", horizon, year, figure.value, "%", "%", None,
        -len(head.text), figure.end, figure.number_at, None, estimate,
    )  # fmt: skip
    return Passage(tail.text, (back,))


def _bare(text: str, *, indicator: str, basis: str, horizon: str, year: int) -> Figure:
    return Figure(
        indicator,
        basis,
        "growth",
        horizon,
        year,
        None,
        None,
        None,
        None,
        0,
        len(text),
        None,
        status="qualitative",
    )
