"""From what a person types to an expression that FTS5 always accepts, and to the terms worth marking.

Pure and total: no input raises. Knows nothing of SQL but the expression language of FTS5, and of no report.

The language, stated once (docs and the search page repeat it):

- What stands together without a space is one term. Its Hanzi match anywhere in a text; its words (Latin
  letters, digits) match whole words; the punctuation and spaces between its runs do not count, so that
  `2020年` finds `2020 年`; but two runs of Hanzi must be apart in the text too. Width, case, accents and the
  zeros ○ Ο 〇 are folded as in the index.
- A space means AND. `OR`, `|` or `｜` means or. `-term`, `－term` or `NOT term` excludes. Parentheses group,
  also `（）`. Quotes (`"…"`, `“…”`, `「…」`, `『…』`) allow spaces inside a term. `word*` finds words that
  begin so.
- Everything else is punctuation: `NEAR(a b)`, `title:x`, `^`, `{}` are not commands. An operator without
  anything to work on, a quote or parenthesis without its partner, is ignored.
- Only exclusions: all reports without them. Nothing to search for: nothing is found.
- The first 1,000 characters, 30 terms and 20 nested parentheses count, and of terms that stand for the
  beginnings of many tokens (a single Hanzi, `word*`) the first 5: they cost most. `Query.cut` says when there
  was more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from archive.search.tokens import is_hanzi, words_and_hanzi

MAX_CHARACTERS = 1_000
MAX_TERMS = 30
MAX_OPEN_TERMS = 5
MAX_DEPTH = 20

EVERY_REPORT = "\ue000"
"""The token that the index holds for every report; private use, so that no text and no query brings it."""

LIMITS = f"{MAX_CHARACTERS:,} characters, {MAX_TERMS} terms, {MAX_OPEN_TERMS} of them single Hanzi or word*"
LIMITS_ZH = f"{MAX_CHARACTERS:,} 个字符，{MAX_TERMS} 个词，其中单字和 word* 共 {MAX_OPEN_TERMS} 个"

NOTHING = '""'
"""The FTS5 expression that matches no row."""

_OPEN, _CLOSE, _BAR, _MINUS, _STAR = "(（", ")）", "|｜", "-－−", "*＊"
_QUOTES = {
    **dict.fromkeys('"＂“”„‟', '"＂“”„‟'),
    **dict.fromkeys("「」", "「」"),
    **dict.fromkeys("『』", "『』"),
}
_KEYWORDS = {"AND": "and", "OR": "or", "NOT": "not"}


@dataclass(frozen=True)
class Phrase:
    """One term: runs of folded text that follow one another, each all Hanzi or one word."""

    runs: tuple[str, ...]
    prefix: bool = False
    """The last run is the beginning of a word."""

    @property
    def open(self) -> bool:
        """The last token of the term is matched as a prefix: of words, or of the pairs that begin with a Hanzi."""
        return self.prefix or (len(self.runs[-1]) == 1 and is_hanzi(self.runs[-1]))


@dataclass(frozen=True)
class Not:
    """Everything but what `part` matches."""

    part: Node


@dataclass(frozen=True)
class All:
    """What every part matches."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Some:
    """What at least one part matches."""

    parts: tuple[Node, ...]


Node = Phrase | Not | All | Some


@dataclass(frozen=True)
class Query:
    """A parsed query."""

    text: str
    """As typed."""
    fts: str
    """An FTS5 expression over index tokens; always valid, `NOTHING` when there is nothing to search for."""
    terms: tuple[Phrase, ...]
    """What may stand in a matching report (not what is excluded), each once, for marking and counting."""
    cut: bool
    """Only the beginning of the query was used."""

    @property
    def empty(self) -> bool:
        """There is nothing to search for."""
        return self.fts == NOTHING


@dataclass(frozen=True)
class _Symbol:
    kind: str  # open | close | or | and | not | term
    phrase: Phrase | None = None


def parse(query: str) -> Query:
    """Parse a query as a person typed it. Never raises."""
    symbols = list(_limited(_symbols(query[:MAX_CHARACTERS])))
    cut = len(query) > MAX_CHARACTERS or any(symbol.kind == "cut" for symbol in symbols)
    root = _Parser(symbols).alternatives()
    if root is None:
        return Query(query, NOTHING, (), cut)
    expression, negative = _render(root)
    if negative:
        expression = f'"{EVERY_REPORT}" NOT {expression}'
    return Query(query, expression, tuple(dict.fromkeys(_positive(root, wanted=True))), cut)


def fts_query(query: str) -> str:
    """Return the FTS5 expression for a query as a person typed it.

    Always valid; `""`, which matches nothing, when there is nothing to search for.
    """
    return parse(query).fts


def _symbols(text: str) -> Iterator[_Symbol]:
    position, depth = 0, 0
    while position < len(text):
        character = text[position]
        following = text[position + 1 : position + 2]
        if character in _OPEN and depth < MAX_DEPTH:
            depth += 1
            yield _Symbol("open")
        elif character in _CLOSE and depth:
            depth -= 1
            yield _Symbol("close")
        elif character in _BAR:
            yield _Symbol("or")
        elif character in _MINUS and following and not following.isspace():
            if following in _MINUS:  # a dash made of hyphens
                position += _run_of(text, position, _MINUS) - 1
            else:
                yield _Symbol("not")
        elif not character.isspace():
            end, symbol = _term(text, position, inside=depth > 0)
            position = end - 1
            if symbol is not None:
                yield symbol
        position += 1


def _run_of(text: str, position: int, characters: str) -> int:
    return len(text) - position - len(text[position:].lstrip(characters))


def _term(text: str, start: int, *, inside: bool) -> tuple[int, _Symbol | None]:
    """Read a term from `start`; return where it ends and what it is (None: only punctuation)."""
    position, closing, bare = start, "", True
    while position < len(text):
        character = text[position]
        if closing:
            closing = "" if character in closing else closing
        elif character in _QUOTES:
            closing, bare = _QUOTES[character], False
        elif character.isspace() or character in _BAR or (inside and character in _CLOSE):
            break
        position += 1
    written = text[start:position]
    if bare and written in _KEYWORDS:
        return position, _Symbol(_KEYWORDS[written])
    runs = tuple(words_and_hanzi(written))
    if not runs:
        return position, None
    prefix = bare and written[-1] in _STAR and not is_hanzi(runs[-1][0])
    return position, _Symbol("term", Phrase(runs, prefix))


def _limited(symbols: Iterable[_Symbol]) -> Iterator[_Symbol]:
    terms, open_terms = 0, 0
    for symbol in symbols:
        terms += symbol.phrase is not None
        open_terms += symbol.phrase is not None and symbol.phrase.open
        if terms > MAX_TERMS or open_terms > MAX_OPEN_TERMS:
            yield _Symbol("cut")
            return
        yield symbol


class _Parser:
    """Recursive descent: alternatives of conjunctions of terms, groups and exclusions."""

    def __init__(self, symbols: list[_Symbol]) -> None:
        self._symbols = symbols
        self._position = 0

    def _peek(self) -> str:
        return self._symbols[self._position].kind if self._position < len(self._symbols) else "end"

    def alternatives(self) -> Node | None:
        parts = [self._conjunction()]
        while self._peek() == "or":
            self._position += 1
            parts.append(self._conjunction())
        return _joined(Some, parts)

    def _conjunction(self) -> Node | None:
        parts: list[Node | None] = []
        while self._peek() in {"and", "not", "open", "term"}:
            parts.append(self._unit())
        return _joined(All, parts)

    def _unit(self) -> Node | None:
        kind, phrase = self._peek(), self._symbols[self._position].phrase
        self._position += 1
        if kind == "term":
            return phrase
        if kind == "open":
            group = self.alternatives()
            self._position += self._peek() == "close"
            return group
        if kind == "not" and self._peek() in {"open", "term"}:
            excluded = self._unit()
            return excluded and Not(excluded)
        return None


def _joined(kind: type[All] | type[Some], parts: list[Node | None]) -> Node | None:
    present = tuple(part for part in parts if part is not None)
    return kind(present) if len(present) > 1 else present[0] if present else None


def _render(node: Node) -> tuple[str, bool]:
    """Return an expression and whether the node is its complement: FTS5 has no NOT without a left side."""
    if isinstance(node, Phrase):
        return _phrase(node), False
    if isinstance(node, Not):
        expression, negative = _render(node.part)
        return expression, not negative
    rendered = [_render(part) for part in node.parts]
    positive = [expression for expression, negative in rendered if not negative]
    excluded = [expression for expression, negative in rendered if negative]
    inner, outer = (" AND ", " OR ") if isinstance(node, All) else (" OR ", " AND ")
    if not excluded:
        return _group(inner, positive), False
    if not positive:
        return _group(outer, excluded), True
    if isinstance(node, All):
        return f"({_group(inner, positive)} NOT {_group(outer, excluded)})", False
    return f"({_group(outer, excluded)} NOT {_group(inner, positive)})", True


def _group(operator: str, expressions: list[str]) -> str:
    return f"({operator.join(expressions)})" if len(expressions) > 1 else expressions[0]


def _phrase(phrase: Phrase) -> str:
    """Write a term with the tokens of the index; what follows the last whole token is matched as a prefix."""
    tokens: list[str] = []
    for run in phrase.runs[:-1]:
        tokens += [*_pairs(run), run[-1]] if is_hanzi(run[0]) else [run]
    last = phrase.runs[-1]
    tokens += (is_hanzi(last[0]) and _pairs(last)) or [last]
    return f'"{" ".join(tokens)}"{" *" * phrase.open}'


def _pairs(run: str) -> list[str]:
    return [left + right for left, right in pairwise(run)]


def _positive(node: Node, *, wanted: bool) -> Iterator[Phrase]:
    if isinstance(node, Phrase):
        if wanted:
            yield node
    elif isinstance(node, Not):
        yield from _positive(node.part, wanted=not wanted)
    else:
        for part in node.parts:
            yield from _positive(part, wanted=wanted)
