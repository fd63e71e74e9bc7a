"""Promise 1, a clock that jumps back: in the midst of a crawl and between crawls, the outcome is the same.

The product's processes get their time from libfaketime, which reads from a file how far it is to be off.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.guarantees import record
from tests.line import BAOGAO
from tests.running import Running, count

BACK = "-40d"


@pytest.fixture
def clock(tmp_path) -> tuple[Path, dict[str, str]]:
    """Return the file that sets the clock, and the environment in which it counts."""
    found = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
    if not found:
        pytest.skip("needs libfaketime: apt-get install libfaketime")
    file = tmp_path / "clock"
    file.write_text("+0", encoding="ascii")
    settings = {"LD_PRELOAD": found[0], "FAKETIME_TIMESTAMP_FILE": file, "FAKETIME_NO_CACHE": 1}
    settings["FAKETIME_DONT_FAKE_MONOTONIC"] = 1  # a clock that is set does not change how long a second lasts
    return file, {**os.environ, **{name: str(value) for name, value in settings.items()}}


def started(data: Path) -> list[str]:
    """Return when the first and the last capture were made, in the order in which they were."""
    with closing(sqlite3.connect(data / "archive.db")) as conn:
        return [row[0] for row in conn.execute("SELECT fetched_at FROM captures ORDER BY id")]


def test_a_clock_set_back_in_the_midst_of_a_crawl_changes_nothing(small, clock, tmp_path):
    file, env = clock
    data = tmp_path / "data"
    with Running(small.command(data), env) as run:
        run.until(lambda: count(data, "captures") > 1)
        run.stop()
        assert count(data, "captures") < count(small.reference, "captures")
        file.write_text(BACK, encoding="ascii")
        run.go_on()
        run.end(0)
    times = started(data)
    assert times[-1] < times[0]
    assert small.wrong(data) == []
    record(1, "tests/broken/test_clock.py::test_a_clock_set_back_in_the_midst_of_a_crawl_changes_nothing",
           1, "crawl whose clock jumps back", "equal to an undisturbed run")  # fmt: skip


def test_a_clock_set_back_between_crawls_loses_no_crawl_and_no_snapshot(small, clock, tmp_path):
    file, env = clock
    data = Path(shutil.copytree(small.reference, tmp_path / "data"))
    file.write_text(BACK, encoding="ascii")
    visits = 3
    for _ in range(visits):
        with Running(small.command(data), env) as run:
            run.end(0)
    with Running([BAOGAO, "status", "--data", data], env) as run:
        assert "Last good" in run.end(0).stdout
    assert count(data, "crawls") == 1 + visits
    assert small.wrong(data) == []
    record(1, "tests/broken/test_clock.py::test_a_clock_set_back_between_crawls_loses_no_crawl_and_no_snapshot",
           visits, "crawls after the clock was set back", "equal to an undisturbed run")  # fmt: skip
