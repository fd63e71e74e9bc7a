"""Which encoding a page is read in, whatever it declares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive.encoding import decode

TEXT = "【云岭县招商】2021年云岭县政府工作报告：镕〇㎡"
META = '<meta charset="{}"><p>'
UTF8, GB = "utf-8", "gb18030"


@pytest.mark.parametrize(
    ("codec", "header", "meta", "encoding"),
    [
        (UTF8, "utf-8", "utf-8", UTF8),
        (UTF8, None, "UTF8", UTF8),
        (UTF8, None, None, UTF8),
        (UTF8, "gb2312", "gbk", UTF8),
        (UTF8, "ISO-8859-1", None, UTF8),
        (UTF8, None, "utf-16", UTF8),
        (UTF8, "rot13", "unicode_escape", UTF8),
        (UTF8, None, "no-such-charset", UTF8),
        (GB, "gb2312", None, GB),
        (GB, None, "gb2312", GB),
        (GB, None, "GBK", GB),
        (GB, None, None, GB),
        (GB, "utf-8", "utf-8", GB),
        (GB, "iso-8859-1", None, GB),
        (GB, "utf-8", "gb2312", GB),
    ],
)
def test_declared_or_not_the_text_is_read(codec: str, header: str | None, meta: str | None, encoding: str) -> None:
    page = (META.format(meta) if meta else "") + TEXT
    read = decode(page.encode(codec), f"text/html; charset={header}" if header else None)
    assert (read.text, read.encoding, read.damaged) == (page, encoding, False)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_wins_and_is_no_text(codec: str) -> None:
    read = decode(TEXT.encode(codec), "text/html; charset=gb2312")
    assert (read.text, read.damaged) == (TEXT, False)


def test_big5_is_believed_where_it_is_declared_and_fits() -> None:
    assert decode("政府工作報告".encode("big5"), "text/html; charset=big5").text == "政府工作報告"


@pytest.mark.parametrize("declared", [None, "utf-8", "gb2312"])
def test_a_few_bad_bytes_do_not_turn_utf8_into_something_else(declared: str | None) -> None:
    body = (TEXT * 40).encode()
    damaged = body[:1000] + b"\xff\xfe\x80" + body[1000:-1]
    read = decode(damaged, declared and f"text/html; charset={declared}")
    assert (read.encoding, read.damaged) == (UTF8, True)
    assert read.text.count("云岭县") == 80


def test_a_few_bad_bytes_do_not_turn_gb18030_into_something_else() -> None:
    body = (TEXT * 40).encode(GB)
    read = decode(body[:1000] + b"\xff" + body[1000:], "text/html; charset=gb2312")
    assert (read.encoding, read.damaged) == (GB, True)
    assert read.text.count("云岭县") == 80


def test_text_that_the_site_itself_lost_is_damaged() -> None:
    assert decode("政府\ufffd工作".encode(), None).damaged
    assert decode("政府锟斤拷工作".encode(), None).damaged


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"%PDF-1.7\n1 0 obj", "text/html"),
        (b"PK\x03\x04word/document.xml", None),
        (b"\x89PNG\r\n", None),
        (b"plain", "application/pdf"),
        (bytes(range(256)) * 20, None),
        (b"\x00" * 5000, None),
    ],
)
def test_a_file_that_is_no_page_has_no_text(body: bytes, content_type: str | None) -> None:
    read = decode(body, content_type)
    assert (read.text, read.encoding) == ("", "binary")


def test_single_null_bytes_do_not_make_a_page_binary() -> None:
    assert "云岭县" in decode(TEXT.encode() + b"\x00" + TEXT.encode(), None).text


@given(
    st.binary(),
    st.one_of(st.none(), st.text(), st.sampled_from(["text/html; charset=gb2312", "text/html; charset=utf-16"])),
)
def test_any_bytes_are_read_somehow(body: bytes, content_type: str | None) -> None:
    decode(body, content_type)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=20), st.sampled_from([UTF8, GB]))
def test_undeclared_han_text_round_trips(text: str, codec: str) -> None:
    assert decode(f"<p>{text}</p>".encode(codec), None).text == f"<p>{text}</p>"
