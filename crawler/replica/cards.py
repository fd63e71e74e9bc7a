"""The card of a report; those of varied ones draw more years, layouts and kinds, and titles that name the wrong place.

Owns the draws. What a card is, and what the layouts state, is `reportcard`; titles are `titles`.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from random import Random

from crawler.replica.chance import between, chance, pick
from crawler.replica.eras import congress_and_session
from crawler.replica.plants import sibling
from crawler.replica.regions import LEVELS, Place, region_table
from crawler.replica.reportcard import (
    HAN,
    LATEST,
    STATES,
    ReportCard,
    draw_level,
    draw_place,
    draw_speaker,
    familiar_card,
    is_varied,
    listed_date,
)
from crawler.replica.titles import Words, title_and_label

YEARS = range(1998, 2026)
_KINDS = (("plan_report", 0.007), ("budget_report", 0.014), ("news", 0.021), ("exam", 0.026), ("summary", 0.031))
OFFICES = ("plan_report", "budget_report")
"""Kinds that an office of the government gives to the same congress."""
OTHER = ("exam", "summary")
"""Kinds of ours that the contract calls `other`."""
_HEADERS = (
    ("full", 0.14),
    ("split", 0.22),
    ("titled", 0.30),
    ("bracket", 0.40),
    ("oneline", 0.46),
    ("flush", 0.51),
    ("short", 0.57),
    ("arabic", 0.59),
    ("semicolon", 0.61),
    ("signed", 0.63),
    ("comrade", 0.64),
    ("byline", 0.67),
    ("name", 0.69),
    ("post", 0.70),
    ("month", 0.715),
    ("year", 0.725),
    ("noyear", 0.735),
    ("date", 0.79),
    ("titledate", 0.81),
    ("titlesession", 0.825),
    ("session", 0.855),
)
_HAN_OF_KIND = {"news": (1900, 2800), "exam": (1900, 2600), "summary": (1900, 3200)}
"""Never under the 1,000 characters that the replica's profiles ask of a text."""


@lru_cache(maxsize=65536)
def report_card(seed: int, index: int) -> ReportCard:
    """Return the card of a report. The same on every machine and whatever else is on the site."""
    rng = Random(f"{seed}:{index}:card")
    return varied_card(rng, seed, index) if is_varied(index) else familiar_card(rng, index)


def varied_card(rng: Random, seed: int, index: int) -> ReportCard:
    """Return the card of a varied report."""
    kind, letter = _draw_kind(rng), draw_level(rng)
    if kind in OFFICES and letter == "t":
        letter = "c"  # a township's congress hears no reports of offices
    year = YEARS[min(int(len(YEARS) * rng.random() ** 0.7), len(YEARS) - 1)]
    model = _model(seed, index)
    if model:
        place, year, kind = model.place, model.year + 1, "work_report"
        letter = next(letter for letter, level in LEVELS.items() if level == place.level)
    else:
        drawn = _prefecture_of_banners(rng, year) if letter == "m" and chance(rng, 0.03) else None
        place = drawn or draw_place(rng, LEVELS[letter], year)
    header = _draw_header(rng, place)
    named = _neighbour(rng, place, year) if kind == "work_report" and chance(rng, 0.008) else None
    if named:
        header = pick(rng, ("full", "split", "bracket"))
    if kind != "work_report":
        header = "office" if kind in OFFICES and place.unit != "盟" else "none"
    date = _draw_date(rng, letter, year, december=STATES[header][0] == "day" and header != "noyear")
    congress, session = congress_and_session(place.level, place.code, year)
    words = Words(rng, named or place, year, date, header, congress, session)
    title, label = title_and_label(words)
    low, high = _HAN_OF_KIND.get(kind, HAN[letter])
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
        header=header,
        han_target=low + int(rng.random() * (high - low)),
        kind=kind,
        named=named,
        model=model.index if model else None,
    )


def _model(seed: int, index: int) -> ReportCard | None:
    """Return the card of the year before where this report is to be of the same place."""
    source = sibling(index)
    card = report_card(seed, source) if source is not None else None
    usable = card and card.kind == "work_report" and card.named is None and card.year + 1 in YEARS
    return card if card and usable and region_table().lasted(card.place.code, card.year) else None


def _draw_kind(rng: Random) -> str:
    roll = rng.random()
    return next((kind for kind, limit in _KINDS if roll < limit), "work_report")


def _draw_header(rng: Random, place: Place) -> str:
    roll = rng.random()
    header = next((name for name, limit in _HEADERS if roll < limit), "none")
    if place.unit == "盟":  # no congress of its own
        return header if not STATES[header][1] else pick(rng, ("byline", "date"))
    return header


def _draw_date(rng: Random, letter: str, year: int, *, december: bool) -> dt.date:
    if december and letter in "ct" and chance(rng, 0.07):
        return dt.date(year - 1, 12, between(rng, 8, 30))
    month, day = LATEST[letter]
    first = dt.date(year, 1, 4)
    return first + dt.timedelta(days=int(rng.random() * ((dt.date(year, month, day) - first).days + 1)))


def _prefecture_of_banners(rng: Random, year: int) -> Place | None:
    leagues = region_table().leagues(year)
    return region_table().place(pick(rng, leagues), year) if leagues else None


def _neighbour(rng: Random, place: Place, year: int) -> Place | None:
    """Return another county of the same prefecture, for a title that names the wrong one; None where there is none."""
    table = region_table()
    if place.level != "county":
        return None
    near = [r for r in table.eligible("county", year) if r.code[:4] == place.code[:4] and r.code != place.code]
    near = [r for r in near if not table.is_ambiguous(r.name, year)]
    return table.place(pick(rng, near), year) if near else None


def _draw_post(rng: Random, place: Place) -> str:
    roll = rng.random()
    acting = "代" if roll < 0.10 else "代理" if roll < 0.14 else ""
    if place.province.endswith("自治区") and place.level == "province":
        return f"自治区{acting}主席"
    if place.name.endswith("苏木"):
        return "苏木达"
    return f"{acting}{place.unit}长"
