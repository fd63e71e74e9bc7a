"""The fold: each event of the log becomes rows of crawls, captures, ledger, entries, alarms and takedowns.

The same functions run when an event is written and when the log is replayed, so an archive rebuilt from its WARC files
is equal to the one that grew. Everything works in the caller's transaction, on values of the event and on rows of
earlier events only: no clock, no files, no rules of pages.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlite_utils import Database

from archive.fold import crawls, decisions, kept, reads
from archive.log import Event

KINDS: dict[str, Callable[[Database, str, Event], Any]] = {
    "begin": crawls.begin,
    "reads": reads.reads,
    "close": crawls.close,
    "reopen": crawls.reopen,
    "abandon": crawls.abandon,
    "decision": decisions.decide,
    "takedown": decisions.take_down,
    "restore": decisions.restore,
    "keep": kept.keep,
}

TABLES = (
    "kept_versions",
    "takedowns",
    "alarms",
    "checks",
    "ledger",
    "listing_pages",
    "readings",
    "entries",
    "captures",
    "warc_files",
    "crawls",
)
"""The tables that are a fold of the log, in an order in which they can be emptied."""


def apply(db: Database, file: str, event: Event) -> Any:  # noqa: ANN401 - what the kind's function returns
    """Write the rows of one event that stands in a WARC file; return what its kind returns."""
    return KINDS[event["event"]](db, file, event)
