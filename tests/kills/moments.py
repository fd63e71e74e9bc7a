"""Kills a command at a moment of its work, from outside: SIGKILL once its processes have written so many bytes.

Bytes written are the measure because they are the same on a fast and on a slow machine. The count is the kernel's, in
/proc; nothing is slowed down or traced.
"""

from __future__ import annotations

import os
import re
import select
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

LOOK_SECONDS = 0.002
ORPHAN_SECONDS = 30


def kill_after(written: int, command: Sequence[object]) -> bool:
    """Run a command and kill it with SIGKILL when it has written more than so many bytes.

    Returns False when it ended before. Fails when a process that it had started outlives it.
    """
    child = subprocess.Popen(
        [*map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert child.stderr is not None
    try:
        while _written(child.pid) <= written:
            with suppress(subprocess.TimeoutExpired):
                child.wait(LOOK_SECONDS)
                assert child.returncode == 0, f"exit {child.returncode} without a kill: {child.stderr.read()}"
                return False
        descendants = _children(child.pid)
        child.kill()
        child.wait()
        _await_ends(descendants)
        return True
    finally:
        child.stderr.close()


def _written(pid: int) -> int:
    """Return how many bytes a process has written; an ended one that nobody has waited for yet says 0."""
    with suppress(OSError):
        found = re.search(r"^wchar: (\d+)$", Path(f"/proc/{pid}/io").read_text(encoding="ascii"), re.MULTILINE)
        return int(found[1]) if found else 0
    return 0


def _children(pid: int) -> list[int]:
    """Return handles of the processes that a process has started."""
    handles = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text(encoding="ascii").split():
            with suppress(ProcessLookupError):
                handles.append(os.pidfd_open(int(child)))
    return handles


def _await_ends(handles: list[int]) -> None:
    try:
        for handle in handles:
            assert select.select([handle], [], [], ORPHAN_SECONDS)[0], "a process outlives the command that started it"
    finally:
        for handle in handles:
            os.close(handle)
