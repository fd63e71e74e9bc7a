"""How single values are written on a page, short in a table, in full on a page of their own. Pure; escapes all."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

CELL = 60
"""Characters of a long value that a table shows."""
DIGEST = 12
"""Characters of a checksum that a table shows; the whole of it is one page or a download away."""
TARGETS = {
    "report_id": "reports",
    "duplicate_of": "reports",
    "capture_id": "captures",
    "revisit_of": "captures",
    "crawl_id": "crawls",
    "warc_file": "warc_files",
}
"""The table that a column points into."""
NONE = Markup('<span class="none">—</span>')
_NAMES = re.compile(r"(?:^|_)(?:id|year|version|page|position|status|of|crawl|offset|length)$")
"""Columns whose numbers name something or are copied: written without separators."""
_BYTES = re.compile(r"(?:^|_)bytes$")
_KILO, _MINUTE = 1000, 60


@dataclass(frozen=True)
class Cell:
    """What a table shows of one value."""

    raw: Any
    shown: Markup
    number: bool


def short(column: str, value: object, meanings: Mapping[str, str]) -> Markup:
    """Return a value for a table: codes explained, addresses linked, checksums and long texts cut."""
    plain = _plain(column, value, meanings)
    if plain is not None:
        return plain
    if isinstance(value, int) and _BYTES.search(column):
        return Markup('<span title="{:,} 字节 bytes">{}</span>').format(value, size(value))
    text = explained(value, meanings)
    if column.endswith("sha256"):
        return Markup('<span title="{}">{}…</span>').format(text, text[:DIGEST])
    if len(text) > CELL:
        about = Markup('{}… <small class="length">{:,} 字</small>')
        return _linked(str(value), about.format(" ".join(text[:CELL].split()), len(text)))
    return _linked(str(value), escape(text))


def full(column: str, value: object, meanings: Mapping[str, str]) -> Markup:
    """Return a value for a page of its own."""
    plain = _plain(column, value, meanings)
    if plain is not None:
        return plain
    if isinstance(value, int) and _BYTES.search(column):
        return escape(size(value) if value < _KILO else f"{size(value)}（{value:,} 字节 bytes）")
    if isinstance(value, str) and value.startswith("{"):
        return Markup('<details><summary>展开 <span lang="en">Show</span></summary><pre>{}</pre></details>').format(
            _spread(value)
        )
    return _linked(str(value), escape(explained(value, meanings)))


def explained(value: object, meanings: Mapping[str, str]) -> str:
    """Return a value, and what it means where it is a code."""
    meaning = meanings.get(str(value))
    return f"{meaning} {value}" if meaning else str(value)


def size(length: int) -> str:
    """Return a number of bytes as a person reads it, in decimal units: 3.5 MB is 3,500,000 bytes."""
    figure, units = float(length), iter(("B", "kB", "MB", "GB"))
    unit = next(units)
    for following in units:
        if figure < _KILO:
            break
        figure, unit = figure / _KILO, following
    return f"{figure:,.0f} {unit}" if unit == "B" or figure >= _KILO / 10 else f"{figure:.1f} {unit}"


def duration(seconds: float) -> str:
    """Return seconds as a person reads them: 0.8 s, 2 min 5 s, 1 h 23 min."""
    if seconds < _MINUTE:
        return f"{seconds:.1f}".rstrip("0").rstrip(".") + " s"
    minutes, rest = divmod(round(seconds), _MINUTE)
    if minutes < _MINUTE:
        return f"{minutes} min {rest} s"
    return f"{minutes // _MINUTE:,} h {minutes % _MINUTE} min"


def _plain(column: str, value: object, meanings: Mapping[str, str]) -> Markup | None:
    """Return what is written alike everywhere: nothing, numbers, lists of codes. None for other values."""
    if value is None or value in ("", "[]"):
        return NONE
    if isinstance(value, (int, float)):
        if column.startswith("seconds_"):
            return escape(duration(value))
        if _BYTES.search(column):
            return None
        if _NAMES.search(column):
            return escape(value)
        return escape(f"{value:,}" if isinstance(value, int) else f"{value:,.3f}".rstrip("0").rstrip("."))
    if isinstance(value, str) and value.startswith('["'):
        try:
            codes = json.loads(value)
        except ValueError:
            return None
        return escape("、".join(explained(code, meanings) for code in codes))
    return None


def _spread(value: str) -> str:
    """Return JSON with a line for each entry, or the value as it is."""
    try:
        return json.dumps(json.loads(value), ensure_ascii=False, indent=2)
    except ValueError:
        return value


def _linked(address: str, shown: Markup) -> Markup:
    if address.startswith(("http://", "https://")) and " " not in address:
        return Markup('<a href="{}" rel="nofollow noopener">{}</a>').format(address, shown)
    return shown
