"""Why there is no answer: what the network or the site does to a request, in the ledger's words.

Owns the words and which of them may pass when asked again. `docs/operations.md` explains each.
"""

from __future__ import annotations

from OpenSSL.SSL import Error as TlsError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from service_identity import VerificationError
from twisted.internet.error import ConnectError, ConnectionAborted, ConnectionDone, ConnectionLost
from twisted.python.failure import Failure

from archive.guards import GUARD_REASONS

BUDGET = "budget"
"""The day's budget of requests to the site is used up: nothing was sent."""

NETWORK = frozenset({"no_such_host", "connection_refused", "connection_failed", "timeout", "broken_response"})
"""Failures between the site and us; a server may recover from each."""

RETRIED_STATUSES = frozenset({304, 408, 425, 429})
"""Besides 5xx. 304 counts here only where nobody had asked whether anything changed."""


class NotReadError(Exception):
    """A page was not read. Raised by whoever notices; `crawler.asking` asks again or records the reason.

    `rest` is what is kept when it stays like that after the last request.
    """

    def __init__(self, reason: str, rest: object = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.rest = rest


def for_status(status: int) -> str:
    """Name an HTTP status that is no page."""
    return f"http_{status}"


def may_pass(reason: str) -> bool:
    """Return whether another request at once may mend a failure."""
    status = reason.removeprefix("http_")
    if status.isdigit():
        return int(status) >= 500 or int(status) in RETRIED_STATUSES
    return reason in NETWORK or reason in GUARD_REASONS


def of_error(error: Exception) -> str | None:
    """Name what went wrong with a request; None for an error that is none of the network's."""
    causes = list(_causes(error))
    words: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (CannotResolveHostError, "no_such_host"),
        (DownloadConnectionRefusedError, "connection_refused"),
        (DownloadTimeoutError, "timeout"),
        (DownloadCancelledError, "too_large"),
        (ResponseDataLossError, "broken_response"),
        (VerificationError, "bad_certificate"),
    )
    for kinds, word in words:
        if any(isinstance(cause, kinds) for cause in causes):
            return word
    if any(isinstance(cause, TlsError) and "certificate verify failed" in str(cause) for cause in causes):
        return "bad_certificate"
    lost = (ConnectError, ConnectionAborted, ConnectionDone, ConnectionLost, TlsError, OSError)
    return "connection_failed" if any(isinstance(cause, lost) for cause in causes) else None


def _causes(error: BaseException) -> list[BaseException]:
    """Return an error with all that it was made from; Twisted keeps a list of failures in `reasons`."""
    found: list[BaseException] = []
    waiting = [error]
    while waiting and len(found) < 20:
        cause = waiting.pop()
        found.append(cause)
        inner = [reason.value if isinstance(reason, Failure) else reason for reason in getattr(cause, "reasons", ())]
        waiting += [reason for reason in (*inner, cause.__cause__) if isinstance(reason, BaseException)]
    return found
