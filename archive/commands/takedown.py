"""`baogao takedown` and `baogao restore-report`: hide a report's text from readers, or show it again.

Answers: is the text gone from everything that readers see? what stays? how is it undone?
"""

from __future__ import annotations

import click

from archive.commands.options import data_option
from archive.decisions import find_report, restore, shown_copies, take_down
from archive.paths import DataDir
from archive.plain import printable
from archive.publish import forget_earlier, publish
from archive.store import Store, connect

SERVING = "A running `baogao serve` shows the old state until it is started again."


@click.command(short_help="Hide a report's text everywhere published.")
@click.argument("report_id")
@click.option("--reason", required=True, help="Why, in words that readers may see.")
@data_option
def takedown(data: DataDir, report_id: str, reason: str) -> None:
    """Hide a report's text everywhere published, and keep the record of it.

    REPORT_ID is the report_key, or the id in this archive. The text, its earlier versions and the index lose it in the
    published database, earlier published snapshots are deleted, and later exports do not hold it. The captures stay.
    """
    connect(data.database).close()
    with Store(data) as store:
        report = find_report(store.conn, report_id)
        take_down(store, report, reason)
        publish(data)
        forget_earlier(data)
        copies = shown_copies(store.conn, report)
    click.echo(f"Taken down: {report['report_key']} {printable(report['title'])}. {SERVING}")
    if copies:
        click.echo(
            f"The same text, or nearly the same, is still shown as {', '.join(copies)}: "
            "take these down too if you mean the text."
        )
    click.echo(f"Snapshot folders that were exported before still hold it. Undo: baogao restore-report {report_id}")


@click.command("restore-report", short_help="Show a report's text again that was taken down.")
@click.argument("report_id")
@click.option("--reason", help="Why, in words that readers may see.")
@data_option
def restore_report(data: DataDir, report_id: str, reason: str | None) -> None:
    """Show a report's text again that was taken down; the record of both stays."""
    connect(data.database).close()
    with Store(data) as store:
        report = find_report(store.conn, report_id)
        restore(store, report, reason)
        publish(data)
    click.echo(f"Restored: {report['report_key']} {printable(report['title'])}. {SERVING}")
