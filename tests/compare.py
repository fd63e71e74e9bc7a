"""Two data directories, table by table: the written list of what must be equal and of what may differ, with the reason.

Rows are told apart by report_key, address and place on the site, never by ids. A table or column in neither list is a
difference of its own, so that nothing new is forgotten. Reads only; `tests.health` looks at one directory by itself.

A run that is started again after its crawl had ended visits the site once more. Such a visit is no difference as long
as it finds nothing: outcome done, nothing new, changed, failed or gone.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

DATABASES = ("archive.db", "published/archive.db")

IDS = "an id: belongs to one database file"
CLOCK = "our own clock"
PLACE = "where the bytes lie: pages fetched again after a kill lie elsewhere; tests.health reads them there"
REQUESTS = "a sum over requests: pages asked for again after a kill count again"
TRIES = "attempts at a page that was fetched again after a kill"


@dataclass(frozen=True)
class Table:
    """What is compared in one table. The key tells rows apart; values must be equal; present: NULL or not NULL only."""

    key: tuple[str, ...]
    values: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    excluded: dict[str, str] = field(default_factory=dict)
    rows: str = "1"
    """SQL: which rows are compared."""

    def knows(self, column: str) -> bool:
        """Return whether a column is in one of the lists."""
        return column in (*self.key, *self.values, *self.present, *self.excluded)


TABLES = {
    "crawls": Table(
        key=("id",),
        values=(
            *("site", "mode", "outcome", "pages_claimed", "pages_seen", "entries_seen"),
            *("new", "changed", "unchanged", "failed", "gone", "software_version", "config"),
        ),
        present=("finished_at", "believed_at"),
        excluded={
            "started_at": CLOCK,
            "requests": REQUESTS,
            "not_modified": REQUESTS,
            "bytes": REQUESTS,
            "seconds_waiting": REQUESTS,
        },
    ),
    "captures": Table(
        key=("id",),
        values=("crawl_id", "role", "url", "status", "encoding", "etag", "last_modified", "body_sha256", "body_bytes"),
        excluded={
            "fetched_at": CLOCK,
            "warc_file": PLACE,
            "warc_offset": PLACE,
            "warc_length": PLACE,
            "revisit_of": "the robots.txt of a run may stand for that of any earlier run; tests.health resolves each",
        },
    ),
    "readings": Table(
        key=("capture_id",),
        values=(
            *("extraction", "title", "listed_date", "source", "characters", "parts"),
            *("content_sha256", "text_sha256", "rule_version"),
        ),
    ),
    "listing_pages": Table(
        key=("crawl_id", "page"),
        values=(
            "url",
            "state",
            "capture_id",
            "entries",
            "fresh",
            "pages_claimed",
            "next_url",
            "reason",
            "rule_version",
        ),
    ),
    "ledger": Table(
        key=("crawl_id", "page", "position", "url"),
        values=(
            *("title", "listed_date", "state", "reason", "finding", "believed", "listing_sha256"),
            *("report_id", "entry_id", "listing_capture_id", "detail_capture_id"),
        ),
        excluded={"id": IDS, "attempts": TRIES, "seen_at": CLOCK, "checked_at": CLOCK},
    ),
    "entries": Table(
        key=("report_key",),
        values=(
            "site",
            "url",
            "title",
            "listed_date",
            "listing_sha256",
            "detail_capture_id",
            "content_sha256",
            "stale",
        ),
        present=("gone_since",),
        excluded={"id": IDS, "first_seen_at": CLOCK, "last_seen_at": CLOCK, "last_checked_at": CLOCK},
    ),
    "reports": Table(
        key=("report_key",),
        values=(
            *("site", "url", "title", "region_label", "admin_level", "report_year"),
            *("report_date", "report_date_precision", "listed_date", "char_count", "han_count", "text_sha256"),
            *("quality_flags", "duplicate_of", "version", "version_count", "capture_id", "rule_version"),
            *("region_code", "region_code_current", "province", "prefecture", "county", "township"),
            *("kind", "congress", "session", "speaker", "speaker_post", "unknown"),
        ),
        present=("gone_since", "taken_down_at"),
        excluded={
            "id": IDS,
            "first_seen_at": CLOCK,
            "last_seen_at": CLOCK,
            "last_checked_at": CLOCK,
            "last_changed_at": CLOCK,
        },
    ),
    "sections": Table(key=("report_id", "version", "position"), values=("role", "heading", "start", "end")),
    "indicators": Table(
        key=("report_id", "position"),
        values=(
            *("indicator", "basis", "measure", "horizon", "year", "value", "value_max", "unit", "value_text"),
            *("unit_text", "modifier", "is_estimate", "status", "quote", "start", "end", "rule_version"),
        ),
    ),
    "regions": Table(key=("code", "valid_from"), values=("name", "level", "parent_code", "valid_to", "successors")),
    "missing_reports": Table(
        key=("site", "url"),
        values=("title", "region_code", "admin_level", "township", "report_year", "state", "reason"),
    ),
    "report_texts": Table(key=("report_id",), values=("text",)),
    "versions": Table(
        key=("report_id", "version"),
        values=("cause", "rule_version", "title", "text", "text_sha256", "listed_date", "capture_id"),
        excluded={"captured_at": CLOCK},
    ),
    "kept_versions": Table(
        key=("report_key", "version"),
        values=("cause", "rule_version", "title", "text", "text_sha256", "listed_date", "capture_id"),
        excluded={"captured_at": CLOCK},
    ),
    "fingerprints": Table(key=("report_id",), values=("folded_sha256", "samples")),
    "near_texts": Table(key=("one", "other"), values=("containment", "jaccard")),
    "unlinked": Table(key=("report_id", "folded_sha256"), values=()),
    "duplicates": Table(
        key=("report_id",),
        values=("duplicate_of", "method", "containment", "jaccard"),
        excluded={"decided_at": CLOCK},
    ),
    "alarms": Table(
        key=("crawl_id", "kind"),
        values=("severity", "message", "evidence", "decision"),
        present=("acknowledged_at",),
        excluded={"id": IDS, "raised_at": CLOCK},
    ),
    "takedowns": Table(key=("report_key", "action"), values=("reason",), excluded={"id": IDS, "decided_at": CLOCK}),
    "checks": Table(key=("crawl_id", "entry_id"), values=("verdict", "status"), excluded={"checked_at": CLOCK}),
    "settings": Table(key=("key",), values=("value",), rows="key <> 'last_event'"),  # counts groups, kills make more
}

EXCLUDED_TABLES = {
    "warc_files": PLACE,
    "request_days": REQUESTS,
    "coverage_regions": "a view: what it is made from is compared",
    "coverage": "a view: what it is made from is compared",
    "target_ladder": "a view: what it is made from is compared",
    "shingles": "holders stand in the order in which texts came; `baogao verify` compares them with the texts",
    "reports_fts": "the index is not compared with another index but with the texts, by tests.health",
    "reports_fts_data": "inside the index",
    "reports_fts_idx": "inside the index",
    "reports_fts_docsize": "inside the index",
    "reports_fts_config": "inside the index",
}

CRAWL_COLUMNS = ("crawl_id",)
REPORT_COLUMNS = ("report_id", "duplicate_of")
CAPTURE_COLUMNS = ("capture_id", "listing_capture_id", "detail_capture_id")

NOT_MODIFIED = 304
FOUND_NOTHING = {"outcome": "done", "new": 0, "changed": 0, "failed": 0, "gone": 0}


@dataclass(frozen=True)
class Difference:
    """One value that differs; `key` and both values as text, `column` empty where a whole row is missing or extra."""

    database: str
    table: str
    key: str
    column: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.database} {self.table} [{self.key}] {self.column}: {self.expected} expected, {self.found} found"


class Names:
    """What ids of one database stand for: crawls by site and order, reports and entries by key, captures by content."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.crawls: dict[int, str] = {}
        order: Counter[str] = Counter()
        for number, site in conn.execute("SELECT id, site FROM crawls ORDER BY id"):
            order[site] += 1
            self.crawls[number] = f"{site} crawl {order[site]}"
        self.captures = {
            number: f"{self.crawls[crawl]} {role} {url} {status} {str(digest)[:16]}"
            for number, crawl, role, url, status, digest in conn.execute(
                "SELECT id, crawl_id, role, url, status, body_sha256 FROM captures"
            )
        }
        self.reports = dict(conn.execute("SELECT id, report_key FROM reports"))
        entries = conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'entries'").fetchone()
        self.entries = dict(conn.execute("SELECT id, report_key FROM entries")) if entries else {}

    def resolve(self, table: str, column: str, value: object) -> object:
        """Return a value as it is compared: an id replaced by what it stands for."""
        if value is None:
            return None
        if column in CRAWL_COLUMNS or (table, column) == ("crawls", "id"):
            return self.crawls.get(value, f"no crawl {value}")  # type: ignore[call-overload]
        if column in REPORT_COLUMNS:
            return self.reports.get(value, f"no report {value}")
        if column in CAPTURE_COLUMNS or (table, column) == ("captures", "id"):
            return self.captures.get(value, f"no capture {value}")  # type: ignore[call-overload]
        if column == "entry_id":
            return self.entries.get(value, f"no entry {value}")
        if column == "parts":
            return [self.captures.get(int(part), f"no capture {part}") for part in json.loads(str(value))]
        return value


def differences(expected: Path, found: Path) -> list[Difference]:
    """Return what differs between two data directories, in the working and in the published database."""
    return [difference for database in DATABASES for difference in _database(database, expected, found)]


def _database(database: str, expected: Path, found: Path) -> Iterator[Difference]:
    paths = [expected / database, found / database]
    there = [path.exists() for path in paths]
    if not all(there):
        if any(there):
            yield Difference(database, "", "", "", *("there" if one else "missing" for one in there))
        return
    with closing(_open(paths[0])) as ours, closing(_open(paths[1])) as theirs:
        yield from _unlisted(database, theirs)
        tables = [name for name in TABLES if name in _tables(ours) or name in _tables(theirs)]
        names = Names(ours), Names(theirs)
        extra = set(names[1].crawls.values()) - set(names[0].crawls.values())
        yield from _extra_visits(database, theirs, names[1], extra)
        for table in tables:
            yield from _rows_differ(
                database, table, _rows(ours, table, names[0], set()), _rows(theirs, table, names[1], extra)
            )


def _open(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    conn.row_factory = sqlite3.Row
    return conn


def _tables(conn: sqlite3.Connection) -> list[str]:
    rows = conn.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")
    return [row["name"] for row in rows if not row["name"].startswith("sqlite_")]


def _columns(conn: sqlite3.Connection, table: str) -> list[str]:
    return [row["name"] for row in conn.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def _unlisted(database: str, conn: sqlite3.Connection) -> Iterator[Difference]:
    """Yield tables and columns that nobody has decided about."""
    for table in _tables(conn):
        if table in EXCLUDED_TABLES:
            continue
        if table not in TABLES:
            yield Difference(database, table, "", "", "a decision", f"table {table} is neither compared nor excluded")
            continue
        for column in _columns(conn, table):
            if not TABLES[table].knows(column):
                words = f"column {table}.{column} is neither compared nor excluded"
                yield Difference(database, table, "", column, "a decision", words)


def _extra_visits(database: str, conn: sqlite3.Connection, names: Names, extra: set[str]) -> Iterator[Difference]:
    for row in conn.execute("SELECT * FROM crawls"):
        name = names.crawls[row["id"]]
        for column, value in FOUND_NOTHING.items():
            if name in extra and row[column] != value:
                yield Difference(database, "crawls", name, column, str(value), str(row[column]))


def _rows(conn: sqlite3.Connection, table: str, names: Names, extra: set[str]) -> dict[str, Counter[tuple]]:
    """Return the rows of a table without those of extra visits, as {key: how often each set of values stands}.

    Captures that are not a page read for the first time count once, however often they were made: a run that goes on
    asks for robots.txt again, and whether page one has changed meanwhile.
    """
    rule = TABLES[table]
    here = [column for column in _columns(conn, table) if rule.knows(column) and column not in rule.excluded]
    rows: dict[str, Counter[tuple]] = {}
    for row in conn.execute(f"SELECT * FROM {table} WHERE {rule.rows}"):
        crawl = row["id"] if table == "crawls" else row["crawl_id"] if "crawl_id" in row.keys() else None  # noqa: SIM118
        if names.crawls.get(crawl) in extra:
            continue
        seen = {
            column: (row[column] is not None) if column in rule.present else names.resolve(table, column, row[column])
            for column in here
        }
        key = " · ".join(str(seen[column]) for column in rule.key)
        values = tuple((column, str(value)) for column, value in seen.items() if column not in rule.key)
        of_key = rows.setdefault(key, Counter())
        once = table == "captures" and (row["role"] == "robots" or row["status"] == NOT_MODIFIED)
        of_key[values] = 1 if once else of_key[values] + 1
    return rows


def _rows_differ(
    database: str, table: str, expected: dict[str, Counter[tuple]], found: dict[str, Counter[tuple]]
) -> Iterator[Difference]:
    for key in sorted(expected.keys() | found.keys()):
        ours, theirs = expected.get(key, Counter()), found.get(key, Counter())
        if ours == theirs:
            continue
        if ours.total() == theirs.total() == 1:
            (a,), (b,) = ours, theirs
            for (column, value), (_column, other) in zip(a, b, strict=False):
                if value != other:
                    yield Difference(database, table, key, column, value[:80], other[:80])
        else:
            yield Difference(database, table, key, "", f"{ours.total()} rows", f"{theirs.total()} rows")
