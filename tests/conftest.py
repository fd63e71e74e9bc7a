"""What all tests share: the sample folder beside the repository, and the rule that CI skips nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.lived import lived  # noqa: F401 - a fixture of several rooms

REPOSITORY = Path(__file__).parent.parent
SAMPLE = REPOSITORY.parent / "shared" / "sample"


@pytest.fixture(scope="session")
def sample() -> Path:
    """The folder of real pages and gold values; it is not part of the repository."""
    if not SAMPLE.is_dir():
        pytest.skip(f"needs the sample folder at {SAMPLE.name} beside the repository")
    return SAMPLE


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a run in CI that skipped anything."""
    if os.environ.get("BAOGAO_NO_SKIPS") and exitstatus == 0:
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        if reporter and reporter.stats.get("skipped"):
            reporter.write_line("skipped tests are not allowed here", red=True)
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
