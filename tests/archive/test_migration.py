"""An archive of baogao 0.1 goes on: nothing is lost, what was believed stays believed, and no log is made up for it."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from archive.errors import CaptureError
from archive.paths import DataDir
from archive.schema import APPLICATION_ID, migrations
from archive.store import Store

AT = "2026-01-02T03:04:05Z"
ROWS = """
INSERT INTO crawls (id, site, mode, started_at, finished_at, outcome, software_version, config) VALUES
  (1, 'a', 'new', '{at}', '{at}', 'done', '0.1.0', '{{}}'), (2, 'a', 'new', '{at}', '{at}', 'suspect', '0.1.0', '{{}}'),
  (3, 'a', 'new', '{at}', NULL, 'running', '0.1.0', '{{}}');
INSERT INTO warc_files (name, crawl_id, opened_at, bytes) VALUES ('a-000003-0000.warc.gz', 3, '{at}', 7);
INSERT INTO captures (id, crawl_id, role, url, fetched_at, status, warc_file, warc_offset, warc_length)
  VALUES (1, 3, 'detail', 'http://a/1', '{at}', 200, 'a-000003-0000.warc.gz', 0, 7);
INSERT INTO entries (id, site, url, report_key, title, listing_sha256, detail_capture_id, first_seen_at, last_seen_at,
  last_checked_at, stale) VALUES (1, 'a', 'http://a/1', 'abc', 't', 'sha', 1, '{at}', '{at}', '{at}', 0);
INSERT INTO ledger (crawl_id, page, position, url, state, finding, entry_id) VALUES
  (1, 1, 1, 'http://a/1', 'captured', 'new', 1), (2, 1, 1, 'http://a/1', 'unchanged', 'unchanged', 1),
  (3, 1, 1, 'http://a/1', 'pending', 'unchanged', 1);
"""


@pytest.fixture
def old(tmp_path):
    """A data directory as baogao 0.1 left it in the midst of a crawl."""
    data = DataDir(tmp_path)
    data.prepare()
    (data.warc / "a-000003-0000.warc.gz").write_bytes(b"7 bytes")
    with closing(sqlite3.connect(data.database)) as conn:
        for _number, sql in migrations()[:2]:
            conn.executescript(sql)
        conn.executescript(ROWS.format(at=AT))
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        conn.execute("PRAGMA user_version = 2")
    return data


def test_rows_are_kept_and_what_was_believed_stays_believed(old):
    with Store(old) as store:
        assert [tuple(row) for row in store.conn.execute("SELECT crawl_id, believed, seen_at FROM ledger")] == [
            (1, 1, AT),
            (2, 0, AT),
            (3, 0, AT),
        ]
        assert [row[0] for row in store.conn.execute("SELECT believed_at FROM crawls")] == [AT, None, None]
        assert store.conn.execute("SELECT title, detail_capture_id, first_seen_at FROM entries").fetchone()[:] == (
            "t",
            1,
            AT,
        )
        assert store.conn.execute("PRAGMA foreign_key_check").fetchall() == []
        assert store.conn.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_no_log_is_made_up_and_nothing_is_emptied_for_want_of_one(old):
    with Store(old) as store:
        assert not store.log_is_complete
        with pytest.raises(CaptureError, match="restore the data directory from a backup"):
            store.refold()
        assert store.conn.execute("SELECT count(*) FROM ledger").fetchone()[0] == 3
    (old.warc / "a-000003-0000.warc.gz").write_bytes(b"7 byt")
    with pytest.raises(CaptureError, match="has 5 bytes where 7 were committed"):
        Store(old)
    assert (old.warc / "a-000003-0000.warc.gz").read_bytes() == b"7 byt"
