"""The site as days pass: arrivals on top, edits of one sentence, removals; the same on every machine."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from crawler.replica.plants import is_planted, origin
from crawler.replica.site import Site
from crawler.replica.timeline import state_on


@cache
def everything(site: Site) -> list[dict]:
    return list(site.truth())


def told(site: Site, record: str = "report") -> dict[str, dict]:
    return {one["url"]: one for one in everything(site) if one["record"] == record}


@pytest.fixture(scope="module")
def days() -> list[Site]:
    return [Site(reports=120, day=day) for day in range(4)]


def test_day_zero_is_untouched(days):
    assert days[0].state.listed == list(range(120))
    assert not days[0].state.edited
    assert not days[0].state.removed


@pytest.mark.parametrize(
    ("size", "new", "edited", "removed"),
    [(5070, 3, 10, 2), (100, 3, 10, 2), (60, 1, 6, 1), (12, 1, 1, 1), (5, 1, 1, 0)],
)
def test_each_day_brings_what_the_size_of_the_site_allows(size, new, edited, removed):
    for day in (1, 2, 5):
        yesterday, today = (state_on(d, seed=9, size=size, samples=0) for d in (day - 1, day))
        arrived = [index for index in today.listed if index not in yesterday.listed]
        assert today.listed[:new] == arrived
        assert len(arrived) == new
        assert len([i for i, made in today.edited.items() if made[-1] == day]) == edited
        assert len([i for i, when in today.removed.items() if when == day]) == removed


def test_days_add_up(days):
    for yesterday, today in pairwise(days):
        assert set(yesterday.state.removed.items()) <= set(today.state.removed.items())
        for index, made in yesterday.state.edited.items():
            assert today.state.edited[index][: len(made)] == made
        kept = [index for index in today.state.listed if index in set(yesterday.state.listed)]
        assert kept == [index for index in yesterday.state.listed if index not in today.state.removed]


def test_an_edit_changes_one_sentence_in_page_and_summary(days):
    before, after = told(days[0]), told(days[1])
    changed = [url for url in before if url in after and before[url]["text"] != after[url]["text"]]
    assert len(changed) == 10
    for url in changed:
        (edit,) = after[url]["edits"]
        assert edit["day"] == 1
        old = before[url]["text"].split("\n")[edit["paragraph"]]
        new = after[url]["text"].split("\n")[edit["paragraph"]]
        assert old.replace(edit["old"], edit["new"], 1) == new
        assert before[url]["listed_date"] == after[url]["listed_date"]
        assert days[0].detail_html(url) != days[1].detail_html(url)
        index = after[url]["index"]
        assert days[0]._summary(index) != days[1]._summary(index)


def test_one_edit_of_each_day_is_near_the_top(days):
    for day in (1, 2, 3):
        edited = [index for index, made in days[day].state.edited.items() if day in made]
        assert any(days[day].state.listed.index(index) < 20 for index in edited if index in days[day].state.listed)


def test_a_removed_report_is_not_listed_and_not_found(days):
    gone = told(days[2], "removed")
    assert len(gone) == 4
    listed = {url for page in range(1, days[2].pages + 1) for url in map(days[2].path, days[2].entries(page))}
    for url, record in gone.items():
        assert url not in listed
        assert days[2].respond(url).status == 404
        assert days[0].respond(url).status == 200
        assert record["removed_on_day"] in (1, 2)


def test_other_detail_pages_stay_as_they_are_byte_for_byte(days):
    changed = {index for index, made in days[3].state.edited.items()}
    for index in range(0, 120, 5):
        if index in changed or index in days[3].state.removed:
            continue
        path = days[0].path(index)
        one, other = days[0].respond(path), days[3].respond(path)
        assert (one.html, one.modified) == (other.html, other.modified)


def test_an_edited_page_was_modified_later(days):
    for index, made in days[1].state.edited.items():
        path = days[1].path(index)
        assert days[1].respond(path).modified > days[0].respond(path).modified
        assert made == (1,)


def test_arrivals_are_whole_reports_of_their_day(days):
    arrived = [record for record in told(days[2]).values() if record["first_day"] == 2]
    assert len(arrived) == 3
    assert {record["listed_date"] for record in arrived} == {"2025-07-10"}
    assert all(days[1].respond(record["url"]).status == 404 for record in arrived)


def test_planted_copies_are_left_alone():
    state = state_on(40, seed=2, size=300, samples=0)
    touched = set(state.edited) | set(state.removed)
    assert len(touched) > 200
    assert not [index for index in touched if is_planted(index)]
    assert [index for index in range(300) if origin(index).method] == [19, 41, 110, 130, 142, 170, 243]
