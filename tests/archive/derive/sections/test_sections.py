"""Sections: which roles a report's headings give, wherever the line breaks are."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive.sections import plan_year, sections
from archive.derive.text import flatten
from tests.archive.derive.gold import NEEDS_SAMPLE, gold_reports
from tests.archive.derive.sections.outlines import CLOSING, OUTLINES, F, P, Part, R, S, U, paragraphs, parts, printings


@pytest.mark.parametrize("printing", ["paragraphs", "blanks", "glued"])
@pytest.mark.parametrize("outline", OUTLINES)
def test_roles_of_outlines_in_every_printing(outline, printing):
    year, headings = OUTLINES[outline]
    text = printings(paragraphs(parts(*headings)))[printing]
    expected = ["opening", *(role for role, _ in headings if role), "closing"]
    assert [part.role for part in sections(text, year)] == expected


@pytest.mark.parametrize("printing", ["paragraphs", "blanks", "glued"])
def test_a_section_starts_at_its_heading_and_knows_its_words(printing):
    body = parts((R, "一、2020年工作回顾"), (P, "二、2021年工作安排"), (S, "三、加强政府自身建设"))
    text = printings(paragraphs(body))[printing]
    told = sections(text, 2021)
    assert [part.heading for part in told] == [None, *(part.heading for part in body), None]
    for part in told[1:-1]:
        assert text[part.start :].startswith(part.heading)
    assert text[told[-1].start :] == CLOSING


def test_without_the_year_the_headings_tell_it():
    text = "\n".join(paragraphs(parts((R, "一、2020年工作"), (P, "二、2021年工作安排"))))
    assert [part.role for part in sections(text, None)] == ["opening", R, P, "closing"]


def test_a_report_without_headings_is_one_unsegmented_section():
    text = "\n".join(paragraphs([Part(None, "", "去年粮食丰收。"), Part(None, "", "今年要修路，目标是全村通车。")]))
    assert [(part.role, part.start, part.end) for part in sections(text, 2020)] == [(U, 0, len(text))]


def test_headings_that_only_name_topics_tell_no_role():
    text = "\n".join(paragraphs(parts((None, "一、关于工业"), (None, "二、关于农业"), (None, "三、关于教育"))))
    assert [part.role for part in sections(text, 2020)] == [U]


def test_numerals_in_prose_are_no_headings():
    false = "卫生考评列全县第 二、绿化考评居中。两项比武得到全市第 一、全区第三。"
    false += "三家企业分列全镇第 二、第 三、第 四、位。"
    body = [
        Part(R, "一、2020年工作回顾", REVIEW + false),
        Part(P, "二、2021年工作安排", PLAN),
        Part(S, "三、加强政府自身建设", PLAN),
    ]
    for text in printings(paragraphs(body)).values():
        assert [part.role for part in sections(text, 2021)] == ["opening", R, P, S, "closing"]


REVIEW = "面对压力，大家同心协力，各项任务顺利完成。累计建成学校三所。"
PLAN = "面向未来，要把力气用在实处，继续修路架桥，力争早开工。"


@pytest.mark.parametrize(
    "sentence",
    [
        "2021年工作安排如下。",
        "今年中央财政安排109亿元支持就业。",
        "2020年工作任务繁重，我们没有退缩。",
        "今年计划新建学校两所。",
        "加强政府自身建设，干部作风明显转变。",
        "加强政府自身建设是我们的职责。",
    ],
)
def test_a_sentence_that_begins_like_a_heading_is_none(sentence):
    body = [Part(R, "一、2020年工作回顾", REVIEW + sentence + REVIEW), Part(P, "二、2021年工作安排", PLAN)]
    for text in printings(paragraphs(body)).values():
        assert [part.role for part in sections(text, 2021)] == ["opening", R, P, "closing"]


def test_the_plan_is_found_behind_a_review_without_a_heading_of_its_own():
    plan = "2021年是新五年的开局之年。今年政府工作的总体要求是：稳中求进。主要预期目标是：增长6%左右。"
    text = "\n".join(paragraphs([Part(R, "一、2020年工作回顾", REVIEW), Part(None, "", plan)]))
    told = sections(text, 2021)
    assert [part.role for part in told] == ["opening", R, P, "closing"]
    assert text[told[2].start :].startswith("2021年是")
    assert told[2].heading is None


def test_a_review_whose_end_is_not_known_is_unsegmented():
    text = "\n".join(paragraphs([Part(R, "一、2020年工作回顾", REVIEW), Part(None, "", PLAN * 20)]))
    assert [part.role for part in sections(text, 2021)] == ["opening", U, "closing"]


def test_the_review_before_the_first_heading_is_review_where_it_is_too_long_for_an_opening():
    text = "\n".join(paragraphs([Part(None, "", REVIEW * 40), Part(P, "2021年工作安排", PLAN)]))
    told = sections(text, 2021)
    assert [part.role for part in told] == ["opening", R, P, "closing"]
    assert text[told[1].start :].startswith(REVIEW)


def test_a_heading_for_review_and_plan_is_split_where_the_text_turns():
    plan = "今年是关键一年。今年工作的总体要求是：稳中求进。"
    body = [
        Part(R, "一、2020年工作回顾和2021年工作的总体要求", REVIEW),
        Part(None, "", plan),
        Part(P, "二、发展工业", PLAN),
    ]
    assert [part.role for part in sections("\n".join(paragraphs(body)), 2021)] == ["opening", R, P, P, "closing"]


def test_a_heading_for_review_and_plan_that_cannot_be_split_is_unsegmented():
    body = [Part(R, "一、2020年工作回顾和2021年工作的总体要求", REVIEW), Part(P, "二、2021年重点工作", PLAN)]
    assert [part.role for part in sections("\n".join(paragraphs(body)), 2021)] == ["opening", U, P, "closing"]


@pytest.mark.parametrize("annex", ["名词解释", "附件：名词解释", "《政府工作报告》有关名词解释", "附件1"])
def test_what_is_annexed_is_no_part_of_the_speech(annex):
    body = parts((R, "一、2020年工作回顾"), (P, "二、2021年工作安排"))
    lines = [*paragraphs(body), annex, "1.双招双引：招商引资、招才引智。", "三、新建公园。"]
    for text in printings(lines).values():
        told = sections(text, 2021)
        assert [part.role for part in told] == ["opening", R, P, "closing", U]
        assert text[told[-1].start :].startswith(annex)


def test_the_last_call_is_the_closing_and_calls_before_it_are_not():
    calls = "各位代表！过去的一年很不平凡。"
    body = [Part(R, "一、2020年工作回顾", REVIEW + calls), Part(P, "二、2021年工作安排", "各位代表！" + PLAN)]
    text = "\n".join(paragraphs(body))
    assert text[sections(text, 2021)[-1].start :] == CLOSING


def test_a_closing_that_addresses_nobody_begins_with_let_us():
    body = parts((R, "一、2020年工作回顾"), (P, "二、2021年工作安排"))
    closing = "蓝图已经绘就。让我们同舟共济，为家乡的明天努力奋斗！"
    text = "\n".join(paragraphs(body, closing="")) + "\n" + closing
    told = sections(text, 2021)
    assert told[-1].role == "closing"
    assert text[told[-1].start :].startswith("让我们")


def test_words_for_an_end_are_its_heading():
    body = [
        *parts((R, "一、1992年工作回顾"), (P, "二、1993年工作安排")),
        Part("closing", "结束语", "各位代表！团结起来！"),
    ]
    for text in printings(paragraphs(body, closing="")).values():
        assert [(part.role, part.heading) for part in sections(text, 1993)][-1] == ("closing", "结束语")


@pytest.mark.parametrize(
    ("heading", "year", "expected"),
    [("二、2021年工作安排", 2021, 2021), ("二、2020年工作安排", None, 2020), ("二、下步工作打算", 2021, 2021)],
)
def test_the_year_of_the_plan(heading, year, expected):
    text = "\n".join(paragraphs(parts((R, "一、过去一年工作回顾"), (P, heading))))
    assert plan_year(sections(text, year), year) == expected


@pytest.mark.parametrize(
    "contents",
    [
        ("一、2020年工作回顾", "二、2021年工作安排", "三、加强政府自身建设"),
        ("报告分三个部分：一、2020年工作回顾；二、2021年工作安排；三、加强政府自身建设。",),
    ],
)
def test_a_table_of_contents_begins_no_sections(contents):
    body = parts((R, "一、2020年工作回顾"), (P, "二、2021年工作安排"), (S, "三、加强政府自身建设"))
    lines = paragraphs([*(Part(None, line) for line in contents), *body])
    text = "\n".join(lines)
    told = sections(text, 2021)
    assert [part.role for part in told] == ["opening", R, P, S, "closing"]
    assert text[told[1].start :].startswith("\n".join((body[0].heading, body[0].body)))


def test_a_list_before_the_first_heading_begins_no_sections():
    body = parts(
        (None, "一、这是承诺。"), (None, "二、这是责任。"), (R, "一、2020年工作回顾"), (P, "二、2021年工作安排")
    )
    for text in printings(paragraphs(body)).values():
        assert [part.role for part in sections(text, 2021)] == ["opening", R, P, "closing"]


@pytest.mark.parametrize("title", ["某镇2018年工作总结及2019年工作计划", "2018年工作总结和2019年工作安排"])
def test_a_title_is_no_heading(title):
    body = parts((R, "一、2018年工作总结"), (P, "二、2019年工作计划"))
    text = "\n".join([title, *paragraphs(body)])
    assert [part.role for part in sections(text, 2019)] == ["opening", R, P, "closing"]


def test_goals_of_five_years_before_those_of_the_year_are_a_section_of_their_own():
    goals = "“十四五”时期是关键五年。主要目标是：到2025年翻一番。" + PLAN * 16
    year = "各位代表！2021年是开局之年。今年的预期目标是：增长7%。"
    body = [
        Part(R, "一、过去一年，我们不负重托", REVIEW),
        Part(F, "二、新的一年，我们将再接再厉", goals),
        Part(P, "", year),
    ]
    text = "\n".join(paragraphs(body))
    told = sections(text, 2021)
    assert [part.role for part in told] == ["opening", R, F, P, "closing"]
    assert text[told[3].start :].startswith("各位代表！2021年是")


def test_an_empty_text_has_no_sections():
    assert sections("", 2021) == ()


PIECES = st.sampled_from(
    [
        *(
            "一、",
            "二、",
            "（一）",
            "第一部分",
            "2020年工作回顾",
            "2021年工作安排",
            "“十四五”时期",
            "和",
            "\n",
            " ",
            "。",
        ),
        *(
            "各位代表！",
            "让我们奋斗",
            "加强政府自身建设",
            "结束语",
            "附件",
            "今年是",
            "总体要求",
            "要",
            "了",
            "名词解释",
            "\u3000",
        ),
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=80), st.sampled_from([None, 2021]))
def test_sections_follow_each_other_from_the_first_character_to_the_last(text, year):
    told = sections(text, year)
    assert [part.position for part in told] == list(range(1, len(told) + 1))
    assert [part.start for part in told] == [0, *(part.end for part in told[:-1])][: len(told)]
    assert not text or told[-1].end == len(text)
    for part in told:
        assert part.start < part.end
        assert part.heading is None or text[part.start :].lstrip().startswith(part.heading)


@NEEDS_SAMPLE
@pytest.mark.parametrize("report", gold_reports(), ids=lambda report: report.title)
def test_the_ten_reports_have_a_review_before_a_plan(report):
    text = flatten(report.text)
    told = sections(text, report.gold["report_year"])
    roles = [part.role for part in told if part.role not in ("opening", "closing", S)]
    assert roles in ([R, P], [R, F, P])
    assert told[-1].role == "closing"


@NEEDS_SAMPLE
def test_false_numerals_of_jinxiang_and_the_epidemic_in_qingdao():
    by_place = {report.title[1:3]: report for report in gold_reports()}
    text = flatten(by_place["金乡"].text)
    numerals = [part.heading[0] for part in sections(text, 2021) if part.heading]
    assert numerals == ["一", "二", "三", "四"]
    text = flatten(by_place["青岛"].text)
    plan = next(part for part in sections(text, 2021) if part.role == P)
    targets = plan.start + re.search("主要预期目标", text[plan.start : plan.end]).start()
    assert (text.count("疫情", 0, targets), text.count("疫情", targets)) == (11, 5)


HOSTILE = [
    "一、",
    "。一、甲",
    "（一）",
    "2020年",
    "各位代表！",
    "“十四五”",
    "和2021年",
    "加强",
    "\n",
    " ",
    "二○",
    "？”",
    "附",
]
HOSTILE += ["2020年工作回顾\n2021年工作安排\n", "一、2020年回顾和2021年安排\n"]


@pytest.mark.parametrize("mark", HOSTILE)
def test_the_time_for_a_hostile_text_grows_with_its_length_only(mark):
    text = mark * (200_000 // len(mark))
    before = time.process_time()
    sections(text, 2021)
    assert time.process_time() - before < 8


@pytest.mark.parametrize(
    "line",
    [
        "十二五、十三五时期，全县上下奋力拼搏。",
        "抓好“十三五、“十四五”规划衔接。",
        "三二十、各项工作全面推进。",
        "十十、好。",
    ],
)
def test_plans_named_one_after_the_other_are_no_headings(line):
    text = f"一、2020年工作回顾\n全年成绩显著。\n{line}\n二、2021年工作安排\n抓好各项工作。"
    assert [part.heading for part in sections(text, 2021)] == ["一、2020年工作回顾", "二、2021年工作安排"]


@given(st.lists(st.sampled_from([*"一二三四五十、。，（）第部分“”？！\n ", "十三五", "年", "工作回顾", "2021"])))
def test_any_row_of_numerals_and_stops_is_cut_without_an_error(pieces):
    text = "".join(pieces)
    found = sections(text, 2021)
    assert "".join(text[part.start : part.end] for part in found) == text
