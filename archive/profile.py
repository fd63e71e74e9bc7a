"""The validated model of a site profile: how one site's pages are found, read and treated politely.

Owns the TOML form of the contract (section 2) and its error messages. Reads profile files; fetches nothing.
"""

from __future__ import annotations

import ipaddress
import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import lxml.etree
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)

from archive.derive.markup import select
from archive.errors import PageError, ProfileError
from archive.plain import printable

_EMPTY = lxml.etree.Element("html")
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


def _is_private(host: str) -> bool:
    """Return whether a host is named by a loopback, private, link-local or otherwise not public address."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host in LOOPBACK_HOSTS


def _as_tuple(value: object) -> object:
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(value) if isinstance(value, list) else value


def _check_selectors(selectors: tuple[str, ...]) -> tuple[str, ...]:
    for selector in selectors:
        try:
            select(_EMPTY, selector)
        except PageError as error:
            raise ValueError(str(error).removesuffix(".")) from error
    return selectors


def _check_given(selectors: tuple[str, ...]) -> tuple[str, ...]:
    if not selectors:
        raise ValueError("at least one selector is needed")
    return selectors


def _check_page(url: str) -> str:
    if "{page}" not in url:
        raise ValueError("must contain {page}, the place of the page number")
    return url


def _check_regex(pattern: str) -> str:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"{pattern!r} is not a regular expression ({error})") from error
    return pattern


def _check_cron(expression: str) -> str:
    if expression and not re.fullmatch(r"\s*[\d*,/-]+(\s+[\w*,/-]+){4}\s*", expression):
        raise ValueError(f"{expression!r} is not a cron expression of five fields")
    return expression


Selectors = Annotated[tuple[str, ...], BeforeValidator(_as_tuple), AfterValidator(_check_selectors)]
"""CSS, or XPath where it begins with `/` or `./`; several = the first that matches."""
Needed = Annotated[Selectors, AfterValidator(_check_given)]
Regex = Annotated[str, AfterValidator(_check_regex)]
Cron = Annotated[str, AfterValidator(_check_cron)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Site(_Section):
    """Who the site is and who we say we are."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")
    title: str = ""
    base_url: str = ""
    user_agent_contact: str = ""


class ListingRules(_Section):
    """How listing pages are addressed and read."""

    url: Annotated[str, AfterValidator(_check_page)]
    first_page: int = Field(default=1, ge=0)
    first_url: str = ""
    entry: Needed
    link: Needed
    title: Needed
    summary: Selectors = ()
    date: Selectors = ()
    page_count: Regex = ""
    next: Selectors = ()


class DetailRules(_Section):
    """When detail pages are fetched and how they are read."""

    fetch: Literal["always", "when_needed", "never"] = "always"
    title: Selectors = ()
    date: Selectors = ()
    source: Selectors = ()
    body: Selectors = ()
    remove: Selectors = ()
    next_page: Selectors = ()


class Politeness(_Section):
    """Delay in seconds (a true minimum), concurrent requests, seconds for a whole answer, requests per UTC day."""

    delay: float = Field(default=1.0, ge=0, le=3600)
    concurrency: int = Field(default=2, ge=1, le=16)
    timeout: float = Field(default=60.0, gt=0, le=3600)
    daily_request_budget: int = Field(default=20000, ge=1)


class Guard(_Section):
    """What a believable page and a believable run look like; what trips a guard is recorded, never believed.

    `max_fall`: share by which claimed pages or listed entries may fall against the last good crawl. `max_changed`:
    share of the known entries looked at that may have changed. `max_same_body`: addresses that may show one text.
    """

    min_entries: int = Field(default=1, ge=0)
    max_bad_details: float = Field(default=0.2, ge=0, le=1)
    max_fall: float = Field(default=0.1, ge=0, le=1)
    max_changed: float = Field(default=0.5, ge=0, le=1)
    max_same_body: int = Field(default=5, ge=1)
    min_body_chars: int = Field(default=200, ge=0)
    max_body_bytes: int = Field(default=8_000_000, ge=1000)
    block_phrases: tuple[str, ...] = ()
    allow_private_hosts: bool = False


class Schedule(_Section):
    """Cron lines in Asia/Shanghai; empty = never."""

    new: Cron = ""
    full: Cron = ""


class Profile(_Section):
    """One site. Stored as JSON with every crawl made with it (`crawls.config`)."""

    site: Site
    listing: ListingRules
    detail: DetailRules = DetailRules()
    politeness: Politeness = Politeness()
    guard: Guard = Guard()
    schedule: Schedule = Schedule()

    @property
    def on_loopback(self) -> bool:
        """Whether the site is served by this very machine."""
        return urlsplit(self.site.base_url).hostname in LOOPBACK_HOSTS

    def with_base_url(self, base_url: str) -> Profile:
        """Return the profile for another address of the same site, without a trailing slash."""
        return self.model_copy(update={"site": self.site.model_copy(update={"base_url": base_url.rstrip("/")})})

    def check_ready(self) -> None:
        """Raise ProfileError unless the profile can be crawled with: an address, a contact, a delay."""
        base = urlsplit(self.site.base_url)
        name = self.site.name
        if not self.site.base_url:
            raise ProfileError(
                f"Site {name} has no base_url: give it in the profile, with --base-url, or as BAOGAO_BASE_URL."
            )
        if base.scheme not in ("http", "https") or not base.hostname:
            raise ProfileError(
                f"base_url {self.site.base_url!r} is not an http(s) address like https://www.example.org."
            )
        if _is_private(base.hostname) and not self.guard.allow_private_hosts:
            raise ProfileError(
                f"Site {name}: {base.hostname} is an address of a private network; set [guard] "
                "allow_private_hosts = true in its profile if that is what you want."
            )
        if self.on_loopback:
            return
        if not self.site.user_agent_contact:
            raise ProfileError(
                f"Site {name} needs user_agent_contact under [site] in its profile: an e-mail address or a page "
                "where its owner can reach you."
            )
        if self.politeness.delay <= 0:
            raise ProfileError(
                f"Site {name}: a delay of 0 is for loopback only; set [politeness] delay to 1.0 or more."
            )


def load_profile(path: Path) -> Profile:
    """Read one profile file (TOML in UTF-8, with or without a byte order mark).

    Raises ProfileError, one sentence that names file, line and, where there is one, key.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ProfileError(f"Cannot read the site profile {path}: {error.strerror}.") from error
    try:
        source = content.decode("utf-8-sig").replace("\r\n", "\n")
        return Profile.model_validate(tomllib.loads(source))
    except UnicodeDecodeError as error:
        line, reason = content[: error.start].count(b"\n") + 1, "this is not UTF-8; save the file as UTF-8"
    except ValidationError as error:
        first = error.errors()[0]
        keys = [str(part) for part in first["loc"] if isinstance(part, str)]
        line, reason = _line_of(source, keys), _say(first["type"], first["msg"], keys)
    except (ValueError, RecursionError) as error:  # of tomllib, which also lets int() and the stack overflow
        place = re.search(r" \(at line (\d+), column \d+\)$", str(error))
        line = int(place[1]) if place else source.count("\n") + 1
        reason = f"not valid TOML: {str(error).removesuffix(place[0] if place else '')}"
    raise ProfileError(f"{path}, line {line}: {printable(reason).rstrip('.')}.")


def _say(kind: str, message: str, keys: list[str]) -> str:
    name = ".".join(keys) or "profile"
    if kind == "extra_forbidden":
        return f"unknown key {name}; remove it or correct its spelling"
    if kind == "missing":
        return f"{name} is missing; add it"
    return f"{name}: {message.removeprefix('Value error, ')}"


def _line_of(source: str, keys: list[str]) -> int:
    """Return the 1-based line of a key, of its section where the key is absent, or 1."""
    section: list[str] = []
    found = 1
    for number, line in enumerate(source.split("\n"), 1):
        if header := re.match(r"\s*\[+([^\]]+)\]", line):
            section = _parts(header[1])
            if section == keys:
                return number
            if section == keys[:1]:
                found = number
        elif key := re.match(r"""\s*((?:"[^"]*"|'[^']*'|[^="'])+?)\s*=""", line):
            path = [*section, *_parts(key[1])]
            if all(one == other for one, other in zip(path, keys, strict=False)):
                return number
    return found


def _parts(dotted: str) -> list[str]:
    """Return the parts of a TOML key: `a."b.c"` is a and b.c."""
    return [part.strip("\"'") for part in re.findall(r"""[^\s."']+|"[^"]*"|'[^']*'""", dotted)]
