"""The whole line against the replica's planted truth: site, capture, archive, publication."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import time
from contextlib import closing, suppress

import pytest

from crawler.replica.process import ReplicaProcess
from tests.guarantees import record
from tests.line import BAOGAO, baogao, content, crawl, published, reports, truth

VARIANTS = ["default", "datefirst", "dl", "table", "truncated", "thumbs", "relative"]
ENCODINGS = ["utf-8", "gb2312", "header", "header-gb", "meta", "meta-gb", "missing", "missing-gb", "bom"]
BOILERPLATE = re.compile(r"浏览次数|上一篇|下一篇|分享到|投稿须知|400-000-0000|版权所有")


def site_of(variant):
    return "replica" if variant == "default" else f"replica-{variant}"


@pytest.mark.parametrize(
    ("variant", "encoding"), [*((v, "mixed") for v in VARIANTS), *(("default", e) for e in ENCODINGS)]
)
def test_every_planted_report_is_found_with_its_text(tmp_path, variant, encoding):
    with ReplicaProcess(reports=30, variant=variant, encoding=encoding, truth=tmp_path / "truth.jsonl") as replica:
        row = crawl(tmp_path / "data", site_of(variant), replica.base_url)
    planted, got = truth(tmp_path / "truth.jsonl"), reports(tmp_path / "data")
    assert set(got) == set(planted)
    assert row["outcome"] == "done"
    assert row["pages_seen"] == 3 < row["pages_claimed"]
    for path, fact in planted.items():
        assert got[path]["text"] == fact["text"], path
        for name in ("title", "region_label", "listed_date"):
            assert got[path][name] == fact[name], path
        for name in ("report_date", "report_year", "admin_level"):
            assert got[path][name] in (fact[name], None), path
        assert not BOILERPLATE.search(got[path]["text"])


def test_a_report_under_two_addresses_is_two_linked_reports(tmp_path):
    with ReplicaProcess(reports=60, truth=tmp_path / "truth.jsonl") as replica:
        crawl(tmp_path / "data", "replica", replica.base_url)
    planted, got = truth(tmp_path / "truth.jsonl"), reports(tmp_path / "data")
    by_index = {fact["index"]: path for path, fact in planted.items()}
    copies = {
        path: by_index[fact["duplicate_of"]] for path, fact in planted.items() if fact["duplicate_of"] is not None
    }
    ids = {row["id"]: path for path, row in got.items()}
    linked = {path: ids[row["duplicate_of"]] for path, row in got.items() if row["duplicate_of"] is not None}
    assert copies
    assert {frozenset(pair) for pair in linked.items()} == {frozenset(pair) for pair in copies.items()}


def test_an_unchanged_site_costs_one_request_a_day_and_makes_no_version(tmp_path):
    data = tmp_path / "data"
    with ReplicaProcess(reports=50) as replica:
        crawl(data, "replica", replica.base_url)
        before = content(data)
        again = crawl(data, "replica", replica.base_url)
        full = crawl(data, "replica", replica.base_url, "--mode", "full")
    assert again["requests"] == 1, "robots.txt holds for a day"
    assert (
        published(data).execute("SELECT count(*) FROM captures WHERE crawl_id = 2 AND role = 'detail'").fetchone()[0]
        == 0
    )
    assert (full["outcome"], full["new"], full["changed"], full["gone"]) == ("done", 0, 0, 0)
    statuses = published(data).execute("SELECT DISTINCT status FROM captures WHERE crawl_id = 3 AND role = 'detail'")
    assert [row[0] for row in statuses] == [304]
    assert content(data) == before


def test_the_next_day_is_captured_exactly(tmp_path):
    data, later = tmp_path / "data", tmp_path / "day1.jsonl"
    with ReplicaProcess(reports=120, truth=tmp_path / "day0.jsonl") as replica:
        crawl(data, "replica", replica.base_url, "--mode", "full")
        port, base = int(replica.base_url.rpartition(":")[2]), replica.base_url
    day0 = truth(tmp_path / "day0.jsonl")
    with ReplicaProcess(reports=120, day=1, port=port, truth=later):
        new = crawl(data, "replica", base)
        day1 = truth(later)
        fetched = {
            row[0].removeprefix(base)
            for row in published(data).execute("SELECT url FROM captures WHERE crawl_id = 2 AND role = 'detail'")
        }
        walked = {
            row[0].removeprefix(base)
            for row in published(data).execute("SELECT url FROM ledger WHERE crawl_id = 2 AND url IS NOT NULL")
        }
        full = crawl(data, "replica", base, "--mode", "full")
    listed = {path: fact for path, fact in day1.items() if fact["removed_on_day"] is None}
    fresh = {path for path, fact in listed.items() if path not in day0 or fact["text"] != day0[path]["text"]}
    assert fetched == fresh & walked
    assert new["new"] == 3
    removed = set(day0) - set(listed)
    assert len(removed) == 2
    assert full["gone"] == 2
    got = reports(data)
    assert {path for path, row in got.items() if row["gone_since"]} == removed
    edited = {path for path in fresh if path in day0}
    assert len(edited) == 10
    assert {path for path, row in got.items() if row["version_count"] == 2} == edited
    for path, fact in listed.items():
        assert got[path]["text"] == fact["text"]
    bodies = (
        published(data)
        .execute("SELECT count(*) FROM captures WHERE crawl_id = 3 AND role = 'detail' AND status = 200")
        .fetchone()[0]
    )
    assert bodies == len(fresh - walked)
    first = published(data).execute("SELECT text FROM versions WHERE version = 1 AND text IS NOT NULL").fetchall()
    assert {row[0] for row in first} == {day0[path]["text"] for path in edited}


def settled(data):
    """Return how many entries the running crawl has done with; None while there is none."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{data}/archive.db?mode=ro", uri=True)) as conn:
        done = "state <> 'pending' AND crawl_id = (SELECT id FROM crawls WHERE outcome = 'running')"
        return conn.execute(f"SELECT count(*) FROM ledger WHERE {done}").fetchone()[0]
    return None


def test_stopped_with_ctrl_c_and_run_again_nothing_is_lost_or_twice(tmp_path):
    with ReplicaProcess(reports=150) as replica:
        crawl(tmp_path / "whole", "replica", replica.base_url)
        words = ["crawl", "--site", "replica", "--base-url", replica.base_url, "--data", tmp_path / "stopped"]
        stops = 0
        while stops < 3:
            child = subprocess.Popen([BAOGAO, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            deadline, before = time.monotonic() + 30, settled(tmp_path / "stopped") or 0
            while child.poll() is None and time.monotonic() < deadline:
                if (settled(tmp_path / "stopped") or 0) > before + 10:  # while it captures, not while it derives
                    child.send_signal(signal.SIGINT)
                    break
                time.sleep(0.01)
            child.communicate(timeout=60)
            if child.returncode == 0:
                break
            assert child.returncode == 3
            stops += 1
        else:
            crawl(tmp_path / "stopped", "replica", replica.base_url)
    assert stops >= 1
    assert content(tmp_path / "stopped") == content(tmp_path / "whole")
    conn = published(tmp_path / "stopped")
    assert conn.execute("SELECT count(*) FROM crawls").fetchone()[0] == 1
    assert conn.execute("SELECT count(*), count(DISTINCT url) FROM ledger WHERE state = 'captured'").fetchone()[:] == (
        150,
        150,
    )


def test_scrapy_alone_does_the_capture_stage_with_the_same_result(tmp_path):
    with ReplicaProcess(reports=30) as replica:
        crawl(tmp_path / "ours", "replica", replica.base_url)
        words = ["-a", "site=replica", "-a", f"base_url={replica.base_url}", "-a", "mode=new"]
        environment = {**os.environ, "BAOGAO_DATA": str(tmp_path / "scrapys")}
        scrapy = BAOGAO.with_name("scrapy")
        subprocess.run([scrapy, "crawl", "reports", *words], check=True, capture_output=True, env=environment)
    baogao("derive", "--data", tmp_path / "scrapys")
    baogao("publish", "--data", tmp_path / "scrapys")
    assert content(tmp_path / "scrapys") == content(tmp_path / "ours")


def test_derive_all_gives_the_same_archive_again(tmp_path):
    with ReplicaProcess(reports=70) as replica:
        crawl(tmp_path / "data", "replica", replica.base_url)
    before = content(tmp_path / "data")
    baogao("derive", "--all", "--workers", "2", "--data", tmp_path / "data")
    baogao("publish", "--data", tmp_path / "data")
    assert content(tmp_path / "data") == before
    assert published(tmp_path / "data").execute("SELECT count(*) FROM versions").fetchone()[0] == 70


def test_the_ledger_sums_to_what_was_listed(tmp_path):
    with ReplicaProcess(reports=100, truth=tmp_path / "truth.jsonl") as replica:
        row = crawl(tmp_path / "data", "replica", replica.base_url)
    site = json.loads((tmp_path / "truth.jsonl").read_text(encoding="utf-8").splitlines()[0])
    states = dict(published(tmp_path / "data").execute("SELECT state, count(*) FROM ledger GROUP BY 1").fetchall())
    assert row["entries_seen"] == site["entries_shown"] == sum(states.values())
    assert states == {"captured": 100, "excluded": 1}
    assert json.loads(baogao("status", "--json", "--data", tmp_path / "data").stdout)["ledger"]["residue"] == 0
    record(7, "tests/crawler/test_line.py::test_the_ledger_sums_to_what_was_listed", row["entries_seen"],
           "entries listed", "each in exactly one state")  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--site", "replica", "--base-url", "http://127.0.0.1:1"], 3, "connection_refused"),
        (["--site", "replica", "--base-url", "127.0.0.1:80"], 2, "not an http"),
        (["--site", "replica"], 2, "no base_url"),
        (["--site", "cyyqw", "--base-url", "https://example.org"], 2, "user_agent_contact"),
        (["--site", "nowhere", "--base-url", "http://127.0.0.1:1"], 2, "no site named 'nowhere'"),
        (["--mode", "wild"], 2, "wild"),
    ],
)
def test_a_mistake_is_one_sentence_and_the_right_exit_code(tmp_path, words, code, says):
    done = baogao("crawl", "--data", tmp_path / "data", *words, code=code)
    assert says in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_dry_run_asks_nothing(tmp_path):
    done = baogao(
        "crawl", "--site", "replica", "--base-url", "http://127.0.0.1:1", "--dry-run", "--data", tmp_path / "d"
    )
    assert "Nothing was asked of the site" in done.stdout
    assert "robots.txt obeyed" in done.stdout


def test_the_demo_tells_what_it_made_and_again_costs_one_request(tmp_path):
    first = baogao("demo", "--pages", 3, "--no-serve", "--data", tmp_path / "data").stdout
    assert "The archive holds 30 reports" in first
    assert "counties" in first
    assert "search 生态" in first
    again = baogao("demo", "--pages", 3, "--no-serve", "--data", tmp_path / "data").stdout
    assert "0 new, 0 changed" in again
    assert "1 requests" in again


def test_the_demo_leaves_another_archive_alone(tmp_path):
    baogao("crawl", "--site", "replica-dl", "--base-url", "http://127.0.0.1:1", "--data", tmp_path / "data", code=3)
    said = baogao("demo", "--no-serve", "--data", tmp_path / "data", code=2).stderr
    assert "holds the archive of replica-dl" in said


def test_a_port_in_use_is_one_sentence_before_anything_is_done(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = baogao("demo", "--port", port, "--data", tmp_path / "data", code=2).stderr
    assert f"Port {port} is in use" in said
    assert not (tmp_path / "data").exists()
