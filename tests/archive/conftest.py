"""Published databases that several tests read and none changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.published import OWN, build, sample_reports


@pytest.fixture(scope="session")
def own_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("own") / "archive.db", OWN)


@pytest.fixture(scope="session")
def sample_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Only for tests marked NEEDS_SAMPLE."""
    return build(tmp_path_factory.mktemp("sample") / "archive.db", sample_reports())


@pytest.fixture
def own_archive(own_database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{own_database.as_uri()}?mode=ro", uri=True)) as conn:
        yield conn


@pytest.fixture
def sample_archive(sample_database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{sample_database.as_uri()}?mode=ro", uri=True)) as conn:
        yield conn
