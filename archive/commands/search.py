"""`baogao search`: the published archive from the command line.

Answers: which reports say this, and how often? in which words? where is each occurrence, as a file?
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from contextlib import closing
from typing import Any

import click

from archive.commands.options import data_option, json_option
from archive.errors import QueryError
from archive.paths import DataDir
from archive.search import NOTHING, Hit, Query, kwic, matching_texts, parse, printable, rank, totals
from archive.store import connect

CONTEXT = 30
"""Characters on either side of an occurrence in a concordance line."""


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many reports to list.")
@click.option("--kwic", "concordance", is_flag=True, help="Every occurrence on a line of its own, with its context.")
@click.option("--csv", "as_csv", is_flag=True, help="CSV on standard output instead of text.")
@json_option
@data_option
def search(data: DataDir, query: tuple[str, ...], limit: int, concordance: bool, as_csv: bool, as_json: bool) -> None:
    """Search the published reports. 检索已发布的报告。

    Words separated by spaces must all occur; "a phrase", OR, -without, (parentheses) and word* work. Hanzi match
    anywhere, Latin words and numbers as whole words. Begin a query that starts with - behind two dashes: -- -旅游 生态
    """
    asked = parse(" ".join(query))
    if asked.fts == NOTHING:
        raise QueryError(
            f"There is nothing to search for in {printable(asked.text)!r}; give Hanzi, a word or a number."
        )
    with closing(connect(data.published)) as conn:
        if concordance:
            _concordance(conn, asked, as_csv=as_csv, as_json=as_json)
        else:
            _ranked(conn, asked, limit, as_csv=as_csv, as_json=as_json)


def _ranked(conn: sqlite3.Connection, asked: Query, limit: int, *, as_csv: bool, as_json: bool) -> None:
    found = totals(conn, asked)
    hits = rank(conn, asked, limit)
    if as_json:
        numbers = {"query": asked.text, "reports": found.reports, "occurrences": found.occurrences}
        click.echo(json.dumps({**numbers, "hits": [_facts(hit) for hit in hits]}, ensure_ascii=False, indent=2))
    elif as_csv:
        _csv([_facts(hit) for hit in hits], ["report_key", "title", "report_year", "occurrences", "url", "snippet"])
    else:
        for hit in hits:
            click.echo(f"{hit.report_year or '----'}  {printable(hit.title)}  × {hit.occurrences}  {hit.report_key}")
            for snippet in hit.snippets:
                click.echo(f"      {snippet.plain()}")
        click.echo(f"{printable(asked.text)}: {found.occurrences} occurrences in {found.reports} reports.")


def _facts(hit: Hit) -> dict[str, Any]:
    return {
        "report_key": hit.report_key,
        "title": hit.title,
        "report_year": hit.report_year,
        "occurrences": hit.occurrences,
        "url": hit.url,
        "snippet": " ".join(snippet.plain() for snippet in hit.snippets),
    }


def _concordance(conn: sqlite3.Connection, asked: Query, *, as_csv: bool, as_json: bool) -> None:
    names = ["report_key", "title", "report_year", "url", "start", "end", "left", "match", "right"]
    rows = (
        dict(zip(names, (*facts, line.start, line.end, line.left, line.match, line.right), strict=True))
        for facts, text in matching_texts(conn, asked)
        for line in kwic(text, asked, CONTEXT)
    )
    if as_csv:
        _csv(rows, names)
    elif as_json:
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=2))
    else:
        count = 0
        for count, row in enumerate(rows, 1):  # noqa: B007 - the last number is the total
            left, match, right = (printable(str(row[part])) for part in ("left", "match", "right"))
            click.echo(f"{row['report_key']}  {left:>{CONTEXT}} [{match}] {right}")
        click.echo(f"{printable(asked.text)}: {count} occurrences.")


def _csv(rows: Any, names: list[str]) -> None:  # noqa: ANN401 - any iterable of dicts
    writer = csv.DictWriter(sys.stdout, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
