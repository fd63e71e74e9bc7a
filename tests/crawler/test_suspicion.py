"""Nothing suspicious is believed: each guard with its planted case, on the final state after the command."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing, contextmanager

import pytest

from crawler.replica.process import ReplicaProcess
from crawler.sites import FOLDER
from tests.guarantees import record
from tests.line import baogao, content, crawl

REPORTS = 60
PLANTED = {
    "captcha:on=listing,times=always": "listing_pages",
    "captcha:on=detail,times=always": "bad_details",
    "too-frequent:on=listing,times=always": "listing_pages",
    "too-frequent:on=detail,times=always": "bad_details",
    "login:on=listing,times=always": "listing_pages",
    "login:on=detail,times=always": "bad_details",
    "empty:on=detail,times=always": "bad_details",
    "no-entries": "listing_pages",
    "no-entries:share=0.3": "listing_pages",
    "few-pages:claims=3": "pages_fell",
    "new-markup:on=listing": "listing_pages",
    "new-markup:on=detail": "bad_details",
    "same-body:chars=3000": "bad_details",
    "edited-all": "many_changes",
}


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """A data directory after a good full crawl, and the port its site had."""
    data = tmp_path_factory.mktemp("good") / "data"
    with ReplicaProcess(reports=REPORTS) as replica:
        crawl(data, "replica", replica.base_url, "--mode", "full")
        return data, int(replica.base_url.rpartition(":")[2])


@pytest.fixture
def held(good, tmp_path):
    """A copy of that directory, and a way to serve the same site with faults."""
    data = tmp_path / "data"
    shutil.copytree(good[0], data)

    @contextmanager
    def site(*faults, **options):
        with ReplicaProcess(reports=REPORTS, port=good[1], fault=faults, **options) as replica:
            yield replica.base_url

    return data, site


def alarms(data):
    return json.loads(baogao("alarms", "--json", "--data", data).stdout)


def rows(data, sql):
    with closing(sqlite3.connect(data / "archive.db")) as conn:
        return conn.execute(sql).fetchall()


def sha256(data):
    return hashlib.sha256((data / "published" / "archive.db").read_bytes()).hexdigest()


@pytest.mark.parametrize(("fault", "kind"), PLANTED.items())
def test_a_planted_case_is_held_back(held, fault, kind):
    data, site = held
    before = sha256(data), rows(data, "SELECT report_key, title, gone_since, version FROM reports ORDER BY 1")
    with site(fault) as base_url:
        row = crawl(data, "replica", base_url, "--mode", "full", code=4)
    assert (row["outcome"], row["gone"], row["published"], row["believed_at"]) == ("suspect", 0, None, None)
    assert kind in {alarm["kind"] for alarm in alarms(data)}
    baogao("derive", "--data", data)
    assert before == (sha256(data), rows(data, "SELECT report_key, title, gone_since, version FROM reports ORDER BY 1"))
    assert rows(data, "SELECT count(*) FROM entries WHERE gone_since IS NOT NULL") == [(0,)]
    status = baogao("status", "--data", data, code=4).stdout
    assert "ALARM 1" in status
    assert "baogao alarms accept|reject|ack" in status
    record(6, f"tests/crawler/test_suspicion.py::test_a_planted_case_is_held_back[{fault}-{kind}]", 1,
           "planted cases", "held back")  # fmt: skip


def test_fewer_entries_than_the_profile_wants_are_held_back(held, tmp_path):
    data, site = held
    profile = (FOLDER / "replica.toml").read_text(encoding="utf-8").replace("min_entries = 5", "min_entries = 12")
    (tmp_path / "strict.toml").write_text(profile, encoding="utf-8")
    with site() as base_url:
        crawl(data, tmp_path / "strict.toml", base_url, "--mode", "full", code=4)
    (alarm,) = alarms(data)
    evidence = json.loads(alarm["evidence"])
    ((read,),) = rows(data, "SELECT pages_seen FROM crawls WHERE outcome = 'suspect'")
    assert (alarm["kind"], evidence["min_entries"], evidence["count"]) == ("listing_pages", 12, read - 1)


def test_evidence_has_ids_and_figures_and_no_page_content(held):
    data, site = held
    with site("edited-all") as base_url:
        crawl(data, "replica", base_url, "--mode", "full", code=4)
    (alarm,) = alarms(data)
    assert json.loads(alarm["evidence"]) == {"changed": REPORTS, "known": REPORTS, "max_changed": 0.5}
    assert f"{REPORTS} of {REPORTS} known entries have changed: more than 50%" in alarm["message"]


def test_the_next_good_crawl_is_believed_although_an_alarm_is_open(held):
    data, site = held
    before = content(data)
    with site("new-markup:on=detail") as base_url:
        crawl(data, "replica", base_url, "--mode", "full", code=4)
    with site() as base_url:
        row = crawl(data, "replica", base_url, "--mode", "full")
    assert (row["outcome"], row["changed"], row["published"]) == ("done", 0, REPORTS)
    assert content(data) == before
    baogao("status", "--data", data, code=4)
    assert "acknowledged" in baogao("alarms", "ack", *(alarm["id"] for alarm in alarms(data)), "--data", data).stdout
    baogao("status", "--data", data)


def test_what_is_rejected_stays_underived_for_good(held):
    data, site = held
    before = content(data)
    with site("edited-all") as base_url:
        crawl(data, "replica", base_url, "--mode", "full", code=4)
    baogao("alarms", "reject", "1", "--data", data)
    assert "rejected already, which is final" in baogao("alarms", "accept", "1", "--data", data, code=2).stderr
    for words in (("derive", "--all"), ("publish",)):
        baogao(*words, "--data", data)
    assert content(data) == before
    assert "every row is what the bytes say" in baogao("verify", "--data", data).stdout
    with site() as base_url:
        assert crawl(data, "replica", base_url, "--mode", "full")["changed"] == 0


def test_what_is_accepted_is_derived_and_published(held):
    data, site = held
    with site("edited-all") as base_url:
        crawl(data, "replica", base_url, "--mode", "full", code=4)
    assert "believed from now on" in baogao("alarms", "accept", "1", "--data", data).stdout
    baogao("derive", "--data", data)
    baogao("publish", "--data", data)
    assert {row[5] for row in content(data).values()} == {2}, "every report has a second version"
    with site("edited-all") as base_url:
        assert crawl(data, "replica", base_url, "--mode", "full")["outcome"] == "done"
    assert "every row is what the bytes say" in baogao("verify", "--data", data).stdout


def test_an_accepted_fall_is_the_new_measure(held):
    data, site = held
    with site("few-pages:claims=3") as base_url:
        crawl(data, "replica", base_url, "--mode", "full", code=4)
    assert {alarm["kind"] for alarm in alarms(data)} == {"pages_fell", "entries_fell"}
    assert "other alarms" in baogao("alarms", "accept", "1", "--data", data).stdout
    assert "believed from now on" in baogao("alarms", "accept", "2", "--data", data).stdout
    with site("few-pages:claims=3") as base_url:
        row = crawl(data, "replica", base_url, "--mode", "full")
    assert (row["outcome"], row["gone"]) == ("done", 0), "their own addresses still answer"


def test_accepting_late_never_overrides_what_a_later_crawl_saw(held):
    data, site = held
    with site("edited-all") as base_url:
        crawl(data, "replica", base_url, "--mode", "full", code=4)
    with site() as base_url:
        crawl(data, "replica", base_url, "--mode", "full")
    before = content(data)
    baogao("alarms", "accept", "1", "--data", data)
    baogao("derive", "--data", data)
    baogao("publish", "--data", data)
    assert content(data) == before
    assert "every row is what the bytes say" in baogao("verify", "--data", data).stdout


def test_a_single_bad_detail_fails_its_entry_and_nothing_else(held):
    data, site = held
    with site("captcha:on=detail,times=always,share=0.02") as base_url:
        row = crawl(data, "replica", base_url, "--mode", "full", code=3)
    assert (row["outcome"], row["failed"], row["unchanged"], row["published"]) == (
        "incomplete",
        1,
        REPORTS - 1,
        REPORTS,
    )
    assert alarms(data) == []
    assert rows(data, "SELECT count(*) FROM reports WHERE version > 1 OR quality_flags LIKE '%listing%'") == [(0,)]


def test_the_same_notice_at_some_addresses_fails_these_entries_only(held):
    data, site = held
    with site("same-body:chars=3000,share=0.13") as base_url:
        row = crawl(data, "replica", base_url, "--mode", "full", code=3)
    assert row["outcome"] == "incomplete"
    assert 5 < row["failed"] < 0.2 * REPORTS
    assert set(rows(data, "SELECT reason FROM ledger WHERE state = 'failed'")) == {("same_body",)}
    assert rows(data, "SELECT count(*) FROM reports WHERE version > 1") == [(0,)]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("alarms", "accept"), "Say which alarm"),
        (("alarms", "accept", "7"), "There is no alarm 7"),
        (("alarms", "approve", "1"), "approve"),
    ],
)
def test_a_mistake_is_one_sentence(good, words, says):
    said = baogao(*words, "--data", good[0], code=2).stderr
    assert says in said
    assert "Traceback" not in said
