"""Congress and session of the meeting at which a report is given, and of no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive.meetings import Meeting, meeting
from archive.derive.text import flatten
from tests.archive.derive.gold import NEEDS_SAMPLE, gold_reports

SPEECH = (
    "各位代表：\n现在，我代表县人民政府，向大会报告工作，请予审议。\n一年来，圆满完成县十五届人大四次会议确定的任务。"
)


@pytest.mark.parametrize(
    ("printed", "congress", "session"),
    [
        ("2021年1月12日在云岭县第十六届人民代表大会第五次会议上", 16, 5),
        ("在云岭县第十六届人民代表大会第五次会议上的报告", 16, 5),
        ("第十六届人民代表大会第五次会议", 16, 5),
        ("十六届人大五次会议", 16, 5),
        ("县十六届人大四次会议", 16, 4),
        ("在县第十六届人大四次会议上", 16, 4),
        ("在市第十七届人代会第一次会议上", 17, 1),
        ("在镇十八届人代会三次会议上", 18, 3),
        ("在十八届三次人代会上", 18, 3),
        ("在云岭镇第十八届第三次人民代表大会上", 18, 3),
        ("在乡第十八届三次人民代表大会上", 18, 3),
        ("在云岭县人大十六届五次会议上", 16, 5),
        ("在云岭乡人民代表大会十六届五次会议上", 16, 5),
        ("在第16届人民代表大会第5次会议上", 16, 5),
        ("在第１６届人民代表大会第５次会议上", 16, 5),
        ("在第 1 6 届人民代表大会第 5 次会议上", 16, 5),
        ("在云岭县第 十六 届人民代表大会 第五次 会议上", 16, 5),
        ("在云岭县第十六届\n人民代表大会\n第五次会议上", 16, 5),
        ("第四届人民代表大\n会第三次会议", 4, 3),
        ("在第十六届人民代表大会，第五次会议上", 16, 5),
        ("在云岭县第二十一届人民代表大会第一次会议上", 21, 1),
        ("在云岭县第廿一届人民代表大会第一次会议上", 21, 1),
        ("在云岭县第二十届人民代表大会第十次会议上", 20, 10),
        ("在云岭县第一届人民代表大会第十一次会议上", 1, 11),
        ("在云岭县第十届云岭县人民代表大会第五次会议上", 10, 5),
        ("在云岭县第十五届人民代表大会第五次全体会议上", 15, 5),
        ("在云岭县第十五届人民代表大会第五次大会上", 15, 5),
        ("在自治区第十三届人民代表大会第四次会议上", 13, 4),
        ("在云岭藏族自治州第十三届人民代表大会第四次会议上", 13, 4),
        ("在从江县第十三届人民代表大会第四次会议上", 13, 4),
        ("在云岭县第十三屆人民代表大會第四次會議上", 13, 4),
        ("（2021年1月15日云岭县第十届人民代表大会第五次会议通过）", 10, 5),
        ("2021年1月12日县长何远山在第十届人民代表大会第五次会议开幕式上", 10, 5),
        ("云岭县第十三届人大第四次会议文件之二", 13, 4),
        ("云岭县第十三届人民代表大会第四次会议文件（一）", 13, 4),
        ("在云岭县第十—届人民代表大会第—次会议上", 11, 1),
        ("在云岭镇第十届人民代表大会第三次全会上", 10, 3),
        ("在第十三届全国人民代表大会第五次会议上", 13, 5),
    ],
)
def test_forms(printed: str, congress: int, session: int) -> None:
    text = f"政府工作报告\n{printed}\n县长 何远山\n{SPEECH}"
    for shown in (text, flatten(text), text.replace("\n", "")):
        assert meeting(shown, "云岭县政府工作报告") == Meeting(congress, session)


def test_a_congress_without_its_session() -> None:
    assert meeting(f"在云岭镇第十届人民代表大会上\n{SPEECH}", "") == Meeting(10, None, "no_session")


@pytest.mark.parametrize(
    "header",
    [
        "",
        "政府工作报告\n县长 何远山",
        "在云岭县第十届人民代表大会常务委员会第五次会议上",
        "在县十届人大常委会第五次会议上",
        "在政协云岭县第十届委员会第五次会议上",
        "在中国共产党云岭县第十届代表大会第五次会议上",
        "在云岭县第十三次党代会上",
        "在云岭镇2019年人民代表大会上",
    ],
)
def test_other_meetings(header: str) -> None:
    assert meeting(f"{header}\n{SPEECH}", "2021年云岭县政府工作报告") == Meeting(reason="not_printed")


@pytest.mark.parametrize(
    "text",
    [
        "2018年工作回顾一年来，认真落实镇十五届人大四次会议确定的各项任务，全镇经济稳步发展。",
        "一年来，我们全面完成了县第十五届人民代表大会第四次会议提出的目标任务。",
        "刚刚闭幕的十四届全国人大三次会议为我们指明了方向。",
        "自县十五届人大一次会议以来，全县上下真抓实干。",
        "各位代表：在县十五届人大一次会议上，我们承诺办好十件实事。",
        "各位代表：县十五届人大四次会议以来，全县真抓实干。我们向大会汇报。",
    ],
)
def test_meetings_whose_tasks_were_fulfilled(text: str) -> None:
    assert meeting(text, "2021年云岭县政府工作报告") == Meeting(reason="not_printed")


def test_the_speech_says_to_which_meeting_it_reports() -> None:
    text = "各位代表：\n现在，我代表县人民政府，向云岭县第十届人民代表大会第五次会议报告工作，请予审议。"
    assert meeting(text, "") == Meeting(10, 5)


def test_those_who_preside_hide_no_meeting() -> None:
    header = "大会执行主席：李大海 何远山\n在云岭县第十届人民代表大会第五次会议上\n县长 何远山\n"
    assert meeting(header + SPEECH, "") == Meeting(10, 5)


def test_a_header_in_brackets_behind_the_address_is_read() -> None:
    behind = "（2021年1月12日在云岭县第十届人民代表大会第五次会议上 县长 何远山）一、工作回顾"
    assert meeting(SPEECH + behind, "") == Meeting(10, 5)
    assert meeting(SPEECH + "一年来" * 150 + behind, "").congress is None


def test_the_title_comes_last() -> None:
    title = "在云岭县第九届人民代表大会第二次会议上的政府工作报告"
    assert meeting(SPEECH, title) == Meeting(9, 2)
    assert meeting(f"在云岭县第十届人民代表大会第五次会议上\n{SPEECH}", title) == Meeting(10, 5)


def test_two_meetings_are_not_guessed_between() -> None:
    header = "在云岭县第十届人民代表大会第五次会议上\n在云岭县第十届人民代表大会第四次会议上\n"
    assert meeting(header + SPEECH, "") == Meeting(reason="contradictory")
    twice = "云岭县第十届人民代表大会第五次会议文件\n在云岭县十届人大五次会议上\n"
    assert meeting(twice + SPEECH, "") == Meeting(10, 5)


@pytest.mark.parametrize(
    "printed", ["在云岭县第九十九届人民代表大会第一次会议上", "在云岭县第十届人民代表大会第八十次会议上"]
)
def test_misprints(printed: str) -> None:
    assert meeting(f"{printed}\n{SPEECH}", "") == Meeting(reason="impossible")


@NEEDS_SAMPLE
@pytest.mark.parametrize("number", range(10))
def test_gold_report(number: int) -> None:
    report = gold_reports()[number]
    found = meeting(flatten(report.text), report.title)
    assert (found.congress, found.session) == (report.gold["congress"], report.gold["session"])


@given(st.text(), st.text())
def test_any_text_is_taken(text: str, title: str) -> None:
    found = meeting(text, title)
    assert (found.session is None) == (found.reason is not None)


@given(
    st.lists(
        st.sampled_from(
            [
                "第",
                "十",
                "二",
                "廿",
                "1",
                "届",
                "人民代表大会",
                "人大",
                "次",
                "会议",
                "上",
                "在",
                "全国",
                " ",
                "\n",
                "各位代表",
            ]
        )
    )
)
def test_any_header_is_taken(pieces: list[str]) -> None:
    meeting("".join(pieces), "")


SPEECH = "各位代表：\n现在，我代表{who}作工作报告。\n过去五年成绩显著。\n{meeting}将要进行换届选举。"


def test_a_meeting_that_is_under_way_is_the_reports_own() -> None:
    ours = meeting(SPEECH.format(who="县人民政府", meeting="十八届县人大一次会议"), "")
    assert (ours.congress, ours.session) == (18, 1)
    state = meeting(SPEECH.format(who="国务院", meeting="九届全国人大一次会议"), "")
    assert (state.congress, state.session) == (9, 1)


def test_the_national_congress_that_is_under_way_is_no_meeting_of_a_county() -> None:
    assert meeting(SPEECH.format(who="县人民政府", meeting="九届全国人大一次会议"), "").congress is None
