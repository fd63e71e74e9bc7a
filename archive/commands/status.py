"""`baogao status`: is everything all right, what was done last, what is there.

Answers: is the archive healthy and complete? when was the last good crawl? how much is held and published?
"""

from __future__ import annotations

import json
from typing import Any

import click

from archive.commands.options import data_option, json_option
from archive.errors import DONE, INCOMPLETE, SUSPECT
from archive.paths import DataDir
from archive.plain import printable
from archive.status import gather


@click.command(short_help="Say whether all is well: crawls, ledger, alarms, sizes.")
@data_option
@json_option
def status(data: DataDir, as_json: bool) -> int:
    """Show the last crawls, the ledger's sums, open alarms, what is held, and what is published.

    Exit code 4 while an alarm is open, 3 while a crawl is unfinished, otherwise 0.
    """
    facts = gather(data)
    click.echo(json.dumps(facts, ensure_ascii=False, indent=2) if as_json else words(facts))
    if facts["open_alarms"]:
        return SUSPECT
    return INCOMPLETE if facts["unfinished_crawl"] else DONE


def words(facts: dict[str, Any]) -> str:
    """Return the status as lines for a person."""
    lines = [f"Archive    {facts['data']}"]
    for name, label in (("last_good_crawl", "Last good"), ("last_crawl", "Last crawl")):
        lines.append(f"{label:<10} {_crawl(facts[name])}")
    if unfinished := facts["unfinished_crawl"]:
        lines.append(
            f"Unfinished crawl {unfinished['id']}: {unfinished['pending']} details left; run `baogao crawl` to go on"
        )
    if facts["last_crawl"]:
        sums = facts["ledger"]
        told = " + ".join(f"{count} {state}" for state, count in sums["states"].items() if state != "gone") or "0"
        verdict = "balances" if sums["residue"] == 0 else f"RESIDUE {sums['residue']}"
        lines.append(f"Ledger     {told} = {sums['entries_seen']} entries: {verdict}")
        lines += [f"           {count} failed: {reason}" for reason, count in sums["failures"].items()]
    for alarm in facts["open_alarms"]:
        lines.append(
            f"ALARM {alarm['id']:<4} crawl {alarm['crawl_id']}, {alarm['kind']}: {printable(alarm['message'])}"
        )
    if facts["open_alarms"]:
        lines.append("           decide with `baogao alarms accept|reject|ack ID`")
    held = facts["held"]
    lines.append(
        f"Held       {held['reports']} reports, {held['versions']} versions, {held['duplicates']} duplicates, "
        f"{held['gone']} gone, {held['taken_down']} taken down; {held['to_derive']} to derive"
    )
    lines += [f"           {count} × {flag}" for flag, count in held["quality_flags"].items()]
    size = facts["bytes"]
    lines.append(
        f"Sizes      database {_mb(size['database'])}, WARC {_mb(size['warc'])} in {facts['warc_files']} files, "
        f"published {_mb(size['published'])}"
    )
    published = facts["published"]
    lines.append(
        f"Published  {published['reports']} reports, {published['at']}" if published else "Published  nothing yet"
    )
    return "\n".join(lines)


def _crawl(crawl: dict[str, Any] | None) -> str:
    if crawl is None:
        return "none yet"
    return (
        f"{crawl['finished_at'] or crawl['started_at']}  {crawl['site']} {crawl['mode']}: {crawl['outcome']}, "
        f"{crawl['new']} new, {crawl['changed']} changed, {crawl['unchanged']} unchanged, {crawl['failed']} failed, "
        f"{crawl['gone']} gone; {crawl['requests']} requests ({crawl['not_modified']} × 304), {_mb(crawl['bytes'])}, "
        f"waited {crawl['seconds_waiting']:.0f} s"
    )


def _mb(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
