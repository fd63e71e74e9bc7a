"""The parts of a report and what each is for: opening, review, five-year goals, plan, self-governance, closing.

`sections` cuts a text by its headings. A report without headings is one unsegmented section: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.derive.sections.ends import annex_start, closing_start, salutation_end
from archive.derive.sections.headings import Heading, headings
from archive.derive.sections.outline import Start, starts
from archive.derive.sections.roles import roles_named, years_named
from archive.derive.sections.section import Role, Section
from archive.derive.sections.turns import turn

__all__ = ["Role", "Section", "plan_year", "sections"]

LONGEST_OPENING = 900
"""Characters; what is longer before the first heading has a part in it whose heading is lost."""


def sections(text: str, report_year: int | None) -> tuple[Section, ...]:
    """Cut a report into its parts. An empty text has none, a text without headings one that is unsegmented.

    `report_year` is the year of delivery; without it, and where that is the December before the year planned for, the
    years in the headings are taken.
    """
    found = headings(text)
    named = _year_of_plan(found)
    year = named if report_year is None or named == report_year + 1 else report_year
    annex = annex_start(text, max((heading.start for heading in found if heading.timed), default=0))
    end = annex[0] if annex else len(text)
    told = starts(text, [heading for heading in found if heading.start < end], end, year)
    if not told:
        return (Section(1, "unsegmented", None, 0, len(text)),) if text else ()
    if not text[: told[0].at].strip():
        told[0] = replace(told[0], at=0)
    told = _with_lost_plan(text, told, end, year)
    told = [*_before_first(text, told[0], year), *told, *_closing(text, told[-1], end)]
    if annex:
        told.append(Start(annex[0], "unsegmented", annex[1], ""))
    ends = [*(start.at for start in told[1:]), len(text)]
    return tuple(
        Section(position, start.role, _words(text, start), start.at, end)
        for position, (start, end) in enumerate(zip(told, ends, strict=True), 1)
    )


def plan_year(parts: Sequence[Section], report_year: int | None) -> int | None:
    """Return the year that the headings of the plan name, the report's where they name none."""
    years = {year for part in parts if part.role == "plan" and part.heading for year in years_named(part.heading)}
    return years.pop() if len(years) == 1 else report_year


def _year_of_plan(found: Sequence[Heading]) -> int | None:
    """Return the latest year of a short heading that names its task: of a plan, or the one behind a review's."""
    years = [
        years_named(heading.words)[-1] + (roles_named(heading.words, None) == ("review",))
        for heading in found
        if heading.timed and years_named(heading.words) and "five_year" not in roles_named(heading.words, None)
    ]
    return max((year for year in years if year < 2030), default=None)


def _with_lost_plan(text: str, told: list[Start], end: int, year: int | None) -> list[Start]:
    """Add the plan of a report that has a heading for its review only.

    Where it is not found either, nobody knows where the review ends: the last one is unsegmented.
    """
    reviews = [at for at, start in enumerate(told) if start.role == "review"]
    if not reviews or any(start.role in ("plan", "unsegmented") for start in told):
        return told
    last = reviews[-1]
    end = told[last + 1].at if last + 1 < len(told) else end
    at = turn(text, told[last].heading_end or told[last].at + 1, end, "plan", year)
    if at is not None:
        return [*told[: last + 1], Start(at, "plan", None, ""), *told[last + 1 :]]
    if any(start.role == "five_year" for start in told):
        return told
    return [*told[:last], replace(told[last], role="unsegmented"), *told[last + 1 :]]


def _before_first(text: str, first: Start, year: int | None) -> list[Start]:
    """Return the opening, and the review behind it where its heading is lost."""
    if first.at == 0:
        return []
    greeted = salutation_end(text)
    if first.at - greeted <= LONGEST_OPENING:
        return [Start(0, "opening", None, "")]
    is_review = first.role in ("plan", "five_year") and turn(text, greeted, first.at, "plan", year) is None
    role: Role = "review" if is_review else "unsegmented"
    at = next((at for at in range(greeted, first.at) if not text[at].isspace()), greeted)
    return [Start(0, "opening", None, ""), Start(at, role, None, "")] if greeted else [Start(0, role, None, "")]


def _closing(text: str, last: Start, end: int) -> list[Start]:
    at = closing_start(text, last.heading_end or last.at, end) if last.role != "closing" else None
    return [] if at is None else [Start(at, "closing", None, "")]


def _words(text: str, start: Start) -> str | None:
    return text[start.at : start.heading_end].strip() if start.heading_end else None
