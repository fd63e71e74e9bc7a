"""Site profiles: every mistake is one sentence that names file, line and key."""

from __future__ import annotations

import pytest

from archive.errors import ProfileError
from archive.profile import load_profile
from crawler.sites import find_profile, names

GOOD = """
[site]
name = "x"
base_url = "https://example.org"
user_agent_contact = "ops@example.org"
[listing]
url = "/list-{page}.html"
entry = "li"
link = "a::attr(href)"
title = ["a::attr(title)", "a::text"]
"""


def load(tmp_path, text):
    path = tmp_path / "x.toml"
    path.write_text(text, encoding="utf-8")
    return load_profile(path)


def test_a_good_profile_is_ready(tmp_path):
    profile = load(tmp_path, GOOD)
    profile.check_ready()
    assert profile.listing.title == ("a::attr(title)", "a::text")
    assert profile.detail.fetch == "always"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('entry = "li"', 'entrry = "li"', r"line 7: unknown key listing\.entrry|line 6: listing\.entry is missing"),
        ('entry = "li"', "", r"line 6: listing\.entry is missing"),
        ('entry = "li"', 'entry = "li["', r"line 8: listing\.entry: 'li\['.*not a selector"),
        ('entry = "li"', 'entry = "li::a"', r"line 8: listing\.entry: 'li::a'.*not a selector"),
        ('entry = "li"', 'entry = "//li["', r"line 8: listing\.entry: '//li\['.*not a selector"),
        ("/list-{page}.html", "/list.html", r"\{page\}"),
        ('name = "x"', 'name = "X Y"', r"line 3: site\.name"),
        ("[listing]", "[listing]\npage_count = '('", r"line 7: listing\.page_count: .*regular expression"),
        ("[listing]", "[polite]\n[listing]", r"line 6: unknown key polite"),
        ("[listing]", "[politeness]\ndelay = -1\n[listing]", r"line 7: politeness\.delay"),
        ('name = "x"', 'name = "x', r"line 3: not valid TOML"),
        ('name = "x"', "[[[[", r"line 3: not valid TOML"),
        ('name = "x"', f"name = {'[' * 5000}", r"line \d+: not valid TOML"),
        ('name = "x"', f"name = {'9' * 5000}", r"line \d+: not valid TOML"),
        (
            "[listing]",
            "[listing]\npage_count = 'a{9999999999999}'",
            r"line 7: listing\.page_count: .*regular expression",
        ),
        ('"/list-{page}.html"', '"/list.html"', r"line 7: listing\.url: must contain \{page\}"),
        ('entry = "li"', "entry = []", r"line 8: listing\.entry: at least one selector"),
        ('entry = "li"', 'entry = "//li[$x]/@y:z"', r"line 8: listing\.entry: .* cannot be evaluated"),
        ('name = "x"', 'name = "x"\n"na\\u001bme" = 1', r"unknown key site\.nae; "),
        ('name = "x"', 'name = "x"\n"a.b" = 1', r"line 4: unknown key site\.a\.b"),
        ("[listing]", "[listing]\nx.y = 1", r"line 7: unknown key listing\.x"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path, old, new, says):
    with pytest.raises(ProfileError, match=says):
        load(tmp_path, GOOD.replace(old, new))


@pytest.mark.parametrize(("before", "line"), [(b"", 1), (b"\n\n#", 3)])
def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path, before, line):
    path = tmp_path / "x.toml"
    path.write_bytes(before + "# 产业园区网".encode("gb18030") + GOOD.encode())
    with pytest.raises(ProfileError, match=rf"line {line}: this is not UTF-8; save the file as UTF-8\.$"):
        load_profile(path)


def test_a_byte_order_mark_does_no_harm(tmp_path):
    path = tmp_path / "x.toml"
    path.write_bytes(GOOD.replace("\n", "\r\n").encode("utf-8-sig"))
    assert load_profile(path).site.name == "x"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('base_url = "https://example.org"', "", "no base_url"),
        ("https://example.org", "example.org", "not an http"),
        ('user_agent_contact = "ops@example.org"', "", "user_agent_contact"),
        ("[listing]", "[politeness]\ndelay = 0\n[listing]", "loopback only"),
    ],
)
def test_a_profile_that_is_not_ready_says_why(tmp_path, old, new, says):
    with pytest.raises(ProfileError, match=says):
        load(tmp_path, GOOD.replace(old, new)).check_ready()


def test_loopback_needs_no_contact_and_no_delay(tmp_path):
    text = GOOD.replace("https://example.org", "http://127.0.0.1:8000").replace("ops@example.org", "")
    load(tmp_path, text + "[politeness]\ndelay = 0\n[guard]\nallow_private_hosts = true\n").check_ready()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.0.0.1", "192.168.1.1", "169.254.169.254", "[::1]"])
def test_a_private_address_is_refused_unless_told(tmp_path, host):
    with pytest.raises(ProfileError, match="allow_private_hosts"):
        load(tmp_path, GOOD.replace("example.org", host, 1)).check_ready()


@pytest.mark.parametrize("name", names())
def test_every_profile_that_comes_with_baogao_is_valid(name):
    assert find_profile(name).site.name == name


def test_an_unknown_site_names_the_nearest():
    with pytest.raises(ProfileError, match="did you mean cyyqw"):
        find_profile("cyyqv")


def test_a_profile_path_that_does_not_exist(tmp_path):
    with pytest.raises(ProfileError, match="Cannot read"):
        find_profile(str(tmp_path / "none.toml"))
