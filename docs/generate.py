"""Writes docs/schema.md and docs/commands.md from what the product itself says; `make docs` runs it, a test checks it.

The descriptions come from datasette_metadata.yml, the commands from their own help.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import yaml

from archive.cli import cli
from archive.publish import INTERNAL_LEDGER, INTERNAL_TABLES
from archive.schema import migrations

DOCS = Path(__file__).parent
METADATA = DOCS.parent / "datasette_metadata.yml"


def public_columns() -> dict[str, list[tuple[str, str]]]:
    """Return (name, type) of every column of the published tables and views."""
    conn = sqlite3.connect(":memory:")
    for _number, sql in migrations():
        conn.executescript(sql)
    tables = [
        row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY rowid")
    ]
    return {
        table: [
            (row[1], row[2])
            for row in conn.execute(f"PRAGMA table_info({table})")
            if table != "ledger" or row[1] not in INTERNAL_LEDGER
        ]
        for table in tables
        if table not in INTERNAL_TABLES and not table.startswith("reports_fts")
    }


def schema() -> Iterator[str]:
    """Yield the lines of docs/schema.md."""
    told = yaml.safe_load(METADATA.read_text(encoding="utf-8"))["databases"]["archive"]["tables"]
    yield "# 数据表 · The published database"
    yield ""
    yield "Made by `make docs` from `datasette_metadata.yml`. Times are UTC, dates ISO. 空值表示未知，绝不等于零。"
    yield "NULL means unknown or not stated, never zero."
    for table, columns in public_columns().items():
        words = told[table]
        yield from ("", f"## {table}: {words['title']}", "", " ".join(words["description"].split()), "")
        yield from ("| column | type | 说明 · description |", "|---|---|---|")
        for name, kind in columns:
            yield f"| `{name}` | {kind} | {words['columns'][name]} |"


def commands() -> Iterator[str]:
    """Yield the lines of docs/commands.md."""
    yield from ("# Commands", "", "Made by `make docs` from the commands' own help.")
    context = click.Context(cli, info_name="baogao", **{**cli.context_settings, "max_content_width": 100})
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        if command is not None:
            inner = click.Context(command, info_name=name, parent=context, max_content_width=100)
            inner.terminal_width = 100
            yield from ("", f"## baogao {name}", "", "```", command.get_help(inner), "```")


def main() -> None:
    """Write both files; with --check say instead which is not current, and end with 1 if any is."""
    stale = False
    for name, lines in (("schema.md", schema()), ("commands.md", commands())):
        text, path = "\n".join(lines) + "\n", DOCS / name
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"docs/{name}\n")
        elif path.read_text(encoding="utf-8") != text:
            sys.stdout.write(f"docs/{name} is not current: run `make docs`\n")
            stale = True
    sys.exit(stale)


if __name__ == "__main__":
    main()
