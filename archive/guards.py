"""Whether a crawl can be believed: its figures against the profile's bands and against the last good crawl.

Reads rows, judges, raises nothing and writes nothing: what it finds becomes alarms when the crawl is closed. A single
page is judged where it is fetched; its reason stands in its row.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from archive.profile import Profile
from archive.walk import Walk

GUARD_REASONS = ("too_few_entries", "blocked", "login_redirect", "no_text", "short_text", "same_body")
"""Reasons of a page that came, and is not what it should be; a network that fails is no reason for suspicion."""

FEW = 10
"""A band needs so many rows before a share of them says anything: changes, entries that are missing."""
FEW_PAGES = 2
SHOWN = 20
"""So many ids stand in an alarm's evidence."""

Alarm = dict[str, str]
"""kind, severity, message (one sentence), evidence (JSON: ids and figures, no page content)."""


def alarms(conn: sqlite3.Connection, crawl_id: int, walk: Walk, profile: Profile, same: list[str]) -> list[Alarm]:
    """Return why a crawl is suspect, in a fixed order; empty when it is not. `same`: what `same_body` returned."""
    return [
        *of_listing(conn, crawl_id, walk, profile),
        *_bad_details(conn, crawl_id, profile, same),
        *_many_changes(conn, crawl_id, profile),
    ]


def of_listing(conn: sqlite3.Connection, crawl_id: int, walk: Walk, profile: Profile) -> list[Alarm]:
    """Return what the listing pages alone give: pages that tripped a guard, and less listed than before."""
    return [*_bad_pages(conn, crawl_id, walk, profile), *_falls(conn, crawl_id, walk, profile)]


def same_body(conn: sqlite3.Connection, crawl_id: int, profile: Profile) -> list[str]:
    """Return the addresses of new or changed details that show one text with more others than the profile allows."""
    rows = conn.execute(
        """
        SELECT url, count(*) OVER (PARTITION BY text_sha256) AS alike FROM ledger
        JOIN readings ON capture_id = detail_capture_id
        WHERE crawl_id = ? AND state = 'captured' ORDER BY ledger.id
        """,
        (crawl_id,),
    )
    return [row["url"] for row in rows if row["alike"] > profile.guard.max_same_body]


def _alarm(kind: str, message: str, **evidence: Any) -> Alarm:  # noqa: ANN401 - figures of many kinds
    return {"kind": kind, "severity": "suspect", "message": message, "evidence": json.dumps(evidence)}


def _bad_pages(conn: sqlite3.Connection, crawl_id: int, walk: Walk, profile: Profile) -> Iterator[Alarm]:
    rows = conn.execute(
        "SELECT page, reason FROM listing_pages WHERE crawl_id = ? AND state = 'failed' ORDER BY page", (crawl_id,)
    ).fetchall()
    tripped = {row["page"]: row["reason"] for row in rows if row["reason"] in GUARD_REASONS}
    tripped |= dict.fromkeys(walk.thin_pages(profile.guard.min_entries), "too_few_entries")
    if tripped:
        reasons = sorted(set(tripped.values()))
        yield _alarm(
            "listing_pages",
            f"{_count(len(tripped), 'listing page')} did not look as they should ({', '.join(reasons)}): "
            "look at them with `baogao probe`; the markup may have changed or the site may be blocking us.",
            pages=dict(sorted(tripped.items())[:SHOWN]),
            count=len(tripped),
            min_entries=profile.guard.min_entries,
        )


def _falls(conn: sqlite3.Connection, crawl_id: int, walk: Walk, profile: Profile) -> Iterator[Alarm]:
    limit = profile.guard.max_fall
    before = conn.execute(
        "SELECT id, pages_claimed FROM crawls WHERE site = ? AND id <> ? AND believed_at IS NOT NULL "
        "AND pages_claimed IS NOT NULL ORDER BY id DESC LIMIT 1",
        (profile.site.name, crawl_id),
    ).fetchone()
    claimed = walk.claimed()
    if before and claimed is not None and _fell(before["pages_claimed"], claimed, limit, FEW_PAGES):
        yield _alarm(
            "pages_fell",
            f"The site claims {claimed} listing pages where it claimed {before['pages_claimed']} in crawl "
            f"{before['id']}: more than {limit:.0%} less (max_fall).",
            claimed=claimed,
            before=before["pages_claimed"],
            crawl=before["id"],
            max_fall=limit,
        )
    full = conn.execute(
        "SELECT id, entries_seen FROM crawls WHERE site = ? AND id <> ? AND believed_at IS NOT NULL AND mode = 'full' "
        "AND outcome IN ('done', 'suspect') AND json_extract(config, '$.max_pages') IS NULL ORDER BY id DESC LIMIT 1",
        (profile.site.name, crawl_id),
    ).fetchone()
    listed = _listed(conn, crawl_id)
    if full and walk.complete and _fell(full["entries_seen"], listed, limit, FEW):
        yield _alarm(
            "entries_fell",
            f"{listed} entries are listed where {full['entries_seen']} were in crawl {full['id']}: more than "
            f"{limit:.0%} less (max_fall).",
            listed=listed,
            before=full["entries_seen"],
            crawl=full["id"],
            max_fall=limit,
        )


def _fell(before: int, now: int, limit: float, few: int) -> bool:
    return before - now >= few and before - now > limit * before


def _listed(conn: sqlite3.Connection, crawl_id: int) -> int:
    row = conn.execute("SELECT count(*) FROM ledger WHERE crawl_id = ? AND state <> 'gone'", (crawl_id,)).fetchone()
    return int(row[0])


def _bad_details(conn: sqlite3.Connection, crawl_id: int, profile: Profile, same: list[str]) -> Iterator[Alarm]:
    """One bad page is a bad page; a share of bad pages is a run that cannot be believed.

    A page read by generic extraction, where the profile has a selector, counts as bad while it is new or changed.
    """
    marks = ", ".join("?" * len(GUARD_REASONS))
    rows = conn.execute(
        "SELECT ledger.id, url, state, reason, extraction FROM ledger LEFT JOIN readings "  # noqa: S608 - question marks
        "ON capture_id = detail_capture_id WHERE crawl_id = ? AND attempts > 0 AND position > 0 AND "
        f"(state <> 'failed' OR reason IN ({marks}))",
        (crawl_id, *GUARD_REASONS),
    ).fetchall()
    repeated = set(same)
    reasons: dict[str, list[int]] = {}
    for row in rows:
        reason = row["reason"] if row["state"] == "failed" else None
        if row["state"] == "captured" and row["url"] in repeated:
            reason = "same_body"
        elif row["state"] == "captured" and row["extraction"] == "generic" and profile.detail.body:
            reason = "generic_extraction"
        if reason is not None:
            reasons.setdefault(reason, []).append(row["id"])
    bad, limit = sum(map(len, reasons.values())), profile.guard.max_bad_details
    if bad > 1 and bad > limit * len(rows):
        counted = {reason: len(ids) for reason, ids in sorted(reasons.items())}
        told = ", ".join(f"{count} × {reason}" for reason, count in counted.items())
        yield _alarm(
            "bad_details",
            f"{bad} of {len(rows)} detail pages did not look as they should ({told}): more than {limit:.0%} "
            "(max_bad_details). Look at one of them with `baogao probe`.",
            bad=bad,
            asked=len(rows),
            reasons=counted,
            max_bad_details=limit,
            ledger={reason: ids[:SHOWN] for reason, ids in sorted(reasons.items())},
        )


def _many_changes(conn: sqlite3.Connection, crawl_id: int, profile: Profile) -> Iterator[Alarm]:
    changed, known = conn.execute(
        "SELECT coalesce(sum(finding = 'changed' AND state = 'captured'), 0), coalesce(sum(finding <> 'new'), 0) "
        "FROM ledger WHERE crawl_id = ? AND state IN ('captured', 'unchanged')",
        (crawl_id,),
    ).fetchone()
    limit = profile.guard.max_changed
    if changed >= FEW and changed > limit * known:
        yield _alarm(
            "many_changes",
            f"{changed} of {known} known entries have changed: more than {limit:.0%} (max_changed). Compare one of "
            "them with what is published before you accept it.",
            changed=changed,
            known=known,
            max_changed=limit,
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
