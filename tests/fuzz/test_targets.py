"""The fuzzer's checks as ordinary tests: over their seeds, and over all that the fuzzer ever found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz import large
from tests.fuzz.alphabet import LARGE, grown
from tests.fuzz.dates import check_text
from tests.fuzz.targets import TARGETS
from tests.guarantees import record

FINDINGS = sorted(path for path in (Path(__file__).parent / "findings").rglob("*") if path.is_file())


@pytest.mark.parametrize("name", TARGETS)
def test_every_seed_keeps_the_promises(name):
    seeds = list(TARGETS[name].seeds())
    for seed in seeds:
        TARGETS[name].check(seed)
    test = f"tests/fuzz/test_targets.py::test_every_seed_keeps_the_promises[{name}]"
    record(9, test, len(seeds), f"seeds of the fuzz target {name}", "every promise kept")


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_the_fuzzer_found_is_found_no_more(path):
    TARGETS[path.parent.name].check(path.read_bytes())


def test_a_date_that_no_text_names_would_be_noticed(monkeypatch):
    monkeypatch.setattr("tests.fuzz.dates.listed_date", lambda text: "2021-01-27")
    with pytest.raises(AssertionError):
        check_text("2021-01-26")


def test_a_slow_rule_would_be_noticed(monkeypatch):
    monkeypatch.setattr("tests.fuzz.large.PATIENCE", 0.0)
    with pytest.raises(AssertionError, match=r"\d s"):
        large.check(bytes(9))


def test_grown_texts_are_large():
    assert LARGE * 0.9 < len(grown(bytes(range(9)), "0123456789")) < LARGE * 1.1
