"""WARC files: what is read back is what was received; tails, cuts and damage are noticed."""

from __future__ import annotations

import gzip
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from archive.errors import CaptureError
from archive.warc import (
    Exchange,
    Head,
    Original,
    RecordGroup,
    WarcFile,
    decode_body,
    read_exchange,
    response_head,
)

BODY = "政府工作报告".encode() * 500


def exchange(body=BODY, status=200, **fields):
    return Exchange(
        **{
            "role": "detail",
            "url": "http://site.test/a?b=1",
            "fetched_at": "2026-01-02T03:04:05Z",
            "status": status,
            "reason": "OK",
            "request_headers": (("Host", "site.test"),),
            "headers": (("Content-Type", "text/html"), ("Transfer-Encoding", "chunked"), ("ETag", '"x"')),
            "body": body,
            **fields,
        }
    )


def written(path: Path, *exchanges):
    file, group = WarcFile(path, 0), RecordGroup(0)
    group.info(path.name, {"software": "test"})
    places = [group.exchange(one, 1) for one in exchanges]
    file.append(group.data)
    file.commit(len(group.data))
    file.close()
    return places


def test_the_body_comes_back_as_received(tmp_path):
    path = tmp_path / "a.warc.gz"
    packed = gzip.compress(BODY)
    places = written(path, exchange(), exchange(packed))
    assert read_exchange(path, places[0].offset, places[0].length)[1] == BODY
    assert read_exchange(path, places[1].offset, places[1].length)[1] == packed


def test_connection_headers_are_dropped_with_the_connection(tmp_path):
    path = tmp_path / "a.warc.gz"
    (place,) = written(path, exchange())
    headers, _body = read_exchange(path, place.offset, place.length)
    assert [name for name, _value in headers] == ["Content-Type", "ETag"]


@pytest.mark.parametrize(
    "value", ["\xff", "\xe6\x94\xbf", "\xe6\x85\xa0", "a\xa0", 'inline; filename="\xc3\xa9"', "%E6"]
)
def test_headers_outside_ascii_come_back_byte_for_byte(tmp_path, value):
    path = tmp_path / "a.warc.gz"
    headers = (("Content-Disposition", value), ("X", ""))
    (place,) = written(path, exchange(headers=headers, request_headers=headers))
    assert read_exchange(path, place.offset, place.length)[0] == headers


def member(block: bytes, kind: bytes = b"response") -> bytes:
    head = b"WARC/1.1\r\nWARC-Type: " + kind + b"\r\nContent-Length: %d\r\n\r\n" % len(block)
    return gzip.compress(head + block + b"\r\n\r\n")


@pytest.mark.parametrize(
    "data",
    [
        member(b"HTTP/1.1 200 OK\r\n\r\nhello"),
        member(b"GET / HTTP/1.1\r\n\r\n", b"request"),
        member(b"hello", b"revisit"),
        member(b"HTTP/1.1 304\r\n\r\n", b"revisit")[:-1],
        member(b"HTTP/1.1 304\r\n\r\n", b"revisit") * 2,
        gzip.compress(b"WARC/1.1\r\nWARC-Type: revisit\r\nContent-Length: -1\r\n\r\n"),
        b"http://a/ 1.2.3.4 20260102030405 text/html 5\nhello",
        b"",
    ],
    ids=["no digest", "a request", "no head", "cut", "two records", "no length", "ARC", "nothing"],
)
def test_what_is_no_record_of_ours_is_an_error(tmp_path, data):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)
    with pytest.raises(CaptureError, match="no readable record"):
        read_exchange(path, 0, len(data))


def test_a_revisit_names_its_original_and_holds_no_body(tmp_path):
    path = tmp_path / "a.warc.gz"
    file, group = WarcFile(path, 0), RecordGroup(0)
    first = exchange()
    group.exchange(first, 1)
    place = group.exchange(exchange(b"", 304), 1, Original(first.url, first.fetched_at, first.sha256))
    file.append(group.data)
    record = gzip.decompress(path.read_bytes()[place.offset : place.offset + place.length]).decode()
    assert "WARC-Type: revisit" in record
    assert "revisit/server-not-modified" in record
    assert f"WARC-Payload-Digest: sha256:{first.sha256}" in record


@pytest.mark.parametrize(
    "headers",
    [
        (("ETag", '"x"'), ("Connection", "keep-alive"), ("ETag", '"y"')),
        (("X-Split", "a\r\n\r\nWARC/1.1\r\n"), ("X-Bytes", "\xb1\xa8\0\x85")),
        (("X-Long", "x" * 300_000),),
        (),
    ],
    ids=["repeated", "hostile", "long", "empty"],
)
def test_the_whole_head_of_a_304_is_kept(tmp_path, headers):
    path = tmp_path / "a.warc.gz"
    first, unmodified = exchange(), exchange(b"", 304, headers=headers, reason="\xb1\xa8\r\n")
    group = RecordGroup(0)
    group.exchange(first, 1)
    place = group.exchange(unmodified, 1, Original(first.url, first.fetched_at, first.sha256))
    path.write_bytes(group.data)
    assert read_exchange(path, place.offset, place.length) == (headers, b"")
    with path.open("rb") as file:
        revisit = next(record for record in ArchiveIterator(file) if record.rec_type == "revisit")
    assert response_head(revisit) == Head(304, "\xb1\xa8\r\n", headers)


def test_a_revisit_with_a_body_of_its_own_keeps_its_head_in_the_block(tmp_path):
    path = tmp_path / "a.warc.gz"
    first = exchange()
    group = RecordGroup(0)
    place = group.exchange(first, 1, Original(first.url, first.fetched_at, first.sha256))
    path.write_bytes(group.data)
    assert read_exchange(path, place.offset, place.length) == ((("Content-Type", "text/html"), ("ETag", '"x"')), b"")
    assert b"HTTP/1.1 200 OK\r\n" in gzip.decompress(path.read_bytes())


def test_headers_are_kept_as_the_bytes_that_came(tmp_path):
    path = tmp_path / "a.warc.gz"
    name = "报告".encode("gbk").decode("latin-1")
    (place,) = written(path, exchange(headers=(("X-Name", name),)))
    assert read_exchange(path, place.offset, place.length)[0] == (("X-Name", name),)
    assert b"X-Name: " + "报告".encode("gbk") in gzip.decompress(path.read_bytes())


def test_another_record_than_a_response_is_an_error(tmp_path):
    path = tmp_path / "a.warc.gz"
    written(path, exchange())
    with pytest.raises(CaptureError, match="no readable record"):
        read_exchange(path, 0, path.stat().st_size)


def test_outside_tools_accept_the_file(tmp_path):
    path = tmp_path / "a.warc.gz"
    written(path, exchange(), exchange(b"", 404))
    assert subprocess.run([Path(sys.executable).with_name("warcio"), "check", path], check=False).returncode == 0
    assert subprocess.run(["gzip", "-t", path], check=False).returncode == 0


def test_an_uncommitted_tail_is_cut_off(tmp_path):
    path = tmp_path / "a.warc.gz"
    written(path, exchange())
    size = path.stat().st_size
    path.write_bytes(path.read_bytes() + b"half a record")
    WarcFile(path, size).close()
    assert path.stat().st_size == size


def test_a_file_shorter_than_committed_is_an_error(tmp_path):
    path = tmp_path / "a.warc.gz"
    written(path, exchange())
    with pytest.raises(CaptureError, match="committed"):
        WarcFile(path, path.stat().st_size + 1)


def test_a_flipped_bit_is_noticed(tmp_path):
    path = tmp_path / "a.warc.gz"
    (place,) = written(path, exchange())
    data = bytearray(path.read_bytes())
    data[place.offset + place.length // 2] ^= 0x10
    path.write_bytes(data)
    with pytest.raises(CaptureError):
        read_exchange(path, place.offset, place.length)


def test_a_cut_record_is_noticed(tmp_path):
    path = tmp_path / "a.warc.gz"
    (place,) = written(path, exchange())
    path.write_bytes(path.read_bytes()[: place.offset + place.length - 5])
    with pytest.raises(CaptureError, match="ends inside"):
        read_exchange(path, place.offset, place.length)


@pytest.mark.parametrize(
    ("name", "packed"), [("gzip", gzip.compress(BODY)), ("deflate", zlib.compress(BODY)), ("", BODY)]
)
def test_content_encodings_are_undone(name, packed):
    assert decode_body((("Content-Encoding", name),), packed, 1 << 20) == BODY


def test_a_page_packed_in_several_parts_is_whole():
    packed = gzip.compress(BODY[:100]) + gzip.compress(BODY[100:])
    assert decode_body((("Content-Encoding", "gzip"),), packed, len(BODY)) == BODY
    with pytest.raises(CaptureError, match="larger than"):
        decode_body((("Content-Encoding", "gzip"),), packed, len(BODY) - 1)
    with pytest.raises(CaptureError, match="cut short"):
        decode_body((("Content-Encoding", "gzip"),), packed[:-1], len(BODY))
    with pytest.raises(CaptureError, match="parts"):
        decode_body((("Content-Encoding", "gzip"),), gzip.compress(b"") * 1000, len(BODY))


@pytest.mark.parametrize("packed", [gzip.compress(BODY)[:-20], b"not gzip at all", b""])
def test_broken_compression_is_an_error(packed):
    with pytest.raises(CaptureError):
        decode_body((("Content-Encoding", "gzip"),), packed, 1 << 20)


def test_a_bomb_is_not_unpacked():
    with pytest.raises(CaptureError, match="larger than"):
        decode_body((("Content-Encoding", "gzip"),), gzip.compress(bytes(50_000_000)), 1 << 20)
