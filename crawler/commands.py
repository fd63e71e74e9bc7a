"""The commands that touch the network, found by the command line through entry points: crawl, probe, replica, demo."""

from __future__ import annotations

from crawler.crawling import crawl
from crawler.demo import demo
from crawler.probing import probe
from crawler.replica.command import replica

__all__ = ["crawl", "demo", "probe", "replica"]
