"""The Chinese index: what is indexed, what a query means, and where its terms stand in a text.

`tokens` folds and cuts texts, `query` reads what people type, `passages` finds and shows occurrences,
`index` speaks to the full-text table. Only the one writer changes that table; everybody else reads.
"""

from archive.search.index import (
    Hit,
    Order,
    Totals,
    count,
    index_report,
    matching_texts,
    put_tokens,
    rank,
    remove_tokens,
    totals,
    unindex_report,
)
from archive.search.passages import Line, Snippet, Span, find_all, kwic, marked, printable, snippets
from archive.search.query import (
    EVERY_REPORT,
    MAX_CHARACTERS,
    MAX_TERMS,
    NOTHING,
    Phrase,
    Query,
    fts_query,
    parse,
)
from archive.search.tokens import TOKENS_VERSION, fold, index_tokens, is_hanzi, words_and_hanzi

__all__ = [
    "EVERY_REPORT",
    "MAX_CHARACTERS",
    "MAX_TERMS",
    "NOTHING",
    "TOKENS_VERSION",
    "Hit",
    "Line",
    "Order",
    "Phrase",
    "Query",
    "Snippet",
    "Span",
    "Totals",
    "count",
    "find_all",
    "fold",
    "fts_query",
    "index_report",
    "index_tokens",
    "is_hanzi",
    "kwic",
    "marked",
    "matching_texts",
    "parse",
    "printable",
    "put_tokens",
    "rank",
    "remove_tokens",
    "snippets",
    "totals",
    "unindex_report",
    "words_and_hanzi",
]
