"""Snapshot folders for data users: written aside, checked by their sums, moved into place whole.

Reads the published database only, so that an export holds what readers see. One file per format in this package.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from archive import clock
from archive.errors import StorageError, UsageError
from archive.export import tables
from archive.paths import DataDir
from archive.store import connect
from archive.warc import sha256_of

SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Exported:
    """A snapshot folder; `new` is False when an earlier one already holds the same state."""

    folder: Path
    reports: int
    new: bool


def export_snapshot(data: DataDir, out: Path | None = None) -> Exported:
    """Write a snapshot folder, or return the latest one when nothing has changed since.

    Raises UsageError when `out` exists and StorageError when it cannot be written; nothing half-written remains.
    """
    if out is not None and out.exists():
        raise UsageError(f"{out} exists already; give --out a folder that does not.")
    parent = out.parent if out is not None else data.exports
    draft = parent / f".{out.name if out else 'snapshot'}.partial"
    try:
        with closing(connect(data.published)) as conn:
            draft.mkdir(parents=True, exist_ok=False)
            reports = _write(conn, draft)
            latest = _latest(data.exports) if out is None else None
            if latest is not None and (latest / SUMS).read_bytes() == (draft / SUMS).read_bytes():
                shutil.rmtree(draft)
                return Exported(latest, reports, new=False)
            folder = out or data.exports / _next_id(data.exports)
            draft.replace(folder)
            return Exported(folder, reports, new=True)
    except FileExistsError as error:
        raise StorageError(f"Another export is being written, or was killed: remove {draft} and try again.") from error
    except (OSError, sqlite3.Error) as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise StorageError(f"Cannot export to {parent}: {error}; nothing was left half-written.") from error


def _write(conn: sqlite3.Connection, folder: Path) -> int:
    reports = tables.write_reports(conn, folder / "reports.csv")
    tables.write_texts(conn, folder / "texts.csv")
    sums = [f"{sha256_of(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / SUMS).write_text("".join(sums), encoding="ascii", newline="\n")
    return reports


def _ids(folder: Path) -> list[tuple[str, int]]:
    found = (path.name.rpartition(".") for path in folder.glob("????-??-??.*") if (path / SUMS).is_file())
    return sorted((day, int(number)) for day, _dot, number in found if number.isdigit())


def _latest(folder: Path) -> Path | None:
    ids = _ids(folder)
    return folder / f"{ids[-1][0]}.{ids[-1][1]}" if ids else None


def _next_id(folder: Path) -> str:
    """Return the next id YYYY-MM-DD.N of today (UTC)."""
    today = f"{clock.now():%Y-%m-%d}"
    return f"{today}.{max((number for day, number in _ids(folder) if day == today), default=0) + 1}"
