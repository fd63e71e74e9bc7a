"""`baogao alarms`: what is suspect, and what the operator decides about it.

Answers: what is wrong, by which figures? what happens if I accept or reject? is anything still open?
"""

from __future__ import annotations

import json
from contextlib import closing
from typing import Any, get_args

import click

from archive.commands.options import data_option, json_option
from archive.decisions import Decision, decide, list_alarms
from archive.errors import UsageError
from archive.paths import DataDir
from archive.plain import printable
from archive.store import Store, connect

SAID = {"ack": "acknowledged", "accept": "accepted", "reject": "rejected"}


@click.command(short_help="List alarms about suspect crawls, and decide about them.")
@click.argument("decision", required=False, type=click.Choice(get_args(Decision)))
@click.argument("ids", nargs=-1, type=click.IntRange(min=1))
@data_option
@json_option
def alarms(data: DataDir, decision: Decision | None, ids: tuple[int, ...], as_json: bool) -> None:
    """List alarms; or decide about some: `baogao alarms accept 3`.

    accept: what the suspect crawl saw is believed, once all its alarms are accepted; `baogao derive` and `baogao
    publish` then show it. reject: it never is. ack: only silences. Accepting and rejecting are final. Every decision
    is kept in the WARC files.
    """
    if decision is None:
        with closing(connect(data.database)) as conn:
            found = list_alarms(conn)
        click.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else words(found))
        return
    if not ids:
        raise UsageError(f"Say which alarm: baogao alarms {decision} ID; `baogao alarms` lists them.")
    connect(data.database).close()
    with Store(data) as store:
        for alarm_id in ids:
            believed = decide(store, alarm_id, decision)
            click.echo(f"Alarm {alarm_id} {SAID[decision]}.")
            if believed:
                click.echo("Its crawl is believed from now on: `baogao derive`, then `baogao publish`, shows it.")
            elif decision == "accept":
                click.echo("Its crawl has other alarms that are not accepted; it is still held back.")


def words(found: list[dict[str, Any]]) -> str:
    """Return alarms as lines for a person, open ones first."""
    if not found:
        return "No alarm was ever raised."
    lines = []
    for alarm in found:
        state = alarm["decision"] or ("acknowledged" if alarm["acknowledged_at"] else "OPEN")
        lines.append(f"{alarm['id']:>4}  {state:<12}  crawl {alarm['crawl_id']}, {alarm['raised_at']}, {alarm['kind']}")
        lines.append(f"      {printable(alarm['message'])}")
    return "\n".join(lines)
