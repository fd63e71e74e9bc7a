"""What was read from one text, as lines for a person: `baogao probe` shows them below what the page rules found.

Owns their wording. Decides nothing: every value and every reason is that of `facts`.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.derive.facts import Facts
from archive.derive.indicators import Figure
from archive.derive.text import flatten

QUOTE = 120
"""Characters of a quote that are shown."""


def summary(facts: Facts) -> tuple[tuple[str, str], ...]:
    """Return pairs of what is asked and what the text says, or why that is not known."""
    place = " ".join(name for name in (facts.province, facts.prefecture, facts.county, facts.township) if name)
    rows = [
        ("kind", facts.kind),
        ("place", _known(facts, "region_code", f"{place} {facts.region_code} ({facts.admin_level})")),
        ("report_year", _known(facts, "report_year", str(facts.report_year))),
        ("report_date", _known(facts, "report_date", f"{facts.report_date} ({facts.report_date_precision})")),
        ("congress", _known(facts, "congress", str(facts.congress))),
        ("session", _known(facts, "session", str(facts.session))),
        ("speaker", _known(facts, "speaker", str(facts.speaker))),
        ("speaker_post", _known(facts, "speaker_post", str(facts.speaker_post))),
        ("quality_flags", ", ".join(facts.quality_flags) or "none"),
        ("sections", f"{len(facts.sections)}: {', '.join(part.role for part in facts.sections)}"),
    ]
    return (*rows, *(("gdp target", words) for words in _targets(facts)))


def _known(facts: Facts, column: str, words: str) -> str:
    if getattr(facts, column) is not None:
        return words
    return f"unknown: {dict(facts.unknown).get(column, 'not_printed')}"


def _targets(facts: Facts) -> Iterator[str]:
    """Yield the annual targets for gdp, each with its words; only a work report has rows of them."""
    for figure in facts.figures:
        if (figure.indicator, figure.basis, figure.horizon) == ("gdp", "target", "annual"):
            yield _figure(figure)


def _figure(figure: Figure) -> str:
    quote = flatten(figure.quote or "")
    shown = f"  “{quote if len(quote) <= QUOTE else quote[:QUOTE] + '…'}”" if quote else ""
    if figure.status != "stated":
        return f"{figure.status}{shown}"
    ends = (end for end in (figure.value, figure.value_max) if end is not None)
    value = f"{'–'.join(f'{end:g}' for end in ends)} {figure.unit}"
    return f"{figure.measure} {figure.year}: {value}{f' {figure.modifier}' if figure.modifier else ''}{shown}"
