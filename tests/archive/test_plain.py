"""What a site sends never steers a terminal."""

from __future__ import annotations

import pytest

from archive.plain import printable


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b]0;pwned\x07青岛市", "青岛市"),
        ("\x1b[31m红\x1b[0m", "红"),
        ("a\r\nb\x00c", "a  b c"),
        ("https://example.org/\u202egnp.exe", "https://example.org/gnp.exe"),
        ("\x9b31m", "31m"),
        ("  2021年政府工作报告 ", "2021年政府工作报告"),
    ],
)
def test_control_characters_and_escapes_are_not_printed(raw, shown):
    assert printable(raw) == shown


def test_long_text_is_cut():
    assert printable("长" * 600) == "长" * 499 + "…"
