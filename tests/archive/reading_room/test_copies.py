"""The page of a copy: what differs from the report it repeats, and the ways that lead there."""

from __future__ import annotations

from tests.archive.reading_room.conftest import edited, page, words
from tests.archive.reading_room.test_versions import read
from tests.published import OWN


def test_the_page_of_a_copy_shows_exactly_what_differs_from_the_report_it_repeats(own):
    (changes,) = page(own, "/archive/duplicates/3").cssselect(".changes")
    assert changes.cssselect("del")
    assert changes.cssselect("ins")
    assert read(changes, without="ins") == OWN[1].text
    assert read(changes, without="del") == OWN[2].text
    assert "only in this copy" in words(changes)


def test_the_text_and_the_list_of_copies_lead_to_what_differs(own):
    (link,) = [a for a in page(own, "/archive/report_texts/3").cssselect("a") if a.text == "看两份的不同"]
    assert link.get("href") == "/archive/duplicates/3#changes"
    (link,) = page(own, "/archive/duplicates").cssselect("td.col-method a")
    assert link.get("href") == "/archive/duplicates/3#changes"
    assert page(own, "/archive/duplicates?_col=method").cssselect("td.col-method")


def test_nothing_of_a_text_that_is_taken_down_is_shown_beside_its_copy(own_database, tmp_path):
    for report in (2, 3):
        folder = tmp_path / str(report)
        folder.mkdir()
        get = edited(
            own_database,
            folder,
            "UPDATE reports SET taken_down_at = '2026-01-01T00:00:00Z' WHERE id = :report",
            "DELETE FROM report_texts WHERE report_id = :report",
            "INSERT INTO takedowns (report_key, action, decided_at) "
            "SELECT report_key, 'taken_down', taken_down_at FROM reports WHERE id = :report",
            report=report,
        )
        shown = page(get, "/archive/duplicates/3")
        assert not shown.cssselect(".changes")
        assert "港口吞吐量" not in words(shown)
