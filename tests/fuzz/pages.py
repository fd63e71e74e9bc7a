"""What must hold for every page, whatever bytes a site sends; the fuzz target `pages`.

Owns the checks on listing and detail pages, encodings and links. Reads pages with the profiles of the product.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from archive.derive.encoding import Decoded, decode
from archive.derive.pages import Listing, ReportPage, read_detail, read_listing
from archive.derive.probe import draft
from archive.derive.text import clean_paragraphs
from archive.errors import PageError
from archive.profile import Profile, load_profile
from tests.fuzz.alphabet import spelled
from tests.fuzz.dates import ALPHABET as WORDS

SITES = Path(__file__).parents[2] / "crawler" / "sites"
URL = "http://site.test/list-2.html"
TYPES = (
    *(None, "", "text/html", "text/html; charset=gb2312", "text/html; charset=utf-8", "text/html; charset=big5"),
    *("text/html; charset=iso-8859-1", "text/html; charset=utf-16", "text/html; charset=hz", "text/html; charset=\x00"),
    *("text/html;charset=utf-7", "application/pdf", "image/png", "text/plain; charset=x-unknown", ";;;charset==", "é"),
)
CODINGS = ("utf-8", "gb18030", "utf-16", "big5", "hz", "utf-8-sig", "latin-1")

_TAGS = ("a", "b", "div", "dl", "dt", "h1", "li", "p", "pre", "span", "table", "td", "th", "tr", "ul")
_CLASSES = {
    "a": ("title", "next"),
    "div": ("meta", "content", "info", "time", "source", "pager", "share"),
    "h1": ("article-title",),
    "p": ("intro",),
    "span": ("date", "txt"),
    "table": ("news",),
    "td": ("title",),
    "ul": ("news", "list"),
}
_ADDRESSES = (
    *(
        "/b.html",
        "//other.test/",
        "http://site.test/?b=1&a=政",
        "javascript:alert(1)",
        "mailto:x@y",
        "http://[",
        "#",
        "?",
    ),
    *(
        "http://a\x01b/",
        "http://\u202e.test/",
        "https://x:99999/",
        "ftp://x/",
        "data:text/html,x",
        "http://xn--/",
        "%00",
    ),
)
ALPHABET = (
    *(f"<{tag}>" for tag in _TAGS),
    *(f"</{tag}>" for tag in _TAGS),
    *(f'<{tag} class="{name}">' for tag, names in _CLASSES.items() for name in names),
    *(f'<a class="title" href="{address}">' for address in _ADDRESSES),
    *_ADDRESSES,
    *('<a class="title" title="政府工作报告" href="', '<a class="next" href="', '">', '"', "'>"),
    *('<base href="http://other.test/x/">', '<base href="javascript:x">', '<base href="http://[">', "<base"),
    *("<br>", "<!--", "-->", "<![CDATA[", "]]>", "<?xml", "?>", "<script>", "</script>", "<style>", "<noscript>", "<"),
    *("<template>", "<svg>", "<math>", "<textarea>", "</textarea>", "<iframe>", "<frameset>", "<plaintext>", "<xml>"),
    *("&nbsp;", "&#0;", "&#x1b;", "&#xD800;", "&#x202e;", "&lt;", "&amp", "&#x10FFFF;", "&#133;", "&bogus;", "&"),
    *('<meta charset="gb2312">', '<meta charset="utf-8">', '<meta charset="utf-16">', '<meta charset="x">', "<title>"),
    *("共 507 页", "共", "页", "锟斤拷", "政府工作报告。" * 20, "\r\n", "\r", "\f", "\x7f", "\x85", "\u2028", "\ufffd"),
    *WORDS[8::2],
)

PAGE = """<html><head><meta charset="utf-8"><base href="/x/"></head><body>
<h1 class="article-title">政府工作报告</h1>
<div class="info"><span class="time">2025-07-08</span><span class="source">来源：本站</span></div>
<ul class="news"><li><a class="title" href="a.html"><span class="txt">2021年云岭县政府工作报告</span></a>
<p class="intro">各位代表<br>一</p><div class="meta"><span class="date">2025-07-08</span></div></li></ul>
<div class="content"><p>各位代表：</p><table><tr><td>一</td><td>二</td></tr></table></div>
<div class="pager">共 507 页<a class="next" href="/n">下</a>"""


@cache
def profiles() -> tuple[Profile, ...]:
    """Return the profiles that the product ships, and each of them with selectors that find something on any page."""
    shipped = [load_profile(path) for path in sorted(SITES.glob("*.toml"))]
    return (*shipped, *map(_greedy, shipped))


def _greedy(profile: Profile) -> Profile:
    more = {"entry": "li", "link": "a::attr(href)", "title": "a", "summary": "p", "date": "span", "next": "a"}
    listing = {key: (*getattr(profile.listing, key), selector) for key, selector in more.items()}
    detail = {"body": (*profile.detail.body, "body")}
    return profile.model_copy(
        update={
            "listing": profile.listing.model_copy(update=listing),
            "detail": profile.detail.model_copy(update=detail),
        }
    )


@cache
def everything() -> Profile:
    """Return a profile with all selectors of all profiles."""
    shipped = profiles()
    parts = {
        name: {
            key: tuple(dict.fromkeys(selector for one in shipped for selector in getattr(getattr(one, name), key)))
            for key, value in getattr(shipped[0], name)
            if isinstance(value, tuple)
        }
        for name in ("listing", "detail")
    }
    return shipped[0].model_copy(
        update={name: getattr(shipped[0], name).model_copy(update=part) for name, part in parts.items()}
    )


def seeds() -> Iterator[bytes]:
    """Yield small inputs that already reach most rules."""
    for number, coding in enumerate(CODINGS[:5]):
        yield bytes((0, number, number)) + PAGE.encode(coding, "replace")
    yield bytes((0, 11, 0)) + b"%PDF-1.7"
    for step in (2, 3, 5, 7):
        yield bytes((1, step, step)) + bytes(range(0, 256, step))


def spelling(*pieces: str) -> bytes:
    """Return the bytes that stand for pieces of the alphabet."""
    return bytes(map(ALPHABET.index, pieces))


def page_of(data: bytes) -> tuple[bytes, str | None, Profile]:
    """Return body, content type and profile that an input stands for; its first three bytes choose."""
    kind, declared, profile, rest = (*data[:3], data[3:]) if len(data) > 3 else (0, 0, 0, data)
    rules = profiles()[profile % len(profiles())]
    content_type = TYPES[declared % len(TYPES)]
    coding = CODINGS[(kind >> 4) % len(CODINGS)]
    if kind % 2:
        return spelled(rest, ALPHABET).encode(coding, "replace"), content_type, rules
    return rest, content_type, rules


def check(data: bytes) -> None:
    """Raise AssertionError where a promise about pages is broken, or whatever a reader raises but PageError."""
    check_page(*page_of(data))


def check_page(body: bytes, content_type: str | None, profile: Profile) -> None:
    """Read a page as a listing, as a detail page and, if it is small, as one to draft a profile from."""
    check_decoded(decode(body, content_type))
    with suppress(PageError):
        check_listing(read_listing(body, content_type, URL, profile.listing))
    with suppress(PageError):
        check_detail(read_detail(body, content_type, URL, profile.detail))
    if len(body) < 5000:
        draft(body, content_type, URL)


def check_listing(page: Listing) -> None:
    """Positions count from 1, addresses are absolute, texts are clean."""
    assert [entry.position for entry in page.entries] == list(range(1, len(page.entries) + 1))
    assert page.pages_claimed is None or 0 <= page.pages_claimed < 10**6
    check_url(page.next_url)
    for entry in page.entries:
        assert entry.url or entry.title
        check_url(entry.url)
        check_line(entry.title)
        lines = entry.text.split("\n") if entry.text else []
        assert clean_paragraphs(lines) == tuple(lines)
        for line in lines:
            check_line(line)


def check_detail(page: ReportPage) -> None:
    """What a detail page gives is clean, and says where its paragraphs come from."""
    assert (page.extraction == "none") == (not page.paragraphs)
    assert ("generic_extraction" in page.flags) == (page.extraction == "generic")
    assert list(page.flags) == sorted(set(page.flags))
    assert clean_paragraphs(page.paragraphs) == page.paragraphs
    check_url(page.next_url)
    for line in (page.title, page.source, *page.paragraphs):
        assert line is None or line
        check_line(line or "")


def check_line(text: str) -> None:
    """No control, no line separator, no direction override, no surrogate: safe to print and to store."""
    text.encode("utf-8")
    if not text.isprintable():
        bad = {c for c in text if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") or "\u202a" <= c <= "\u202e"}
        assert not bad, bad


def check_url(url: str | None) -> None:
    """An address is absolute, http(s), has a host, and holds nothing that is not printable ASCII but in its host."""
    if url is None:
        return
    parts = urlsplit(url)
    assert parts.scheme in ("http", "https"), url
    assert parts.hostname, url
    assert url.isprintable(), url
    assert not any(c.isspace() for c in url), url
    assert (parts.path + parts.query).isascii(), url


def check_decoded(decoded: Decoded) -> None:
    """A reading is text that can be stored; it says so when characters were lost."""
    decoded.text.encode("utf-8")
    assert decoded.damaged or "\ufffd" not in decoded.text
    assert not decoded.text or decoded.encoding != "binary"
