"""Which words name an indicator, and which name another thing."""

from __future__ import annotations

import pytest

from archive.derive.indicators.names import INDICATORS, names_in
from archive.derive.indicators.statements import statements


@pytest.mark.parametrize(
    ("name", "indicator"),
    [
        ("生产总值", "gdp"),
        ("地区生产总值", "gdp"),
        ("国内生产总值", "gdp"),
        ("国民生产总值", "gdp"),
        ("经济增长", "gdp"),
        ("经济总量", "gdp"),
        ("GDP", "gdp"),
        ("人均地区生产总值", "gdp_per_capita"),
        ("人均GDP", "gdp_per_capita"),
        ("单位GDP能耗", "energy_intensity"),
        ("万元地区生产总值综合能耗", "energy_intensity"),
        ("能耗强度", "energy_intensity"),
        ("一般公共预算收入", "fiscal_revenue"),
        ("地方财政收入", "fiscal_revenue"),
        ("公共财政预算收入", "fiscal_revenue"),
        ("地方财政一般预算收入", "fiscal_revenue"),
        ("财政总收入", "fiscal_revenue"),
        ("税收收入", "tax_revenue"),
        ("全社会固定资产投资", "fixed_asset_investment"),
        ("规上工业增加值", "industrial_value_added"),
        ("社会消费品零售总额", "retail_sales"),
        ("外贸进出口总额", "imports_exports"),
        ("外贸出口", "exports"),
        ("实际使用外资", "foreign_capital"),
        ("城镇常住居民人均可支配收入", "urban_income"),
        ("农民人均纯收入", "rural_income"),
        ("全体居民人均可支配收入", "resident_income"),
        ("居民消费价格总水平", "cpi"),
        ("城镇登记失业率", "urban_unemployment"),
        ("城镇新增就业", "urban_jobs"),
        ("粮食总产量", "grain_output"),
        ("人口自然增长率", "population_growth"),
    ],
)
def test_a_name_is_found_whole(name: str, indicator: str) -> None:
    (found,) = names_in(f"全市{name}增长8%")
    assert (found.indicators, found.start, found.end) == ((indicator,), 2, 2 + len(name))


def test_a_name_for_town_and_country_has_two_indicators_in_order() -> None:
    assert names_in("农村、城镇居民人均可支配收入")[0].indicators == ("rural_income", "urban_income")


def test_all_nineteen_have_names() -> None:
    from archive.derive.indicators import names

    assert tuple(names._NAMES) == INDICATORS


@pytest.mark.parametrize(
    "other",
    [
        "第一产业增加值增长5%",
        "工业总产值增长9%",
        "工业固定资产投资增长9%",
        "民间固定资产投资增长9%",
        "高新区地区生产总值增长9%",
        "海洋生产总值增长9%",
        "数字经济占GDP比重达到10%",
        "民营经济税收增长9%",
        "税收占一般公共预算收入比重达到80%",
        "农产品出口额增长9%",
        "跨境电商进出口增长9%",
        "服务贸易进出口总额增长9%",
        "网络社会消费品零售总额增长9%",
        "到位省外资金80亿元",
        "旅游收入增长20%",
        "粮食播种面积60万亩",
        "贫困户人均可支配收入增长9%",
        "万元工业增加值用水量下降5%",
        "经济增长点达到5个",
        "与经济增长同步",
        "政府性基金预算收入增长9%",
    ],
)
def test_another_thing_gives_nothing(other: str) -> None:
    assert statements(other + "。") == ()
