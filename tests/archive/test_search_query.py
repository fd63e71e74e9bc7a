"""The query language: what people type, what FTS5 is asked, and that nothing they type is an error."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.search import NOTHING, fts_query, index_report, parse
from archive.search.query import EVERY_REPORT, MAX_CHARACTERS, MAX_OPEN_TERMS, MAX_TERMS, Phrase

ALL = f'"{EVERY_REPORT}"'


@pytest.mark.parametrize(
    ("query", "expression"),
    [
        ("生态", '"生态"'),
        ("双招双引", '"双招 招双 双引"'),
        ("港", '"港" *'),
        ("2020年", '"2020 年" *'),
        ("增长8%", '"增长 长 8"'),
        ("GDP增长", '"gdp 增长"'),
        ("COVID-19", '"covid 19"'),
        ("生态 环保", '("生态" AND "环保")'),
        ("生态 AND 环保", '("生态" AND "环保")'),
        ("生态　环保", '("生态" AND "环保")'),
        ("生态，环保", '"生态 态 环保"'),
        ("生态 OR 环保", '("生态" OR "环保")'),
        ("生态|环保", '("生态" OR "环保")'),
        ("生态｜环保", '("生态" OR "环保")'),
        ("生态 or 环保", '("生态" AND "or" AND "环保")'),
        ("生态 -污染", '("生态" NOT "污染")'),
        ("生态 －污染", '("生态" NOT "污染")'),
        ("生态 NOT 污染", '("生态" NOT "污染")'),
        ("-污染", f'{ALL} NOT "污染"'),
        ("-污染 -疫情", f'{ALL} NOT ("污染" OR "疫情")'),
        ("-污染 OR 生态", f'{ALL} NOT ("污染" NOT "生态")'),
        ("生态 -(污染 OR 疫情)", '("生态" NOT ("污染" OR "疫情"))'),
        ("-(-生态)", '"生态"'),
        ("(生态 OR 环保) 绿色", '(("生态" OR "环保") AND "绿色")'),
        ("（生态｜环保）绿色", '(("生态" OR "环保") AND "绿色")'),
        ("增长（预计）", '"增长 长 预计"'),
        ("(生态", '"生态"'),
        ("生态)", '"生态"'),
        ('"green growth"', '"green growth"'),
        ("“生态 环保”", '"生态 态 环保"'),
        ("「生态 环保」", '"生态 态 环保"'),
        ("“十四五”规划", '"十四 四五 五 规划"'),
        ('"生态 环保', '"生态 态 环保"'),
        ("inno*", '"inno" *'),
        ("innoｖ＊", '"innov" *'),
        ("生态*", '"生态"'),
        ('"inno*"', '"inno"'),
        ("NEAR(a b)", '("near a" AND "b")'),
        ("title:生态", '"title 生态"'),
        ("{body} : x^2", '("body" AND "x 2")'),
        ("—— 生态 ——", '"生态"'),
        ("--生态", '"生态"'),
        ("- 生态", '"生态"'),
        ("OR 生态 OR", '"生态"'),
        ("生态 -", '"生态"'),
    ],
)
def test_what_is_typed_becomes(query, expression):
    assert fts_query(query) == expression


@pytest.mark.parametrize("query", ["", " ", '"', '""', "“”", "()", "( OR )", "-", "*", "，。！", "\x00", "\ue000", "①"])
def test_nothing_to_search_for_is_an_expression_that_matches_nothing(query):
    parsed = parse(query)
    assert (parsed.fts, parsed.terms, parsed.empty) == (NOTHING, (), True)


def test_terms_are_what_may_stand_in_a_match_each_once():
    query = parse("生态 (GDP* OR 生态) -污染 -(绿色 -低碳)")
    assert query.terms == (Phrase(("生态",)), Phrase(("gdp",), prefix=True), Phrase(("低碳",)))


def test_a_long_query_is_cut_and_says_so():
    assert not parse("生态" * (MAX_CHARACTERS // 2)).cut
    assert parse("生态" * MAX_CHARACTERS).cut
    many = parse(" ".join(f"w{number}" for number in range(MAX_TERMS + 1)))
    assert many.cut
    assert len(many.terms) == MAX_TERMS
    singles = parse("港 口 inno* 码 头 船 只")
    assert singles.cut
    assert len(singles.terms) == MAX_OPEN_TERMS


TEXTS = ["生态绿色疫情", "生态低碳", "gdp绿色", "疫情gdp", "生态 疫情 低碳", "无"]
WORDS = ["生态", "绿色", "疫情", "低碳", "gdp"]
Test = Callable[[str], bool]


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.execute("CREATE VIRTUAL TABLE reports_fts USING fts5 (body, title, content='')")
        for number, text in enumerate(TEXTS):
            index_report(conn, number, "", text)
        yield conn


def matching(index: sqlite3.Connection, query: str) -> set[int]:
    return {
        row[0] for row in index.execute("SELECT rowid FROM reports_fts WHERE reports_fts MATCH ?", (fts_query(query),))
    }


def _negated(part: tuple[str, Test]) -> tuple[str, Test]:
    return f"-({part[0]})", lambda text: not part[1](text)


def _both(parts: tuple[tuple[str, Test], tuple[str, Test]]) -> tuple[str, Test]:
    (left, left_test), (right, right_test) = parts
    return f"({left}) {right}", lambda text: left_test(text) and right_test(text)


def _either(parts: tuple[tuple[str, Test], tuple[str, Test]]) -> tuple[str, Test]:
    (left, left_test), (right, right_test) = parts
    return f"({left} OR {right})", lambda text: left_test(text) or right_test(text)


def _word(word: str) -> tuple[str, Test]:
    return word, lambda text: word in text


QUERIES = st.recursive(
    st.sampled_from(WORDS).map(_word),
    lambda inner: inner.map(_negated) | st.tuples(inner, inner).map(_both) | st.tuples(inner, inner).map(_either),
    max_leaves=8,
)


@given(QUERIES)
def test_and_or_not_and_parentheses_mean_what_they_say(index, query):
    written, test = query
    assert matching(index, written) == {number for number, text in enumerate(TEXTS) if test(text)}


HOSTILE = st.text(
    st.sampled_from("生态a1 \"“”「」()（）-－|｜*＊^:{}+,\\'\x00\n\u200bORANDNOT") | st.characters(),
    max_size=200,
)


@given(HOSTILE)
@example("\x00")
@example('"' * 999)
@example("(" * 5_000)
@example("-(" * 500 + "a")
@example("NOT " * 250)
@example("a OR " * 250)
@example("港 " * 500)
@example("生" * 100_000)
@example("NEAR(a b, 5) AND title : x ^ {y} + z*")
def test_no_query_is_an_error(index, query):
    parsed = parse(query)
    found = matching(index, query)
    assert not found or not parsed.empty
