"""Dates: when a page says it was listed, when a report was given, and in which year.

Owns every form in which these sites print dates. A wrong date is worse than none: what could mean two days, or could
be another event's date, gives None and a reason. Never asks what day it is.
"""

from archive.derive.dates.given import report_date
from archive.derive.dates.listed import listed_date
from archive.derive.dates.printed import FIRST_YEAR, LAST_YEAR, Precision, ReportDate
from archive.derive.dates.years import report_year, title_year, work_year

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Precision",
    "ReportDate",
    "listed_date",
    "report_date",
    "report_year",
    "title_year",
    "work_year",
]
