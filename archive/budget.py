"""How many requests may still be sent to a site today: counted by UTC day, over restarts and kills.

Requests are reserved in small blocks before they are sent and given back at the end of a run; a kill therefore leaves
the count too large by less than a block, never too small.
"""

from __future__ import annotations

import sqlite3

from archive import clock
from archive.store import Store

BLOCK = 50


class Budget:
    """The requests of one site. Not shared between threads."""

    def __init__(self, store: Store, site: str, per_day: int) -> None:
        self._store = store
        self._site = site
        self._per_day = per_day
        self._day = ""
        self._reserved = 0

    def spend(self) -> bool:
        """Take one request off today's budget; return False, and take nothing, when it is used up."""
        today = clock.now().date().isoformat()
        if today != self._day:
            self.give_back()
            self._day = today
        if self._reserved == 0:
            self._reserved = self._reserve()
        if self._reserved == 0:
            return False
        self._reserved -= 1
        return True

    def give_back(self) -> None:
        """Return what was reserved and not sent."""
        if self._reserved:
            with self._store.transaction() as db:
                db.execute(
                    "UPDATE request_days SET requests = requests - ? WHERE site = ? AND day = ?",
                    (self._reserved, self._site, self._day),
                )
            self._reserved = 0

    def _reserve(self) -> int:
        with self._store.transaction() as db:
            block = max(0, min(BLOCK, self._per_day - sent(self._store.conn, self._site, self._day)))
            if block:
                db.execute(
                    "INSERT INTO request_days VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET requests = requests + ?",
                    (self._site, self._day, block, block),
                )
        return block


def sent(conn: sqlite3.Connection, site: str, day: str) -> int:
    """Return how many requests were sent to (or are reserved for) a site on a UTC day."""
    row = conn.execute("SELECT requests FROM request_days WHERE site = ? AND day = ?", (site, day)).fetchone()
    return int(row["requests"]) if row else 0
