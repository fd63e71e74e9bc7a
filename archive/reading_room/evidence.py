"""The evidence of an alarm for people: figures with their names, ids as links. Pure; escapes everything.

Evidence is JSON of ids and figures (`archive/guards.py`); whatever else may stand there is shown as text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup, escape

Address = Callable[[str, str], str | None]
"""Gives the page behind a name and an id, such as "crawl" and "3"; None for figures."""

SHARES = ("max_fall", "max_changed", "max_bad_details")
"""Limits of the site profile that are a share of one: written as per cent."""


def brief(evidence: object, labels: Mapping[str, str]) -> str:
    """Return the figures on one line, for a table; lists of ids are left to the alarm's own page."""
    figures = [(name, value) for name, value in _read(evidence).items() if isinstance(value, (int, float))]
    return "，".join(f"{_chinese(name, labels)} {_figure(name, value)}" for name, value in figures)


def spread(
    evidence: object, labels: Mapping[str, str], reasons: Mapping[str, str], address: Address
) -> list[tuple[Markup, Markup]]:
    """Return (name, figures) for a page of its own: a line for each reason or page, ids as links."""

    def word(name: str, value: object) -> Markup:
        target = address(name, str(value))
        shown = _figure(name, value)
        shown = f"{reasons[shown]} {shown}" if shown in reasons else shown
        return Markup('<a href="{}">{}</a>').format(target, shown) if target else escape(shown)

    def words(name: str, value: object) -> Markup:
        return Markup("、").join(word(name, each) for each in (value if isinstance(value, list) else [value]))

    def lines(name: str, value: object) -> Markup:
        if not isinstance(value, dict):
            return words(name, value)
        told = (Markup("{}：{}").format(word(name, key), words(name, inner)) for key, inner in value.items())
        return Markup("<br>").join(told)

    def label(name: str) -> Markup:
        chinese, _, english = labels.get(name, name).partition(" ")
        return Markup('{} <small lang="en">{}</small>').format(chinese, english or name)

    return [(label(name), lines(name, value)) for name, value in _read(evidence).items()]


def _chinese(name: str, labels: Mapping[str, str]) -> str:
    return labels.get(name, name).partition(" ")[0]


def _read(evidence: object) -> dict[str, Any]:
    try:
        found = json.loads(str(evidence))
    except (ValueError, RecursionError):
        found = None
    return found if isinstance(found, dict) else {"evidence": str(evidence)}


def _figure(name: str, value: object) -> str:
    if name in SHARES and isinstance(value, (int, float)):
        return f"{value:.0%}"
    return f"{value:,}" if isinstance(value, int) else str(value)
