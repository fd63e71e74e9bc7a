"""Plain text and the way back to the stored one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive.indicators.plain import plain


@pytest.mark.parametrize(
    ("stored", "made"),
    [
        ("增长 8 %左右", "增长8%左右"),
        ("增长6. 5％", "增长6.5%"),
        ("1 .2万亿元", "1.2万亿元"),
        ("6.\n5%", "6.5%"),
        ("增长8\n%", "增长8%"),
        ("增长8%\n6.加强", "增长8%\n6.加强"),
        ("工作回顾 全年", "工作回顾 全年"),
        ("（一）工业：8；9，", "(一)工业:8;9,"),
        ("增长8%以上.二是6.5%.", "增长8%以上。二是6.5%。"),
    ],
)
def test_blanks_inside_numbers_go_and_widths_are_one(stored: str, made: str) -> None:
    assert plain(stored).text == made


def test_a_place_leads_back_to_the_stored_text() -> None:
    stored = "增长 ６. ５ ％ 左右"
    found = plain(stored)
    start, end = found.span(found.text.index("6"), found.text.index("%") + 1)
    assert stored[start:end] == "６. ５ ％"


@given(st.text(alphabet="增长8.5%％ \n。，１", max_size=80))
def test_every_character_leads_back_to_itself_in_another_width(stored: str) -> None:
    found = plain(stored)
    for offset, character in enumerate(found.text):
        there = found.stored(offset)
        assert stored[there] == character or (stored[there], character) in (
            ("％", "%"),
            ("，", ","),
            ("１", "1"),
            (".", "。"),
        )
        assert found.offset(there) == offset
