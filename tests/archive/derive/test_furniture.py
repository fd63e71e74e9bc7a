"""What is dropped at both ends of a text, and what never is."""

from __future__ import annotations

import pytest

from archive.derive.furniture import drop_furniture
from archive.derive.text import clean_paragraphs
from tests.archive.derive.gold import NEEDS_SAMPLE, corpus

TITLE = "【云岭县招商】2021年云岭县政府工作报告"
TEXT = ("各位代表：", "一、2020年工作回顾", "来源：各部门报表。", "各位代表！让我们努力奋斗！")

AT_TOP = [
    TITLE,
    "【云岭县招商】 2021年 云岭县政府工作报告",
    "来源：云岭县政府网",
    "来 源： 云岭日报 发布时间：2025-07-08 10:00 浏览次数：12",
    "2025-07-08 09:30 来源：本站 点击：3 字号：大 中 小",
    "发布日期：2025年7月8日",
    "作者：张某 来源：云岭日报",
    "【字体：大 中 小】",
    "【打印】 【关闭】",
    "打印本页 | 关闭窗口",
    "分享到：",
    "您的位置：首页 > 工作报告 > 正文",
]
AT_BOTTOM = [
    "上一篇：白沙市政府工作报告",
    "下一篇：没有了",
    "下一条 没有了",
    "责任编辑：王某",
    "（责任编辑：王某）",
    "来源：云岭县政府网",
    "【打印】【关闭】",
    "分享到：微信 微博 QQ空间",
    "扫一扫在手机打开当前页",
    "返回顶部",
    "首页 上一页 1 2 3 下一页 尾页",
    "共3页 上一页 下一页",
    "转载请注明：本文来自云岭网",
    "免责声明：本文仅代表作者观点。",
    "收藏本页",
]
CONTENT = [
    "2021年1月12日",
    "时间：2021年1月12日",
    "作者：张某",
    "云岭县县长 何某某",
    "云岭县2021年政府工作报告—2021年1月12日在第五次会议上",
    "2021年云岭县政府工作报告",
    "来源于群众，服务于群众。",
    "一、大力发展来源：稳定的税收。",
    "附件：名词解释",
    "（完）",
    "大中小企业融通发展",
    "下一步工作安排",
    "分享发展成果",
    "编辑出版工作稳步推进",
    "注：1.“四旁”为村旁、宅旁、路旁、水旁。",
]


@pytest.mark.parametrize("line", AT_TOP)
def test_furniture_before_the_text_goes(line: str) -> None:
    assert drop_furniture((line, *TEXT), TITLE) == TEXT


@pytest.mark.parametrize("line", AT_BOTTOM)
def test_furniture_behind_the_text_goes(line: str) -> None:
    assert drop_furniture((*TEXT, line), TITLE) == TEXT


@pytest.mark.parametrize("line", [*AT_TOP, *AT_BOTTOM])
def test_nothing_inside_a_text_goes(line: str) -> None:
    paragraphs = (*TEXT, line, *TEXT)
    assert drop_furniture(paragraphs, TITLE) == paragraphs


@pytest.mark.parametrize("line", CONTENT)
def test_what_a_report_could_say_stays_at_either_end(line: str) -> None:
    assert drop_furniture((line, *TEXT, line), TITLE) == (line, *TEXT, line)


def test_several_pieces_of_furniture_go_together() -> None:
    assert drop_furniture((TITLE, AT_TOP[2], *TEXT, *AT_BOTTOM), TITLE) == TEXT


def test_without_a_title_no_heading_goes() -> None:
    assert drop_furniture((TITLE, *TEXT), None) == (TITLE, *TEXT)


def test_a_sentence_behind_a_label_is_no_source_line() -> None:
    line = "来源：" + "财政收入的来源" * 8
    assert drop_furniture((line, *TEXT), TITLE) == (line, *TEXT)


def test_a_long_hostile_line_is_settled_at_once() -> None:
    for line in ("来源：" * 100 + "。", "返回" * 150 + "x", "1" * 319 + "x", "首页" + "1" * 300 + "x"):
        assert drop_furniture((line, *TEXT), TITLE) == (line, *TEXT)


@NEEDS_SAMPLE
@pytest.mark.parametrize("path", corpus("national-1954-2025"), ids=lambda path: path.stem)
def test_official_texts_lose_nothing(path) -> None:
    text = clean_paragraphs(path.read_text(encoding="utf-8").split("\n"))
    assert drop_furniture(text, "国务院政府工作报告") == text


@NEEDS_SAMPLE
@pytest.mark.parametrize("path", corpus("provinces-2025"), ids=lambda path: path.stem)
def test_provincial_texts_lose_their_title_and_source_lines_only(path) -> None:
    text = clean_paragraphs(path.read_text(encoding="utf-8").split("\n"))
    lost = len(text) - len(drop_furniture(text, text[0]))
    assert all("来源" in line.replace(" ", "") for line in text[1:lost])
    assert drop_furniture(text, text[0]) == text[lost:]
