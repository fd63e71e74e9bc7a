"""Turns what was read into rows: captures, readings, listing pages, ledger, entries, in the caller's transaction."""

from __future__ import annotations

from archive.reads import DetailRead, ListingRead, Read, UnlistedRead
from archive.recording.details import DetailRows
from archive.recording.listings import ListingRows
from archive.walk import Walked


class Recorder(ListingRows, DetailRows):
    """Writes the reads of one group into the rows of one crawl."""

    def write(self, read: Read) -> Walked | None:
        """Write one read; return the settled page when it was a listing page."""
        if isinstance(read, ListingRead):
            return self.listing(read)
        if isinstance(read, DetailRead):
            self.detail(read)
        elif isinstance(read, UnlistedRead):
            self.unlisted(read)
        else:
            self._captures(read.exchanges)
        return None
