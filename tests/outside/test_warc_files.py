"""Other people's readers accept our WARC files, record by record, and what they cannot notice, `baogao verify` does."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections import Counter

import pytest

from archive.paths import DataDir
from archive.verify import verify
from tests.guarantees import record
from tests.line import baogao
from tests.outside.environment import run


@pytest.fixture(scope="module")
def places(tools, archived):
    """Type, address and offset of every record, as warcio finds them: by file."""
    found = {}
    for file in archived.files:
        done = run(tools / "warcio", "index", "--fields", "offset,warc-type,warc-target-uri", file)
        assert done.returncode == 0, done.stderr
        found[file.name] = [json.loads(line) for line in done.stdout.splitlines()]
    return found


def test_warcio_finds_every_digest_right(tools, archived, request):
    verdicts: Counter[str] = Counter()
    for file in archived.files:
        done = run(tools / "warcio", "check", "--verbose", file)
        assert done.returncode == 0, done.stdout
        verdicts += Counter(re.findall("^    (.+)$", done.stdout, re.MULTILINE))
    assert verdicts.keys() == {"digest pass", "digest present but not checked (revisit)"}
    (captures,) = archived.rows("SELECT count(*) AS held FROM captures")
    assert verdicts.total() > 2 * captures["held"], "a capture is a request and a response or revisit"
    record(3, request.node.nodeid, captures["held"], "captures", "warcio check finds every digest right")


def test_gzip_reads_every_file_to_its_end(archived, request):
    for file in archived.files:
        assert run("gzip", "-t", file).returncode == 0
    record(3, request.node.nodeid, len(archived.files), "WARC files", "gzip -t reads each to its end")


def test_every_file_is_sealed_with_its_digest_and_the_number_of_its_records(archived, places, request):
    sealed = {row["name"]: row for row in archived.rows("SELECT * FROM warc_files WHERE sealed_at IS NOT NULL")}
    assert sealed.keys() == places.keys()
    for file in archived.files:
        row = sealed[file.name]
        assert hashlib.sha256(file.read_bytes()).hexdigest() == row["sha256"]
        assert (file.stat().st_size, len(places[file.name])) == (row["bytes"], row["records"])
    record(
        3,
        request.node.nodeid,
        len(sealed),
        "sealed WARC files",
        "digest, bytes and records (as warcio counts) are right",
    )


def test_each_capture_stands_where_its_row_says(archived, places):
    captures = archived.rows("SELECT url, warc_file, warc_offset, revisit_of FROM captures")
    expected = {
        (row["warc_file"], row["warc_offset"]): (row["url"], "response" if row["revisit_of"] is None else "revisit")
        for row in captures
    }
    found = {
        (file, int(place["offset"])): (place["warc-target-uri"], place["warc-type"])
        for file, lines in places.items()
        for place in lines
        if place["warc-type"] in ("response", "revisit")
    }
    assert found == expected


def test_fastwarc_verifies_every_block_and_the_payload_of_every_response(tools, archived, tmp_path):
    """FastWARC compares a revisit's payload digest with its own, empty payload: exactly the revisits must fail that."""
    for file in archived.files:
        run(tools / "fastwarc", "check", "--quiet", "--verify-payloads", "--output", tmp_path / "said", file)
        said = Counter((tmp_path / "said").read_text().replace(",", "").split())
        revisits = archived.rows(f"SELECT 1 FROM captures WHERE warc_file = '{file.name}' AND revisit_of IS NOT NULL")
        assert said["FAIL"] == 0
        assert said["PAYLOAD_FAIL"] == len(revisits)
        assert said["OK"] == archived.rows(f"SELECT records FROM warc_files WHERE name = '{file.name}'")[0][0]


def test_gzip_notices_a_flipped_bit_and_a_cut_record(archived, tmp_path):
    whole = archived.files[0].read_bytes()
    damaged = tmp_path / "damaged.warc.gz"
    middle = len(whole) // 2
    damaged.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    assert run("gzip", "-t", damaged).returncode != 0
    damaged.write_bytes(whole[:-20])
    assert run("gzip", "-t", damaged).returncode != 0


def test_a_cut_before_any_capture_is_noticed_though_the_file_looks_whole(tools, archived, places, tmp_path, request):
    shutil.copytree(archived.data, tmp_path / "data")
    data = DataDir(tmp_path / "data")
    file = data.warc / archived.files[-1].name
    whole = file.read_bytes()
    cuts = [int(place["offset"]) for place in places[file.name] if place["warc-type"] in ("response", "revisit")]
    for cut in cuts:
        file.write_bytes(whole[:cut])
        says = [finding.says for finding in verify(data, sample=1).findings if finding.row == file.name]
        assert says[0] == f"{cut} bytes where {len(whole)} were committed", cut
        assert all(said.endswith("were written") for said in says[1:]), "the log misses its last events, nothing else"
    for cut in cuts[:: len(cuts) // 4]:
        file.write_bytes(whole[:cut])
        assert run("gzip", "-t", file).returncode == 0
        assert run(tools / "warcio", "check", file).returncode == 0
        assert f"warc_files {file.name}" in baogao("verify", "--data", data.root, "--sample", 1, code=7).stdout
    record(3, request.node.nodeid, len(cuts), "cuts on a record boundary", "gzip and warcio see none, verify every one")
