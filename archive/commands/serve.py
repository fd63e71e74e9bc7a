"""`baogao serve`: open the published archive in a browser.

Answers: where do I look? is it what was published last? can anybody change it? (no: the file is opened read-only)
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import click

from archive.commands.options import data_option
from archive.errors import StorageError, UsageError
from archive.paths import DataDir
from archive.store import connect

HOST = "127.0.0.1"
METADATA = "datasette_metadata.yml"


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Port on 127.0.0.1.")
@click.option("--sql", is_flag=True, help="Let readers write SQL of their own. For your own machine only.")
@data_option
def serve(data: DataDir, port: int, sql: bool) -> int:
    """Serve the published archive with Datasette, read-only, at http://127.0.0.1:8001.

    Ctrl-C stops it. `datasette DATA/published/archive.db -m datasette_metadata.yml` does the same by hand.
    """
    check_port(port)
    return serve_published(data, port, sql=sql)


def check_port(port: int) -> None:
    """Raise UsageError when nothing can listen on a port of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise UsageError(f"Port {port} is in use; stop that program or choose another one with --port.") from error


def metadata_file() -> Path:
    """Return the descriptions that Datasette shows: beside the installed package, or in the repository."""
    packaged = Path(str(files("archive"))) / METADATA
    found = packaged if packaged.exists() else packaged.parent.parent / METADATA
    if not found.exists():
        raise StorageError(f"{METADATA} is missing from this installation; install baogao again.")
    return found


def command(data: DataDir, port: int, *, sql: bool = False) -> list[str]:
    """Return the Datasette command line for the published archive; the plugin sets the rest at start-up."""
    words = [sys.executable, "-m", "datasette", "serve", "-i", str(data.published), "-m", str(metadata_file())]
    if sql:
        words += ["--setting", "default_allow_sql", "1"]
    return [*words, "--host", HOST, "--port", str(port)]


def serve_published(data: DataDir, port: int, *, sql: bool = False) -> int:
    """Run Datasette until Ctrl-C; return its exit code."""
    connect(data.published).close()
    click.echo(f"Open http://{HOST}:{port}/archive/reports in a browser. Ctrl-C stops.")
    environment = {**os.environ, "BAOGAO_SQL": "1" if sql else ""}
    try:
        return subprocess.run(command(data, port, sql=sql), check=False, env=environment).returncode  # noqa: S603
    except KeyboardInterrupt:
        return 0
