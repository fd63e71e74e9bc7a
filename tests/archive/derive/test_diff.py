"""What changed between two texts, sentence by sentence."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive.diff import MOST_SENTENCES, differences, sentences

TEXTS = st.lists(
    st.sampled_from([*"全市增长。；！？\n”", "；", "增长8%。", "增长9%。", "各位代表："]), max_size=30
).map("".join)


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in differences(old, new)]


def test_a_sentence_ends_behind_its_quotes_and_a_line_break_stands_alone():
    assert sentences("他说：“好！”真好。\n一、开头\n增长8.5%；下降2%") == [
        *("他说：“好！”", "真好。", "\n", "一、开头", "\n", "增长8.5%；", "下降2%")
    ]


def test_a_changed_sentence_is_removed_and_added_between_what_is_kept():
    assert told("甲。增长8%。乙。", "甲。增长8.5%。乙。") == [
        ("kept", "甲。"),
        ("removed", "增长8%。"),
        ("added", "增长8.5%。"),
        ("kept", "乙。"),
    ]


def test_a_sentence_that_moves_is_removed_here_and_added_there():
    assert told("甲。乙。丙。丁。", "乙。丙。丁。甲。") == [
        ("removed", "甲。"),
        ("kept", "乙。丙。丁。"),
        ("added", "甲。"),
    ]


def test_a_paragraph_that_is_cut_in_two_gains_a_line_break_and_no_word():
    assert told("甲。乙。", "甲。\n乙。") == [("kept", "甲。"), ("added", "\n"), ("kept", "乙。")]


@pytest.mark.parametrize(
    ("old", "new", "kinds"), [("", "", []), ("甲。", "甲。", ["kept"]), ("", "甲", ["added"]), ("甲", "", ["removed"])]
)
def test_empty_and_equal_texts(old, new, kinds):
    assert [piece.kind for piece in differences(old, new)] == kinds


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off_the_pieces_and_every_piece_knows_its_places(old, new):
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
    for piece in pieces:
        assert old[slice(*piece.old)] == ("" if piece.kind == "added" else piece.text)
        assert new[slice(*piece.new)] == ("" if piece.kind == "removed" else piece.text)
        assert piece.text


@given(TEXTS)
def test_a_text_differs_from_itself_in_nothing(text):
    assert [piece.kind for piece in differences(text, text)] == (["kept"] if text else [])


def shuffled(count: int, distinct: int) -> str:
    return "".join(random.Random(count).choices([f"第{number}句话。" for number in range(distinct)], k=count))


@pytest.mark.parametrize("distinct", [1, 3, 120, 10_000])
def test_even_texts_that_repeat_themselves_are_compared_at_once(distinct):
    old, new = shuffled(MOST_SENTENCES, distinct), shuffled(MOST_SENTENCES - 1, distinct)
    before = time.process_time()
    differences(old, new)
    assert time.process_time() - before < 5


def test_texts_beyond_the_limit_are_told_whole_but_for_what_both_begin_and_end_with():
    old = "甲。" + shuffled(MOST_SENTENCES + 1, 99) + "乙。"
    assert [piece.kind for piece in differences(old, "甲。丙。乙。")] == ["kept", "removed", "added", "kept"]
