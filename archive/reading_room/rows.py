"""What a column shows where its row knows more than its value: links, states in words. Escapes everything.

One function for each (table, column); every other cell is written by `cells.py` from its value alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from archive.reading_room import evidence
from archive.reading_room.cells import NONE
from archive.reading_room.holdings import Beside, Row, column_of

if TYPE_CHECKING:
    from archive.reading_room.room import Room

TAKEN_DOWN = Markup('<span class="mark">已隐去 <span lang="en">taken down</span></span>')


@dataclass(frozen=True)
class Place:
    """One value on a page: where it stands, and what is known beside its row."""

    room: Room
    row: Row
    value: Any
    beside: Beside

    def of_row(self, column: str) -> Any:  # noqa: ANN401 - a value of SQLite's
        """Return another value of the same row, None where the reader left the column out."""
        return column_of(self.row, column)


def ledger_count(room: Room, crawl: object, state: str, count: object) -> Markup | None:
    """Return a number of entries as a link to them; None where nothing is to be seen.

    `state` is one of the ledger's, or entries_seen for all that were listed.
    """
    if not isinstance(count, int) or not count:
        return None
    wanted = ("state__not", "gone") if state == "entries_seen" else ("state", state)
    return room.filtered("ledger", {"crawl_id": crawl, wanted[0]: wanted[1]}, f"{count:,}")


def alarm_state(row: Row) -> Markup:
    """Return what an operator has done about an alarm."""
    decision = column_of(row, "decision")
    if decision == "accepted":
        return Markup('采信 <span lang="en">accepted</span>')
    if decision == "rejected":
        return Markup('不采信 <span lang="en">rejected</span>')
    if column_of(row, "acknowledged_at") is not None:
        return Markup('已知悉，未决定 <span lang="en">acknowledged</span>')
    return Markup('<strong class="mark">待处理 <span lang="en">open</span></strong>')


def _alarm_state(place: Place) -> Markup:
    return alarm_state(place.row)


def _evidence(place: Place) -> Markup:
    return escape(evidence.brief(place.value, place.room.evidence_names)) or NONE


def _outcome(place: Place) -> Markup | None:
    """An outcome in words, and its alarms where there are any."""
    alarms = place.beside.alarms_of(place.row["id"])
    if not alarms:
        return None
    raised, waiting = alarms["raised"], alarms["open"]
    said = Markup('{} 条警报 <span lang="en">alarm{}</span>').format(raised, "" if raised == 1 else "s")
    link = place.room.filtered("alarms", {"crawl_id": place.row["id"]}, said)
    more = Markup('，<strong class="mark">{} 条待处理 <span lang="en">open</span></strong>').format(waiting)
    return Markup("{} · {}{}").format(place.room.cell("outcome", place.value), link, more if waiting else "")


def _believed(place: Place) -> Markup | None:
    """When a crawl was believed; of one that is not, whether that is decided."""
    if place.value is not None or place.of_row("outcome") == "running":
        return None
    if place.beside.alarms_of(place.row["id"]).get("rejected"):
        return Markup('<span class="mark">否，已否决 <span lang="en">no, rejected</span></span>')
    return Markup('<span class="mark">否，未决定 <span lang="en">no, undecided</span></span>')


def _takedown_report(place: Place) -> Markup | None:
    found = place.beside.reports.get(place.value)
    return found and Markup("{} <small>{}</small>").format(place.room.link("reports", *found), place.value)


def _version_title(place: Place) -> Markup:
    return place.room.version(place.row["report_id"], place.row["version"], place.value)


def _version_text(place: Place) -> Markup | None:
    if place.beside.hides(place.row["report_id"]):
        return TAKEN_DOWN
    if place.value is not None:
        return None
    current = Markup('现行正文 <span lang="en">current text</span>')
    return place.room.link("report_texts", place.row["report_id"], current)


def _ledger_title(place: Place) -> Markup | None:
    report = place.of_row("report_id")
    return None if report is None else place.room.link("reports", report, place.value)


def _method(place: Place) -> Markup | None:
    """How a copy was recognised, which leads to both texts side by side where the row says whose they are."""
    copy = place.of_row("report_id")
    return (
        None
        if copy is None
        else place.room.link("duplicates", f"{copy}#changes", place.room.value("method", place.value))
    )


def _counted(state: str) -> Callable[[Place], Markup | None]:
    return lambda place: ledger_count(place.room, place.row["id"], state, place.value)


def _unknown(place: Place) -> Markup | None:
    """Which columns are empty and why, each by its name."""
    try:
        reasons = json.loads(place.value or "{}")
    except ValueError:
        return None
    lines = [
        Markup("{}：{}").format(place.room.plain_label(column), place.room.value("unknown", reason))
        for column, reason in reasons.items()
    ]
    return Markup("<br>").join(lines) if lines else NONE


WRITTEN: dict[tuple[str, str], Callable[[Place], Markup | None]] = {
    ("alarms", "decision"): _alarm_state,
    ("alarms", "evidence"): _evidence,
    ("crawls", "outcome"): _outcome,
    ("crawls", "believed_at"): _believed,
    ("crawls", "entries_seen"): _counted("entries_seen"),
    ("crawls", "unchanged"): _counted("unchanged"),
    ("crawls", "failed"): _counted("failed"),
    ("crawls", "gone"): _counted("gone"),
    ("duplicates", "method"): _method,
    ("ledger", "title"): _ledger_title,
    ("reports", "unknown"): _unknown,
    ("takedowns", "report_key"): _takedown_report,
    ("versions", "text"): _version_text,
    ("versions", "title"): _version_title,
}
"""Each returns None where the value speaks for itself."""
