"""A listing page becomes its row and the ledger rows of its entries: new, changed, unchanged, excluded.

Decides whether an entry's own page must be fetched. What was seen of an entry stands in its ledger row until the crawl
is believed (`archive.fold.belief`).
"""

from __future__ import annotations

from sqlite_utils import Database

from archive.fold.captures import body_of, insert, write_captures
from archive.fold.crawl import Crawl
from archive.keys import report_key
from archive.log import Event
from archive.walk import PageState, Walked


def listing(db: Database, crawl: Crawl, file: str, read: Event) -> Walked:
    """Write one listing page and its entries; return the settled page."""
    captures = write_captures(db, crawl.id, file, read["captures"])
    found = read["listing"]
    state: PageState
    if found is None:
        state, entries, fresh, body = ("missing" if read["missing"] else "failed"), 0, 0, None
    else:
        body = body_of(db, captures[-1])
        entries = len(found["entries"])
        fresh, repeated = _entries(db, crawl, read, body)
        state = "repeats" if entries and repeated == entries else "read"
    claimed, following = (found["pages_claimed"], found["next_url"]) if found else (None, None)
    insert(
        db,
        "listing_pages",
        crawl_id=crawl.id,
        page=read["page"],
        url=read["url"],
        state=state,
        capture_id=body,
        entries=entries,
        fresh=fresh,
        pages_claimed=claimed,
        next_url=following,
        reason=read["reason"],
        rule_version=found["rule_version"] if found else None,
    )
    return Walked(read["page"], state, entries, fresh, claimed, bool(following))


def _entries(db: Database, crawl: Crawl, read: Event, capture: int) -> tuple[int, int]:
    """Write the ledger rows of a listing page; return how many are new or changed, and how many are repeated."""
    fresh = repeated = 0
    now = read["captures"][-1]["fetched_at"]
    for entry in read["listing"]["entries"]:
        row: dict[str, object] = {
            "crawl_id": crawl.id,
            "page": read["page"],
            "position": entry["position"],
            "url": entry["url"],
            "title": entry["title"] or None,
            "listed_date": entry["listed_date"],
            "listing_capture_id": capture,
            "listing_sha256": entry["sha256"],
            "seen_at": now,
        }
        if reason := entry["excluded"] or _repeated(db, crawl, entry["url"]):
            row |= {"state": "excluded", "reason": reason}
            repeated += reason == "repeated"
        else:
            row |= _finding(db, crawl, entry, now)
            fresh += row["finding"] != "unchanged"
        insert(db, "ledger", **row)
    return fresh, repeated


def _repeated(db: Database, crawl: Crawl, url: str) -> str | None:
    seen = db.execute(
        "SELECT 1 FROM entries JOIN ledger ON entry_id = entries.id WHERE site = ? AND entries.url = ? "
        "AND crawl_id = ? AND position > 0",
        (crawl.site, url, crawl.id),
    ).fetchone()
    return "repeated" if seen else None


def _finding(db: Database, crawl: Crawl, entry: Event, now: str) -> dict[str, object]:
    """Compare an entry with what is believed of it; return finding, state, reason and entry_id of its ledger row."""
    site, url = crawl.site, entry["url"]
    old = db.execute("SELECT * FROM entries WHERE site = ? AND url = ?", (site, url)).fetchone()
    new = {"site": site, "url": url, "report_key": report_key(site, url)}
    entry_id = insert(db, "entries", **new) if old is None else old["id"]
    if old is None or old["listing_sha256"] is None:
        finding = "new"
    elif old["listing_sha256"] != entry["sha256"] or old["gone_since"] is not None:
        finding = "changed"
    else:
        finding = "unchanged"
    held = old is not None and old["detail_capture_id"] is not None
    state, reason = _first_state(crawl, finding, entry["text"], held=held)
    return {
        "finding": finding,
        "state": state,
        "reason": reason,
        "entry_id": entry_id,
        "checked_at": None if state == "pending" else now,
    }


def _first_state(crawl: Crawl, finding: str, text: str, *, held: bool) -> tuple[str, str | None]:
    """Return state and reason of a listed entry: does its own page have to be fetched?

    `text` says what the listing shows of the report: `whole`, `cut` or `none`.
    """
    if crawl.fetch == "always" or (crawl.fetch == "when_needed" and text != "whole"):
        if crawl.mode == "full" or finding != "unchanged" or not held:
            return "pending", None
        return "unchanged", None
    if text == "none":
        return "failed", "no_summary"
    return ("unchanged" if finding == "unchanged" else "captured"), None
