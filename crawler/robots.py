"""What a robots.txt says (RFC 9309): parsed into groups of rules, asked about one address. Pure; fetches nothing.

Owns the meaning of the file's bytes. When the file is fetched, for how long it holds, and what a missing one means is
`crawler.permission`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

LIMIT = 500 * 1024
"""Bytes that are read (section 2.5: at least 500 KiB). A line cut in two by it is left out."""

_BOM = re.compile(rb"\A(?:\xef(?:\xbb(?:\xbf)?)?)")
_LINE_END = re.compile(rb"\r\n|\r|\n")
_PRODUCT_TOKEN = re.compile(r"[A-Za-z_-]+")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_LITERAL = frozenset(range(0x21, 0x7F)) - frozenset(b"*$%")
_PLAIN_IN_PATH = _UNRESERVED | frozenset(b":@!'(),;[]")
_PLAIN_IN_QUERY = _PLAIN_IN_PATH | frozenset(b"/?")
"""Escapes of these compare equal to the characters themselves, as the first table of section 2.2.2 wants it for the
reserved ones of a query. `/` and `?` are told from their escapes in a path, `&`, `=`, `+` and `#` everywhere.
"""
_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})|(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rule:
    """One allow or disallow line. `pieces` are what stands between its `*`; `to_end` = it ended with `$`."""

    allows: bool
    pieces: tuple[str, ...]
    to_end: bool

    @property
    def length(self) -> int:
        """How specific the rule is: its octets, wildcards included."""
        return sum(map(len, self.pieces)) + len(self.pieces) - 1 + self.to_end

    def matches(self, path: str) -> bool:
        """Whether a canonical path begins with this pattern. Takes time in proportion to the path, not more."""
        first, *others = self.pieces
        if not path.startswith(first):
            return False
        at = len(first)
        for number, piece in enumerate(others, 1):
            if self.to_end and number == len(others):
                return len(path) - len(piece) >= at and path.endswith(piece)
            found = path.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        return not self.to_end or at == len(path)


@dataclass(slots=True)
class Group:
    """The rules for the user agents of one group; groups of one name are merged (section 2.2.1)."""

    rules: list[Rule] = field(default_factory=list)
    crawl_delay: float | None = None


@dataclass(frozen=True, slots=True)
class Robots:
    """A parsed file: a group for each product token in lower case, `*` included."""

    groups: dict[str, Group]

    def group(self, product_token: str) -> Group:
        """Return the group that a crawler obeys: its own, else that of `*`, else one without rules."""
        token = product_token.lower()
        return self.groups.get(token) or self.groups.get("*") or Group()


def parse(body: bytes) -> Robots:
    """Parse a robots.txt, free of content codings. Never raises: what cannot be read is left out, line by line."""
    groups: dict[str, Group] = {}
    current: list[Group] = []
    in_rules = False
    for key, value in _lines(body):
        if key == "user-agent":
            if in_rules:
                current, in_rules = [], False
            if token := _token(value):
                current.append(groups.setdefault(token, Group()))
        elif key in ("allow", "disallow"):
            in_rules = True
            if value:
                rule = _rule(key == "allow", value)
                for group in current:
                    group.rules.append(rule)
        elif key == "crawl-delay" and (seconds := _seconds(value)) is not None:
            for group in current:
                group.crawl_delay = seconds
    return Robots(groups)


def allowed(robots: Robots, product_token: str, url: str) -> bool:
    """Return whether a crawler may ask for an absolute address: the longest matching rule decides, allow wins ties."""
    path = path_of(url)
    if path == "/robots.txt":
        return True
    matching = [rule for rule in robots.group(product_token).rules if rule.matches(path)]
    if not matching:
        return True
    longest = max(rule.length for rule in matching)
    return any(rule.allows for rule in matching if rule.length == longest)


def path_of(url: str) -> str:
    """Return path and query of an address in the form in which rules are compared; `/` where it has no path."""
    parts = urlsplit(url)
    whole = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _canonical(whole.encode("utf-8", "surrogateescape"))


def _lines(body: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield key (lower case) and value of each line. A missing colon is forgiven where the line has two words."""
    body = _BOM.sub(b"", body)
    pieces = _LINE_END.split(body[:LIMIT])
    for line in pieces[:-1] if len(body) > LIMIT else pieces:
        said = line.partition(b"#")[0].strip()
        key, colon, value = said.partition(b":")
        if not colon:
            words = said.split()
            if len(words) != 2:
                continue
            key, value = words
        yield key.strip().decode("latin-1").lower(), value.strip()


def _token(value: bytes) -> str | None:
    """Return the product token in lower case. A version or a second word behind it does not count."""
    text = value.decode("latin-1")
    if text == "*" or text.startswith(("* ", "*\t")):
        return "*"
    found = _PRODUCT_TOKEN.match(text)
    return found[0].lower() if found else None


def _rule(allows: bool, value: bytes) -> Rule:
    to_end = value.endswith(b"$")
    pattern = value[:-1] if to_end else value
    path, mark, query = pattern.partition(b"?")
    pieces = [_encoded(piece, _PLAIN_IN_PATH) for piece in path.split(b"*")]
    if mark:
        first, *others = [_encoded(piece, _PLAIN_IN_QUERY) for piece in query.split(b"*")]
        pieces[-1] += f"?{first}"
        pieces += others
    return Rule(allows, tuple(pieces), to_end)


def _canonical(address: bytes) -> str:
    path, mark, query = address.partition(b"?")
    return _encoded(path, _PLAIN_IN_PATH) + ("?" + _encoded(query, _PLAIN_IN_QUERY) if mark else "")


def _encoded(octets: bytes, plain: frozenset[int]) -> str:
    """Return octets with one spelling each: escapes of `plain` characters undone, all others in upper case.

    A literal `*` or `$` becomes an escape, as a rule that means the character itself has to write it (section 2.2.3).
    """

    def spell(match: re.Match[bytes]) -> bytes:
        escape, literal = match.groups()
        octet = int(escape, 16) if escape else literal[0]
        return bytes([octet]) if octet in (plain if escape else _LITERAL) else b"%%%02X" % octet

    return _ESCAPE.sub(spell, octets).decode("ascii")


def _seconds(value: bytes) -> float | None:
    """Return the seconds of a Crawl-delay; None where that is no number."""
    return float(value) if re.fullmatch(rb"\d{1,9}(\.\d{1,9})?|\.\d{1,9}", value) else None
