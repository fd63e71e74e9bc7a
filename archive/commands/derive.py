"""`baogao derive`: compute what readers see from what was captured.

Answers: what is out of date? how far is it? what came of it?
"""

from __future__ import annotations

import click

from archive.commands.options import data_option
from archive.derive import pipeline
from archive.paths import DataDir
from archive.progress import Steps
from archive.store import Store


@click.command(short_help="Compute reports, versions and the index from captures.")
@click.option(
    "--all", "everything", is_flag=True, help="Everything again, from the WARC files alone; needs no database."
)
@click.option(
    "--workers", type=click.IntRange(min=1), help="Processes to use; the number of processors when not given."
)
@data_option
def derive(data: DataDir, everything: bool, workers: int | None) -> None:
    """Compute reports, versions, duplicates and the search index from the captures.

    Without --all only what is missing or was made by an older rule version. Can be stopped and run again at any time.
    """
    with Store(data, rebuilding=everything) as store:
        done = derive_with_progress(store, everything=everything, workers=workers)
    click.echo(f"{done} reports derived. `baogao publish` shows them to readers.")


def derive_with_progress(store: Store, *, everything: bool = False, workers: int | None = None) -> int:
    """Run the derivation and show how far it is; return how many entries were derived.

    `everything` begins with the bytes: captured rows are made again from the log in the WARC files.
    """
    if everything and store.log_is_complete:
        store.refold()
    with Steps("Deriving") as steps:
        return pipeline.run(store, everything=everything, workers=workers, progress=steps.show)
