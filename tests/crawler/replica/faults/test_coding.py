"""Bodies that are not coded as they say, and one ETag for all."""

from __future__ import annotations

import gzip
import resource
import time
import zlib

import pytest

from crawler.replica.faults.coding import gzip_bomb


def test_a_small_bomb_is_valid_gzip_of_just_that_size():
    for megabytes in (1, 2, 9):
        assert gzip.decompress(gzip_bomb(megabytes)) == b" " * (megabytes * 2**20)


def test_the_bomb_is_4_mb_for_4_gb_and_costs_little():
    gzip_bomb.cache_clear()
    start, memory = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    bomb = gzip_bomb(4096)
    assert time.process_time() - start < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 64_000  # KiB
    assert 3_500_000 < len(bomb) < 5_000_000
    assert int.from_bytes(bomb[-4:], "little") == 2**32 % 2**32
    inflate, found = zlib.decompressobj(31), 0
    rest = bomb
    while found < 64 * 2**20:
        found += len(inflate.decompress(rest, 2**20))
        rest = inflate.unconsumed_tail
    assert len(rest) > len(bomb) * 0.97


def test_gzip_bomb_goes_out_as_the_page(faulty):
    site = faulty("gzip-bomb:megabytes=3")
    seen = site.get(site.detail, accept_encoding="gzip")
    assert (seen.status, seen.headers["content-encoding"]) == (200, "gzip")
    assert int(seen.headers["content-length"]) == len(seen.body) < 4000
    assert seen.unzipped == b" " * 3 * 2**20
    assert site.is_well(site.detail)


@pytest.mark.parametrize("accept", ["gzip", "identity"])
def test_truncated_gzip_ends_early_and_its_length_agrees(faulty, accept):
    site = faulty("truncated-gzip")
    seen = site.get(site.detail, accept_encoding=accept)
    assert (seen.status, seen.headers["content-encoding"]) == (200, "gzip")
    assert int(seen.headers["content-length"]) == len(seen.body)
    inflate = zlib.decompressobj(31)
    assert site.site.respond(site.detail).html.encode().startswith(inflate.decompress(seen.body))
    assert not inflate.eof
    assert site.is_well(site.detail)


@pytest.mark.parametrize(
    ("options", "declared", "codec"),
    [
        ({}, "gbk", "utf-8"),
        ({"encoding": "gb2312"}, "utf-8", "gb18030"),
        ({"encoding": "meta-gb"}, "utf-8", "gb18030"),
    ],
)
def test_wrong_charset_declares_another_than_the_body_has(faulty, options, declared, codec):
    site = faulty("wrong-charset", **options)
    seen = site.get(site.detail)
    assert seen.headers["content-type"] == f"text/html; charset={declared}"
    assert seen.body.decode(codec) == site.site.respond(site.detail).html
    assert site.get(site.detail).headers["content-type"] != seen.headers["content-type"]


def test_wrong_charset_can_be_any(faulty):
    site = faulty("wrong-charset:charset=shift_jis")
    assert site.get(site.detail).headers["content-type"] == "text/html; charset=shift_jis"


@pytest.mark.parametrize(("spec", "status"), [("same-etag", 200), ("same-etag:status=304", 304)])
def test_same_etag_stands_on_different_bodies(faulty, spec, status):
    site = faulty(spec)
    seen = [site.get(path) for path in site.details[:3]]
    assert {one.headers["etag"] for one in seen} == {'"same"'}
    assert len({one.body for one in seen}) == 3
    assert site.get(site.detail, if_none_match='"same"').status == status
    assert site.get(site.listing()).headers["etag"] != '"same"'
