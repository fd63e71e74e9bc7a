"""The planted figures: quoted where they stand, complete, and with the value that is written."""

from __future__ import annotations

import re
import unicodedata

import pytest

from crawler.replica.accounts import names_of
from crawler.replica.eras import numeral, year_numeral
from crawler.replica.figures import indicators
from crawler.replica.report import report
from crawler.replica.reportcard import FAMILIAR
from crawler.replica.site import DEFAULT_SEED
from crawler.replica.vocabulary import FOLDER

INDICATORS = {
    *("gdp", "fiscal_revenue", "tax_revenue", "fixed_asset_investment", "industrial_value_added", "retail_sales"),
    *("imports_exports", "exports", "foreign_capital", "resident_income", "urban_income", "rural_income", "cpi"),
    *("urban_unemployment", "urban_jobs", "grain_output", "energy_intensity", "population_growth", "gdp_per_capita"),
}
NAMES = sorted(
    {name for indicator in indicators() for name, *_ in indicator.names}
    | {"消费价格", "失业率", "城镇新增就业", "粮食总产", "自然增长率", "能耗下降"}
    | {name for key in INDICATORS for name, *_ in names_of(key) if name not in ("经济", "居民收入", "财政收入")},
    key=len,
    reverse=True,
)


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
        ("target", "level", "five_year"),
        ("target", "change", "annual"),
        ("target", "growth", "long_term"),
    }
    assert {row["modifier"] for _, row, _ in rows} >= {None, "左右", "以上", "以内", "以下", "不低于", "高于", "超过"}
    assert {row["status"] for _, row, _ in rows} == {"stated", "qualitative"}
    assert {row["is_estimate"] for _, row, _ in rows} == {True, False}


def test_a_quote_is_the_text_between_its_offsets_within_a_paragraph(rows):
    for text, row, _ in rows:
        assert text[row["start"] : row["end"]] == row["quote"]
        assert "\n" not in row["quote"]
        assert any(name in row["quote"] for name in (*NAMES, "经济", "居民", "财政收入")), row


def test_the_value_is_what_is_written(rows):
    for _, row, _ in rows:
        if row["status"] == "qualitative":
            assert (row["value"], row["value_text"]) == (None, None)
            continue
        numbers = numbers_in(row["value_text"])
        unit = unicodedata.normalize("NFKC", row["unit_text"] or "")
        assert abs(row["value"]) == pytest.approx(numbers[0] * scale(row["indicator"], unit))
        assert row["value_max"] == (numbers[1] if len(numbers) > 1 else None)
        assert (row["value"] < 0) == (row["measure"] == "growth" and bool(FALL.search(row["quote"]))), row
        assert row["modifier"] is None or row["modifier"] in row["quote"]
        assert row["value_text"] in row["quote"]
        assert (row["unit_text"] or "") in row["quote"]


FALL = re.compile("下降|减少|降低|降幅")


def numbers_in(written: str) -> list[float]:
    if written.endswith("番"):
        return [100.0]
    plain = unicodedata.normalize("NFKC", written).replace(" ", "")
    if found := re.findall(r"[0-9.]+", plain):
        return [float(number) for number in found]
    whole, _, tenth = plain.partition("点")
    digits = {numeral(number): number for number in range(1, 100)} | {"零": 0}
    return [digits[whole] + (digits[tenth] / 10 if tenth else 0)]


def scale(indicator: str, unit: str) -> float:
    if indicator in ("urban_income", "rural_income", "resident_income", "gdp_per_capita"):
        return {"万元": 10000, "元": 1}.get(unit, 1)
    return {"万亿元": 10000, "万元": 0.0001, "人": 0.0001, "万美元": 0.0001}.get(unit, 1)


def test_a_figure_for_a_year_is_of_the_year_it_says(rows):
    for _, row, one in rows:
        year = one.card.year
        if row["horizon"] == "annual":
            assert row["year"] == (year if row["basis"] == "target" else year - 1)
        else:
            assert "年均" in row["quote"] or row["measure"] == "level" or row["value_text"].endswith("番")


def test_no_indicator_is_named_outside_a_planted_quote_or_a_marked_aside(made):
    pattern = re.compile("|".join(NAMES))
    for one in made:
        spans = [(figure.start, figure.end) for figure in one.figures] + list(one.asides)
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
        if one.card.index < FAMILIAR:
            assert ("预期目标" in one.text.replace("全年预期目标", "")) == one.has_targets


def test_an_aside_is_none_of_the_figures(made):
    seen = 0
    for one in made:
        for start, end in one.asides:
            assert one.text[start:end] == one.text[start:end].strip()
            assert not [figure for figure in one.figures if figure.start < end and start < figure.end]
            seen += 1
    assert seen > 100


def test_the_header_says_what_the_card_says(made):
    for one in made[:FAMILIAR]:
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
