"""Datasette's ordinary search box, in a Datasette started as anybody starts it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from archive.commands.serve import metadata_file
from tests.published import NEEDS_SAMPLE, free_port


@pytest.fixture(scope="module")
def served(sample_database: Path) -> Iterator[httpx.Client]:
    port = free_port()
    words = [sys.executable, "-m", "datasette", str(sample_database), "-m", str(metadata_file()), "-p", str(port)]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as process:
        try:
            for line in process.stderr:
                if "Uvicorn running" in line:
                    break
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", follow_redirects=True) as client:
                yield client
        finally:
            process.send_signal(signal.SIGINT)
            process.stderr.close()


@NEEDS_SAMPLE
@pytest.mark.parametrize(
    ("query", "reports", "occurrences"),
    [("生态", 10, 121), ("双招双引", 7, 18), ("疫情", 5, 50), ("营商环境", 6, 11), ("姜屯", 1, 8)],
)
def test_the_search_box_finds_what_brute_force_finds(served, query, reports, occurrences):
    answer = served.get("/archive/reports.json", params={"_search": query, "_shape": "objects"}).json()
    assert answer["filtered_table_rows_count"] == len(answer["rows"]) == reports
    page = served.get("/archive/reports", params={"_search": query}).text
    assert f"{reports} 篇报告" in page
    assert f"本页正文命中 {occurrences} 处" in page
    assert page.count(f"<mark>{query}</mark>") >= reports


@NEEDS_SAMPLE
@pytest.mark.parametrize(
    "query", ['"', "”", "\x00", "(((", "* ^ :", "NEAR(", "-", "title:", "AND OR NOT", "'; --", "\ud7ff" * 9]
)
def test_no_query_is_an_error(served, query):
    for path in ("/archive/reports", "/archive/reports.json", "/archive/search", "/archive/by_place_and_year"):
        parameters = {"_search": query, "q": query, "place": query, "year": query}
        assert served.get(path, params=parameters).status_code == 200


@NEEDS_SAMPLE
@pytest.mark.parametrize("query", ["", " ", "　"])
def test_an_empty_search_box_shows_everything(served, query):
    assert served.get("/archive/reports.json", params={"_search": query}).json()["filtered_table_rows_count"] == 10


@NEEDS_SAMPLE
def test_raw_search_mode_and_searches_of_one_column_speak_the_same_language(served):
    raw = served.get("/archive/reports.json", params={"_search": '生态 "', "_searchmode": "raw"})
    assert raw.json()["filtered_table_rows_count"] == 10
    titles = served.get("/archive/reports.json", params={"_search_title": "兰陵"})
    assert titles.json()["filtered_table_rows_count"] == 2


@NEEDS_SAMPLE
def test_ranked_search_counts_and_marks(served):
    rows = served.get("/archive/search.json", params={"q": "双招双引", "_shape": "array"}).json()
    assert sum(row["occurrences"] for row in rows) == 18
    assert all("⟦双招双引⟧" in row["passages"] for row in rows)
    page = served.get("/archive/search", params={"q": "双招双引"}).text
    assert len(re.findall(r"<q>[^<]*<mark>双招双引</mark>", page)) >= 7
