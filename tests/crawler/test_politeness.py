"""How a crawl behaves, seen from the site: its log of requests says who came when, and robots.txt is obeyed."""

from __future__ import annotations

import itertools
import json
from contextlib import contextmanager

import pytest

from crawler.replica.process import ReplicaProcess
from crawler.sites import FOLDER
from tests.guarantees import record
from tests.line import crawl

DELAY = 0.15
LATE = 0.02
"""Seconds by which a busy server may notice a request later than it came."""


@pytest.fixture
def profile(tmp_path):
    """The replica's profile with a delay."""
    path = tmp_path / "polite.toml"
    text = (FOLDER / "replica.toml").read_text(encoding="utf-8")
    path.write_text(text.replace("delay = 0.0", f"delay = {DELAY}"), encoding="utf-8")
    return path


@contextmanager
def watched(tmp_path, robots="", **options):
    """Serve a replica; yield its address and a function that reads its log."""
    (tmp_path / "robots.txt").write_text(robots, encoding="utf-8")
    log = tmp_path / "requests.jsonl"
    with ReplicaProcess(reports=10, log=log, robots=tmp_path / "robots.txt", **options) as replica:
        yield replica.base_url, lambda: [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def gaps(log):
    return [later["seconds"] - earlier["seconds"] for earlier, later in itertools.pairwise(log)]


def test_requests_are_never_closer_than_the_delay_robots_redirects_and_retries_included(tmp_path, profile):
    faults = ["drop:share=0.4", "http-500:share=0.3", "redirect-loop:share=0.3"]
    with watched(tmp_path, fault=faults) as (base_url, log):
        row = crawl(tmp_path / "data", profile, base_url, code=3)
        seen = log()
    assert {"/robots.txt", "/list.html"} <= {line["path"] for line in seen}
    assert {None, 302, 500} <= {line["status"] for line in seen}, "dropped, redirected, failed"
    assert len(seen) == row["requests"]
    assert min(gaps(seen)) >= DELAY - LATE
    assert row["seconds_waiting"] >= DELAY * (len(seen) - 1) / 2
    record(
        8,
        "tests/crawler/test_politeness.py::"
        "test_requests_are_never_closer_than_the_delay_robots_redirects_and_retries_included",
        len(seen),
        f"requests at a delay of {DELAY} s and a concurrency of 4, seen by the server",
        "none came earlier",
    )


def test_a_longer_crawl_delay_wins(tmp_path, profile):
    with watched(tmp_path, "User-agent: *\nCrawl-delay: 0.4") as (base_url, log):
        crawl(tmp_path / "data", profile, base_url, "--max-pages", 1)
        seen = log()
    assert min(gaps(seen[1:])) >= 0.4 - LATE


def test_we_say_who_we_are_and_keep_robots_txt_for_a_day(tmp_path):
    with watched(tmp_path) as (base_url, log):
        crawl(tmp_path / "data", "replica", base_url)
        crawl(tmp_path / "data", "replica", base_url, "--mode", "full")
        seen = log()
    assert {line["user_agent"].partition("/")[0] for line in seen} == {"baogao"}
    assert [line["path"] for line in seen].count("/robots.txt") == 1


@pytest.mark.parametrize("mode", ["new", "full"])
def test_what_robots_txt_forbids_is_not_asked_in_any_mode(tmp_path, mode):
    with watched(tmp_path, "User-agent: *\nDisallow: /news/8*1\nDisallow: /news/8*4") as (base_url, log):
        row = crawl(tmp_path / "data", "replica", base_url, "--mode", mode, code=3)
        seen = {line["path"] for line in log()}
    assert row["failed"] >= 1
    assert row["first_failure"]["reason"] == "robots"
    assert not [path for path in seen if path.startswith("/news/8") and ("1" in path or "4" in path)]


def test_a_forbidden_list_is_a_refusal_after_one_request(tmp_path):
    with watched(tmp_path, "User-agent: Baogao\nDisallow: /list") as (base_url, log):
        row = crawl(tmp_path / "data", "replica", base_url, code=5)
        seen = log()
    assert row["first_failure"]["reason"] == "robots"
    assert [line["path"] for line in seen] == ["/robots.txt"]


@pytest.mark.parametrize(("status", "code", "reason"), [(404, 0, None), (403, 0, None), (503, 3, "robots_unreachable")])
def test_without_a_robots_txt_all_is_allowed_and_with_a_broken_one_nothing(tmp_path, status, code, reason):
    with watched(tmp_path, "User-agent: *\nDisallow: /", robots_status=status) as (base_url, log):
        row = crawl(tmp_path / "data", "replica", base_url, code=code)
        paths = {line["path"] for line in log()}
    assert (row["first_failure"] or {}).get("reason") == reason
    assert (paths == {"/robots.txt"}) == (code == 3)


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed(tmp_path):
    with watched(tmp_path, "User-agent: *\nDisallow: /*hop=1", fault="redirect-loop:share=0.4") as (base_url, log):
        row = crawl(tmp_path / "data", "replica", base_url, code=3)
        seen = log()
    assert row["first_failure"]["reason"] == "robots"
    assert not [line for line in seen if "hop=1" in line["path"]]
