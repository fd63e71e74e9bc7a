"""Canonical addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive.links import base_of, canonical, resolve

BASE = "http://parks.example/news/list-2.html?x=1"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("12.html", "http://parks.example/news/12.html"),
        ("./../a/12.html#top", "http://parks.example/a/12.html"),
        (" /a.html\n", "http://parks.example/a.html"),
        ("//parks.example/a.html", "http://parks.example/a.html"),
        ("HTTP://PARKS.example:/a b.html", "http://parks.example/a%20b.html"),
        ("?page=3", "http://parks.example/news/list-2.html?page=3"),
        ("?b=2&a=1&b=1", "http://parks.example/news/list-2.html?a=1&b=1&b=2"),
        ("/县/%e4%b8%80.html", "http://parks.example/%E5%8E%BF/%E4%B8%80.html"),
        ("", None),
        ("#", None),
        ("#top", None),
        ("javascript:void(0)", None),
        ("mailto:a@b.example", None),
        ("http://[bad", None),
        ("ftp://parks.example/a", None),
        ("tel:1", None),
        ("http://政府.example/", "http://xn--mxtq1m.example/"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("http://\x01/", None),
        ("http://\u202etset.example/", None),
        ("http://a\u3000b/", None),
        ("http://\x1b[31m@parks.example/", None),
        ("http://x:99999/", None),
        ("http://a" + "\u0315\u0300" * 50_000, None),
        ("/" + "문" * 50, "http://parks.example/" + "%EB%AC%B8" * 50),
        ("/\x1b[31m\u202e", "http://parks.example/%1B[31m%E2%80%AE"),
    ],
)
def test_resolve(href: str, url: str | None) -> None:
    assert resolve(href, BASE, "utf-8") == url


def test_the_query_is_written_in_the_encoding_of_the_page() -> None:
    assert resolve("?q=云", BASE, "gb18030") == "http://parks.example/news/list-2.html?q=%D4%C6"
    assert resolve("?q=云", BASE, "utf-8") == "http://parks.example/news/list-2.html?q=%E4%BA%91"
    assert resolve("?q=云", BASE, "no-such-codec") is None


def test_base_href_moves_relative_links() -> None:
    assert base_of('<html><head><base href="/bg/"></head>', BASE, "utf-8") == "http://parks.example/bg/"
    assert base_of("<html><head></head>", BASE, "utf-8") == BASE
    assert base_of('<base href="http://[bad">', BASE, "utf-8") is not None


@given(st.text())
def test_any_href_is_an_address_or_none(href: str) -> None:
    url = resolve(href, BASE, "gb18030")
    assert url is None or canonical(url) == url
