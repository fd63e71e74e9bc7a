"""What `baogao probe` says of a report's facts."""

from __future__ import annotations

from dataclasses import replace

from archive.derive.facts import read_facts
from archive.derive.summary import QUOTE, summary
from tests.archive.derive.test_facts import TEXT, TITLE


def said(title: str, text: str) -> dict[str, str]:
    return dict(summary(read_facts(title, text)))


def test_a_whole_report() -> None:
    assert said(TITLE, TEXT) == {
        "kind": "work_report",
        "place": "山东省 聊城市 阳谷县 371521 (county)",
        "report_year": "2021",
        "report_date": "2021-01-12 (day)",
        "congress": "18",
        "session": "5",
        "speaker": "何远山",
        "speaker_post": "代县长",
        "quality_flags": "none",
        "sections": "5: opening, review, plan, self_governance, closing",
        "gdp target": "growth 2021: 7 % 左右  “生产总值增长7%左右”",
    }


def test_what_is_unknown_is_said_with_its_reason() -> None:
    lines = said("政府工作报告", "各位代表：\n一年来，大家都很努力。")
    assert (lines["place"], lines["report_date"], lines["session"], lines["speaker"]) == (
        "unknown: not_named",
        *("unknown: not_printed",) * 3,
    )
    assert lines["quality_flags"] == "no_date, no_speaker"
    assert lines["gdp target"] == "no_target_block"
    assert "gdp target" not in said("县人大常委会工作报告", "各位代表：\n一年来，大家都很努力。")


def test_a_target_that_is_a_range_or_no_figure() -> None:
    for printed, shown in (
        ("增长6%-7%", "growth 2021: 6–7 %  “"),
        ("保持稳定增长", "qualitative  “"),
    ):
        assert said(TITLE, TEXT.replace("增长7%左右", printed))["gdp target"].startswith(shown)
    assert said(TITLE, TEXT.replace("生产总值增长7%左右，", ""))["gdp target"] == "not_stated"


def test_a_long_quote_is_cut() -> None:
    facts = read_facts(TITLE, TEXT)
    figures = tuple(replace(figure, quote="长" * (QUOTE + 1)) for figure in facts.figures)
    shown = dict(summary(replace(facts, figures=figures)))["gdp target"]
    assert shown.endswith(f"“{'长' * QUOTE}…”")
