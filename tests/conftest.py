"""What all tests share: the sample folder beside the repository, a small site, and the rule that CI skips nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.lived import lived  # noqa: F401 - a fixture of several rooms
from tests.small import Small, small_site

REPOSITORY = Path(__file__).parent.parent
SAMPLE = REPOSITORY.parent / "shared" / "sample"


# Generated inputs: no time limit on a machine that others use too, and in CI the same inputs every time.
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("BAOGAO_NO_SKIPS") else "here")


@pytest.fixture(scope="session")
def sample() -> Path:
    """The folder of real pages and gold values; it is not part of the repository."""
    if not SAMPLE.is_dir():
        pytest.skip(f"needs the sample folder at {SAMPLE.name} beside the repository")
    return SAMPLE


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """A replica of a few listing pages, crawled once without a disturbance."""
    with small_site(tmp_path_factory.mktemp("small")) as site:
        yield site


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the test of the figures come last: it compares what all others leave."""
    items.sort(key=lambda item: item.path.name == "test_guarantees.py")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a run in CI that skipped anything."""
    if os.environ.get("BAOGAO_NO_SKIPS") and exitstatus == 0:
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        if reporter and reporter.stats.get("skipped"):
            reporter.write_line("skipped tests are not allowed here", red=True)
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
