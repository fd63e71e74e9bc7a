"""`baogao replica` on the command line: what is refused, and the truth that it writes."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from archive.errors import UsageError
from crawler.replica import server
from crawler.replica.command import replica
from crawler.replica.faults.catalogue import FAULTS
from crawler.replica.process import ReplicaProcess
from crawler.replica.site import Site


@pytest.fixture
def served(monkeypatch):
    """What the command would have served, without serving it."""
    calls = []
    monkeypatch.setattr(server, "serve", lambda site, port, announce, **_: calls.append((site, port, announce)))
    return calls


def run(*options: str) -> None:
    outcome = CliRunner().invoke(replica, options, catch_exceptions=False)
    assert outcome.exit_code == 0, outcome.output


def test_defaults(served):
    run()
    site, port, announce = served[0]
    assert (site.size, site.day, site.variant.name, port) == (200, 0, "default", 8010)
    assert announce.count("{url}") == 2


def test_options_reach_the_site(served):
    run("--reports", "33", "--variant", "dl", "--day", "2", "--seed", "5", "--encoding", "mixed", "--port", "0")
    site, port, announce = served[0]
    assert (site.size, site.day, site.variant.name, site.seed, site.encoding, port) == (33, 2, "dl", 5, "mixed", 0)
    assert "--site replica-dl" in announce


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--variant", "nope"], "There is no variant nope; choose one of default"),
        (["--encoding", "nope"], "There is no encoding nope; choose one of utf-8"),
        (["--sample", "nowhere.txt"], "There is no sample page nowhere.txt"),
        (["--truth", "nowhere/truth.jsonl"], "Cannot write the truth to nowhere/truth.jsonl"),
    ],
)
def test_what_cannot_be_is_one_sentence(served, options, sentence):
    with pytest.raises(UsageError) as raised:
        run(*options)
    assert str(raised.value).startswith(sentence)
    assert "\n" not in str(raised.value)


def test_the_truth_file_has_every_record(served, tmp_path):
    path = tmp_path / "truth.jsonl"
    run("--reports", "40", "--day", "1", "--truth", str(path))
    written = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert written == json.loads(json.dumps(list(Site(reports=40, day=1).truth())))
    assert [record["record"] for record in written] == ["site"] + ["report"] * 40 + ["removed"]
    assert [path.name for path in tmp_path.iterdir()] == ["truth.jsonl"]


def test_the_child_process_takes_the_same_options_and_gives_the_same_sentences(tmp_path):
    truth = tmp_path / "truth.jsonl"
    with ReplicaProcess(reports=12, variant="table", truth=truth) as child:
        assert "replica-table" in child.line
        assert json.loads(truth.read_text(encoding="utf-8").splitlines()[0])["variant"] == "table"
    with pytest.raises(UsageError, match=r"^There is no variant nope"):
        ReplicaProcess(variant="nope").__enter__()


def test_the_help_lists_every_fault():
    shown = CliRunner().invoke(replica, ["--help"]).output
    assert {name for name in FAULTS if f"\n  {name} " not in shown} == set()
    assert "share=0.05" in shown
