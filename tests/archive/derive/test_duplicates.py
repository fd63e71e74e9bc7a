"""What a near copy is, how its sketch finds it, and which report is the copy of which."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive.duplicates import (
    LEAST_SHARED,
    LEAST_SHINGLES,
    SAMPLED,
    SHINGLE,
    Holder,
    Likeness,
    Link,
    believed,
    fingerprint,
    least_shared,
    links,
    near,
    shingles,
    sketch,
)
from archive.derive.text import fold

ALPHABET = [chr(number) for number in range(0x4E00, 0x5E00)]
HALF = Likeness(0.9, 0.5)


def words(seed: object, length: int) -> str:
    """Return so many characters in which no shingle comes twice, in all likelihood."""
    return "".join(Random(str(seed)).choices(ALPHABET, k=length))


def test_a_sketch_is_the_same_in_every_process_and_release():
    text = words("fixed", 2000)
    assert len(shingles(text)) == 2000 - SHINGLE + 1
    assert sketch(text)[:3] == (242572843, 281780842, 303869624)


def test_about_one_shingle_in_a_hundred_is_sampled_and_each_depends_on_its_own_characters_alone():
    one, other = words(1, 50_000), words(2, 50_000)
    assert 0.8 * 50_000 / SAMPLED < len(sketch(one)) < 1.2 * 50_000 / SAMPLED
    assert set(sketch(one)) | set(sketch(other)) <= set(sketch(one + other))


@given(st.text(alphabet=st.characters(), max_size=400))
def test_any_text_has_a_fingerprint(text):
    told = fingerprint(text)
    assert list(told.sketch) == sorted(set(told.sketch))
    assert len(told.sketch) <= len(shingles(fold(text)))


def test_printings_of_one_text_have_one_fingerprint():
    assert fingerprint("二○二一年，ＧＤＰ增长８．５％。\n") == fingerprint("二Ο二一年, gdp增长 8.5%.")


@pytest.mark.parametrize(("kept", "is_near"), [(0.69, False), (0.71, True)])
def test_seven_tenths_of_the_smaller_text_decide(kept, is_near):
    long, own = words("long", 9000), words("own", 1000)
    short = long[: int(1000 * kept) + SHINGLE] + own[int(1000 * kept) + SHINGLE :]
    for pair in ((short, long), (long, short)):
        assert (near(*pair) is not None) is is_near


def test_the_figures_are_exact():
    one, other = ("".join(map(chr, range(*ends))) for ends in ((0x4E00, 0x51EF), (0x4EC8, 0x5A87)))
    assert (len(shingles(one)), len(shingles(other)), len(shingles(one) & shingles(other))) == (1000, 3000, 800)
    assert near(one, other) == near(other, one) == near(one, other, shingles(one)) == Likeness(800 / 1000, 800 / 3200)


def test_a_passage_that_may_be_common_wording_is_near_to_nothing():
    long = words("long", 9000)
    assert near(long[: LEAST_SHINGLES + SHINGLE - 2], long) is None
    assert near(long[: LEAST_SHINGLES + SHINGLE - 1], long) == Likeness(1.0, LEAST_SHINGLES / len(shingles(long)))


@pytest.mark.parametrize(("step", "is_near"), [(20, True), (18, False)])
def test_characters_replaced_all_over_leave_shorter_shingles_to_tell_a_copy_by(step, is_near):
    """One of 20 replaced leaves 12 of 20 shingles of eight characters, and 15 of 20 of five."""
    text = words("long", 9000)
    other = "".join("某" if at % step == 0 else character for at, character in enumerate(text))
    assert (near(text, other) is not None) is is_near


def test_six_tenths_of_a_text_in_one_piece_do_not_make_a_copy():
    assert near(words("long", 9000)[:6100] + words("own", 2900), words("long", 9000)) is None


def test_the_more_is_sampled_the_closer_to_the_bound_a_sample_must_come():
    assert least_shared(1) == least_shared(5) == LEAST_SHARED
    assert [least_shared(number) for number in (10, 100, 1000)] == [2, 46, 554]
    assert all(least_shared(number) <= least_shared(number + 1) for number in range(1, 5000))


@pytest.mark.parametrize(
    ("containment", "one", "other", "is_copy"),
    [
        (0.91, (2019, "370481"), (2020, "370203"), True),
        (0.89, (2019, "370481"), (2020, "370481"), False),
        (0.89, (2020, "370481"), (2020, "370203"), False),
        (0.89, (2020, "370481"), (2020, "370481"), True),
        (0.89, (2020, "370481107"), (2020, "370481"), True),
        (0.89, (2020, "370400"), (2020, "370481107"), True),
        (0.89, (2020, "370400"), (2020, "370000"), True),
        (0.89, (2020, "370210"), (2020, "370211"), False),
        (0.89, (None, None), (2020, "370481"), True),
        (0.89, (2019, None), (2020, "370481"), False),
        (0.69, (2020, "370481"), (2020, "370481"), True),
        (0.69, (2020, None), (2020, "370481"), True),
        (0.69, (None, "370481"), (None, "370481"), True),
        (0.69, (2020, "370481"), (2020, "370203"), False),
        (0.69, (2020, "370481"), (2019, "370481"), False),
        (0.69, (2020, None), (None, "370481"), False),
        (0.69, (None, None), (None, None), False),
    ],
)
def test_year_and_place_decide_where_the_texts_alone_do_not(containment, one, other, is_copy):
    likeness = Likeness(containment, 0.5)
    holders = (Holder(1, 1, 900, "a", *one), Holder(2, 2, 800, "b", *other))
    assert believed(likeness, *holders) is believed(likeness, *holders[::-1]) is is_copy
    assert set(links(holders, {("a", "b"): likeness})) == ({2} if is_copy else set())


def held(*rows: tuple[int, int, int, str]) -> list[Holder]:
    return [Holder(*row) for row in rows]


def told(holders, alike):
    """Return who copies whom, which must be the same in whatever order holders and pairs come."""
    results = [
        links(list(some), dict(pairs)) for some in permutations(holders) for pairs in permutations(alike.items())
    ]
    assert all(result == results[0] for result in results)
    return {report_id: link.duplicate_of for report_id, link in results[0].items()}


def test_equal_texts_are_linked_to_the_most_complete_then_to_the_earliest_seen():
    assert told(held((1, 1, 100, "x"), (2, 2, 103, "x"), (3, 3, 103, "x")), {}) == {1: 2, 3: 2}
    assert links(held((1, 9, 100, "x"), (2, 2, 100, "x")), {}) == {1: Link(2, "exact", Likeness(1.0, 1.0))}


def test_a_near_copy_is_linked_with_its_own_figures_and_its_equals_with_it():
    found = links(held((1, 1, 900, "full"), (2, 2, 450, "half"), (3, 3, 451, "half")), {("full", "half"): HALF})
    assert found == {2: Link(1, "near", HALF), 3: Link(1, "near", HALF)}


def test_a_link_never_leads_to_a_report_that_is_linked_itself():
    pairs = {("a", "b"): HALF, ("b", "c"): HALF, ("a", "c"): HALF}
    assert told(held((1, 1, 900, "a"), (2, 2, 800, "b"), (3, 3, 700, "c")), pairs) == {2: 1, 3: 1}


def test_no_link_rests_on_a_chain_of_others():
    pairs = {("a", "b"): HALF, ("b", "c"): HALF}
    assert told(held((1, 1, 900, "a"), (2, 2, 800, "b"), (3, 3, 700, "c")), pairs) == {2: 1}


def test_an_extract_of_two_reports_does_not_make_one_of_them_the_others_copy():
    pairs = {("a", "x"): HALF, ("b", "x"): HALF}
    assert told(held((1, 1, 900, "a"), (2, 2, 950, "b"), (3, 3, 200, "x")), pairs) == {3: 2}


def test_pairs_of_texts_that_are_gone_say_nothing():
    assert told(held((1, 1, 900, "a"), (2, 2, 800, "b")), {("a", "gone"): HALF, ("gone", "b"): HALF}) == {}
