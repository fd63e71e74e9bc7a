"""Which place a report is about: own cases, the hand-checked ten, and what must never be guessed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive.places import resolve
from archive.derive.places.table import by_code
from archive.derive.text import flatten
from tests.archive.derive.gold import NEEDS_SAMPLE, corpus, gold_reports
from tests.archive.derive.places.cases import (
    CONFLICTS,
    COUNTIES,
    LATER,
    NONE,
    PREFECTURES,
    PROVINCES,
    TOWNSHIPS,
    Case,
    mandate,
)

CODED = [*PROVINCES, *PREFECTURES, *COUNTIES, *TOWNSHIPS, *LATER]
NAMES_OF = {code: {region.name for region in held} for code, held in by_code().items()}
HELD_OUT = {"上海市", "云南省", "山东省", "广西", "河北省", "浙江省", "海南省", "湖北省", "甘肃省", "黑龙江省"}


def named(case: Case) -> str:
    return f"{case.year} {case.title} {case.text[:24]}"


@pytest.mark.parametrize("case", CODED, ids=named)
def test_the_place_has_the_code_of_its_year(case: Case) -> None:
    place = resolve(case.title, case.text, case.year)
    assert (place.code, place.township, place.conflict, place.reason) == (case.code, case.town, False, None)
    if case.current:
        assert place.code_current == case.current


@pytest.mark.parametrize("case", CODED, ids=named)
def test_level_and_names_are_those_of_the_code(case: Case) -> None:
    place = resolve(case.title, case.text, case.year)
    code = place.code or ""
    names = (
        NAMES_OF.get(code[:2] + "0000", set()) | NAMES_OF.get(code[:4] + "00", set()) | NAMES_OF.get(code[:6], set())
    )
    assert {place.province, place.prefecture, place.county} - {None} <= names
    lowest = {"province": place.province, "prefecture": place.prefecture, "county": place.county}
    assert place.level == ("township" if case.town else next(k for k, v in reversed(lowest.items()) if v))


@pytest.mark.parametrize("case", NONE, ids=named)
def test_no_code_but_a_reason(case: Case) -> None:
    place = resolve(case.title, case.text, case.year)
    assert (place.code, place.code_current, place.reason) == (None, None, case.current)


@pytest.mark.parametrize("case", CONFLICTS, ids=named)
def test_the_body_wins_over_the_title_and_says_so(case: Case) -> None:
    place = resolve(case.title, case.text, case.year)
    assert (place.code, place.township, place.conflict) == (case.code, case.town, True)


def test_the_year_of_a_change_belongs_to_the_name_that_is_printed() -> None:
    assert resolve("2016年垦利县政府工作报告", "", 2016).code == "370521"
    assert resolve("2016年垦利区政府工作报告", "", 2016).code == "370505"
    both = resolve("2016年垦利区政府工作报告", "在垦利县第十五届人民代表大会第五次会议上", 2016)
    assert (both.code, both.code_current, both.conflict) == ("370521", "370505", False)


def test_what_is_gone_or_was_divided_has_no_code_of_today() -> None:
    assert resolve("抚宁县政府工作报告", "", 2010).code_current is None
    assert resolve("巢湖市政府工作报告", "", 2005).code_current is None
    assert resolve("邢台县政府工作报告", "", 2005).code_current is None


def test_what_is_certain_is_filled_where_the_code_is_not() -> None:
    zone = resolve("【青岛招商】西海岸新区政府工作报告", "", 2019)
    assert (zone.province, zone.prefecture, zone.level, zone.reason) == ("山东省", "青岛市", None, "development_zone")
    assert resolve("【深圳招商】2014年龙华新区政府工作报告", "", 2014).prefecture == "深圳市"
    assert resolve("金阳新区政府工作报告", "", 2009).province is None
    assert resolve("合肥高新区政府工作报告", "", 2009).prefecture == "合肥市"
    town = resolve("【济宁招商】2019年南站镇政府工作报告", "", 2019)
    assert (town.prefecture, town.county, town.township, town.level) == ("济宁市", None, "南站镇", "township")
    assert (town.code, town.reason) == (None, "unknown_name")


def test_homonyms_are_told_apart_by_the_names_in_the_body_only_where_one_prevails() -> None:
    one = "徐州是淮海经济区中心城市，徐州市委领导有力，融入徐州主城。"
    assert resolve("鼓楼区政府工作报告", one, 2019).code == "320302"
    assert resolve("鼓楼区政府工作报告", one + "南京市对口帮扶，学习南京、赶超南京。", 2019).reason == "ambiguous"


def test_a_report_that_only_its_body_names_is_the_one_named_most_within_the_label() -> None:
    body = "胶州市委领导，胶州全市上下同心，" * 8 + "青岛市委支持胶州。"
    assert resolve("【青岛招商】政府工作报告", mandate("市") + body, 2019).code == "370281"
    assert (
        resolve("【青岛招商】政府工作报告", mandate("市") + "青岛市委领导，青岛全市上下同心，" * 8, 2019).code
        == "370200"
    )
    assert resolve("【青岛招商】政府工作报告", mandate("市") + "青岛、胶州并进。" * 8, 2019).code is None


def test_a_body_that_names_another_county_all_the_time_and_never_its_own_is_that_ones() -> None:
    body = "全县上下团结一心，嘉祥县各项事业稳步推进，人民生活不断改善，社会大局保持和谐稳定。" * 40
    place = resolve("【金乡县招商】2021年金乡县政府工作报告", body, 2021)
    assert (place.code, place.conflict) == ("370829", True)
    assert resolve("2021年金乡县政府工作报告", body + "金乡县。", 2021).code == "370828"
    town = "界河镇全镇上下团结一心，各项事业稳步推进，人民生活不断改善，社会大局保持和谐稳定。" * 40
    place = resolve("【滕州市招商】2021年姜屯镇政府工作报告", town, 2021)
    assert (place.code, place.township, place.conflict) == ("370481114", "界河镇", True)


def test_a_government_of_another_unit_and_a_committee_of_another_region_are_another_places() -> None:
    for title, text in (
        ("【龙口市招商】2006年龙口市政府工作报告", mandate("县")),
        ("【居巢区招商】2009年居巢区政府工作报告", mandate("区") + "我们在黄石市委、市政府和区委的坚强领导下"),
        ("【营口招商】2021年老边区路南镇政府工作报告", mandate("镇") + "在旗委、旗政府和镇党委的领导下"),
    ):
        place = resolve(title, text, 2009)
        assert (place.code, place.conflict, place.reason) == (None, True, "conflict")
    for title, text, code in (
        ("2016年垦利区政府工作报告", mandate("县"), "370521"),
        ("【居巢区招商】2009年居巢区政府工作报告", mandate("区") + "在中共巢湖市委的领导下", "341402"),
        ("上海市松江区政府工作报告", mandate("区") + "在市委、市政府和区委的领导下", "310117"),
        ("【滕州市招商】2009年姜屯镇政府工作报告", mandate("镇") + "在滕州市委、市政府的领导下", "370481107"),
        ("广西壮族自治区河池市凤山县政府工作报告", "在自治区党委、市委和县委的领导下", "451223"),
    ):
        place = resolve(title, text, 2016 if "2016" in title else 2009)
        assert (place.code, place.conflict) == (code, False)


@NEEDS_SAMPLE
@pytest.mark.parametrize("number", range(10))
def test_every_field_of_the_gold_report(number: int) -> None:
    report = gold_reports()[number]
    place = resolve(report.title, flatten(report.text), report.gold["report_year"])
    fields = {"code": "region_code", "level": "admin_level"}
    for field in ("code", "province", "prefecture", "county", "township", "level"):
        assert getattr(place, field) == report.gold[fields.get(field, field)], field
    assert not place.conflict


@NEEDS_SAMPLE
@pytest.mark.parametrize("path", [p for p in corpus("provinces-2025") if p.stem not in HELD_OUT], ids=lambda p: p.stem)
@pytest.mark.parametrize("titled", [True, False])
def test_every_provincial_report_with_and_without_its_title(path, titled: bool) -> None:
    text = path.read_text(encoding="utf-8")
    place = resolve(text.split("\n")[0] if titled else "政府工作报告", "\n".join(text.split("\n")[1:]), 2025)
    assert (place.level, (place.province or "")[:2], place.conflict) == ("province", path.stem[:2], False)


@given(st.text(max_size=60), st.text(max_size=300), st.none() | st.integers(0, 3000))
def test_any_text_gives_a_code_or_a_reason(title: str, text: str, year: int | None) -> None:
    place = resolve(title, text, year)
    assert (place.code is None) == (place.reason is not None)


NAMES = st.sampled_from(
    ["青岛", "市", "县", "鼓楼区", "姜屯镇", "滕州市", "【", "招商】", "在", "第十届人民代表大会", "2019年"]
)
WORDS = NAMES | st.sampled_from(
    ["我代表", "人民政府", "政府工作报告", "会议上", "区长", "新区", "街道", "郊区", "吉林", "：", "\n"]
)


@given(st.lists(WORDS, max_size=9).map("".join), st.lists(WORDS, max_size=20).map("".join), st.integers(1978, 2026))
def test_names_in_any_order_give_a_code_of_the_table_or_a_reason(title: str, text: str, year: int) -> None:
    place = resolve(title, text, year)
    assert (place.code is None) == (place.reason is not None)
    assert place.code is None or place.province


@pytest.mark.parametrize(
    "piece", ["2", "北京", "县-", "……a", "第一届", "我代表", "市长", "在", "街道", "【", "人大", "\u3000"]
)
def test_text_as_long_as_a_book_takes_no_longer_than_it_is_long(piece: str) -> None:
    resolve("青岛市政府工作报告", "", 2020)
    started = time.process_time()
    resolve(piece * 50_000 + "政府工作报告", piece * 200_000, 2020)
    assert time.process_time() - started < 1
