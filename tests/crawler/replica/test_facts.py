"""The planted figures: quoted where they stand, complete, and with the value that is written."""

from __future__ import annotations

import re
import unicodedata

import pytest

from crawler.replica.eras import numeral, year_numeral
from crawler.replica.figures import indicators
from crawler.replica.report import report
from crawler.replica.site import DEFAULT_SEED
from crawler.replica.vocabulary import FOLDER

INDICATORS = {
    *("gdp", "fiscal_revenue", "tax_revenue", "fixed_asset_investment", "industrial_value_added", "retail_sales"),
    *("imports_exports", "exports", "foreign_capital", "resident_income", "urban_income", "rural_income", "cpi"),
    *("urban_unemployment", "urban_jobs", "grain_output", "energy_intensity", "population_growth"),
}
NAMES = sorted(
    {name for indicator in indicators() for name, *_ in indicator.names}
    | {"消费价格", "失业率", "城镇新增就业", "粮食总产", "自然增长率", "能耗下降"},
    key=len,
    reverse=True,
)
SCALE = {"万亿元": 10000, "万元": 0.0001}


@pytest.fixture(scope="module")
def rows(made):
    """Every planted figure of 200 reports, with the text it stands in."""
    return [(one.text, figure.row(one.text), one) for one in made for figure in one.figures]


def test_all_indicators_and_kinds_come_up(rows):
    assert {row["indicator"] for _, row, _ in rows} == INDICATORS
    kinds = {(row["basis"], row["measure"], row["horizon"]) for _, row, _ in rows}
    assert kinds == {
        ("achieved", "growth", "annual"),
        ("achieved", "level", "annual"),
        ("achieved", "growth", "five_year"),
        ("target", "growth", "annual"),
        ("target", "level", "annual"),
        ("target", "growth", "five_year"),
    }
    assert {row["modifier"] for _, row, _ in rows} == {None, "左右", "以上", "以内", "不低于"}
    assert {row["status"] for _, row, _ in rows} == {"stated", "qualitative"}
    assert {row["is_estimate"] for _, row, _ in rows} == {True, False}


def test_a_quote_is_the_text_between_its_offsets_within_a_paragraph(rows):
    for text, row, _ in rows:
        assert text[row["start"] : row["end"]] == row["quote"]
        assert "\n" not in row["quote"]
        assert any(name in row["quote"] for name in NAMES), row


def test_the_value_is_what_is_written(rows):
    for _, row, _ in rows:
        if row["status"] == "qualitative":
            assert (row["value"], row["value_text"]) == (None, None)
            continue
        written = unicodedata.normalize("NFKC", row["value_text"])
        assert row["value_text"] + row["unit_text"] in row["quote"]
        assert unicodedata.normalize("NFKC", row["unit_text"]) in ("%", "‰", row["unit"], "万亿元", "万元")
        numbers = [float(number) for number in re.findall(r"[\d.]+", written)]
        assert abs(row["value"]) == pytest.approx(numbers[0] * SCALE.get(row["unit_text"], 1))
        assert row["value_max"] == (numbers[1] if len(numbers) > 1 else None)
        assert (row["value"] < 0) == (row["measure"] == "growth" and "下降" in row["quote"])
        assert row["modifier"] is None or row["modifier"] in row["quote"]


def test_a_figure_for_a_year_is_of_the_year_it_says(rows):
    for _, row, one in rows:
        year = one.card.year
        if row["horizon"] == "annual":
            assert row["year"] == (year if row["basis"] == "target" else year - 1)
        else:
            assert "年均" in row["quote"]


def test_no_indicator_is_named_outside_a_planted_quote(made):
    pattern = re.compile("|".join(NAMES))
    for one in made:
        spans = [(figure.start, figure.end) for figure in one.figures]
        for match in pattern.finditer(one.text):
            around = one.text[match.start() - 20 : match.end() + 20]
            assert any(start <= match.start() < end for start, end in spans), (one.card.index, around)


def test_the_vocabulary_names_no_indicator():
    words = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.txt"))
    assert [name for name in NAMES if name in words] == []


def test_a_target_block_is_there_or_not_as_the_truth_says(made):
    without = [one for one in made if not one.has_targets]
    assert 3 < len(without) < 60
    for one in made:
        annual = [f for f in one.figures if f.basis == "target" and f.horizon == "annual"]
        assert bool(annual) == one.has_targets
        assert ("预期目标" in one.text.replace("全年预期目标", "")) == one.has_targets


def test_the_header_says_what_the_card_says(made):
    for one in made:
        card, head = one.card, "".join(one.paragraphs[:4])
        plain = unicodedata.normalize("NFKC", re.sub(r"[\s○ΟO]", lambda m: "" if m[0].isspace() else "〇", head))
        months = {str(card.date.month), numeral(card.date.month)} | ({"元"} if card.date.month == 1 else set())
        days = {str(card.date.day), numeral(card.date.day)}
        years = {str(card.date.year), year_numeral(card.date.year)}
        dates = {f"{y}年{m}月{d}日" for y in years for m in months for d in days}
        assert any(date in plain for date in dates) == card.states_date, (card.index, plain[:80])
        session = f"第{numeral(card.congress)}届人民代表大会第{numeral(card.session)}次会议"
        assert (session in plain) == card.states_session
        assert (card.speaker in plain and card.post.removeprefix("代") in plain) == card.states_speaker, card.index
        assert card.post.startswith("代") <= ("代" in plain.replace("代表", "")) or not card.states_speaker


def test_an_edit_leaves_every_figure_standing():
    for index in range(12):
        before, after = report(DEFAULT_SEED, index), report(DEFAULT_SEED, index, (1, 3))
        quotes = [[figure.row(one.text)["quote"] for figure in one.figures] for one in (before, after)]
        assert quotes[0] == quotes[1]
        assert before.text != after.text
