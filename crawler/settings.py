"""Scrapy settings: each changed value, the library's default, and why. What a site decides comes from its profile.

Delay, concurrency, body size and User-Agent are set per crawl in `crawler.politeness`.
"""

from __future__ import annotations

from typing import Any

BOT_NAME = "baogao"  # default "scrapybot": the site should see who we are
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# Politeness
ROBOTSTXT_OBEY = True  # default False
ROBOTSTXT_USER_AGENT = "baogao"  # default None: match the product name, not the whole User-Agent
DOWNLOAD_DELAY = 1.0  # default 0; the profile's delay replaces it
DOWNLOAD_DELAY_JITTER = 0.0  # default 0.5, which may halve a minimum delay
CONCURRENT_REQUESTS = 2  # default 16; the profile's concurrency replaces it
CONCURRENT_REQUESTS_PER_DOMAIN = 2  # default 8
CONCURRENT_ITEMS = 4  # default 100: that many tasks are started for each response
AUTOTHROTTLE_ENABLED = False  # default; a fixed minimum delay is easier to promise

# Safety
DOWNLOAD_VERIFY_CERTIFICATES = True  # default False: a forged page would be archived as genuine
DOWNLOAD_MAXSIZE = 8_000_000  # default 1 GiB; the profile's max_body_bytes replaces it
DOWNLOAD_WARNSIZE = 4_000_000  # default 32 MiB
DOWNLOAD_TIMEOUT = 60  # default 180 seconds
REDIRECT_MAX_TIMES = 5  # default 20
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
}  # default all: only http(s)

# The archive is the frontier: no second queue, nothing to filter twice
JOBDIR = None  # default; disk queues lose work on SIGKILL (measured), so they are never used
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # default RFPDupeFilter grows with the crawl; the ledger knows
RETRY_TIMES = 2  # default; three requests in all, then the ledger keeps the reason
DEFAULT_REQUEST_HEADERS = {  # default asks for English pages
    "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "gzip, deflate",  # br and zstd left out: every WARC reader unpacks gzip
}
DOWNLOADER_MIDDLEWARES = {
    # Nearest to the network, so that redirects, errors and retries are kept too, still compressed.
    "crawler.capture.CaptureMiddleware": 860,
}

# Logs
LOG_LEVEL = "INFO"  # default DEBUG costs a quarter of the speed (measured)
LOG_SHORT_NAMES = False
STATS_DUMP = True
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"  # default; said here because we rely on it
FEED_EXPORT_ENCODING = "utf-8"
