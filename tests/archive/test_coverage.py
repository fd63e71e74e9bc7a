"""Which reports should be there and are not: every state with its reason, and parent and child targets side by side."""

from __future__ import annotations

import sqlite3
import time
from random import Random

import pytest
from sqlite_utils import Database

from archive.coverage import write_missing
from archive.derive.places.table import areas, townships
from archive.facts import region_rows
from archive.schema import migrations


@pytest.fixture(scope="module")
def template() -> sqlite3.Connection:
    """An empty archive with its table of regions."""
    conn = sqlite3.connect(":memory:")
    for _number, sql in migrations():
        conn.executescript(sql)
    Database(conn).table("regions").insert_all(region_rows())
    conn.commit()
    return conn


@pytest.fixture
def conn(template: sqlite3.Connection) -> sqlite3.Connection:
    conn = sqlite3.connect(":memory:")
    conn.row_factory = sqlite3.Row
    template.backup(conn)
    return conn


def hold(conn: sqlite3.Connection, code: str, level: str, year: int | None, **more: object) -> int:
    """Put a report into the archive and return its id."""
    number = conn.execute("SELECT coalesce(max(id), 0) + 1 FROM reports").fetchone()[0]
    row = {
        **dict.fromkeys(("title", "text_sha256", "rule_version", "first_seen_at", "last_seen_at"), ""),
        **dict.fromkeys(("last_checked_at", "last_changed_at"), ""),
        **dict.fromkeys(("char_count", "han_count", "version", "version_count", "capture_id"), 1),
        "id": number,
        "report_key": f"key{number}",
        "site": "one",
        "url": f"/{number}",
        "kind": "work_report",
        "region_code": code,
        "admin_level": level,
        "report_year": year,
        **more,
    }
    conn.execute(f"INSERT INTO reports ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values()))
    return number


def lose(conn: sqlite3.Connection, code: str, level: str, year: int, state: str, reason: str) -> None:
    conn.execute(
        "INSERT INTO missing_reports VALUES ('one', '/lost', '', ?, ?, NULL, ?, ?, ?)",
        (code, level, year, state, reason),
    )


def cell(conn: sqlite3.Connection, code: str, year: int, level: str | None = None) -> sqlite3.Row:
    rows = conn.execute(
        "SELECT * FROM coverage WHERE region_code = ? AND year = ? AND level = coalesce(?, level)", (code, year, level)
    ).fetchall()
    assert len(rows) == 1
    return rows[0]


def test_nothing_is_said_of_an_empty_archive(conn: sqlite3.Connection) -> None:
    assert conn.execute("SELECT * FROM coverage").fetchall() == []


def test_a_region_its_ancestors_and_every_year_between_the_first_and_the_last(conn: sqlite3.Connection) -> None:
    hold(conn, "370481107", "township", 2018, township="姜屯镇")
    hold(conn, "370200", "prefecture", 2020)
    rows = conn.execute("SELECT region_code, year, state FROM coverage ORDER BY region_code, year").fetchall()
    codes = ("370000", "370200", "370400", "370481", "370481107")
    assert [tuple(row)[:2] for row in rows] == [(code, year) for code in codes for year in (2018, 2019, 2020)]
    held = {tuple(row)[:2] for row in rows if row["state"] == "held"}
    assert held == {("370481107", 2018), ("370200", 2020)}


def test_held_names_the_report_and_whether_the_one_above_is_held(conn: sqlite3.Connection) -> None:
    hold(conn, "370000", "province", 2020)
    number = hold(conn, "370200", "prefecture", 2020)
    row = cell(conn, "370200", 2020)
    assert (row["state"], row["reason"], row["report_id"], row["report_key"]) == ("held", None, number, f"key{number}")
    assert (row["name"], row["parent_code"], row["parent_held"]) == ("青岛市", "370000", 1)
    assert cell(conn, "370000", 2020)["parent_held"] is None


def test_a_code_not_in_use_in_a_year_did_not_exist(conn: sqlite3.Connection) -> None:
    hold(conn, "370521", "county", 2010)
    hold(conn, "370505", "county", 2019)
    seen = {code: [cell(conn, code, year)["state"] for year in (2010, 2015, 2019)] for code in ("370521", "370505")}
    assert seen["370521"] == ["held", "not_held", "did_not_exist"]
    assert seen["370505"] == ["did_not_exist", "did_not_exist", "held"]
    assert cell(conn, "370521", 2019)["reason"] == "code_no_longer_in_use"
    assert cell(conn, "370505", 2010)["reason"] == "code_not_yet_in_use"
    assert cell(conn, "370505", 2016)["reason"] == "year_of_change"


def test_a_code_that_recurs_did_not_exist_between(conn: sqlite3.Connection) -> None:
    hold(conn, "429001", "county", 1988)
    hold(conn, "429001", "county", 1998)
    assert [cell(conn, "429001", year)["state"] for year in (1989, 1992, 1997)] == [
        "not_held",
        "did_not_exist",
        "not_held",
    ]


def test_the_name_is_that_of_the_year(conn: sqlite3.Connection) -> None:
    hold(conn, "420600", "prefecture", 2005)
    hold(conn, "420600", "prefecture", 2015)
    assert [cell(conn, "420600", year)["name"] for year in (2006, 2014)] == ["襄樊市", "襄阳市"]


def test_failed_and_gone_entries_are_told_apart_from_what_was_never_listed(conn: sqlite3.Connection) -> None:
    hold(conn, "370200", "prefecture", 2018)
    hold(conn, "370200", "prefecture", 2021)
    lose(conn, "370200", "prefecture", 2019, "failed", "timeout")
    assert tuple(cell(conn, "370200", 2019))[5:7] == ("failed", "timeout")
    assert tuple(cell(conn, "370200", 2020))[5:7] == ("not_held", "none_known")
    assert cell(conn, "370200", 2019)["url"] == "/lost"


def test_a_lost_entry_counts_for_nothing_where_the_report_is_held_elsewhere(conn: sqlite3.Connection) -> None:
    hold(conn, "370200", "prefecture", 2019)
    lose(conn, "370200", "prefecture", 2019, "failed", "timeout")
    assert cell(conn, "370200", 2019)["state"] == "held"


def test_a_region_that_only_failed_is_not_left_out(conn: sqlite3.Connection) -> None:
    hold(conn, "110000", "province", 2019)
    lose(conn, "370200", "prefecture", 2019, "gone", "http_404")
    assert tuple(cell(conn, "370200", 2019))[5:7] == ("gone", "http_404")


def test_a_report_that_the_site_took_away_is_gone_and_still_named(conn: sqlite3.Connection) -> None:
    number = hold(conn, "370200", "prefecture", 2019, gone_since="2024-01-01T00:00:00Z")
    assert (cell(conn, "370200", 2019)["state"], cell(conn, "370200", 2019)["report_id"]) == ("gone", number)
    hold(conn, "370200", "prefecture", 2019)
    assert cell(conn, "370200", 2019)["state"] == "held"


def test_what_is_unknown_is_said_to_be_unknown(conn: sqlite3.Connection) -> None:
    hold(conn, "370200", "prefecture", None)
    hold(conn, "370481107", "township", 2019, township="姜屯镇")
    hold(conn, "110000", "province", 2020)
    assert cell(conn, "370200", 2019)["reason"] == "report_of_unknown_year"
    assert cell(conn, "370481107", 2020)["reason"] == "township_history_unknown"


def test_a_township_with_the_code_of_its_county_is_not_the_county(conn: sqlite3.Connection) -> None:
    hold(conn, "370830", "township", 2019, township="南站镇")
    hold(conn, "370830", "township", 2019, township="某镇")
    rows = conn.execute("SELECT name, level, state, parent_code FROM coverage WHERE region_code = '370830' ORDER BY 1")
    assert sorted(tuple(row) for row in rows) == [
        ("南站镇", "township", "held", "370830"),
        ("某镇", "township", "held", "370830"),
        ("汶上县", "county", "not_held", "370800"),
    ]


def test_plans_and_budgets_are_not_held_reports(conn: sqlite3.Connection) -> None:
    hold(conn, "370200", "prefecture", 2019, kind="budget_report")
    hold(conn, "370200", "prefecture", 2020)
    assert cell(conn, "370200", 2019)["state"] == "not_held"


def aim(conn: sqlite3.Connection, report: int, value: float | None, basis: str = "target", year: int = 2019) -> None:
    """Give a report a growth of gdp."""
    conn.execute(
        "INSERT INTO indicators (report_id, position, indicator, basis, measure, horizon, year, value, unit, status, "
        "rule_version) SELECT :report, count(*) + 1, 'gdp', :basis, 'growth', 'annual', :year, :value, '%', :status, "
        "'' FROM indicators WHERE report_id = :report",
        {
            "report": report,
            "basis": basis,
            "year": year,
            "value": value,
            "status": "not_stated" if value is None else "stated",
        },
    )


def test_targets_of_two_levels_stand_side_by_side_only_where_both_are_held(conn: sqlite3.Connection) -> None:
    city = hold(conn, "370200", "prefecture", 2019, province="山东省", prefecture="青岛市")
    county = hold(conn, "370281", "county", 2019, county="胶州市")
    alone = hold(conn, "370281", "county", 2020, county="胶州市")
    for report, value, year in ((city, 7, 2019), (county, 8, 2019), (alone, 9, 2020)):
        aim(conn, report, value, year=year)
        aim(conn, report, 1, "achieved", year - 1)
    rows = conn.execute("SELECT name, value, parent_name, parent_value, difference FROM target_ladder").fetchall()
    assert [tuple(row) for row in rows] == [("胶州市", 8.0, "青岛市", 7.0, 1.0)]


def test_a_report_given_in_december_stands_beside_the_plans_of_the_year_it_plans(conn: sqlite3.Connection) -> None:
    aim(conn, hold(conn, "370200", "prefecture", 2019, prefecture="青岛市"), 7)
    aim(conn, hold(conn, "370281", "county", 2018, county="胶州市"), 8, year=2019)
    aim(conn, hold(conn, "370282", "county", 2019, county="即墨市"), 9, year=2020)
    rows = conn.execute("SELECT year, name, value, parent_value FROM target_ladder").fetchall()
    assert [tuple(row) for row in rows] == [(2019, "胶州市", 8.0, 7.0)]


def test_the_ladder_has_no_difference_where_one_is_not_stated(conn: sqlite3.Connection) -> None:
    aim(conn, hold(conn, "370200", "prefecture", 2019), None)
    aim(conn, hold(conn, "370281", "county", 2019), 8)
    row = conn.execute("SELECT status, parent_status, parent_value, difference FROM target_ladder").fetchone()
    assert tuple(row) == ("stated", "not_stated", None, None)


def test_a_township_of_a_county_stands_beside_the_county(conn: sqlite3.Connection) -> None:
    aim(conn, hold(conn, "370830", "county", 2019, county="汶上县"), 7)
    aim(conn, hold(conn, "370830", "township", 2019, county="汶上县", township="南站镇"), 8)
    rows = conn.execute("SELECT name, parent_name FROM target_ladder").fetchall()
    assert [tuple(row) for row in rows] == [("南站镇", "汶上县")]


def list_entry(conn: sqlite3.Connection, url: str, title: str, *states: tuple[str, str | None]) -> None:
    """Put an entry into the ledger of one believed crawl for each state."""
    entry = conn.execute(
        "INSERT INTO entries (site, url, report_key, title) VALUES ('one', ?, ?, ?)", (url, url, title)
    ).lastrowid
    for crawl, (state, reason) in enumerate(states, 1):
        conn.execute(
            "INSERT INTO ledger (crawl_id, url, title, state, reason, entry_id, believed) VALUES (?, ?, ?, ?, ?, ?, 1)",
            (crawl, url, title, state, reason, entry),
        )


def test_titles_of_entries_without_a_text_tell_region_and_year(conn: sqlite3.Connection) -> None:
    list_entry(conn, "/a", "【滕州市招商】2020年姜屯镇政府工作报告", ("failed", "timeout"))
    list_entry(conn, "/b", "【青岛招商】政府工作报告", ("failed", "timeout"), ("gone", "http_404"))
    list_entry(conn, "/c", "【青岛招商】2019年青岛市政府工作报告", ("captured", None))
    list_entry(conn, "/d", "【青岛招商】2019年青岛市政府工作报告", ("failed", "timeout"), ("captured", None))
    list_entry(conn, "/e", "关于青岛市2019年预算草案的报告", ("failed", "timeout"))
    write_missing(Database(conn))
    write_missing(Database(conn))
    rows = conn.execute("SELECT url, region_code, township, report_year, state, reason FROM missing_reports ORDER BY 1")
    assert [tuple(row) for row in rows] == [
        ("/a", "370481107", "姜屯镇", 2020, "failed", "timeout"),
        ("/b", None, None, None, "gone", "http_404"),
    ]


def test_five_thousand_reports_answer_in_less_than_a_second_by_indexes(conn: sqlite3.Connection) -> None:
    rng = Random(5070)
    towns = [(name, code) for name, codes in townships().items() for code in codes]
    for _ in range(5070):
        year, area = rng.randint(1995, 2025), rng.choice(areas())
        name, code = rng.choice(towns)
        if rng.random() < 0.5 and area.in_use(year):
            hold(conn, area.code, area.level, year)
        else:
            hold(conn, code, "township", year, township=name)
    for query in (
        "SELECT state, reason, count(*) FROM coverage GROUP BY 1, 2",
        "SELECT * FROM coverage WHERE region_code = '370200'",
        "SELECT * FROM coverage LIMIT 101",
    ):
        started = time.process_time()
        conn.execute(query).fetchall()
        assert time.process_time() - started < 1, query
    plan = [row["detail"] for row in conn.execute("EXPLAIN QUERY PLAN SELECT * FROM coverage")]
    scans = {step.split()[1] for step in plan if step.startswith("SCAN ")}
    assert scans <= {"reports", "missing_reports", "named", "tree", "places", "years", "place"}  # each once, no product
    assert not [step for step in plan if "AUTOMATIC" in step]
