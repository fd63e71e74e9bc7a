"""One question to the site: redirects, retries, pauses, and what ends them. The network is a table of answers."""

from __future__ import annotations

import asyncio

import pytest
from scrapy.http import Headers, Response

from archive.profile import DetailRules, Guard, ListingRules, Politeness, Profile, Site
from crawler.asking import BREATHER, HOPS, PATIENCE, TRIES, Asker
from crawler.reasons import NotReadError

BASE = "http://site.test"
PROFILE = Profile(
    site=Site(name="s", base_url=BASE, user_agent_contact="a@site.test"),
    listing=ListingRules(url="/{page}", entry=("li",), link=("a",), title=("a",)),
    detail=DetailRules(),
    politeness=Politeness(delay=2.0),
    guard=Guard(),
)


class Pace:
    """Never waits; keeps the pauses it was asked for."""

    def __init__(self):
        self.delay = 0.0
        self.pauses = []

    def turn(self):
        return self

    async def __aenter__(self):
        return 0.0

    async def __aexit__(self, *error):
        return False

    def pause(self, seconds):
        self.pauses.append(seconds)


class Network:
    """Answers each path with what stands in the table, one after another; the last answer is given for ever."""

    def __init__(self, **table):
        self.table = {
            f"/{path}": answers if isinstance(answers, list) else [answers] for path, answers in table.items()
        }
        self.pace = Pace()
        self.asked = []

    def allow_private_hosts(self, allowed):
        """Nothing to allow here."""

    async def download(self, request):
        path = request.url.removeprefix(BASE)
        self.asked.append((path, request.headers.get("If-None-Match")))
        answers = self.table[path]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, str):
            raise NotReadError(answer)
        status, headers = answer if isinstance(answer, tuple) else (answer, {})
        return Response(request.url, status=status, headers=Headers(headers), body=b"page")

    def ask(self, path="/a", read=lambda answer: answer.last.status, headers=None):
        return asyncio.run(Asker(self, PROFILE, None).ask("detail", BASE + path, read, headers))

    @property
    def paths(self):
        return [path for path, _etag in self.asked]


def to(location):
    return 302, {"Location": location}


def test_redirects_are_followed_and_every_answer_is_kept():
    network = Network(a=to("/b#part"), b=(301, {"Location": f"{BASE}/c"}), c=200)
    answer, status = network.ask()
    assert (status, answer.reason, answer.tries, answer.redirected) == (200, None, 1, True)
    assert network.paths == ["/a", "/b", "/c"]
    assert [exchange.status for exchange in answer.exchanges] == [302, 301, 200]


def test_five_redirects_are_followed_and_not_six():
    ways = {name: to(f"/{following}") for name, following in zip("abcdef", "bcdefg", strict=True)}
    assert len(ways) == HOPS + 1
    answer, _status = Network(**ways, g=200).ask()
    assert answer.reason == "redirect_loop"
    assert Network(**ways, g=200).ask("/b")[0].reason is None


def test_a_circle_is_seen_when_it_closes():
    network = Network(a=to("/b"), b=to("/a"))
    assert network.ask()[0].reason == "redirect_loop"
    assert network.paths == ["/a", "/b"]


@pytest.mark.parametrize(
    "location",
    [
        *("http://other.test/", "//other.test/", "http://site.test:81/", "ftp://site.test/", "javascript:a()"),
        *("http://[::1", "http://site.test:port/", "http://site.test@other.test/"),
    ],
)
def test_a_redirect_off_the_site_or_to_nowhere_is_not_followed(location):
    network = Network(a=to(location))
    answer, _status = network.ask()
    assert answer.reason in ("off_site", "private_address")
    assert network.paths == ["/a"]


def test_a_redirect_without_a_place_is_an_answer():
    assert Network(a=302).ask()[1] == 302


@pytest.mark.parametrize("trouble", [500, 503, 408, 429, "timeout", "connection_failed", "no_such_host"])
def test_what_may_pass_is_asked_three_times_with_growing_pauses(trouble):
    network = Network(a=trouble)
    answer, status = network.ask()
    assert (status, answer.tries) == (None, TRIES)
    assert answer.reason == (trouble if isinstance(trouble, str) else f"http_{trouble}")
    assert [pause for pause in network.pace.pauses if pause < 2.0 * BREATHER] == [4.0, 8.0]
    assert Network(a=[trouble, trouble, 200]).ask()[1] == 200


@pytest.mark.parametrize("trouble", ["too_large", "bad_certificate", "private_address", "budget"])
def test_what_does_not_pass_is_asked_once(trouble):
    network = Network(a=trouble)
    assert network.ask()[0].reason == trouble
    assert len(network.asked) == 1


def test_a_page_that_trips_a_guard_is_asked_again_whole():
    def read(answer):
        if len(answer.exchanges) < 2:
            raise NotReadError("blocked")
        return "report"

    network = Network(a=200)
    assert network.ask(read=read, headers={"If-None-Match": '"1"'})[1] == "report"
    assert [etag for _path, etag in network.asked] == [b'"1"', None]


def test_what_stays_odd_is_kept_where_the_reader_says_so():
    def read(answer):
        raise NotReadError("too_few_entries", rest="thin page")

    network = Network(a=200)
    answer, page = network.ask(read=read)
    assert (page, answer.reason, len(network.asked)) == ("thin page", None, TRIES)


@pytest.mark.parametrize(("status", "wait"), [(503, "7"), (429, "7")])
def test_a_retry_after_holds_for_everybody(status, wait):
    network = Network(a=[(status, {"Retry-After": wait}), 200])
    assert network.ask()[1] == 200
    assert 7.0 in network.pace.pauses


def test_without_a_retry_after_a_busy_site_gets_a_breather():
    network = Network(a=[503, 200])
    network.ask()
    assert 2.0 * BREATHER in network.pace.pauses


def test_a_retry_after_beyond_our_patience_ends_the_question():
    network = Network(a=(503, {"Retry-After": str(int(PATIENCE) + 1)}))
    answer, _status = network.ask()
    assert (answer.told_to_wait, answer.reason, len(network.asked)) == (True, "http_503", 1)
