"""What it costs to read what reports say: processor time of every rule, beside finding all numbers in the same texts.

Owns the measure: milliseconds of processor time for each report, brought to 15,000 characters, the least of several
rounds in which bare search, all rules and each rule alone are measured in turn. Reads the replica's planted reports.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from archive.derive.dates import ReportDate, report_date, report_year
from archive.derive.duplicates import fingerprint
from archive.derive.facts import read_facts
from archive.derive.flags import flags
from archive.derive.indicators import indicators
from archive.derive.kinds import kind
from archive.derive.meetings import meeting
from archive.derive.people import Speaker, speaker
from archive.derive.places import Place, resolve
from archive.derive.sections import Section, sections
from archive.derive.text import han_count
from tests.accuracy import sets

LENGTH = 15_000
"""Characters of a report that the figures are brought to: a county's report of a usual length."""
BUDGET = 8.0
"""Milliseconds that reading one report may take."""
BARE, WHOLE = "bare", "whole"
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Read:
    """One report with what later rules are given by earlier ones."""

    title: str
    text: str
    date: ReportDate
    year: int | None
    place: Place
    person: Speaker
    parts: tuple[Section, ...]


RULES: dict[str, Callable[[Read], object]] = {
    "date and year": lambda one: report_year(one.text, one.title, report_date(one.text, one.title)),
    "place": lambda one: resolve(one.title, one.text, one.year),
    "kind": lambda one: kind(one.title, one.text),
    "meeting": lambda one: meeting(one.text, one.title),
    "speaker": lambda one: speaker(one.text, one.title),
    "sections": lambda one: sections(one.text, one.year),
    "figures": lambda one: indicators(one.text, one.parts, one.year),
    "flags": lambda one: flags(one.text, one.date, one.person, one.place),
    "counting": lambda one: han_count(one.text),
    "fingerprint": lambda one: fingerprint(one.text),
}


def measure(reports: int, rounds: int) -> None:
    """Print the cost of all facts, of each rule, and how often the bare numbers could be found for it."""
    texts = [_read(case.title, case.text) for case in sets.replica(reports)]
    measured = {BARE: lambda one: _NUMBERS.findall(one.text), WHOLE: _all, **RULES}
    least = dict.fromkeys(measured, float("inf"))
    for _ in range(rounds):
        for name, rule in measured.items():
            least[name] = min(least[name], _cost(rule, texts))
    bare, whole = least.pop(BARE), least.pop(WHOLE)
    print(
        f"facts: {whole:.1f} ms of processor time for a report of {LENGTH:,} characters ({len(texts)} reports; at most "
        f"{BUDGET:.0f} are wanted), {whole / bare:.0f} × the {bare:.2f} ms of a bare re.findall of their numbers"
    )
    for name, cost in sorted(least.items(), key=lambda one: -one[1]):
        print(f"  {name:<14} {cost:5.2f} ms  {cost / bare:5.1f} ×")


def _all(one: Read) -> object:
    return read_facts(one.title, one.text), fingerprint(one.text)


def _read(title: str, text: str) -> Read:
    date = report_date(text, title)
    year = report_year(text, title, date)
    return Read(title, text, date, year, resolve(title, text, year), speaker(text, title), sections(text, year))


def _cost(rule: Callable[[Read], object], texts: Sequence[Read]) -> float:
    """Return the milliseconds of processor time for `LENGTH` characters, on the mean of all texts."""
    start = time.process_time()
    for one in texts:
        rule(one)
    return 1000 * (time.process_time() - start) * LENGTH / sum(len(one.text) for one in texts)
