"""Titles as the site has them: bracket, year and place in many orders, and what makes a common name decidable.

Owns the title of a varied report. Never draws the place, the date or the layout: the card hands them in.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

from crawler.replica.chance import chance, pick
from crawler.replica.eras import numeral, year_numeral
from crawler.replica.regions import Place, region_table, short_name
from crawler.replica.reportcard import STATES


@dataclass(frozen=True, slots=True)
class Words:
    """What a title is made from. `header` says what the text will state, so that the title need not."""

    rng: Random
    place: Place
    year: int
    date: dt.date
    header: str
    congress: int
    session: int

    @property
    def opening_names_place(self) -> bool:
        """Whether the text's own header gives the whole name of the place."""
        return STATES[self.header][1] and self.header not in ("short", "titlesession")


def title_and_label(words: Words) -> tuple[str, str | None]:
    """Return a title, and the label in its bracket without 招商; None where it has no bracket."""
    rng, header = words.rng, words.header
    bracketed = not chance(rng, 0.05)
    label = _label(words) if bracketed else None
    subject = _subject(words, label)
    named = pick(rng, ("政府工作报告",) * 6 + ("人民政府工作报告",))
    if words.place.unit == "盟":
        named = "行政公署工作报告"
    body = _dated(words, subject, named)
    if header == "titledate":
        body += f"（{words.date.year}年{words.date.month}月{words.date.day}日）"
    if header == "titlesession":
        body += f"——在{words.place.name}第{numeral(words.congress)}届人民代表大会第{numeral(words.session)}次会议上"
    return (f"【{label}招商】{body}" if label else body), label


def _label(words: Words) -> str:
    """The place's own name, its parent's, or short forms of them; a parent's where the name alone is not clear."""
    rng, place = words.rng, words.place
    upper = place.prefecture or place.province
    upper = short_name(upper) if upper[-1] in "市省区" and not upper.endswith("地区") and chance(rng, 0.85) else upper
    if place.level == "province":
        return short_name(place.province)
    if place.level == "prefecture":
        return upper if chance(rng, 0.7) else place.province
    if _unclear(place, words.year):
        return upper
    if place.level == "county":
        return place.name if chance(rng, 0.65) else upper
    return place.county or upper if chance(rng, 0.6) else upper


def _subject(words: Words, label: str | None) -> str:
    """The name in the title: whole, short, with the places above it, or none."""
    rng, place = words.rng, words.place
    chain = _chain(place)
    if words.opening_names_place and label and place.level != "township" and chance(rng, 0.04):
        return ""
    if place.level == "township":
        plain = label == place.county and not _unclear(place, words.year)
        if plain and chance(rng, 0.7):
            return place.name
        return f"{place.county}{place.name}" if label and not _alone(place, words.year) else chain
    if place.level == "county" and (label is None or chance(rng, 0.08)):
        return chain if _unclear(place, words.year) or chance(rng, 0.5) else place.name
    if place.level == "county" and label not in (place.name,) and chance(rng, 0.1):
        return f"{place.prefecture or place.province}{place.name}"
    if words.opening_names_place and place.level != "township" and chance(rng, 0.06):
        return short_name(place.name)
    return place.name


def _alone(place: Place, year: int) -> bool:
    """Whether the county's name alone would not do for a township."""
    return place.county is None or _unclear(place, year)


def _unclear(place: Place, year: int) -> bool:
    return place.county is not None and region_table().is_ambiguous(place.county, year)


def _chain(place: Place) -> str:
    above = [place.province, place.prefecture, place.county, place.township]
    names = [name for name in above if name]
    return "".join(names[1:] if len(names) > 2 and place.prefecture else names)


def _dated(words: Words, subject: str, named: str) -> str:
    """Put year, place and name of the report together; a year is always there where the date has none."""
    rng, year = words.rng, words.year
    roll = rng.random()
    if words.header == "noyear" or roll < 0.66:
        return f"{year}年{subject}{named}"
    if roll < 0.70:
        return f"{year_numeral(year, pick(rng, '〇○'))}年{subject}{named}"
    if roll < 0.76:
        return f"{subject}{year}年{named}"
    if roll < 0.82:
        return f"{subject}{named}{pick(rng, ('（{}年）', '({})', ' {}年', '（{}）')).format(year)}"
    if roll < 0.85:
        return f"{year}年度{subject}{named}"
    if roll < 0.87:
        return f"{subject}{named}（{year_numeral(year)}年）"
    return f"{subject}{named}"
