"""The log: events in order over all files, a torn tail cut at a whole group, damage and gaps never passed over."""

from __future__ import annotations

import gzip
import os

import pytest

from archive.errors import CaptureError
from archive.log import URI, events_in, in_order, last_whole_group
from archive.warc import Exchange, RecordGroup

AT = "2026-01-02T03:04:05Z"
BODY = os.urandom(3000)


def write(path, *numbers):
    """Write one group of a response and its event for each number; return the lengths after each group."""
    lengths = []
    with path.open("ab") as file:
        for number in numbers:
            group = RecordGroup(file.tell())
            group.exchange(Exchange("detail", f"http://a.test/{number}", AT, 200, "OK", (), (), BODY), 1)
            group.metadata(f"{URI}{number}", AT, {"seq": number, "event": "reads", "at": AT})
            file.write(group.data)
            lengths.append(file.tell())
    return lengths


def numbers(events):
    return [logged.seq for logged in events]


def test_events_say_where_they_end_and_how_many_records_there_are(tmp_path):
    lengths = write(tmp_path / "a.warc.gz", 1, 2)
    found = list(events_in(tmp_path / "a.warc.gz"))
    assert [(logged.seq, logged.end, logged.records) for logged in found] == [(1, lengths[0], 3), (2, lengths[1], 6)]
    assert numbers(events_in(tmp_path / "a.warc.gz", lengths[0])) == [1]


def test_events_of_several_files_come_in_the_order_of_their_numbers(tmp_path):
    write(tmp_path / "b.warc.gz", 1, 2, 5)
    write(tmp_path / "a.warc.gz", 3, 6)
    write(tmp_path / "c.warc.gz", 4)
    files = [(path, None) for path in sorted(tmp_path.iterdir())]
    assert numbers(in_order(files)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(("first", "second"), [((1, 2), (4,)), ((2,), (3,)), ((1, 2), (2, 3))])
def test_a_missing_or_repeated_number_is_an_error_that_names_the_file(tmp_path, first, second):
    write(tmp_path / "a.warc.gz", *first)
    write(tmp_path / "b.warc.gz", *second)
    with pytest.raises(CaptureError, match=r"The log has event \d in [ab].warc.gz where \d should follow"):
        list(in_order([(path, None) for path in sorted(tmp_path.iterdir())]))


def test_a_torn_tail_is_cut_at_the_last_whole_group_wherever_it_is_torn(tmp_path):
    path = tmp_path / "a.warc.gz"
    lengths = write(path, 1, 2, 3)
    whole = path.read_bytes()
    for cut in [*range(lengths[1], lengths[2], 97), lengths[2] - 5]:
        path.write_bytes(whole[:cut])
        assert last_whole_group(path) == lengths[1]
        path.write_bytes(whole[:cut] + bytes(5000))
        assert last_whole_group(path) == lengths[1], "a file system may leave zeros behind a cut"
    path.write_bytes(whole[: lengths[0] - 1])
    assert last_whole_group(path) == 0
    assert last_whole_group(tmp_path / "missing") == 0


def test_damage_in_the_midst_is_never_taken_for_a_torn_tail(tmp_path):
    path = tmp_path / "a.warc.gz"
    lengths = write(path, 1, 2, 3)
    whole = bytearray(path.read_bytes())
    for place in range(lengths[0] + 3, lengths[1], 211):
        flipped = whole.copy()
        flipped[place] ^= 0x10
        path.write_bytes(flipped)
        assert whole_or_damaged(path) in (lengths[2], "damaged"), "gzip has header bits that say nothing"
    flipped = whole.copy()
    flipped[(lengths[0] + lengths[1]) // 2] ^= 0x10
    path.write_bytes(flipped)
    with pytest.raises(CaptureError, match="is damaged after its record"):
        last_whole_group(path)


def whole_or_damaged(path):
    try:
        return last_whole_group(path)
    except CaptureError:
        return "damaged"


@pytest.mark.parametrize("content", [b"[]", b"1", b"null", b'{"seq": "1"}', b"{}", b"[" * 100_000, b"", b"\xff"])
def test_what_is_no_event_is_damage(tmp_path, content):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(b"WARC/1.1\r\nWARC-Target-URI: urn:baogao:event:1\r\n\r\n" + content))
    for read in (lambda path: list(events_in(path)), last_whole_group):
        with pytest.raises(CaptureError, match="is damaged after its record 1"):
            read(path)
