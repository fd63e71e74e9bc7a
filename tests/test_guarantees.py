"""docs/guarantees.md says what this very run has tried: it comes last, when every proof has left its figures.

How many kills are tried depends on how a run is cut into groups, and that on the machine: their number may differ by a
quarter from one run to the next, every other figure by one in twenty (a page that was asked for once more).
"""

from __future__ import annotations

import os
import re
from itertools import zip_longest

from tests.guarantees import PAGE, REPOSITORY, recorded, rows, written

NUMBER = re.compile(r"(?<=\| )[\d,]+(?= )")
"""What stands at the beginning of the third column."""


def same(stands, current):
    """Whether two lines of the table say the same."""
    numbers = [NUMBER.findall(line)[-1:] for line in (stands, current)]
    if not all(numbers):
        return stands == current
    before, now = (int(found[0].replace(",", "")) for found in numbers)
    words = [NUMBER.sub("", line) for line in (stands, current)]
    return words[0] == words[1] and abs(before - now) <= before * (0.25 if " kills " in stands else 0.05)


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
