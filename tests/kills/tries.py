"""Tries kills on the small site, one in each copy of a data directory, and gathers what is wrong afterwards."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.kills.held import Point, kill_at
from tests.small import Small, progress

ABREAST = 2
"""Kills are tried so many at a time: one for each processor of the CI machine."""


def after_kill(small: Small, point: Point, data: Path) -> tuple[str, list[str]]:
    """Kill a run in `data` at a point and run it again.

    Returns how far the killed run had come, and what at the end differs from the undisturbed outcome.
    """
    if not kill_at(point, small.command(data), data, data.with_suffix(".fifo")):
        return "", [f"{point}: the run ended before it came there"]
    state = progress(data)
    again = small.crawl(data, code=None)
    wrong = [f"exit {again.returncode}: {again.stderr}"] if again.returncode else small.wrong(data)
    return state, [f"{point} ({state}): {word}" for word in wrong]


def try_all(small: Small, points: list[Point], start: Path | None, folder: Path) -> set[str]:
    """Kill one run at each point, each in its own copy of `start` (None: nothing yet).

    Returns how far the killed runs had come. Fails with all that is wrong after any of them.
    """

    def one(number: int, point: Point) -> tuple[str, list[str]]:
        data = folder / f"kill-{number}"
        if start is not None:
            shutil.copytree(start, data)
        state, wrong = after_kill(small, point, data)
        if not wrong:
            shutil.rmtree(data)
        return state, wrong

    with ThreadPoolExecutor(ABREAST) as pool:
        results = list(pool.map(one, range(len(points)), points))
    complaints = [word for _state, wrong in results for word in wrong]
    assert not complaints, "\n".join(complaints)
    return {state for state, _wrong in results}
