"""What one run does: go on with an unfinished crawl of the same site first, then the crawl that was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from archive.errors import UsageError
from archive.profile import Profile
from archive.session import Begin, Mode, Unfinished, abandon, find_unfinished
from archive.store import Store


@dataclass(frozen=True, slots=True)
class Job:
    """One crawl to run, and how to say so."""

    start: Begin | Unfinished
    words: str


def plan(store: Store, profile: Profile, mode: str, max_pages: int | None, *, look_only: bool = False) -> list[Job]:
    """Return the crawls of this run in order.

    A stopped crawl of the same kind is the one that was asked for; anything else unfinished comes before it. One that
    was made at another address cannot be gone on with and is closed, unless `look_only`.
    """
    if mode not in ("new", "full"):
        raise UsageError(f"mode {mode!r} is not known; use new or full.")
    wanted: Mode = "full" if mode == "full" else "new"
    asked = Job(Begin(profile, wanted, max_pages), f"new crawl, mode {mode}")
    left = find_unfinished(store.conn, profile.site.name)
    if left is None:
        return [asked]
    if left.base_url != profile.site.base_url:
        if left.running and not look_only:
            abandon(store, left)
        return [asked]
    if left.running:
        going_on = Job(left, f"going on with crawl {left.id}, mode {left.mode}")
        same = left.mode == wanted and left.max_pages == max_pages
        return [going_on] if same else [going_on, asked]
    return [Job(left, f"trying the failures of crawl {left.id} again"), asked]
