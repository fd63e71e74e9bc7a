"""The requests of a day: counted by UTC day and site, over restarts, never too few."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive import clock
from archive.budget import BLOCK, Budget, sent
from archive.paths import DataDir
from archive.store import Store


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 1, 1, 12, tzinfo=UTC))
    with Store(DataDir(tmp_path)) as opened:
        yield opened


def test_no_more_than_the_budget_over_restarts(store):
    first = Budget(store, "a", 120)
    assert sum(first.spend() for _ in range(70)) == 70
    first.give_back()
    second = Budget(store, "a", 120)
    assert sum(second.spend() for _ in range(70)) == 50
    assert sent(store.conn, "a", "2026-01-01") == 120


def test_a_kill_counts_too_many_rather_than_too_few(store):
    assert Budget(store, "a", 120).spend()
    assert sent(store.conn, "a", "2026-01-01") == BLOCK


def test_a_new_day_and_another_site_have_budgets_of_their_own(store, monkeypatch):
    budget = Budget(store, "a", 1)
    assert [budget.spend(), budget.spend(), Budget(store, "b", 1).spend()] == [True, False, True]
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 1, 2, tzinfo=UTC))
    assert [budget.spend(), budget.spend()] == [True, False]
