"""Odd responses, as sites send them: others read their records and replay them as they came, and so do we."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest

from archive.warc import Exchange, Original, Place, RecordGroup, read_exchange
from tests.outside.environment import run
from tests.outside.wayback import replaying, timestamp

SITE = "http://127.0.0.1:9"
FIRST, AGAIN, UNMODIFIED = "2026-01-02T03:04:05Z", "2026-01-02T03:04:06Z", "2026-01-02T03:04:07Z"
PACKED = gzip.compress("二〇二六年报告".encode(), mtime=0)
HTML = ("Content-Type", "text/html")
GZIP = ("Content-Encoding", "gzip")
HOSTILE = (
    ("ETag", '"\xb1\xa8"'),
    ("X-Split", "a\r\n\r\nWARC/1.1\r\n"),
    ("X-Null\r\nX", "\0\x85"),
    ("Connection", "close"),
)


def odd(name: str, body: bytes, *headers: tuple[str, str], status: int = 200, reason: str = "OK") -> Exchange:
    return Exchange("detail", f"{SITE}/{name}", FIRST, status, reason, (), (HTML, *headers), body)


ODD = {
    "plain": odd("a.html", b"\0 nulls \xff and \r\n\r\n breaks"),
    "packed": odd("b.html", PACKED, GZIP),
    "cut short": odd("c.html", PACKED[:-9], GZIP),
    "empty": odd("d.html", b""),
    "refused": odd("e.html", "拒绝访问".encode(), status=403, reason="Forbidden"),
    "no reason": odd("f.html", b"nothing after the code", reason=""),
    "no such code": odd("g.html", b"a code of its own", status=521, reason=""),
    "Chinese address": odd("%E6%8A%A5%E5%91%8A.html?id=1&y=%B1%A8", "报告".encode("gbk")),
    "header in GBK": odd("h.html", b"odd", ("X-Name", "报告".encode("gbk").decode("latin-1")), ("X-Empty", "")),
    "header in UTF-8": odd("i.html", b"odd", ("X-Name", "报告".encode().decode("latin-1"))),
}


@pytest.fixture(scope="module")
def odd_file(tmp_path_factory):
    """Odd exchanges; the same bodies a second later; and a 304 for each after that. With the places of the first."""
    group = RecordGroup(0)
    group.info("odd.warc.gz", {"software": "baogao"})
    places: dict[str, Place] = {name: group.exchange(exchange, 1) for name, exchange in ODD.items()}
    for exchange in ODD.values():
        first = Original(exchange.url, FIRST, exchange.sha256)
        group.exchange(replace(exchange, fetched_at=AGAIN), 2, first)
        unmodified = replace(
            exchange, fetched_at=UNMODIFIED, status=304, reason="Not Modified", headers=HOSTILE, body=b""
        )
        group.exchange(unmodified, 3, first)
    file = tmp_path_factory.mktemp("odd") / "odd.warc.gz"
    file.write_bytes(group.data)
    return file, places, group.records


@pytest.fixture(scope="module")
def odd_wayback(tools, odd_file):
    file, _places, _records = odd_file
    with replaying(tools, file.parent, [file]) as running:
        yield running


@pytest.mark.parametrize("name", ODD)
def test_an_odd_response_is_replayed_as_it_came_and_so_are_its_revisits(odd_file, odd_wayback, name):
    file, places, _records = odd_file
    exchange = ODD[name]
    assert read_exchange(file, places[name].offset, places[name].length)[1] == exchange.body
    times = [FIRST, AGAIN, UNMODIFIED]
    for fetched_at in times:
        replayed = odd_wayback.as_captured(exchange.url, fetched_at)
        assert (replayed.status, replayed.body) == (exchange.status, exchange.body), fetched_at
    assert odd_wayback.captures(exchange.url) == [timestamp(time) for time in times]


def test_others_read_every_record_of_odd_responses(tools, odd_file):
    file, _places, records = odd_file
    assert run(tools / "warcio", "check", file).returncode == 0
    for reader in (tools / "warcio", tools / "fastwarc"):
        done = run(reader, "index", "--fields", "offset", file)
        assert done.returncode == 0, done.stderr
        assert len(done.stdout.splitlines()) == records
