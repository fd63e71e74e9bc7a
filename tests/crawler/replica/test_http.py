"""The replica over real HTTP: validators, 304, compression, and a child that never outlives its starter."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import httpx
import pytest

from archive.errors import UsageError
from crawler.replica.faults import Answer
from crawler.replica.process import ReplicaProcess
from crawler.replica.server import SiteResource
from crawler.replica.site import Site

PAGES = ("/list.html", "/list-2.html", "/news/900000.html", "/zhuanti/899964.html")


@pytest.fixture(scope="module")
def client():
    with ReplicaProcess(reports=40) as replica, httpx.Client(base_url=replica.base_url) as client:
        client.line = replica.line
        yield client


def test_the_line_on_start_says_how_to_crawl_it(client):
    base = str(client.base_url).rstrip("/")
    assert f"baogao crawl --site replica --base-url {base}" in client.line
    assert "40 reports on 4 pages" in client.line


@pytest.mark.parametrize("path", PAGES)
def test_a_known_page_is_not_sent_again(client, path):
    first = client.get(path)
    assert first.status_code == 200
    for validator in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-None-Match": f'"other", {first.headers["ETag"]}'},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        again = client.get(path, headers=validator)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_that_is_not_known_is_sent(client, path):
    for validator in (
        {"If-None-Match": '"other"'},
        {"If-Modified-Since": "Sun, 01 Jan 2023 00:00:00 GMT"},
        {"If-Modified-Since": "yesterday"},
        {"If-None-Match": '"other"', "If-Modified-Since": client.get(path).headers["Last-Modified"]},
    ):
        assert client.get(path, headers=validator).status_code == 200


def test_the_body_over_http_is_the_page_compressed_or_not(client):
    site = Site(reports=40)
    for path in PAGES:
        zipped = client.get(path, headers={"Accept-Encoding": "gzip"})
        plain = client.get(path, headers={"Accept-Encoding": "identity"})
        assert zipped.headers["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in plain.headers
        assert zipped.text == plain.text == site.respond(path).html
        assert int(zipped.headers["Content-Length"]) < int(plain.headers["Content-Length"]) == len(plain.content)


def test_head_has_the_headers_of_get_and_no_body(client):
    get, head = client.get("/news/900000.html"), client.head("/news/900000.html")
    assert head.content == b""
    assert head.headers["Content-Length"] == get.headers["Content-Length"]
    assert head.headers["ETag"] == get.headers["ETag"]


def test_other_addresses(client):
    assert client.get("/news/1.html").status_code == 404
    assert client.get("/list-7.html").status_code == 404
    assert client.post("/list.html").status_code == 405
    assert client.get("/").headers["Location"] == "/list.html"
    robots = client.get("/robots.txt")
    assert robots.status_code == 200
    assert "Disallow: /admin/" in robots.text
    assert client.get("/static/thumb.gif").headers["Content-Type"] == "image/gif"


def test_etags_of_untouched_pages_survive_a_day_and_those_of_edited_ones_do_not():
    days = [SiteResource(Site(reports=120, day=day)) for day in (0, 1)]
    edited, removed = days[1].site.state.edited, days[1].site.state.removed
    for index in range(0, 120, 4):
        path = days[0].site.path(index)
        before, after = (day.answer(path, "GET", {}) for day in days)
        kept = dict(before.headers)["ETag"] == dict(after.headers).get("ETag")
        assert kept == (index not in edited and index not in removed)


def test_a_fault_has_the_request_to_itself():
    class Teapot:
        def intercept(self, request, answer: Answer) -> bool:
            request.append(answer)
            return True

    resource = SiteResource(Site(reports=12), faults=(Teapot(),))

    class Request(list):
        uri, method = b"/list.html", b"GET"

        class requestHeaders:  # noqa: N801
            @staticmethod
            def getAllRawHeaders():  # noqa: N802
                return []

    request = Request()
    resource.render(request)
    assert [(one.path, one.status) for one in request] == [("/list.html", 200)]


def test_the_replica_ends_when_its_starter_is_killed():
    program = (
        "import sys, time; from crawler.replica.process import ReplicaProcess\n"
        "with ReplicaProcess(reports=10) as replica:\n"
        "    print(replica.base_url, flush=True); sys.stdin.read()"
    )
    starter = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    url = starter.stdout.readline().strip()
    with httpx.stream("GET", f"{url}/list.html") as held:
        assert held.status_code == 200
        os.kill(starter.pid, signal.SIGKILL)
        starter.communicate()
    connection = httpx.Client(transport=httpx.HTTPTransport(retries=0))
    for _ in range(2000):
        try:
            connection.get(f"{url}/robots.txt")
        except httpx.TransportError:
            break
    else:
        pytest.fail("the replica still answers")


def test_a_port_in_use_is_one_sentence():
    with ReplicaProcess(reports=10) as replica:
        port = int(replica.base_url.rsplit(":", 1)[1])
        with pytest.raises(UsageError, match=rf"^Port {port} is in use: choose another with --port"):
            ReplicaProcess(port=port).__enter__()
