"""The varied reports: what header, title, kind and sections state is what the truth says."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest

from crawler.replica.cards import OTHER, report_card
from crawler.replica.eras import numeral, year_numeral
from crawler.replica.layouts import congress_name
from crawler.replica.report import report
from crawler.replica.reportcard import FAMILIAR, STATES
from crawler.replica.site import DEFAULT_SEED, Site

ROLES = {"opening", "review", "five_year", "plan", "self_governance", "closing", "unsegmented"}


@pytest.fixture(scope="module")
def varied(made):
    return [one for one in made if one.card.index >= FAMILIAR and one.card.kind == "work_report"]


@pytest.fixture(scope="module")
def told() -> list[dict]:
    return [record for record in Site(reports=750).truth() if record["record"] == "report"]


def plain(text: str) -> str:
    """A header without blanks, with one zero and half-width digits."""
    return unicodedata.normalize("NFKC", re.sub(r"[○ΟO]", "〇", re.sub(r"\s", "", text)))


def header_of(one) -> str:
    """Title and text up to the sentence that asks for deliberation; the title alone where there is none."""
    asks = [n for n, text in enumerate(one.paragraphs[:6]) if re.search("现在，?|我受", text) and "请" in text]
    return plain(one.card.title + "\n".join(one.paragraphs[: asks[0] + 1] if asks else ()))


def test_the_date_stands_in_header_or_title_as_precisely_as_the_truth_says(varied):
    for one in varied:
        card, head = one.card, header_of(one)
        date = card.date
        months = {f"{date.month}月", f"{numeral(date.month)}月"} | ({"元月"} if date.month == 1 else set())
        days = {f"{date.day}日", f"{numeral(date.day)}日"}
        years = {f"{date.year}年", f"{year_numeral(date.year)}年"}
        day = any(m + d in head for m in months for d in days)
        assert day == (card.date_precision == "day"), (card.index, head[:90])
        if card.date_precision:
            assert any(year in head for year in years), card.index
        if card.date_precision == "month":
            assert any(y + m in head for y in years for m in months)
        assert card.report_year == (date.year if card.date_precision else card.year)


def test_name_and_post_stand_in_the_header_where_the_truth_has_them(varied):
    for one in varied:
        card, head = one.card, header_of(one)
        assert (card.speaker in head) == card.states_speaker, (card.index, head[:90])
        if card.states_post:
            assert card.post.removeprefix("自治区") in head, (card.index, head[:90])


def test_the_meeting_stands_in_header_or_title_where_the_truth_has_it(varied):
    for one in varied:
        card, head = one.card, header_of(one)
        if not card.states_session:
            assert not re.search("届.{0,10}次会议", head), (card.index, head[:90])
            continue
        congress = {numeral(card.congress), str(card.congress)}
        session = {numeral(card.session), str(card.session)}
        forms = [f"{c}届{kind}{n}{s}次会议" for c in congress for s in session
                 for kind, n in (("人民代表大会", "第"), ("人大", ""), ("人民代表大会", ""))]  # fmt: skip
        assert any(form in head for form in forms), (card.index, head[:90])


def test_every_layout_comes_up():
    cards = [report_card(DEFAULT_SEED, index) for index in range(4000)]
    assert {card.header for card in cards} == set(STATES)
    assert {card.date_precision for card in cards} == {"day", "month", "year", None}
    late = [card for card in cards if card.date.month == 12]
    assert 40 < len(late) < 250
    assert all(card.report_year == card.year - 1 for card in late)
    assert any(card.post.startswith("代理") for card in cards)
    assert any(card.place.unit == "盟" for card in cards)
    assert congress_name.__doc__


def test_few_texts_are_no_work_reports_and_they_have_neither_figures_nor_sections(told):
    others = [record for record in told if record["kind"] != "work_report"]
    assert {record["kind"] for record in others} == {"plan_report", "budget_report", "news", "other"}
    assert 0.015 < len(others) / len(told) < 0.05
    for record in others:
        assert record["figures"] == []
        assert record["sections"] == []
        assert "政府工作报告" in record["title"] or "公署工作报告" in record["title"]
        assert f"kind_{record['kind']}" in record["quirks"] or record["kind"] == "other"
    assert set(OTHER) == {"exam", "summary"}


def test_a_title_of_another_place_is_rare_and_flagged_and_the_header_says_the_truth(told):
    wrong = [record for record in told if "title_body_conflict" in record["quality"]]
    assert 0 < len(wrong) <= 0.01 * len(told)
    for record in wrong:
        assert record["county"] not in record["title"]
        assert record["county"] in record["text"][:200]


def test_sections_cover_the_text_and_their_headings_stand_at_their_beginning(told):
    for record in told:
        if record["kind"] != "work_report":
            continue
        sections, text = record["sections"], record["text"]
        assert [one["start"] for one in sections[1:]] == [one["end"] for one in sections[:-1]]
        assert (sections[0]["start"], sections[-1]["end"]) == (0, len(text))
        for one in sections:
            assert one["role"] in ROLES
            assert one["heading"] is None or text.startswith(one["heading"], one["start"])
            assert one["start"] == 0 or text[one["start"] - 1] == "\n"
    seen = Counter(one["role"] for record in told for one in record["sections"])
    assert set(seen) == ROLES


def test_annual_targets_stand_in_the_plan_and_results_in_the_review(told):
    for record in told:
        roles = [one for one in record["sections"] if one["role"] in ("plan", "review")]
        for figure in record["figures"] if roles else ():
            here = next(s["role"] for s in record["sections"] if s["start"] <= figure["start"] < s["end"])
            if figure["horizon"] == "annual":
                assert here == ("plan" if figure["basis"] == "target" else "review")
            elif figure["basis"] == "target":
                assert here in ("plan", "five_year")


def test_reports_of_early_years_name_the_party_congress_of_their_time():
    old = next(report(DEFAULT_SEED, i) for i in range(FAMILIAR, 400) if report_card(DEFAULT_SEED, i).year < 2002)
    assert "党的十五大" in old.text or "党的十六大" in old.text


def test_an_amount_that_was_passed_says_so_in_its_modifier(varied):
    passed = [
        figure
        for one in varied
        for figure in one.figures
        if figure.number_at and figure.measure == "level" and one.text[: figure.number_at[0]].endswith("突破")
    ]
    assert passed
    assert all(figure.modifier == "突破" for figure in passed)
