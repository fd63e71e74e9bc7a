"""A group of reads: what each response was, in order, and what the group cost."""

from __future__ import annotations

import json
from collections.abc import Callable

from sqlite_utils import Database

from archive.fold.captures import write_captures
from archive.fold.crawl import Crawl
from archive.fold.details import detail, unlisted
from archive.fold.listings import listing
from archive.log import Event
from archive.walk import Walked


def _other(db: Database, crawl: Crawl, file: str, read: Event) -> None:
    write_captures(db, crawl.id, file, read["captures"])


KINDS: dict[str, Callable[[Database, Crawl, str, Event], Walked | None]] = {
    "listing": listing,
    "detail": detail,
    "unlisted": unlisted,
    "other": _other,
}


def reads(db: Database, file: str, event: Event) -> list[Walked]:
    """Write the reads of one group and their cost; return the listing pages that are settled by them."""
    row = db.execute("SELECT id, mode, config FROM crawls WHERE id = ?", (event["crawl"],)).fetchone()
    crawl = Crawl(row["id"], row["mode"], json.loads(row["config"]))
    walked = [KINDS[read["kind"]](db, crawl, file, read) for read in event["reads"]]
    db.execute(
        "UPDATE crawls SET requests = requests + ?, seconds_waiting = seconds_waiting + ?, bytes = bytes + ?, "
        "not_modified = not_modified + ? WHERE id = ?",
        (event["requests"], event["seconds_waiting"], event["bytes"], event["not_modified"], crawl.id),
    )
    return [page for page in walked if page is not None]
