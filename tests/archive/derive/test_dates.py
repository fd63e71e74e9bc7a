"""Listed dates, the report's own date, and the year it is for."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive.dates import ReportDate, listed_date, report_date, report_year, title_year, work_year
from archive.derive.text import clean_paragraphs, flatten
from tests.archive.derive.gold import NEEDS_SAMPLE, corpus, gold_reports

MEETING = "在云岭县第十届人民代表大会第五次会议上 县长 何某某 各位代表："
DAYS = st.dates(datetime.date(1949, 1, 1), datetime.date(2099, 12, 31))


@pytest.mark.parametrize(
    "printed",
    [
        "2025-07-08",
        "2025/7/8",
        "2025.07.08",
        "2025年7月8日",
        "2025 年 7 月 8 日",
        "２０２５－０７－０８",
        "[2025-07-08]",
        "发布时间：2025-07-08 09:30:12　浏览：12",
        "2025-07-0809:30",
        "08 2025-07",
        "08/2025.07",
        "8日 2025年7月",
        "2025-07 08",
        "2025年07月 08",
        "2025.07/08",
        "\n08\n  2025-07\n",
        "二〇二五年七月八日",
        "更新于2025-02-30，2025-07-08",
    ],
)
def test_listed_date_is_read(printed: str) -> None:
    assert listed_date(printed) == "2025-07-08"


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "07-08",
        "3天前",
        "2025-07",
        "2025年",
        "07/08/2025",
        "08-07-2025",
        "2025-13-01",
        "2025-02-30",
        "2025-00-08",
        "2025-07-00",
        "00 2025-07",
        "二〇二五年〇月八日",
        "12025-07-08",
        "2025-07 08:30",
        "1900-01-01",
        "2100-01-01",
        "08:30 2025-07",
        "电话 0532-2025-0708",
        "共 2025 条",
    ],
)
def test_listed_date_is_unknown_rather_than_guessed(printed: str) -> None:
    assert listed_date(printed) is None


@given(
    DAYS,
    st.sampled_from(
        ["{y}-{m:02}-{d:02}", "{y}年{m}月{d}日", "{y}/{m}/{d}", "{d:02} {y}-{m:02}", "{y}-{m:02} {d:02}", "{d}/{y}.{m}"]
    ),
)
def test_listed_date_of_any_day(day: datetime.date, form: str) -> None:
    assert listed_date(form.format(y=day.year, m=day.month, d=day.day)) == day.isoformat()


@given(st.text())
def test_listed_date_takes_any_text(text: str) -> None:
    date = listed_date(text)
    assert date is None or datetime.date.fromisoformat(date)


def chinese(number: int) -> str:
    ones = "〇一二三四五六七八九"
    tens, rest = divmod(number, 10)
    return (ones[tens] if tens > 1 else "") + "十" * (tens > 0) + (ones[rest] if rest else "")


@given(DAYS, st.sampled_from("〇○ΟO0零◯"), st.sampled_from(["", " ", "\xa0"]))
def test_chinese_numerals_with_any_zero_round_trip(day: datetime.date, zero: str, gap: str) -> None:
    year = "".join(zero if c == "0" else "〇一二三四五六七八九"[int(c)] for c in str(day.year))
    printed = f"{year}年{gap}{chinese(day.month)}月{gap}{chinese(day.day)}日"
    found = report_date(printed + MEETING, "")
    assert (found.date, found.precision, found.quote) == (day.isoformat(), "day", printed)


@given(DAYS, st.sampled_from(["{}年{}月{}日", "{} 年 {} 月 {} 日", "（{}年{}月{}日）"]), st.booleans())
def test_arabic_dates_of_any_width_round_trip(day: datetime.date, form: str, wide: bool) -> None:
    printed = form.format(day.year, day.month, day.day)
    if wide:
        printed = printed.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    assert report_date(printed + MEETING, "").date == day.isoformat()


@pytest.mark.parametrize(
    ("header", "date"),
    [
        ("二○二一年一月十二日在青岛市第十六届人民代表大会第五次会议上 青岛市代市长 各位代表:", "2021-01-12"),
        ("兰陵镇2019年政府工作报告—2019年3月23日在兰陵镇第十六届人民代表大会第五次会议上各位代表:", "2019-03-23"),
        ("云岭县政府工作报告\n（2021年1月12日）\n县长 何某某\n各位代表：", "2021-01-12"),
        ("云岭县政府工作报告\n（2021年1月12日云岭县第十届人民代表大会第五次会议）\n各位代表：", "2021-01-12"),
        ("在云岭县第十届人民代表大会第五次会议上\n2021年1月12日\n县长 何某某\n各位代表：", "2021-01-12"),
        ("政府工作报告 2021年元月二十一日 县长 何某某 各位代表：", "2021-01-21"),
        ("二〇二一年二月廿一日" + MEETING, "2021-02-21"),
        ("二ＯＯ四年二月二十一日" + MEETING, "2004-02-21"),
        ("二ＯО四年二月二十一日" + MEETING, "2004-02-21"),
        ("二０○四年二月二十一日" + MEETING, "2004-02-21"),
        ("云岭县政府工作报告\n（2021 年 1 月 12 日）\n来源：县政府办 编辑：何某某\n各位代表：", "2021-01-12"),
        ("（二○二一年一月十二日）\n责任编辑：何某某\n各位代表：", "2021-01-12"),
        (
            "图为何某某主持会议。\n县长 李某\n（２０２１年１月１２日，云岭县第十届人大第五次会议）\n各位代表：",
            "2021-01-12",
        ),
        ("云岭县政府工作报告\n（2021年 县十届人大五次会议）\n各位代表：", "2021"),
        ("2 0 2 1年1 月3 1 日" + MEETING, "2021-01-31"),
        ("2021年1月12日上午，县长何某某" + MEETING, "2021-01-12"),
        ("（2021.1.12）\n县长 何某某\n各位代表：", "2021-01-12"),
        ("2021-01-12" + MEETING, "2021-01-12"),
        (
            "2021年1月14日自治区人民政府主席某某某在某某自治区第十三届人民代表大会第四次会议上的讲话\n各位代表：",
            "2021-01-14",
        ),
        ("发布时间：2025年7月8日 来源：本站\n2021年1月12日" + MEETING, "2021-01-12"),
    ],
)
def test_header_date(header: str, date: str | None) -> None:
    assert report_date(header + "现在，我代表县人民政府报告工作。", "").date == date


@pytest.mark.parametrize(
    "text",
    [
        "各位代表：2021年1月12日在云岭县第十届人民代表大会第五次会议上通过的决议",
        "2018年工作回顾一年来，在县委的坚强领导下，在镇人大的监督支持下，截至2018年12月31日",
        "截至2020年12月31日，全县生产总值增长8%。各位代表：",
        "2021年2月30日" + MEETING,
        "2021年1月11日至13日" + MEETING,
        "2021年1月11—13日" + MEETING,
        "（2021年1月15日云岭县第十届人民代表大会第五次会议通过）\n各位代表：",
        "政府工作报告 发布时间：2025年7月8日 来源：本站 各位代表：",
        "政府工作报告 发布时间：2025年7月8日 各位代表：",
        "政府工作报告 2025年7月8日 09:30 各位代表：",
        "2021年云岭县政府工作报告 时间:2025-07-08 县长 何某某 各位代表：",
        "2021年云岭县政府工作报告时间：2025年7月8日 县长 何某某 各位代表：",
        "云岭日报2025年7月8日讯 云岭县政府工作报告 各位代表：",
        "云岭县政府工作报告 " + "目录 " * 50 + "2021年1月12日在云岭县第十届人民代表大会第五次会议上",
        "政府工作报告\n2025年7月8日 来源：本站\n各位代表：",
        "政府工作报告\n（发布时间：2025年7月8日）\n来源：本站\n各位代表：",
        "政府工作报告\n(2025-07-08)\n来源：本站\n各位代表：",
        "各位代表：\n（2020年县十届人大五次会议确定的目标任务已完成）",
        "2021年1月12日" + MEETING.replace("各位代表：", "") + "（2021年1月13日）各位代表：",
        "2020年12月31日前完成。2021年要抓好三件事。各位代表：",
        "2019年3月5日，习近平总书记在全国人大会议上强调，各地要抓好落实。2019年工作回顾",
        "正文" * 400 + "2021年1月12日" + MEETING,
        "",
    ],
)
def test_other_dates_are_not_the_reports_own(text: str) -> None:
    found = report_date(text, "")
    assert found.date is None
    assert found.reason in ("not_printed", "contradictory", "impossible")


@pytest.mark.parametrize(
    ("printed", "date", "precision"), [("2021年1月", "2021-01", "month"), ("二○二一年", "2021", "year")]
)
def test_a_day_that_is_not_printed_is_not_made_up(printed: str, date: str, precision: str) -> None:
    found = report_date(printed + MEETING, "")
    assert (found.date, found.precision) == (date, precision)


@pytest.mark.parametrize(
    ("header", "date"),
    [
        # every zero, every width, lost signs
        ("二〇〇五年三月十日" + MEETING, "2005-03-10"),
        ("二零零五年三月十日" + MEETING, "2005-03-10"),
        ("二00五年三月十日" + MEETING, "2005-03-10"),
        ("二OO五年三月十日" + MEETING, "2005-03-10"),
        ("二ΟΟ五年三月十日" + MEETING, "2005-03-10"),
        ("一九九八年十二月三十日" + MEETING, "1998-12-30"),
        ("1998年12月30日" + MEETING, "1998-12-30"),
        ("二〇二一年元月十二日" + MEETING, "2021-01-12"),
        ("二〇二一一月十二日" + MEETING, "2021-01-12"),
        ("二〇一一十一月十二日" + MEETING, "2011-11-12"),
        ("20211月12日" + MEETING, "2021-01-12"),
        ("2021 1月12日" + MEETING, "2021-01-12"),
        ("2021年1 12日" + MEETING, "2021-01-12"),
        ("2021年1月12" + MEETING, "2021-01-12"),
        ("（2021年1月12）县长 何某某\n各位代表：", "2021-01-12"),
        ("2021年1月12曰" + MEETING, "2021-01-12"),
        ("2021年131日" + MEETING, "2021-01-31"),
        # what is left is less than a day
        ("2021年112日" + MEETING, "2021"),
        ("（2021年1月）\n县长 何某某\n各位代表：", "2021-01"),
        ("（2021年1月 日）\n县长 何某某\n各位代表：", "2021-01"),
        ("云岭县政府工作报告\n2021年1月\n县长 何某某\n各位代表：", "2021-01"),
        ("在2021年云岭县第十届人民代表大会第五次会议上\n各位代表：", "2021"),
        # other places of the header
        ("在云岭县第十届人民代表大会第五次会议上 县长 何某某（2021年1月12日） 各位代表：", "2021-01-12"),
        ("在云岭县第十届人民代表大会第五次会议上 县长 何某某 2021年1月12日 各位代表：", "2021-01-12"),
        ("在云岭县第十届人民代表大会第五次会议上 区长;何某某 2021年1月12日 各位代表：", "2021-01-12"),
        ("县长 何某某\n二○二一年一月十二日\n各位代表：", "2021-01-12"),
        ("云岭县政府工作报告 2021年1月12日 各位代表：", "2021-01-12"),
        ("2021年1月12日上午在云岭县人民代表大会上，县长何某某作政府工作报告。各位代表：", "2021-01-12"),
        (
            "2021年1月12日，县委副书记、县长何某某在云岭县十届人大五次会议上作政府工作报告。全文如下：各位代表：",
            "2021-01-12",
        ),
        ("报告时间：2021年1月12日 报告人：何某某 各位代表：", "2021-01-12"),
        ("会议时间：2021年1月12日 地点：镇政府会议室 报告人：何某某 各位代表：", "2021-01-12"),
        ("来源：云岭日报\n——2021年1月12日在云岭县第十届人民代表大会第五次会议上\n同志们：", "2021-01-12"),
        (
            "2021年1月12日在云岭镇第十届人民代表大会第五次会议上 镇长 何某某 现在，我代表镇人民政府报告工作",
            "2021-01-12",
        ),
    ],
)
def test_forms_that_lost_or_moved_something(header: str, date: str) -> None:
    for text in (header, flatten(header)):
        found = report_date(text + "请予审议。", "")
        assert (found.date, found.where) == (date, "header")
        assert text[found.start : found.end] == found.quote


def test_a_header_in_brackets_behind_the_address_is_read() -> None:
    text = "各位代表：现在，我代表市政府报告工作。（2021年1月12日在云岭市十届人大五次会议上 市长 何某某）一、"
    for one in (text, text.replace("（", "\n(").replace("）", ")\n")):
        found = report_date(one, "")
        assert (found.date, one[found.start : found.end]) == ("2021-01-12", "2021年1月12日")


SPEECH = (
    "各位代表：我代表县人民政府报告工作。一、2020年工作回顾\n一年来，成效明显。二、2021年工作安排\n今年要抓好三件事。"
)


def test_a_day_without_a_year_is_dated_only_where_title_and_headings_agree() -> None:
    header = "1月12日在云岭县第十届人民代表大会第五次会议上 县长 何某某 "
    found = report_date(header + SPEECH, "2021年云岭县政府工作报告")
    assert (found.date, found.precision, found.quote) == ("2021-01-12", "day", "1月12日")
    assert report_date(header + SPEECH, "云岭县政府工作报告").date == "2021-01-12"
    assert report_date(header + SPEECH, "2020年云岭县政府工作报告") == ReportDate(reason="no_year")
    assert report_date(header + "各位代表：", "2021年云岭县政府工作报告") == ReportDate(reason="no_year")
    assert report_date("12" + header[1:] + SPEECH, "2021年云岭县政府工作报告") == ReportDate(reason="no_year")


def test_a_date_in_the_title_stands_in_for_the_header() -> None:
    title = "云岭县政府工作报告（2021年1月12日）"
    found = report_date(SPEECH, title)
    assert (found.date, found.where, found.quote, found.start) == ("2021-01-12", "title", "2021年1月12日", None)
    assert report_date("2021年1月13日" + MEETING, title).date == "2021-01-13"
    assert report_date(SPEECH, "二〇二一年一月十二日在云岭县人民代表大会上的政府工作报告").date == "2021-01-12"


@pytest.mark.parametrize(
    ("end", "title", "date"),
    [
        ("为建设美好云岭而奋斗！\n2021年1月12日", "2021年云岭县政府工作报告", "2021-01-12"),
        ("为建设美好云岭而奋斗！ 二○二一年一月十二日", "2021年云岭县政府工作报告", "2021-01-12"),
        ("为建设美好云岭而奋斗！\n云岭县人民政府\n2021年1月12日", "云岭县政府工作报告", "2021-01-12"),
        ("为建设美好云岭而奋斗！\n2020年12月28日", "2021年云岭县政府工作报告", "2020-12-28"),
        ("为建设美好云岭而奋斗！（2021年1月12日）", "2021年云岭县政府工作报告", "2021-01-12"),
        ("为建设美好云岭而奋斗！\n2025年7月8日", "2021年云岭县政府工作报告", None),
        ("为建设美好云岭而奋斗！\n发布时间：2021年2月8日", "2021年云岭县政府工作报告", None),
        ("为建设美好云岭而奋斗！\n2021年2月8日印发", "2021年云岭县政府工作报告", None),
        ("为建设美好云岭而奋斗！\n2021年1月", "2021年云岭县政府工作报告", None),
        ("截至2021年1月12日", "2021年云岭县政府工作报告", None),
    ],
)
def test_a_signature_dates_a_text_without_header(end: str, title: str, date: str | None) -> None:
    text = SPEECH + end
    found = report_date(text, title)
    assert found.date == date
    if date:
        assert found.where == "end"
        assert text[found.start : found.end] == found.quote


def test_a_bare_date_far_from_the_work_that_is_planned_is_the_upload() -> None:
    bare = "云岭县政府工作报告 {} 县长 何某某 "
    assert report_date(bare.format("2025年7月8日") + SPEECH, "云岭县政府工作报告") == ReportDate(reason="contradictory")
    assert report_date(bare.format("2021年1月12日") + SPEECH, "云岭县政府工作报告").date == "2021-01-12"


def test_headings_decide_between_a_date_and_a_title_far_apart() -> None:
    assert report_date("2021年1月12日" + MEETING + SPEECH, "2012年云岭县政府工作报告").date == "2021-01-12"
    found = report_date("2012年1月12日" + MEETING + SPEECH, "2021年云岭县政府工作报告")
    assert found == ReportDate(reason="contradictory")


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("一、2020年工作回顾 … 二、2021年工作安排", 2021),
        ("2018年工作回顾一年来", 2019),
        ("一、关于2020年政府工作回顾", 2021),
        ("一、二〇二〇年工作回顾", 2021),
        ("一、２０２０年工作回顾", 2021),
        ("一、2 0 2 0 年工作回顾", 2021),
        ("一、过去一年工作回顾（2005年）", 2006),
        ("刚刚过去的2020年，是不平凡的一年。", 2021),
        ("二、2021年重点工作", 2021),
        ("2021年全县经济社会发展主要预期目标是", 2021),
        ("2020年是决胜之年。2021年是开局之年。", 2021),
        ("即将过去的2020年。二、2021年工作安排", 2020),
        ("一、2020年工作回顾 二、2021年工作安排 明年政府工作的总体要求是", 2020),
        ("2008年，全区上下奋力拼搏。2009年，政府工作的总体思路是：稳增长。主要预期目标是", 2009),
        ("一、2020年工作回顾 二、2022年工作安排", None),
        ("2016—2020年工作回顾", None),
        ("2020年是决胜之年。", None),
        ("2021年是开局之年。今年政府工作的总体要求是", 2021),
        ("2021年，是“十四五”开局之年。做好今年工作意义重大。", 2021),
        ("三、2021年的工作\n", 2021),
        ("2021年，我们将抓好三件事。", 2021),
        ("2020年是决胜之年。一年来，今年定下的事都做成了。", None),
        ("2020年建成公路。", None),
        ("一、关于2020年的工作\n一年来。\n二、2021年工作安排", 2021),
        ("一、关于2020年的工作\n一年来。\n二、关于2021年的工作\n今年", 2021),
        ("一、关于2020年的工作\n一年来。\n二、今年工作安排\n2021年是“十四五”规划的开局之年。", 2021),
        ("一、2020年工作回顾\n二、关于2021年的工作\n2022年是换届之年。", 2021),
        ("一、去年工作回顾\n2020年，在县委的坚强领导下，全县真抓实干。\n二、今年的主要工作\n", 2021),
        ("去年工作回顾。\n县里做了许多事。\n2020年，公路建成。", None),
        ("一、去年工作回顾2020年，在县委的坚强领导下，全县真抓实干。", 2021),
        ("一、过去一年政府工作回顾： 2020年，全县真抓实干。", 2021),
        ("圆满完成了2020年目标任务。", None),
        ("一、2020年重点工作完成情况", None),
        ("", None),
    ],
)
def test_the_year_whose_work_is_planned(text: str, year: int | None) -> None:
    assert work_year(text) == year
    assert report_year(text, "云岭县政府工作报告", ReportDate()) == year


def test_the_header_ends_where_the_address_must_begin() -> None:
    for gap, date in ((600, "2021-01-12"), (601, None)):
        header = "云岭县政府工作报告" + "\n" * 200 + "2021年1月12日在云岭县第十届人民代表大会第五次会议上"
        assert report_date(header.ljust(gap) + "各位代表：", "").date == date


def test_quote_stands_at_its_offsets() -> None:
    text = "云岭县政府工作报告\n——２０２１年１月１２日" + MEETING
    found = report_date(text, "")
    assert text[found.start : found.end] == found.quote == "２０２１年１月１２日"


def test_a_date_far_from_the_year_in_the_title_is_a_misprint() -> None:
    assert report_date("2012年1月12日" + MEETING, "2021年云岭县政府工作报告").date is None
    assert report_date("2020年12月28日" + MEETING, "2021年云岭县政府工作报告").date == "2020-12-28"


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("【青岛招商】青岛市政府工作报告", None),
        ("【历城区招商】2021年历城区政府工作报告", 2021),
        ("二〇二一年云岭县政府工作报告", 2021),
        ("二Ο一九年云岭县政府工作报告", 2019),
        ("云岭县政府工作报告（2021）", 2021),
        ("云岭县2021政府工作报告", 2021),
        ("2020年执行情况与2021年计划草案的报告", None),
        ("2016—2020年规划", None),
        ("云岭县第2021号文件", None),
        ("3021年报告", None),
    ],
)
def test_year_in_a_title(title: str, year: int | None) -> None:
    assert title_year(title) == year


@pytest.mark.parametrize(
    ("date", "title", "year"),
    [
        ("2021-01-12", "云岭县政府工作报告", 2021),
        ("2021-01-12", "2020年云岭县政府工作报告", 2021),
        ("2020-12-28", "2021年云岭县政府工作报告", 2020),
        ("2020-11-30", "2021年云岭县政府工作报告", 2020),
        ("2021", "云岭县政府工作报告", 2021),
        ("2021-01", "2020年云岭县政府工作报告", 2021),
        ("2020-12-28", "云岭县政府工作报告", 2020),
        (None, "2021年云岭县政府工作报告", 2021),
        (None, "云岭县政府工作报告", None),
    ],
)
def test_report_year(date: str | None, title: str, year: int | None) -> None:
    assert report_year("", title, ReportDate(date)) == year


@NEEDS_SAMPLE
@pytest.mark.parametrize("number", range(10))
def test_gold_report(number: int) -> None:
    report = gold_reports()[number]
    date = report_date(flatten(report.text), report.title)
    assert date.date == report.gold["report_date"]
    assert report_year(report.text, report.title, date) == report.gold["report_year"]
    assert listed_date(report.listed) == report.gold["listed_date"]


PRINTED_IN_2025 = re.compile(r"2025年1月(\d+)日")
NATIONAL = {"1957": "1957-06-26"} | {year: f"{year}-03-05" for year in ("2017", "2021", "2022", "2023", "2024")}


@NEEDS_SAMPLE
@pytest.mark.parametrize("path", corpus("provinces-2025"), ids=lambda path: path.stem)
def test_every_provincial_report_of_2025_is_dated(path) -> None:
    text = "\n".join(clean_paragraphs(path.read_text(encoding="utf-8").split("\n")))
    day = PRINTED_IN_2025.search(text[:200])
    assert day is not None
    assert report_date(text, text.split("\n")[0]).date == f"2025-01-{int(day[1]):02}"
    assert report_date(flatten(text), "").date == f"2025-01-{int(day[1]):02}"


@NEEDS_SAMPLE
@pytest.mark.parametrize("path", corpus("national-1954-2025"), ids=lambda path: path.stem)
def test_national_reports_have_a_date_only_where_one_is_printed(path) -> None:
    text = "\n".join(clean_paragraphs(path.read_text(encoding="utf-8").split("\n")))
    assert report_date(text, "政府工作报告").date == NATIONAL.get(path.stem)
