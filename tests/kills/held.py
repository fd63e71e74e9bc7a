"""Kills a command at a system call, from outside: strace holds the call, and SIGKILL comes while it is held.

`trace` writes down the calls of an undisturbed run, so that the calls to kill at are found and not guessed; `kill_at`
runs a command until one of them. strace counts a call only where it touches the given path, in the thread that makes
it. Its own signal injection is not used: it needs every system call stopped, which makes a run four times as long.
"""

from __future__ import annotations

import itertools
import os
import re
import select
import signal
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

WRITES = ("write", "pwrite64", "sendfile", "copy_file_range")
CALLS = ("openat", *WRITES, "fsync", "fdatasync", "ftruncate", "rename", "link", "unlink")
"""What makes, changes and names files. SQLite writes with pwrite64, Python with write."""

HELD_SECONDS = 100
STRACE = ("strace", "-f", "--seccomp-bpf", "-y", "-s", "0", "-qq")
_ENTERED = re.compile(r"^(\d+) +(\w+)\(")
_PATH = re.compile(r'[<"](/[^>"]*)[>"]')

Side = Literal["before", "after"]


@dataclass(frozen=True)
class Call:
    """One system call on a file below the data directory: `path` relative to it, the old one where it names two."""

    name: str
    path: str


@dataclass(frozen=True)
class Point:
    """The `number`-th call (from 1) of its kind on its path, held before it has done anything or after it is done."""

    call: Call
    number: int
    side: Side

    def __str__(self) -> str:
        return f"{self.side} {self.call.name} {self.number} on {self.call.path}"

    def held_first(self, number: int) -> bool:
        """Return whether the `number`-th call is the one that is held before it has done anything."""
        return self.side == "before" and number == self.number


def trace(command: Sequence[object], data: Path, log: Path) -> list[Call]:
    """Run a command to its end and return its calls on files below `data`, in order. It must exit 0."""
    strace = [*STRACE, "-o", str(log), "-e", f"trace={','.join(CALLS)}"]
    done = subprocess.run([*strace, *map(str, command)], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    calls = []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        entered = _ENTERED.match(line)
        below = [Path(path).relative_to(data) for path in _PATH.findall(line) if Path(path).is_relative_to(data)]
        if entered and below:
            calls.append(Call(entered[2], str(below[0])))
    return calls


def numbered(calls: list[Call]) -> list[tuple[Call, int]]:
    """Return calls with their number among those of their kind on their path."""
    seen: dict[Call, itertools.count[int]] = {}
    return [(call, next(seen.setdefault(call, itertools.count(1)))) for call in calls]


def warc_of(calls: list[Call]) -> str:
    """Return the path of the first WARC file that a run writes to."""
    return next(call.path for call in calls if call.path.startswith("warc/"))


def kill_at(point: Point, command: Sequence[object], data: Path, fifo: Path) -> bool:
    """Run a command and kill it with SIGKILL at a point; return False when it ended before it came there."""
    fifo.unlink(missing_ok=True)
    os.mkfifo(fifo)
    where = {"before": "delay_enter", "after": "delay_exit"}[point.side]
    hold = f"inject={point.call.name}:{where}={HELD_SECONDS}s:when={point.number}"
    strace = [*STRACE, "-o", str(fifo), "-P", str(data / point.call.path), "-e", f"trace={point.call.name}", "-e", hold]
    child = subprocess.Popen(
        [*strace, *map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        with fifo.open("rb", buffering=0) as log:
            held = _held(log.fileno(), point)
            if held is not None:
                _kill(held, child)
    finally:
        child.wait()
    assert held is not None or child.returncode == 0, f"{point}: exit {child.returncode} without a kill"
    return held is not None


def _held(log: int, point: Point) -> int | None:
    """Read strace's lines until the point; return the process that is held there, None when the run has ended.

    A call that is held before it is done shows as half a line, to which strace may have added `<unfinished ...>`;
    one that is held after it is done shows as DELAYED.
    """
    entered = re.compile(rf"^(\d+) +{point.call.name}\(".encode())
    delayed = re.compile(rb"^(\d+) .*\(DELAYED\)")
    seen: Counter[bytes] = Counter()
    rest = b""
    while piece := os.read(log, 1 << 16):
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            if match := delayed.match(line):
                return int(match[1])
            if match := entered.match(line):
                seen[match[1]] += 1
                if line.endswith(b"<unfinished ...>") and point.held_first(seen[match[1]]):
                    return int(match[1])
        if (match := entered.match(rest)) and point.held_first(seen[match[1]] + 1):
            return int(match[1])
    return None


def _kill(held: int, strace: subprocess.Popen[bytes]) -> None:
    """Kill the held process, then strace, which would keep the dying process until the hold is over."""
    process = os.pidfd_open(held)
    try:
        signal.pidfd_send_signal(process, signal.SIGKILL)
        strace.kill()
        ended, _, _ = select.select([process], [], [], HELD_SECONDS)
        assert ended, f"process {held} does not die"
    finally:
        os.close(process)
