"""Disks that a test may fill and close: small tmpfs mounts, for which the tests must be root."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Mount = Callable[[Path, str], None]


def remount(folder: Path, options: str) -> None:
    """Change a mount: `size=50m`, `ro`, `rw`."""
    subprocess.run(["mount", "-o", f"remount,{options}", folder], check=True)


@pytest.fixture
def mount() -> Iterator[Mount]:
    """Return a function that makes a folder a disk of its own, of a size in bytes such as `200k`."""
    if os.geteuid() != 0:
        pytest.skip("needs root to mount a tmpfs")
    folders: list[Path] = []

    def mount_at(folder: Path, size: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
        folders.append(folder)

    yield mount_at
    for folder in reversed(folders):
        subprocess.run(["umount", folder], check=True)
