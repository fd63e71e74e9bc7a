"""Which answer to a request for robots.txt allows what, and for how long it holds."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from archive import clock
from archive.reads import StoredAnswer
from archive.warc import Exchange
from crawler.permission import LONGEST_CRAWL_DELAY, Permission, origin, rules_from

SITE = "http://site.test"
NOTHING = b"User-agent: *\nDisallow: /"
NOW = dt.datetime(2026, 3, 1, 12, 0, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def time(monkeypatch):
    """A clock that the test sets: `time[0]`."""
    moments = [NOW]
    monkeypatch.setattr(clock, "now", lambda: moments[0])
    return moments


def answer(status=200, body=b"", headers=()):
    return Exchange("robots", f"{SITE}/robots.txt", clock.timestamp(), status, "", (), headers, body)


class Site:
    """Answers with what it is given, one after another, and counts."""

    def __init__(self, *answers, stored=None):
        self.answers = list(answers)
        self.asked = []
        self.stored = stored
        self.permission = Permission(self.fetch, lambda _origin: self.stored)

    async def fetch(self, url):
        self.asked.append(url)
        await asyncio.sleep(0)
        return self.answers.pop(0)

    def refusal(self, path="/a"):
        return asyncio.run(self.permission.refusal(SITE + path))


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        *((status, "robots") for status in (200, 203)),
        *((status, None) for status in (400, 401, 403, 404, 410, 451)),
        *((status, "robots_unreachable") for status in (429, 500, 503, 599, 304, 302)),
    ],
)
def test_the_status_classes(status, reason):
    assert Site(answer(status, NOTHING)).refusal() == reason


def test_no_answer_at_all_allows_nothing_and_says_why():
    assert Site("timeout").refusal() == "timeout"


def test_a_compressed_file_is_unpacked_and_a_broken_or_huge_one_allows_nothing():
    import gzip

    packed = (("Content-Encoding", "gzip"),)
    assert Site(answer(200, gzip.compress(NOTHING), packed)).refusal() == "robots"
    assert Site(answer(200, gzip.compress(NOTHING)[:-9], packed)).refusal() == "robots_unreachable"
    assert Site(answer(200, gzip.compress(b"#" * 10_000_000), packed)).refusal() == "robots_unreachable"


def test_one_request_serves_many_workers():
    site = Site(answer(200, b"User-agent: baogao\nDisallow: /b"))

    async def ask():
        return await asyncio.gather(*(site.permission.refusal(SITE + path) for path in ("/a", "/b", "/c")))

    assert asyncio.run(ask()) == [None, "robots", None]
    assert site.asked == [f"{SITE}/robots.txt"]


def test_an_answer_holds_for_a_day_and_not_longer(time):
    site = Site(answer(200, b""), answer(200, NOTHING))
    assert site.refusal() is None
    time[0] = NOW + dt.timedelta(hours=23, minutes=59)
    assert site.refusal() is None
    time[0] = NOW + dt.timedelta(hours=24)
    assert site.refusal() == "robots"
    assert len(site.asked) == 2


def stored(hours, status=200, body=NOTHING):
    return StoredAnswer(clock.iso(NOW - dt.timedelta(hours=hours)), status, (), body)


def test_a_stored_answer_of_today_is_enough_until_its_own_day_is_over(time):
    site = Site(answer(200, b""), stored=stored(23))
    assert site.refusal() == "robots"
    assert site.asked == []
    time[0] = NOW + dt.timedelta(hours=1)
    site.stored = None
    assert site.refusal() is None
    assert len(site.asked) == 1


def test_a_stored_404_of_today_is_enough():
    site = Site(stored=stored(1, 404, b"not found"))
    assert site.refusal() is None
    assert site.asked == []


@pytest.mark.parametrize("old", [stored(24), stored(1, 503), stored(1, 302), stored(-1)])
def test_a_stored_answer_that_is_old_or_settles_nothing_or_comes_from_the_future_is_not_enough(old):
    site = Site(answer(404), stored=old)
    assert site.refusal() is None
    assert len(site.asked) == 1


def test_an_old_copy_does_not_stand_in_for_a_site_in_trouble():
    """RFC 9309 would let us; asking nothing until it answers again is simpler and cannot be wrong."""
    assert Site(answer(503), stored=stored(30, body=b"")).refusal() == "robots_unreachable"


def test_crawl_delay_is_ours_else_that_of_all_and_never_more_than_a_minute():
    site = Site(answer(200, b"User-agent: *\nCrawl-delay: 3\n\nUser-agent: Baogao\nCrawl-delay: 86400"))
    assert site.permission.crawl_delay(f"{SITE}/a") == 0.0
    site.refusal()
    assert site.permission.crawl_delay(f"{SITE}/a") == LONGEST_CRAWL_DELAY == 60.0
    other = Site(answer(200, b"User-agent: *\nCrawl-delay: 3"))
    other.refusal()
    assert other.permission.crawl_delay(f"{SITE}/a") == 3.0


def test_http_and_https_have_a_file_each():
    assert origin("https://site.test:444/a?b") == "https://site.test:444"
    assert origin("http://site.test/a") != origin("https://site.test/a")
    assert rules_from(404, (), b"").reason is None
