"""Options that every command shares, so that they are spelled and explained the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from archive.paths import DataDir

Command = TypeVar("Command", bound=Callable[..., Any])


def _data_dir(_context: click.Context, _parameter: click.Parameter, value: Path) -> DataDir:
    return DataDir(value)


def data_option(command: Command) -> Command:
    """Add `--data DIR`; the command receives it as `data: DataDir`."""
    return click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        default="data",
        show_default="./data",
        envvar="BAOGAO_DATA",
        show_envvar=True,
        callback=_data_dir,
        help="The data directory: database, WARC files, published snapshots.",
    )(command)


def json_option(command: Command) -> Command:
    """Add `--json`; the command receives it as `as_json: bool`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")(command)
