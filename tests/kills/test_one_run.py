"""Promise 2 from outside: a second command is told who works, and a killed owner's lock counts for nothing."""

from __future__ import annotations

import json
import re

from tests.guarantees import record
from tests.line import baogao
from tests.running import Running, count
from tests.small import one_sentence


def test_a_second_run_is_told_who_works_and_the_next_takes_over_from_the_dead(small, tmp_path):
    data = tmp_path / "data"
    with Running(small.command(data)) as owner:
        owner.until(lambda: count(data, "captures") > 0)
        owner.stop()
        since = json.loads((data / "run.lock").read_text())["started_at"]
        refused = [small.crawl(data, code=6)]
        refused += [baogao(*words, "--data", data, code=6) for words in (["derive"], ["derive", "--all"], ["publish"])]
        for done in refused:
            said = one_sentence(done)
            assert re.search(rf"baogao crawl, process {owner.pid} on \S+, since {since}", said), said
        assert owner.process.poll() is None
        owner.kill()
    small.crawl(data)
    assert small.wrong(data) == []
    record(2, "tests/kills/test_one_run.py::test_a_second_run_is_told_who_works_and_the_next_takes_over_from_the_dead",
           len(refused), "commands beside a living run",
           "exit 6 with its owner; a killed owner's lock is taken over")  # fmt: skip
