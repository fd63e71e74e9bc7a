"""`baogao publish`: show readers what the archive holds now.

Answers: was it published? what is in it? if not, why, and what do readers see meanwhile?
"""

from __future__ import annotations

import json

import click

from archive.commands.options import data_option, json_option
from archive.lock import RunLock
from archive.paths import DataDir
from archive.publish import publish as publish_archive
from archive.store import connect


@click.command(short_help="Swap in a checked read-only snapshot for readers.")
@data_option
@json_option
def publish(data: DataDir, as_json: bool) -> None:
    """Write a checked read-only snapshot to DATA/published/archive.db and swap it in.

    The old one stays when a check fails. The last three are kept under published/snapshots/.
    """
    connect(data.database).close()
    data.prepare()
    with RunLock(data):
        done = publish_archive(data)
    if as_json:
        click.echo(json.dumps({"path": str(done.path), "reports": done.reports, "bytes": done.size}))
    else:
        click.echo(f"Published {done.reports} reports: {done.path} ({done.size / 1e6:.1f} MB).")
