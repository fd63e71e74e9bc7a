"""What SQL on an archive can call: the search language, hit counts and passages.

Registered on every connection to an archive. Pure functions of their arguments; none raises.
"""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from archive.search import Query, occurrences, parse, snippets


def register(connection: sqlite3.Connection) -> None:
    """Give a connection our functions, `escape_fts` in place of Datasette's own, so that its search box is exact."""
    connection.create_function("escape_fts", 1, _escape, deterministic=True)
    connection.create_function("baogao_occurrences", 2, _occurrences, deterministic=True)
    connection.create_function("baogao_passages", 2, _passages, deterministic=True)


@lru_cache(maxsize=64)
def _query(written: object) -> Query:
    return parse("" if written is None else str(written))


def _escape(query: object) -> str:
    """`escape_fts(query)`: the FTS5 expression for what a person typed."""
    return _query(query).fts


def _occurrences(text: object, query: object) -> int:
    """`baogao_occurrences(text, query)`: how many times the words of the query stand in the text."""
    return len(occurrences(text, _query(query).terms)) if isinstance(text, str) else 0


def _passages(text: object, query: object) -> str:
    """`baogao_passages(text, query)`: up to three passages, a line each, hits between ⟦ and ⟧."""
    if not isinstance(text, str):
        return ""
    return "\n".join(snippet.plain() for snippet in snippets(text, _query(query)))
