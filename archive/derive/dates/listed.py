"""The date column of listing and detail pages: the day of the upload, never of the report.

Owns its forms; day and year-month may be separate elements, in either order.
"""

from __future__ import annotations

import re

from archive.derive.dates.printed import PRINTED, iso
from archive.derive.text import nfkc

_LISTED = (
    re.compile(
        r"(?<!\d)(?P<year>\d{4})\s?[-./年]\s?(?P<month>\d{1,2})\s?[-./月]\s?(?P<day>\d{1,2})(?:(?!\d)|(?=\d\d:\d\d))"
    ),
    re.compile(r"(?<!\d)(?P<year>\d{4})\s?[-./年]\s?(?P<month>\d{1,2})(?:\s?月|\s)\s?(?P<day>\d{1,2})(?!\d|\s?:\s?\d)"),
    re.compile(
        r"(?<![\d:./年月-])(?P<day>\d{1,2})\s?(?:[日号]|[/,|·-]|\s)\s?"
        r"(?P<year>\d{4})\s?[-./年]\s?(?P<month>\d{1,2})(?!\d|\s?[-./]\s?\d)"
    ),
    PRINTED,
)


def listed_date(text: str) -> str | None:
    """Return the first whole date in the text of a date column as `YYYY-MM-DD`; a time behind it is ignored.

    `2025-07-08`, `2025年7月8日`, `2025/7/8`, and day and year-month in either order: `08 2025-07`,
    `08/2025.07`, `2025-07 08`. None for `07-08` (no year), `07/08/2025` (two readings) and impossible days.
    """
    line = " ".join(nfkc(text).split())
    for form in _LISTED:
        for found in form.finditer(line):
            date = iso(found)
            if date and len(date) == 10:
                return date
    return None
