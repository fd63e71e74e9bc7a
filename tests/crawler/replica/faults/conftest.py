"""Faulty sites over real HTTP, and a client that sees what goes over the wire, byte for byte."""

from __future__ import annotations

import gzip
import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from crawler.replica.site import Site

HERE = Path(__file__).parent


@dataclass
class Seen:
    """What came over the wire. `end`: how it ended (closed, reset, or silent: the client gave up waiting)."""

    wire: bytes
    end: str

    @cached_property
    def head(self) -> list[str]:
        return self.wire.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")

    @property
    def status(self) -> int:
        return int(self.head[0].split()[1])

    @cached_property
    def headers(self) -> dict[str, str]:
        return {name.lower(): value for name, value in (line.split(": ", 1) for line in self.head[1:])}

    @property
    def body(self) -> bytes:
        return self.wire.partition(b"\r\n\r\n")[2]

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def unzipped(self) -> bytes:
        return gzip.decompress(self.body)


@dataclass
class Faulty:
    """A site with faults. `site` is the same one without any."""

    port: int
    site: Site

    def get(self, path: str, method: str = "GET", patience: float = 10.0, **headers: str) -> Seen:
        """Ask once on a connection of its own; underscores in header names stand for hyphens."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        wire, end = b"", "closed"
        with socket.create_connection(("127.0.0.1", self.port), timeout=patience) as connection:
            connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            try:
                while data := connection.recv(65_536):
                    wire += data
            except ConnectionResetError:
                end = "reset"
            except TimeoutError:
                end = "silent"
        return Seen(wire, end)

    @property
    def details(self) -> list[str]:
        return [self.site.path(index) for index in self.site.state.listed]

    @property
    def detail(self) -> str:
        return self.details[0]

    def listing(self, page: int = 1) -> str:
        return self.site.variant.list_path(page)

    def is_well(self, path: str) -> bool:
        """Whether an address answers as a site without faults does."""
        seen = self.get(path)
        return seen.status == 200 and seen.text == self.site.respond(path).html


@pytest.fixture(scope="session")
def switchboard() -> Iterator[subprocess.Popen]:
    with subprocess.Popen(
        [sys.executable, HERE / "switchboard.py"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=HERE.parents[3],
        env={"PYTHONPATH": str(HERE.parents[3])},
    ) as child:
        yield child
        child.stdin.close()


@pytest.fixture
def faulty(switchboard) -> Callable[..., Faulty]:
    """Start a site: `faulty("drop:times=2", "captcha:share=0.5", reports=30)`."""

    def start(*specs: str, reports: int = 30, **options) -> Faulty:
        options["reports"] = reports
        switchboard.stdin.write(json.dumps({"faults": specs, **options}) + "\n")
        switchboard.stdin.flush()
        return Faulty(int(switchboard.stdout.readline()), Site(**options))

    return start
