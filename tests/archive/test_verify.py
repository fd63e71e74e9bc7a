"""Whatever was damaged, lost or edited is found, and named by table, row and column."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.derive.duplicates import fingerprint
from archive.paths import DataDir
from archive.verify import verify
from archive.verify.duplicates import Copies
from crawler.replica.process import ReplicaProcess
from crawler.replica.report import report
from tests.copies import Shelf, every
from tests.line import baogao, crawl


@pytest.fixture(scope="module")
def crawled(tmp_path_factory) -> Path:
    """Two crawls of one site, the second with revisits; tests work on copies."""
    data = tmp_path_factory.mktemp("crawled") / "data"
    with ReplicaProcess(reports=20) as replica:
        crawl(data, "replica", replica.base_url)
        crawl(data, "replica", replica.base_url, "--mode", "full")
    return data


@pytest.fixture
def data(crawled, tmp_path) -> DataDir:
    shutil.copytree(crawled, tmp_path / "data")
    return DataDir(tmp_path / "data")


def warc_of(data) -> Path:
    return sorted(data.warc.glob("*.warc.gz"))[0]


def edit(data, sql, *values):
    with closing(sqlite3.connect(data.database)) as conn:
        assert conn.execute(sql, values).rowcount > 0
        conn.commit()


def places(data, sample=None):
    return {(finding.table, finding.column) for finding in verify(data, sample).findings}


def test_an_undisturbed_archive_has_no_differences(data):
    verdict = verify(data)
    assert verdict.findings == ()
    assert (verdict.files, verdict.reports) == (2, 20)
    with closing(sqlite3.connect(data.database)) as conn:
        assert verdict.captures == conn.execute("SELECT count(*) FROM captures").fetchone()[0] > 40
    assert "every row is what the bytes say" in baogao("verify", "--data", data.root).stdout


def test_a_flipped_bit_is_found_in_the_file_and_in_the_report(data):
    path = warc_of(data)
    with closing(sqlite3.connect(data.database)) as conn:
        (offset, length) = conn.execute(
            "SELECT warc_offset, warc_length FROM captures WHERE role = 'detail' ORDER BY id LIMIT 1"
        ).fetchone()
    content = bytearray(path.read_bytes())
    content[offset + length // 2] ^= 1
    path.write_bytes(content)
    found = places(data)
    assert ("warc_files", "sha256") in found
    assert ("reports", "capture_id") in found
    assert ("warc_files", "sha256") in places(data, sample=1), "a sample looks at the files as a whole too"


def test_a_file_cut_on_a_record_boundary_is_found(data):
    path = warc_of(data)
    with closing(sqlite3.connect(data.database)) as conn:
        (last,) = conn.execute("SELECT max(warc_offset) FROM captures WHERE warc_file = ?", (path.name,)).fetchone()
    path.write_bytes(path.read_bytes()[:last])
    gzip.decompress(path.read_bytes())  # the file itself is whole, so only its row can tell
    assert {("warc_files", "bytes"), ("captures", "warc_offset")} <= places(data)


def test_bytes_that_never_were_a_record_are_found(data):
    strange = gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 2\r\n\r\nhi\r\n\r\n")
    path = warc_of(data)
    path.write_bytes(strange + path.read_bytes()[len(strange) :])
    assert {("warc_files", "sha256"), ("warc_files", "name"), ("captures", "warc_offset")} <= places(data)


def test_a_missing_file_is_found(data):
    warc_of(data).unlink()
    found = verify(data).findings
    assert ("warc_files", "the file is missing") in {(finding.table, finding.says) for finding in found}
    assert ("reports", "capture_id") in {(finding.table, finding.column) for finding in found}


@pytest.mark.parametrize(
    ("sql", "place"),
    [
        ("UPDATE report_texts SET text = text || '。' WHERE report_id = 3", ("report_texts", "text")),
        ("UPDATE reports SET report_date = '1999-01-01' WHERE id = 3", ("reports", "report_date")),
        ("UPDATE reports SET report_year = NULL WHERE report_year > 0", ("reports", "report_year")),
        ("UPDATE reports SET title = title || '!' WHERE id = 4", ("reports", "title")),
        ("UPDATE reports SET region_code = '370481' WHERE id = 4", ("reports", "region_code")),
        ("UPDATE reports SET unknown = '{}' WHERE unknown <> '{}'", ("reports", "unknown")),
        ("UPDATE sections SET start = start + 1 WHERE report_id = 3 AND position = 2", ("sections", "start")),
        ("DELETE FROM sections WHERE report_id = 3 AND position = 2", ("sections", "position")),
        ("UPDATE indicators SET value = value + 1 WHERE report_id = 3", ("indicators", "value")),
        ("UPDATE indicators SET quote = quote || '。' WHERE report_id = 3", ("indicators", "quote")),
        ("DELETE FROM indicators WHERE report_id = 3", ("indicators", "position")),
        ("UPDATE regions SET name = '某县' WHERE code = '370481'", ("regions", "code")),
        ("UPDATE captures SET fetched_at = '2020-01-01T00:00:00Z' WHERE id = 5", ("captures", "fetched_at")),
        ("UPDATE captures SET body_bytes = body_bytes + 1 WHERE status = 200", ("captures", "body_bytes")),
        ("UPDATE captures SET warc_offset = warc_offset + 1 WHERE id = 6", ("captures", "warc_offset")),
        ("UPDATE warc_files SET records = records + 1", ("warc_files", "records")),
        ("UPDATE versions SET text_sha256 = 'x' WHERE report_id = 2", ("versions", "text_sha256")),
        ("DELETE FROM versions WHERE report_id = 2", ("versions", "version")),
        ("DELETE FROM ledger WHERE crawl_id = 1 AND position = 2", ("crawls", "entries_seen")),
        ("DELETE FROM reports_fts_docsize WHERE id = 7", ("reports_fts", "rowid")),
        ("UPDATE fingerprints SET folded_sha256 = 'x' WHERE report_id = 7", ("fingerprints", "folded_sha256")),
        ("UPDATE fingerprints SET samples = samples + 1 WHERE report_id = 7", ("shingles", "holders")),
        ("UPDATE shingles SET holders = x'00' WHERE hash IN (SELECT max(hash) FROM shingles)", ("shingles", "holders")),
        ("UPDATE duplicates SET jaccard = 0.5", ("duplicates", "jaccard")),
        ("DELETE FROM duplicates", ("duplicates", "duplicate_of")),
        (
            "INSERT INTO near_texts SELECT min(folded_sha256), max(folded_sha256), 0.9, 0.5 FROM fingerprints",
            ("near_texts", "containment"),
        ),
    ],
)
def test_an_edited_row_is_found(data, sql, place):
    edit(data, sql)
    assert place in places(data)


def test_a_near_copy_that_was_never_compared_or_is_linked_no_more_is_found(tmp_path):
    text = report(5, 0).text
    shelf = Shelf.open(tmp_path / "data")
    shelf.put(text, every(2, text), report(5, 1).text)
    assert list(shelf.links()) == [2]

    def found():
        copies = Copies(shelf.store.conn)
        rows = shelf.store.conn.execute(
            "SELECT reports.*, folded_sha256, samples FROM reports JOIN fingerprints ON report_id = id"
        )
        return {
            (row["id"], finding.table)
            for row in rows
            for finding in copies.check(row, shelf.texts[row["id"]], fingerprint(shelf.texts[row["id"]]))
        }

    assert found() == set()
    shelf.store.conn.execute("UPDATE near_texts SET containment = containment + 1e-9")
    assert found() == {(1, "near_texts"), (2, "near_texts"), (2, "duplicates")}
    shelf.store.conn.execute("DELETE FROM near_texts")
    shelf.store.conn.execute("DELETE FROM duplicates")
    assert found() == {(1, "near_texts"), (2, "near_texts")}
    shelf.store.close()


def test_the_command_names_what_differs_and_ends_with_7(data):
    edit(data, "UPDATE reports SET listed_date = '\x1b[31m' WHERE id = 3")
    done = baogao("verify", "--data", data.root, code=7)
    assert "reports " in done.stdout
    assert ", listed_date: " in done.stdout
    assert "\x1b" not in done.stdout
    found = json.loads(baogao("verify", "--json", "--data", data.root, code=7).stdout)["findings"]
    assert [finding["column"] for finding in found] == ["listed_date"]


def test_without_an_archive_it_is_one_sentence(tmp_path):
    assert "There is no archive" in baogao("verify", "--data", tmp_path, code=1).stderr
