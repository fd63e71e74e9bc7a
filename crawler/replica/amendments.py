"""What may be changed about everything the site says, without changing the site: the seam for faults of content.

Owns the interface and the amendment that changes nothing. Truth is told by the site without any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.replica.site import Site


class Amendment:
    """Changes nothing; whoever changes something overrides the method for it. Must not remember anything."""

    def entries(self, shown: list[int]) -> list[int]:
        """Return the indices of the entries on a listing page."""
        return shown

    def title(self, site: Site, index: int, title: str) -> str:  # noqa: ARG002 - for whoever overrides it
        """Return an entry's title, not escaped."""
        return title

    def paragraphs(self, site: Site, index: int, paragraphs: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG002
        """Return an entry's paragraphs, for summary and body alike, not escaped."""
        return paragraphs

    def body(self, site: Site, index: int, body: str) -> str:  # noqa: ARG002 - for whoever overrides it
        """Return the HTML inside the body container of an entry's page."""
        return body
