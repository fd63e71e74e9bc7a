"""Versions that were logged because better rules would not give them again."""

from __future__ import annotations

from sqlite_utils import Database

from archive.fold.captures import at_place, insert
from archive.log import Event


def keep(db: Database, _file: str, event: Event) -> None:
    """Write the versions of one event."""
    for version in event["versions"]:
        values = {name: value for name, value in version.items() if name != "capture"}
        insert(db, "kept_versions", **values, capture_id=at_place(db, version["capture"]))
