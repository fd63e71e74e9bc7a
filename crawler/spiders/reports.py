"""The one spider: which requests, in which order. Knows nothing of markup (`archive.derive.pages`) or rows (`archive`).

The order is: walk the listing pages one after another; fetch the details that the ledger says are pending; ask the
addresses that a complete walk no longer lists. What is left to do always comes from the archive, so there is no queue
that a kill could lose.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, Self, TypeVar

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider

from archive.errors import BaogaoError, StorageError
from archive.paths import DataDir
from archive.reads import OtherRead, Read
from archive.session import CrawlSession
from archive.store import Store
from archive.walk import Walked
from crawler.downloading import Network
from crawler.fetching import Fetcher
from crawler.jobs import Job, plan
from crawler.patience import Patience
from crawler.politeness import settings_for
from crawler.sites import find_profile

T = TypeVar("T")
Reporter = Callable[[CrawlSession], None]


class ReportsSpider(Spider):
    """Captures the reports of one site. Arguments: site, base_url, mode (new or full), max_pages, data."""

    name = "reports"
    session: CrawlSession
    network: Network
    failure: BaogaoError | None = None

    def __init__(self, store: Store, jobs: list[Job], report: Reporter | None = None, own_store: bool = False) -> None:
        super().__init__()
        self._store = store
        self._own_store = own_store
        self._jobs = jobs
        self._report = report or (lambda _session: None)
        self.session = CrawlSession.open(store, jobs[0].start)
        self.outcomes: list[str] = []
        self.stopped: str | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ANN401 - Scrapy's signature
        """Build from the command line of Scrapy (strings) or from `baogao crawl` (a store and a plan)."""
        if "store" not in kwargs:
            profile = find_profile(
                kwargs.pop("site", "cyyqw"), kwargs.pop("base_url", None) or os.environ.get("BAOGAO_BASE_URL")
            )
            profile.check_ready()
            store = Store(DataDir(Path(kwargs.pop("data", None) or os.environ.get("BAOGAO_DATA", "data"))))
            pages = kwargs.pop("max_pages", None)
            jobs = plan(store, profile, kwargs.pop("mode", "new"), int(pages) if pages else None)
            kwargs |= {"store": store, "jobs": jobs, "own_store": True}
        spider = cls(*args, **kwargs)
        spider._set_crawler(crawler)
        crawler.settings.setdict(settings_for(spider.session.profile), priority="spider")
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Run the planned crawls one after another; yields nothing, because the archive hands out the work."""
        self.network = Network(self.crawler)
        try:
            for number, job in enumerate(self._jobs):
                if number:
                    self.session = CrawlSession.open(self._store, job.start)
                self.outcomes.append(await self._crawl())
                if self.outcomes[-1] in ("running", "refused"):
                    break
        except BaogaoError as error:
            self.failure = error
            raise CloseSpider("storage" if isinstance(error, StorageError) else "error") from error
        return
        yield  # makes this an asynchronous generator, as Scrapy wants it

    async def closed(self, reason: str) -> None:
        """Commit what is held back; a crawl that was stopped is gone on with by the next run."""
        if self.failure is None:
            self.session.stop()
        if self._own_store:
            self._store.close()
        self.logger.info("Closed (%s), crawls: %s", reason, ", ".join(self.outcomes) or "unfinished")

    async def _crawl(self) -> str:
        session = self.session
        fetcher = Fetcher(self.network, session)
        patience = fetcher.patience
        while not patience.is_over and (page := session.next_page()):
            read = await fetcher.listing(page)
            self._keep(read)
            if page.again and isinstance(read, OtherRead):
                session.walk.note(Walked(page.number, "repeats"))
        await self._share(session.pending(), fetcher.detail, patience)
        await self._share(session.unlisted(), fetcher.unlisted, patience)
        self.stopped = patience.stopped
        if patience.stopped and not patience.refused:
            session.stop()
            return "running"
        return session.finish(refused=patience.refused)

    def _keep(self, read: Read) -> None:
        self.session.add(read)
        self._report(self.session)

    async def _share(self, work: Iterator[T], fetch: Callable[[T], Awaitable[Read]], patience: Patience) -> None:
        """Let a few workers take turns at the work until it, or patience, ends; the pace is the network's."""

        async def worker() -> None:
            while not patience.is_over and (task := next(work, None)) is not None:
                self._keep(await fetch(task))

        workers = [asyncio.ensure_future(worker()) for _ in range(self.session.profile.politeness.concurrency)]
        try:
            await asyncio.gather(*workers)
        finally:
            for task in workers:
                task.cancel()
