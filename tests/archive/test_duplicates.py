"""Copies in an archive: every planted one is linked and nothing else, in whatever order and steps they come."""

from __future__ import annotations

import sqlite3
import time
from random import Random

import pytest

from archive import derived, duplicates
from archive.derive.duplicates import fingerprint, shingles
from archive.derive.text import fold
from crawler.replica.report import report
from tests.copies import COPIES, LOOKALIKES, Shelf, edited, every, mixed, trial


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf.open(tmp_path / "data")
    yield shelf
    shelf.store.close()


@pytest.fixture(scope="module")
def planted():
    return trial(originals=300)


@pytest.fixture(scope="module")
def filled(planted, tmp_path_factory):
    shelf = Shelf.open(tmp_path_factory.mktemp("filled") / "data")
    for start in range(0, len(planted.texts), 100):
        shelf.put(*planted.texts[start : start + 100], stated=planted.stated[start : start + 100])
    yield shelf
    shelf.store.close()


def test_planted_copies_are_linked_and_nothing_else(planted, filled):
    assert {kind: sum(kind == k for k, _ in planted.planted.values()) for kind in {**COPIES, **LOOKALIKES}} == {
        **COPIES,
        **LOOKALIKES,
    }
    links = filled.links()
    assert planted.wrong(links) == []
    assert planted.recall(links, "exact", "punctuation") == 1.0
    assert planted.recall(links, "edited", "replaced") >= 0.99
    assert planted.recall(links, "second sentences", "seventh sentences") >= 0.9
    assert {link.duplicate_of for link in links.values()} & links.keys() == set()
    assert all(link.likeness.containment >= 0.6 for link in links.values())


def test_one_more_report_costs_a_small_part_of_comparing_it_with_all_others(planted, filled):
    """The median of some new texts, fingerprint, comparison and links; milliseconds are in `make bench`."""
    some = [shingles(fold(text)) for text in planted.texts[:100]]
    spent, compared = [], []
    for number, text in enumerate(planted.texts[:9]):
        fresh = edited(text, 0.02, Random(number), planted.texts[-1])
        start = time.process_time()
        filled.put(fresh, stated=planted.stated[number : number + 1])
        links = filled.links()
        spent.append(time.process_time() - start)
        assert len(filled.texts) in {*links, *(link.duplicate_of for link in links.values())}
        start = time.process_time()
        ours = shingles(fold(fresh))
        assert sum(len(ours & theirs) > len(ours) / 2 for theirs in some)
        compared.append((time.process_time() - start) * len(planted.texts) / len(some))
    assert sorted(spent)[4] < sorted(compared)[4] / 3


def some_texts():
    full = [report(5, index).text for index in range(6)]
    dice = Random(3)
    near = [edited(full[0], 0.02, dice, full[3]), every(2, full[0]), full[1], full[1].replace("。", ".")]
    return [*full, *near, mixed(full[2], full[3:], 0.5, dice)]


def named(shelf):
    """Return the links and near texts by text, figures included: what must not depend on the order."""
    links = {
        shelf.texts[copy]: (shelf.texts[link.duplicate_of], link.method, link.likeness)
        for copy, link in shelf.links().items()
    }
    return links, set(map(tuple, shelf.store.conn.execute("SELECT * FROM near_texts")))


def test_links_are_the_same_whatever_the_order_the_batches_and_the_pauses(tmp_path):
    texts = some_texts()
    results = []
    for number in range(4):
        order = Random(number).sample(texts[:-1], len(texts) - 1)
        shelf = Shelf.open(tmp_path / str(number))
        size = (1, 3, 20, 7)[number]
        for start in range(0, len(order), size):
            shelf.put(*order[start : start + size])
            if number % 2:
                shelf.links()
        results.append(named(shelf)[1])
        shelf.store.close()
    assert results[0]
    assert all(result == results[0] for result in results)


@pytest.mark.parametrize("seed", range(6))
def test_linking_what_is_new_gives_what_linking_everything_at_once_gives(tmp_path, seed):
    """Short texts that contain each other in chains; put, changed and stating other years, in steps of any size."""
    dice = Random(seed)
    letters = "".join(dice.choices([chr(number) for number in range(0x4E00, 0x5E00)], k=4000))
    some = [letters[at : at + size] for at in range(0, 3000, 150) for size in (450, 700)]
    shelf = Shelf.open(tmp_path / "steps")
    stated = {}
    for _ in range(60):
        for _ in range(dice.randint(1, 4)):
            number = dice.choice([dice.randint(1, len(shelf.texts) + 1), len(shelf.texts) + 1])
            stated[number] = dice.choice([(2020, None), (2021, None), (None, None)])
            if number > len(shelf.texts):
                shelf.put(dice.choice(some), stated=[stated[number]])
            else:
                shelf.change(number, dice.choice([shelf.texts[number], dice.choice(some)]), *stated[number])
        links = shelf.links()
        assert links == duplicates.wanted_links(shelf.store.conn)
        assert not list(shelf.store.conn.execute("SELECT * FROM unlinked"))
    with shelf.store.transaction() as db:
        duplicates.prepare(db, everything=True)
        assert db["fingerprints"].count == db["near_texts"].count == 0
    shelf.store.close()
    whole = Shelf.open(tmp_path / "whole")
    order = sorted(shelf.texts)
    whole.put(*(shelf.texts[number] for number in order), stated=[stated[number] for number in order])
    assert whole.links() == links
    assert len({link.likeness for link in links.values()}) > 2
    assert len(links) > 10
    whole.store.close()


def test_what_was_put_before_a_kill_is_linked_by_the_next_run(tmp_path):
    texts = some_texts()
    shelf = Shelf.open(tmp_path / "data")
    shelf.put(*texts)
    shelf.store.close()
    again = Shelf.open(tmp_path / "data")
    with again.store.transaction() as db:
        duplicates.link(db)
    found = duplicates.stored_links(again.store.conn)
    assert found == duplicates.wanted_links(again.store.conn)
    assert {1, 9, 10} <= found.keys()
    again.store.close()


def test_links_go_with_the_sketches_when_all_is_made_again_and_some_is_not(shelf):
    shelf.put(*some_texts())
    assert shelf.links()
    with shelf.store.transaction() as db:
        duplicates.prepare(db, everything=True)
    assert shelf.links() == {}
    assert not shelf.store.conn.execute("SELECT 1 FROM reports WHERE duplicate_of IS NOT NULL").fetchone()


def test_a_text_that_changes_takes_its_links_with_it_and_brings_them_back(shelf):
    texts = some_texts()
    shelf.put(*texts)
    before = named(shelf)
    assert before[0]
    for report_id in (1, 7, 8):
        shelf.change(report_id, texts[5])
    changed = named(shelf)
    assert texts[6] not in changed[0]
    for report_id in (8, 1, 7):
        shelf.change(report_id, texts[report_id - 1])
    assert named(shelf) == before
    assert duplicates.all_sampled(shelf.store.conn) == {
        number: len(fingerprint(text).sketch) for number, text in shelf.texts.items()
    }


def test_a_transaction_that_fails_leaves_nothing(shelf):
    texts = some_texts()
    shelf.put(*texts[:6])
    before = list(map(tuple, shelf.store.conn.execute("SELECT * FROM shingles")))
    with pytest.raises(sqlite3.IntegrityError):
        shelf.put(texts[6], None)
    shelf.texts = {number: shelf.texts[number] for number in range(1, 7)}
    assert list(map(tuple, shelf.store.conn.execute("SELECT * FROM shingles"))) == before
    shelf.put(*texts[6:])
    assert shelf.links()


def test_an_unchanged_link_keeps_the_time_at_which_it_was_decided(shelf, monkeypatch):
    shelf.put(*some_texts())
    monkeypatch.setattr(duplicates.clock, "timestamp", lambda: "2026-01-02T00:00:00Z")
    shelf.links()
    monkeypatch.setattr(duplicates.clock, "timestamp", lambda: "2026-01-03T00:00:00Z")
    shelf.links()
    assert {row[0] for row in shelf.store.conn.execute("SELECT decided_at FROM duplicates")} == {"2026-01-02T00:00:00Z"}


def test_other_rules_for_sketches_empty_them_and_the_same_ones_do_not(shelf, monkeypatch):
    with shelf.store.transaction() as db:
        assert duplicates.prepare(db, everything=False)
    shelf.put(*some_texts()[:2])
    with shelf.store.transaction() as db:
        assert not duplicates.prepare(db, everything=False)
        assert db["fingerprints"].count == 2
        monkeypatch.setattr(duplicates, "SKETCH_VERSION", "another")
        assert duplicates.prepare(db, everything=False)
        assert db["fingerprints"].count == db["shingles"].count == 0


def test_an_archive_that_never_had_sketches_derives_all_its_reports_again(shelf):
    shelf.put(*some_texts()[:3])
    derived.prepare(shelf.store, everything=False)
    assert derived.stale_entries(shelf.store.conn) == [1, 2, 3]
    shelf.store.conn.execute("UPDATE entries SET stale = 0")
    derived.prepare(shelf.store, everything=False)
    assert derived.stale_entries(shelf.store.conn) == []


def test_the_sketches_of_the_texts_take_five_percent_of_their_size_at_most(planted, filled):
    (size,) = filled.store.conn.execute("SELECT sum(pgsize) FROM dbstat WHERE name = 'shingles'").fetchone()
    assert size < 0.05 * sum(len(text.encode()) for text in filled.texts.values())
