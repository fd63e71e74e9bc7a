"""Numbers as reports write them, normalised."""

from __future__ import annotations

import pytest

from archive.derive.indicators.numbers import han_number, quantity_at


@pytest.mark.parametrize(
    ("written", "value", "high", "unit", "modifier"),
    [
        ("8%", 8, None, "%", None),
        ("8.5%左右", 8.5, None, "%", "左右"),
        ("6%—6.5%", 6, 6.5, "%", None),
        ("6-6.5%左右", 6, 6.5, "%", "左右"),
        ("6%到6.5%", 6, 6.5, "%", None),
        ("6%至7%以上", 6, 7, "%", "以上"),
        ("不低于6%", 6, None, "%", "不低于"),
        ("百分之六点五左右", 6.5, None, "%", "左右"),
        ("百分之六至百分之七", 6, 7, "%", None),
        ("八个百分点", 8, None, "百分点", None),
        ("5.8‰以内", 5.8, None, "‰", "以内"),
        ("1.2万亿元", 12000, None, "亿元", None),
        ("500—520亿元", 500, 520, "亿元", None),
        ("6800万元", 0.68, None, "亿元", None),
        ("8000多万元", 0.8, None, "亿元", "多"),
        ("1,234.5亿元", 1234.5, None, "亿元", None),
        ("34,973元", 34973, None, "元", None),
        ("3200万美元", 0.32, None, "亿美元", None),
        ("突破2亿美元", 2, None, "亿美元", "突破"),
        ("5200人", 0.52, None, "万人", None),
        ("1.2万人以上", 1.2, None, "万人", "以上"),
        ("1.4万亿斤", 14000, None, "亿斤", None),
        ("3.2亿公斤", 32, None, "万吨", None),
        ("千分之六以内", 6, None, "‰", "以内"),
        ("翻一番", 100, None, "%", None),
        ("翻两番", 300, None, "%", None),
        ("-2.5%", -2.5, None, "%", None),
    ],
)
def test_a_number_is_read_with_unit_range_and_modifier(
    written: str, value: float, high: float | None, unit: str, modifier: str | None
) -> None:
    found = quantity_at(f"增长{written}，", 2)
    assert found
    assert (found.value, found.value_max, found.unit, found.modifier) == (value, high, unit, modifier)
    assert found.end == 2 + len(written)


@pytest.mark.parametrize(
    "written", ["", "多", "2021年", "8", "8家", "100万人次", "3亿立方米", "百分之", "6%—5%", "9万人均"]
)
def test_what_is_no_value_of_an_indicator_is_not_read(written: str) -> None:
    assert quantity_at(f"增长{written}", 2) is None


@pytest.mark.parametrize(
    ("words", "number"),
    [("八", 8), ("十", 10), ("十二", 12), ("二十", 20), ("一百零三", 103), ("六点五", 6.5), ("三点二五", 3.25)],
)
def test_chinese_numerals_are_read(words: str, number: float) -> None:
    assert han_number(words) == number


@pytest.mark.parametrize("words", ["八九", "点五", "六点", "万", "六点十"])
def test_what_is_no_number_is_none(words: str) -> None:
    assert han_number(words) is None
