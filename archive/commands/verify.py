"""`baogao verify`: is every stored row what the stored bytes say?

Answers: is anything damaged, lost or edited? which rows are concerned? what do I do about it?
"""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from archive.commands.options import data_option, json_option
from archive.errors import DONE, UNVERIFIED
from archive.paths import DataDir
from archive.plain import printable
from archive.progress import Steps
from archive.verify import Verdict
from archive.verify import verify as prove

SHOWN = 50


@click.command(short_help="Prove every stored row from the stored bytes.")
@click.option("--sample", type=click.IntRange(min=1), help="Only so many reports, taken at random.")
@data_option
@json_option
def verify(data: DataDir, sample: int | None, as_json: bool) -> int:
    """Read the bytes again, derive every report again, and compare with what is stored.

    Also checks the WARC files, the database, the ledger's sums and the search index. Changes nothing. Exit code 7 when
    anything differs.
    """
    with Steps("Verifying") as steps:
        verdict = prove(data, sample, steps.show)
    click.echo(json.dumps(asdict(verdict), ensure_ascii=False) if as_json else words(verdict))
    return UNVERIFIED if verdict.findings else DONE


def words(verdict: Verdict) -> str:
    """Return the verdict as lines for a person."""
    lines = [
        f"{finding.table} {printable(finding.row)}, {finding.column}: {printable(finding.says)}"
        for finding in verdict.findings[:SHOWN]
    ]
    if len(verdict.findings) > SHOWN:
        lines.append(f"and {len(verdict.findings) - SHOWN} more; --json lists all")
    looked = f"{verdict.files} WARC files, {verdict.captures} captures, {verdict.reports} reports"
    if verdict.findings:
        lines.append(f"{looked}: {len(verdict.findings)} differences. Keep a copy before you change anything.")
    else:
        lines.append(f"{looked}: every row is what the bytes say.")
    return "\n".join(lines)
