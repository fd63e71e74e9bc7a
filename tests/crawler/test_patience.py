"""When a crawl ends before its end, and when it does not."""

from __future__ import annotations

import pytest

from crawler.asking import Answer
from crawler.patience import REFUSALS_IN_A_ROW, SILENCES_IN_A_ROW, Patience


def after(*reasons, is_listing=False, told_to_wait=False):
    patience = Patience()
    for reason in reasons:
        patience.note(Answer("http://site.test/", reason=reason, told_to_wait=told_to_wait), is_listing=is_listing)
    return patience


@pytest.mark.parametrize("reason", ["http_401", "http_403", "http_429", "robots"])
def test_a_listing_page_that_is_refused_ends_the_crawl(reason):
    assert after(reason, is_listing=True).refused


@pytest.mark.parametrize("reason", ["http_404", "http_500", "timeout", "blocked", "robots_unreachable", None])
def test_a_listing_page_that_fails_otherwise_does_not(reason):
    assert not after(reason, is_listing=True).is_over


def test_a_single_403_is_a_failed_entry_and_three_in_a_row_are_a_refusal():
    assert not after("http_403").is_over
    assert not after("http_403", "http_403", None, "http_403", "http_401").is_over
    assert after(None, *["http_403"] * REFUSALS_IN_A_ROW).refused
    assert REFUSALS_IN_A_ROW == 3


def test_a_429_after_all_retries_is_a_refusal():
    assert after("http_429").refused


def test_a_detail_that_robots_txt_forbids_is_a_failed_entry():
    assert not after(*["robots"] * 50).is_over


def test_a_site_that_is_down_is_not_asked_for_ever():
    assert not after(*["timeout"] * (SILENCES_IN_A_ROW - 1), None, "http_502").is_over
    assert after(*["timeout", "http_502"] * (SILENCES_IN_A_ROW // 2)).stopped == "silence"


def test_a_site_that_asks_for_more_time_than_we_have_is_left_alone_and_its_page_stays_open():
    patience = after("http_503", told_to_wait=True)
    assert (patience.refused, patience.stopped) == (False, "told_to_wait")
    assert patience.leaves_open(Answer("http://site.test/", reason="http_503", told_to_wait=True))
    assert not patience.leaves_open(Answer("http://site.test/", reason="http_503"))


def test_429_with_a_long_wait_is_a_refusal():
    assert after("http_429", told_to_wait=True).refused


def test_a_used_up_budget_leaves_the_page_open():
    patience = after("budget")
    assert patience.stopped == "budget"
    assert patience.leaves_open(Answer("http://site.test/", reason="budget"))
