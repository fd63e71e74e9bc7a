"""When a request fails: the right status, words in both languages, and nothing of SQL, files or tracebacks."""

from __future__ import annotations

import logging

import pytest
from datasette.app import Datasette

from archive.reading_room.errors import TOO_SLOW
from tests.archive.reading_room.conftest import described, getter

pytestmark = pytest.mark.filterwarnings("ignore:coroutine .* was never awaited")  # Datasette, where one facet fails
SLOW = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers) SELECT count(*) FROM numbers"
MISTYPED = (
    "/archive/reports{}?_sort=nope",
    "/archive/reports{}?_sort=id&_sort_desc=id",
    "/archive/reports{}?_facet=nope",
    "/archive/reports{}?_col=nope",
    "/archive/reports{}?_size=many",
    "/archive/reports{}?_timelimit=soon",
    "/archive/reports{}?_through={{}}",
    "/archive/reports{}?_through=[]",
    "/archive/reports{}?_through=nope",
    "/archive/reports{}?id__in=[",
)
MISSING = ("/archive/nothing{}", "/archive/reports/999{}", "/archive/versions/1{}", "/nothing{}")
CLOSED = ("/archive{}?sql=select+1", "/archive/reports{}?_where=1")


def said(answer, status: int) -> str:
    assert answer.status_code == status
    page = answer.text
    assert page.count('<html lang="zh-CN">') == page.count("<h1") == 1
    assert "select" not in page.lower().replace("<select", "")
    assert "Traceback" not in page
    return page


@pytest.mark.parametrize("path", MISTYPED)
def test_a_mistyped_column_or_condition_is_the_request_s_fault(own, path):
    page = said(own(path.format("")), 400)
    assert "看不懂这个请求 · The request was not understood" in page
    assert 'href="/archive/reports"' in page


@pytest.mark.parametrize("path", MISSING)
def test_what_is_not_there_is_said_in_both_languages(own, path):
    assert "没有这一页 · There is no such page" in said(own(path.format("")), 404)


@pytest.mark.parametrize("path", CLOSED)
def test_closed_doors_say_what_is_open(own, path):
    assert "请用检索、筛选或现成的查询" in said(own(path.format("")), 403)


@pytest.mark.parametrize(("paths", "status"), [(MISTYPED, 400), (MISSING, 404), (CLOSED, 403)])
def test_programs_are_answered_in_json(own, paths, status):
    for path in paths:
        answer = own(path.format(".json"))
        assert answer.status_code == answer.json()["status"] == status, path
        assert answer.json()["ok"] is False


def test_a_table_that_fails_as_csv_is_no_page(own):
    answer = own("/archive/reports.csv?_sort=nope")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.startswith("The request was not understood.")


def test_a_query_that_takes_too_long_says_so_and_shows_no_sql(own_database):
    metadata = described()
    metadata["databases"]["archive"]["queries"]["slow"] = {"title": "慢 · Slow", "sql": SLOW}
    get = getter(Datasette(immutables=[str(own_database)], metadata=metadata, settings={"sql_time_limit_ms": 60}))
    page = said(get("/archive/slow"), 400)
    assert TOO_SLOW.title in page
    assert TOO_SLOW.advice_en in page
    assert get("/archive/slow.json").json()["title"] == TOO_SLOW.title_en


@pytest.mark.parametrize("name", ["databases", "databases.json", "threads.json", "patterns"])
def test_the_insides_of_the_server_are_not_shown(own, own_database, name):
    answer = own(f"/-/{name}")
    assert answer.status_code == 404
    assert str(own_database.parent) not in answer.text


def test_a_mistyped_address_leaves_no_traceback_on_the_terminal(own, capfd, caplog):
    with caplog.at_level(logging.ERROR):
        own("/archive/reports?_through=nope")
        own("/archive/reports?_sort=nope")
        own("/archive/nothing")
    assert capfd.readouterr() == ("", "")
    assert not caplog.records
