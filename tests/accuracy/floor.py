"""The figures that may not fall, in tests/accuracy_floor.json, and the table of them in both READMEs.

Owns the file and the table. A figure that rises is written by `python -m tests.accuracy --write`; one that falls only
with `--lower` beside it, so that nobody lowers it without meaning to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.accuracy.scoring import Score

ROOT = Path(__file__).parents[2]
FLOOR = ROOT / "tests" / "accuracy_floor.json"
BEGIN, END = "<!-- accuracy: python -m tests.accuracy --write -->", "<!-- end of accuracy -->"

Figures = dict[str, dict[str, dict[str, Any]]]


def read() -> Figures:
    """Return the figures that stand, by set and field."""
    return json.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.exists() else {}


def figures(scores: dict[str, Score]) -> dict[str, dict[str, Any]]:
    """Return the scores of one set as they are kept."""
    return {
        name: {
            "stated": score.stated,
            "given": score.given,
            "right": score.right,
            "precision": round(score.precision, 4),
            "recall": round(score.recall, 4),
        }
        for name, score in scores.items()
    }


def fallen(stands: dict[str, dict[str, Any]], now: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield each figure of one set that is lower than it stands, or is no longer scored."""
    for name, before in stands.items():
        for measure in ("precision", "recall"):
            value = now.get(name, {}).get(measure)
            if value is None or value < before[measure]:
                yield f"{name}: {measure} {before[measure]} -> {value}"


def write(found: Figures) -> None:
    """Write the figures and the tables of the READMEs."""
    FLOOR.write_text(json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for name in ("README.md", "README.zh-CN.md"):
        page = ROOT / name
        before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
        table = "\n".join([BEGIN, *table_of(found, chinese="zh" in name), END])
        page.write_text(before + table + rest.partition(END)[2], encoding="utf-8")


SETS = (
    ("sample", "ten real reports", "十篇真实报告"),
    ("replica", "the replica's planted reports", "仿真站点的报告"),
    ("labelled", "labelled by hand", "人工标注"),
    ("held_out", "labelled by hand, kept aside", "人工标注（留作检验）"),
)
WORDS = {
    "kind": ("kind", "文种"),
    "report_year": ("year", "年份"),
    "region_code": ("region code", "区划代码"),
    "report_date": ("date", "日期"),
    "congress": ("congress", "届次"),
    "session": ("session", "会次"),
    "speaker": ("speaker", "报告人"),
    "speaker_post": ("post", "职务"),
    "target gdp": ("annual GDP target", "年度生产总值目标"),
    "other targets": ("other annual targets", "其他年度目标"),
    "results": ("last year's results", "上年完成值"),
    "qualitative": ("targets in words only", "定性目标"),
    "longer": ("five-year and longer", "五年及远期"),
}


def table_of(found: Figures, *, chinese: bool) -> Iterator[str]:
    """Yield the lines of the table: for each field and set precision / recall, and of how many values."""
    sets = [one for one in SETS if one[0] in found]
    yield "| " + " | ".join(["", *(one[2] if chinese else one[1] for one in sets)]) + " |"
    yield "|---" * (len(sets) + 1) + "|"
    for name, words in WORDS.items():
        cells = [_cell(_summed(found[one[0]], name)) for one in sets]
        yield "| " + " | ".join([words[chinese], *cells]) + " |"


def _summed(fields: dict[str, dict[str, Any]], name: str) -> tuple[int, int, int]:
    """Return (stated, given, right) of a line of the table."""
    groups = {
        "other targets": lambda field: field.startswith("target ") and field != "target gdp",
        "results": lambda field: field.startswith("achieved "),
    }
    chosen = groups.get(name, lambda field: field == name)
    rows = [row for field, row in fields.items() if chosen(field)]
    stated, given, right = (sum(row[key] for row in rows) for key in ("stated", "given", "right"))
    return stated, given, right


def _cell(sums: tuple[int, int, int]) -> str:
    stated, given, right = sums
    if not stated and not given:
        return "–"
    precision, recall = right / given if given else 1.0, right / stated if stated else 1.0
    return f"{precision:.3f} / {recall:.3f} ({stated:,})"
