"""Scrapy settings: each changed value, the library's default, and why. What a site decides comes from its profile.

Delay, concurrency, body size and User-Agent are set per crawl in `crawler.politeness`.
"""

from __future__ import annotations

from typing import Any

BOT_NAME = "baogao"  # default "scrapybot": the site should see who we are
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# Politeness: crawler.asking and crawler.pacing see to it for every request; these would come on top
ROBOTSTXT_OBEY = False  # default; crawler.robots obeys, with RFC 9309's escapes, status classes and a day's caching
DOWNLOAD_DELAY = 0  # default; Scrapy counts from before the connection is there, crawler.pacing from after
DOWNLOAD_DELAY_JITTER = 0.0  # default 0.5, which may halve a minimum delay
RETRY_ENABLED = False  # default True: pages that trip a guard are asked again too, which only crawler.asking can see
REDIRECT_ENABLED = False  # default True: each hop is checked and recorded like a request of its own
COMPRESSION_ENABLED = False  # default True: bodies are kept as received, and unpacked within a limit by archive.warc
CONCURRENT_REQUESTS = 2  # default 16; the profile's concurrency replaces it
CONCURRENT_REQUESTS_PER_DOMAIN = 2  # default 8
CONCURRENT_ITEMS = 4  # default 100: that many tasks are started for each response
AUTOTHROTTLE_ENABLED = False  # default; a fixed minimum delay is easier to promise

# Safety
DOWNLOAD_VERIFY_CERTIFICATES = True  # default False: a forged page would be archived as genuine
DOWNLOAD_MAXSIZE = 8_000_000  # default 1 GiB; the profile's max_body_bytes replaces it
DOWNLOAD_WARNSIZE = 4_000_000  # default 32 MiB
DOWNLOAD_TIMEOUT = 60  # default 180 seconds; the profile's timeout replaces it
METAREFRESH_ENABLED = False  # default True: a page may not send us elsewhere
HTTPPROXY_ENABLED = False  # default True: proxy variables of the environment would bypass address checks
COOKIES_ENABLED = False  # default True: nothing here needs a session
REFERER_ENABLED = False  # default True
REMOTE_CONTROL_ENABLED = False  # default True: no open door into a running crawl
TELNETCONSOLE_ENABLED = False  # default True
HTTPCACHE_ENABLED = False  # default; the archive itself knows what it holds
DOWNLOAD_HANDLERS: dict[str, Any] = {
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
    "http": "crawler.downloading.PoliteHandler",
    "https": "crawler.downloading.PoliteHandler",
}  # default all: only http(s), and nothing that asks twice by itself
TWISTED_DNS_RESOLVER = "crawler.addresses.GuardedResolver"  # default CachingThreadedResolver believes any answer

# The archive is the frontier: no second queue, nothing to filter twice
JOBDIR = None  # default; disk queues lose work on SIGKILL (measured), so they are never used
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # default RFPDupeFilter grows with the crawl; the ledger knows
DEFAULT_REQUEST_HEADERS = {  # default asks for English pages
    "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "gzip, deflate",  # br and zstd left out: every WARC reader unpacks gzip
}

# Logs
LOG_LEVEL = "INFO"  # default DEBUG costs a quarter of the speed (measured)
LOG_SHORT_NAMES = False
STATS_DUMP = True
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"  # default; said here because we rely on it
FEED_EXPORT_ENCODING = "utf-8"
