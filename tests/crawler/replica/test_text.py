"""The generated texts: the same everywhere, as varied and as long as real ones, about real places."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter

import pytest

from crawler.replica.cards import report_card
from crawler.replica.grammar import bigram_ratio, han_count
from crawler.replica.regions import region_table, short_name
from crawler.replica.report import report
from crawler.replica.reportcard import FAMILIAR
from crawler.replica.site import DEFAULT_SEED, Site

SAMPLE_SIZE = 160


@pytest.fixture(scope="module")
def reports():
    """Reports of every level and length, the longest and shortest among them."""
    cards = sorted((report_card(DEFAULT_SEED, index) for index in range(3000)), key=lambda card: card.han_target)
    indices = [card.index for card in (*cards[:20], *cards[-40:], *cards[:: 3000 // (SAMPLE_SIZE - 60)])]
    made = [report(DEFAULT_SEED, index) for index in indices]
    return [one for one in made if one.card.kind == "work_report"]


def digest(seed: int, indices: range) -> str:
    return hashlib.sha256("".join(report(seed, index).text for index in indices).encode()).hexdigest()


def test_another_process_with_another_hash_seed_writes_the_same():
    program = (
        "import hashlib; from crawler.replica.report import report;"
        "print(hashlib.sha256(''.join(report(7, i).text for i in range(8)).encode()).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "4711"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout.strip() == digest(7, range(8))


def test_order_of_making_does_not_matter():
    backwards = {index: report(3, index).text for index in reversed(range(6))}
    assert [report(3, index).text for index in range(6)] == [backwards[index] for index in range(6)]


def test_a_report_is_the_same_on_a_small_and_a_large_site():
    small, large = Site(reports=30), Site(reports=5070, variant="dl", day=4)
    untouched = [i for i in range(30) if i not in large.state.edited and i not in large.state.removed]
    assert len(untouched) > 20
    for index in untouched[:8]:
        assert small.paragraphs(index) == large.paragraphs(index)
        assert (small.title(index), small.listed(index)) == (large.title(index), large.listed(index))


def test_another_seed_makes_another_site():
    assert report(1, 0).text != report(2, 0).text


def test_every_report_is_as_varied_as_real_prose(reports):
    ratios = {found.card.index: bigram_ratio(found.text) for found in reports}
    assert min(ratios.values()) >= 0.40, min(ratios.items(), key=lambda item: item[1])


def test_pairs_of_any_characters_are_varied_too(reports):
    for found in reports:
        text = re.sub(r"\s", "", found.text)
        assert len({text[i : i + 2] for i in range(len(text) - 1)}) / len(text) >= 0.40


def test_every_length_is_that_of_a_real_report(reports):
    lengths = [han_count(found.text) for found in reports]
    assert min(lengths) >= 3000
    assert max(lengths) <= 22000
    assert max(lengths) > 19000
    assert min(lengths) < 4000


def test_townships_are_short_and_provinces_long(reports):
    by_level: dict[str, list[int]] = {}
    for found in reports:
        by_level.setdefault(found.card.place.level, []).append(han_count(found.text))
    assert set(by_level) == {"province", "prefecture", "county", "township"}
    assert max(by_level["township"]) < min(by_level["province"])


def test_nothing_of_the_grammar_shows(reports):
    for found in reports:
        assert not re.search(r"[{}@_]|None|，，|。。|、、|，。|；。|：。", found.text), found.card.index
        assert all(p == " ".join(p.split()) and p for p in found.paragraphs), found.card.index


def test_every_varied_paragraph_is_clean():
    for index in range(60, 700, 3):
        for paragraph in report(DEFAULT_SEED, index).paragraphs:
            assert paragraph == " ".join(paragraph.split()), index


def test_two_reports_share_little(made):
    def shingles(text: str) -> set[str]:
        return {text[i : i + 8] for i in range(len(text) - 7)}

    cut = [shingles(one.text) for one in made[:40]]
    shared = [len(a & b) / min(len(a), len(b)) for n, a in enumerate(cut) for b in cut[:n]]
    assert max(shared) < 0.4


def test_all_levels_and_years_come_up():
    cards = [report_card(DEFAULT_SEED, index) for index in range(2000)]
    years = Counter(card.year for card in cards)
    assert set(years) == set(range(1998, 2026))
    levels = Counter(card.place.level for card in cards)
    assert levels["county"] > levels["prefecture"] > levels["province"] > 20
    assert levels["township"] > 400


def test_places_existed_in_the_year_of_the_report():
    table = region_table()
    for index in range(400):
        card = report_card(DEFAULT_SEED, index)
        place, level = card.place, card.place.level
        above = {
            region.code: region for region in table.eligible("county" if level == "township" else level, card.year)
        }
        above |= {region.code: region for region in table.leagues(card.year)}
        region = above[place.code[:6]]
        assert region.valid_from < card.year < region.valid_to
        if level == "township":
            assert (place.code, place.township) in table.towns(place.code[:6])
            assert len(place.code) == 9
        else:
            assert region.name == place.name


def test_kenli_is_a_county_before_2016_and_a_district_after():
    table = region_table()
    names = {
        y: {r.code: r.name for r in table.eligible("county", y) if r.name.startswith("垦利")} for y in (2010, 2020)
    }
    assert names == {2010: {"370521": "垦利县"}, 2020: {"370505": "垦利区"}}


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("青岛市", "青岛"),
        ("冠县", "冠县"),
        ("内蒙古自治区", "内蒙古"),
        ("广西壮族自治区", "广西"),
        ("阿勒泰地区", "阿勒泰"),
        ("大厂回族自治县", "大厂"),
        ("胜坨镇", "胜坨"),
    ],
)
def test_short_names(name, short):
    assert short_name(name) == short


def test_titles_of_familiar_reports_follow_the_patterns_of_the_site():
    titles = [report_card(DEFAULT_SEED, index).title for index in range(FAMILIAR)]
    assert all(re.fullmatch(r"【.{2,16}招商】(20[012]\d年)?.{2,24}政府工作报告", title) for title in titles)
    assert 0.8 < sum("年" in title.split("】")[1][:5] for title in titles) / FAMILIAR < 0.98


def test_the_label_names_the_place_or_a_parent_but_for_a_title_of_another_place():
    wrong = 0
    for index in range(1500):
        card = report_card(DEFAULT_SEED, index)
        place = card.named or card.place
        known = {place.province, place.prefecture, place.county} - {None}
        assert card.label is None or card.label in known | {short_name(name) for name in known}
        assert (f"【{card.label}招商】" in card.title) == (card.label is not None)
        wrong += card.named is not None
    assert 0 < wrong <= 15


def test_about_three_quarters_of_the_texts_give_their_date_in_many_forms(made):
    made = made[:FAMILIAR]
    dated = [one for one in made if one.card.states_date]
    assert 0.66 < len(dated) / len(made) < 0.84
    heads = ["".join(one.paragraphs[:3]) for one in dated]
    forms = ("[0-9]年[0-9]+月[0-9]+日", "[〇○ΟO].{1,3}年", "[０-９]年", "[0-9] 年 ", "年元月")
    assert [form for form in forms if not any(re.search(form, head) for head in heads)] == []
    assert not any(re.search(r"年.{1,3}月.{1,3}日", one.paragraphs[0]) for one in made if not one.card.states_date)


def test_listed_dates_run_from_new_to_old_in_bursts():
    dates = [report_card(DEFAULT_SEED, index).listed for index in range(5070)]
    assert dates == sorted(dates, reverse=True)
    assert {date.year for date in dates} == {2023, 2024, 2025}
    assert Counter(dates).most_common(1)[0][1] > 20
