"""`baogao serve`: open the published archive in a browser.

Answers: where do I look? is it what was published last? can anybody change it? (No: the file is opened read-only.)
Owns the process that serves; what the pages show is `archive.reading_room`'s.
"""

from __future__ import annotations

import socket
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click
import uvicorn

from archive.commands.options import data_option
from archive.errors import StorageError, UsageError
from archive.paths import DataDir
from archive.reading_room.ours import is_archive

if TYPE_CHECKING:
    from datasette.app import Datasette

HOST = "127.0.0.1"
PORT = 8001
METADATA = "datasette_metadata.yml"


@click.command(short_help="Open the published archive in a browser.")
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help=f"Port on {HOST}.")
@click.option(
    "--workers",
    type=click.IntRange(1, 1),
    default=1,
    show_default=True,
    help="Processes that serve; this version has one.",
)
@click.option("--sql", is_flag=True, help="Let readers write SQL of their own. For your own machine only.")
@data_option
def serve(data: DataDir, port: int, workers: int, sql: bool) -> int:  # noqa: ARG001 - one worker so far
    """Serve the published archive with Datasette, read-only, at http://127.0.0.1:8001.

    Ctrl-C stops it. After a new `baogao publish`, stop and start it again: a running server keeps showing the
    snapshot that it opened. `datasette DATA/published/archive.db -m datasette_metadata.yml` shows the same pages.
    """
    return serve_published(data, port, sql=sql)


def check_port(port: int) -> None:
    """Raise UsageError when nothing can listen on a port of this machine."""
    _listen(port).close()


def serve_published(data: DataDir, port: int, *, sql: bool = False) -> int:
    """Serve the published archive until Ctrl-C; return an exit code.

    Raises UsageError when nothing is published yet or the port is in use.
    """
    if not is_archive(data.published):
        raise UsageError(
            f"Nothing is published in {data.root} yet; run `baogao crawl`, or `baogao demo`, which needs no network."
        )
    listening = _listen(port)
    address = f"http://{HOST}:{listening.getsockname()[1]}"
    click.echo(f"Open {address}/archive/reports in a browser. Ctrl-C stops.")
    application = datasette(data.published, sql=sql).app()
    quiet = import_module("datasette.handle_exception")  # only now: it must not be the first module of Datasette
    quiet.rich = None  # type: ignore[attr-defined] # or every page not found fills the terminal with a traceback
    server = uvicorn.Server(uvicorn.Config(application, log_level="warning", lifespan="on"))
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()
    return 0


def datasette(published: Path, *, sql: bool = False) -> Datasette:
    """Return Datasette on a published database, immutable, with our descriptions; the plugin sets the rest."""
    from datasette.app import Datasette  # slow to import: only when something is served
    from datasette.utils import parse_metadata

    described = parse_metadata(metadata_file().read_text(encoding="utf-8"))
    if sql:
        described["allow_sql"] = True
    return Datasette(immutables=[str(published)], metadata=described)


def metadata_file() -> Path:
    """Return the descriptions that Datasette shows: beside the installed package, or in the repository."""
    packaged = Path(str(files("archive"))) / METADATA
    found = packaged if packaged.exists() else packaged.parent.parent / METADATA
    if not found.exists():
        raise StorageError(f"{METADATA} is missing from this installation; install baogao again.")
    return found


def _listen(port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen()
    except OSError as error:
        listening.close()
        raise UsageError(f"Port {port} is in use; stop that program or choose another one with --port.") from error
    return listening
