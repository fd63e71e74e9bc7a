"""The nineteen indicators: what they are called in reports, and in what their values are measured.

Owns the names, spelled out so that one pass over a text finds them all. What may stand before a name is `heads`.
Source of the names: the wording of reports 1995 to 2025 at every level; 生产总值 alone, 经济增长, 经济总量 are gdp.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

INDICATORS = (
    "gdp",
    "fiscal_revenue",
    "tax_revenue",
    "fixed_asset_investment",
    "industrial_value_added",
    "retail_sales",
    "imports_exports",
    "exports",
    "foreign_capital",
    "urban_income",
    "rural_income",
    "resident_income",
    "cpi",
    "urban_unemployment",
    "urban_jobs",
    "grain_output",
    "energy_intensity",
    "population_growth",
    "gdp_per_capita",
)
"""In the order of the contract."""
RATES = frozenset({"cpi", "urban_unemployment", "population_growth"})
"""Indicators whose value in % or ‰ is their level."""
PER_HEAD = frozenset({"urban_income", "rural_income", "resident_income", "gdp_per_capita"})
"""Indicators measured in 元 for one person."""
USUAL_LEVELS = RATES | {"urban_jobs", "grain_output"}
"""Indicators whose target is usually a level; the others' a growth."""

_PEOPLE = "{居民|常住居民}{家庭|}{人均|年人均|}{年|}{可支配|纯|}收入"
_NAMES: dict[str, tuple[str, ...]] = {
    "gdp": (
        "{地区|国内|国民|社会|全口径|}生产总值",
        "{地区|国内|}生产总值增长{率|速度}",
        "GDP",
        "ＧＤＰ",
        "经济总量",
        "经济增长{率|速度|幅度|}",
        "经济{增速|增幅}",
        "经济{预期|力争|预计|计划|确保}增长",
        "{全区|全县|全市|全镇|全乡}增加值",
        "经济发展速度",
        "经济{比上年|较上年|同比|年|可比|实际|按可比价|按可比价格|按可比价计算|按可比价格计算|按不变价计算}增长",
        "增加值(GDP)",
    ),
    "fiscal_revenue": (
        "{地方|公共|}{财政|}{一般公共|公共|一般}{财政|}预算{总|}收入",
        "{地方|本级|地方级|公共|地方公共|区域|大口径|全口径|一般公共}财政{总|}收入",
        "{地方|一般公共|}财政一般预算收入",
        "{地方|}一般预算财政收入",
        "财政{总|预算|预算总|}收入",
        "地方一般公共财政预算收入",
        "一般公共预算地方{级|}收入",
        "地方收入",
        "一般预算财政收入",
        "地方级{一般|公共|一般公共}预算收入",
    ),
    "tax_revenue": ("{各项|地方|国地|}税收{总|}收入", "{各项|}税收{总额|}", "{国税|地税}收入合计"),
    "fixed_asset_investment": (
        "{全社会|社会|城镇|城乡|规模以上|限额以上|}{固定资产|固定资}{投资|投入|投资总额|投资额|投资完成额}",
        "{全社会|}固投",
        "全社会投资",
    ),
    "industrial_value_added": (
        "{规模以上|规上|规模|全部|全口径|}工业{企业|}{增加值|完成增加值|实现增加值}",
        "{规上|规模|规模以上}企业工业增加值",
    ),
    "retail_sales": (
        "{全社会|社会|}消费品{零售总额|零售额|市场零售总额}",
        "社零{总额|额|}",
        "社消零{总额|额|}",
        "社会{商品|消费|}零售总额",
        "社会消费品零售",
    ),
    "imports_exports": (
        "{外贸|货物贸易|货物|对外贸易|对外|自营|海关|外贸货物|外贸自营|}进出口{贸易|}{总额|总值|总量|额|}",
        "{对外|外贸}贸易{总额|总值|进出口总额}",
        "外贸{总额|总值}",
    ),
    "exports": ("{外贸|货物|自营|商品|对外贸易|外贸自营|}出口{贸易|}{总额|总值|额|创汇|}",),
    "foreign_capital": (
        "{实际|直接|}{使用|利用|到位|到账|到帐|吸收}外资{总额|额|金额|}",
        "{实际|}{到账|到帐|到位|利用|使用}注册外资{额|}",
        "注册外资{实际|}{到账|到帐|到位}{额|资金|}",
        "外资{到账|到帐|到位}{额|资金|}",
        "外资实际{到位|到账|到帐|使用|利用}{额|资金|}",
        "{实际|}{使用|利用}外商直接投资",
        "外商直接投资{实际到位资金|实际到位金额|实到金额|实到资金|}",
        "实到外资{金额|}",
        "外资实到{额|金额|}",
        "实际利用境外资金",
    ),
    "urban_income": (
        f"城镇{_PEOPLE}",
        "城市居民{家庭|}{人均|}可支配收入",
        "{市区|城区}居民{人均|}可支配收入",
        "城镇人均可支配收入",
        "城镇居民人均生活费收入",
    ),
    "rural_income": (
        f"{{农村|农村牧区}}{_PEOPLE}",
        "农村人均{可支配|纯}收入",
        "{农民|农牧民|农牧区居民|农牧区常住居民|农民居民|农村居民家庭|农渔民}{人均|年人均|}{年|}{可支配|纯|}收入",
    ),
    "resident_income": (f"{{全体|}}{_PEOPLE}", "居民收入", "人均可支配收入"),
    "cpi": (
        "{居民|}消费价格{总水平|总指数|指数|}{涨幅|上涨幅度|}",
        "CPI{涨幅|}",
        "居民消费{物价|品价格}{总水平|总指数|指数|}{涨幅|}",
        "物价{总水平|总体水平|}{涨幅|上涨幅度}",
        "物价总水平",
    ),
    "urban_unemployment": ("{城镇|城镇人口|}{登记|调查|}失业率",),
    "urban_jobs": (
        "城镇{新增|净增}就业{人数|人口|岗位|再就业|}",
        "{新增|净增}城镇就业{人数|人员|岗位|}",
        "城镇就业新增",
        "城镇{新增|}实名制{新增|}就业{人数|人员|}",
        "{城镇新增|新增城镇}从业人员",
        "新增就业{人数|岗位|人口|}",
    ),
    "grain_output": ("{全年|}粮食{总产量|总产|产量|年产量|生产总量|生产}",),
    "energy_intensity": (
        "{单位|万元|每万元|亿元}{地区|国内|}{生产总值|GDP}{综合|}{能耗|能源消耗|能源消费量|能源消耗强度}{强度|}",
        "{单位|}{能耗|能源消耗}强度",
        "单位能耗",
        "{单位|万元|每万元|亿元}增加值{综合|}{能耗|能源消耗}",
    ),
    "population_growth": ("人口自然增长率", "人口自增率"),
    "gdp_per_capita": ("人均{地区|国内|国民|}生产总值", "人均GDP", "按常住人口计算人均GDP"),
}
_AND = "{、|和|与|及}"
_PAIRS: dict[tuple[str, str], tuple[str, ...]] = {
    ("urban_income", "rural_income"): (
        "城乡{居民|常住居民|}{人均|}{可支配|}收入",
        "城、乡居民{人均|}{可支配|}收入",
        f"{{城镇|城市}}{_AND}{{农村|农村牧区|农牧区}}{_PEOPLE}",
        f"城镇{{居民|常住居民}}{_AND}农村{{居民|常住居民}}{{人均|}}{{可支配|}}收入",
        f"城镇居民{_AND}农民{{人均|}}{{可支配|纯|}}收入",
        f"城镇{_AND}农民{{人均|}}{{可支配|}}收入",
    ),
    ("rural_income", "urban_income"): (
        f"农村{_AND}城镇{_PEOPLE}",
        f"农村居民{_AND}城镇居民{{人均|}}{{可支配|}}收入",
    ),
}
_GRAIN = re.compile(
    r"粮食(?:[播种]种)?(?:面积|增产|生产|亩产|单产)[^;\n棉油菜果肉糖豆奶茶薯]{0,60}?[、,](?:粮食)?(?:总产量|产量|总产)(?=[达到为约实现]{0,3}\d)"
    r"|粮食(?=增产[\d.]{1,8}[万亿])|粮食(?=(?:、[^、,;。\n\d]{1,6}){1,4}(?<=产量)分别)"
)
"""粮食播种面积60万亩、产量25万吨: the name of the harvest is not said again; 粮食、油料产量分别: it is said once."""
_OF_FIRMS = re.compile(r"规模以上工业企业[^;。\n]{2,40}?[,、](?:完成|实现)?增加值(?=[完成实现达到为约]{0,4}\d)")
"""规模以上工业企业达到236家,完成增加值52亿元: whose it is has been said."""
_ADDED = re.compile(
    r"(?:^|[。:\n—])(?:(?:(?:20|19)\d\d年度?|全年|去年|今年|上年),?)?(?:全区|全县|全镇)?(?:预计)?(?:实现|完成)?"
    r"(?P<name>[区县镇]?增加值)"
)
_PRODUCERS = re.compile("[业产]")
_BEFORE_ADDED = 16
"""Characters in front of 增加值 in which 工业 or 农业 makes it that of a sector."""
_GROWN = re.compile(r"全年(?=增长[\d.]{1,5}%[、,](?:经济)?总量(?:达到?|突破)?[\d.]{1,8}万?亿元)")
"""全年增长4.8%、总量达5.3万亿元: what grew is not said."""
_ELIDED = re.compile(
    r"居民(?:人均)?(?:可支配)?收入[^;。\n]{2,24}?[,、](?:其中:?)?"
    r"(?:(?P<pair>城镇(?:常住)?(?:居民)?[、和与](?:农村|农民)(?:常住)?(?:居民)?)(?=分别|均)"
    r"|(?P<town>城镇(?:常住)?居民)(?=增长)[^;。\n]{3,14}?[,、](?P<country>农村(?:常住)?居民)(?=增长))"
)
"""居民收入增长8%,其中城镇、农村分别增长7%、9%: 收入 is not said again."""
_CHOICE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: its indicators (two where one name speaks of town and country), offsets, end exclusive."""

    indicators: tuple[str, ...]
    start: int
    end: int


def names_in(text: str) -> tuple[Name, ...]:
    """Return the names in a plain text, the longest at each place, in order."""
    pattern, table = _finder()
    found = [Name(table[word[0]], word.start(), word.end()) for word in pattern.finditer(text)]
    more = [Name(("grain_output",), word.start(), word.end()) for word in _GRAIN.finditer(text)]
    more += [Name(("gdp",), word.start(), word.end()) for word in _GROWN.finditer(text)]
    more += [Name(("industrial_value_added",), word.start(), word.end()) for word in _OF_FIRMS.finditer(text)]
    more += _added(text, found)
    for word in _ELIDED.finditer(text):
        more += [
            Name(indicators, *word.span(group))
            for group, indicators in (
                ("pair", ("urban_income", "rural_income")),
                ("town", ("urban_income",)),
                ("country", ("rural_income",)),
            )
            if word[group]
        ]
    return tuple(sorted(found + more, key=lambda one: one.start) if more else found)


def _added(text: str, found: Sequence[Name]) -> Iterator[Name]:
    """Yield where 增加值 alone is gdp: at the beginning of a sentence, in a report that never says 生产总值 of itself.

    So the districts of Shanghai call it: 全年完成增加值776亿元.
    """
    if "增加值" not in text or any(
        one.indicators == ("gdp",) and ("生产总值" in text[one.start : one.end] or "GDP" in text[one.start : one.end])
        for one in found
    ):
        return
    for word in _ADDED.finditer(text):
        if not _PRODUCERS.search(text, max(0, word.start() - _BEFORE_ADDED), word.start()):
            yield Name(("gdp",), *word.span("name"))


@cache
def _finder() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """Return one pattern for all names, by shared beginnings so that a miss costs a step or two, and their meaning."""
    table: dict[str, tuple[str, ...]] = {}
    for indicator, templates in _NAMES.items():
        for template in templates:
            table |= dict.fromkeys(_spelled(template), (indicator,))
    for pair, templates in _PAIRS.items():
        for template in templates:
            table |= dict.fromkeys(_spelled(template), pair)
    return re.compile(_branches(sorted(table))), table


def _branches(words: list[str]) -> str:
    """Return a pattern for sorted words, the longest first, that shares beginnings: 地(?:区|方)."""
    by_first = {first: [word[1:] for word in group] for first, group in groupby(words, key=lambda word: word[:1])}
    optional = by_first.pop("", None) is not None
    branches: list[str] = [re.escape(first) + _branches(rest) for first, rest in by_first.items()]
    if not branches:
        return ""
    if len(branches) == 1 and not optional:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if optional else ''}"


def _spelled(template: str) -> Iterator[str]:
    """Yield every spelling of a template with {this|that|} in it."""
    choice = _CHOICE.search(template)
    if choice is None:
        yield template
        return
    for word in choice[1].split("|"):
        yield from _spelled(template[: choice.start()] + word + template[choice.end() :])
