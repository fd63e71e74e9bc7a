"""What changed between two versions, as a reader sees it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from archive.reading_room.changes import changes

LONG = "".join(f"第{number}句话。" for number in range(1, 9))
TEXTS = st.lists(st.sampled_from(["一句话。", "<b>另一句</b>；", "\n", '"&引号"！', "尾巴"]), max_size=20).map("".join)


def seen(old: str, new: str) -> list[tuple[int, str]]:
    return [(stretch.folded, stretch.html) for stretch in changes(old, new).stretches]


def test_a_change_stands_between_its_neighbours_and_the_rest_is_folded():
    assert seen(LONG + "增长8%。" + LONG, LONG + "增长9%。" + LONG) == [
        (7, "".join(f"第{number}句话。" for number in range(1, 8))),
        (0, "第8句话。<del>增长8%。</del><ins>增长9%。</ins>第1句话。"),
        (7, "".join(f"第{number}句话。" for number in range(2, 9))),
    ]


def test_a_single_sentence_is_not_folded_away():
    assert seen("甲。乙。丙。丁。", "子。乙。丙。丑。") == [
        (0, "<del>甲。</del><ins>子。</ins>乙。丙。<del>丁。</del><ins>丑。</ins>")
    ]


def test_line_breaks_are_signs_where_they_change_and_count_as_no_sentence():
    told = changes("甲。乙。", "甲。\n乙。")
    assert "↵" in told.stretches[0].html
    assert (told.removed, told.added) == (0, 0)


def test_equal_texts_are_one_folded_stretch():
    assert seen(LONG, LONG) == [(8, LONG)]
    assert changes(LONG, LONG).removed == changes(LONG, LONG).added == 0


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off_the_page_and_nothing_of_them_becomes_markup(old, new):
    page = Markup("").join(stretch.html for stretch in changes(old, new).stretches)
    sign = '<span class="break" title="换行 line break">↵</span>'
    assert "<" not in page.replace(sign, "").replace("<del>", "").replace("</del>", "").replace("<ins>", "").replace(
        "</ins>", ""
    )
    plain = str(page).replace(sign, "")
    assert Markup(without(plain, "ins")).unescape() == old
    assert Markup(without(plain, "del")).unescape() == new


def without(page: str, mark: str) -> str:
    """Return a page without what stands in one mark, and without the other's tags."""
    other = {"ins": "del", "del": "ins"}[mark]
    pieces = [piece.partition(f"</{mark}>")[2] for piece in f"</{mark}>{page}".split(f"<{mark}>")]
    return "".join(pieces).replace(f"<{other}>", "").replace(f"</{other}>", "")
