"""`baogao demo`: the whole line on the replica site, without a network.

Answers: does it work on my machine? what does an archive hold? what do I try next?
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import click

from archive.commands.options import data_option
from archive.commands.serve import check_port, serve_published
from archive.errors import DONE, UsageError
from archive.paths import DataDir
from archive.store import Store, connect
from crawler.crawling import CODES, run
from crawler.crawling import summary as crawl_summary
from crawler.replica.process import ReplicaProcess
from crawler.sites import find_profile

PAGES = 20
PER_PAGE = 10
LEVELS = {"province": "provinces", "prefecture": "prefectures", "county": "counties", "township": "townships"}


@click.command(short_help="Crawl a replica of the site on this machine and open it.")
@click.option(
    "--pages",
    type=click.IntRange(1, 507),
    default=PAGES,
    show_default=True,
    help="Listing pages of the replica; 507 is the whole.",
)
@click.option("--no-serve", is_flag=True, help="End after the summary instead of opening the archive in a browser.")
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Port for the browser.")
@data_option
def demo(data: DataDir, pages: int, no_serve: bool, port: int) -> int:
    """Crawl a replica of the site on this machine, build the archive, and open it.

    Needs no network. Run it again to see that an unchanged site costs one request.
    """
    if not no_serve:
        check_port(port)
    with Store(data) as store:
        wanted = _earlier_port(store)
        with ReplicaProcess(reports=pages * PER_PAGE, port=wanted or 0) as replica:
            row = run(store, find_profile("replica", replica.base_url), "new")
    click.echo(crawl_summary(row))
    if row["outcome"] != "done":
        return CODES[row["outcome"]]
    click.echo(summary(data))
    if not no_serve:
        serve_published(data, port)
    return DONE


def _earlier_port(store: Store) -> int | None:
    """Return the port of the replica that this archive was made from: addresses are part of what a report is.

    Raises UsageError when the archive holds another site.
    """
    others = store.conn.execute("SELECT site FROM crawls WHERE site <> 'replica' LIMIT 1").fetchone()
    if others:
        raise UsageError(
            f"{store.data.root} holds the archive of {others['site']}; "
            "give the demo a place of its own: --data demo-data."
        )
    row = store.conn.execute(
        "SELECT json_extract(config, '$.profile.site.base_url') AS url FROM crawls ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return int(row["url"].rpartition(":")[2]) if row else None


def summary(data: DataDir) -> str:
    """Return what the archive holds and what to try next, as lines for a person."""
    with closing(connect(data.published)) as conn:
        reports, characters, years, duplicates, dated = conn.execute(
            "SELECT count(*), sum(han_count), min(report_year) || '–' || max(report_year), "
            "count(duplicate_of), count(report_date) FROM reports"
        ).fetchone()
        levels = _sentence(conn, "SELECT admin_level, count(*) FROM reports GROUP BY 1 ORDER BY 2 DESC")
        example = conn.execute("SELECT region_label FROM reports WHERE region_label IS NOT NULL LIMIT 1").fetchone()
    us = _ourselves()
    word = example["region_label"] if example else "生态"
    return "\n".join(
        [
            "",
            f"The archive holds {reports} reports of {years}, {characters / 1e6:.1f} million Chinese characters,",
            "all of them generated, for real places:",
            f"  {levels};",
            f"  {dated} say on which day they were given; {duplicates} are copies of another one (linked, not merged).",
            "Try next:",
            f'  {us} search 生态{_where(data)}        ranked hits with snippets;  also: {word}, "招商引资" -旅游',
            f"  {us} serve{_where(data)}              read and search in the browser",
            f"  {us} status{_where(data)}             is everything all right?",
            f"  {us} export{_where(data)}             CSV files with checksums",
        ]
    )


def _sentence(conn: sqlite3.Connection, sql: str) -> str:
    rows: Iterable[sqlite3.Row] = conn.execute(sql)
    return ", ".join(f"{count} from {LEVELS.get(level, 'an unknown level')}" for level, count in rows)


def _ourselves() -> str:
    """Return how this command is typed here: by name where the shell finds it, otherwise by its path."""
    here = Path(sys.argv[0])
    if shutil.which(here.name):
        return here.name
    return str(here.relative_to(Path.cwd()) if here.is_relative_to(Path.cwd()) else here)


def _where(data: DataDir) -> str:
    return "" if str(data.root) == "data" else f" --data {data.root}"
