"""What belongs to which year."""

from __future__ import annotations

from itertools import pairwise

import pytest

from crawler.replica.eras import (
    congress_and_session,
    meetings,
    national_session,
    numeral,
    plan_of,
    theory,
    year_numeral,
)


@pytest.mark.parametrize(
    ("year", "name", "first", "last"),
    [
        (2005, "十五", 2001, 2005),
        (2006, "十一五", 2006, 2010),
        (2020, "十三五", 2016, 2020),
        (2021, "十四五", 2021, 2025),
    ],
)
def test_five_year_plans(year, name, first, last):
    plan = plan_of(year)
    assert (plan.name, plan.first, plan.last) == (name, first, last)


@pytest.mark.parametrize(("number", "said"), [(1, "一"), (10, "十"), (16, "十六"), (20, "二十"), (31, "三十一")])
def test_numerals(number, said):
    assert numeral(number) == said


def test_years_digit_by_digit_with_any_zero():
    assert year_numeral(2021) == "二〇二一"
    assert year_numeral(2009, "○") == "二○○九"


@pytest.mark.parametrize(
    ("level", "year", "said"),
    [("province", 2021, (13, 4)), ("province", 2018, (13, 1)), ("province", 2005, (10, 3))],
)
def test_provincial_congresses_are_the_real_ones(level, year, said):
    assert congress_and_session(level, "370000", year) == said


def test_local_congresses_go_on_from_year_to_year():
    counted = [congress_and_session("county", "370112", year) for year in range(2005, 2026)]
    for (congress, session), following in pairwise(counted):
        assert following in ((congress, session + 1), (congress + 1, 1))
    assert counted[2021 - 2005][1] == 5


def test_spirit_of_the_day():
    assert "科学发展观" in theory(2010)
    assert "新时代" in theory(2020)
    assert meetings(2021) == "党的十九大和十九届二、三、四中全会精神"
    assert meetings(2008) == "党的十七大精神"


@pytest.mark.parametrize(
    ("year", "said"),
    [(1998, "九届全国人大一次会议"), (2012, "十一届全国人大五次会议"), (2025, "十四届全国人大三次会议")],
)
def test_sessions_of_the_national_congress_are_the_real_ones(year, said):
    assert national_session(year) == said


def test_years_before_2003_have_their_plan_congress_and_spirit():
    assert plan_of(1999).name == "九五"
    assert congress_and_session("province", "370000", 1999) == (9, 2)
    assert congress_and_session("county", "370112", 1999)[1] == 3
    assert congress_and_session("county", "370112", 2002)[0] == congress_and_session("county", "370112", 2001)[0] + 1
    assert "党的十五大" in meetings(2000)
