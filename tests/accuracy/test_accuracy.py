"""No figure of accuracy falls, each set reaches what was asked of it, and the READMEs show the figures that stand."""

from __future__ import annotations

import pytest

from tests.accuracy import floor, sets
from tests.accuracy.__main__ import CASES
from tests.accuracy.scoring import Score, score
from tests.archive.derive.gold import NEEDS_SAMPLE

TO_REACH = {
    "kind": (0.98, 0.98),
    "report_year": (0.99, 0.99),
    "region_code": (0.98, 0.98),
    "report_date": (0.98, 0.98),
    "congress": (0.98, 0.98),
    "session": (0.98, 0.98),
    "speaker": (0.97, 0.97),
    "target gdp": (0.99, 0.97),
}
"""Precision and recall of single fields."""
OTHERS_TO_REACH = (0.97, 0.9)
"""Precision and recall of every other indicator's annual targets and results."""
FEW = 20
"""Indicators of which a set states fewer values are judged together: one of five is no rate."""


@pytest.fixture(scope="module", params=["sample", "replica", "labelled"])
def scored(request: pytest.FixtureRequest) -> tuple[str, dict[str, Score]]:
    return request.param, score(CASES[request.param]())


@NEEDS_SAMPLE
def test_no_figure_falls(scored):
    name, scores = scored
    assert list(floor.fallen(floor.read()[name], floor.figures(scores))) == []


@NEEDS_SAMPLE
def test_every_set_reaches_what_was_asked(scored):
    name, scores = scored
    low, few, judged = [], Score(), {}
    for field, one in scores.items():
        if field.startswith(("target ", "achieved ")) and field not in TO_REACH and one.stated < FEW:
            few.add(one)
        else:
            judged[field] = one
    for field, one in (judged | {"target and achieved of few values": few}).items():
        is_figure = field.startswith(("target ", "achieved "))
        precision, recall = TO_REACH.get(field, OTHERS_TO_REACH if is_figure else (0.0, 0.0))
        if one.precision < precision or one.recall < recall:
            low.append(f"{field}: {one.precision:.3f} {one.recall:.3f} of {one.stated}; {one.wrong[:2]}")
    assert low == [], name


@NEEDS_SAMPLE
def test_the_ten_sample_reports_are_read_without_a_mistake():
    wrong = {field: one.wrong for field, one in score(sets.sample()).items() if one.wrong}
    assert wrong == {}


def test_at_least_sixty_reports_are_labelled_and_a_third_is_kept_aside():
    counts = [len(list(sets.labelled(part))) for part in ("open", "held_out")]
    assert sum(counts) >= 60
    assert counts[1] * 3 >= sum(counts)


def test_a_set_that_is_not_scored_any_more_counts_as_fallen():
    stands = {"kind": {"precision": 1.0, "recall": 1.0}}
    assert len(list(floor.fallen(stands, {}))) == 2
    assert len(list(floor.fallen(stands, {"kind": {"precision": 1.0, "recall": 0.99}}))) == 1
    assert list(floor.fallen(stands, {"kind": {"precision": 1.0, "recall": 1.0}})) == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_shows_the_figures_that_stand(name):
    page = (floor.ROOT / name).read_text(encoding="utf-8")
    table = page.partition(floor.BEGIN)[2].partition(floor.END)[0]
    assert table.strip().splitlines() == list(floor.table_of(floor.read(), chinese="zh" in name))
