"""One difference between what is stored and what the bytes say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Where rows and bytes disagree. `row` names it for a person: a file name, an id, a report_key."""

    table: str
    row: str
    column: str
    says: str
