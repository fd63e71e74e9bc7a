"""Work reports are told from other reports, from news about them and from what others make of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive.kinds import NOTICE, SPEECH, kind
from archive.derive.text import flatten
from tests.archive.derive.gold import NEEDS_SAMPLE, gold_reports

BODY = "一年来，全县上下真抓实干，新修农村道路四十公里，改造老旧小区十二个，新增就业两千人。" * 80
WORK = "各位代表：\n现在，我代表县人民政府，向大会报告工作，请予审议，并请政协委员提出意见。\n一、工作回顾\n"
TITLE = "2021年云岭县政府工作报告"


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "【云岭招商】云岭县政府工作报告",
        "云岭县人民政府工作报告（2021年）",
        "政府工作报告（征求意见稿）",
        "云岭县政府工作报告全文",
        "云岭镇2019年工作报告",
        "云岭街道办事处2019年工作报告",
        "县长何远山作政府工作报告",
        "关于印发2021年政府工作报告的通知",
        "在云岭县第十届人民代表大会第五次会议上的报告",
        "2021年政府工作报告解读",
        "云岭县政府工作报告名词解释",
        "讲话",
        "",
    ],
)
def test_a_speech_for_the_government_is_a_work_report_whatever_it_is_called(title: str) -> None:
    assert kind(title, WORK + BODY) == "work_report"
    assert kind(title, flatten(WORK + BODY)) == "work_report"


@pytest.mark.parametrize(
    "opening",
    [
        "各位代表：我受镇人民政府委托，向大会报告工作，请审议。",
        "各位代表：现在，我代表市人民政府向大会作政府工作报告，请予审议。",
        "各位代表：本届政府任期将满。现在，我代表县人民政府，向大会报告过去五年的工作，请予审议。",
        "各位代表：现在，我代表旗人民政府，向大会作工作报告，请连同《国民经济和社会发展第十四个五年规划纲要（草案）》一并审议。",
        "各位代表：现在，我代表区人民政府向大会报告政府工作，计划执行情况和预算执行情况的书面报告请一并审议。",
        "各位代表、同志们：我代表街道办事处向大会报告工作，请予审议。",
        "同志们：现在，我代表乡政府，就2018年工作和2019年打算向大会作报告，请审议。各位代表，",
        "各位代表：现在，我代表镇党委、镇政府，向大会报告工作，请予审议。",
        "各位代表：我代表县委、县政府向大会作政府工作报告，请予审议。",
        "各位代表：我受镇人民政府委托，就2018年工作情况和2019年打算向大会报告，请审议。",
        "各位代表：我代表县人民政府，向大会报告五年来的政府工作，对2022年工作提出建议，请予审议。",
        "现在，我代表镇人民政府向大会作工作报告，请予审议。",
        "2018年工作回顾一年来，在县委、县政府的领导下，全镇上下团结拼搏。",
        "2018年工作回顾过去一年，全镇人大代表监督支持，成绩显著。",
        "过去五年，是云岭发展史上很不平凡的五年。",
    ],
)
def test_other_ways_to_begin_a_work_report(opening: str) -> None:
    assert kind(TITLE, opening + BODY) == "work_report"


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        (
            "各位代表：受县人民政府委托，现将云岭县2020年国民经济和社会发展计划执行情况与2021年计划草案的报告提请大会审议。",
            "plan_report",
        ),
        (
            "各位代表：受县人民政府委托，现将2020年国民经济和社会发展计划执行情况与2021年国民经济和社会发展计划（草案）报告如下，请予审议。",
            "plan_report",
        ),
        (
            "各位代表：受市人民政府委托，现将全市2020年财政预算执行情况和2021年财政预算草案提请大会审议。",
            "budget_report",
        ),
        ("各位代表：受区人民政府委托，向大会报告2020年预算执行情况和2021年预算草案，请予审议。", "budget_report"),
        ("各位委员：我受政协云岭县第九届委员会常务委员会委托，向大会报告工作，请审议。", "other"),
        ("各位代表：现在，我就《云岭县第十四个五年规划纲要（草案）》作如下说明。", "other"),
        ("云岭县政府工作报告（摘要）各位代表：现在，我代表县人民政府，向大会报告工作，请予审议。", "other"),
        ("为落实政府工作报告，现将2021年重点任务分解如下。责任单位：县发改局。", "other"),
        ("问：今年的目标是什么？答：经济增长百分之六。", "other"),
        (
            "关于1998年国民经济和社会发展计划执行情况及1999年计划（草案）的报告——在县十届人大五次会议上",
            "plan_report",
        ),
        ("各位代表：受县人民政府委托，现将2020年财政预算执行情况报告如下，请审议。", "budget_report"),
        ("各位代表：现在，我受县人大常委会委托，向大会报告工作，请予审议。", "other"),
        ("各位代表：我受云岭县第十届人民代表大会常务委员会的委托，向大会报告工作，请予审议。", "other"),
        ("各位代表：现在，我代表县人民法院，向大会报告工作，请予审议。", "other"),
        ("各位代表：现在，我代表县人民检察院，向大会报告工作，请予审议。", "other"),
        ("各位代表、同志们：现在，我代表中国共产党云岭县第十届委员会向大会作报告。", "other"),
        ("各位代表、同志们：我代表中共云岭镇第九届委员会向大会作工作报告，请审议。", "other"),
    ],
)
def test_another_report_under_the_title_of_a_work_report(opening: str, expected: str) -> None:
    assert kind(TITLE, opening + BODY) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("关于云岭县2020年国民经济和社会发展计划执行情况与2021年计划草案的报告", "plan_report"),
        ("【云岭招商】云岭县2015年国民经济和社会发展计划报告", "plan_report"),
        ("云岭县2020年预算执行情况和2021年预算草案的报告", "budget_report"),
        ("云岭县2020年财政决算报告", "budget_report"),
        ("云岭县人大常委会工作报告", "other"),
        ("云岭县人民法院工作报告", "other"),
        ("云岭县人民检察院工作报告（2021年）", "other"),
        ("政协云岭县委员会常务委员会工作报告", "other"),
        ("中共云岭县纪律检查委员会工作报告", "other"),
        ("2021年政府工作报告摘要", "other"),
        ("云岭县政府工作报告（摘登）", "other"),
        ("2021年政府工作报告要点", "other"),
        ("2021年公务员考试申论热点：政府工作报告", "other"),
        ("政府工作报告重点任务分解", "other"),
        ("关于政府工作报告任务分工的通知", "other"),
        ("云岭县教育局工作总结", "other"),
        ("2018年云岭镇工作总结和2019年工作计划", "other"),
        ("关于云岭县政府工作报告的决议", "other"),
        ("政府工作报告名词解释", "other"),
        ("政府工作报告问答", "other"),
        ("云岭县国民经济和社会发展第十四个五年规划纲要", "other"),
        ("一图读懂2021年云岭县政府工作报告", "news"),
        ("解读云岭县政府工作报告", "news"),
        ("代表委员热议政府工作报告", "news"),
        ("代表审议政府工作报告", "news"),
        ("图解政府工作报告", "news"),
        ("云岭县第十届人民代表大会第五次会议开幕", "news"),
        ("云岭开发区招商引资优惠政策", "other"),
    ],
)
def test_titles_of_what_is_no_work_report(title: str, expected: str) -> None:
    assert kind(title, BODY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "本报讯（记者 李四）1月12日，云岭县第十届人民代表大会第五次会议开幕，县长何远山作报告。报告指出，经济稳中有进。"
        * 3,
        "1月12日，云岭县召开人民代表大会。大会听取了县长何远山作的政府工作报告。代表们认为，报告实事求是。",
        "据悉，云岭县政府工作报告提出，今年将办好十件民生实事。" + BODY,
        "1月12日，县长何远山代表县人民政府向大会作政府工作报告。何远山在报告中回顾了2020年工作。" + BODY,
        "1月12日，会议听取了县长何远山作的政府工作报告，审议了关于2020年国民经济和社会发展计划执行情况的报告。" + BODY,
        "在审议政府工作报告时，代表们表示，报告鼓舞人心。记者从会议获悉，今年目标已定。" + BODY,
    ],
)
def test_news_under_the_title_of_a_work_report(text: str) -> None:
    assert kind(TITLE, text) == "news"


def test_an_exam_portal_and_a_stub_are_no_reports() -> None:
    assert kind("云岭县政府工作报告", "申论备考资料：考生可下载各地政府工作报告。" + BODY) == "other"
    assert kind("云岭县政府工作报告", "请下载附件查看。") == "other"


def test_reports_speak_of_public_servants_too() -> None:
    assert (
        kind(TITLE, "一、去年工作回顾\n事业单位改革有序推进，公务员队伍建设加强，高考考生平安。" + BODY)
        == "work_report"
    )
    assert kind(TITLE, "事业单位招聘考试必读：各地政府工作报告。" + BODY) == "other"


def test_extracts_made_by_editors_are_no_reports() -> None:
    assert kind(TITLE, "编者按：现将政府工作报告主要内容摘编如下，以飨读者。\n2019年工作回顾\n" + BODY) == "other"
    assert kind(TITLE, "一图读懂政府工作报告\n2019年工作回顾\n" + BODY) == "other"


def test_an_extract_of_a_speech_is_no_report() -> None:
    assert kind("政府工作报告（摘要）", WORK + BODY) == "other"


def test_a_speech_is_long() -> None:
    for length, expected in ((SPEECH - 1, "news"), (SPEECH, "work_report")):
        assert kind("政府工作报告解读", (WORK + BODY)[:length]) == expected
    assert kind(TITLE, (WORK + BODY)[:NOTICE]) == "work_report"


@NEEDS_SAMPLE
@pytest.mark.parametrize("number", range(10))
def test_gold_report(number: int) -> None:
    report = gold_reports()[number]
    assert kind(report.title, report.text) == report.gold["kind"]


@given(st.text(), st.text())
def test_any_text_is_taken(title: str, text: str) -> None:
    assert kind(title, text) in ("work_report", "plan_report", "budget_report", "news", "other")
