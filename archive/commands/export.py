"""`baogao export`: the whole archive as files for pandas, R, Stata or Excel.

Answers: where are the files? how many rows? how do I check that they are whole?
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from archive.commands.options import data_option, json_option
from archive.export import export_snapshot
from archive.paths import DataDir


@click.command(short_help="Write CSV files of what is published, with checksums.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write; DATA/exports/<snapshot-id> when not given.",
)
@data_option
@json_option
def export(data: DataDir, out: Path | None, as_json: bool) -> None:
    """Write reports.csv, texts.csv and SHA256SUMS from the published database.

    UTF-8, RFC 4180, one header line, an empty cell = unknown. `sha256sum -c SHA256SUMS` proves the files.
    """
    done = export_snapshot(data, out)
    if as_json:
        click.echo(json.dumps({"folder": str(done.folder), "reports": done.reports, "new": done.new}))
    elif done.new:
        click.echo(f"Exported {done.reports} reports to {done.folder}.")
    else:
        click.echo(f"Nothing has changed: {done.folder} already holds these {done.reports} reports.")
