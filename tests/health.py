"""One data directory examined from outside: WARC files, rows against bytes, ledger, databases, search index.

Uses gzip, warcio and SQLite by themselves; of the product only the tokeniser of the index, whose exactness has tests of
its own. Reads only. `health` returns complaints, none when all is well.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import random
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace

from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker
from warcio.recordloader import ArcWarcRecord

from archive.search import fts_query, index_tokens
from archive.search.query import EVERY_REPORT

KEPT_SNAPSHOTS = 3
PROBES = 60
"""So many random pieces of text are searched for, each compared with `piece in text` over all texts."""


def health(data: Path, *, finished: bool = True) -> list[str]:
    """Return what is wrong with a data directory. `finished`: its last run has ended, so nothing may lie about."""
    with closing(_open(data / "archive.db")) as conn:
        complaints = [
            *_files(data, conn, finished=finished),
            *_captures(data, conn),
            *_ledger(conn),
            *_database("archive.db", conn),
        ]
    if (data / "published" / "archive.db").exists():
        with closing(_open(data / "published" / "archive.db")) as conn:
            complaints += _database("published/archive.db", conn)
    if finished:
        complaints += _leftovers(data)
    return complaints


def _open(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    conn.row_factory = sqlite3.Row
    return conn


# ── WARC files ──────────────────────────────────────────────────────────────────────────────────────────
def _files(data: Path, conn: sqlite3.Connection, *, finished: bool) -> Iterator[str]:
    rows = {row["name"]: row for row in conn.execute("SELECT * FROM warc_files")}
    there = {path.name for path in (data / "warc").glob("*")}
    yield from (f"warc/{name}: no row knows it" for name in sorted(there - rows.keys()) if finished)
    for name, row in sorted(rows.items()):
        path = data / "warc" / name
        if name not in there:
            if row["bytes"]:
                yield f"warc/{name}: missing"
            continue
        if finished:
            yield from _outside_tools(path)
            if path.stat().st_size != row["bytes"]:
                yield f"warc/{name}: {path.stat().st_size} bytes, {row['bytes']} committed"
        yield from _contents(path, row, conn)
    open_rows = conn.execute(
        "SELECT name FROM warc_files JOIN crawls ON crawls.id = crawl_id "
        "WHERE outcome <> 'running' AND (sealed_at IS NULL OR sha256 IS NULL)"
    )
    yield from (f"warc/{row['name']}: its crawl is finished, it is not sealed" for row in open_rows if finished)


def _outside_tools(path: Path) -> Iterator[str]:
    """What `gzip -t` and `warcio check` say; the latter in this process, its start would cost more than its work."""
    done = subprocess.run(["gzip", "-t", path], capture_output=True, text=True, check=False)
    if done.returncode or done.stderr:
        yield f"warc/{path.name}: gzip says {done.returncode} {done.stderr[:200]}"
    if Checker(SimpleNamespace(inputs=[str(path)], verbose=False)).process_all():
        yield f"warc/{path.name}: warcio check finds it damaged"


def _contents(path: Path, row: sqlite3.Row, conn: sqlite3.Connection) -> Iterator[str]:
    """Compare the committed part of one file with what its row and the captures say."""
    with path.open("rb") as file:
        committed = file.read(row["bytes"])
    kinds = Counter(record.rec_type for record in ArchiveIterator(io.BytesIO(committed)))
    if kinds.total() != row["records"]:
        yield f"warc/{path.name}: {kinds.total()} records, {row['records']} in its row"
    (captures,) = conn.execute("SELECT count(*) FROM captures WHERE warc_file = ?", (path.name,)).fetchone()
    if kinds["response"] + kinds["revisit"] != captures:
        yield f"warc/{path.name}: {kinds['response'] + kinds['revisit']} responses, {captures} captures"
    if row["sha256"] is not None and hashlib.sha256(committed).hexdigest() != row["sha256"]:
        yield f"warc/{path.name}: its sha256 is not the one that was sealed"


def _captures(data: Path, conn: sqlite3.Connection) -> Iterator[str]:
    """Read every capture at its offset: address, status and digest must be those of the row."""
    originals = {row["id"]: row for row in conn.execute("SELECT id, url, body_sha256, revisit_of FROM captures")}
    for row in conn.execute("SELECT * FROM captures ORDER BY warc_file, warc_offset"):
        try:
            with (data / "warc" / row["warc_file"]).open("rb") as file:
                file.seek(row["warc_offset"])
                member = file.read(row["warc_length"])
            record = next(iter(ArchiveIterator(io.BytesIO(member))))
            body = record.raw_stream.read()
            gzip.decompress(member)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a record is a finding
            yield f"capture {row['id']}: not readable ({type(error).__name__}: {error})"
            continue
        said = record.rec_headers.get_header("WARC-Target-URI"), _status(record)
        if said != (row["url"], row["status"]):
            yield f"capture {row['id']}: the record at its place is {said}"
        original = originals.get(row["revisit_of"])
        if row["revisit_of"] is not None and (
            original is None or original["revisit_of"] is not None or original["body_sha256"] != row["body_sha256"]
        ):
            yield f"capture {row['id']}: revisits {row['revisit_of']}, which does not hold its body"
        elif row["revisit_of"] is None and hashlib.sha256(body).hexdigest() != row["body_sha256"]:
            yield f"capture {row['id']}: the body is not that of its digest"


def _status(record: ArcWarcRecord) -> int:
    """Return the HTTP status of a response; a 304 keeps its head in a field, as its block must be empty."""
    if packed := record.rec_headers.get_header("Baogao-Http-Response"):
        return int(json.loads(packed)["status"])
    return int(record.http_headers.get_statuscode())


# ── rows ────────────────────────────────────────────────────────────────────────────────────────────────
def _ledger(conn: sqlite3.Connection) -> Iterator[str]:
    rows = conn.execute(
        "SELECT id, entries_seen, (SELECT count(*) FROM ledger WHERE crawl_id = crawls.id AND state <> 'gone') AS told "
        "FROM crawls WHERE finished_at IS NOT NULL AND outcome <> 'running'"
    )
    for row in rows:
        if row["entries_seen"] != row["told"]:
            yield f"crawl {row['id']}: {row['entries_seen']} entries seen, {row['told']} accounted for"
    for row in conn.execute(
        "SELECT crawl_id, count(*) AS open FROM ledger JOIN crawls ON crawls.id = crawl_id "
        "WHERE state = 'pending' AND outcome <> 'running' GROUP BY 1"
    ):
        yield f"crawl {row['crawl_id']}: finished with {row['open']} entries pending"


def _database(name: str, conn: sqlite3.Connection) -> Iterator[str]:
    (verdict,) = conn.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        yield f"{name}: integrity_check says {verdict}"
    if broken := conn.execute("PRAGMA foreign_key_check").fetchall():
        yield f"{name}: {len(broken)} rows point nowhere, in {sorted({row[0] for row in broken})}"
    with closing(sqlite3.connect(":memory:")) as copy:
        conn.backup(copy)
        try:
            copy.execute("INSERT INTO reports_fts (reports_fts) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            yield f"{name}: the index is damaged ({error})"
            return
        yield from _index(name, copy)


def _index(name: str, conn: sqlite3.Connection) -> Iterator[str]:
    """Compare the index with the texts: how often each term stands in how many reports, and what searches find."""
    texts: dict[int, tuple[str, str]] = {
        number: (text, title)
        for number, text, title in conn.execute(
            "SELECT report_id, text, title FROM report_texts JOIN reports ON id = report_id"
        )
    }
    indexed = {row[0] for row in conn.execute("SELECT id FROM reports_fts_docsize")}
    if indexed != texts.keys():
        yield f"{name}: {len(indexed)} reports in the index, {len(texts)} texts"
    reports, places = _expected(tuple(texts.values()))
    conn.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, reports_fts, row)")
    stored = {term: (in_reports, times) for term, in_reports, times in conn.execute("SELECT * FROM temp.terms")}
    wrong = [term for term in stored.keys() | places.keys() if stored.get(term) != (reports[term], places[term])]
    if wrong:
        yield f"{name}: {len(wrong)} terms of the index disagree with the texts, {sorted(wrong)[:5]}"
    dice = random.Random(1014)
    for number in dice.sample(sorted(texts), min(PROBES, len(texts))):
        text = texts[number][0]
        start = dice.randrange(max(1, len(text) - 8))
        piece = "".join(char for char in text[start : start + 8] if "\u4e00" <= char <= "\u9fff")
        if not piece or piece not in text:
            continue
        query = "{body} : (" + fts_query(f'"{piece}"') + ")"
        found = {row[0] for row in conn.execute("SELECT rowid FROM reports_fts WHERE reports_fts MATCH ?", (query,))}
        if found != {other for other, (held, _title) in texts.items() if piece in held}:
            yield f"{name}: a search for {piece} finds other reports than those that hold it"


@lru_cache(maxsize=2)
def _expected(texts: tuple[tuple[str, str], ...]) -> tuple[Counter[str], Counter[str]]:
    """Return in how many reports, and how often in all, each term must stand. The same for both databases."""
    reports: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for text, title in texts:
        terms = f"{index_tokens(text)} {index_tokens(title)} {EVERY_REPORT}".lower().split()
        places.update(terms)
        reports.update(set(terms))
    return reports, places


def _leftovers(data: Path) -> Iterator[str]:
    allowed = {"archive.db", "snapshots"}
    there = {path.name for path in (data / "published").glob("*")}
    yield from (f"published/{name}: left over" for name in sorted(there - allowed))
    snapshots = sorted((data / "published" / "snapshots").glob("*"))
    if len(snapshots) > KEPT_SNAPSHOTS:
        yield f"published/snapshots: {len(snapshots)} are kept"
    published = data / "published" / "archive.db"
    if published.exists() and snapshots[-1].read_bytes() != published.read_bytes():
        yield "published/snapshots: the newest is not what is published"
