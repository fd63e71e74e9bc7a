"""Promise 1, disk full: one sentence and exit 1, nothing lost, and with room again the same command does the rest."""

from __future__ import annotations

import hashlib

import pytest

from tests.broken.conftest import remount
from tests.guarantees import record
from tests.health import health
from tests.line import baogao
from tests.small import one_sentence, progress

PLENTY = "100m"
DISKS = {
    "the database cannot be begun": ({".": "100k"}, "Cannot use", "no tables"),
    "a crawl cannot be begun": ({".": "400k", "warc": PLENTY}, "Cannot write", "captures 0"),
    "a capture cannot be committed": ({".": "600k", "warc": PLENTY}, "Cannot write", "outcome running"),
    "a group cannot be appended": ({"warc": "600k"}, "Cannot append", "outcome running"),
    "all on one small disk": ({".": "1m"}, "Cannot", "outcome running"),
    "a derived batch cannot be committed": ({".": "3m"}, "Cannot write", "outcome done"),
    "the first copy cannot be published": ({"published": "2m"}, "Cannot publish", "settled 36"),
    "the second copy cannot be published": ({"published": "5m"}, "Cannot publish", "settled 36"),
}
"""What fails, on disks of which size (by folder of the data directory), what is said, and how far the run came."""


@pytest.mark.parametrize("case", DISKS, ids=lambda case: case.replace(" ", "-"))
def test_a_full_disk_is_one_sentence_and_costs_nothing(small, mount, tmp_path, case):
    disks, says, reached = DISKS[case]
    data = tmp_path / "data"
    for folder, size in disks.items():
        mount(data / folder, size)
    said = one_sentence(small.crawl(data, code=1))
    assert said.startswith(f"Error: {says}")
    assert "run the same command again" in said
    state = progress(data)
    assert reached in state
    assert state == "no tables" or health(data, finished=False) == []
    assert not (data / "published" / "archive.db").exists()
    for folder in disks:
        remount(data / folder, f"size={PLENTY}")
    small.crawl(data)
    assert small.wrong(data) == []
    record(1, "tests/broken/test_full_disk.py::test_a_full_disk_is_one_sentence_and_costs_nothing",
           len(DISKS), "full disks", "one sentence; equal to an undisturbed run afterwards")  # fmt: skip


def test_a_log_without_room_stops_no_crawl(small, mount, tmp_path):
    mount(tmp_path / "data" / "logs", "4k")
    done = small.crawl(tmp_path / "data")
    assert all(line.startswith(("replica:", "Deriving:")) for line in done.stderr.splitlines())
    assert small.wrong(tmp_path / "data") == []


def test_what_is_published_stays_when_its_successor_finds_no_room(small, mount, tmp_path):
    data = tmp_path / "data"
    mount(data / "published", "24m")
    small.crawl(data)
    before = hashlib.sha256((data / "published" / "archive.db").read_bytes()).digest()
    ballast = data / "published" / "snapshots" / "ballast"
    ballast.write_bytes(bytes(15 << 20))
    assert "Cannot publish" in one_sentence(baogao("publish", "--data", data, code=1))
    ballast.unlink()
    assert hashlib.sha256((data / "published" / "archive.db").read_bytes()).digest() == before
    assert small.wrong(data) == []
