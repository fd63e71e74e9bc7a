"""datasette_metadata.yml against the schema: everything described, in both languages, every query sound."""

from __future__ import annotations

import ast
import inspect
import re
import sqlite3
from contextlib import closing

import pytest

from archive import guards
from archive.derive.facts import NO_SUCCESSOR
from archive.derive.flags import MEANING
from archive.reading_room import holdings
from archive.reading_room.functions import register
from tests.archive.reading_room.conftest import described
from tests.test_docs import reasons_in_the_rules

ARCHIVE = described()["databases"]["archive"]
TABLES = ARCHIVE["tables"]
QUERIES = ARCHIVE["queries"]


def bilingual(text: str) -> bool:
    return bool(re.search(r"[\u4e00-\u9fff]", text) and re.search(r"[A-Za-z]{3}", text))


@pytest.fixture
def conn(own_archive: sqlite3.Connection) -> sqlite3.Connection:
    register(own_archive)
    return own_archive


def columns(conn: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]


def test_every_table_is_described(conn):
    names = [row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    assert {name for name in names if not name.startswith(("reports_fts", "sqlite_"))} == set(TABLES)
    for name in ("title", "description"):
        assert all(bilingual(about[name]) for about in (described(), ARCHIVE, *TABLES.values(), *QUERIES.values()))


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described_and_labelled_and_no_other(conn, table):
    about, names = TABLES[table], columns(conn, table)
    assert list(about["columns"]) == names
    assert all(bilingual(text) for text in about["columns"].values())
    assert set(about["labels"]) <= set(names)
    assert {*about.get("facets", ()), *about.get("default_columns", ()), about.get("sort_desc", names[0])} <= set(names)


PARAMETERS = {"q": "生态", "place": "青川", "year": ""}


@pytest.mark.parametrize(("name", "rows"), [
    ("search", 2), ("newest", 5), ("by_place_and_year", 1), ("years_and_levels", 4), ("changed", 2), ("copies", 1),
    ("ledger_sums", 1), ("receipts", 1),
])  # fmt: skip
def test_every_query_finds_what_it_says(conn, name, rows):
    assert len(conn.execute(QUERIES[name]["sql"], PARAMETERS).fetchall()) == rows


def test_every_query_is_tried():
    assert set(QUERIES) == {
        "search",
        "newest",
        "by_place_and_year",
        "years_and_levels",
        "changed",
        "copies",
        "ledger_sums",
        "receipts",
    }


@pytest.mark.parametrize("name", QUERIES)
def test_no_query_reads_a_table_without_an_index(conn, name):
    small = {"c", "d", "crawls"}  # crawls and duplicates: few rows, all of them asked for
    for row in conn.execute(f"EXPLAIN QUERY PLAN {QUERIES[name]['sql']}", PARAMETERS):
        scanned = re.fullmatch(r"SCAN (\w+)", row[3])
        assert scanned is None or scanned[1] in small | {"found"}, row[3]


@pytest.mark.parametrize(
    "name", ["REPORT", "TITLES", "HIDDEN", "BY_KEY", "TAKEDOWNS", "ALARMS", "NEXT_VERSION", "MATCHES"]
)
def test_no_query_of_a_template_reads_a_table_without_an_index(conn, name):
    sql = getattr(holdings, name)
    steps = [row[3] for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}", ["1"] * sql.count("?"))]
    assert steps
    assert [step for step in steps if re.match(r"SCAN (?!json_each|reports_fts VIRTUAL)", step)] == []


@pytest.mark.parametrize("name", QUERIES)
def test_every_column_of_a_query_has_a_label(conn, name):
    shown = [item[0] for item in conn.execute(QUERIES[name]["sql"], PARAMETERS).description]
    assert set(shown) - {"report_id"} <= set(QUERIES[name]["labels"])


def test_a_search_matches_nothing_and_excludes_years(conn):
    sql = QUERIES["by_place_and_year"]["sql"]
    assert conn.execute(sql, {"place": "", "year": ""}).fetchall() == []
    assert len(conn.execute(sql, {"place": "白石", "year": "2020"}).fetchall()) == 2
    assert len(conn.execute(sql, {"place": "白石", "year": "1999"}).fetchall()) == 0


OPEN = {
    "alarms": ("kind",),
    "*": ("severity", "reason"),
    "coverage": ("state",),
    "reports": ("quality_flags", "unknown"),
}
"""Columns whose codes the schema leaves open, or that a view makes."""


def test_values_that_are_explained_are_those_of_the_schema(conn):
    sources = dict(conn.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    sources |= {"*": " ".join(sources.values()), "target_ladder": sources["indicators"] + sources["regions"]}
    explained = {"*": ARCHIVE["values"]} | {name: about.get("values", {}) for name, about in TABLES.items()}
    for table, values in explained.items():
        for column, words in values.items():
            if column in OPEN.get(table, ()):
                continue
            name = column.removeprefix("parent_")
            allowed = re.search(rf"CHECK \({name} IN\s*\(([^)]*)\)", sources[table])[1]
            assert set(map(str, words)) == set(re.findall(r"\w+", allowed)), (table, column)


def test_every_kind_of_alarm_and_every_figure_of_its_evidence_has_a_name():
    raised = [
        call for call in ast.walk(ast.parse(inspect.getsource(guards)))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "_alarm"
    ]  # fmt: skip
    assert {call.args[0].value for call in raised} == set(TABLES["alarms"]["values"]["kind"])
    assert {word.arg for call in raised for word in call.keywords} == set(ARCHIVE["evidence"])
    assert all(bilingual(name) for name in ARCHIVE["evidence"].values())
    assert all(name in TABLES["alarms"]["columns"]["kind"] for name in TABLES["alarms"]["values"]["kind"])


def test_reasons_of_a_guard_are_explained():
    assert {*guards.GUARD_REASONS, "generic_extraction"} <= set(ARCHIVE["values"]["reason"])


def test_our_functions_bear_whatever_sql_gives_them():
    with closing(sqlite3.connect(":memory:")) as conn:
        register(conn)
        row = conn.execute(
            "SELECT escape_fts(NULL), escape_fts(7), baogao_occurrences(NULL, 1), baogao_passages(2, NULL)"
        )
        assert row.fetchone() == ('""', '"7"', 0, "")


def test_every_flag_and_every_reason_for_an_empty_column_has_a_name():
    named = TABLES["reports"]["values"]
    assert set(named["quality_flags"]) == set(MEANING)
    assert set(named["unknown"]) == reasons_in_the_rules() | {NO_SUCCESSOR}
