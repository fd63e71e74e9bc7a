"""What openings and titles name, before anything is decided."""

from __future__ import annotations

import pytest

from archive.derive.places.opening import read_opening
from archive.derive.places.title import title_names


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("二○二一年一月十二日在青岛市第十六届人民代表大会第五次会议上 市长 各位代表：", "青岛市", None),
        ("2021年1月27日在济南市历城区第十八届人民代表大会第五次会议上各位代表:我代表区人民政府", "历城区", "区"),
        ("各位代表：我代表自治州人民政府", None, "自治州"),
        ("各位代表：现在，我受丰县人民政府委托", "丰县", None),
        ("某镇 各位代表：我代表中共白沙县委、白沙黎族自治县人民政府", "白沙黎族自治县", None),
        ("——2月3日在县十六届人大四次会议上 县长 各位代表：", None, "县"),
        ("日照市市长李某 各位代表：", "日照市", None),
        ("青岛市长李某 各位代表：", "青岛市", None),
        ("兰陵镇2019年政府工作报告 各位代表：", "兰陵镇", None),
        ("来源：济南市人民政府网站 2019年政府工作报告 各位代表：", None, None),
        ("全镇贯彻滕州市第十八届人民代表大会第一次会议精神", None, None),
        ("会上，县长到我镇调研。", None, None),
    ],
)
def test_the_name_and_the_unit_in_an_opening(text: str, name: str | None, unit: str | None) -> None:
    opening = read_opening(text)
    assert (opening.own.name if opening.own else None, opening.unit) == (name, unit)


@pytest.mark.parametrize(
    ("text", "under"),
    [
        ("一年来，在黄石市委、市政府和区委的坚强领导下", "黄石市"),
        ("一年来，在中共黄石市委领导下", "黄石市"),
        ("一年来，在县委、县政府和镇党委的领导下", "县"),
        ("在省委党校学习", None),
        ("在县委书记的带领下", None),
    ],
)
def test_the_committee_that_leads(text: str, under: str | None) -> None:
    assert read_opening(text).under == under


@pytest.mark.parametrize(
    ("title", "label", "subject"),
    [
        ("【滕州市招商】2020年姜屯镇政府工作报告", "滕州市", "姜屯镇"),
        ("【青岛招商引资】政府工作报告", "青岛", None),
        ("【山东·青岛招商】政府工作报告", "青岛", None),
        ("[滕州市招商] 2020年 姜屯镇 政府工作报告", "滕州市", "姜屯镇"),
        ("【资讯】政府工作报告", None, None),
        ("青岛市市长赵某在市第十七届人民代表大会第一次会议上作政府工作报告", None, "青岛市"),
        ("西安市长安区2021年政府工作报告", None, "长安区"),
        ("2021年政府工作报告（历城区）", None, "历城区"),
        ("石家庄市二○一二年政府工作报告", None, "石家庄市"),
        ("关于金乡县2020年国民经济和社会发展计划执行情况的报告", None, "金乡县"),
        ("政府工作报告", None, None),
    ],
)
def test_the_label_and_the_subject_of_a_title(title: str, label: str | None, subject: str | None) -> None:
    names = title_names(title)
    assert (names.label.name if names.label else None) == label
    assert (names.subject.name if names.subject else None) == subject
