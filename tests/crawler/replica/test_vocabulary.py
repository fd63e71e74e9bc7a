"""The vocabulary files: their format, and that every year finds enough phrases in every list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crawler.replica.compose import DOMAINS
from crawler.replica.names import MAKERS
from crawler.replica.vocabulary import FOLDER, Number, parse, themes

FILES = (*DOMAINS, "government", "common")
KNOWN = set(MAKERS) | set("TNOZUYL") | set("tbmdcrasw") | set(themes("common")["common"].lists)


@pytest.mark.parametrize("domain", FILES)
def test_every_year_has_a_choice_in_every_list(domain):
    for theme in themes(domain).values():
        for key in theme.lists:
            for year in range(1998, 2026):
                assert len(theme.usable(key, year)) >= (2 if key in "hg" else 3), (theme.id, key, year)


@pytest.mark.parametrize("domain", FILES)
def test_every_slot_is_known(domain):
    for theme in themes(domain).values():
        for phrases in theme.lists.values():
            slots = {part[0] for phrase in phrases for part in phrase.parts if isinstance(part, tuple)}
            assert slots <= KNOWN, (theme.id, slots - KNOWN)


def test_no_phrase_stands_twice_in_a_list():
    for domain in FILES:
        for theme in themes(domain).values():
            for key, phrases in theme.lists.items():
                if key not in ("review", "plan", "govreview", "govplan"):
                    assert len(phrases) == len(set(phrases)), (theme.id, key)


@pytest.mark.parametrize(
    ("source", "years"),
    [("甲", (0, 9999)), ("甲@2015", (2015, 9999)), ("甲@-2012", (0, 2012)), ("甲@2014~2020", (2014, 2020))],
)
def test_year_marks(source, years):
    phrase = parse(source)
    assert (phrase.since, phrase.until) == years
    assert phrase.literal == "甲"


def test_numbers_and_slots():
    assert parse("新建{V}{3-40}万平方米，{0.4-3.6}个点").parts == (
        *("新建", ("V",), Number(3, 40, False), "万平方米，"),
        *(Number(4, 36, True), "个点"),
    )


def test_a_malformed_year_mark_is_an_error():
    with pytest.raises(ValueError, match="a year mark is"):
        parse("甲@twenty")


def test_the_files_are_short_enough_to_read():
    assert max(len(path.read_text(encoding="utf-8").splitlines()) for path in Path(FOLDER).glob("*.*")) <= 300


def test_nobody_can_call_the_numbers_on_the_site():
    templates = Path(FOLDER).parent / "templates"
    pages = "".join(path.read_text(encoding="utf-8") for path in templates.rglob("*.html"))
    assert set(re.findall(r"\b\d{3}-\d{3,4}-\d{3,4}\b", pages)) == {"400-000-0000"}
