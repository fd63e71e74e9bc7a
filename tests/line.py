"""Runs the product as its users do, for tests: the command line in a process of its own, and a look at what it made."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

BAOGAO = Path(sys.executable).with_name("baogao")


def baogao(*words: object, code: int | None = 0) -> subprocess.CompletedProcess[str]:
    """Run one command; `code` is the exit code it must end with, None for any."""
    done = subprocess.run([BAOGAO, *map(str, words)], capture_output=True, text=True, check=False, timeout=1800)
    assert code is None or done.returncode == code, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


def crawl(data: Path, site: str, base_url: str, *words: object, code: int | None = 0) -> dict:
    """Crawl and return the last crawl's row as the command prints it."""
    done = baogao("crawl", "--site", site, "--base-url", base_url, "--data", data, "--json", *words, code=code)
    return json.loads(done.stdout.splitlines()[-1])


def published(data: Path) -> sqlite3.Connection:
    """Open the published database."""
    conn = sqlite3.connect(f"file:{data}/published/archive.db?mode=ro", uri=True)
    conn.row_factory = sqlite3.Row
    return conn


def reports(data: Path) -> dict[str, sqlite3.Row]:
    """Return the published reports with their texts, by path on the site."""
    rows = published(data).execute("SELECT * FROM reports JOIN report_texts ON report_id = id")
    return {path_of(row["url"]): row for row in rows}


def path_of(url: str) -> str:
    """Return path and query of an address."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def truth(path: Path) -> dict[str, dict]:
    """Return the planted reports, by path on the site."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {line["url"]: line for line in lines if line["record"] == "report"}


def content(data: Path) -> dict[str, tuple]:
    """Return what must be equal after any way to the same state: by report_key, without our own clock and ids."""
    conn = published(data)
    rows = conn.execute(
        "SELECT r.report_key, r.title, r.listed_date, r.report_date, r.text_sha256, r.version_count, r.quality_flags, "
        "c.report_key AS canonical, r.gone_since IS NOT NULL AS gone FROM reports AS r "
        "LEFT JOIN reports AS c ON c.id = r.duplicate_of"
    )
    return {row["report_key"]: tuple(row) for row in rows}
