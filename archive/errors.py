"""The one tree of errors that users meet, each with the exit code of the contract.

A message is one sentence that says what to do next. Nothing here prints or exits: the command line does.
"""

from __future__ import annotations

DONE = 0
INTERNAL = 1
USAGE = 2
INCOMPLETE = 3
SUSPECT = 4
REFUSED = 5
LOCKED = 6
UNVERIFIED = 7

MEND = "mend that and run the same command again, what was stored before is safe"
"""What to do when a disk or a database refuses: it is full, read-only, failing, or held by another program."""


class BaogaoError(Exception):
    """Anything that a user can understand and mend. Raised through its subclasses; the command line prints it."""

    exit_code = INTERNAL


class UsageError(BaogaoError):
    """A word, path, port or option is not usable. Raised while a command is set up; the user corrects it."""

    exit_code = USAGE


class ProfileError(UsageError):
    """A site profile is not valid. Raised by `archive.profile`; the message names file, line and key."""


class QueryError(UsageError):
    """A search query has nothing to search for. Raised by `archive.search`; never for odd punctuation."""


class StorageError(BaogaoError):
    """The data directory cannot be used: no permission, no space, not a database, locked, or a newer schema."""


class CaptureError(StorageError):
    """Bytes of a capture are not where its row says. Raised by `archive.warc`; `baogao verify` lists them all."""


class TooLargeError(CaptureError):
    """A body is larger than allowed when unpacked. Raised by `archive.warc`; the ledger says `too_large`."""


class PageError(BaogaoError):
    """A page cannot be read as what it should be. Raised by `archive.derive.pages`; the ledger keeps the reason."""


class IncompleteError(BaogaoError):
    """Work remains; running the same command again goes on with it."""

    exit_code = INCOMPLETE


class SuspectError(BaogaoError):
    """A guard tripped: nothing was published and nothing was marked gone."""

    exit_code = SUSPECT


class RefusedError(BaogaoError):
    """The site does not want to be crawled: robots.txt, 401, 403, or 429 beyond patience."""

    exit_code = REFUSED


class LockedError(BaogaoError):
    """Another run works in this data directory. The message says which."""

    exit_code = LOCKED


class VerificationError(BaogaoError):
    """Stored rows and stored bytes disagree, or a database failed its checks before publishing."""

    exit_code = UNVERIFIED
