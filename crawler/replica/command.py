"""`baogao replica`: the options, the one line on start, and the errors in one sentence.

Owns the command line only: the site is `site`, the serving `server`. Imports them when it runs, so that listing the
commands stays fast.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.errors import UsageError
from crawler.replica.encodings import NAMES
from crawler.replica.variants import VARIANTS

if TYPE_CHECKING:
    from crawler.replica.site import Site


class _Replica(click.Command):
    """Lists the faults under the options; they are imported for that only."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write one line for each fault."""
        from crawler.replica.faults.catalogue import described

        for heading, lines in described():
            with formatter.section(heading):
                formatter.write_dl(lines)


@click.command(cls=_Replica, short_help="Serve the replica site, for tests and first steps.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8010,
    show_default=True,
    help="Port on 127.0.0.1; 0 takes a free one.",
)
@click.option(
    "--reports",
    type=click.IntRange(1, 290_000),
    help="How many reports are listed, ten to a page.  [default: 200, or just those of --sample]",
)
@click.option(
    "--variant",
    metavar="NAME",
    default="default",
    show_default=True,
    help=f"Markup and addresses: {', '.join(VARIANTS)}.",
)
@click.option(
    "--day",
    type=click.IntRange(0, 3650),
    default=0,
    show_default=True,
    help="Show the site this many days later: with new, edited and removed reports.",
)
@click.option("--seed", type=int, help="Another seed makes another site.  [default: 20250708]")
@click.option(
    "--encoding",
    metavar="NAME",
    help=f"How pages are encoded and declared: {', '.join(NAMES)}.  [default: the variant's own]",
)
@click.option(
    "--sample",
    type=click.Path(path_type=Path),
    help="A saved listing page whose entries become page one.",
)
@click.option(
    "--truth",
    type=click.Path(path_type=Path),
    help="Write every planted fact to this file (JSON lines) before serving.",
)
@click.option(
    "--fault",
    "faults",
    metavar="SPEC",
    multiple=True,
    help="Let something go wrong: NAME or NAME:key=value,key=value, as listed below. Can be repeated.",
)
@click.option(
    "--robots",
    type=click.Path(path_type=Path),
    help="Serve this file as /robots.txt; it may change while the site runs.",
)
@click.option(
    "--robots-status",
    type=click.IntRange(200, 599),
    default=200,
    show_default=True,
    help="Status of /robots.txt.",
)
@click.option(
    "--log",
    type=click.Path(path_type=Path),
    help="Append a line of JSON for each request: seconds, method, path, status, user_agent, if_none_match.",
)
@click.option("--leash", is_flag=True, hidden=True, help="Stop when standard input ends.")
def replica(
    port: int, reports: int | None, variant: str, day: int, seed: int | None, encoding: str | None,
    sample: Path | None, truth: Path | None, faults: tuple[str, ...], robots: Path | None, robots_status: int,
    log: Path | None, leash: bool,
) -> None:  # fmt: skip
    """Serve the replica site on 127.0.0.1, for tests, benchmarks and first steps.

    A generated stand-in for a site that lists government work reports: the same reports for the same seed on every
    machine, with known faults in markup, encoding and paging. Ctrl-C stops it.
    """
    from crawler.replica.faults.catalogue import make_faults
    from crawler.replica.requestlog import RequestLog
    from crawler.replica.server import Robots, serve
    from crawler.replica.site import DEFAULT_SEED, Site
    from crawler.replica.truth import write_truth

    if sample is not None and not sample.is_file():
        raise UsageError(f"There is no sample page {sample}: give the path of a saved listing page.")
    if robots is not None and not robots.is_file():
        raise UsageError(f"There is no file {robots}: give the path of a robots.txt.")
    site = Site(
        reports=reports, day=day, variant=variant, seed=DEFAULT_SEED if seed is None else seed,
        sample=sample, encoding=encoding,
    )  # fmt: skip
    if truth is not None:
        write_truth(site, truth)
    serve(
        site, port, announcement(site), faults=make_faults(faults, site), robots=Robots(robots, robots_status),
        log=RequestLog(log) if log else None, leash=leash,
    )  # fmt: skip


def announcement(site: Site) -> str:
    """Return the line printed on start, with `{url}` for the address."""
    name = profile_name(site.variant.name)
    return (
        f"Replica site at {{url}} ({len(site.state.listed)} reports on {site.pages} pages, {site.variant.name}, "
        f"day {site.day}); crawl it with: baogao crawl --site {name} --base-url {{url}} (Ctrl-C stops it)"
    )


def profile_name(variant: str) -> str:
    """Return the name of the site profile that reads a variant."""
    return "replica" if variant == "default" else f"replica-{variant}"
