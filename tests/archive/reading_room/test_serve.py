"""`baogao serve`: one sentence when it cannot, pages when it can, and Ctrl-C ends it."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from archive.commands.serve import check_port, datasette
from archive.errors import UsageError
from tests.archive.reading_room.conftest import getter
from tests.published import free_port


@pytest.fixture
def data(own_database: Path, tmp_path: Path) -> Path:
    (tmp_path / "published").mkdir()
    shutil.copy(own_database, tmp_path / "published" / "archive.db")
    return tmp_path


def serve(data: Path, port: int, *options: str) -> list[str]:
    return [sys.executable, "-m", "archive.cli", "serve", "--data", str(data), "--port", str(port), *options]


def test_it_serves_until_it_is_stopped(data):
    port = free_port()
    words = serve(data, port)
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout.readline().startswith(f"Open http://127.0.0.1:{port}/archive/reports in a browser.")
        assert httpx.get(f"http://127.0.0.1:{port}/archive/reports?_search=生态").status_code == 200
        for path, status in (("/nothing", 404), ("/archive/reports/999", 404), ("/archive?sql=select+1", 403)):
            assert httpx.get(f"http://127.0.0.1:{port}{path}").status_code == status
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
        assert process.stdout.read() == ""


def test_a_port_in_use_is_one_sentence(data):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(serve(data, port), capture_output=True, text=True, check=False)
        with pytest.raises(UsageError, match="in use"):
            check_port(port)
    assert done.returncode == 2
    assert done.stderr == f"Error: Port {port} is in use; stop that program or choose another one with --port.\n"


def test_nothing_published_is_one_sentence(tmp_path):
    done = subprocess.run(serve(tmp_path, free_port()), capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("Error: Nothing is published in ")
    assert done.stderr.count("\n") == 1


def test_sql_is_open_only_when_asked_for(data):
    published = data / "published" / "archive.db"
    before = published.read_bytes()
    for sql, status in ((False, 403), (True, 200)):
        get = getter(datasette(published, sql=sql))
        assert get("/archive?sql=select+1").status_code == status
    assert published.read_bytes() == before
