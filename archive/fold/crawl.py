"""What the fold needs to know of the crawl an event belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Crawl:
    """A crawl: its id, its mode (new or full), and `crawls.config` as it was stored when it began."""

    id: int
    mode: str
    config: dict[str, Any]

    @property
    def site(self) -> str:
        """The site's name."""
        return str(self.config["profile"]["site"]["name"])

    @property
    def fetch(self) -> str:
        """When detail pages are fetched: always, when_needed or never."""
        return str(self.config["profile"]["detail"]["fetch"])
