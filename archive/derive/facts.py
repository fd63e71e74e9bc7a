"""What one text says: place, time, people, kind, sections, figures, quality. Calls each rule in the order of need.

Owns which rule feeds which (the year comes first, because a code is valid in its year), and the reasons beside every
value that is unknown. Decides nothing about places, dates or figures itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from archive.derive.dates import ReportDate, report_date, report_year
from archive.derive.flags import flags
from archive.derive.indicators import Figure, indicators
from archive.derive.kinds import kind
from archive.derive.meetings import Meeting, meeting
from archive.derive.people import Speaker, speaker
from archive.derive.places import Place, resolve
from archive.derive.sections import Section, sections
from archive.derive.text import han_count, region_label


@dataclass(frozen=True, slots=True)
class Facts:
    """The derived columns of `reports`, by their names, and the rows of `sections` and `indicators`.

    `unknown` names each column that is None although a text can say it, and why, as pairs sorted by column. What a
    place does not have (the county of a province, the prefecture of a municipality's district) is not unknown.
    """

    region_label: str | None
    region_code: str | None
    region_code_current: str | None
    province: str | None
    prefecture: str | None
    county: str | None
    township: str | None
    admin_level: str | None
    kind: str
    report_year: int | None
    report_date: str | None
    report_date_precision: str | None
    congress: int | None
    session: int | None
    speaker: str | None
    speaker_post: str | None
    char_count: int
    han_count: int
    quality_flags: tuple[str, ...]
    unknown: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]


ROWS = ("quality_flags", "unknown", "sections", "figures")
"""Fields that are not a single value."""
COLUMNS = tuple(field.name for field in fields(Facts) if field.name not in ROWS)
"""Fields that stand in `reports` as they are."""
NOT_PRINTED = "not_printed"
NO_SUCCESSOR = "no_single_successor"
"""Why there is no code of today: the place was divided, or is gone."""


def read_facts(title: str, text: str, page_flags: Sequence[str] = ()) -> Facts:
    """Return what a report says. `page_flags`: what was noticed while its pages were read (generic_extraction …)."""
    date = report_date(text, title)
    year = report_year(text, title, date)
    place = resolve(title, text, year)
    of = kind(title, text)
    session = meeting(text, title)
    person = speaker(text, title)
    parts = sections(text, year)
    noticed = flags(text, has_date=date.date is not None, has_speaker=person.name is not None, conflict=place.conflict)
    facts = Facts(
        region_label=region_label(title),
        region_code=place.code,
        region_code_current=place.code_current,
        province=place.province,
        prefecture=place.prefecture,
        county=place.county,
        township=place.township,
        admin_level=place.level,
        kind=of,
        report_year=year,
        report_date=date.date,
        report_date_precision=date.precision,
        congress=session.congress,
        session=session.session,
        speaker=person.name,
        speaker_post=person.post,
        char_count=len(text),
        han_count=han_count(text),
        quality_flags=tuple(sorted({*page_flags, *noticed})),
        unknown=(),
        sections=parts,
        figures=indicators(text, parts, year) if of == "work_report" else (),
    )
    return replace(facts, unknown=_unknown(facts, date, place, session, person))


def _unknown(
    facts: Facts, date: ReportDate, place: Place, session: Meeting, person: Speaker
) -> tuple[tuple[str, str], ...]:
    """Return the columns without a value, and the reason of the rule that found none."""
    reasons = {
        "region_label": NOT_PRINTED,
        "region_code": place.reason,
        "region_code_current": place.reason or NO_SUCCESSOR,
        **dict.fromkeys(("province", "prefecture", "county", "township", "admin_level"), place.reason),
        "report_year": date.reason,
        "report_date": date.reason,
        "report_date_precision": date.reason,
        "congress": session.reason,
        "session": session.reason,
        "speaker": person.reason,
        "speaker_post": person.reason or NOT_PRINTED,
    }
    named = ((column, reason) for column, reason in sorted(reasons.items()) if getattr(facts, column) is None)
    return tuple((column, reason) for column, reason in named if reason)
