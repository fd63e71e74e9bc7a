"""A real browser before a real server, or one line that says what to install."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.published import OWN, ROOT, SAMPLE, build, free_port, sample_reports

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; it goes with its module, because while it is there no other test can run an event loop."""
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    fonts = shutil.which("fc-list") and subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout
    if not fonts:
        pytest.skip("needs Chinese fonts: apt-get install fonts-noto-cjk fontconfig")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `baogao serve` on the ten reports of the sample, where it is there, and our own few."""
    data = tmp_path_factory.mktemp("browser")
    (data / "published").mkdir()
    build(data / "published" / "archive.db", (*(sample_reports() if SAMPLE.is_dir() else ()), OWN[0], OWN[1], OWN[3]))
    with serving(data) as address:
        yield address


@pytest.fixture(scope="session")
def lived_site(lived: Path) -> Iterator[str]:
    """The address of `baogao serve` on the archive in which things have happened, `tests.lived`."""
    with serving(lived) as address:
        yield address


@contextmanager
def serving(data: Path) -> Iterator[str]:
    port = str(free_port())
    words = [sys.executable, "-m", "archive.cli", "serve", "--data", str(data), "--port", port]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        try:
            process.stdout.readline()
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGINT)


@pytest.fixture(scope="session")
def screens() -> Path:
    """The folder of screenshots, kept for people to look at."""
    folder = ROOT / "build" / "screens"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
