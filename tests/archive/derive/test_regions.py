"""The level of the place a title names."""

from __future__ import annotations

import time

import pytest

from archive.derive.regions import admin_level
from archive.derive.text import pick_title
from tests.archive.derive.gold import NEEDS_SAMPLE, corpus, gold_reports


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("【青岛招商】青岛市政府工作报告", "prefecture"),
        ("【历城区招商】2021年历城区政府工作报告", "county"),
        ("【东营招商】2019年垦利区胜坨镇政府工作报告", "township"),
        ("山东省济南市历城区人民政府2021年工作报告", "county"),
        ("临沂兰山区二〇二一年政府工作报告", "county"),
        ("在青岛市第十六届人民代表大会第五次会议上的政府工作报告", "prefecture"),
        ("2025年广西政府工作报告", "province"),
        ("内蒙古自治区政府工作报告", "province"),
        ("凉山彝族自治州政府工作报告", "prefecture"),
        ("凉山州政府工作报告", "prefecture"),
        ("锡林郭勒盟政府工作报告", "prefecture"),
        ("浦东新区政府工作报告", "county"),
        ("神农架林区政府工作报告", "county"),
        ("某某街道办事处政府工作报告", "township"),
        ("新宝力格苏木政府工作报告", "township"),
        ("某某彝族乡人民政府工作报告", "township"),
    ],
)
def test_level_of_the_named_place(title: str, level: str) -> None:
    assert admin_level(title) == level


@pytest.mark.parametrize(
    "title",
    [
        "政府工作报告",
        "市政府工作报告",
        "【青岛招商】政府工作报告",
        "青岛西海岸新区政府工作报告",
        "苏州工业园区政府工作报告",
        "某某高新区政府工作报告",
        "主城区政府工作报告",
        "吉林政府工作报告",
        "杭州政府工作报告",
        "甘州政府工作报告",
        "青岛市统计公报",
        "",
    ],
)
def test_no_level_rather_than_a_guess(title: str) -> None:
    assert admin_level(title) is None


@pytest.mark.parametrize(
    ("year", "level"),
    [(1990, "county"), (2005, "prefecture"), (2011, None), (2020, "county"), (None, "county")],
)
def test_a_city_that_changed_its_level_has_that_of_the_year(year: int | None, level: str | None) -> None:
    assert admin_level(f"{year}年巢湖市政府工作报告" if year else "巢湖市政府工作报告") == level
    assert admin_level("巢湖市政府工作报告", year) == level


@NEEDS_SAMPLE
@pytest.mark.parametrize("number", range(10))
def test_level_of_the_gold_report(number: int) -> None:
    report = gold_reports()[number]
    assert admin_level(report.title) == report.gold["admin_level"]


@NEEDS_SAMPLE
@pytest.mark.parametrize("path", corpus("provinces-2025"), ids=lambda path: path.stem)
def test_every_provincial_title_is_of_a_province(path) -> None:
    assert admin_level(path.read_text(encoding="utf-8").split("\n")[0]) == "province"


@pytest.mark.parametrize("title", ["2" * 50_000, "北京" * 50_000, "县" + "-" * 50_000 + "县", "……a" * 30_000])
def test_a_title_as_long_as_a_page_takes_no_longer_than_it_is_long(title: str) -> None:
    started = time.process_time()
    admin_level(f"{title}政府工作报告")
    pick_title(f"【云岭招商】{title}", "云岭")
    assert time.process_time() - started < 2
