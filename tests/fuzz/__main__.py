"""Runs the fuzz targets for a while, one after the other, and keeps what they find.

Owns the time and the folders; each target runs in a child process, which ends at its first finding and is started
again. Run: `python -m tests.fuzz --minutes N [--target NAME]`, in an environment with atheris (see README.md here).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

from tests.fuzz.targets import TARGETS

REPOSITORY = Path(__file__).parents[2]
OPTIONS = ("-timeout=300", "-report_slow_units=300", "-rss_limit_mb=2048", "-max_len=4096")
"""Of libFuzzer. Its clock runs on while others use the machine: what is too slow is decided by the targets."""


def main() -> int:
    """Fuzz, and return 1 if anything was found."""
    words = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    words.add_argument("--minutes", type=float, default=10, help="for each target")
    words.add_argument("--target", choices=sorted(TARGETS), action="append", help="default: all")
    words.add_argument("--out", type=Path, default=REPOSITORY / "build" / "fuzz", help="corpora and findings")
    words.add_argument("--max-findings", type=int, default=20, help="after so many, a target is given up")
    given = words.parse_args()
    found = [finding for name in given.target or TARGETS for finding in fuzz(name, given)]
    for finding in found:
        print(f"finding: {finding}")
    return int(bool(found))


def fuzz(name: str, given: argparse.Namespace) -> list[Path]:
    """Run one target until its time is over; return its findings."""
    corpus, findings = given.out / name, given.out / f"{name}-findings"
    for folder in (corpus, findings):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(TARGETS[name].seeds()):
        (corpus / f"seed-{number:03}").write_bytes(seed)
    ends = time.monotonic() + 60 * given.minutes
    old = set(findings.iterdir())
    while (left := int(ends - time.monotonic())) > 0 and len(set(findings.iterdir()) - old) < given.max_findings:
        options = [f"-max_total_time={left}", f"-artifact_prefix={findings}/", *OPTIONS]
        command = [sys.executable, "-m", "tests.fuzz.targets", name, *options, corpus]
        before = set(findings.iterdir())
        ended = subprocess.run(command, cwd=REPOSITORY, check=False).returncode
        if ended and set(findings.iterdir()) == before:
            raise SystemExit(f"target {name} ended with {ended} and left no input")
    return sorted(set(findings.iterdir()) - old)


if __name__ == "__main__":
    sys.exit(main())
