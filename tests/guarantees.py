"""The figures behind docs/guarantees.md: each proof leaves one small file that says what it tried and what came of it.

Owns `build/guarantees/` and the shape of its files; never decides whether a promise holds, that is the test's business.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "build" / "guarantees"


def record(promise: int, test: str, tried: int, what: str, result: str) -> Path:
    """Write what one test tried, and return the file.

    `promise` is the number in docs/guarantees.md; `test` the test's id as pytest takes it
    (`tests/kills/test_random.py::test_…`); `what` names the things counted by `tried` (kills, faults, inputs). The same
    words make the same bytes; the file appears whole or not at all, so tests in several processes may write at once.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / (re.sub(r"[^A-Za-z0-9]+", "-", test).strip("-") + ".json")
    figures = {"promise": promise, "test": test, "tried": tried, "what": what, "result": result}
    draft = path.with_suffix(f".{os.getpid()}.draft")
    draft.write_text(json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return draft.replace(path)
