"""The outside tools come from a lock with hashes, in an environment that baogao is no part of."""

from __future__ import annotations

import re
import subprocess

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.outside.environment import LOCK


def test_the_lock_pins_and_hashes_what_is_asked_for():
    lock = LOCK.read_text(encoding="utf-8")
    blocks = re.findall(r"^([A-Za-z0-9_.-]+)==([^ \\;]+)[^\n]*\n((?:[ \t]+[^\n]*\n)*)", lock, re.MULTILINE)
    assert all("--hash=sha256:" in rest for _name, _version, rest in blocks)
    assert "://" not in lock
    versions = {canonicalize_name(name): version for name, version, _rest in blocks}
    lines = LOCK.with_suffix(".in").read_text(encoding="utf-8").splitlines()
    wanted = [Requirement(line.partition("#")[0]) for line in lines if line.partition("#")[0].strip()]
    for requirement in wanted:
        assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)]), requirement


def test_the_environment_is_sound_and_holds_nothing_of_ours(tools):
    python = tools / "python"
    assert subprocess.run([python, "-m", "pip", "check"], capture_output=True, check=False).returncode == 0
    done = subprocess.run([python, "-I", "-c", "import archive"], capture_output=True, check=False)
    assert b"No module named 'archive'" in done.stderr
