"""What is open and closed, with an archive alone, with a foreign database alone, and with both."""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from datasette.app import DEFAULT_SETTINGS, Datasette
from datasette.plugins import pm

from archive.reading_room.house_rules import SETTINGS
from tests.archive.reading_room.conftest import described, getter


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of somebody else, named like ours, with tables like ours."""
    path = tmp_path_factory.mktemp("foreign") / "archive.db"
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE reports (id INTEGER PRIMARY KEY, title TEXT, text TEXT)")
        conn.execute("CREATE VIRTUAL TABLE reports_fts USING fts5 (title, text, content='reports')")
        conn.execute("INSERT INTO reports VALUES (1, 'green growth', 'all of it'), (2, '生态', '生态环境')")
        conn.execute("INSERT INTO reports_fts (rowid, title, text) SELECT id, title, text FROM reports")
        conn.execute("CREATE TABLE report_texts (report_id INTEGER PRIMARY KEY, text TEXT)")
        conn.commit()
    return path


FOREIGN_PAGES = (
    "/",
    "/archive",
    "/archive/reports",
    "/archive/reports?_search=green",
    "/archive/reports?_search=生态",
    "/archive/reports?_search=",
    '/archive/reports?_search="&_searchmode=raw',
    "/archive/reports/1",
    "/archive/report_texts",
    "/archive?sql=select+1",
    "/archive?sql=select+escape_fts('a')",
    "/archive?sql=select+baogao_occurrences(1,2)",
    "/archive/nothing",
    "/archive/reports.json",
    "/-/settings.json",
)


def test_a_foreign_database_is_served_as_by_datasette_alone(foreign):
    def pages() -> list[tuple[int, str]]:
        get = getter(Datasette([str(foreign)]))
        return [(answer.status_code, answer.text) for answer in map(get, FOREIGN_PAGES)]

    with_us = [strip(page) for page in pages()]
    plugin = next(plugin for plugin in pm.get_plugins() if plugin.__name__ == "archive.reading_room")
    name = pm.get_name(plugin)
    pm.unregister(plugin)
    try:
        without_us = [strip(page) for page in pages()]
    finally:
        pm.register(plugin, name)
    for path, ours, stock in zip(FOREIGN_PAGES, with_us, without_us, strict=True):
        assert ours == stock, path


def strip(page: tuple[int, str]) -> tuple[int, str]:
    """Leave out what differs from one request to the next."""
    status, text = page
    lines = [line for line in text.splitlines() if "Queries took" not in line and '"query_ms"' not in line]
    return status, "\n".join(lines).partition('"query_ms"')[0]


def test_an_archive_alone_gets_the_settings_of_the_house(own):
    settings = own("/-/settings.json").json()
    assert {name: settings[name] for name in SETTINGS} == SETTINGS


def test_a_setting_that_was_given_stays(own_database):
    datasette = Datasette([str(own_database)], settings={"default_page_size": 7, "facet_time_limit_ms": 9})
    with ThreadPoolExecutor(1) as own_thread:  # the browser tests keep a loop running in this one
        own_thread.submit(lambda: asyncio.run(datasette.invoke_startup())).result()
    assert datasette.setting("default_page_size") == datasette.page_size == 7
    assert datasette.setting("facet_time_limit_ms") == 9
    assert datasette.setting("suggest_facets") is False


@pytest.mark.parametrize("path", ["/archive?sql=select+1", "/archive.db", "/archive/reports?_where=1"])
def test_sql_and_downloads_are_closed(own, path):
    assert own(path).status_code == 403


def test_in_company_settings_stay_and_doors_of_the_archive_are_closed_all_the_same(own_database, foreign):
    datasette = Datasette(immutables=[str(own_database), str(foreign)], metadata=described())
    get = getter(datasette)
    assert get("/").status_code == 200
    assert {name: datasette.setting(name) for name in SETTINGS} == {name: DEFAULT_SETTINGS[name] for name in SETTINGS}
    assert get("/archive?sql=select+1").status_code == get("/archive.db").status_code == 403
    assert get("/archive_2?sql=select+1").status_code == get("/archive_2.db").status_code == 200
    assert "3 处" in get("/archive/reports?_search=生态").text
    assert "lang=" not in get("/archive_2/reports").text


def test_sql_can_be_opened_by_the_metadata(own_database):
    get = getter(Datasette(immutables=[str(own_database)], metadata={**described(), "allow_sql": True}))
    assert get("/archive?sql=select+title+from+reports").status_code == 200
    assert 'name="sql"' in get("/archive").text


def test_an_archive_under_another_name_is_known_by_its_mark(own_database, tmp_path):
    renamed = tmp_path / "snapshot 1.db"
    renamed.write_bytes(own_database.read_bytes())
    get = getter(Datasette(immutables=[str(renamed)]))
    assert "3 处" in get("/snapshot~20~31/reports?_search=生态".replace("~31", "1").replace("~20", "+")).text
