"""The place of a report: its code in the year and today, and the names above it.

Owns the form of the answer and how a candidate becomes one. Which candidate it is, is decided in `resolve`.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.derive.places.candidates import Candidate, above
from archive.derive.places.chain import Chain
from archive.derive.places.table import Level, today, townships


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report was given. Names are those of the report's year; None = there is none, or it is not certain.

    `code` is valid in the report's year: six digits, or those of the county and three for a township; a township that
    today's list does not have below its county (renamed, merged, a 街道 since) has the county's code, or that of a
    city without counties. `code_current` is what the place is today, None where it is gone or was divided. `conflict`:
    title and body name two different places, and the body's was taken. `reason` says why there is no code:
    not_named, unknown_name (not in the table), ambiguous (several of the name), development_zone (has no code of its
    own), national, conflict (the body is of another place that it does not name).
    """

    code: str | None = None
    code_current: str | None = None
    province: str | None = None
    prefecture: str | None = None
    county: str | None = None
    township: str | None = None
    level: Level | None = None
    conflict: bool = False
    reason: str | None = None


def placed(found: Candidate, year: int, own: Chain, *, conflict: bool) -> Place:
    """Return the place of a candidate, with the names above it that were in use in a year or are printed before it."""
    region, printed = found.region, frozenset(own.parents)
    higher = above(region, year, printed)
    names = {one.level: one.name for one in (region, *higher)}
    code, current = _codes(found)
    return Place(
        code=code,
        code_current=current,
        province=names.get("province"),
        prefecture=names.get("prefecture"),
        county=names.get("county"),
        township=found.town,
        level="township" if found.town else region.level,
        conflict=conflict,
    )


def _codes(found: Candidate) -> tuple[str, str | None]:
    """Return the code in the report's year and today's. A township keeps its three digits while its county goes on."""
    becomes = today(found.region)
    current = becomes[0].code if len(becomes) == 1 else None
    if not found.town_code:
        moved = found.town and any(code[:4] == found.region.code[:4] for code in townships().get(found.town, ()))
        return found.region.code, None if moved else current
    if found.town_code[:6] in (found.region.code, current):
        return found.region.code + found.town_code[6:], found.town_code
    return found.region.code, found.town_code
