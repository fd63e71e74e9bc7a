"""Tokens and folding: what the index holds, and that SQLite's tokenizer leaves it as it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search import fold, index_tokens, is_hanzi, words_and_hanzi
from archive.search.tokens import dropped, fold_hanzi


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("生态好", "生态 态好 好"),
        ("港", "港"),
        ("生态，环保", "生态 态 环保 保"),
        ("到2020年GDP", "到 2020 年 gdp"),
        ("增长8.5%", "增长 长 8 5"),
        ("ＧＤＰ２０２０", "gdp2020"),
        ("Café CAFE\u0301", "cafe cafe"),
        ("二○二Ο年〇", "二〇 〇二 二〇 〇年 年〇 〇"),
        ("PM₂.₅与km²", "pm2 5 与 km2"),
        ("①推进Ⅲ类", "推进 进 ⅲ 类"),
        ("生\u200b态", "生态 态"),
        ("葛\U000e0100城", "葛城 城"),
        ("⼤发展", "大发 发展 展"),
        ("𠮷林𫝀", "𠮷林 林𫝀 𫝀"),
        ("a😀b\ue000c_d", "a b c d"),
        ("\x00生\ud800态", "生 态"),
        ("Σίσυφος", "σισυφοσ"),
        ("", ""),
        ("，。 \n", ""),
    ],
)
def test_tokens(text, tokens):
    assert index_tokens(text) == tokens


ALPHABET = "生态发展〇○港𠮷12２aAＡéß ，。-（）①Ⅲ²_\n\u0301\u200b\ue000😀"


@given(st.text(ALPHABET))
def test_the_fast_way_gives_the_tokens_of_the_plain_way(text):
    plain: list[str] = []
    for run in words_and_hanzi(text):
        plain += [run[i : i + 2] for i in range(len(run))] if is_hanzi(run[0]) else [run]
    assert index_tokens(text).split() == plain


def test_the_short_way_folds_every_hanzi_and_drops_every_character_that_folding_does():
    seldom = [c for c in map(chr, range(0x110000)) if fold(c) == "" or (is_hanzi(fold(c)) and fold(c) != c)]
    assert all(fold_hanzi(character) == fold(character) for character in seldom)
    assert all(dropped(character) == ([] if fold(character) else [0]) for character in seldom)
    assert dropped("".join(map(chr, range(0x110000)))) == [ord(c) for c in seldom if not fold(c)]


def test_folding_twice_changes_nothing_and_sqlite_keeps_every_folded_character():
    folded = {fold(chr(point)) for point in range(0x110000) if not 0xD800 <= point < 0xE000} - {"", " "}
    assert all(fold(character) == character for character in folded)
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.execute("CREATE VIRTUAL TABLE t USING fts5 (body)")
        conn.execute("CREATE VIRTUAL TABLE terms USING fts5vocab (t, row)")
        conn.execute("INSERT INTO t VALUES (?)", (" ".join(sorted(folded)),))
        kept = {term for (term,) in conn.execute("SELECT term FROM terms")}
    assert kept == folded
