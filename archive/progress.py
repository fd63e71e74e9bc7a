"""Progress of long work: a bar on a terminal, a plain line every few seconds elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

PLAIN_SECONDS = 5.0
BAR_SECONDS = 0.2


class Steps:
    """Shows how far a piece of work is. `total` may be unknown (None) and may change."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._since = time.monotonic()
        self._bar: Progress | None = None
        if sys.stderr.isatty():
            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._bar.add_task(words, total=None)

    def due(self) -> bool:
        """Whether `show` would say something now; lets a caller save the counting."""
        pause = PLAIN_SECONDS if self._bar is None else BAR_SECONDS
        return time.monotonic() - self._since >= pause

    def show(self, done: int, total: int | None, words: str | None = None) -> None:
        """Say how much is done."""
        if not self.due():
            return
        self._since = time.monotonic()
        if self._bar is not None:
            self._bar.update(self._task, completed=done, total=total, description=words or self._words)
        else:
            click.echo(f"{words or self._words}: {done}{'' if total is None else f' of {total}'}", err=True)

    def __enter__(self) -> Steps:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
