"""`baogao search`: the published archive from the command line.

Answers: which reports say this, and how often? in which words? where is each occurrence, as a file?
Reads the published database only. Nothing of a report reaches the terminal with control characters in it.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from typing import Any

import click

from archive.commands.options import data_option, json_option
from archive.errors import QueryError, UsageError
from archive.paths import DataDir
from archive.reading_room.ours import is_archive
from archive.search import (
    LIMITS,
    Hit,
    Query,
    Totals,
    kwic,
    matching_texts,
    parse,
    printable,
    rank,
    totals,
)
from archive.store import connect

SHOWN = 20
"""Reports that the terminal shows without --limit."""
CONTEXT = 24
"""Characters on either side of an occurrence in a concordance line."""
HIT = ("report_key", "title", "report_year", "report_date", "region_label", "occurrences", "url", "snippets")
LINE = ("report_key", "title", "report_year", "url", "start", "end", "left", "match", "right")


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(min=1), help=f"At most so many rows. Default: {SHOWN} reports as text, else all."
)
@click.option("--kwic", "concordance", is_flag=True, help="Every occurrence on a line of its own, in its context.")
@click.option("--csv", "as_csv", is_flag=True, help="CSV on standard output instead of text.")
@json_option
@data_option
def search(
    data: DataDir, query: tuple[str, ...], limit: int | None, concordance: bool, as_csv: bool, as_json: bool
) -> None:
    """Search the published reports. 检索已发布的报告。

    Hanzi match anywhere, one character is enough; Latin words and numbers match whole words. Words separated by
    spaces must all occur; OR, -without, "a phrase" (quoted for your shell too), (parentheses) and word* work.

    The CSV and JSON forms hold every matching report, or with --kwic every occurrence, with its character offsets.
    """
    asked = _asked(query)
    if not is_archive(data.published):
        raise UsageError(
            f"Nothing is published in {data.root} yet; run `baogao crawl`, or `baogao demo`, which needs no network."
        )
    with closing(connect(data.published)) as conn:
        sums = totals(conn, asked)
        rows = _lines(conn, asked) if concordance else _hits(conn, asked, limit or (-1 if as_csv or as_json else SHOWN))
        rows = islice(rows, limit)
        if as_json:
            _json(asked, sums, rows)
        elif as_csv:
            _csv(LINE if concordance else HIT, rows)
        elif concordance:
            _concordance(rows)
        else:
            _list(rows)
    if not as_json:
        click.echo(_summary(asked, sums), err=as_csv)


def _asked(words: tuple[str, ...]) -> Query:
    option = next((word for word in words if word.startswith("--")), None)
    if option is not None:
        raise UsageError(f"There is no option {printable(option)}; see `baogao search --help`.")
    asked = parse(" ".join(words))
    if asked.empty:
        raise QueryError(
            f"There is nothing to search for in {printable(asked.text)!r}; give Hanzi, a word or a number."
        )
    return asked


def _summary(asked: Query, sums: Totals) -> str:
    """Say what was found in one line, titles apart, since occurrences are counted in texts."""
    words = (
        f"{printable(asked.text[:80])}: {_number(sums.occurrences, 'occurrence')} in {_number(sums.in_text, 'report')}"
    )
    in_title = sums.reports - sums.in_text
    if not asked.terms:
        words = f"{printable(asked.text[:80])}: {_number(sums.reports, 'report')} without it"
    elif in_title:
        words += f", and {_number(in_title, 'report')} in the title only"
    if asked.cut:
        words += f" (only the beginning of the query was used: {LIMITS})"
    return f"{words}."


def _number(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"


def _hits(conn: sqlite3.Connection, asked: Query, limit: int) -> Iterator[dict[str, Any]]:
    for hit in rank(conn, asked, limit):
        yield _facts(hit)


def _facts(hit: Hit) -> dict[str, Any]:
    return {
        "report_key": hit.report_key,
        "title": printable(hit.title),
        "report_year": hit.report_year,
        "report_date": hit.report_date,
        "region_label": printable(hit.region_label) if hit.region_label else None,
        "occurrences": hit.occurrences,
        "url": printable(hit.url),
        "snippets": [snippet.plain() for snippet in hit.snippets],
    }


def _lines(conn: sqlite3.Connection, asked: Query) -> Iterator[dict[str, Any]]:
    for (key, title, year, url), text in matching_texts(conn, asked):
        report = (key, printable(str(title)), year, printable(str(url)))
        for line in kwic(text, asked, CONTEXT):
            words = (printable(part) for part in (line.left, line.match, line.right))
            yield dict(zip(LINE, (*report, line.start, line.end, *words), strict=True))


def _list(rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        click.echo(f"{row['report_year'] or '----'}  {row['title']}  × {row['occurrences']:,}  {row['report_key']}")
        for snippet in row["snippets"]:
            click.echo(f"      {snippet}")


def _concordance(rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        left = " " * max(0, 2 * CONTEXT - _width(row["left"])) + row["left"]
        click.echo(f"{row['report_key']}  {row['report_year'] or '----'}  {left} ⟦{row['match']}⟧ {row['right']}")


def _width(text: str) -> int:
    """Return the columns that a text takes in a terminal."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _csv(names: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> None:
    writer = csv.DictWriter(sys.stdout, names, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({**row, "snippets": " ".join(row["snippets"])} if "snippets" in row else row)


def _json(asked: Query, sums: Totals, rows: Iterable[dict[str, Any]]) -> None:
    numbers = {"reports": sums.reports, "reports_in_text": sums.in_text, "occurrences": sums.occurrences}
    found = {"query": printable(asked.text), **numbers, "hits": list(rows)}
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))
