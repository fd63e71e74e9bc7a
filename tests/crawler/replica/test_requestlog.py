"""What the replica writes down of each request, and robots.txt as a test wants it."""

from __future__ import annotations

import http.client
import json
import time

import httpx
import pytest

from archive.errors import UsageError
from crawler.replica.process import ReplicaProcess


def lines(path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_request_is_a_line(tmp_path):
    log = tmp_path / "log.jsonl"
    with ReplicaProcess(reports=10, log=log, fault=["missing:share=1", "drop:on=listing"]) as replica:
        client = httpx.Client(base_url=replica.base_url, headers={"User-Agent": "测试/1.0".encode()})
        start = time.monotonic()
        assert client.get("/news/900000.html").status_code == 404
        time.sleep(0.2)
        page = client.get("/news/900000.html?x=%E4%B8%AD")
        with pytest.raises((httpx.RemoteProtocolError, http.client.RemoteDisconnected)):
            client.get("/list.html")
        found = client.get("/list.html", headers={"If-None-Match": '"some"'})
        assert client.get("/list.html", headers={"If-None-Match": found.headers["ETag"]}).status_code == 304
        client.head("/robots.txt")
        spent = time.monotonic() - start
    assert page.status_code == 404
    written = lines(log)
    assert [(one["method"], one["path"], one["status"]) for one in written] == [
        ("GET", "/news/900000.html", 404),
        ("GET", "/news/900000.html?x=%E4%B8%AD", 404),
        ("GET", "/list.html", None),
        ("GET", "/list.html", 200),
        ("GET", "/list.html", 304),
        ("HEAD", "/robots.txt", 200),
    ]
    assert [one["if_none_match"] for one in written] == [None, None, None, '"some"', found.headers["ETag"], None]
    assert {one["user_agent"] for one in written} == {"测试/1.0".encode().decode("latin-1")}
    seconds = [one["seconds"] for one in written]
    assert seconds == sorted(seconds)
    assert seconds[1] - seconds[0] >= 0.19
    assert seconds[-1] - seconds[0] <= spent


def test_the_log_is_appended_to_and_written_at_once(tmp_path):
    log = tmp_path / "log.jsonl"
    for count in (1, 2):
        with ReplicaProcess(reports=10, log=log) as replica:
            httpx.get(f"{replica.base_url}/robots.txt")
            assert len(lines(log)) == count


def test_robots_is_the_file_given_and_may_change(tmp_path):
    file = tmp_path / "robots.txt"
    file.write_bytes("User-agent: *\nDisallow: /政府/\n".encode())
    with ReplicaProcess(reports=10, robots=file) as replica:
        assert httpx.get(f"{replica.base_url}/robots.txt").content == file.read_bytes()
        file.write_bytes(b"")
        assert httpx.get(f"{replica.base_url}/robots.txt").content == b""
        assert httpx.get(f"{replica.base_url}/list.html").status_code == 200


def test_robots_has_the_status_given():
    with ReplicaProcess(reports=10, robots_status=503) as replica:
        assert httpx.get(f"{replica.base_url}/robots.txt").status_code == 503
        assert httpx.get(f"{replica.base_url}/list.html").status_code == 200


@pytest.mark.parametrize("options", [{"robots": "nowhere.txt"}, {"log": "nowhere/log.jsonl"}, {"fault": ["nope"]}])
def test_what_cannot_be_is_one_sentence(options):
    with pytest.raises(UsageError, match=r"^(There is no|Cannot write)[^\n]+\.$"):
        ReplicaProcess(reports=10, **options).__enter__()
