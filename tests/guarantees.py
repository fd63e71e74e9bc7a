"""The figures behind docs/guarantees.md: each proof leaves one small file that says what it tried and what came of it.

Owns `build/guarantees/`, the shape of its files, and the table of docs/guarantees.md, which
`python -m tests.guarantees` writes from them. Never decides whether a promise holds: that is the test's business.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import asdict, astuple, dataclass
from itertools import groupby
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
FOLDER = REPOSITORY / "build" / "guarantees"
PAGE = REPOSITORY / "docs" / "guarantees.md"
BEGIN, END = "<!-- figures: python -m tests.guarantees -->", "<!-- end of figures -->"
HEAD = ("| promise | test | tried | result |", "|---|---|---|---|")


@dataclass(frozen=True, order=True)
class Figure:
    """What one test tried. A test that runs with many parameters counts as one, its numbers summed."""

    promise: int
    test: str
    what: str
    result: str
    tried: int


def record(promise: int, test: str, tried: int, what: str, result: str) -> Path:
    """Write what one test tried, and return the file.

    `promise` is the number in docs/guarantees.md; `test` the test's id as pytest takes it
    (`tests/kills/test_random.py::test_…`); `what` names the things counted by `tried` (kills, faults, inputs). The same
    words make the same bytes; the file appears whole or not at all, so tests in several processes may write at once.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / (re.sub(r"[^A-Za-z0-9]+", "-", test).strip("-") + ".json")
    figures = asdict(Figure(promise, test, what, result, tried))
    draft = path.with_suffix(f".{os.getpid()}.draft")
    draft.write_text(json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return draft.replace(path)


def recorded() -> list[Figure]:
    """Return the figures of the last runs, parameters of one test summed, in the order of the promises."""
    files = sorted(FOLDER.glob("*.json"))
    figures = [Figure(**json.loads(path.read_text(encoding="utf-8"))) for path in files]
    bare = sorted(Figure(f.promise, f.test.partition("[")[0], f.what, f.result, f.tried) for f in figures)
    groups = groupby(bare, key=lambda figure: astuple(figure)[:4])
    return [Figure(*group, sum(figure.tried for figure in of_group)) for group, of_group in groups]


def rows(figures: Iterable[Figure]) -> list[str]:
    """Return the lines of the table."""
    return [f"| {f.promise} | {_link(f.test)} | {f.tried:,} {f.what} | {f.result} |" for f in figures]


def _link(test: str) -> str:
    path, _, name = test.partition("::")
    return f"[`{name or Path(path).name}`](../{path})"


def written() -> list[str]:
    """Return the lines of the table as they stand in the page."""
    table = PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    return [line for line in table.strip().splitlines() if line not in HEAD]


def main() -> None:
    """Write the table of the page."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    table = "\n".join([BEGIN, *HEAD, *rows(recorded()), END])
    PAGE.write_text(before + table + rest.partition(END)[2], encoding="utf-8")


if __name__ == "__main__":
    main()
