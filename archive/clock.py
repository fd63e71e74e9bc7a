"""The only place that asks what time it is, so that tests can own time.

All times are UTC, to the second, written `YYYY-MM-DDTHH:MM:SSZ`.
"""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Return the current time in UTC, without microseconds."""
    return datetime.now(UTC).replace(microsecond=0)


def iso(moment: datetime) -> str:
    """Write an aware time as UTC `YYYY-MM-DDTHH:MM:SSZ`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def timestamp() -> str:
    """Return the current time as it is written into rows and file records."""
    return iso(now())
