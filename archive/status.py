"""What `baogao status` tells: gathered from the working database and the files beside it, reading only."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from archive import clock
from archive.paths import DataDir
from archive.store import connect

CRAWL = (
    "SELECT id, site, mode, started_at, finished_at, outcome, new, changed, unchanged, failed, gone, "
    "entries_seen, requests, not_modified, bytes, seconds_waiting FROM crawls"
)


def gather(data: DataDir) -> dict[str, Any]:
    """Return the status of an archive; sizes in bytes.

    Raises StorageError when there is no archive.
    """
    with closing(connect(data.database)) as conn:
        last = _row(conn, f"{CRAWL} ORDER BY id DESC LIMIT 1")
        good = _row(conn, f"{CRAWL} WHERE outcome = 'done' ORDER BY id DESC LIMIT 1")
        running = _row(conn, f"{CRAWL} WHERE outcome = 'running' ORDER BY id DESC LIMIT 1")
        if running:
            running["pending"] = conn.execute(
                "SELECT count(*) FROM ledger WHERE crawl_id = ? AND state = 'pending'", (running["id"],)
            ).fetchone()[0]
        return {
            "data": str(data.root),
            "last_crawl": last,
            "last_good_crawl": good,
            "unfinished_crawl": running,
            "ledger": _ledger(conn, last) if last else None,
            "open_alarms": [
                dict(row)
                for row in conn.execute(
                    "SELECT id, crawl_id, kind, message, raised_at FROM alarms "
                    "WHERE acknowledged_at IS NULL ORDER BY id"
                )
            ],
            "held": _held(conn),
            "warc_files": conn.execute("SELECT count(*) FROM warc_files").fetchone()[0],
            "bytes": {
                "database": _size(data.database),
                "warc": sum(_size(path) for path in data.warc.glob("*.warc.gz")),
                "published": _size(data.published),
            },
            "published": _published(data.published),
        }


def _row(conn: sqlite3.Connection, sql: str) -> dict[str, Any] | None:
    row = conn.execute(sql).fetchone()
    return dict(row) if row else None


def _ledger(conn: sqlite3.Connection, crawl: dict[str, Any]) -> dict[str, Any]:
    states = dict(
        conn.execute(
            "SELECT state, count(*) FROM ledger WHERE crawl_id = ? GROUP BY 1 ORDER BY 2 DESC", (crawl["id"],)
        ).fetchall()
    )
    failures = dict(
        conn.execute(
            "SELECT reason, count(*) FROM ledger WHERE crawl_id = ? AND state = 'failed' GROUP BY 1 ORDER BY 2 DESC",
            (crawl["id"],),
        ).fetchall()
    )
    accounted = sum(count for state, count in states.items() if state != "gone")
    seen = crawl["entries_seen"] if crawl["finished_at"] else accounted
    return {"states": states, "failures": failures, "entries_seen": seen, "residue": seen - accounted}


def _held(conn: sqlite3.Connection) -> dict[str, Any]:
    counts = dict(
        conn.execute(
            "SELECT (SELECT count(*) FROM reports) AS reports, (SELECT count(*) FROM versions) AS versions, "
            "(SELECT count(*) FROM duplicates) AS duplicates, "
            "(SELECT count(*) FROM reports WHERE gone_since IS NOT NULL) AS gone, "
            "(SELECT count(*) FROM reports WHERE taken_down_at IS NOT NULL) AS taken_down, "
            "(SELECT count(*) FROM entries WHERE stale = 1) AS to_derive"
        ).fetchone()
    )
    flags = conn.execute(
        "SELECT value, count(*) FROM reports, json_each(quality_flags) GROUP BY 1 ORDER BY 2 DESC, 1"
    ).fetchall()
    return counts | {"quality_flags": dict(flags)}


def _published(path: Path) -> dict[str, Any] | None:
    if not path.exists():
        return None
    with closing(connect(path)) as conn:
        reports = conn.execute("SELECT count(*) FROM reports").fetchone()[0]
    return {"reports": reports, "at": clock.iso(datetime.fromtimestamp(path.stat().st_mtime, UTC))}


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
