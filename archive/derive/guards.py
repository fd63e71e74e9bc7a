"""Pages that came with status 200 and are not to be believed: log-ins, captchas, notices, lists without entries.

Owns the guards that look at one page. Pure: what was read and the bytes it was read from in, a reason in the ledger's
words out, None where nothing trips. What a crawl as a whole must look like is `archive.alarms`' business.
"""

from __future__ import annotations

from typing import Protocol

from archive.derive.encoding import decode
from archive.derive.markup import inner_text, parse, select
from archive.derive.pages import Listing, ReportPage

SHORT = 1000
"""Characters: a text shorter than this that has a block phrase in it is the notice itself, not a report about one."""

_PASSWORD = "//input[translate(@type, 'PASWORD', 'pasword') = 'password']"  # noqa: S105 - a selector


class GuardRules(Protocol):
    """The `[guard]` section of a site profile, as far as one page needs it."""

    @property
    def min_entries(self) -> int: ...  # noqa: D102 - named as in the profile
    @property
    def min_body_chars(self) -> int: ...  # noqa: D102
    @property
    def block_phrases(self) -> tuple[str, ...]: ...  # noqa: D102


def listing_trip(
    listing: Listing, body: bytes, content_type: str | None, guard: GuardRules, *, first: bool, redirected: bool
) -> str | None:
    """Return why a listing page is not one.

    A page without entries is beyond the end of the list where it still has the site's pager, and never page one.
    """
    if listing.entries or (listing.pages_claimed is not None and not first):
        return None
    if _has_phrase(_visible(body, content_type), guard):
        return "blocked"
    return "login_redirect" if redirected else "too_few_entries"


def is_thin(listing: Listing, place: int, guard: GuardRules) -> bool:
    """Whether a page has fewer entries than any but the last may have; `place` counts pages from 1.

    The last page is the one that the pager calls so, or, without a total, the one without a link to a next page.
    """
    claimed = listing.pages_claimed
    more = place < claimed if claimed is not None else listing.next_url is not None
    return more and 0 < len(listing.entries) < guard.min_entries


def detail_trip(
    page: ReportPage,
    body: bytes,
    content_type: str | None,
    guard: GuardRules,
    *,
    has_body_rules: bool,
    redirected: bool,
) -> str | None:
    """Return why a detail page is no report.

    A block phrase counts where the site's own rules find no text, or where it stands in a short text: the comment
    form of a good page may well ask for a 验证码. A redirect counts where it ends on a page that the rules cannot
    read, or on a short one with a password field. The first pages of a split article may be short.
    """
    characters = sum(map(len, page.paragraphs))
    by_rules = characters > 0 and (page.extraction == "selectors" or not has_body_rules)
    text = "\n".join(page.paragraphs) if by_rules else _visible(body, content_type)
    if (not by_rules or characters < SHORT) and _has_phrase(text, guard):
        return "blocked"
    if redirected and (not by_rules or (characters < SHORT and _asks_for_password(body, content_type))):
        return "login_redirect"
    if characters < guard.min_body_chars and not page.next_url:
        return "no_text" if characters == 0 else "short_text"
    return None


def _has_phrase(text: str, guard: GuardRules) -> bool:
    return any(phrase in text for phrase in guard.block_phrases)


def _visible(body: bytes, content_type: str | None) -> str:
    root = parse(decode(body, content_type).text)
    return "" if root is None else inner_text(root)


def _asks_for_password(body: bytes, content_type: str | None) -> bool:
    root = parse(decode(body, content_type).text)
    return root is not None and bool(select(root, _PASSWORD))
