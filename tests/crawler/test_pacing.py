"""The pace: a true minimum between requests, whatever the connections do; pauses; Retry-After in both forms."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
from email.utils import format_datetime

import pytest

from archive import clock
from crawler.pacing import Pace, retry_after


class Time:
    """A clock that only moves when somebody sleeps."""

    def __init__(self):
        self.now = 100.0
        self.pace = None

    def __call__(self):
        return self.now

    async def sleep(self, seconds):
        self.now += seconds
        await asyncio.sleep(0)


def paced(delay):
    time = Time()
    return Pace(delay, now=time, sleep=time.sleep), time


async def request(pace, time, sent, connecting=0.0, answering=0.0):
    async with pace.turn():
        time.now += connecting
        pace.sent()
        sent.append(time.now)
        await asyncio.sleep(0)
        time.now += answering


def gaps(moments):
    return [round(later - earlier, 6) for earlier, later in itertools.pairwise(moments)]


def test_requests_of_several_workers_are_never_closer_than_the_delay():
    pace, time = paced(1.5)
    sent = []

    async def crawl():
        await asyncio.gather(*(request(pace, time, sent) for _ in range(5)))

    asyncio.run(crawl())
    assert gaps(sent) == [1.5] * 4


def test_a_slow_connection_does_not_bring_two_requests_together():
    pace, time = paced(1.0)
    sent = []

    async def crawl():
        await request(pace, time, sent, connecting=0.8)
        await request(pace, time, sent)

    asyncio.run(crawl())
    assert gaps(sent) == [1.0]


def test_time_that_passed_anyway_is_not_waited_for():
    pace, time = paced(1.0)
    sent = []

    async def crawl():
        await request(pace, time, sent, answering=3.0)
        await request(pace, time, sent)

    asyncio.run(crawl())
    assert gaps(sent) == [3.0]


def test_a_request_that_never_got_a_connection_gives_its_turn_back():
    pace, time = paced(1.0)
    sent = []

    async def crawl():
        with pytest.raises(OSError, match="refused"):
            async with pace.turn():
                raise OSError("refused")
        await asyncio.wait_for(request(pace, time, sent), 5)

    asyncio.run(crawl())
    assert sent == [101.0]


def test_a_request_that_hangs_after_it_was_sent_keeps_nobody():
    pace, time = paced(1.0)
    sent = []

    async def crawl():
        async with pace.turn():
            pace.sent()
            await asyncio.wait_for(request(pace, time, sent), 5)

    asyncio.run(crawl())
    assert sent == [101.0]


def test_a_pause_holds_for_everybody_and_the_longest_counts():
    pace, time = paced(1.0)
    sent = []

    async def crawl():
        await request(pace, time, sent)
        pace.pause(30)
        pace.pause(2)
        await request(pace, time, sent)

    asyncio.run(crawl())
    assert gaps(sent) == [30.0]


def test_the_seconds_waited_are_told():
    pace, _time = paced(2.0)

    async def crawl():
        async with pace.turn() as first:
            pace.sent()
        async with pace.turn() as second:
            return first, second

    assert asyncio.run(crawl()) == (0.0, 2.0)


@pytest.mark.parametrize(
    ("value", "seconds"), [("0", 0), ("120", 120), (" 7 ", 7), ("-1", None), ("1.5", None), ("soon", None), ("", None)]
)
def test_retry_after_in_seconds(value, seconds):
    assert retry_after(value) == seconds


def test_retry_after_as_a_date_in_any_zone(monkeypatch):
    now = dt.datetime(2026, 3, 1, 12, 0, 0, tzinfo=dt.UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    soon = now + dt.timedelta(seconds=90)
    assert retry_after(format_datetime(soon, usegmt=True)) == 90
    assert retry_after("Sun, 01 Mar 2026 20:01:30 +0800") == 90
    assert retry_after(format_datetime(now - dt.timedelta(hours=1), usegmt=True)) == 0


def test_no_header_asks_for_nothing():
    assert retry_after(None) is None
