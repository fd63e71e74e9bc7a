"""The index against brute force: a search finds exactly the reports that hold the words, by the rule."""

from __future__ import annotations

import random
import re
import sqlite3
import unicodedata
from collections.abc import Callable
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search import (
    count,
    find_all,
    index_report,
    is_hanzi,
    matching_texts,
    parse,
    rank,
    totals,
    unindex_report,
)
from tests.published import NEEDS_SAMPLE, OWN, corpus_texts, sample_reports


def units(text: str) -> str:
    """Write a text by the word rule, independently of the index: each Hanzi and each word is a unit `⟨…⟩`.

    A `+` before it says that it is a Hanzi right after a Hanzi, a `.` that anything may stand between.
    """
    written, before = "", ""
    for character in text:
        if unicodedata.category(character) in {"Cf", "Mn"}:
            continue
        category = unicodedata.category(character)
        plain = character if category == "Nl" else unicodedata.normalize("NFKD", character)[0]
        plain = "〇" if character in "○Ο" else plain.lower()
        if plain != "〇" and (category in {"Lu", "Ll", "Nd", "Nl"} or character in "²₂₅"):
            written = f"{written[:-1]}{plain}⟩" if before == "word" else f"{written}.⟨{plain}⟩"
            before = "word"
        elif re.fullmatch(r"[〇\u3400-\u9fff]", plain):
            written += f"{'+' if before == 'hanzi' else '.'}⟨{plain}⟩"
            before = "hanzi"
        else:
            before = ""
    return written


def holds(text: str, query: str) -> bool:
    """Tell whether the query's units follow one another in the text, glued where the query is glued."""
    return query != "" and query[1:] in text


def database(texts: list[tuple[str, str]]) -> sqlite3.Connection:
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE VIRTUAL TABLE reports_fts USING fts5 (body, title, content='')")
    for number, (title, text) in enumerate(texts):
        index_report(conn, number, title, text)
    return conn


def found(conn: sqlite3.Connection, query: str) -> set[int]:
    match = parse(query).fts
    return {row[0] for row in conn.execute("SELECT rowid FROM reports_fts WHERE reports_fts MATCH ?", (match,))}


def visible(text: str) -> str:
    return text.replace("\u200b", "").replace("\u200c", "").replace("\u200d", "")


def sample_texts() -> list[tuple[str, str]]:
    return [(r.title, r.text) for r in sample_reports()] + [("", visible(text)) for text in corpus_texts()]


def own_texts() -> list[tuple[str, str]]:
    return [(r.title, r.text) for r in OWN]


SOURCES = [pytest.param(own_texts, id="own"), pytest.param(sample_texts, id="sample", marks=NEEDS_SAMPLE)]


@pytest.mark.parametrize("source", SOURCES)
def test_hanzi_strings_are_found_exactly_where_they_stand(source: Callable[[], list[tuple[str, str]]]):
    texts, dice = source(), random.Random(1)
    folded = [(f"{title}\n{text}").translate({ord(zero): "〇" for zero in "○Ο"}) for title, text in texts]
    queries: set[str] = set()
    while len(queries) < 300:
        text = dice.choice(texts)[1]
        start, size = dice.randrange(len(text)), dice.randint(1, 8)
        if all(map(is_hanzi, text[start : start + size])):
            queries.add(text[start : start + size])
    with closing(database(texts)) as conn:
        wrong = [q for q in queries if found(conn, q) != {i for i, text in enumerate(folded) if q in text}]
    assert wrong == []


@pytest.mark.parametrize("source", SOURCES)
def test_mixed_strings_are_found_by_the_word_rule(source: Callable[[], list[tuple[str, str]]]):
    texts, dice = source(), random.Random(2)
    fields = [[units(title), units(text)] for title, text in texts]
    queries: set[str] = set()
    while len(queries) < 100:
        text = dice.choice(texts)[1]
        start, size = dice.randrange(len(text)), dice.randint(2, 12)
        cut = re.sub(r"[\"“”„‟＂「」『』]", " ", text[start : start + size])
        if re.search(r"[0-9A-Za-z０-９]", cut) and units(cut):
            queries.add(f'"{cut}"')
    with closing(database(texts)) as conn:
        wrong = [
            query
            for query in queries
            if found(conn, query) != {i for i, parts in enumerate(fields) if any(holds(p, units(query)) for p in parts)}
        ]
    assert wrong == []


ALPHABET = "生态港〇○12２aAＡé ，-①Ⅲ²\n\u0301\u200b"


@given(
    st.lists(st.text(ALPHABET, max_size=12), min_size=1, max_size=4),
    st.text(ALPHABET, min_size=1, max_size=5),
)
def test_index_occurrences_and_brute_force_agree(texts, words):
    query = f'"{words}"'
    terms = parse(query).terms
    with closing(database([("", text) for text in texts])) as conn:
        assert found(conn, query) == {i for i, text in enumerate(texts) if find_all(text, terms)}
        assert found(conn, query) == {i for i, text in enumerate(texts) if holds(units(text), units(query))}


@given(st.lists(st.text(ALPHABET, max_size=20), min_size=2, max_size=5), st.data())
def test_a_report_that_is_removed_leaves_nothing_behind(texts, data):
    gone = data.draw(st.integers(0, len(texts) - 1))
    with closing(database([(text, text) for text in texts])) as conn:
        unindex_report(conn, gone, texts[gone], texts[gone])
        conn.commit()
        conn.execute("INSERT INTO reports_fts (reports_fts) VALUES ('integrity-check')")
        assert gone not in found(conn, "-zzz")
        assert all(gone not in found(conn, f'"{word}"') for word in texts[gone].split())
        index_report(conn, gone, texts[gone], texts[gone])
        assert found(conn, "-zzz") == set(range(len(texts)))


@NEEDS_SAMPLE
@pytest.mark.parametrize(
    ("query", "reports", "occurrences"),
    [("生态", 10, 121), ("双招双引", 7, 18), ("疫情", 5, None), ("营商环境", 6, None), ("姜屯", 1, None)],
)
def test_the_ten_reports_of_the_sample(sample_archive, query, reports, occurrences):
    sums = totals(sample_archive, parse(query))
    assert (sums.reports, sums.in_text) == (reports, reports)
    assert occurrences in (None, sums.occurrences)
    assert sum(text.count(query) for _, text in matching_texts(sample_archive, parse(query))) == sums.occurrences


def test_a_match_in_the_title_alone_is_a_report_without_occurrences(own_archive):
    sums = totals(own_archive, parse("云岭"))
    assert (sums.reports, sums.in_text, sums.occurrences) == (1, 0, 0)
    (hit,) = rank(own_archive, parse("云岭"))
    assert (hit.report_id, hit.occurrences, hit.snippets) == (5, 0, ())


def test_ranked_hits_are_pages_of_one_order(own_archive):
    query = parse("增长 OR 生态")
    everything = [hit.report_id for hit in rank(own_archive, query)]
    assert len(everything) == count(own_archive, query) == 4
    assert [hit.report_id for start in range(4) for hit in rank(own_archive, query, 1, start)] == everything
    assert [hit.report_year for hit in rank(own_archive, query, order="newest")] == [2021, 2020, 2020, 2019]
    assert [hit.report_year for hit in rank(own_archive, query, order="oldest")] == [2019, 2020, 2020, 2021]
    assert rank(own_archive, query)[0].snippets[0].html().count("<mark>") >= 1


def test_only_exclusions_find_all_the_others(own_archive):
    assert {hit.report_id for hit in rank(own_archive, parse("-疫情"))} == {1, 4, 5}
