"""The page of a version: what changed to the next one, and the way from the current one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from copy import deepcopy

from lxml.html import HtmlElement

from tests.archive.reading_room.conftest import page, words
from tests.guarantees import record
from tests.lived import REPORTS


def test_the_page_of_a_version_shows_exactly_what_changed_to_the_next(told, lived_published, request):
    with closing(sqlite3.connect(lived_published)) as conn:
        pairs = conn.execute(
            "SELECT a.report_id, a.version, a.text, coalesce(b.text, t.text) FROM versions AS a JOIN versions AS b "
            "ON b.report_id = a.report_id AND b.version = a.version + 1 "
            "JOIN report_texts AS t ON t.report_id = a.report_id"
        ).fetchall()
    assert len(pairs) >= REPORTS - 2
    for report, version, old, new in pairs:
        (changes,) = page(told, f"/archive/versions/{report},{version}").cssselect(".changes")
        assert changes.cssselect("del, ins")
        assert read(changes, without="ins") == old
        assert read(changes, without="del") == new
        assert max(len(words(stretch)) for stretch in changes.cssselect("p.stretch")) < len(old) / 2
    record(5, request.node.nodeid, len(pairs), "version pages from which both texts were read again", "equal")


def read(changes: HtmlElement, without: str) -> str:
    """Return the text that the page of changes shows, without removals or additions."""
    text = ""
    for stretch in deepcopy(changes).cssselect(".stretch"):
        for mark in stretch.cssselect(f"{without}, span.break"):
            if mark.tag == without:
                mark.text = None
                mark[:] = []
            else:
                mark.text = None
        text += stretch.text_content()
    return text


def test_the_current_version_leads_to_what_changed_since_the_one_before(told):
    current = page(told, "/archive/versions/3,3")
    assert not current.cssselect(".changes")
    (link,) = [a for a in current.cssselect("a") if a.text == "与上一版的不同"]
    assert page(told, link.get("href")).cssselect(".changes")
