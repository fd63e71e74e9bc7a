"""How single values are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading_room.cells import full, short

DIGEST = "20ea932550d1eab6cb65a5ca892214b34630f20d08b60709a818f3bad29164e8"


@pytest.mark.parametrize(
    ("column", "value", "written"),
    [
        ("han_count", 7779, "7,779"),
        ("han_count", 0, "0"),
        ("report_year", 2021, "2021"),
        ("id", 12345, "12345"),
        ("warc_offset", 3539347, "3539347"),
        ("seconds_waiting", 0.8069008769944048, "0.8 s"),
        ("seconds_waiting", 125.4, "2 min 5 s"),
        ("seconds_waiting", 5000, "1 h 23 min"),
        ("seconds_waiting", 0.0, "0 s"),
        ("bytes", 0, "0 B"),
        ("containment", 1.0, "1"),
        ("quality_flags", "[]", "—"),
        ("quality_flags", '["no_date", "odd"]', "无日期 no_date、odd"),
        ("report_date", None, "—"),
        ("reason", "", "—"),
    ],
)
def test_a_value_is_written_alike_in_tables_and_on_pages(column, value, written):
    meanings = {"no_date": "无日期"}
    assert short(column, value, meanings).striptags() == full(column, value, meanings).striptags() == written


@pytest.mark.parametrize(
    ("length", "read"),
    [
        (999, "999 B"),
        (1000, "1.0 kB"),
        (99_949, "99.9 kB"),
        (602_505, "603 kB"),
        (3_539_347, "3.5 MB"),
        (10**13, "10,000 GB"),
    ],
)
def test_a_number_of_bytes_is_short_in_a_table_and_exact_beside_it(length, read):
    assert short("body_bytes", length, {}) == f'<span title="{length:,} 字节 bytes">{read}</span>'
    assert full("bytes", length, {}).startswith(read)
    assert f"{length:,}" in full("bytes", length, {})


def test_a_checksum_is_short_in_a_table_and_whole_on_its_page():
    assert short("text_sha256", DIGEST, {}) == f'<span title="{DIGEST}">20ea932550d1…</span>'
    assert full("text_sha256", DIGEST, {}) == DIGEST


def test_a_configuration_is_spread_over_lines():
    assert '"name": "站"' in full("config", '{"site": {"name": "站"}}', {}).unescape()
    assert "<pre>{broken</pre>" in full("config", "{broken", {})


@given(
    st.sampled_from(["text", "url", "config", "quality_flags", "body_sha256", "id"]),
    st.text("{}[]\"'<>&a:/ht长", max_size=90),
)
def test_no_value_becomes_markup(column, value):
    for written in (short(column, value, {}), full(column, value, {})):
        for allowed in (
            "<a ",
            "</a",
            "<span",
            "</span",
            "<small",
            "</small",
            "<details",
            "</details",
            "<summary",
            "</summary",
        ):
            written = written.replace(allowed, "")
        assert "<" not in written.replace("<pre", "").replace("</pre", "")
