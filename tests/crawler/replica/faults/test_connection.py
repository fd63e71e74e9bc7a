"""Connections that break, lie about lengths, or never get anywhere: what goes over the wire."""

from __future__ import annotations

import time

import pytest


@pytest.mark.parametrize(("spec", "end"), [("drop", "closed"), ("drop:how=reset", "reset")])
def test_drop_ends_the_connection_before_any_byte(faulty, spec, end):
    site = faulty(spec)
    seen = site.get(site.detail)
    assert (seen.wire, seen.end) == (b"", end)
    assert site.is_well(site.detail)


def test_partial_says_the_whole_length_and_sends_a_part(faulty):
    site = faulty("partial:keep=0.25")
    whole = site.site.respond(site.detail).html.encode()
    seen = site.get(site.detail)
    assert seen.status == 200
    assert int(seen.headers["content-length"]) == len(whole)
    assert seen.body == whole[: len(whole) // 4]
    assert site.is_well(site.detail)


@pytest.mark.parametrize(
    ("spec", "by"), [("wrong-length", -100), ("wrong-length:by=-7", -7), ("wrong-length:by=50", 50)]
)
def test_wrong_length_sends_the_whole_body_under_another_length(faulty, spec, by):
    site = faulty(spec)
    whole = site.site.respond(site.detail).html.encode()
    seen = site.get(site.detail)
    assert seen.body == whole
    assert int(seen.headers["content-length"]) == len(whole) + by
    assert site.is_well(site.detail)


def test_broken_chunks_go_wrong_after_a_good_one(faulty):
    site = faulty("broken-chunks:keep=0.5")
    whole = site.site.respond(site.detail).html.encode()
    seen = site.get(site.detail)
    assert seen.headers["transfer-encoding"] == "chunked"
    assert "content-length" not in seen.headers
    size, _, rest = seen.body.partition(b"\r\n")
    half = int(size, 16)
    assert rest[:half] == whole[: len(whole) // 2]
    assert rest[half:].startswith(b"\r\nzz\r\n")
    assert not rest.endswith(b"0\r\n\r\n")
    assert site.is_well(site.detail)


def test_hang_never_answers(faulty):
    site = faulty("hang")
    seen = site.get(site.detail, patience=0.3)
    assert (seen.wire, seen.end) == (b"", "silent")
    assert site.is_well(site.detail)


def test_hang_with_seconds_ends_the_connection_after_them(faulty):
    site = faulty("hang:seconds=0.3")
    start = time.monotonic()
    seen = site.get(site.detail)
    assert (seen.wire, seen.end) == (b"", "closed")
    assert time.monotonic() - start >= 0.29


def test_drip_sends_the_body_in_drops(faulty):
    site = faulty("drip:seconds=0.05,size=8000")
    whole = site.site.respond(site.detail).html.encode()
    start = time.monotonic()
    seen = site.get(site.detail)
    assert seen.body == whole
    assert int(seen.headers["content-length"]) == len(whole)
    assert time.monotonic() - start >= 0.05 * (len(whole) // 8000)


def test_drip_is_a_byte_a_second_unless_told_otherwise(faulty):
    site = faulty("drip")
    seen = site.get(site.detail, patience=0.4)
    assert seen.status == 200
    assert (seen.body, seen.end) == (b"", "silent")


@pytest.mark.parametrize("name", ["partial", "wrong-length", "broken-chunks", "drip"])
def test_what_needs_a_body_waits_for_one(faulty, name):
    site = faulty(name)
    etag = faulty().get(site.detail).headers["etag"]
    assert site.get(site.detail, if_none_match=etag).status == 304
    assert site.get(site.detail, method="HEAD").status == 200
    assert site.get(site.detail, patience=0.5).body != site.site.respond(site.detail).html.encode() or (
        name == "wrong-length"
    )
