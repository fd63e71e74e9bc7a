"""What the kill tests share: a small replica that stays up, the command against it, and its undisturbed outcome."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from crawler.replica.process import ReplicaProcess
from tests.health import health
from tests.kills.small import REPORTS, Small
from tests.line import baogao


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> Small:
    """A replica of a few listing pages, crawled once without a kill."""
    if shutil.which("strace") is None:
        pytest.skip("needs strace: apt-get install strace")
    folder: Path = tmp_path_factory.mktemp("small")
    with ReplicaProcess(reports=REPORTS) as replica:
        site = Small(replica.base_url, folder / "reference")
        baogao(*site.command(site.reference)[1:])
        assert health(site.reference) == []
        yield site
