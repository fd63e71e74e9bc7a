"""The archive: everything that touches disk. It never imports the crawler or Scrapy."""

from importlib.metadata import version

__version__ = version("baogao")
