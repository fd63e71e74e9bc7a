"""When a crawl ends before its end: the site refuses, asks for time, does not answer, or the day's budget is used up.

Judges answers one after another; asks nothing itself.
"""

from __future__ import annotations

from crawler import reasons
from crawler.asking import Answer
from crawler.permission import DISALLOWED, UNREACHABLE

REFUSALS_IN_A_ROW = 3
"""Details answered with 401 or 403, one after another, that make a refusal; a single one is a failed entry."""

SILENCES_IN_A_ROW = 20
"""Pages that failed on the network or with 5xx, one after another, all their retries included: the site is down."""


class Patience:
    """The patience of one crawl."""

    def __init__(self) -> None:
        self.refused = False
        """The site does not want us: 429 after all retries, 401 or 403, or robots.txt forbids the listing."""
        self.stopped: str | None = None
        """Why the run ends here and the crawl is gone on with later: `budget`, `told_to_wait` or `silence`."""
        self._refusals = 0
        self._silences = 0

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be asked."""
        return self.refused or self.stopped is not None

    def note(self, answer: Answer, *, is_listing: bool = False) -> None:
        """Judge one answer."""
        reason = answer.reason or ""
        denied = reason in ("http_401", "http_403")
        self._refusals = self._refusals + 1 if denied else 0
        self._silences = self._silences + 1 if _is_silence(reason) else 0
        listing_denied = is_listing and (denied or reason == DISALLOWED)
        if listing_denied or reason == "http_429" or self._refusals == REFUSALS_IN_A_ROW:
            self.refused = True
        elif reason == reasons.BUDGET:
            self.stopped = reasons.BUDGET
        elif answer.told_to_wait:
            self.stopped = "told_to_wait"
        elif self._silences == SILENCES_IN_A_ROW:
            self.stopped = "silence"

    def leaves_open(self, answer: Answer) -> bool:
        """Whether an answer says nothing about its page, so that the next run has to ask again."""
        return answer.reason == reasons.BUDGET or (answer.told_to_wait and not self.refused)


def _is_silence(reason: str) -> bool:
    status = reason.removeprefix("http_")
    is_server_error = status.isdigit() and int(status) >= 500
    return is_server_error or reason in reasons.NETWORK - {"broken_response"} or reason == UNREACHABLE
