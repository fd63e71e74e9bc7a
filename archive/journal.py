"""Appends groups to WARC files and commits the rows they mean: append, sync, then one transaction, never overlapping.

Owns which file a group goes to, and sealing. What a group means is said by its event (`archive.log`) and becomes rows
in `archive.fold`.
"""

from __future__ import annotations

from types import TracebackType
from typing import Any

from archive import __version__, clock, fold
from archive.log import URI, Event
from archive.store import Store
from archive.warc import RecordGroup, WarcFile

WARC_BYTES = 1 << 30
"""A file of this length is sealed, and the next group begins a new one."""


class Journal:
    """The WARC files of one crawl, or of one decision of an operator. Not shared between threads."""

    def __init__(self, store: Store, stem: str) -> None:
        """`stem` is how the names of its files begin: site and crawl, for example `replica-000001`."""
        self._store = store
        self._stem = stem
        self._file: WarcFile | None = None

    @classmethod
    def of_crawl(cls, store: Store, site: str, crawl_id: int) -> Journal:
        """Return the journal of a crawl, which goes on with its unsealed file where it has one."""
        return cls(store, f"{site}-{crawl_id:06d}")

    def group(self) -> RecordGroup:
        """Return an empty group that will stand at the end of the journal."""
        file = self._open()
        group = RecordGroup(file.committed)
        if file.committed == 0:
            group.info(
                file.path.name,
                {
                    "software": f"baogao/{__version__}",
                    "format": "WARC File Format 1.1",
                    "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
                },
            )
        return group

    def commit(self, group: RecordGroup, name: str, /, **event: Any) -> Any:  # noqa: ANN401 - what the fold returns
        """Close a group with its event, append and sync it, and commit its rows; return what the fold returns.

        After an error the file is as long as before and no row is written. Raises StorageError.
        """
        file = self._open()
        try:
            with self._store.transaction() as db:
                seq = self._store.last_event() + 1
                logged: Event = {"seq": seq, "event": name, "at": clock.timestamp(), **event}
                group.metadata(f"{URI}{seq}", logged["at"], logged)
                file.append(group.data)
                result = fold.apply(db, file.path.name, logged)
                length = file.committed + len(group.data)
                self._store.note_event(seq, file.path.name, group.records, length)
        except BaseException:
            file.rewind()
            raise
        file.commit(length)
        if length >= WARC_BYTES:
            self.close(seal=True)
        return result

    def close(self, *, seal: bool) -> None:
        """Close the file; a sealed one is never appended to again."""
        if self._file is not None:
            self._file.close()
            if seal:
                self._store.seal(self._file.path.name)
            self._file = None

    def _open(self) -> WarcFile:
        if self._file is None:
            rows = self._store.conn.execute(
                "SELECT name, bytes, sealed_at FROM warc_files WHERE name GLOB ? ORDER BY name",
                (f"{self._stem}-[0-9][0-9][0-9][0-9].warc.gz",),
            ).fetchall()
            if rows and rows[-1]["sealed_at"] is None:
                name, length = rows[-1]["name"], rows[-1]["bytes"]
            else:
                name, length = f"{self._stem}-{len(rows):04d}.warc.gz", 0
                self._store.note_file(name, rows)
            self._file = WarcFile(self._store.data.warc / name, length)
        return self._file

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(seal=error is None)


def write_event(store: Store, name: str, /, **event: Any) -> Any:  # noqa: ANN401 - what the fold returns
    """Write one event that belongs to no crawl's own file, into a sealed WARC file of its own.

    Raises StorageError; nothing is written then.
    """
    with Journal(store, f"decision-{store.last_event() + 1:06d}") as journal:
        return journal.commit(journal.group(), name, **event)
