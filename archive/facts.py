"""The rows behind a report's facts: `sections`, `indicators`, and the table of `regions` that its codes stand in.

Writes in the caller's transaction. What a text says is decided in `archive.derive.facts`; here it becomes rows, and the
same functions give the rows that `verify` compares with the stored ones.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from sqlite_utils import Database

from archive.derive import RULE_VERSION
from archive.derive.facts import COLUMNS, Facts
from archive.derive.places import rows

Row = dict[str, Any]


def columns(facts: Facts) -> Row:
    """Return the columns of `reports` that say what a report says."""
    return {name: getattr(facts, name) for name in COLUMNS} | {
        "quality_flags": json.dumps(facts.quality_flags),
        "unknown": json.dumps(dict(facts.unknown)),
    }


def section_rows(report_id: int, version: int, facts: Facts) -> list[Row]:
    """Return the rows of `sections`, positions from 1 in the order of the text; offsets count characters."""
    return [{"report_id": report_id, "version": version, **asdict(part)} for part in facts.sections]


def indicator_rows(report_id: int, facts: Facts) -> list[Row]:
    """Return the rows of `indicators`, positions from 1 in the order of the rules."""
    return [
        {"report_id": report_id, "position": position, **asdict(figure), "rule_version": RULE_VERSION}
        for position, figure in enumerate(facts.figures, 1)
    ]


def region_rows() -> list[Row]:
    """Return the rows of `regions`."""
    return [asdict(region) | {"successors": json.dumps(region.successors)} for region in rows()]


def write_facts(db: Database, report_id: int, version: int, facts: Facts) -> None:
    """Replace the rows of one report. Sections are those of its current version."""
    for table, found in (
        (db.table("sections"), section_rows(report_id, version, facts)),
        (db.table("indicators"), indicator_rows(report_id, facts)),
    ):
        table.delete_where("report_id = ?", [report_id])
        table.insert_all(found)


def write_regions(db: Database) -> None:
    """Bring the table of regions up to the data of this version of the rules; nothing where it is already."""
    stands = db.execute("SELECT value FROM settings WHERE key = 'regions'").fetchone()
    if stands and stands["value"] == RULE_VERSION:
        return
    db.execute("DELETE FROM regions")
    db.table("regions").insert_all(region_rows())
    db.table("settings").upsert({"key": "regions", "value": RULE_VERSION}, pk="key")
