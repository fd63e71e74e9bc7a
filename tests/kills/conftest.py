"""The kill matrix needs strace; the project's own set-up installs it."""

from __future__ import annotations

import shutil

import pytest


@pytest.fixture(scope="session")
def strace() -> None:
    if shutil.which("strace") is None:
        pytest.skip("needs strace: apt-get install strace")
