"""The database schema: numbered migrations beside this file, and the mark by which a database is known as ours."""

from __future__ import annotations

import re
from importlib.resources import files

APPLICATION_ID = 0x62616F67
"""`PRAGMA application_id` of every baogao database: "baog" in ASCII."""


def migrations() -> list[tuple[int, str]]:
    """Return the numbered migrations, oldest first, as (number, SQL)."""
    return sorted(
        (int(match[1]), resource.read_text(encoding="utf-8"))
        for resource in files("archive.schema").iterdir()
        if (match := re.fullmatch(r"(\d{4})_\w+\.sql", resource.name))
    )
