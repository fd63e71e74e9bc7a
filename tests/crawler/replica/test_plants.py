"""Planted copies, reports of one place in two years, and damaged texts."""

from __future__ import annotations

from collections import Counter

import pytest

from archive.derive.text import fold
from crawler.replica.cards import report_card
from crawler.replica.plants import NEAR, origin, sibling
from crawler.replica.report import report
from crawler.replica.site import DEFAULT_SEED, Site

SITE = Site(reports=5070)


def shingles(text: str) -> set[str]:
    folded = fold(text)
    return {folded[i : i + 8] for i in range(len(folded) - 7)}


def containment(one: str, other: str) -> float:
    first, second = shingles(one), shingles(other)
    return len(first & second) / min(len(first), len(second))


def copies(method: str) -> list[int]:
    return [index for index in range(5070) if origin(index).method == method]


@pytest.mark.parametrize("method", ["exact", *NEAR])
def test_each_kind_of_copy_is_rare_and_its_source_is_no_copy(method):
    found = copies(method)
    assert 12 <= len(found) <= 51
    assert {origin(origin(index).index).method for index in found} == {None}
    assert min(found) == 41 or min(found) >= 60


@pytest.mark.parametrize("method", NEAR)
def test_a_near_copy_says_what_its_source_says(method):
    for index in copies(method)[:6]:
        copy, source = SITE.report(index), SITE.report(origin(index).index)
        assert copy.text != source.text
        assert SITE.title(index) == SITE.title(origin(index).index)
        assert "\n".join(SITE.paragraphs(index)) == copy.text
        assert copy.edits == ()
        rows = [{**figure.row(copy.text), "quote": fold(figure.row(copy.text)["quote"])} for figure in copy.figures]
        olds = [
            {**figure.row(source.text), "quote": fold(figure.row(source.text)["quote"])} for figure in source.figures
        ]
        for row, old in zip(rows, olds, strict=True):
            assert {k: v for k, v in row.items() if k not in ("start", "end")} == {
                k: v for k, v in old.items() if k not in ("start", "end")
            }


def test_how_near_copies_are():
    for index in copies("punctuation")[:6]:
        assert fold(SITE.report(index).text) == fold(SITE.report(origin(index).index).text)
    for index in copies("edited")[:6]:
        assert 0.85 < containment(SITE.report(index).text, SITE.report(origin(index).index).text) < 1
    for index in copies("condensed")[:6]:
        copy, source = SITE.report(index).text, SITE.report(origin(index).index).text
        assert containment(copy, source) > 0.72
        assert len(copy) < 0.75 * len(source)


def test_reports_of_one_place_and_two_years_share_something_and_are_no_copies():
    pairs = [(index, report_card(DEFAULT_SEED, index)) for index in range(5070) if sibling(index) is not None]
    pairs = [(index, card) for index, card in pairs if card.model is not None]
    assert 8 <= len(pairs) <= 25
    for index, card in pairs:
        older = report_card(DEFAULT_SEED, card.model)
        assert (card.place, card.year) == (older.place, older.year + 1)
        shared = containment(report(DEFAULT_SEED, index).text, report(DEFAULT_SEED, card.model).text)
        assert 0.1 < shared < 0.6


def test_damage_is_rare_is_told_and_spares_figures_and_headings():
    made = [report(DEFAULT_SEED, index) for index in range(60, 660)]
    seen = Counter(one.damage for one in made)
    assert set(seen) == {None, "truncated", "body_repeated", "mojibake", "foreign_text_inserted"}
    assert all(count <= 0.015 * len(made) for flag, count in seen.items() if flag)
    for one in made:
        if one.damage:
            assert one.damage in one.quality
            assert all(one.text[f.start : f.end] for f in one.figures)
        if one.damage == "truncated":
            assert one.text[-1] not in "。！？"
            assert [section.role for section in one.sections][-1] in ("plan", "unsegmented")
        if one.damage == "body_repeated":
            twice = [text for text, count in Counter(one.paragraphs).items() if count > 1]
            assert sum(map(len, twice)) > 0.12 * len(one.text)


def test_what_is_not_stated_is_a_flag_of_quality():
    told = [record for record in Site(reports=120).truth() if record["record"] == "report"]
    for record in told:
        if record["kind"] == "work_report":
            assert ("no_date" in record["quality"]) == (record["report_date"] is None)
            assert ("no_speaker" in record["quality"]) == (record["speaker"] is None)
