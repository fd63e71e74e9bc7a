"""Who gave a report, where and when: everything about a report except its text.

Owns the draw of place, year, title, label, dates and people for an index. Cheap by design: the neighbours of a page
need only these. Must not depend on how many reports the site has.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from crawler.replica.chance import pick
from crawler.replica.eras import congress_and_session
from crawler.replica.regions import LEVELS, Place, region_table, short_name
from crawler.replica.vocabulary import words

DAY_ZERO = dt.date(2025, 7, 8)
"""The listed date of the newest report on day 0, as on the real page."""
ARRIVALS = 10_000_000
"""Reports that arrive after day 0 have indices from here on: the same whatever the size of the site."""
FAMILIAR = 60
"""Reports below this index are written in a few plain layouts, those above as variously as real ones."""
YEARS = range(2005, 2026)
_LEVEL_WEIGHTS = (("m", 0.17), ("c", 0.62), ("p", 0.65), ("t", 1.01))
_LATEST = {"p": (2, 5), "m": (2, 26), "c": (3, 8), "t": (3, 30)}
_HAN = {"p": (14000, 20500), "m": (9500, 18500), "c": (5200, 15500), "t": (3250, 7600)}


@dataclass(frozen=True, slots=True)
class ReportCard:
    """The facts of one report. `header` names the layout in which the text states them (`none`: not at all)."""

    index: int
    place: Place
    year: int
    date: dt.date
    congress: int
    session: int
    speaker: str
    post: str
    title: str
    label: str
    listed: dt.date
    header: str
    han_target: int

    @property
    def states_date(self) -> bool:
        """Whether the text gives the day of the speech."""
        return self.header not in ("none", "session")

    @property
    def states_session(self) -> bool:
        """Whether the text gives congress and session."""
        return self.header not in ("none", "date")

    @property
    def states_speaker(self) -> bool:
        """Whether the text gives the speaker and the post."""
        return self.header in ("full", "split", "titled", "bracket", "session")


@lru_cache(maxsize=65536)
def report_card(seed: int, index: int) -> ReportCard:
    """Return the card of a report. The same on every machine and whatever else is on the site."""
    rng = Random(f"{seed}:{index}:card")
    letter = _draw_level(rng)
    year = YEARS[min(int(len(YEARS) * rng.random() ** 0.75), len(YEARS) - 1)]
    place = _draw_place(rng, LEVELS[letter], year)
    month, day = _LATEST[letter]
    first = dt.date(year, 1, 4)
    date = first + dt.timedelta(days=int(rng.random() * ((dt.date(year, month, day) - first).days + 1)))
    congress, session = congress_and_session(place.level, place.code, year)
    low, high = _HAN[letter]
    title, label = _draw_title(rng, place, year)
    return ReportCard(
        index=index,
        place=place,
        year=year,
        date=date,
        congress=congress,
        session=session,
        speaker=_draw_speaker(rng, place),
        post=_draw_post(rng, place),
        title=title,
        label=label,
        listed=listed_date(index),
        header=_draw_header(rng),
        han_target=low + int(rng.random() * (high - low)),
    )


def is_varied(index: int) -> bool:
    """Whether the report at an index is written with all the variety of real ones; arrivals are not."""
    return FAMILIAR <= index < ARRIVALS


def listed_date(index: int) -> dt.date:
    """Return the upload date: newest first by index, in bursts, between 2023 and day zero; later for arrivals."""
    if index >= ARRIVALS:
        return DAY_ZERO + dt.timedelta(days=arrival_day(index))
    burst = index // 37
    return DAY_ZERO - dt.timedelta(days=900 * burst // (burst + 60))


def arrival_index(day: int, position: int) -> int:
    """Return the index of the report that arrives as number `position` (0 = on top) on a day ≥ 1."""
    return ARRIVALS + day * 10 + position


def arrival_day(index: int) -> int:
    """Return the day on which an arrival came; 0 for a report that was there from the start."""
    return (index - ARRIVALS) // 10 if index >= ARRIVALS else 0


def _draw_level(rng: Random) -> str:
    roll = rng.random()
    return next(letter for letter, limit in _LEVEL_WEIGHTS if roll < limit)


def _draw_place(rng: Random, level: str, year: int) -> Place:
    table = region_table()
    region = pick(rng, table.eligible(level, year))
    town = pick(rng, table.towns(region.code)) if level == "township" else None
    return table.place(region, year, town)


def _draw_title(rng: Random, place: Place, year: int) -> tuple[str, str]:
    """Return title and label: the label names the place or a parent, nine in ten titles say the year."""
    upper = place.prefecture or place.province
    upper_label = short_name(upper) if upper[-1] in "市省区" and not upper.endswith("地区") else upper
    county_unclear = place.county is not None and region_table().is_ambiguous(place.county, year)
    subject, label = place.name, upper_label
    if place.level == "province":
        label = short_name(place.province)
    elif place.level == "county" and not county_unclear and rng.random() < 0.75:
        label = place.name
    elif place.level == "township":
        if county_unclear or rng.random() < 0.4:
            subject = f"{place.county}{place.township}"
        else:
            label = place.county or upper_label
    stated = rng.random() < 0.9
    return f"【{label}招商】{f'{year}年' if stated else ''}{subject}政府工作报告", label


def _draw_speaker(rng: Random, place: Place) -> str:
    if place.province[:2] in ("新疆", "西藏", "内蒙", "青海") and rng.random() < 0.2:
        return pick(rng, words("minority"))
    surname, given = pick(rng, words("surname")), pick(rng, words("given"))
    if len(given) == 1 and rng.random() < 0.35:
        given += pick(rng, [word for word in words("given") if len(word) == 1 and word != given])
    return surname + given


def _draw_post(rng: Random, place: Place) -> str:
    acting = "代" if rng.random() < 0.15 else ""
    if place.province.endswith("自治区") and place.level == "province":
        return f"自治区{'代' if acting else ''}主席"
    if place.name.endswith("苏木"):
        return "苏木达"
    return f"{acting}{place.unit}长"


def _draw_header(rng: Random) -> str:
    roll = rng.random()
    for header, limit in (
        ("full", 0.26),
        ("split", 0.42),
        ("titled", 0.54),
        ("bracket", 0.66),
        ("date", 0.75),
        ("session", 0.80),
    ):
        if roll < limit:
            return header
    return "none"
