"""The outside tools: an environment of their own, made once from `requirements.lock`, and how a tool is run.

The environment lies in `build/outside/` under the hash of its lock, so a changed lock makes a new one. It shares no
package with baogao.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LOCK = Path(__file__).with_name("requirements.lock")
ENVIRONMENTS = Path(__file__).parents[2] / "build" / "outside"
MISSING = re.compile(r"No matching distribution found for (\S+)")


def outside_tools() -> Path:
    """Return the folder of the outside commands, installed first where they are not there, by one process at a time."""
    ENVIRONMENTS.parent.mkdir(exist_ok=True)
    with ENVIRONMENTS.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _installed()


def _installed() -> Path:
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    home = ENVIRONMENTS / f"{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]}-{python}"
    if not (home / "ready").exists():
        shutil.rmtree(ENVIRONMENTS, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        install(home, LOCK.read_text("utf-8"))
        (home / "ready").touch()
    return home / "bin"


def install(home: Path, lock: str) -> None:
    """Install a lock: setuptools first, since surt comes as source and must not fetch a build tool of its own."""
    builder = re.search(r"^setuptools==[^\n]*\n(?:[ \t]+--hash[^\n]*\n)+", lock, re.MULTILINE)
    assert builder, "the lock names no setuptools"
    for number, part in enumerate((builder[0], lock)):
        wanted = home / f"part-{number}.txt"
        wanted.write_text(part, encoding="utf-8")
        done = run(
            *(home / "bin" / "python", "-m", "pip", "install", "--disable-pip-version-check"),
            *("--no-deps", "--no-build-isolation", "--require-hashes", "-r", wanted),
        )
        if missing := MISSING.search(done.stderr):
            pytest.skip(f"needs a Python package registry with {missing[1]}, to install pywb, warcio and fastwarc")
        assert done.returncode == 0, f"the outside tools could not be installed:\n{done.stderr}"


def run(*words: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run an outside command to its end; the caller looks at the exit code."""
    return subprocess.run([*map(str, words)], capture_output=True, text=True, check=False, cwd=cwd, env=variables())


def variables() -> dict[str, str]:
    """Our environment variables, with no proxy between pywb and itself."""
    return {**os.environ, "NO_PROXY": "127.0.0.1,localhost", "no_proxy": "127.0.0.1,localhost"}
