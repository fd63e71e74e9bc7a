"""`baogao crawl`: capture, derive, publish.

Answers: what will it do to the site (--dry-run)? how far is it, and what came of it? what do I do when it fails?
"""

from __future__ import annotations

import json
import logging
from typing import Any

import click
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

from archive import errors
from archive.commands.derive import derive_with_progress
from archive.commands.options import data_option, json_option
from archive.errors import BaogaoError
from archive.paths import DataDir
from archive.plain import printable
from archive.profile import Profile
from archive.progress import Steps
from archive.publish import publish
from archive.session import CrawlSession
from archive.store import Store
from crawler import settings as our_settings
from crawler.jobs import plan
from crawler.patience import SILENCES_IN_A_ROW
from crawler.politeness import user_agent
from crawler.sites import find_profile
from crawler.spiders.reports import ReportsSpider

CODES = {
    "done": errors.DONE,
    "incomplete": errors.INCOMPLETE,
    "suspect": errors.SUSPECT,
    "refused": errors.REFUSED,
    "running": errors.INCOMPLETE,
}
NEXT = {
    "incomplete": "Some pages failed; what was captured is kept. Run the same command again to retry them.",
    "suspect": "This crawl is suspect: nothing was published and nothing marked gone. `baogao alarms` says why; "
    "accept or reject it there.",
    "refused": "The site refuses to be crawled (robots.txt, 401, 403 or 429). Ask its owner, or wait.",
    "running": "Stopped before the end. Run the same command again to go on.",
}
STOPPED = {
    "budget": "Today's budget of requests to this site is used up. Run the same command again after 00:00 UTC.",
    "told_to_wait": "The site asks for a longer pause (Retry-After). Run the same command again later to go on.",
    "silence": f"The site failed {SILENCES_IN_A_ROW} pages in a row. Run the same command again later to go on.",
}


@click.command()
@click.option("--site", default="cyyqw", show_default=True, help="Name of a site profile, or the path of a TOML file.")
@click.option(
    "--base-url",
    envvar="BAOGAO_BASE_URL",
    show_envvar=True,
    help="Address of the site, where the profile has none.",
)
@click.option(
    "--mode",
    type=click.Choice(["new", "full"]),
    default="new",
    show_default=True,
    help="new: listing pages until one holds nothing new or changed. full: every page, every detail checked.",
)
@click.option("--max-pages", type=click.IntRange(min=1), help="Stop after so many listing pages.")
@click.option("--no-publish", is_flag=True, help="Capture and derive only.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, ask the site nothing.")
@data_option
@json_option
def crawl(
    data: DataDir,
    site: str,
    base_url: str | None,
    mode: str,
    max_pages: int | None,
    no_publish: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Capture a site's reports, derive them, and publish.

    Goes on with an unfinished crawl of the same site first. Can be stopped with Ctrl-C and run again at any time.
    """
    profile = find_profile(site, base_url)
    profile.check_ready()
    with Store(data) as store:
        if dry_run:
            click.echo(_intentions(store, profile, mode, max_pages))
            return errors.DONE
        row = run(store, profile, mode, max_pages, publishing=not no_publish)
    if as_json:
        click.echo(json.dumps(row, ensure_ascii=False))
    else:
        click.echo(summary(row))
    return CODES[row["outcome"]]


def run(
    store: Store, profile: Profile, mode: str, max_pages: int | None = None, *, publishing: bool = True
) -> dict[str, Any]:
    """Crawl, derive and publish; return the row of the last crawl, with `published` and `stopped` added.

    Raises BaogaoError for what stops a run: storage that fails, a published copy that does not pass its checks.
    """
    outcomes, crawl_id, stopped = capture(store, profile, mode, max_pages)
    row = dict(store.conn.execute("SELECT * FROM crawls WHERE id = ?", (crawl_id,)).fetchone())
    row.pop("config")
    row["published"] = None
    worst = max((*outcomes, row["outcome"]), key=lambda outcome: CODES[outcome])
    if worst in ("done", "incomplete") and row["finished_at"]:
        derive_with_progress(store)
        if publishing:
            row["published"] = publish(store.data).reports
    row["outcome"] = worst
    row["stopped"] = stopped
    row["first_failure"] = _first_failure(store, crawl_id)
    return row


def capture(store: Store, profile: Profile, mode: str, max_pages: int | None) -> tuple[list[str], int, str | None]:
    """Run Scrapy in this process; return the outcomes of the crawls that ended, the id of the last one, and why the
    run ended before its end: a key of STOPPED, None where it did not.
    """
    jobs = plan(store, profile, mode, max_pages)
    for job in jobs:
        click.echo(f"{profile.site.name}: {job.words}, {profile.site.base_url}", err=True)
    process = AsyncCrawlerProcess(_scrapy_settings(store.data))
    crawler = process.create_crawler(ReportsSpider)
    with Steps("Crawling") as steps:
        task = process.crawl(crawler, store=store, jobs=jobs, report=lambda session: show(steps, session))
        process.start()
    if task.done() and not task.cancelled() and isinstance(error := task.exception(), BaogaoError):
        raise error
    spider = crawler.spider
    if not isinstance(spider, ReportsSpider):
        raise BaogaoError(f"The crawler did not start; see {store.data.logs}.")
    if spider.failure is not None:
        raise spider.failure
    if crawler.stats and crawler.stats.get_value("spider_exceptions/count"):
        raise BaogaoError(f"The crawl stopped on an error of its own; see {store.data.logs}.")
    return spider.outcomes, spider.session.id, spider.stopped


def show(steps: Steps, session: CrawlSession) -> None:
    """Report how far a session is, where it is time to say something."""
    if not steps.due():
        return
    done, total = session.details_done()
    words = f"{session.profile.site.name}: {session.walk.settled()} listing pages, details"
    steps.show(done, total, words)


def _scrapy_settings(data: DataDir) -> Any:  # noqa: ANN401 - Scrapy's Settings
    logging.raiseExceptions = False  # a log line that finds no room on the disk is dropped, not told in a traceback
    values = get_project_settings()
    values.setmodule(our_settings, priority="project")
    values.set("LOG_FILE", str(data.logs / "crawl.log"), priority="cmdline")
    return values


def _first_failure(store: Store, crawl_id: int) -> dict[str, Any] | None:
    row = store.conn.execute(
        "SELECT url, reason, position FROM ledger WHERE crawl_id = ? AND state = 'failed' "
        "ORDER BY position > 0, id LIMIT 1",
        (crawl_id,),
    ).fetchone()
    return dict(row) if row else None


def summary(row: dict[str, Any]) -> str:
    """Return what came of a crawl as lines for a person."""
    lines = [
        f"Crawl {row['id']} {row['outcome']}: {row['new']} new, {row['changed']} changed, "
        f"{row['unchanged']} unchanged, {row['failed']} failed, {row['gone']} gone; "
        f"{row['requests']} requests, {row['bytes'] / 1e6:.1f} MB."
    ]
    if failure := row["first_failure"]:
        lines.append(f"First failure: {printable(failure['url'])} ({failure['reason']}).")
    if row["published"] is not None:
        lines.append(f"Published {row['published']} reports. Open them with `baogao serve`.")
    if hint := STOPPED.get(row["stopped"] or "") or NEXT.get(row["outcome"]):
        lines.append(hint)
    return "\n".join(lines)


def _intentions(store: Store, profile: Profile, mode: str, max_pages: int | None) -> str:
    polite, first = profile.politeness, profile.listing
    pages = (
        f"at most {max_pages} listing pages" if max_pages else "until nothing is new" if mode == "new" else "every page"
    )
    return "\n".join(
        [
            f"Site        {profile.site.name} {profile.site.title} {profile.site.base_url}",
            f"Would do    {'; then '.join(job.words for job in plan(store, profile, mode, max_pages, look_only=True))}",
            f"Pages       {pages}, from {first.first_url or first.url.replace('{page}', str(first.first_page))}",
            f"Details     {profile.detail.fetch}",
            f"Politeness  {polite.delay} s between requests, {polite.concurrency} at a time, "
            f"{polite.daily_request_budget} a day, robots.txt obeyed",
            f"User-Agent  {user_agent(profile)}",
            "Nothing was asked of the site.",
        ]
    )
