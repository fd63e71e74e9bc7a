"""What passes between the crawler and the archive: work to do, and what came of it. Values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from archive.derive.pages import Listing, ReportPage
from archive.walk import Body
from archive.warc import Exchange, Headers


@dataclass(frozen=True, slots=True)
class Pending:
    """A detail page to fetch; `known` is the stored body to ask about, None to fetch it whole."""

    ledger_id: int
    url: str
    known: Body | None
    attempts: int


@dataclass(frozen=True, slots=True)
class Unlisted:
    """An entry that is no longer listed and whose own address is to be asked."""

    entry_id: int
    url: str
    known: Body | None


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer that the archive holds: the body as received, with its Content-Encoding."""

    fetched_at: str
    status: int
    headers: Headers
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ListingRead:
    """A listing page: read (`listing`), missing (404, 410), or failed with a reason.

    `exchanges` holds every response on the way, retries and redirects included; the last one is the answer.
    """

    page: int
    url: str
    exchanges: tuple[Exchange, ...]
    listing: Listing | None = None
    known: Body | None = None
    """Set when the site answered 304: the stored body that `listing` was read from."""
    missing: bool = False
    reason: str | None = None
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class DetailRead:
    """A detail page: read (`page`), unchanged (`not_modified`), or failed with a reason.

    `main` and `parts` are indices into `exchanges`: the page itself, and the further pages of a split article.
    """

    url: str
    exchanges: tuple[Exchange, ...]
    page: ReportPage | None = None
    main: int | None = None
    parts: tuple[int, ...] = ()
    not_modified: bool = False
    reason: str | None = None
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class UnlistedRead:
    """What an entry's own address said after the listing had dropped it."""

    url: str
    exchanges: tuple[Exchange, ...]
    verdict: Literal["gone", "alive", "unknown"]


@dataclass(frozen=True, slots=True)
class OtherRead:
    """Responses that are kept but hold no report: robots.txt."""

    exchanges: tuple[Exchange, ...]


Read = ListingRead | DetailRead | UnlistedRead | OtherRead
