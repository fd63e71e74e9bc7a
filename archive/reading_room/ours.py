"""Which of the databases that Datasette serves are published archives.

Asks the file's header, not its name. Knows nothing of pages.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from datasette.utils import tilde_decode

from archive.schema import APPLICATION_ID

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.database import Database

_APPLICATION_ID_AT = 68
"""Where the header of an SQLite file holds the `application_id`: four bytes, big-endian (SQLite file format, 1.3)."""

_known: WeakKeyDictionary[Database, bool] = WeakKeyDictionary()


def is_ours(datasette: Datasette, name: str | None) -> bool:
    """Tell whether the database that Datasette serves under this name is a published archive."""
    database = datasette.databases.get(name)
    if database is None or not database.path:
        return False
    if database not in _known:
        _known[database] = is_archive(Path(database.path))
    return _known[database]


def our_databases(datasette: Datasette) -> list[str]:
    """Return the names of all published archives, in the order in which they are served."""
    return [name for name in datasette.databases if is_ours(datasette, name)]


def only_ours(datasette: Datasette) -> bool:
    """Tell whether published archives are served, and beside them no other database file."""
    files = [name for name, database in datasette.databases.items() if database.path]
    return bool(files) and all(is_ours(datasette, name) for name in files)


def archive_asked_for(datasette: Datasette, path: str) -> str | None:
    """Return the archive that a request's path is about; None where it is about another database or about all.

    Where only archives are served, a path of no database is about the first of them.
    """
    root = datasette.setting("base_url")
    database: str = tilde_decode(path.removeprefix(root).strip("/").partition("/")[0].partition(".")[0])
    if is_ours(datasette, database):
        return database
    return our_databases(datasette)[0] if only_ours(datasette) else None


def is_archive(path: Path) -> bool:
    """Tell whether a file is a database of ours. False also where there is none."""
    try:
        with path.open("rb") as file:
            file.seek(_APPLICATION_ID_AT)
            return int.from_bytes(file.read(4), "big") == APPLICATION_ID
    except OSError:
        return False
