"""The rows behind a report's facts: `sections`, `indicators`, and the table of `regions` that its codes stand in.

Writes in the caller's transaction. What a text says is decided in `archive.derive.facts`; here it becomes rows, and the
same functions give the rows that `verify` compares with the stored ones.
"""

from __future__ import annotations

import json
from dataclasses import astuple
from typing import Any

from sqlite_utils import Database

from archive.derive import RULE_VERSION
from archive.derive.facts import COLUMNS, Facts
from archive.derive.places import rows

Row = tuple[Any, ...]

SECTION_COLUMNS = ("report_id", "version", "position", "role", "heading", "start", "end")
INDICATOR_COLUMNS = (
    *("report_id", "position", "indicator", "basis", "measure", "horizon", "year", "value", "value_max", "unit"),
    *("value_text", "unit_text", "modifier", "is_estimate", "status", "quote", "start", "end", "rule_version"),
)
REGION_COLUMNS = ("code", "valid_from", "name", "level", "parent_code", "valid_to", "successors")


def columns(facts: Facts) -> dict[str, Any]:
    """Return the columns of `reports` that say what a report says."""
    return {name: getattr(facts, name) for name in COLUMNS} | {
        "quality_flags": json.dumps(facts.quality_flags),
        "unknown": json.dumps(dict(facts.unknown)),
    }


def section_rows(report_id: int, version: int, facts: Facts) -> list[Row]:
    """Return the rows of `sections`, positions from 1 in the order of the text; offsets count characters."""
    return [
        (report_id, version, position, part.role, part.heading, part.start, part.end)
        for position, part in enumerate(facts.sections, 1)
    ]


def indicator_rows(report_id: int, facts: Facts) -> list[Row]:
    """Return the rows of `indicators`, positions from 1 in the order of the rules."""
    return [
        (report_id, position, *(getattr(figure, name) for name in INDICATOR_COLUMNS[2:-1]), RULE_VERSION)
        for position, figure in enumerate(facts.figures, 1)
    ]


def write_facts(db: Database, report_id: int, version: int, facts: Facts) -> None:
    """Replace the rows of one report. Sections are those of its current version."""
    for table, names, found in (
        ("sections", SECTION_COLUMNS, section_rows(report_id, version, facts)),
        ("indicators", INDICATOR_COLUMNS, indicator_rows(report_id, facts)),
    ):
        db.execute(f"DELETE FROM {table} WHERE report_id = ?", (report_id,))
        _insert(db, table, names, found)


def write_regions(db: Database) -> None:
    """Bring the table of regions up to the data of this version of the rules; nothing where it is already."""
    stands = db.execute("SELECT value FROM settings WHERE key = 'regions'").fetchone()
    if stands and stands["value"] == RULE_VERSION:
        return
    db.execute("DELETE FROM regions")
    _insert(db, "regions", REGION_COLUMNS, list(region_rows()))
    db.table("settings").upsert({"key": "regions", "value": RULE_VERSION}, pk="key")


def region_rows() -> list[Row]:
    """Return the rows of `regions`."""
    return [(*astuple(region)[:-1], json.dumps(region.successors)) for region in rows()]


def _insert(db: Database, table: str, names: tuple[str, ...], found: list[Row]) -> None:
    listed = ", ".join(f'"{name}"' for name in names)
    db.conn.executemany(f"INSERT INTO {table} ({listed}) VALUES ({', '.join('?' * len(names))})", found)
