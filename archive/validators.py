"""Which validators of the site are worth sending: a 304 must not hide a changed page for ever.

Owns the two rules for that. What a body's newest validators are is `archive.ledger`'s.
"""

from __future__ import annotations

import datetime as dt
import sqlite3

from archive import clock
from archive.walk import Body

WHOLE_AGAIN = dt.timedelta(days=90)
"""A body that was received whole this long ago is asked for whole again, whatever the site says about changes."""


class Validators:
    """The validators of one site, as they are when a crawl begins or goes on."""

    def __init__(self, conn: sqlite3.Connection, site: str) -> None:
        self._conn = conn
        rows = conn.execute(
            "SELECT etag FROM captures JOIN crawls ON crawls.id = crawl_id "
            "WHERE site = ? AND status = 200 AND etag IS NOT NULL GROUP BY etag HAVING count(DISTINCT body_sha256) > 1",
            (site,),
        )
        self._shared = {row[0] for row in rows}

    def headers(self, known: Body | None) -> dict[str, str]:
        """Return the request headers that ask whether a known body has changed; none to have it whole.

        An ETag that the site has given to two different bodies tells nothing and is not sent.
        """
        if known is None or self._received_whole(known) < clock.iso(clock.now() - WHOLE_AGAIN):
            return {}
        headers = {}
        if known.etag and known.etag not in self._shared:
            headers["If-None-Match"] = known.etag
        if known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        return headers

    def _received_whole(self, known: Body) -> str:
        row = self._conn.execute(
            "SELECT max(again.fetched_at) FROM captures JOIN captures AS again ON again.url = captures.url "
            "WHERE captures.id = ? AND again.status = 200 AND coalesce(again.revisit_of, again.id) = captures.id",
            (known.capture_id,),
        ).fetchone()
        return str(row[0] or "")
