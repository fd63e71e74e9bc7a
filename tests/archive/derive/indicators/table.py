"""Reads the tables of made-up wordings (targets.txt, results.txt) and writes a figure as they do."""

from __future__ import annotations

import re
from pathlib import Path

from archive.derive.indicators import Figure

YEAR = 2021


def cases(path: Path) -> list[tuple[str, str]]:
    """Return texts with the rows expected; | stands for a line break."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [
        (text.replace("|", "\n"), rows.removeprefix("= ")) for text, rows in zip(lines[::2], lines[1::2], strict=True)
    ]


def expected(rows: str) -> list[str]:
    """Return the rows of a line."""
    return [] if rows == "(none)" else re.split(r",\s*", rows)


def spelled(figure: Figure) -> str:
    """Write a figure as the tables do."""
    if figure.status == "qualitative":
        return f"{figure.indicator} ?"
    high = f"..{figure.value_max:g}" if figure.value_max is not None else ""
    value = f"{figure.value:.10g}{high}"
    if figure.measure != "growth":
        value = f"{figure.measure} {value}{figure.unit}"
    return f"{figure.indicator} {value}" + (f" {figure.modifier}" if figure.modifier else "")
