"""robots.txt as RFC 9309 has it: its own examples, the facts that google/robotstxt is tested with, and Chinese paths.

Each line of a table is: what the file says, who asks, for which path, and whether it may. `DIFFERENT` holds the facts
of google/robotstxt that we answer otherwise, each with its reason.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.permission import PRODUCT_TOKEN
from crawler.robots import LIMIT, allowed, parse, path_of
from tests.guarantees import record

SITE = "http://foo.bar"
YES, NO = True, False


def verdict(lines: str | bytes, token: str, path: str) -> bool:
    body = lines if isinstance(lines, bytes) else "\n".join(lines.split(" | ")).encode()
    return allowed(parse(body), token, path if "://" in path else SITE + path)


# ── RFC 9309 ────────────────────────────────────────────────────────────────────────────────────────────────
SIMPLE = (
    "User-Agent: * | Disallow: *.gif$ | Disallow: /example/ | Allow: /publications/ |  | User-Agent: foobot | "
    "Disallow:/ | Allow:/example/page.html | Allow:/example/allowed.gif |  | User-Agent: barbot | User-Agent: bazbot | "
    "Disallow: /example/page.html |  | User-Agent: quxbot | "
)
MERGED = "user-agent: ExampleBot | disallow: /foo | disallow: /bar |  | user-agent: ExampleBot | disallow: /baz"
STARRED = "user-agent: * | disallow: /foo | disallow: /bar |  | user-agent: BazBot | disallow: /baz"
LONGEST = "User-Agent: foobot | Allow: /example/page/ | Disallow: /example/page/disallowed.gif"
ONLY = "user-agent: a | disallow: / | allow: "

RFC = [
    *[(MERGED, "ExampleBot", path, NO) for path in ("/foo", "/bar", "/baz")],
    (MERGED, "examplebot", "/baz", NO),
    (MERGED, "OtherBot", "/foo", YES),
    (STARRED, "ExampleBot", "/foo", NO),
    (STARRED, "ExampleBot", "/baz", YES),
    (STARRED, "BazBot", "/foo", YES),
    (SIMPLE, "anybot", "/publications/1", YES),
    (SIMPLE, "anybot", "/example/", NO),
    (SIMPLE, "anybot", "/a/picture.gif", NO),
    (SIMPLE, "anybot", "/a/picture.gift", YES),
    (SIMPLE, "anybot", "/elsewhere", YES),
    (SIMPLE, "foobot", "/example/page.html", YES),
    (SIMPLE, "foobot", "/example/allowed.gif", YES),
    (SIMPLE, "foobot", "/example/", NO),
    (SIMPLE, "foobot", "/publications/", NO),
    (SIMPLE, "barbot", "/example/page.html", NO),
    (SIMPLE, "bazbot", "/example/page.html", NO),
    (SIMPLE, "barbot", "/a.gif", YES),
    (SIMPLE, "quxbot", "/example/a.gif", YES),
    (LONGEST, "foobot", "/example/page/disallowed.gif", NO),
    (LONGEST, "foobot", "/example/page/allowed.gif", YES),
    (ONLY + "/foo/bar?baz=quz", "a", "/foo/bar?baz=quz", YES),
    (ONLY + "/foo/bar?baz=https://foo.bar", "a", "/foo/bar?baz=https%3A%2F%2Ffoo.bar", YES),
    (ONLY + "/foo/bar?baz=https%3A%2F%2Ffoo.bar", "a", "/foo/bar?baz=https://foo.bar", YES),
    (ONLY + "/foo/bar/ツ", "a", "/foo/bar/%E3%83%84", YES),
    (ONLY + "/foo/bar/%E3%83%84", "a", "/foo/bar/ツ", YES),
    (ONLY + "/foo/bar/%62%61%7A", "a", "/foo/bar/baz", YES),
    (ONLY + "/foo/bar/baz", "a", "/foo/bar/%62%61%7A", YES),
    (ONLY + "/this/path/exactly$", "a", "/this/path/exactly", YES),
    (ONLY + "/this/path/exactly$", "a", "/this/path/exactly/", NO),
    (ONLY + "/this/*/exactly", "a", "/this/or/that/exactly", YES),
    (ONLY + "/ # comment in line", "a", "/b", YES),
    (ONLY + "/path/file-with-a-%2A.html", "a", "/path/file-with-a-*.html", YES),
    (ONLY + "/path/file-with-a-%2A.html", "a", "/path/file-with-a-b.html", NO),
    (ONLY + "/path/foo-%24", "a", "/path/foo-$", YES),
    ("user-agent: a | disallow: /", "a", "/robots.txt", YES),
    ("disallow: / | user-agent: a | disallow: /b", "a", "/c", YES),
    ("user-agent: a | sitemap: http://foo.bar/s.xml | user-agent: b | disallow: /", "a", "/c", NO),
    ("user-agent: a", "a", "/c", YES),
]

# ── google/robotstxt ────────────────────────────────────────────────────────────────────────────────────────
GROUPS = (
    "allow: /foo/bar/ |  | user-agent: FooBot | disallow: / | allow: /x/ | user-agent: BarBot | disallow: / | "
    "allow: /y/ |  |  | allow: /w/ | user-agent: BazBot |  | user-agent: FooBot | allow: /z/ | disallow: /"
)
CASES = [f"{agent}: FooBot | {allow}: /x/ | {disallow}: /" for agent, allow, disallow in (
    ("USER-AGENT", "ALLOW", "DISALLOW"), ("user-agent", "allow", "disallow"), ("uSeR-aGeNt", "AlLoW", "dIsAlLoW"),
)]  # fmt: skip
NAMES = [f"User-Agent: {name} | Allow: /x/ | Disallow: /" for name in ("FOO BAR", "foo bar", "FoO bAr")]
TWO_WORDS = "User-Agent: * | Disallow: / | User-Agent: Foo Bar | Allow: /x/ | Disallow: /"
GLOBAL = "user-agent: * | allow: / | user-agent: FooBot | disallow: /"
SPECIFIC = "user-agent: FooBot | allow: / | user-agent: BarBot | disallow: / | user-agent: BazBot | disallow: /"
FISH = {
    "/fish": ["/fish", "/fish.html", "/fish/salmon.html", "/fishheads", "/fishheads/y.html", "/fish.html?id=anything"],
    "/fish/": ["/fish/", "/fish/salmon", "/fish/?salmon", "/fish/salmon.html", "/fish/?id=anything"],
    "/*.php": [
        *("/filename.php", "/folder/filename.php", "/folder/filename.php?parameters", "//folder/any.php.file.html"),
        *("/filename.php/", "/index?f=filename.php/"),
    ],
    "/*.php$": ["/filename.php", "/folder/filename.php"],
    "/fish*.php": ["/fish.php", "/fishheads/catfish.php?parameters"],
}
NO_FISH = {
    "/fish": ["/bar", "/Fish.asp", "/catfish", "/?id=fish"],
    "/fish/": ["/bar", "/fish", "/fish.html", "/Fish/Salmon.html"],
    "/*.php": ["/bar", "/php/", "/index?php", "/windows.PHP"],
    "/*.php$": [
        *("/bar", "/filename.php?parameters", "/filename.php/", "/filename.php5", "/php/", "/filename?php"),
        *("/aaaphpaaa", "//windows.PHP"),
    ],
    "/fish*.php": ["/bar", "/Fish.PHP"],
}
FISH["/fish*"], NO_FISH["/fish*"] = FISH["/fish"], NO_FISH["/fish"]
FOO = "user-agent: FooBot | "

GOOGLE = [
    ("", "FooBot", "", YES),
    (FOO + "disallow: /", "", "", YES),
    (FOO + "disallow: /", "FooBot", "", NO),
    ("", "", "", YES),
    (FOO + "disallow: /", "FooBot", "/x/y", NO),
    ("foo: FooBot | bar: /", "FooBot", "/x/y", YES),
    ("user-agent FooBot | disallow /", "FooBot", "/x/y", NO),
    *[(GROUPS, "FooBot", path, YES) for path in ("/x/b", "/z/d")],
    *[(GROUPS, "FooBot", path, NO) for path in ("/y/c", "/foo/bar/")],
    *[(GROUPS, "BarBot", path, YES) for path in ("/y/c", "/w/a")],
    *[(GROUPS, "BarBot", path, NO) for path in ("/z/d", "/foo/bar/")],
    (GROUPS, "BazBot", "/z/d", YES),
    (GROUPS, "BazBot", "/foo/bar/", NO),
    *[("User-agent: BarBot | Sitemap: http://foo.bar/s | User-agent: * | Disallow: /", bot, "/", NO)
      for bot in ("FooBot", "BarBot")],
    *[("User-agent: FooBot | Invalid-Unknown-Line: unknown | User-agent: * | Disallow: /", bot, "/", NO)
      for bot in ("FooBot", "BarBot")],
    *[(lines, "FooBot", "/x/y", YES) for lines in CASES],
    *[(lines, "FooBot", "/a/b", NO) for lines in CASES],
    *[(lines, bot, "/x/y", YES) for lines in NAMES for bot in ("Foo", "foo")],
    *[(lines, bot, "/a/b", NO) for lines in NAMES for bot in ("Foo", "foo")],
    (TWO_WORDS, "Foo", "/x/y", YES),
    (TWO_WORDS, "Foo Bar", "/x/y", NO),
    (GLOBAL, "FooBot", "/x/y", NO),
    (GLOBAL, "BarBot", "/x/y", YES),
    (SPECIFIC, "QuxBot", "/x/y", YES),
    (FOO + "disallow: /x/", "FooBot", "/x/y", NO),
    (FOO + "disallow: /X/", "FooBot", "/x/y", YES),
    (FOO + "disallow: /x/page.html | allow: /x/", "FooBot", "/x/page.html", NO),
    (FOO + "allow: /x/page.html | disallow: /x/", "FooBot", "/x/page.html", YES),
    (FOO + "allow: /x/page.html | disallow: /x/", "FooBot", "/x/", NO),
    (FOO + "disallow:  | allow: ", "FooBot", "/x/page.html", YES),
    (FOO + "disallow: / | allow: /", "FooBot", "/x/page.html", YES),
    (FOO + "disallow: /x | allow: /x/", "FooBot", "/x", NO),
    (FOO + "disallow: /x | allow: /x/", "FooBot", "/x/", YES),
    (FOO + "disallow: /x/page.html | allow: /x/page.html", "FooBot", "/x/page.html", YES),
    (FOO + "allow: /page | disallow: /*.html", "FooBot", "/page.html", NO),
    (FOO + "allow: /page | disallow: /*.html", "FooBot", "/page", YES),
    (FOO + "allow: /x/page. | disallow: /*.html", "FooBot", "/x/page.html", YES),
    (FOO + "allow: /x/page. | disallow: /*.html", "FooBot", "/x/y.html", NO),
    ("User-agent: * | Disallow: /x/ | User-agent: FooBot | Disallow: /y/", "FooBot", "/x/page", YES),
    ("User-agent: * | Disallow: /x/ | User-agent: FooBot | Disallow: /y/", "FooBot", "/y/page", NO),
    (FOO + "Disallow: / | Allow: /foo/bar?qux=taz&baz=http://foo.bar?tar&par", "FooBot",
     "/foo/bar?qux=taz&baz=http://foo.bar?tar&par", YES),
    (FOO + "Disallow: / | Allow: /foo/bar/ツ", "FooBot", "/foo/bar/%E3%83%84", YES),
    (FOO + "Disallow: / | Allow: /foo/bar/%E3%83%84", "FooBot", "/foo/bar/%E3%83%84", YES),
    (FOO + "Disallow: / | Allow: /foo/bar/%62%61%7A", "FooBot", "/foo/bar/%62%61%7A", YES),
    (FOO + "Disallow: /foo/bar/quz | Allow: /foo/*/qux", "FooBot", "/foo/bar/quz", NO),
    *[(FOO + "Disallow: /foo/bar/quz | Allow: /foo/*/qux", "FooBot", path, YES)
      for path in ("/foo/quz", "/foo//quz", "/foo/bax/quz")],
    (FOO + "Disallow: /foo/bar$ | Allow: /foo/bar/qux", "FooBot", "/foo/bar", NO),
    *[(FOO + "Disallow: /foo/bar$ | Allow: /foo/bar/qux", "FooBot", path, YES)
      for path in ("/foo/bar/qux", "/foo/bar/", "/foo/bar/baz")],
    (FOO + "# Disallow: / | Disallow: /foo/quz#qux | Allow: /", "FooBot", "/foo/bar", YES),
    (FOO + "# Disallow: / | Disallow: /foo/quz#qux | Allow: /", "FooBot", "/foo/quz", NO),
    ("User-Agent: * | Allow: /allowed-slash/index.html | Disallow: /", "foobot", "/allowed-slash/index.htm", NO),
    ("User-Agent: * | Allow: /allowed-slash/index.html | Disallow: /", "foobot", "/allowed-slash/index.html", YES),
    ("User-Agent: * | Allow: /allowed-slash/index.html | Disallow: /", "foobot", "/anyother-url", NO),
    *[(FOO + f"disallow: / | allow: {rule}", "FooBot", path, YES) for rule, paths in FISH.items() for path in paths],
    *[(FOO + f"disallow: / | allow: {rule}", "FooBot", path, NO) for rule, paths in NO_FISH.items() for path in paths],
    (FOO + "allow: /p | disallow: /", "FooBot", "/page", YES),
    (FOO + "allow: /folder | disallow: /folder", "FooBot", "/folder/page", YES),
    (FOO + "allow: /page | disallow: /*.htm", "FooBot", "/page.htm", NO),
    (FOO + "allow: /$ | disallow: /", "FooBot", "/", YES),
    (FOO + "allow: /$ | disallow: /", "FooBot", "/page.html", NO),
]  # fmt: skip
LONG = "/x/" + "a" * (2083 * 8)
GOOGLE_LONG = [
    (f"user-agent: FooBot | disallow: {LONG}/qux", "FooBot", "/fux", YES),
    ("user-agent: FooBot | disallow: / | allow: " + LONG + "/qux", "FooBot", "/", NO),
    ("user-agent: FooBot | disallow: / | allow: " + LONG + "/qux", "FooBot", LONG + "/qux", YES),
]
ENDINGS = [
    f"User-Agent: foo{a}Allow: /some/path{b}User-Agent: bar{a}{b}{a}Disallow: /{end}".encode()
    for a, b, end in (("\n", "\n", "\n"), ("\r\n", "\r\n", "\r\n"), ("\r", "\r", "\r"), ("\n", "\r\n", ""))
]
MARKS = [mark + b"User-Agent: foo\nDisallow: /" for mark in (b"\xef\xbb\xbf", b"\xef\xbb", b"\xef")]
GOOGLE_BYTES = [
    *[(body, "foo", "/a", YES) for body in ENDINGS],
    *[(body, "bar", "/a", NO) for body in ENDINGS],
    *[(body, "foo", "/a", NO) for body in MARKS],
    (b"\xef\x11\xbfUser-Agent: foo\nDisallow: /", "foo", "/a", YES),
    (b"User-Agent: foo\n\xef\xbb\xbfDisallow: /", "foo", "/a", YES),
]

# Facts of google/robotstxt that we answer otherwise: (its verdict is the opposite of the one that stands here), why.
DIFFERENT = [
    (FOO + "Disallow: / | Allow: /foo/bar/ツ", "FooBot", "/foo/bar/ツ", YES,
     "it leaves encoding an address to its caller; both spellings are one to us"),
    (FOO + "Disallow: / | Allow: /foo/bar/%E3%83%84", "FooBot", "/foo/bar/ツ", YES,
     "the same"),
    (FOO + "Disallow: / | Allow: /foo/bar/%62%61%7A", "FooBot", "/foo/bar/baz", YES,
     "it compares the strings; RFC 9309, 2.2.2, undoes escapes of unreserved characters"),
    ("User-Agent: * | Allow: /allowed-slash/index.html | Disallow: /", "foobot", "/allowed-slash/", NO,
     "index.html standing for its directory is Google's own rule; we do what the file says"),
    (f"user-agent: FooBot | disallow: {LONG}/qux", "FooBot", LONG + "/fux", YES,
     "it cuts lines at 16,664 bytes, so that a rule grows; to us a line is whole or not there"),
    ("user-agent: FooBot | disallow: / | allow: " + LONG + "/qux", "FooBot", LONG + "/fux", NO,
     "the same, to the site's advantage"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "token", "path", "may"), RFC)
def test_the_examples_of_rfc_9309(lines, token, path, may):
    assert verdict(lines, token, path) is may


@pytest.mark.parametrize(("lines", "token", "path", "may"), GOOGLE + GOOGLE_LONG + GOOGLE_BYTES)
def test_the_facts_that_google_robotstxt_is_tested_with(lines, token, path, may):
    assert verdict(lines, token, path) is may


@pytest.mark.parametrize(("lines", "token", "path", "may", "why"), DIFFERENT)
def test_where_we_differ_it_is_on_purpose(lines, token, path, may, why):
    assert verdict(lines, token, path) is may, why


def test_the_tables_are_whole():
    """Leaves the figures behind the promise; all verdicts are looked at once more for them."""
    facts = [*RFC, *GOOGLE, *GOOGLE_LONG, *GOOGLE_BYTES]
    right = sum(verdict(*fact[:3]) is fact[3] for fact in facts)
    differing = sum(verdict(*fact[:3]) is fact[3] for fact in DIFFERENT)
    assert (right, differing) == (len(facts), len(DIFFERENT))
    record(
        8,
        "tests/crawler/test_robots.py::test_the_tables_are_whole",
        len(facts) + len(DIFFERENT),
        "verdicts of RFC 9309 and google/robotstxt",
        f"{right} the same, {differing} different on purpose, each explained in the test",
    )


# ── ours ────────────────────────────────────────────────────────────────────────────────────────────────────
def test_our_product_token_is_one():
    assert PRODUCT_TOKEN.isascii()
    assert PRODUCT_TOKEN.isalpha()


@pytest.mark.parametrize("rule", ["/政府工作报告/", "/%E6%94%BF%E5%BA%9C%E5%B7%A5%E4%BD%9C%E6%8A%A5%E5%91%8A/"])
@pytest.mark.parametrize("path", ["/政府工作报告/1", "/%e6%94%bf%e5%ba%9c%e5%b7%a5%e4%bd%9c%e6%8a%a5%e5%91%8a/1"])
def test_chinese_paths_are_equal_in_both_spellings(rule, path):
    assert not verdict(f"user-agent: baogao | disallow: {rule}", "baogao", path)
    assert verdict(f"user-agent: baogao | disallow: / | allow: {rule}", "baogao", path)


def test_a_file_in_gbk_speaks_of_addresses_in_gbk():
    robots = "User-agent: *\nDisallow: /报告/".encode("gbk")
    assert not verdict(robots, "baogao", "/%B1%A8%B8%E6/1")
    assert verdict(robots, "baogao", "/报告/1")


def test_an_escaped_slash_is_not_a_slash_in_a_path():
    assert verdict("user-agent: * | disallow: /a%2Fb", "baogao", "/a/b")
    assert not verdict("user-agent: * | disallow: /a%2fb", "baogao", "/a%2Fb")


def test_a_rule_without_a_question_mark_reaches_into_the_query():
    assert not verdict("user-agent: * | disallow: /*/print", "baogao", "/show?of=/print")


def test_the_name_of_the_file_is_always_allowed_and_a_name_like_it_is_not():
    assert verdict("user-agent: * | disallow: /", "baogao", "/robots.txt")
    assert not verdict("user-agent: * | disallow: /", "baogao", "/robots.txt.html")


def test_rules_behind_500_kib_do_not_count_nor_does_a_line_cut_in_two():
    head = b"User-agent: *\nDisallow: /early\n"
    filler = b"#" * (LIMIT - len(head) - len("\nAllow: /early/a")) + b"\nAllow: /early/abc\nDisallow: /late\n"
    assert len(head + filler) > LIMIT
    assert not verdict(head + filler, "baogao", "/early/a")
    assert verdict(head + filler, "baogao", "/late")


def test_a_crawl_delay_belongs_to_its_group():
    robots = parse(b"User-agent: a\nCrawl-delay: 2.5\nDisallow:\nUser-agent: *\nCrawl-delay: soon\nCrawl-delay: 7")
    assert robots.group("A").crawl_delay == 2.5
    assert robots.group("b").crawl_delay == 7


def test_a_pattern_of_many_stars_takes_no_time():
    robots = parse(b"User-agent: *\nDisallow: /" + b"*a" * 2000 + b"$")
    assert allowed(robots, "baogao", SITE + "/" + "a" * 4000 + "b")


def test_a_star_at_the_end_takes_nothing_twice():
    assert not verdict("user-agent: * | disallow: /a*bc*c$", "baogao", "/abcc")
    assert verdict("user-agent: * | disallow: /a*bc*c$", "baogao", "/abc")


@given(st.binary(max_size=300), st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_bytes_are_read_and_any_path_is_judged(body, path):
    robots = parse(b"User-agent: *\n" + body)
    assert allowed(robots, "baogao", SITE + "/" + path) in (True, False)


@given(st.text("ab/%?*$=é政", max_size=12))
def test_a_path_disallowed_as_it_stands_is_disallowed(path):
    pattern = path_of(f"{SITE}/{path}")
    assert not allowed(parse(f"User-agent: *\nDisallow: {pattern}".encode()), "baogao", f"{SITE}/{path}")
