"""The whole size, 5,070 reports in one command: account, search, sizes and memory."""

from __future__ import annotations

import random
import re
import sqlite3
import subprocess
import unicodedata

import pytest

from archive.search import fts_query
from crawler.replica.process import ReplicaProcess
from tests.line import BAOGAO, crawl, published

pytestmark = pytest.mark.large
REPORTS = 5070
HANZI = re.compile(r"[\u4e00-\u9fff]+")
WORD = re.compile(r"[A-Za-z0-9]+")
ZEROS = str.maketrans("○Ο", "〇〇")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    with ReplicaProcess(reports=REPORTS) as replica:
        row = crawl(folder, "replica", replica.base_url)
    assert row["outcome"] == "done"
    return folder


@pytest.fixture(scope="module")
def texts(data):
    return dict(published(data).execute("SELECT report_id, text FROM report_texts").fetchall())


def found(conn: sqlite3.Connection, query: str) -> set[int]:
    rows = conn.execute(
        "SELECT rowid FROM reports_fts WHERE reports_fts MATCH ?", ("{body} : (" + fts_query(query) + ")",)
    )
    return {row[0] for row in rows}


def test_the_ledger_accounts_for_every_entry(data):
    crawl_row = published(data).execute("SELECT * FROM crawls").fetchone()
    states = dict(published(data).execute("SELECT state, count(*) FROM ledger GROUP BY 1").fetchall())
    assert sum(states.values()) == crawl_row["entries_seen"] == REPORTS + 1
    assert states == {"captured": REPORTS, "excluded": 1}
    assert published(data).execute("SELECT count(*) FROM reports").fetchone()[0] == REPORTS


def test_search_agrees_with_brute_force_on_hanzi(data, texts):
    conn, dice, wanted = published(data), random.Random(507), []
    pool = list(texts.values())
    while len(wanted) < 300:
        text, length = dice.choice(pool), dice.randint(1, 8)
        start = dice.randrange(len(text) - length)
        if HANZI.fullmatch(text[start : start + length]):
            wanted.append(text[start : start + length])
    different = [
        query for query in wanted if found(conn, f'"{query}"') != {key for key, t in texts.items() if query in t}
    ]
    assert different == []


def test_mixed_queries_agree_with_the_word_rule(data, texts):
    """A Latin word or number counts only whole, Hanzi anywhere; what stands between two runs is ignored."""
    conn, dice, wanted = published(data), random.Random(5070), []
    pool = list(texts.values())
    mixed = re.compile(
        r"(?<![A-Za-z0-9])[A-Za-z0-9]{1,6}[\u4e00-\u9fff]{1,4}|[\u4e00-\u9fff]{1,3}[A-Za-z0-9]{1,6}(?![A-Za-z0-9])"
    )
    while len(wanted) < 100:
        text = dice.choice(pool)
        if match := mixed.search(text, dice.randrange(len(text))):
            wanted.append(match[0])
    folded = {key: unicodedata.normalize("NFKC", text).translate(ZEROS) for key, text in texts.items()}
    different = []
    for query in wanted:
        runs = re.findall(r"[A-Za-z0-9]+|[\u4e00-\u9fff]+", query)
        between = r"[^A-Za-z0-9\u3007\u3400-\u9fff]*"
        parts = [rf"(?<![A-Za-z0-9]){run}(?![A-Za-z0-9])" if WORD.fullmatch(run) else run for run in runs]
        rule = re.compile(between.join(parts))
        if found(conn, f'"{query}"') != {key for key, text in folded.items() if rule.search(text)}:
            different.append(query)
    assert different == []


def test_index_and_file_stay_small(data):
    text, index, size = (
        published(data)
        .execute(
            "SELECT (SELECT sum(length(CAST(text AS BLOB))) FROM report_texts), "
            "(SELECT sum(length(block)) FROM reports_fts_data), "
            "(SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size())"
        )
        .fetchone()
    )
    assert index <= 0.95 * text
    assert index + text <= 2.0 * text
    assert size <= 2.4 * text


def test_memory_does_not_grow_with_the_number_of_pages(tmp_path):
    """Peak memory of a capture of 100 pages is that of 10 pages, give or take a fifth (Scrapy itself is most of it)."""
    peaks = []
    with ReplicaProcess(reports=1000) as replica:
        for pages in (10, 100):
            words = [
                "-a",
                "site=replica",
                "-a",
                f"base_url={replica.base_url}",
                "-a",
                "mode=full",
                "-a",
                f"max_pages={pages}",
            ]
            measured = [
                "/usr/bin/env",
                "python3",
                "-c",
                MEASURE,
                BAOGAO.with_name("scrapy"),
                "crawl",
                "reports",
                *words,
            ]
            done = subprocess.run(
                [*map(str, measured), "-a", f"data={tmp_path / str(pages)}"], capture_output=True, text=True, check=True
            )
            peaks.append(int(done.stdout.splitlines()[-1]))
    assert peaks[1] <= 1.2 * peaks[0]


MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
