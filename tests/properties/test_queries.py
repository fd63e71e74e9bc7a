"""Queries made of anything: what people type is never an error, and Hanzi are found exactly where they stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search import count, cut, find_all, index_report, kwic, marked, occurrences, parse, rank, totals
from tests.guarantees import record
from tests.published import OWN, Sample, build

HANZI = "生态环保好镕〇一丁㐀𠀀𠮷鿿豈"
TEXT = st.text(HANZI[:5] * 4 + HANZI + " ，。a1\n", max_size=40)
QUERY = st.text(HANZI[:5], min_size=1, max_size=3) | st.text(HANZI, min_size=1, max_size=8)


def test_hanzi_are_found_in_exactly_the_texts_that_hold_them():
    tried = 0

    @settings(max_examples=600)
    @given(st.lists(TEXT, min_size=1, max_size=4), QUERY, st.data())
    def search(texts, query, data):
        nonlocal tried
        tried += 1
        runs = [run for text in texts for run in text.replace("\n", " ").split() if run.isalpha()]
        query = data.draw(st.sampled_from([query, *(run for run in runs if set(run) <= set(HANZI))]))
        with closing(sqlite3.connect(":memory:")) as conn:
            conn.execute("CREATE VIRTUAL TABLE reports_fts USING fts5 (body, title, content='')")
            for number, text in enumerate(texts):
                index_report(conn, number, "", text)
            match = (parse(query).fts,)
            found = {row[0] for row in conn.execute("SELECT rowid FROM reports_fts WHERE reports_fts MATCH ?", match)}
        assert found == {number for number, text in enumerate(texts) if query in text}
        assert all(len(find_all(text, parse(query).terms)) == text.count(query) for text in texts)

    search()
    test = "tests/properties/test_queries.py::test_hanzi_are_found_in_exactly_the_texts_that_hold_them"
    record(9, test, tried, "strings of Hanzi", "found exactly where `q in text` says")


ODD = (
    *(
        "",
        "\x00",
        "<script>生态</script>&\"'",
        "\x1b[31m生态\u202e",
        "生\u200b态" * 50,
        "a" * 5000,
        "é́" * 20,
        "\ufeff𠮷",
    ),
    *("NEAR(生 态)", "“”「」『』", "--", "*", '"', "○Ο〇", "①②", "\ue000", "🏭生态🏭", "ﬁ ﬀ ß İ", "\u0301生"),
)
HOSTILE = st.text(
    st.sampled_from("生态好a1É \"“”「」()（）-－|｜*＊^:{}+,\\'\x00\x1b\n\u200b\u0301\ue000○ORANDNOT<>&")
    | st.characters(),
    max_size=60,
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    odd = tuple(Sample(text[:40] or "无题", text) for text in ODD)
    path = build(tmp_path_factory.mktemp("odd") / "archive.db", (*OWN, *odd))
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as conn:
        yield conn


def test_nothing_that_is_typed_is_an_error_and_nothing_unsafe_is_shown(archive):
    tried = 0

    @settings(max_examples=800)
    @given(HOSTILE | st.sampled_from(ODD), HOSTILE)
    def search(query, text):
        nonlocal tried
        tried += 1
        parsed = parse(query)
        hits = rank(archive, parsed, limit=-1)
        sums = totals(archive, parsed)
        assert len(hits) == count(archive, parsed) == sums.reports
        assert sum(hit.occurrences for hit in hits) == sums.occurrences
        for hit in hits:
            check_shown(hit.title, parsed)
            assert all(is_safe(snippet.html()) for snippet in hit.snippets)
        check_shown(text, parsed)

    search()
    test = "tests/properties/test_queries.py::test_nothing_that_is_typed_is_an_error_and_nothing_unsafe_is_shown"
    record(9, test, tried, "hostile queries", "each answered; no markup, control or escape of a text or query shown")


def check_shown(text: str, query) -> None:
    """What is marked in a text lies in it, in order; what is shown of it is safe."""
    found = occurrences(text, query.terms)
    places = [place for start, end, _ in found for place in (start, end)]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end, _ in found)
    assert is_safe(marked(text, query))
    assert all(is_safe(snippet.html()) and is_safe(snippet.plain(), "<>&\"'") for snippet in cut(text, found))
    assert [line.match for line in kwic(text, query)] == [text[start:end] for start, end, _ in found]


def is_safe(shown: str, allowed: str = "") -> bool:
    """Whether a text on one line holds no markup but marks, and nothing that moves a terminal's cursor."""
    bare = shown.replace("<mark>", "").replace("</mark>", "")
    return not set(bare) & (set("<>\x00\x1b\x9b\u202e\n") - set(allowed))
