"""Datasette in this process, on small published archives."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from datasette.utils import parse_metadata

from archive.commands.serve import metadata_file

Get = Callable[[str], Any]


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


@pytest.fixture(scope="session")
def own(own_database: Path) -> Get:
    """Ask the archive of our own few reports for a page."""
    return getter(Datasette(immutables=[str(own_database)], metadata=described()))
