"""Cleaning, counting, fingerprints and titles."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive.text import (
    clean_paragraphs,
    flatten,
    fold,
    han_count,
    is_cut,
    nfkc,
    pick_title,
    region_label,
    text_sha256,
)
from tests.archive.derive.gold import NEEDS_SAMPLE, gold_reports

ATTENTION = (
    *("环境保护", "环保", "污染", "能耗", "减排", "排污", "生态", "绿色", "低碳", "空气"),
    *("化学需氧量", "二氧化硫", "二氧化碳", "PM10", "PM2.5"),
)
DENSITIES = (3.08, 2.71, 3.31, 3.46, 3.42, 2.38, 6.47, 3.85, 2.63, 1.92)
WHITESPACE = " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\xa0\u2002\u2003\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u202a\u202e\u2066\u2069\x00\x07\x7f\x80\x9f"


@pytest.mark.parametrize("space", WHITESPACE)
def test_every_kind_of_whitespace_becomes_one_space(space: str) -> None:
    assert clean_paragraphs([f"{space}一、{space}{space} 工作{space}"]) == ("一、 工作",)


@pytest.mark.parametrize("mark", INVISIBLE)
def test_invisible_characters_vanish_without_a_trace(mark: str) -> None:
    assert clean_paragraphs([f"{mark}生{mark}态{mark}"]) == ("生态",)
    assert clean_paragraphs([mark, f" {mark} "]) == ()


def test_wording_punctuation_and_width_stay() -> None:
    line = "２０２０年，ＧＤＰ增长８．５％；“双招双引”……显着——（草案）①㎡"
    assert clean_paragraphs([line]) == (line,)


def test_empty_paragraphs_are_dropped() -> None:
    assert clean_paragraphs(["", "　", "\n", "正文"]) == ("正文",)


@given(st.lists(st.text()))
def test_cleaning_is_idempotent(raw: list[str]) -> None:
    once = clean_paragraphs(raw)
    assert clean_paragraphs(once) == once


@given(st.lists(st.text()))
def test_cleaning_invents_nothing_and_keeps_the_order(raw: list[str]) -> None:
    left = iter("".join(raw))
    for character in "".join(clean_paragraphs(raw)).replace(" ", ""):
        assert character in left


@given(st.text())
def test_cleaning_loses_only_whitespace_and_invisible_characters(text: str) -> None:
    lost = set(text) - set(flatten(text))
    assert all(
        re.match(r"[\s\x00-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]", c)
        for c in lost
    )


def test_han_count_counts_ideographs_of_all_planes_and_the_zero() -> None:
    assert han_count("二〇二〇年GDP，８％○Ο、\U00020000㐀豈々") == 8


@NEEDS_SAMPLE
@pytest.mark.parametrize("number", range(10))
def test_han_count_gives_the_published_densities(number: int) -> None:
    text = gold_reports()[number].text
    hits = sum(text.count(word) for word in ATTENTION)
    assert round(1000 * hits / han_count(text), 2) == DENSITIES[number]


def test_fold_makes_printings_of_one_text_equal() -> None:
    one = "二○二一年，ＧＤＰ增长８．５％。\n“十四五”"
    other = "二Ο二一年, gdp增长 8.5%.「十四五」"
    assert fold(one) == fold(other) == "二〇二一年gdp增长85十四五"
    assert text_sha256(one) != text_sha256(other)


def test_fold_keeps_words_apart() -> None:
    assert fold("增长8%") != fold("增长9%")
    assert fold("显着") != fold("显著")


@given(st.text())
def test_folding_is_nfkc_for_every_text_that_people_write(text: str) -> None:
    assert nfkc(text) == unicodedata.normalize("NFKC", text)
    assert nfkc(text + "一" + "e\u0315\u0300" * 40) == unicodedata.normalize("NFKC", text + "一" + "e\u0315\u0300" * 40)


@pytest.mark.parametrize("marks", ["\u0315\u0300", "\u0300\uff9e", "\u302e\u302a"])
def test_a_hundred_thousand_marks_on_one_character_are_folded_at_once(marks: str) -> None:
    """Normalizing them as they stand takes half a minute, and four times that for twice as many."""
    hostile = "e" + marks * 100_000
    started = time.process_time()
    fold(hostile)
    assert time.process_time() - started < 5


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_text_sha256_is_that_of_utf8() -> None:
    assert text_sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("【青岛招商】青岛市政府工作报告", "青岛"),
        ("【历城区招商】2021年历城区政府工作报告", "历城区"),
        (" 【 云岭县 招商引资】报告", "云岭县"),
        ("【云岭县】报告", "云岭县"),
        ("【招商】报告", None),
        ("【】报告", None),
        ("青岛市政府工作报告【青岛招商】", None),
        ("青岛市政府工作报告", None),
        ("", None),
    ],
)
def test_region_label(title: str, label: str | None) -> None:
    assert region_label(title) == label


@NEEDS_SAMPLE
def test_region_labels_of_the_gold_reports() -> None:
    assert [region_label(report.title) for report in gold_reports()] == [
        report.gold["region_label"] for report in gold_reports()
    ]


WHOLE = "【云岭县招商】2021年云岭县政府工作报告"
BARE = "2021年云岭县政府工作报告"


@pytest.mark.parametrize(
    ("listing", "detail", "picked"),
    [
        (WHOLE, WHOLE, WHOLE),
        (WHOLE, BARE, WHOLE),
        (BARE, WHOLE, WHOLE),
        ("【云岭县招商】2021年云岭县…", WHOLE, WHOLE),
        (WHOLE, "【云岭县招商】2021年云…", WHOLE),
        ("【云岭县招商】2021年云岭...", BARE, WHOLE),
        ("【云岭县招商】2021年云岭…", "云岭县政府网", "云岭县政府网"),
        ("2021年云岭…", BARE, BARE),
        (BARE, "云岭县政府工作…", BARE),
        (WHOLE, None, WHOLE),
        (WHOLE, " ", WHOLE),
        ("", BARE, BARE),
        (f"\xa0{WHOLE}\u200b", None, WHOLE),
    ],
)
def test_title_is_the_whole_one_with_its_bracket(listing: str, detail: str | None, picked: str) -> None:
    assert pick_title(listing, detail) == picked


@pytest.mark.parametrize(
    ("text", "cut"), [("各位代表：现在…", True), ("报告...", True), ("报告…[详细]", True), ("完。", False), ("", False)]
)
def test_cut_texts_are_told_by_their_end(text: str, cut: bool) -> None:
    assert is_cut(text) is cut


@given(st.text(st.sampled_from("云岭〇㐀䶿䷀一\u9fff\ua000豈\ufaff\ufb00\U00020000\U0001f600a1，。\ud800")))
def test_han_characters_are_counted_alike_in_every_plane(text: str) -> None:
    han = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FA1F), (0x30000, 0x323AF)]
    wanted = sum(mark == "〇" or any(first <= ord(mark) <= last for first, last in han) for mark in text)
    assert han_count(text) == wanted


@given(st.text(st.sampled_from("，：；（）！？％…０９．～－a\u0301\u0338\u3099か①㎡ﬁ\uac00\u11a8云")))
def test_nfkc_is_the_standards(text: str) -> None:
    assert nfkc(text) == unicodedata.normalize("NFKC", text)
