"""Validators that tell nothing are not sent, and no page is believed unchanged for ever."""

from __future__ import annotations

import datetime as dt

import pytest

from archive import clock
from archive.paths import DataDir
from archive.store import Store
from archive.validators import WHOLE_AGAIN, Validators
from archive.walk import Body

NOW = dt.datetime(2026, 3, 1, 12, 0, 0, tzinfo=dt.UTC)
MODIFIED = "Tue, 08 Jul 2025 00:00:00 GMT"


@pytest.fixture
def archive(tmp_path, monkeypatch):
    """An archive with one crawl; `archive(url, etag, sha256, …)` adds a capture and returns its id."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with Store(DataDir(tmp_path / "data")) as store:
        with store.transaction() as db:
            db.execute(
                "INSERT INTO crawls (id, site, mode, started_at, software_version, config) "
                "VALUES (1, 's', 'new', '', '', '{}')"
            )
            db.execute("INSERT INTO warc_files (name, crawl_id, opened_at) VALUES ('w', 1, '')")

        def add(url, etag, sha256, *, days=0, status=200, revisit_of=None):
            with store.transaction() as db:
                return db.execute(
                    "INSERT INTO captures (crawl_id, role, url, fetched_at, status, etag, body_sha256, warc_file, "
                    "warc_offset, warc_length, revisit_of) "
                    "VALUES (1, 'detail', ?, ?, ?, ?, ?, 'w', 0, 0, ?) RETURNING id",
                    (url, clock.iso(NOW - dt.timedelta(days=days)), status, etag, sha256, revisit_of),
                ).fetchone()[0]

        add.conn = store.conn
        yield add


def headers(archive, capture, etag='"1"', modified=MODIFIED):
    return Validators(archive.conn, "s").headers(Body(capture, etag, modified))


def test_both_validators_are_sent(archive):
    capture = archive("/a", '"1"', "aa")
    assert headers(archive, capture) == {"If-None-Match": '"1"', "If-Modified-Since": MODIFIED}


def test_what_is_not_known_is_asked_whole(archive):
    assert Validators(archive.conn, "s").headers(None) == {}


def test_an_etag_of_two_bodies_is_not_sent(archive):
    capture = archive("/a", '"1"', "aa")
    archive("/b", '"1"', "bb")
    assert headers(archive, capture) == {"If-Modified-Since": MODIFIED}


def test_an_etag_of_one_body_at_two_addresses_is_sent(archive):
    capture = archive("/a", '"1"', "aa")
    archive("/b", '"1"', "aa")
    assert "If-None-Match" in headers(archive, capture)


def test_another_sites_etags_do_not_count(archive):
    capture = archive("/a", '"1"', "aa")
    archive("/b", '"1"', "bb")
    assert "If-None-Match" in Validators(archive.conn, "other").headers(Body(capture, '"1"', None))


def test_after_ninety_days_a_page_is_asked_whole_whatever_304_said(archive):
    capture = archive("/a", '"1"', "aa", days=WHOLE_AGAIN.days + 1)
    archive("/a", '"1"', "aa", days=1, status=304, revisit_of=capture)
    assert headers(archive, capture) == {}


def test_the_same_body_received_again_begins_the_ninety_days_anew(archive):
    capture = archive("/a", '"1"', "aa", days=WHOLE_AGAIN.days + 1)
    archive("/a", '"1"', "aa", days=1, revisit_of=capture)
    assert "If-None-Match" in headers(archive, capture)
