"""`make bench`: capture against bare Scrapy, search and copies against brute force, facts against re.findall.

Prints one line for each ratio; every pair is measured in turn, several rounds, and the median is quoted. `ARGS=facts`
measures only what is named.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from archive.derive.duplicates import near
from archive.derive.text import fold
from archive.search import count, parse
from bench import facts
from crawler.replica.process import ReplicaProcess
from tests.copies import COPIES, Shelf, trial

BIN = Path(sys.executable).parent
PARTS = ("crawl", "copies", "facts")
"""`crawl` is capture, search and sizes."""
BARE = """
import scrapy
class Bare(scrapy.Spider):
    name = "bare"
    custom_settings = {"LOG_LEVEL": "ERROR", "CONCURRENT_REQUESTS_PER_DOMAIN": 4, "ROBOTSTXT_OBEY": False}
    async def start(self):
        for page in range(1, %(pages)d + 1):
            yield scrapy.Request(f"%(base)s/list-{page}.html")
    def parse(self, response):
        for href in response.css("ul.news > li a.title::attr(href)").getall():
            yield response.follow(href, self.detail)
    def detail(self, response):
        yield {"title": response.css("h1::text").get(), "text": response.css("div.content").get()}
"""


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes on the clock on the wall."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def processor(work: Callable[[], object]) -> float:
    """Return how many seconds of processor time a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def capture(folder: Path, reports: int, rounds: int) -> Path:
    """Time the capture stage against a bare spider that fetches the same pages and keeps nothing; return the data."""
    script = folder / "bare.py"
    ratios = []
    with ReplicaProcess(reports=reports) as replica:
        script.write_text(BARE % {"pages": reports // 10, "base": replica.base_url})
        words = ["crawl", "reports", "-a", "site=replica", "-a", f"base_url={replica.base_url}", "-a", "mode=full"]
        run_bare = [BIN / "scrapy", "runspider", script, "-O", folder / "bare.jsonl"]
        subprocess.run(run_bare, check=True, capture_output=True, cwd=folder)
        for number in range(rounds):
            data = folder / f"data{number}"
            environment = {**os.environ, "BAOGAO_DATA": str(data)}
            bare = seconds(lambda: subprocess.run(run_bare, check=True, capture_output=True, cwd=folder))
            ours = seconds(
                lambda env=environment: subprocess.run(
                    [BIN / "scrapy", *words], check=True, capture_output=True, env=env
                )
            )
            ratios.append(bare / ours)
    print(
        f"capture: {statistics.median(ratios):.2f} × the speed of bare Scrapy (median of {rounds}, {reports} reports)"
    )
    return data


def search(data: Path, queries: int) -> None:
    """Time counting by the index against `in` over all texts, and check that they agree."""
    conn = sqlite3.connect(data / "published" / "archive.db")
    texts = [row[0] for row in conn.execute("SELECT text FROM report_texts")]
    dice = random.Random(1)
    wanted = []
    while len(wanted) < queries:
        text, length = dice.choice(texts), dice.randint(1, 8)
        start = dice.randrange(len(text) - length)
        if all("\u4e00" <= c <= "\u9fff" for c in text[start : start + length]):
            wanted.append(text[start : start + length])
    ratios = []
    for query in wanted:
        parsed = parse(query)
        fast = seconds(lambda one=parsed: count(conn, one))
        slow = seconds(lambda one=query: sum(one in text for text in texts))
        ratios.append(slow / fast)
    print(f"search: counting is {statistics.median(ratios):.1f} × as fast as brute force over {len(texts)} texts")
    sizes = conn.execute(
        "SELECT (SELECT sum(length(CAST(text AS BLOB))) FROM report_texts), "
        "(SELECT sum(length(block)) FROM reports_fts_data), "
        "(SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size())"
    ).fetchone()
    print(f"size: index {sizes[1] / sizes[0]:.2f} × text, published file {sizes[2] / sizes[0]:.2f} × text")


def copies(originals: int) -> None:
    """Time taking one more report in, fingerprint and comparison, against comparing it with every text."""
    planted = trial(originals)
    fresh, texts = planted.texts[-20:], planted.texts[:-20]
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf.open(Path(folder))
        for start in range(0, len(texts), 500):
            some = texts[start : start + 500]
            shelf.put(*some, stated=planted.stated[start : start + len(some)])
        shelf.links()
        ours, linking = [], []
        for text, stated in zip(fresh, planted.stated[-20:], strict=True):
            ours.append(processor(lambda one=text, said=stated: shelf.put(one, stated=[said])))
            linking.append(processor(shelf.settle))
        links = shelf.links()
        shelf.store.close()
    took, settled = (1000 * statistics.median(spent) for spent in (ours, linking))
    wanted, some = fold(fresh[0]), texts[:200]
    brute = processor(lambda: [near(wanted, fold(text)) for text in some]) / len(some) * len(texts)
    print(
        f"copies: a new report among {len(texts)} takes 1/{1000 * brute / (took + settled):,.0f} of comparing it with "
        f"every text ({took:.1f} ms of processor time, and {settled:.1f} ms for its links); "
        f"{len(planted.wrong(links))} wrong links, linked are "
        + ", ".join(f"{planted.recall(links, kind):.3f} of {kind}" for kind in COPIES)
    )


def main() -> None:
    """Run all benchmarks, or those that are named."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which parts (default: all)")
    ask.add_argument("--reports", type=int, default=300)
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--queries", type=int, default=100)
    ask.add_argument("--originals", type=int, default=5070)
    asked = ask.parse_args()
    parts = asked.parts or PARTS
    if "crawl" in parts:
        with tempfile.TemporaryDirectory() as folder:
            data = capture(Path(folder), asked.reports, asked.rounds)
            for command in ("derive", "publish"):
                subprocess.run([BIN / "baogao", command, "--data", data], check=True, capture_output=True)
            search(data, asked.queries)
    if "copies" in parts:
        copies(asked.originals)
    if "facts" in parts:
        facts.measure(asked.reports, asked.rounds)


if __name__ == "__main__":
    main()
