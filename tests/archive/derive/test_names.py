"""What may be a person's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive.names import dotted_name, has_compound_surname, is_name, tidy


@pytest.mark.parametrize("name", ["何山", "何远山", "欧阳远山", "司马山", "陈林远山", "区远山", "向远山", "覃远山"])
def test_han_names_have_a_surname(name: str) -> None:
    assert is_name(name, alone=False)


@pytest.mark.parametrize("name", ["嘎玛泽登", "巴图苏和", "斯琴巴特尔", "尼玛才让", "㛃远山"])
def test_names_without_a_han_surname_are_believed_where_they_stand_alone(name: str) -> None:
    assert is_name(name, alone=True)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "何",
        "各位代表",
        "政府工作",
        "王府会议",
        "何远山说了三句话",
        "全面小康",
        "时间",
        "方案报告",
        "abc",
        "12",
        "李代表",
        "高速发展",
        "何\n山",
        "一二三四五六七",
    ],
)
def test_what_is_no_name(words: str) -> None:
    assert not is_name(words, alone=True)


def test_names_with_dots() -> None:
    for dot in ("·", "•", "．", "・", " · ", "‧"):
        assert dotted_name(f"买买提{dot}吐尔逊 各位") == "买买提·吐尔逊"
        assert is_name(tidy(f"买买提{dot}吐尔逊"), alone=False)
    assert dotted_name("买买提·吐尔逊在会议上") == "买买提·吐尔逊"
    assert dotted_name("何远山") is None
    assert dotted_name("政府·工作报告") is None


def test_tidy_names() -> None:
    assert tidy("何\u3000远 山") == "何远山"
    assert has_compound_surname("欧阳山")
    assert not has_compound_surname("何远山")


@given(st.text(), st.booleans())
def test_any_string_is_taken(text: str, alone: bool) -> None:
    is_name(text, alone=alone)
    dotted_name(text)
