"""Profiles made of anything: a file is a profile, or one sentence that says where it is wrong."""

from __future__ import annotations

import json
import re
import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.derive.pages import read_detail, read_listing
from archive.errors import PageError, ProfileError
from archive.profile import Profile, load_profile
from tests.fuzz import pages
from tests.guarantees import record

LINES = [line for path in sorted(pages.SITES.glob("*.toml")) for line in path.read_text("utf-8").splitlines() if line]
KEYS = sorted({line.split("=")[0].strip() for line in LINES if "=" in line and not line.startswith("#")})
SECTIONS = ["site", "listing", "detail", "politeness", "guard", "schedule"]
WORDS = st.text(
    st.sampled_from("ab.>*:()[]{}/@'\"\\$|+~#-=0 页\u3000\n\x00") | st.characters(codec="utf-8"), max_size=20
)
SELECTORS = st.sampled_from(
    [
        *(
            "li",
            "a::attr(href)",
            "a::text",
            "//a/@href",
            "./b",
            "/",
            "//",
            "//a[",
            "a[",
            "::text",
            "*",
            "a:hover",
            "a > b c",
        ),
        *("a:not(b c)", "a, b", "a:has(> b)", "//x:a", "//a[x:f()]", "$x", "//a[$x]", "a::attr(", "a::before", "a|b"),
        *(
            "count(//a)",
            "a::text::text",
            ":is(a,b) c",
            "a:nth-child(2n+1)",
            "string(//a)",
            "a ",
            "text()",
            "./",
            "//a|//b",
        ),
    ]
)
VALUES = st.recursive(
    st.booleans() | st.integers() | st.floats() | WORDS | SELECTORS,
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=3,
)


def written(value: object) -> str:
    """Return a value in TOML."""
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


@st.composite
def variants(draw: st.DrawFn) -> str:
    """A profile that comes with the product, with some of its lines changed, moved, doubled or left out."""
    path = draw(st.sampled_from(sorted(pages.SITES.glob("*.toml"))))
    lines = path.read_text("utf-8").splitlines()
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        key = draw(st.sampled_from([*KEYS, "unknown", '"a.b"', "listing.entry", "a b"]))
        new = draw(st.none() | VALUES.map(lambda value, key=key: f"{key} = {written(value)}") | st.sampled_from(LINES))
        lines[at : at + draw(st.integers(0, 1))] = [] if new is None else [new]
    return "\n".join(lines)


TABLES = st.dictionaries(
    st.sampled_from(SECTIONS), st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=5) | VALUES, max_size=6
).map(
    lambda tables: "\n".join(
        f"[{name}]\n" + "\n".join(f"{key} = {written(value)}" for key, value in table.items())
        if isinstance(table, dict)
        else f"{name} = {written(table)}"
        for name, table in tables.items()
    )
)


def loaded(path: Path, content: bytes) -> Profile | str:
    """Load a file; return its profile, or what the error says behind `FILE, line N: ` and before the full stop."""
    path.write_bytes(content)
    try:
        return load_profile(path)
    except ProfileError as error:
        said = str(error)
    found = re.fullmatch(rf"{re.escape(str(path))}, line (\d+): (.+)\.", said)
    assert found, said
    assert not {unicodedata.category(character) for character in said} & {"Cc", "Cf", "Zl", "Zp", "Cs"}, said
    assert 1 <= int(found[1]) <= content.count(b"\n") + 1, said
    return f"{found[1]}: {found[2]}"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profiles") / "site.toml"


def test_any_file_is_a_profile_or_one_sentence_with_its_line(path):
    tried, usable = 0, 0

    @settings(max_examples=1000)
    @given(variants().map(str.encode) | TABLES.map(str.encode) | WORDS.map(str.encode) | st.binary(max_size=60))
    def load(content):
        nonlocal tried, usable
        tried += 1
        profile = loaded(path, content)
        if isinstance(profile, Profile):
            usable += 1
            check_profile(profile)

    load()
    assert usable > 30
    test = "tests/properties/test_profiles.py::test_any_file_is_a_profile_or_one_sentence_with_its_line"
    record(9, test, tried, "odd site profiles", "each usable, or refused in one sentence with its line")


def check_profile(profile: Profile) -> None:
    """A profile survives being stored as JSON, and its selectors can be used on any page."""
    assert Profile.model_validate_json(profile.model_dump_json()) == profile
    for page in (b"", pages.PAGE.encode()):
        with suppress(PageError):  # an XPath that uses a name nobody defined, known only where it is reached
            read_listing(page, None, pages.URL, profile.listing)
            read_detail(page, None, pages.URL, profile.detail)


EXAMPLE = (pages.SITES / "cyyqw.toml").read_text("utf-8").splitlines()
NUMBERED = [(number, line.split(" =")[0]) for number, line in enumerate(EXAMPLE) if re.match(r"\w+ =", line)]


@settings(max_examples=500)
@given(st.sampled_from(NUMBERED), VALUES, st.booleans())
def test_a_wrong_value_or_key_is_named_with_its_line(path, at, value, misspelt):
    number, key = at
    lines = [*EXAMPLE]
    lines[number] = f"{key} = {written(value)}"
    if misspelt:
        lines[number:number] = [f"{key}z = {written(value)}"]
    section = next(line for line in reversed(lines[:number]) if line.startswith("[")).strip("[]")
    said = loaded(path, "\n".join(lines).encode())
    if not isinstance(said, Profile):
        right = f"{number + 1 + misspelt}: {section}.{key}: "
        wrong = f"{number + 1}: unknown key {section}.{key}z; "
        assert said.startswith((right, wrong) if misspelt else right)
    assert not misspelt or not isinstance(said, Profile)
