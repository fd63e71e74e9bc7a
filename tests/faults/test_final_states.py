"""Each fault of the replica, crawled to its end: every report that can be had is stored with its true text, every other
one is in the ledger with its reason, and no fault ends in an error of ours.

What a crawl as a whole must look like (a captcha on every page, new markup, fewer pages) is tested elsewhere.
"""

from __future__ import annotations

import time
import urllib.error
import urllib.request

import pytest

from tests.guarantees import record

REPORTS = 20

# fault, exit code, reason of the details that are hit (None: they recover), requests that such a page takes at least
FAULTS = [
    ("drop:share=0.2", 0, None, 2),
    ("drop:share=0.2,how=reset", 0, None, 2),
    ("drop:share=0.2,times=always", 3, "connection_failed", 3),
    ("partial:share=0.2", 0, None, 2),
    ("partial:share=0.2,times=always", 3, "broken_response", 3),
    ("wrong-length:share=0.2", 0, None, 2),
    ("wrong-length:share=0.2,by=100,times=always", 3, "broken_response", 3),
    ("broken-chunks:share=0.3", 0, None, 2),
    ("broken-chunks:share=0.3,times=always", 3, "broken_response", 3),
    ("hang:share=0.2", 0, None, 2),
    ("hang:share=0.1,times=always", 3, "timeout", 3),
    ("drip:share=0.2", 0, None, 2),
    ("drip:share=0.1,times=always", 3, "timeout", 3),
    ("http-500:share=0.2", 0, None, 2),
    ("http-502:share=0.2,times=always", 3, "http_502", 3),
    ("http-503:share=0.2,retry_after=1", 0, None, 2),
    ("http-503:share=0.2,retry_after=1,as=date", 0, None, 2),
    ("forbidden:on=detail,after=0,share=0.05", 3, "http_403", 1),
    ("missing:share=0.2,times=always", 3, "http_404", 1),
    ("missing:share=0.2,times=always,status=410", 3, "http_410", 1),
    ("redirect-loop:share=0.2", 3, "redirect_loop", 1),
    ("redirect-offsite:share=0.2", 3, "off_site", 1),
    ("redirect-private:share=0.2", 3, "off_site", 1),
    ("gzip-bomb:share=0.1", 3, "too_large", 1),
    ("truncated-gzip:share=0.2", 0, None, 2),
    ("truncated-gzip:share=0.2,times=always", 3, "broken_response", 3),
    ("wrong-charset:share=0.5,times=always", 0, None, 1),
    ("captcha:share=0.15", 0, None, 2),
    ("captcha:share=0.15,times=always", 3, "blocked", 3),
    ("too-frequent:share=0.25,times=always", 3, "blocked", 3),
    ("login:share=0.15,times=always", 3, "login_redirect", 3),
    ("empty:share=0.2", 0, None, 2),
    ("empty:share=0.2,times=always", 3, "no_text", 3),
    ("timestamp", 0, None, 1),
    ("huge:share=0.2", 3, "too_large", 1),
    ("huge:megabytes=5,share=0.2", 0, None, 1),
    ("nulls", 0, None, 1),
    ("deep", 0, None, 1),
    ("same-etag", 0, None, 1),
]
RIGHT: list[str] = []


@pytest.fixture(scope="module", autouse=True)
def figures():
    """Leave the figures behind the promise when all faults have been tried; a run of some leaves the last ones alone."""
    yield
    if len(RIGHT) < len(FAULTS):
        return
    words = f"{len(RIGHT)} final states right"
    record(6, "tests/faults/test_final_states.py", len(RIGHT), "faults of the replica, crawled to their end", words)


@pytest.mark.parametrize(("fault", "code", "reason", "attempts"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_fault_costs_only_what_it_hits(crawled, fault, code, reason, attempts):
    after = crawled(fault, code=code)
    hit = after.states[reason] if reason else 0
    assert after.states["captured"] == REPORTS - hit
    assert bool(hit) == bool(reason)
    assert set(after.failed.values()) == ({reason} if reason else set())
    assert attempts <= after.attempts <= 3
    assert after.wrong_texts() == []
    RIGHT.append(fault)


def test_a_storm_of_429_ends_the_crawl_as_refused_and_the_next_one_goes_on(crawled):
    after = crawled("storm:seconds=2", code=5)
    assert after.row["outcome"] == "refused"
    assert after.states["http_429"] >= 1
    assert after.states["refused"] >= 1
    assert after.row["requests"] < 10 + 3 * 4 + 4, "after the storm began, each worker asked three times at most"
    wait_for_the_end_of_the_storm(after.base_url)
    crawled(code=0, again=after)
    assert after.failed_of(1) == {}
    assert after.wrong_texts() == []


def wait_for_the_end_of_the_storm(url):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url + "/robots.txt"):
                return
        except urllib.error.HTTPError:  # 429, until it is over
            time.sleep(0.1)
    raise AssertionError("the storm does not end")


def test_a_storm_that_says_for_how_long_is_waited_out(crawled):
    after = crawled("storm:seconds=2,retry_after=2", code=0)
    assert after.wrong_texts() == []
    assert after.row["seconds_waiting"] >= 2


def test_a_storm_longer_than_our_patience_is_a_refusal_at_once(crawled):
    after = crawled("storm:retry_after=9999", code=5)
    assert after.row["requests"] <= 10 + 4


def test_403_for_ever_ends_the_crawl_as_refused_after_three_in_a_row(crawled):
    after = crawled("forbidden", code=5)
    statuses = [row["status"] for row in after.query("SELECT status FROM captures WHERE role = 'detail' ORDER BY id")]
    in_a_row = len(statuses) - max(place for place, status in enumerate(statuses) if status == 200) - 1
    assert 3 <= in_a_row <= 3 + 3, "three in a row, and what the other three workers had under way"
    assert after.states["captured"] + after.states["http_403"] + after.states["refused"] == REPORTS


def test_a_listing_page_that_is_forbidden_is_a_refusal(crawled):
    after = crawled("forbidden:after=1", code=5)
    assert (after.row["requests"], after.states) == (2, {"http_403": 1})


def test_503_with_a_wait_beyond_our_patience_stops_the_run_and_the_next_one_goes_on(crawled):
    after = crawled("http-503:share=0.3,retry_after=9999", code=3)
    assert (after.row["outcome"], after.row["stopped"]) == ("running", "told_to_wait")
    assert after.states["pending"] >= 1
    for _run in range(REPORTS):
        if after.states["pending"]:
            crawled(code=None, again=after)
    assert (after.row["outcome"], after.row["id"], after.failed) == ("done", 1, {})
    assert after.wrong_texts() == []


def test_a_site_that_is_down_is_left_alone_after_twenty_pages(crawled):
    after = crawled("http-502:times=always", code=3, reports=40)
    assert after.row["stopped"] == "silence"
    assert after.row["requests"] <= 8 + 3 * (20 + 3)
    assert after.states["pending"] >= 10


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("drop:on=listing,times=always", "connection_failed"),
        ("truncated-gzip:on=listing,times=always", "broken_response"),
        ("http-500:on=listing,times=always", "http_500"),
        ("redirect-loop:on=listing", "redirect_loop"),
        ("missing:on=listing,times=always", "http_404"),
        ("drop:on=robots,times=always", "connection_failed"),
        ("http-503:on=robots,times=always", "robots_unreachable"),
        ("redirect-offsite:on=robots,times=always", "robots_unreachable"),
    ],
)
def test_a_listing_that_cannot_be_read_is_one_row_with_its_reason(crawled, fault, reason):
    after = crawled(fault, code=3)
    assert (after.row["outcome"], after.states) == ("incomplete", {reason: 1})


@pytest.mark.parametrize("fault", ["captcha:on=listing", "truncated-gzip:on=listing", "no-entries:times=1"])
def test_a_listing_that_fails_once_is_read_the_next_time(crawled, fault):
    assert crawled(fault, code=0).wrong_texts() == []


def test_a_captcha_instead_of_robots_txt_is_no_rule(crawled):
    assert crawled("captcha:on=robots", code=0).wrong_texts() == []
