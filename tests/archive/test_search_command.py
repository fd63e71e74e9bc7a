"""`baogao search`: numbers, forms of output, one-sentence errors, nothing that moves a terminal."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
import unicodedata
from pathlib import Path

import pytest

from archive.cli import main


@pytest.fixture
def data(own_database: Path, tmp_path: Path) -> Path:
    (tmp_path / "published").mkdir()
    shutil.copy(own_database, tmp_path / "published" / "archive.db")
    return tmp_path


@pytest.fixture
def search(data, monkeypatch, capsys):
    def run(*words: str, at: Path = data, code: int = 0) -> tuple[str, str]:
        monkeypatch.setattr(sys, "argv", ["baogao", "search", "--data", str(at), *words])
        with pytest.raises(SystemExit) as stopped:
            main()
        assert stopped.value.code == code
        captured = capsys.readouterr()
        return captured.out, captured.err

    return run


def test_hits_snippets_and_a_sum(search):
    out, err = search("生态")
    assert out.splitlines()[-1] == "生态: 4 occurrences in 2 reports."
    assert "2021  【青川招商】2021年青川市政府工作报告  × 3" in out
    assert "⟦生态⟧环境持续改善" in out
    assert err == ""


@pytest.mark.parametrize(
    ("words", "sum_line"),
    [
        (["生态", "文明"], "生态 文明: 4 occurrences in 1 report."),
        (["生态", "-文明"], "生态 -文明: 1 occurrence in 1 report."),
        (["-生态"], "-生态: 3 reports without it."),
        (["云岭"], "云岭: 0 occurrences in 0 reports, and 1 report in the title only."),
        (["没有的"], "没有的: 0 occurrences in 0 reports."),
        (['"abc group"'], '"abc group": 2 occurrences in 2 reports.'),
    ],
)
def test_what_the_last_line_says(search, words, sum_line):
    assert search(*words)[0].splitlines()[-1] == sum_line


def test_the_limit_leaves_the_sum_alone(search):
    out, _ = search("生态", "--limit", "1")
    assert out.count("×") == 1
    assert out.endswith("4 occurrences in 2 reports.\n")


def test_a_concordance_lines_up(search):
    out, _ = search("生态", "--kwic")
    lines = out.splitlines()[:-1]
    width = {sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line.partition("⟦")[0]) for line in lines}
    assert len(lines) == 4
    assert len(width) == 1


def test_a_concordance_as_csv_has_offsets_into_the_text(search, own_archive):
    out, err = search("生态", "--kwic", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert err == "生态: 4 occurrences in 2 reports.\n"
    texts = dict(own_archive.execute("SELECT report_key, text FROM reports JOIN report_texts ON report_id = id"))
    assert [texts[row["report_key"]][int(row["start"]) : int(row["end"])] for row in rows] == ["生态"] * 4


def test_csv_and_json_hold_the_same_hits(search):
    hits = json.loads(search("生态", "--json")[0])
    rows = list(csv.DictReader(io.StringIO(search("生态", "--csv")[0])))
    assert (hits["reports"], hits["reports_in_text"], hits["occurrences"]) == (2, 2, 4)
    assert [hit["report_key"] for hit in hits["hits"]] == [row["report_key"] for row in rows]
    assert [hit["occurrences"] for hit in hits["hits"]] == [int(row["occurrences"]) for row in rows]


@pytest.mark.parametrize("form", [[], ["--kwic"], ["--csv"], ["--json"], ["--kwic", "--csv"], ["--kwic", "--json"]])
def test_controls_never_reach_the_terminal(search, form):
    for output in search("保护 OR \x1b]0;x\x07", *form):
        assert not [c for c in output if unicodedata.category(c) in {"Cc", "Cf"} and c != "\n"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["，。"], "There is nothing to search for in '，。'; give Hanzi, a word or a number."),
        ([""], "There is nothing to search for in ''; give Hanzi, a word or a number."),
        (["生态", "--limt"], "There is no option --limt; see `baogao search --help`."),
    ],
)
def test_what_cannot_be_searched_for_is_one_sentence(search, words, said):
    assert search(*words, code=2) == ("", f"Error: {said}\n")


def test_nothing_published_is_one_sentence(search, tmp_path_factory):
    _, err = search("生态", at=tmp_path_factory.mktemp("empty"), code=2)
    assert "Nothing is published" in err
    assert "baogao demo" in err
    assert err.count("\n") == 1
