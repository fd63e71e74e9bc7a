"""What an operator decided: about an alarm, and that a report's text is taken down or shown again."""

from __future__ import annotations

from sqlite_utils import Database

from archive.fold import belief
from archive.fold.captures import insert
from archive.log import Event


def decide(db: Database, _file: str, event: Event) -> bool:
    """Write a decision about one alarm; return whether its crawl is believed from now on.

    A crawl is believed when every alarm that holds it back is accepted.
    """
    accepted = {"accept": "accepted", "reject": "rejected", "ack": None}[event["decision"]]
    db.execute(
        "UPDATE alarms SET acknowledged_at = coalesce(acknowledged_at, :at), decision = coalesce(:decision, decision) "
        "WHERE crawl_id = :crawl AND kind = :kind",
        {"at": event["at"], "decision": accepted, "crawl": event["crawl"], "kind": event["kind"]},
    )
    held_back = db.execute(
        "SELECT 1 FROM alarms WHERE crawl_id = ? AND decision IS NOT 'accepted'", (event["crawl"],)
    ).fetchone()
    if held_back:
        return False
    belief.believe(db, event["crawl"], event["at"])
    db.execute(
        "UPDATE crawls SET gone = (SELECT count(*) FROM ledger WHERE crawl_id = :id AND state = 'gone') WHERE id = :id",
        {"id": event["crawl"]},
    )
    return True


def take_down(db: Database, _file: str, event: Event) -> None:
    """Write that a report's text is hidden from readers from now on."""
    _write(db, event, "taken_down")


def restore(db: Database, _file: str, event: Event) -> None:
    """Write that a report's text is shown to readers again."""
    _write(db, event, "restored")


def _write(db: Database, event: Event, action: str) -> None:
    insert(
        db,
        "takedowns",
        report_key=event["report_key"],
        action=action,
        reason=event["reason"],
        decided_at=event["at"],
    )
