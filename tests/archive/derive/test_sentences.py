"""Where sentences begin and end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive.sentences import sentence_at, sentences
from archive.derive.text import flatten
from tests.archive.derive.gold import NEEDS_SAMPLE, gold_reports


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲增长。乙下降！丙呢？", ["甲增长。", "乙下降！", "丙呢？"]),
        ("甲增长!乙下降?丙", ["甲增长!", "乙下降?", "丙"]),
        ("一喜一忧？！再来。", ["一喜一忧？！", "再来。"]),
        ("他说：“办得好！”大家鼓掌。", ["他说：“办得好！”", "大家鼓掌。"]),
        ("以“好不好？”为尺子。", ["以“好不好？”为尺子。"]),
        ("（另有附表。）再看农业。", ["（另有附表。）", "再看农业。"]),
        ("增长6.5%；下降2%;持平。", ["增长6.5%；下降2%;持平。"]),
        ("1.修路。2.架桥；3.植树。", ["1.修路。", "2.架桥；3.植树。"]),
        ("比重提高2?5个百分点。", ["比重提高2?5个百分点。"]),
        ("甲项\n乙项。\n丙项", ["甲项", "乙项。", "丙项"]),
        ("增长\n8%左右。", ["增长\n8%左右。"]),
        ("增长8.\n5%左右。", ["增长8.\n5%左右。"]),
        ("完成投资12\n亿元。", ["完成投资12\n亿元。"]),
        ("一、2020年工作回顾\n2020年，大家努力。", ["一、2020年工作回顾", "2020年，大家努力。"]),
        ("主要抓好： （一）工业 （二）农业。 二、明年", ["主要抓好：", "（一）工业", "（二）农业。", "二、明年"]),
        ("卫生全省第 二、绿化全市第 三、都在前列。", ["卫生全省第 二、绿化全市第 三、都在前列。"]),
        ("二、工作安排今年是开局之年。", ["二、工作安排今年是开局之年。"]),
        ("增长8%.全年无事.增速为6.5%.", ["增长8%.", "全年无事.", "增速为6.5%."]),
        ("代表艾尔肯.买买提发言。", ["代表艾尔肯.买买提发言。"]),
        (" \u3000 ", []),
        ("", []),
    ],
)
def test_sentences(text, expected):
    assert cut(text) == expected


def test_a_dot_ends_no_sentence_where_stops_are_printed():
    assert cut("很好。" * 20 + "甲.乙。") == ["很好。"] * 20 + ["甲.乙。"]


@pytest.mark.parametrize(("offset", "expected"), [(0, "甲。"), (1, "甲。"), (2, "甲。"), (3, "乙丙。"), (5, "乙丙。")])
def test_the_sentence_at_a_place(offset, expected):
    text = "甲。 乙丙。"
    start, end = sentence_at(text, offset)
    assert text[start:end] == expected


@pytest.mark.parametrize(("text", "offset"), [("甲", -1), ("甲", 1), ("", 0), (" 甲", 0)])
def test_there_is_no_sentence_outside(text, offset):
    assert sentence_at(text, offset) is None


TEXTS = st.lists(st.sampled_from([*"甲乙。！？；.．%8 \n”“（）一、第", "（一）", "各位"]), max_size=60).map("".join)


@given(TEXTS | st.text(max_size=100))
def test_sentences_are_in_order_and_leave_out_white_space_only(text):
    spans = sentences(text)
    left = "".join(
        text[start:end]
        for start, end in zip([0, *(e for _, e in spans)], [*(s for s, _ in spans), len(text)], strict=True)
    )
    assert not left.strip()
    for start, end in spans:
        assert text[start:end] == text[start:end].strip() != ""
        assert sentence_at(text, start) == sentence_at(text, end - 1) == (start, end)


@NEEDS_SAMPLE
@pytest.mark.parametrize("report", gold_reports(), ids=lambda report: report.title)
def test_flattened_reports_have_sentences_of_a_length_that_can_be_read(report):
    text = flatten(report.text)
    lengths = [end - start for start, end in sentences(text)]
    assert max(lengths) < 500
    assert 25 < sum(lengths) / len(lengths) < 70


@pytest.mark.parametrize("mark", ["。", "？”", "？", "”", "\n", " （一）", "1.", "甲.", "8\n", " "])
def test_the_time_for_a_hostile_text_grows_with_its_length_only(mark):
    text = mark * (300_000 // len(mark))
    before = time.process_time()
    sentences(text)
    assert time.process_time() - before < 5
