"""`baogao probe`: show what the rules of a profile find on a page, since markup is only known by looking.

Answers: which rule matched what? is this read as a listing or a detail page? how would a profile begin for this page?
"""

from __future__ import annotations

import gzip
import json
import urllib.error
import urllib.request
import zlib
from dataclasses import asdict
from pathlib import Path

import click

from archive.commands.options import json_option
from archive.derive.probe import draft as propose
from archive.derive.probe import probe as look
from archive.derive.probe import words
from archive.errors import StorageError, UsageError
from archive.search import printable
from crawler.politeness import user_agent
from crawler.sites import find_profile

SECONDS = 30
LARGEST = 20_000_000


@click.command()
@click.argument("url_or_file")
@click.option("--site", default="cyyqw", show_default=True, help="Name of a site profile, or the path of a TOML file.")
@click.option("--draft", is_flag=True, help="Propose a site profile for unknown markup instead.")
@json_option
def probe(url_or_file: str, site: str, draft: bool, as_json: bool) -> None:
    """Show what would be extracted from a page, and which rule matched.

    Give the address of a listing or detail page, or a file saved from it. Nothing is stored.
    """
    profile = find_profile(site)
    if url_or_file.startswith(("http://", "https://")):
        url, content_type, body = _fetch(url_or_file, user_agent(profile))
    else:
        url, content_type, body = "https://example.org/", None, _read(Path(url_or_file))
    if draft:
        click.echo(propose(body, content_type, url))
        return
    found = look(body, content_type, url, profile.listing, profile.detail)
    click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2) if as_json else readable(words(found)))


def readable(lines: str) -> str:
    """Return lines without the control characters of a page, which could steer a terminal."""
    return "\n".join(printable(line) for line in lines.split("\n"))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"Cannot read {path}: {error.strerror}; give a file, or an address with http:// or https://."
        ) from error


def _fetch(url: str, agent: str) -> tuple[str, str | None, bytes]:
    """Fetch one page without following the site's robots rules: a person asked for this one page."""
    request = urllib.request.Request(url, headers={"User-Agent": agent, "Accept-Encoding": "gzip"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - http(s) only, checked by the caller
            body = answer.read(LARGEST)
            if answer.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            return answer.url, answer.headers.get("Content-Type"), body
    except (urllib.error.URLError, OSError, ValueError, EOFError, zlib.error) as error:
        raise StorageError(f"Cannot fetch {url}: {getattr(error, 'reason', error)}.") from error
