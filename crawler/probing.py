"""`baogao probe`: show what the rules of a profile find on a page, since markup is only known by looking.

Answers: which rule matched what? is this read as a listing or a detail page? what does its text say?
how would a profile begin for this page?
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from w3lib.url import safe_url_string

from archive.commands.options import json_option
from archive.derive.probe import draft as propose
from archive.derive.probe import probe as look
from archive.derive.probe import words
from archive.errors import StorageError, UsageError
from archive.profile import Profile
from archive.search import printable
from archive.warc import decode_body
from crawler import settings as our_settings
from crawler.asking import Answer, Asker
from crawler.downloading import Network
from crawler.sites import find_profile


@click.command(short_help="Show what the rules of a site find on a page.")
@click.argument("url_or_file")
@click.option("--site", default="cyyqw", show_default=True, help="Name of a site profile, or the path of a TOML file.")
@click.option("--draft", is_flag=True, help="Propose a site profile for unknown markup instead.")
@json_option
def probe(url_or_file: str, site: str, draft: bool, as_json: bool) -> None:
    """Show what would be extracted from a page, and which rule matched.

    Give the address of a listing or detail page, or a file saved from it. Of a detail page it also shows what would be
    derived from the text: place, year, date, meeting, speaker, kind, flags, sections and the growth target with
    its words. Nothing is stored.
    """
    profile = find_profile(site)
    if url_or_file.startswith(("http://", "https://")):
        url, content_type, body = _fetch(url_or_file, profile)
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


def _fetch(url: str, profile: Profile) -> tuple[str, str | None, bytes]:
    """Fetch one page by the crawl's own rules of safety; robots.txt is not asked: a person wants this one page."""
    try:
        parts = urlsplit(safe_url_string(url))
    except ValueError as error:
        raise UsageError(f"{printable(url)} is no address: {error}.") from error
    profile = profile.with_base_url(f"{parts.scheme}://{parts.netloc}")
    found: list[Answer] = []
    settings = Settings()
    settings.setmodule(our_settings, priority="project")
    settings.setdict({"LOG_ENABLED": False, "STATS_DUMP": False}, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    process.crawl(_OnePage, url=url, profile=profile, found=found)
    process.start()
    if not found or found[0].reason:
        reason = found[0].reason if found else "the downloader did not start"
        raise StorageError(f"Cannot fetch {printable(url)}: {reason}; docs/operations.md says what that means.")
    last = found[0].last
    content_type = last.header("Content-Type")
    return last.url, content_type, decode_body(last.headers, last.body, profile.guard.max_body_bytes)


class _OnePage(Spider):
    """Asks for one page and keeps the answer."""

    name = "probe"

    def __init__(self, url: str, profile: Profile, found: list[Answer]) -> None:
        super().__init__()
        self._question = url, profile, found

    async def start(self) -> AsyncIterator[Any]:
        """Ask; yields nothing."""
        url, profile, found = self._question
        self.network = Network(self.crawler)
        answer, _body = await Asker(self.network, profile, None).ask("detail", url, lambda answer: answer.last.body)
        found.append(answer)
        return
        yield  # makes this an asynchronous generator, as Scrapy wants it
