"""The three sets: the ten sample reports, the planted truth of the replica, and the reports labelled by hand.

Owns how each set's answers become one form, `Case`. Never looks at what the rules say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.replica.site import Site
from tests.archive.derive.gold import SAMPLE, gold_reports

LABELS = Path(__file__).parent / "labels"
REPLICA_REPORTS = 600

FIELDS = (
    *("kind", "report_year", "region_code", "province", "prefecture", "county", "township", "admin_level"),
    *("report_date", "report_date_precision", "congress", "session", "speaker", "speaker_post"),
)
JUDGED_IN_SAMPLE = (
    *("gdp", "fiscal_revenue", "fixed_asset_investment", "industrial_value_added", "retail_sales", "imports_exports"),
    *("foreign_capital", "resident_income", "urban_income", "rural_income", "cpi", "urban_unemployment"),
)
"""Indicators whose targets the sample's readers have looked for; of results only gdp."""
_LEVELS = ("cpi", "urban_unemployment")
_WRITTEN = re.compile(r"(?P<value>[\d.]+)(?P<unit>%|万亿元|亿元)(?P<modifier>.*)")
_SCALE = {"%": 1.0, "亿元": 1.0, "万亿元": 10000.0}


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure: which it is, and what is said of it. A qualitative one has no value."""

    indicator: str
    basis: str
    measure: str
    horizon: str
    year: int | None
    status: str
    value: float | None
    value_max: float | None
    modifier: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """One report and its answers. A field that is not in `fields` is not judged, nor an indicator outside `judged`."""

    name: str
    title: str
    text: str
    fields: dict[str, Any]
    figures: tuple[Stated, ...]
    judged: tuple[str, ...] | None = None
    judged_results: tuple[str, ...] | None = None
    gdp_status: str | None = None
    averages: bool = True
    """Whether results over several years are among the answers."""
    elsewhere: tuple[Stated, ...] = ()
    """Targets named outside the target block: neither asked for nor wrong."""


def sample() -> Iterator[Case]:
    """Yield the ten hand-checked reports, as the saved listing page shows them."""
    for report in gold_reports():
        gold = report.gold
        year = gold["report_year"]
        figures = [_of_gold(name, written, "target", year) for name, written in gold["targets"].items()]
        figures += [
            _of_gold(name, written, "achieved", year - 1)
            for name, written in (gold["achieved"] or {}).items()
            if written
        ]
        fields = {name: gold[name] for name in FIELDS if name in gold}
        yield Case(
            report.title,
            report.title,
            " ".join(report.text.split()),
            fields,
            tuple(figures),
            JUDGED_IN_SAMPLE,
            ("gdp",),
            gold["gdp_target"]["status"],
        )


def _of_gold(name: str, written: str, basis: str, year: int) -> Stated:
    """Read a gold value: `fiscal_revenue_value_target: 1.16亿元`, `gdp_growth: 3%以上`."""
    found = _WRITTEN.fullmatch(written)
    assert found, written
    bare = name.removesuffix("_target").removesuffix("_growth")
    level = bare.endswith("_value")
    bare = bare.removesuffix("_value").replace("_resident_income", "_income")
    measure = "level" if level or bare in _LEVELS else "growth"
    value = round(float(found["value"]) * _SCALE[found["unit"]], 6)
    return Stated(bare, basis, measure, "annual", year, "stated", value, None, found["modifier"] or None)


def replica(reports: int = REPLICA_REPORTS) -> Iterator[Case]:
    """Yield planted reports of the replica site, with the truth it was written from."""
    for record in Site(reports=reports).truth():
        if record["record"] != "report" or not record["planted"] or record["duplicate_of"] is not None:
            continue
        figures = tuple(_stated(row) for row in record["figures"] if row["status"] in ("stated", "qualitative"))
        fields = {name: record[name] for name in FIELDS if name in record}
        yield Case(record["url"], record["title"], record["text"], fields, figures)


def labelled(part: str) -> Iterator[Case]:
    """Yield the reports of the corpora that were labelled by hand. `part`: open or held_out."""
    for path in sorted(LABELS.glob(f"{part}*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            label = json.loads(line)
            yield _labelled(label)


def _labelled(label: dict[str, Any]) -> Case:
    text = (SAMPLE / "corpus" / label["file"]).read_text(encoding="utf-8")
    lines = [" ".join(found.split()) for found in text.lstrip("\ufeff").splitlines() if found.strip()]
    of_the_state = label["file"].startswith("national")
    title = f"{label['report_year']}年国务院政府工作报告" if of_the_state else lines[0]
    fields = {name: label[name] for name in FIELDS if name in label}
    parts: dict[bool, list[Stated]] = {True: [], False: []}
    for row in label["indicators"]:
        parts[row.get("in_block", True)].append(_stated({"horizon": "annual", "status": "stated"} | row))
    inside, outside = tuple(parts[True]), tuple(parts[False])
    return Case(label["file"], title, "\n".join(lines), fields, inside, averages=False, elsewhere=outside)


def _stated(row: dict[str, Any]) -> Stated:
    """Read a row of `indicators` in whatever form it is given: a truth, a label, a derived figure."""
    return Stated(
        *(row[name] for name in ("indicator", "basis", "measure", "horizon", "year", "status")),
        None if row.get("value") is None else round(float(row["value"]), 4),
        None if row.get("value_max") is None else round(float(row["value_max"]), 4),
        row.get("modifier") or None,
    )
