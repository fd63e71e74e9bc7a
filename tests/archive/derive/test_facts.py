"""What one report says, from end to end: every column, the reason beside each one that is unknown, the rows behind."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive.facts import COLUMNS, Facts, read_facts
from archive.derive.indicators import INDICATORS
from tests.accuracy import sets

TITLE = "【阳谷县招商】2021年阳谷县政府工作报告"
TEXT = """阳谷县人民政府工作报告
（2021年1月12日在阳谷县第十八届人民代表大会第五次会议上）
阳谷县人民政府代县长 何远山
各位代表：
现在，我代表县人民政府，向大会报告工作，请予审议，并请各位政协委员和列席人员提出意见。
一、2020年工作回顾
过去一年，全县生产总值完成210.5亿元，增长3.6%；一般公共预算收入12.4亿元，增长2.1%。河道清了，路灯亮了，孩子上学近了。
新建村卫生室三十处，修缮敬老院五处，老人看病不再出村。
二、2021年工作安排
今年全县经济社会发展的主要预期目标是：生产总值增长7%左右，一般公共预算收入增长5%以上，城镇和农村居民人均可支配收入分别增长7.5%、8%。
（一）办好实事。再修农路一百里，让菜农运菜不绕远。
三、加强政府自身建设
坚持依法行政，少开会，开短会，多到田间地头去。
各位代表！让我们团结起来，为建设美丽阳谷而共同奋斗！"""


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read_facts(TITLE, TEXT)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("region_label", "阳谷县"),
        ("region_code", "371521"),
        ("region_code_current", "371521"),
        ("province", "山东省"),
        ("prefecture", "聊城市"),
        ("county", "阳谷县"),
        ("township", None),
        ("admin_level", "county"),
        ("kind", "work_report"),
        ("report_year", 2021),
        ("report_date", "2021-01-12"),
        ("report_date_precision", "day"),
        ("congress", 18),
        ("session", 5),
        ("speaker", "何远山"),
        ("speaker_post", "代县长"),
        ("char_count", len(TEXT)),
        ("han_count", sum("\u4e00" <= mark <= "\u9fff" for mark in TEXT)),
    ],
)
def test_every_column_of_a_report(facts: Facts, column: str, value: object) -> None:
    assert getattr(facts, column) == value


def test_every_column_is_looked_at_above(facts: Facts) -> None:
    (marks,) = [mark for mark in test_every_column_of_a_report.pytestmark if mark.name == "parametrize"]
    assert [column for column, _value in marks.args[1]] == list(COLUMNS)


def test_nothing_is_unknown_or_odd_in_a_whole_report(facts: Facts) -> None:
    assert facts.unknown == ()  # the township of a county is none, not unknown
    assert facts.quality_flags == ()


def test_the_parts_follow_each_other_through_the_whole_text(facts: Facts) -> None:
    roles = [(part.role, part.heading) for part in facts.sections]
    assert roles == [
        ("opening", None),
        ("review", "一、2020年工作回顾"),
        ("plan", "二、2021年工作安排"),
        ("self_governance", "三、加强政府自身建设"),
        ("closing", None),
    ]
    assert (facts.sections[0].start, facts.sections[-1].end) == (0, len(TEXT))
    assert all(before.end == after.start for before, after in pairwise(facts.sections))


def test_figures_are_those_of_the_text_each_with_its_words(facts: Facts) -> None:
    stated = {
        (figure.indicator, figure.basis, figure.measure, figure.year): (figure.value, figure.unit, figure.modifier)
        for figure in facts.figures
        if figure.status == "stated"
    }
    assert stated == {
        ("gdp", "achieved", "level", 2020): (210.5, "亿元", None),
        ("gdp", "achieved", "growth", 2020): (3.6, "%", None),
        ("fiscal_revenue", "achieved", "level", 2020): (12.4, "亿元", None),
        ("fiscal_revenue", "achieved", "growth", 2020): (2.1, "%", None),
        ("gdp", "target", "growth", 2021): (7.0, "%", "左右"),
        ("fiscal_revenue", "target", "growth", 2021): (5.0, "%", "以上"),
        ("urban_income", "target", "growth", 2021): (7.5, "%", None),
        ("rural_income", "target", "growth", 2021): (8.0, "%", None),
    }
    others = {figure.indicator for figure in facts.figures if figure.status == "not_stated"}
    assert others == set(INDICATORS) - {"gdp", "fiscal_revenue", "urban_income", "rural_income"}


def test_what_was_noticed_while_reading_pages_is_kept() -> None:
    assert read_facts(TITLE, TEXT, ("listing_text_only",)).quality_flags == ("listing_text_only",)


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        (
            "我受县人民政府委托，将阳谷县国民经济和社会发展计划执行情况与2021年计划草案的报告提请大会审议。",
            "plan_report",
        ),
        ("我受县人民政府委托，将阳谷县2020年预算执行情况和2021年预算草案的报告提请大会审议。", "budget_report"),
        ("我受县人大常委会委托，向大会报告工作，请予审议。", "other"),
    ],
)
def test_another_report_has_parts_and_no_figures(opening: str, kind: str) -> None:
    speech = TEXT.replace(
        "现在，我代表县人民政府，向大会报告工作，请予审议，并请各位政协委员和列席人员提出意见。", opening
    )
    found = read_facts("【阳谷县招商】2021年阳谷县报告", speech)
    assert (found.kind, found.figures, bool(found.sections)) == (kind, (), True)


def test_news_about_a_report_has_no_figures() -> None:
    news = "本报讯（记者 李大海）1月12日，县人代会隆重开幕。代县长何远山代表县人民政府作政府工作报告。\n"
    said = news + "报告指出，去年全县生产总值增长3.6%。报告提出，今年主要预期目标是：生产总值增长7%左右。\n"
    found = read_facts("【阳谷县招商】2021年阳谷县政府工作报告", said)
    assert (found.kind, found.figures) == ("news", ())


SPEAKER = "阳谷县人民政府代县长 何远山\n"


@pytest.mark.parametrize(
    ("printed", "instead", "unknown"),
    [
        (SPEAKER, "", {"speaker": "not_printed", "speaker_post": "not_printed"}),
        (SPEAKER, "何远山\n", {"speaker_post": "not_printed"}),
        (SPEAKER, "阳谷县人民政府代县长\n", {"speaker": "not_printed"}),
        (SPEAKER, "县长 何远山\n县长 李大海\n", {"speaker": "ambiguous", "speaker_post": "ambiguous"}),
        ("第五次会议", "", {"session": "no_session"}),
        ("第十八届人民代表大会第五次会议", "会议", {"congress": "not_printed", "session": "not_printed"}),
        ("2021年1月12日", "", {"report_date": "not_printed", "report_date_precision": "not_printed"}),
    ],
)
def test_what_a_report_does_not_say_is_unknown_with_a_reason(
    printed: str, instead: str, unknown: dict[str, str]
) -> None:
    assert dict(read_facts(TITLE, TEXT.replace(printed, instead)).unknown) == unknown


def test_a_title_without_a_bracket_has_no_label() -> None:
    assert read_facts(TITLE.partition("】")[2], TEXT).unknown == (("region_label", "not_printed"),)


def test_a_year_is_unknown_where_neither_header_nor_title_nor_headings_name_one() -> None:
    text = TEXT.replace("2021年1月12日", "").replace("2020年", "去年").replace("2021年", "今年")
    found = read_facts("【阳谷县招商】阳谷县政府工作报告", text)
    assert (found.report_year, dict(found.unknown)["report_year"]) == (None, "not_printed")


def test_a_place_that_is_not_known_leaves_every_column_of_place_unknown() -> None:
    found = read_facts("政府工作报告", "各位代表：\n一年来，大家都很努力。")
    reasons = dict(found.unknown)
    places = ("region_code", "region_code_current", "province", "prefecture", "county", "township", "admin_level")
    assert {reasons[column] for column in places} == {"not_named"}


def test_a_county_that_was_divided_has_no_code_of_today() -> None:
    found = read_facts("【邯郸县招商】2010年邯郸县政府工作报告", "各位代表：\n现在，我代表县人民政府向大会报告工作。")
    assert (found.region_code, found.region_code_current) == ("130421", None)
    assert dict(found.unknown)["region_code_current"] == "no_single_successor"


def test_every_unknown_column_is_empty_and_every_empty_one_of_a_known_place_is_told() -> None:
    for case in sets.replica(120):
        found = read_facts(case.title, case.text)
        reasons = dict(found.unknown)
        assert all(getattr(found, column) is None for column in reasons)
        assert all(reasons.values())
        silent = {column for column in COLUMNS if getattr(found, column) is None} - set(reasons)
        assert silent <= {"prefecture", "county", "township"}, case.name


def test_every_quote_stands_at_its_offsets() -> None:
    quoted = 0
    for case in sets.replica(240):
        found = read_facts(case.title, case.text)
        for figure in found.figures:
            if figure.quote is not None:
                assert case.text[figure.start : figure.end] == figure.quote
                quoted += 1
        for part in found.sections:
            if part.heading is not None:
                assert "".join(part.heading.split()) in "".join(case.text[part.start : part.end].split())
        ends = [0, *(part.end for part in found.sections)]
        assert [part.start for part in found.sections] == ends[:-1]
        assert ends[-1] == len(case.text)
    assert quoted > 1000


@given(st.text(), st.text())
def test_any_title_and_text_are_taken(title: str, text: str) -> None:
    found = read_facts(title, text)
    assert found.char_count == len(text)
    assert all(getattr(found, column) is None for column, _reason in found.unknown)
