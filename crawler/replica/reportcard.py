"""Who gave a report, where and when: everything about a report except its text.

Owns the draw of place, year, title, label, dates and people for an index. Cheap by design: the neighbours of a page
need only these. Must not depend on how many reports the site has.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
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
LATEST = {"p": (2, 5), "m": (2, 26), "c": (3, 8), "t": (3, 30)}
HAN = {"p": (14000, 20500), "m": (9500, 18500), "c": (5200, 15500), "t": (3250, 7600)}


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
    label: str | None
    listed: dt.date
    header: str
    han_target: int
    kind: str = "work_report"
    named: Place | None = None
    """The place that the title names where that is not the place of the text."""
    model: int | None = None
    """The report of the same place for the year before that this one shares some paragraphs with."""

    @property
    def states_date(self) -> bool:
        """Whether the text or the title gives the day of the speech, or at least its month or year."""
        return self.date_precision is not None

    @property
    def date_precision(self) -> str | None:
        """How precisely the date is given: day, month, year or not at all."""
        return STATES[self.header][0]

    @property
    def states_session(self) -> bool:
        """Whether the text or the title gives congress and session."""
        return STATES[self.header][1]

    @property
    def states_speaker(self) -> bool:
        """Whether the text gives the speaker's name."""
        return STATES[self.header][2]

    @property
    def states_post(self) -> bool:
        """Whether the text gives the speaker's post."""
        return STATES[self.header][3]

    @property
    def report_year(self) -> int:
        """The year of delivery: a report given in December is for the year after."""
        return self.date.year if self.states_date else self.year

    @property
    def report_date(self) -> str | None:
        """The date as far as it is given: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`."""
        length = {"day": 10, "month": 7, "year": 4, None: 0}[self.date_precision]
        return self.date.isoformat()[:length] or None


STATES: dict[str, tuple[str | None, bool, bool, bool]] = {
    "full": ("day", True, True, True),
    "split": ("day", True, True, True),
    "titled": ("day", True, True, True),
    "bracket": ("day", True, True, True),
    "date": ("day", False, False, False),
    "session": (None, True, True, True),
    "none": (None, False, False, False),
    "oneline": ("day", True, True, True),
    "flush": ("day", True, True, True),
    "byline": ("day", False, True, True),
    "short": ("day", True, True, True),
    "arabic": ("day", True, True, True),
    "semicolon": ("day", True, True, True),
    "comrade": ("day", True, True, True),
    "signed": ("day", True, True, True),
    "name": ("day", True, True, False),
    "post": ("day", True, False, True),
    "month": ("month", True, True, True),
    "year": ("year", True, True, True),
    "noyear": ("day", True, True, True),
    "titledate": ("day", False, False, False),
    "titlesession": (None, True, False, False),
    "office": ("day", True, False, False),
}
"""What each layout of a header gives: the date's precision, congress and session, the name, the post."""


def familiar_card(rng: Random, index: int) -> ReportCard:
    """Return the card of a familiar report: few layouts, 2008 on."""
    letter = draw_level(rng)
    year = YEARS[min(int(len(YEARS) * rng.random() ** 0.75), len(YEARS) - 1)]
    place = draw_place(rng, LEVELS[letter], year)
    month, day = LATEST[letter]
    first = dt.date(year, 1, 4)
    date = first + dt.timedelta(days=int(rng.random() * ((dt.date(year, month, day) - first).days + 1)))
    congress, session = congress_and_session(place.level, place.code, year)
    low, high = HAN[letter]
    title, label = _draw_title(rng, place, year)
    return ReportCard(
        index=index,
        place=place,
        year=year,
        date=date,
        congress=congress,
        session=session,
        speaker=draw_speaker(rng, place),
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


def draw_level(rng: Random) -> str:
    """Draw a level as the letter that stands for it."""
    roll = rng.random()
    return next(letter for letter, limit in _LEVEL_WEIGHTS if roll < limit)


def draw_place(rng: Random, level: str, year: int) -> Place:
    """Draw a place that was there all of a year."""
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


def draw_speaker(rng: Random, place: Place) -> str:
    """Draw a name; a minority's where many live."""
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
