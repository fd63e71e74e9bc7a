"""Promise 1, power cut: the last WARC file has lost its end, though its rows are committed; the next run repairs all.

A run is killed, and the file it wrote is cut at group ends, at record boundaries and at random places, or removed. Two
moments: between two groups of details, and when the crawl is closed but its file not sealed.
"""

from __future__ import annotations

import os
import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from archive.log import events_in, members
from tests.guarantees import record
from tests.kills.held import Call, Point, kill_at, numbered, warc_of
from tests.kills.tries import ABREAST
from tests.small import Small, progress

GROUP_ENDS = 3
RECORD_ENDS = 3
ANYWHERE = 5
SEED = 20_210_115


@pytest.fixture(scope="module")
def closed(small, nearly, calls, tmp_path_factory) -> Path:
    """A data directory whose run was killed between closing its crawl and sealing its file."""
    folder = tmp_path_factory.mktemp("closed")
    data = Path(shutil.copytree(nearly, folder / "data"))
    behind_last_append = len(calls) - calls[::-1].index(Call("fsync", warc_of(calls)))
    commit = next(
        pair for pair in numbered(calls)[behind_last_append:] if pair[0] == Call("fdatasync", "archive.db-wal")
    )
    assert kill_at(Point(*commit, "after"), small.command(data), data, folder / "fifo")
    assert progress(data).startswith("outcome done")
    assert "sealed 0" in progress(data)
    return data


def cuts_of(path: Path) -> list[int | None]:
    """Return to what lengths in bytes the file is cut; None removes it."""
    dice, size = random.Random(SEED), path.stat().st_size
    groups = [logged.end for logged in events_in(path)]
    with path.open("rb") as stream:
        records = [end for _start, end, _content in members(stream) if end not in groups]
    anywhere = dice.sample(range(1, size), ANYWHERE)
    return [None, 0, *groups[-1 - GROUP_ENDS : -1], *dice.sample(records, RECORD_ENDS), *anywhere]


def cut_and_go_on(small: Small, start: Path, length: int | None, data: Path) -> list[str]:
    """Cut the file, run again, and return what is wrong then."""
    shutil.copytree(start, data)
    (file,) = (data / "warc").iterdir()
    if length is None:
        file.unlink()
    else:
        os.truncate(file, length)
    again = small.crawl(data, code=None)
    wrong = [f"exit {again.returncode}: {again.stderr}"] if again.returncode else small.wrong(data)
    shutil.rmtree(data)
    return [f"cut at {length}: {word}" for word in wrong]


@pytest.mark.parametrize("moment", ["nearly", "closed"])
def test_a_file_cut_anywhere_is_fetched_again_to_the_same_end(small, moment, tmp_path, request):
    start = request.getfixturevalue(moment)
    (file,) = (start / "warc").iterdir()
    cuts = cuts_of(file)
    with ThreadPoolExecutor(ABREAST) as pool:
        tried = pool.map(lambda cut: cut_and_go_on(small, start, cut, tmp_path / f"cut-{cut}"), cuts)
        wrong = [word for words in tried for word in words]
    assert not wrong, "\n".join(wrong)
    test = test_a_file_cut_anywhere_is_fetched_again_to_the_same_end.__name__
    record(1, f"tests/kills/test_cut_files.py::{test}[{moment}]", len(cuts), "cuts of the last WARC file",
           "equal to an undisturbed run")  # fmt: skip
