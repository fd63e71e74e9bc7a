"""The one writer: one run at a time, all or nothing, and no database that is not ours."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys

import pytest

from archive.errors import LockedError, StorageError
from archive.paths import DataDir
from archive.schema import APPLICATION_ID, migrations
from archive.store import Store, connect

HOLD = "import sys; from archive.store import Store; from archive.paths import DataDir; from pathlib import Path\n"
HOLD += "s = Store(DataDir(Path(sys.argv[1]))); print('held', flush=True); sys.stdin.read()"


@pytest.fixture
def data(tmp_path):
    return DataDir(tmp_path / "data")


def test_a_new_archive_has_our_mark_and_the_latest_schema(data):
    with Store(data) as store:
        assert store.conn.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        assert store.conn.execute("PRAGMA user_version").fetchone()[0] == migrations()[-1][0]


def test_a_second_run_is_told_who_works_and_a_dead_owner_does_not_count(data):
    owner = subprocess.Popen([sys.executable, "-c", HOLD, data.root], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert owner.stdout.readline() == b"held\n"
    with pytest.raises(LockedError, match=rf"process {owner.pid} .*since \d{{4}}-"):
        Store(data)
    owner.send_signal(signal.SIGKILL)
    owner.wait()
    Store(data).close()


def test_a_failed_transaction_leaves_nothing(data):
    with Store(data) as store:

        def stopped_half_way():
            with store.transaction() as db:
                db.execute("INSERT INTO settings VALUES ('a', '1')")
                raise ValueError("stop")

        with pytest.raises(ValueError, match="stop"):
            stopped_half_way()
        assert store.conn.execute("SELECT count(*) FROM settings").fetchone()[0] == 0


def test_another_programs_database_is_left_alone(data):
    data.prepare()
    other = sqlite3.connect(data.database)
    other.execute("CREATE TABLE mine (x)")
    other.close()
    with pytest.raises(StorageError, match="not a baogao archive"):
        Store(data)
    assert [row[0] for row in sqlite3.connect(data.database).execute("SELECT name FROM sqlite_master")] == ["mine"]


def test_a_file_that_is_no_database_is_one_sentence(data):
    data.prepare()
    data.database.write_bytes(b"this is not a database, but it is long enough to look like one" * 50)
    with pytest.raises(StorageError, match=r"Cannot open .*not a database"):
        Store(data)


def test_a_newer_schema_is_refused(data):
    Store(data).close()
    newer = sqlite3.connect(data.database)
    newer.execute("PRAGMA user_version = 9999")
    newer.close()
    with pytest.raises(StorageError, match="newer baogao"):
        Store(data)


def test_reading_where_there_is_nothing_says_what_to_run(data):
    with pytest.raises(StorageError, match="run `baogao crawl` or `baogao demo`"):
        connect(data.database)


def test_a_path_that_is_a_file_is_one_sentence(tmp_path):
    (tmp_path / "data").write_text("")
    with pytest.raises(StorageError, match=re.escape("choose another place with --data DIR")):
        Store(DataDir(tmp_path / "data"))


def test_a_folder_without_permission_is_one_sentence(tmp_path):
    """Run as another user, because root may write everywhere."""
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0o555)
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom archive.store import Store\nfrom archive.paths import DataDir\n"
        "from archive.errors import StorageError\n"
        "if os.getuid() == 0: os.setuid(65534)\n"
        "try: DataDir(Path(sys.argv[1])).prepare()\nexcept StorageError as error: print(error)"
    )
    for parent in (tmp_path, *tmp_path.parents):
        if parent.stat().st_uid == os.getuid() and parent != parent.parent and "pytest" in parent.name:
            parent.chmod(0o755)
    said = subprocess.run([sys.executable, "-c", program, folder / "data"], capture_output=True, text=True, check=True)
    assert re.search(r"(Cannot create|No permission).*--data DIR", said.stdout)
