"""Promise 1, many kills in a row: one archive of 1,014 reports is killed again and again, at random moments.

The moments are spread by what is left to do: a killed run may write so many bytes, fewer while it captures, more while
it derives or publishes. Chance comes from a fixed seed, so that a failure can be had again.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from crawler.replica.process import ReplicaProcess
from tests.compare import differences
from tests.guarantees import record
from tests.health import health
from tests.kills.moments import kill_after
from tests.line import BAOGAO, baogao

pytestmark = pytest.mark.large
REPORTS = 1014
KILLS = 50
SEED = 20_210_114
LEAST = {"capture": 15, "derive": 8, "publish": 5}
"""So many kills must fall on each part of the work; `Large.most` sees to it."""
DERIVE_KILLS = 4
PUBLISH_KILLS = 6


@dataclass(frozen=True)
class Large:
    """A replica and a data directory made from it without a kill."""

    base_url: str
    reference: Path
    most: dict[str, int]
    """So many bytes at most a killed run writes while this part of the work is to be done."""

    def crawl(self, data: Path) -> list[object]:
        """Return the one command that captures, derives and publishes."""
        return [BAOGAO, "crawl", "--site", "replica", "--base-url", self.base_url, "--data", data]


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Large:
    folder = tmp_path_factory.mktemp("large")
    with ReplicaProcess(reports=REPORTS) as replica:
        site = Large(replica.base_url, folder / "reference", {})
        baogao(*site.crawl(site.reference)[1:])
        assert health(site.reference) == []
        captured = sum(path.stat().st_size for path in (site.reference / "warc").iterdir())
        size = (site.reference / "published" / "archive.db").stat().st_size
        site.most.update(capture=captured // 7, derive=size * 3, publish=size * 9 // 2)
        yield site


@pytest.fixture(scope="module")
def killed(large, tmp_path_factory) -> tuple[Path, Counter[str]]:
    """A data directory after 50 kills, and how many fell on each part of the work; run to the end then."""
    data, dice, kills = tmp_path_factory.mktemp("killed") / "data", random.Random(SEED), Counter[str]()
    while kills.total() < KILLS:
        part = to_do(data)
        kills[part] += kill_after(dice.randrange(large.most[part]), large.crawl(data))
    baogao(*large.crawl(data)[1:])
    return data, kills


def to_do(data: Path) -> str:
    """Return which part of the work a run has to begin with, as the working database says."""
    if not (data / "archive.db").exists():
        return "capture"
    with closing(sqlite3.connect(data / "archive.db")) as conn:
        if not conn.execute("SELECT count(*) FROM sqlite_master WHERE name = 'reports'").fetchone()[0]:
            return "capture"
        if conn.execute("SELECT count(*) FROM crawls WHERE id = 1 AND outcome <> 'running'").fetchone()[0] == 0:
            return "capture"
        (derived,) = conn.execute("SELECT count(*) FROM reports").fetchone()
        return "derive" if derived < REPORTS else "publish"


def assert_undisturbed(large: Large, data: Path) -> None:
    """Fail with all that differs from the undisturbed run, one line each, and the seed."""
    found = [*map(str, differences(large.reference, data)), *health(data)]
    assert not found, "\n".join([f"seed {SEED}", *found])


def test_fifty_kills_at_random_moments_end_in_the_state_of_an_undisturbed_run(large, killed):
    data, kills = killed
    assert_undisturbed(large, data)
    assert {part: kills[part] >= least for part, least in LEAST.items()} == dict.fromkeys(LEAST, True), kills
    record(1, "tests/kills/test_random.py::test_fifty_kills_at_random_moments_end_in_the_state_of_an_undisturbed_run",
           kills.total(), "kills", "equal to a run without a kill")  # fmt: skip


def test_derive_all_killed_in_its_midst_and_run_again_changes_nothing(large, tmp_path):
    data, dice = Path(shutil.copytree(large.reference, tmp_path / "data")), random.Random(SEED)
    command = [BAOGAO, "derive", "--all", "--workers", "2", "--data", data]
    kills = sum(kill_after(dice.randrange(large.most["derive"]), command) for _ in range(DERIVE_KILLS))
    assert kills == DERIVE_KILLS
    baogao(*command[1:])
    baogao("publish", "--data", data)
    assert_undisturbed(large, data)
    record(1, "tests/kills/test_random.py::test_derive_all_killed_in_its_midst_and_run_again_changes_nothing",
           kills, "kills", "equal to before")  # fmt: skip


def test_publish_killed_in_its_midst_leaves_the_published_file_whole(large, tmp_path):
    data, dice = Path(shutil.copytree(large.reference, tmp_path / "data")), random.Random(SEED)
    command = [BAOGAO, "publish", "--data", data]
    kills = 0
    while kills < PUBLISH_KILLS:
        kills += kill_after(dice.randrange(large.most["publish"]), command)
        assert not differences(large.reference, data)
    baogao(*command[1:])
    assert_undisturbed(large, data)
    record(1, "tests/kills/test_random.py::test_publish_killed_in_its_midst_leaves_the_published_file_whole",
           kills, "kills", "the published file equal to before, after each")  # fmt: skip
