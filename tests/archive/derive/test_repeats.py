"""A text that stands twice on a page, and paragraphs that a report repeats."""

from __future__ import annotations

from archive.derive.repeats import once

TEXT = ("各位代表：", "现在，我代表县人民政府报告工作。", "各位代表！", "让我们努力奋斗！")
COPY = ("各位代表: 现在,我代表县人民政府 报告工作。", "各位代表!让我们努力奋斗!")


def test_a_text_alone_stays_as_it_is() -> None:
    assert once([TEXT]) == (TEXT, False)
    assert once([]) == ((), False)
    assert once([(), TEXT]) == (TEXT, False)


def test_a_second_block_with_the_same_words_goes() -> None:
    assert once([TEXT, TEXT]) == (TEXT, True)
    assert once([TEXT, COPY]) == (TEXT, True)
    assert once([TEXT, TEXT, TEXT]) == (TEXT, True)


def test_a_copy_goes_where_other_blocks_follow() -> None:
    assert once([TEXT, COPY, ("附件：名词解释",)]) == ((*TEXT, "附件：名词解释"), True)


def test_the_same_text_twice_inside_one_block_goes() -> None:
    assert once([TEXT + TEXT]) == (TEXT, True)
    assert once([TEXT + COPY]) == (TEXT, True)
    assert once([TEXT * 3]) == (TEXT, True)


def test_paragraphs_matched_one_by_one_are_seen_as_a_whole() -> None:
    assert once([(line,) for line in TEXT]) == (TEXT, False)
    assert once([(line,) for line in TEXT + TEXT]) == (TEXT, True)


def test_a_sentence_that_a_report_repeats_stays() -> None:
    text = ("各位代表！", "上半年。", "各位代表！", "下半年。", "各位代表！", "完。")
    assert once([text]) == (text, False)
    assert once([(line,) for line in text]) == (text, False)


def test_blocks_that_differ_are_joined_in_order() -> None:
    assert once([TEXT, ("增长8%。",), ("增长9%。",)]) == ((*TEXT, "增长8%。", "增长9%。"), False)
    assert once([TEXT, (*TEXT[:-1], "让我们团结奋斗！")])[1] is False
