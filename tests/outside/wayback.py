"""A wayback machine of others (pywb) on WARC files of ours, and what it answers."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from tests.outside.environment import run, variables
from tests.published import free_port

COLLECTION = "reports"
PATIENCE = 60.0


@dataclass(frozen=True)
class Replayed:
    """What the wayback machine answered."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Wayback:
    """A running pywb with one collection."""

    port: int

    def get(self, path: str) -> Replayed:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request("GET", f"/{COLLECTION}/{path}", headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            return Replayed(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())

    def as_captured(self, url: str, fetched_at: str) -> Replayed:
        """Replay what was captured at that time, without any rewriting (identity replay)."""
        return self.get(f"{timestamp(fetched_at)}id_/{url}")

    def captures(self, url: str) -> list[str]:
        """The 14-digit times of the captures of an address, as pywb's index has them."""
        lines = self.get(f"cdx?url={quote(url, safe='')}").body.decode().splitlines()
        return [line.split(" ")[1] for line in lines]


def timestamp(fetched_at: str) -> str:
    """Return our time (`YYYY-MM-DDTHH:MM:SSZ`) as wayback machines write it: 14 digits."""
    return re.sub(r"\D", "", fetched_at)


@contextmanager
def replaying(tools: Path, folder: Path, files: list[Path]) -> Iterator[Wayback]:
    """Serve WARC files with pywb; its collection lies in `folder`."""
    for words in (("init", COLLECTION), ("add", COLLECTION, *files)):
        done = run(tools / "wb-manager", *words, cwd=folder)
        assert done.returncode == 0, done.stderr
    port, log = free_port(), folder / "wayback.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [tools / "wayback", "-b", "127.0.0.1", "-p", str(port)],
            cwd=folder,
            env=variables(),
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(process, port, log)
            yield Wayback(port)
        finally:
            process.terminate()
            process.wait(PATIENCE)


def wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Return when pywb answers. It says nothing once it listens, so it is asked until it does."""
    deadline = time.monotonic() + PATIENCE
    while True:
        assert process.poll() is None, log.read_text(errors="replace")
        assert time.monotonic() < deadline, log.read_text(errors="replace")
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
                connection.request("HEAD", "/")
                connection.getresponse().read()
                return
        except ConnectionRefusedError:
            time.sleep(0.1)
