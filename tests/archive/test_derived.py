"""Versions: a changed text appends one, an unchanged one makes none, a rule never rewrites a published one."""

from __future__ import annotations

import pytest

from archive import derived
from archive.derive.report import Text
from archive.paths import DataDir
from archive.store import Store


@pytest.fixture
def db(tmp_path):
    with Store(DataDir(tmp_path)) as store:
        store.conn.execute("PRAGMA foreign_keys = OFF")
        yield store.db


def text(capture, words):
    shown = ("【某县招商】标题", "2025-07-08")
    return Text(capture, f"2026-01-0{capture}T00:00:00Z", *shown, *shown, words, f"sha of {words}", ())


def stored(db, *versions):
    row = "INSERT INTO versions VALUES (1, ?, 'source', '1', 't', NULL, ?, NULL, '2026-01-01T00:00:00Z', ?)"
    for number, (capture, words) in enumerate(versions, 1):
        db.execute(
            row,
            (number, f"sha of {words}", capture),
        )


def added(db, *texts):
    return [(cause, one.capture_id, one.text) for cause, one in derived.new_versions(db, 1, texts)]


def test_the_first_text_is_version_one(db):
    assert added(db, text(1, "A")) == [("source", 1, "A")]


def test_an_unchanged_text_makes_nothing(db):
    stored(db, (1, "A"))
    assert added(db, text(1, "A")) == []


def test_a_changed_text_is_appended(db):
    stored(db, (1, "A"))
    assert added(db, text(1, "A"), text(2, "B")) == [("source", 2, "B")]


def test_two_changes_between_derivations_are_both_kept(db):
    stored(db, (1, "A"))
    assert added(db, text(1, "A"), text(2, "B"), text(3, "C")) == [("source", 2, "B"), ("source", 3, "C")]


def test_a_text_that_comes_back_is_a_new_version(db):
    stored(db, (1, "A"), (2, "B"))
    assert added(db, text(1, "A"), text(2, "B"), text(3, "A")) == [("source", 3, "A")]


def test_a_rule_that_alters_the_current_text_makes_a_version(db):
    stored(db, (1, "A"))
    assert added(db, text(1, "A cleaned")) == [("rule", 1, "A cleaned")]


def test_a_rule_leaves_superseded_versions_alone(db):
    stored(db, (1, "A"), (2, "B"))
    assert added(db, text(1, "A cleaned"), text(2, "B")) == []


def test_a_rule_that_is_taken_back_makes_a_version_too(db):
    stored(db, (1, "A"), (1, "A cleaned"))
    assert added(db, text(1, "A")) == [("rule", 1, "A")]


def test_deriving_the_rule_version_again_makes_nothing(db):
    stored(db, (1, "A"), (1, "A cleaned"))
    assert added(db, text(1, "A cleaned")) == []
