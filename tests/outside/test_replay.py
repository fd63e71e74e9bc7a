"""pywb replays our WARC files: every capture at its time, byte for byte, revisits with the content they stand for."""

from __future__ import annotations

from collections import Counter, defaultdict

from archive.warc import decode_body, read_exchange
from tests.guarantees import record
from tests.outside.wayback import timestamp

MOST = 10_000_000
ONCE = "(SELECT count(*) FROM captures AS a WHERE a.url = {0}.url AND a.crawl_id = {0}.crawl_id) = 1"
"""Wayback machines count seconds; page one, which a walk ends with again, may be asked for twice in one of them."""


def test_every_page_is_replayed_with_its_original_bytes(archived, wayback, request):
    captures = archived.rows(
        f"SELECT * FROM captures WHERE revisit_of IS NULL AND role <> 'robots' AND {ONCE.format('captures')}"
    )
    assert {(row["role"], row["status"]) for row in captures} >= {("listing", 200), ("detail", 200), ("detail", 404)}
    for row in captures:
        _headers, body = read_exchange(archived.warc / row["warc_file"], row["warc_offset"], row["warc_length"])
        replayed = wayback.as_captured(row["url"], row["fetched_at"])
        assert replayed.status == row["status"], row["url"]
        assert replayed.body == body, row["url"]
    record(3, request.node.nodeid, len(captures), "captures with a body", "pywb replays each byte for byte")


def test_an_unchanged_page_is_replayed_with_the_content_it_stands_for(archived, wayback, request):
    revisits = archived.rows(
        "SELECT r.url, r.fetched_at, r.status, o.warc_file, o.warc_offset, o.warc_length, o.fetched_at AS first "
        f"FROM captures AS r JOIN captures AS o ON o.id = r.revisit_of WHERE {ONCE.format('r')}"
    )
    assert Counter(row["status"] for row in revisits).keys() == {200, 304}
    for row in revisits:
        headers, body = read_exchange(archived.warc / row["warc_file"], row["warc_offset"], row["warc_length"])
        replayed = wayback.as_captured(row["url"], row["fetched_at"])
        assert (replayed.status, replayed.body == body) == (200, True), row["url"]
        assert decode_body(tuple(replayed.headers.items()), replayed.body, MOST) == decode_body(headers, body, MOST)
        assert row["fetched_at"] > row["first"]
    record(
        3, request.node.nodeid, len(revisits), "revisits (200 and 304)", "pywb replays each with its original's bytes"
    )


def test_each_capture_of_an_address_has_a_time_of_its_own(archived, wayback):
    times = defaultdict(list)
    for row in archived.rows(f"SELECT url, fetched_at FROM captures WHERE {ONCE.format('captures')} ORDER BY id"):
        times[row["url"]].append(timestamp(row["fetched_at"]))
    several = [url for url, captured in times.items() if len(captured) > 2]
    assert several
    for url, captured in times.items():
        assert wayback.captures(url) == captured == sorted(set(captured)), url


def test_an_edited_page_is_replayed_in_both_its_states(archived, wayback):
    edited = archived.rows(
        "SELECT a.url, a.fetched_at AS before, b.fetched_at AS after FROM captures AS a JOIN captures AS b "
        "ON a.url = b.url AND a.id < b.id AND a.status = b.status AND a.body_sha256 <> b.body_sha256 "
        "WHERE a.role = 'detail' AND a.revisit_of IS NULL AND b.revisit_of IS NULL"
    )
    assert edited
    for row in edited:
        assert wayback.as_captured(row["url"], row["before"]).body != wayback.as_captured(row["url"], row["after"]).body


def test_a_reader_of_the_wayback_machine_sees_the_page(archived, wayback):
    row = archived.rows("SELECT url, fetched_at FROM captures WHERE role = 'detail' AND revisit_of IS NULL LIMIT 1")[0]
    replayed = wayback.get(f"{timestamp(row['fetched_at'])}mp_/{row['url']}")
    assert replayed.status == 200
    page = decode_body(tuple(replayed.headers.items()), replayed.body, MOST).decode()
    assert "政府工作报告" in page
