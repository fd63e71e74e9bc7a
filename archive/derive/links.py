"""Addresses found on a page: absolute, canonical, comparable.

Owns the form in which an address is stored (`canonical`), so that one page is never two. Fetches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from w3lib.html import get_base_url
from w3lib.url import canonicalize_url

from archive.derive.markup import Element, select
from archive.derive.text import stream_safe

_HOST = re.compile(r"[\w.:-]+", re.ASCII)
"""A name as it is looked up (IDNA), or an IP address."""


def canonical(url: str, encoding: str = "utf-8") -> str | None:
    """Return the canonical form of an absolute http(s) address, None for anything else.

    None also for a host that could not be one, or that would do something to the terminal it is printed on.

    w3lib's form: no fragment, sorted query, upper-case escapes. Characters outside ASCII are escaped as UTF-8
    in the path and in the page's `encoding` in the query, as browsers do.
    """
    try:
        if urlsplit(url).scheme not in ("http", "https"):
            return None
        found = str(canonicalize_url(url, encoding=encoding))
        host = urlsplit(found).hostname or ""
    except (ValueError, LookupError):
        return None
    return found if _HOST.fullmatch(host) and found.isprintable() else None


def base_of(text: str, url: str, encoding: str) -> str:
    """Return the address that relative links of a page start from: its `<base href>`, else its own."""
    try:
        return str(get_base_url(text, url, encoding)) if "<base" in text[:8192].lower() else url
    except (ValueError, LookupError):
        return url


def resolve(href: str, base: str, encoding: str) -> str | None:
    """Return the canonical address behind an `href`; None for a fragment, `javascript:`, `mailto:` …

    None also for what `urllib.parse` would take minutes to normalize.
    """
    href = "".join(href.split("\n")).strip()
    if not href or href.startswith("#") or stream_safe(href) != href:
        return None
    try:
        return canonical(urljoin(base, href), encoding)
    except ValueError:
        return None


def first_link(node: Element, selectors: Sequence[str], base: str, encoding: str) -> tuple[str, str] | None:
    """Return the first address that the selectors find, and the selector. Of an element: its `href`."""
    for selector in selectors:
        for item in select(node, selector):
            href = item if isinstance(item, str) else item.get("href") or ""
            url = resolve(str(href), base, encoding)
            if url:
                return url, selector
    return None
