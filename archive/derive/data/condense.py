"""Condenses the published code tables into the two files beside this script; run by hand when a source changes.

Owns areacodes.csv and townships.csv and says where they come from (SOURCES.md). Must not invent, merge or repair a
code: a row in is a row out. Run: `python -m archive.derive.data.condense FOLDER`, where FOLDER holds the sources
`areacodes.csv` (CC0) and `townships.json` (MIT).
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

LEVELS = {"省级": "province", "地级": "prefecture", "县级": "county"}
HERE = Path(__file__).resolve().parent


def condense_areacodes(source: Path, target: Path) -> int:
    """Write one row per code and name in use: code, name, level, parent_code, valid_from, valid_to, successors.

    `valid_from` and `valid_to` are years; in `valid_to` (empty = still in use) the code or its name was replaced, so
    in that year both may be met. `parent_code` is the prefecture, or the province where the county has none.
    `successors` stands as in the source: codes separated by `;`, `[year]` after a code that took over a part only.
    Returns the number of rows.
    """
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "name", "level", "parent_code", "valid_from", "valid_to", "successors"])
        for row in rows:
            code, level = row["代码"], LEVELS[row["级别"]]
            if level == "province":
                parent = ""
            elif level == "prefecture" or row["二级行政区"] == "直辖":
                parent = code[:2] + "0000"
            else:
                parent = code[:4] + "00"
            writer.writerow([code, row["名称"], level, parent, row["启用时间"], row["变更/弃用时间"], row["新代码"]])
    return len(rows)


def condense_townships(source: Path, target: Path) -> int:
    """Write one row per township: code (its county's code of today + 3 digits) and name. Returns their number."""
    counties = json.loads(source.read_text(encoding="utf-8"))
    rows = [(code[:9], name) for county in counties.values() for name, code in county["townships"].items()]
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "name"])
        writer.writerows(sorted(rows))
    return len(rows)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Give the folder that holds areacodes.csv and townships.json.")
    folder = Path(sys.argv[1])
    areas = condense_areacodes(folder / "areacodes.csv", HERE / "areacodes.csv")
    towns = condense_townships(folder / "townships.json", HERE / "townships.csv")
    sys.stdout.write(f"{areas} codes at county level and above, {towns} townships\n")
