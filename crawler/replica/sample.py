"""A saved listing page as ten entries: the real texts, served as they are.

Owns the reading of a text rendering of the site's listing page (bullet and title, the report on one line, the date).
Cuts paragraphs only at white space and alters no other character.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from archive.errors import UsageError

_TITLE = re.compile(r"^\s*•\s*(【.+】.+?)\s*$")
_DATE = re.compile(r"^\s*(\d{4}-\d{2}-\d{2})\s*$")
_CUT = re.compile(r"(?<=[。！？；!?;:：”])[ \t]+|[ \t]+(?=[（(][一二三四五六七八九十]{1,3}[）)])")


@dataclass(frozen=True, slots=True)
class SampleEntry:
    """One entry of the saved page. `flat` is the report on one line, as the page shows it."""

    title: str
    flat: str
    listed: dt.date

    @property
    def label(self) -> str:
        """The place named in 【】, without 招商."""
        return self.title[1 : self.title.index("】")].removesuffix("招商")

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text cut where the flattened line shows an old paragraph end, white space inside collapsed."""
        cut = (" ".join(piece.split()) for piece in _CUT.split(self.flat))
        return tuple(piece for piece in cut if piece)


def read_sample(path: Path) -> tuple[SampleEntry, ...]:
    """Read the entries of a saved listing page. Raises UsageError in one sentence where there are none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"Cannot read the sample page {path}: {error}.") from error
    entries: list[SampleEntry] = []
    title, flat = "", ""
    for line in lines:
        if match := _TITLE.match(line):
            title, flat = match[1], ""
        elif title and (match := _DATE.match(line)) and flat:
            entries.append(SampleEntry(title, flat, dt.date.fromisoformat(match[1])))
            title = ""
        elif title and line.strip():
            flat += line.strip(" \t")
    if not entries:
        raise UsageError(f"{path} has no entries such as “• 【青岛招商】…”: give a saved listing page as --sample.")
    return tuple(entries)
