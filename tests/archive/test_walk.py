"""The walk over listing pages: pagers lie, and the walk must neither miss a page nor go on for ever."""

from __future__ import annotations

from archive.profile import ListingRules
from archive.walk import Walk, Walked

RULES = ListingRules(url="/list-{page}.html", entry=("li",), link=("a",), title=("a",), page_count=r"共(\d+)页")
AGAIN = 0
"""Page one once more, at the end of a walk over several pages."""
NO_COUNT = RULES.model_copy(update={"page_count": "", "next": ("a.next",)})


def walk(mode="full", max_pages=None, rules=RULES):
    return Walk(rules, "http://site.test/gov", mode, max_pages)


def steps(subject, answers):
    """Walk with one answer for each page; return the page numbers asked."""
    asked = []
    while page := subject.next_page():
        asked.append(page.number)
        if len(asked) > 50:
            raise AssertionError("the walk does not end")
        subject.note(answers(page.number))
    return asked


def read(number, **facts):
    return Walked(number, "read", **{"entries": 10, "fresh": 10, "pages_claimed": 4, **facts})


def test_a_full_walk_reads_every_claimed_page():
    subject = walk()
    assert steps(subject, read) == [1, 2, 3, 4, AGAIN]
    assert subject.complete


def test_addresses_are_joined_to_the_base_url():
    assert walk().url(2) == "http://site.test/gov/list-2.html"


def test_page_one_may_live_elsewhere():
    rules = RULES.model_copy(update={"first_url": "/index.html"})
    assert walk(rules=rules).url(1) == "http://site.test/gov/index.html"


def test_a_claim_larger_than_the_list_ends_at_three_missing_pages_and_is_complete():
    subject = walk()
    asked = steps(subject, lambda n: read(n, pages_claimed=40) if n <= 3 else Walked(n, "missing"))
    assert asked == [1, 2, 3, 4, 5, 6, AGAIN]
    assert subject.complete


def test_the_last_page_served_again_and_again_ends_the_walk():
    asked = steps(walk(), lambda n: read(n, pages_claimed=40) if n <= 2 else Walked(n, "repeats", entries=10))
    assert asked == [1, 2, 3, 4, 5, AGAIN]


def test_a_single_repeated_page_does_not_end_the_walk():
    """Ten reports that appear during a walk push a whole page down; the pages behind it must still be read."""
    asked = steps(walk(), lambda n: Walked(n, "repeats", entries=10) if n == 2 else read(n))
    assert asked == [1, 2, 3, 4, AGAIN]


def test_a_missing_page_before_a_read_one_makes_the_walk_incomplete():
    subject = walk()
    steps(subject, lambda n: Walked(n, "missing") if n == 2 else read(n))
    assert subject.unreadable() == [2]
    assert not subject.complete


def test_new_stops_behind_the_first_page_with_nothing_new():
    asked = steps(walk("new"), lambda n: read(n, fresh=3 if n == 1 else 0))
    assert asked == [1, 2, AGAIN]


def test_new_goes_on_behind_a_failed_page():
    asked = steps(walk("new"), lambda n: Walked(n, "failed") if n == 2 else read(n, fresh=1 if n == 1 else 0))
    assert asked == [1, 2, 3, AGAIN]


def test_a_site_that_does_not_answer_is_asked_once():
    assert steps(walk(), lambda n: Walked(n, "failed")) == [1]


def test_a_limited_walk_is_never_complete():
    subject = walk(max_pages=2)
    assert steps(subject, read) == [1, 2]
    assert not subject.complete


def test_without_a_total_the_next_link_says_whether_there_is_more():
    asked = steps(walk(rules=NO_COUNT), lambda n: read(n, pages_claimed=None, has_next=n < 3))
    assert asked == [1, 2, 3, AGAIN]


def test_only_the_last_page_may_be_thin():
    subject = walk()
    steps(subject, lambda n: read(n, entries=1 if n in (2, 4) else 10))
    assert subject.thin_pages(min_entries=5) == [2]


def test_page_one_is_read_once_more_when_entries_may_have_moved_under_the_walk():
    subject = walk()
    for page in (1, 2, 3, 4):
        subject.note(read(page))
    again = subject.next_page()
    assert (again.number, again.url, again.place, again.again) == (AGAIN, subject.url(1), 1, True)
    single = walk()
    single.note(read(1, pages_claimed=1))
    assert single.next_page() is None, "one page cannot move under itself"
