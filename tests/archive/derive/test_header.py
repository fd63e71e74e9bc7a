"""Where the header of a report ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive.header import ALONE, TITLE, WITH_ADDRESS, header_of, squeezed, title_as_header


@pytest.mark.parametrize(
    "address",
    [
        *(
            "各位代表：",
            "各位代表，同志们：",
            "各 位 代 表",
            "尊敬的各位代表：",
            "各位人大代表：",
            "主席团、各位代表：",
            "同志们：",
            "父老乡亲们：",
        ),
        *("现在，我代表县人民政府报告工作", "我受镇人民政府委托", "我代表街道办事处向大会报告"),
    ],
)
def test_a_header_ends_where_the_deputies_are_addressed(address: str) -> None:
    header = header_of(f"云岭县政府工作报告\n县长 何远山\n{address}一年来")
    assert (header.text, header.addressed) == ("云岭县政府工作报告\n县长 何远山\n", True)
    assert header.end == len(header.text)


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("云岭镇政府工作报告 2018年工作回顾一年来", "云岭镇政府工作报告 "),
        ("云岭镇政府工作报告 一、一年来", "云岭镇政府工作报告"),
        ("云岭镇政府工作报告。一年来", "云岭镇政府工作报告"),
        ("2018年工作回顾一年来", ""),
        ("某" * 500, "某" * ALONE),
        ("", ""),
    ],
)
def test_a_text_that_addresses_nobody_has_its_first_lines_as_header(text: str, header: str) -> None:
    found = header_of(text)
    assert (found.text, found.addressed) == (header, False)


def test_an_address_may_begin_only_so_late() -> None:
    assert header_of("某" * WITH_ADDRESS + "各位代表").addressed
    assert not header_of("某" * (WITH_ADDRESS + 1) + "各位代表").addressed


def test_a_title_is_read_as_far_as_titles_go() -> None:
    assert title_as_header("某" * 1000).end == TITLE


def test_lines_for_matching() -> None:
    assert squeezed("第 １６ 屆\n人民代表大會") == "第16届人民代表大会"


@given(st.text())
def test_a_header_is_the_beginning_of_its_text(text: str) -> None:
    assert text.startswith(header_of(text).text)
