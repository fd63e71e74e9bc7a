"""docs/guarantees.md says what this very run has tried: it comes last, when every proof has left its figures.

Two kinds of figures may differ from one run to the next: how many kills are tried depends on how a run is cut into
groups, and that on the machine; how many of the generated strings are found is left to the generator. All others are
the same everywhere.
"""

from __future__ import annotations

import os
import re
from itertools import zip_longest

from tests.guarantees import PAGE, REPOSITORY, recorded, rows, written

MAY_DIFFER = {"kills": 0.25, "strings of Hanzi": 0.05}
"""By which part the figure of such a row may differ."""
NUMBER = re.compile(r"(?<=\| )[\d,]+(?= [a-zA-Z])")
"""What stands at the beginning of the third column."""


def same(stands, current):
    """Whether two lines of the table say the same."""
    parts = next((part for what, part in MAY_DIFFER.items() if f" {what} |" in stands), None)
    if parts is None or stands == current:
        return stands == current
    before, now = (
        int(found[0].replace(",", "")) if (found := NUMBER.findall(line)) else 0 for line in (stands, current)
    )
    return NUMBER.sub("", stands) == NUMBER.sub("", current) and abs(before - now) <= before * parts


def test_the_figures_of_the_page_are_those_of_the_tests():
    stands, current = written(), rows(recorded())
    if not os.environ.get("BAOGAO_NO_SKIPS"):
        ran = {line.split(" | ")[1] for line in current}
        stands = [line for line in stands if line.split(" | ")[1] in ran]
    wrong = [pair for pair in zip_longest(stands, current, fillvalue="") if not same(*pair)]
    assert not wrong, f"run the whole suite, then python -m tests.guarantees; differs: {wrong}"


def test_every_promise_has_a_proof_and_every_proof_exists():
    page = PAGE.read_text(encoding="utf-8")
    promises = {int(number) for number in re.findall(r"^## (\d+)\. ", page, re.MULTILINE)}
    assert promises == set(range(1, 10))
    assert {int(line.split(" ")[1]) for line in written()} == promises
    for name, path in re.findall(r"\[`(\w+)`\]\(\.\./([\w/.-]+\.py)\)", page):
        assert f"def {name}(" in (REPOSITORY / path).read_text(encoding="utf-8"), name
