"""Copies against the texts: fingerprints, near texts and links are made again from the bytes and compared.

Each report that is looked at is compared with every other one as if it were new, so a link that is missing is found as
well as one that is wrong. Reads only.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from archive import duplicates
from archive.derive.duplicates import Fingerprint, Link
from archive.verify.finding import Finding


class Copies:
    """What the database says of copies, read once for all reports that are looked at."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._wanted = duplicates.wanted_links(conn)
        self._linked = duplicates.stored_links(conn)
        self._sampled = duplicates.all_sampled(conn)
        self._near: dict[str, dict[tuple[str, str], tuple[float, float]]] = {}
        for row in conn.execute("SELECT * FROM near_texts"):
            pair, figures = (row["one"], row["other"]), (row["containment"], row["jaccard"])
            for digest in pair:
                self._near.setdefault(digest, {})[pair] = figures

    def check(self, row: sqlite3.Row, text: str, told: Fingerprint) -> Iterator[Finding]:
        """Yield what is wrong about the copies of one report, whose text and fingerprint the bytes give."""
        key, report_id = row["report_key"], row["id"]
        if row["folded_sha256"] != told.folded_sha256:
            yield Finding("fingerprints", key, "folded_sha256", "is not that of the text")
            return
        found = duplicates.sampled(self._conn, told.sketch, report_id)
        if not found == self._sampled[report_id] == row["samples"] == len(told.sketch):
            yield Finding("shingles", key, "holders", "are not those of the text")
            return
        near = {
            pair: (likeness.containment, likeness.jaccard)
            for pair, likeness in duplicates.near_pairs(self._conn, text, told)
        }
        if self._near.get(told.folded_sha256, {}) != near:
            yield Finding("near_texts", key, "containment", "is not what the texts give")
        wanted, linked = _columns(self._wanted.get(report_id)), _columns(self._linked.get(report_id))
        for column, value in linked.items():
            if value != wanted[column]:
                yield Finding("duplicates", key, column, f"{value!r} where the texts give {wanted[column]!r}")


def _columns(link: Link | None) -> dict[str, object]:
    """Return a link as the columns of its row, each None where there is no link."""
    if link is None:
        return dict.fromkeys(("duplicate_of", "method", "containment", "jaccard"))
    figures = link.likeness
    return {
        "duplicate_of": link.duplicate_of,
        "method": link.method,
        "containment": figures.containment,
        "jaccard": figures.jaccard,
    }
