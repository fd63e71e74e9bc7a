"""WARC records: what was written is read back byte for byte; what is cut, damaged or foreign is never misread."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import CaptureError
from archive.warc import Exchange, Original, RecordGroup, WarcFile, decode_body, read_exchange
from tests.fuzz import files, warc
from tests.guarantees import record

NAMES = st.text("abcXYZ-_.!#$%&'*+^`|~0189", min_size=1, max_size=12).filter(
    lambda name: name.lower() not in warc.HOP_BY_HOP
)
VALUES = st.binary(max_size=20).map(lambda value: value.translate(None, b"\r\n\0").strip(b" \t").decode("latin-1"))
HEADERS = st.lists(st.tuples(NAMES, VALUES), max_size=5).map(tuple)
BODIES = st.binary(max_size=200) | st.sampled_from([b"\r\n\r\n", b"WARC/1.1\r\n", gzip.compress(b"x"), "政府".encode()])


@st.composite
def exchanges(draw: st.DrawFn) -> Exchange:
    """A request and the response to it, in any headers, body and status."""
    return Exchange(
        role=draw(st.sampled_from(["listing", "detail", "robots"])),
        url="http://site.test/" + draw(st.text("ab/?=&%1", max_size=10)),
        fetched_at="2026-01-02T03:04:05Z",
        status=draw(st.integers(200, 599).filter(lambda status: status != 304)),
        reason=draw(st.sampled_from(["OK", "", "Not Found"])),
        request_headers=draw(HEADERS),
        headers=draw(HEADERS),
        body=draw(BODIES),
    )


@settings(max_examples=300)
@given(st.lists(exchanges(), min_size=1, max_size=5), st.booleans())
def test_every_record_of_a_file_is_read_back_as_it_was_received(written, opened):
    group = RecordGroup(0)
    if opened:
        group.info("a.warc.gz", {"software": "test"})
    places = [group.exchange(exchange, 1) for exchange in written]
    warc.file().write_bytes(group.data)
    for exchange, place in zip(written, places, strict=True):
        assert read_exchange(warc.file(), place.offset, place.length) == (exchange.headers, exchange.body)


@settings(max_examples=100)
@given(exchanges())
def test_a_revisit_is_read_back_without_a_body(exchange):
    group = RecordGroup(0)
    place = group.exchange(exchange, 1, Original(exchange.url, exchange.fetched_at, exchange.sha256))
    warc.file().write_bytes(group.data)
    assert read_exchange(warc.file(), place.offset, place.length) == (exchange.headers, b"")


def test_no_cut_and_no_flipped_bit_gives_another_body():
    exchange = Exchange("detail", "http://a/", "2026-01-02T03:04:05Z", 200, "OK", (), (("A", "\xff"),), b"<p>" * 9)
    group = RecordGroup(0)
    length = group.exchange(exchange, 1).length
    member = group.data[:length]
    right = (exchange.headers, exchange.body)
    assert warc.read(member) == right
    assert not any(warc.read(member[:size]) for size in range(len(member)))
    flips = [(at, bit) for at in range(len(member)) for bit in range(8)]
    for at, bit in flips:
        damaged = bytearray(member)
        damaged[at] ^= 1 << bit
        assert warc.read(bytes(damaged)) in (None, right), f"bit {bit} of byte {at}"
    test = "tests/properties/test_warc.py::test_no_cut_and_no_flipped_bit_gives_another_body"
    record(
        4, test, 1, "record, cut at each of its bytes and with each of its bits flipped", "never read as another body"
    )


@settings(max_examples=400)
@given(st.binary(max_size=100) | st.lists(st.sampled_from(warc.ALPHABET)).map(lambda made: "".join(made).encode()))
def test_bytes_that_are_no_record_of_ours_are_refused(data):
    assert warc.read(data) is None
    assert warc.read(gzip.compress(data, 1)) is None


@settings(max_examples=150)
@given(st.integers(0, 15), st.integers(0, 65535), st.binary(max_size=60))
def test_verify_finds_every_damage_to_a_file(kind, place, data):
    files.check_file(kind, place, data)


@settings(max_examples=100)
@given(st.binary(max_size=50), st.binary(max_size=50))
def test_what_was_never_committed_is_cut_off_and_nothing_else(committed, tail):
    warc.file().write_bytes(committed + tail)
    WarcFile(warc.file(), len(committed)).close()
    assert warc.file().read_bytes() == committed
    with pytest.raises(CaptureError):
        WarcFile(warc.file(), len(committed) + 1)


@settings(max_examples=200)
@given(st.binary(max_size=300), st.sampled_from(["gzip", "x-gzip", "deflate", " GZIP ", "identity", "", "br"]))
def test_any_body_is_unpacked_or_refused(body, encoding):
    warc.check_decoding(body, encoding)


@given(st.binary(max_size=300))
def test_a_packed_body_is_unpacked_to_what_it_was(body):
    for encoding, packed in [
        ("gzip", gzip.compress(body)),
        ("X-Gzip", gzip.compress(body[:100]) + gzip.compress(body[100:])),
        ("gzip", gzip.compress(body) + b"\0\0\0"),
        ("gzip", gzip.compress(body) + b"\n"),
        ("deflate", zlib.compress(body)),
        ("deflate", zlib.compress(body)[2:-4]),
        ("identity", body),
    ]:
        assert decode_body((("content-encoding", encoding),), packed, 300) == body


@pytest.mark.parametrize("packed", [gzip.compress(bytes(30_000_000)), zlib.compress(bytes(30_000_000))])
@pytest.mark.parametrize("times", [1, 101])
def test_a_bomb_takes_no_more_memory_than_a_page_may(packed, times):
    warc.check_decoding(packed * times, "gzip")
