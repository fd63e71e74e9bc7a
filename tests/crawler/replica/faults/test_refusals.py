"""Error statuses: what goes over the wire, and when it ends."""

from __future__ import annotations

import datetime as dt
import time
from email.utils import parsedate_to_datetime

import pytest


@pytest.mark.parametrize("status", [500, 502, 503])
def test_servers_in_trouble_say_so_and_recover(faulty, status):
    site = faulty(f"http-{status}:times=2")
    for _ in range(2):
        seen = site.get(site.detail)
        assert (seen.status, seen.headers.get("retry-after")) == (status, None)
        assert int(seen.headers["content-length"]) == len(seen.body)
    assert site.is_well(site.detail)
    assert site.get(site.details[1]).status == status


def test_retry_after_in_seconds(faulty):
    site = faulty("http-503:retry_after=2")
    assert site.get(site.detail).headers["retry-after"] == "2"


def test_retry_after_as_a_date_is_never_too_early(faulty):
    site = faulty("http-503:retry_after=2,as=date")
    asked = dt.datetime.now(dt.UTC)
    said = site.get(site.detail).headers["retry-after"]
    assert said.endswith(" GMT")
    assert 2 <= (parsedate_to_datetime(said) - asked).total_seconds() <= 4


def test_a_storm_answers_429_to_everything_and_passes(faulty):
    site = faulty("storm:after=3,seconds=0.5,retry_after=1")
    paths = [site.listing(), site.detail, "/robots.txt"]
    assert [site.get(path).status for path in paths] == [200, 200, 200]
    start = time.monotonic()
    seen = [site.get(path) for path in paths]
    assert [(one.status, one.headers["retry-after"]) for one in seen] == [(429, "1")] * 3
    while site.get(site.detail).status == 429:
        assert time.monotonic() - start < 5
    assert time.monotonic() - start >= 0.49
    assert all(site.get(path).status == 200 for path in paths)


def test_forbidden_is_for_ever(faulty):
    site = faulty("forbidden:after=2")
    assert [site.get(site.listing()).status for _ in range(2)] == [200, 200]
    for path in (site.listing(), site.detail, site.detail, "/robots.txt"):
        assert site.get(path).status == 403


@pytest.mark.parametrize(("spec", "status"), [("missing", 404), ("missing:status=410", 410)])
def test_missing_is_listed_and_not_there(faulty, spec, status):
    site = faulty(spec + ("," if ":" in spec else ":") + "times=always")
    assert site.detail in site.get(site.listing()).text
    assert [site.get(site.detail).status for _ in range(3)] == [status] * 3


def test_a_refusal_also_answers_a_client_that_has_the_page(faulty):
    etag = faulty().get((site := faulty("missing")).detail).headers["etag"]
    assert site.get(site.detail, if_none_match=etag).status == 404
    assert site.get(site.detail, if_none_match=etag).status == 304
