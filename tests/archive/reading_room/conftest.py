"""Datasette in this process, on small published archives, and how tests read its pages."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from datasette.utils import parse_metadata
from lxml.html import HtmlElement, document_fromstring

from archive.commands.serve import metadata_file

Get = Callable[[str], Any]

LIVED_PAGES = (
    *("/archive/crawls", "/archive/alarms", "/archive/takedowns", "/archive/ledger_sums", "/archive/receipts"),
    *(f"/archive/crawls/{number}" for number in range(1, 6)),
    *(f"/archive/alarms/{number}" for number in range(1, 5)),
    *("/archive/takedowns/1", "/archive/reports/1", "/archive/reports/2", "/archive/versions?report_id=1"),
    *("/archive/versions/1,1", "/archive/versions/1,2", "/archive/versions/3,1", "/archive/versions/3,3"),
    *("/archive/reports", "/archive/reports?_col=title", "/archive/crawls?_all=1", "/archive/alarms?_col=decision"),
)
"""Pages of the archive in which things have happened, `tests.lived`."""


def described() -> dict[str, Any]:
    return parse_metadata(metadata_file().read_text(encoding="utf-8"))


def getter(datasette: Datasette) -> Get:
    """Return a function that asks for a path and follows redirects."""

    def get(path: str) -> Any:
        async def ask() -> Any:
            await datasette.invoke_startup()
            return await datasette.client.get(path, follow_redirects=True)

        with ThreadPoolExecutor(1) as own_thread:  # the browser tests keep a loop running in this one
            return own_thread.submit(lambda: asyncio.run(ask())).result()

    return get


def page(get: Get, path: str, status: int = 200) -> HtmlElement:
    """Return a page that must have this status."""
    answer = get(path)
    assert answer.status_code == status, path
    return document_fromstring(answer.text)


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def edited(published: Path, folder: Path, *statements: str, **values: object) -> Get:
    """Return a Datasette on a copy of a published archive in which each statement has changed rows."""
    copy = folder / "archive.db"
    shutil.copyfile(published, copy)
    with closing(sqlite3.connect(copy)) as conn, conn:
        for statement in statements:
            assert conn.execute(statement, values).rowcount
    return getter(Datasette(immutables=[str(copy)], metadata=described()))


@pytest.fixture(scope="session")
def lived_published(lived: Path) -> Path:
    return lived / "published" / "archive.db"


@pytest.fixture(scope="session")
def told(lived_published: Path) -> Get:
    """Ask the archive in which things have happened for a page."""
    return getter(Datasette(immutables=[str(lived_published)], metadata=described()))


@pytest.fixture(scope="session")
def own(own_database: Path) -> Get:
    """Ask the archive of our own few reports for a page."""
    return getter(Datasette(immutables=[str(own_database)], metadata=described()))
