"""Promise 1, a directory that may not be written: one sentence, nothing changed, and reading goes on."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from tests.broken.conftest import remount
from tests.guarantees import record
from tests.line import baogao
from tests.small import one_sentence

COMMANDS = ("derive", "publish")


def bytes_of(data: Path) -> dict[str, str]:
    """Return the digests of all files of a data directory."""
    files = (path for path in sorted(data.rglob("*")) if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_an_empty_read_only_disk_is_one_sentence(small, mount, tmp_path):
    mount(tmp_path / "data", "50m")
    remount(tmp_path / "data", "ro")
    assert "choose another place with --data" in one_sentence(small.crawl(tmp_path / "data", code=1))
    remount(tmp_path / "data", "rw")
    small.crawl(tmp_path / "data")
    assert small.wrong(tmp_path / "data") == []


def test_an_archive_on_a_read_only_disk_stays_as_it_is_and_can_be_read(small, mount, tmp_path):
    data = tmp_path / "data"
    mount(data, "50m")
    shutil.copytree(small.reference, data, dirs_exist_ok=True)
    before = bytes_of(data)
    remount(data, "ro")
    one_sentence(small.crawl(data, code=1))
    for command in COMMANDS:
        one_sentence(baogao(command, "--data", data, code=1))
    assert baogao("search", "发展", "--data", data).stdout
    assert "36 reports" in baogao("status", "--data", data).stdout
    assert bytes_of(data) == before
    remount(data, "rw")
    small.crawl(data)
    assert small.wrong(data) == []
    record(1, "tests/broken/test_read_only.py::test_an_archive_on_a_read_only_disk_stays_as_it_is_and_can_be_read",
           1 + len(COMMANDS), "commands on a read-only disk", "one sentence; not a byte changed")  # fmt: skip
