"""How a string of names is cut: the longest own name, and nothing but names before it."""

from __future__ import annotations

import pytest

from archive.derive.places.chain import read_chain


@pytest.mark.parametrize(
    ("printed", "name", "kind", "parents"),
    [
        ("山东省济南市历城区", "历城区", "region", ("山东省", "济南市")),
        ("临沂兰山区", "兰山区", "region", ("临沂",)),
        ("海丰县", "海丰县", "region", ()),
        ("宁陵县", "宁陵县", "region", ()),
        ("湖南省南县", "南县", "region", ("湖南省",)),
        ("济南市中区", "市中区", "region", ("济南",)),
        ("青岛市南区", "市南区", "region", ("青岛",)),
        ("西安市长安区", "长安区", "region", ("西安市",)),
        ("第八师石河子市", "石河子市", "region", ()),
        ("浦东新区", "浦东新区", "region", ()),
        ("垦利区胜坨镇", "胜坨镇", "township", ("垦利区",)),
        ("汶上县南站镇", "南站镇", "township", ("汶上县",)),
        ("滕州南站镇", "南站镇", "township", ("滕州",)),
        ("青山泉镇", "青山泉镇", "township", ()),
        ("兰陵镇", "兰陵镇", "township", ()),
        ("黄岛街道办事处", "黄岛街道", "township", ()),
        ("潍坊高新区新城街道", "新城街道", "township", ("潍坊",)),
        ("新宝力格苏木", "新宝力格苏木", "township", ()),
        ("金平区𬶍莲街道", "𬶍莲街道", "township", ("金平区",)),
        ("青岛西海岸新区", "西海岸新区", "zone", ("青岛",)),
        ("苏州工业园区", "工业园区", "zone", ("苏州",)),
        ("景德镇", "景德镇", "short", ()),
        ("萍乡", "萍乡", "short", ()),
        ("湘西州", "湘西州", "short", ()),
        ("内蒙古", "内蒙古", "short", ()),
        ("阿左旗", "阿左旗", "short", ()),
        ("某某县", "某某县", "unknown", ()),
    ],
)
def test_the_own_name_its_kind_and_the_names_before_it(printed: str, name: str, kind: str, parents: tuple) -> None:
    chain = read_chain(printed)
    assert chain is not None
    assert (chain.name, chain.kind, chain.parents) == (name, kind, parents)


@pytest.mark.parametrize(
    "printed", ["", "市", "镇", "赵豪志", "全国", "在县第十七届人民代表大会", "一月十二日在姜屯镇"]
)
def test_what_is_no_chain_of_names(printed: str) -> None:
    assert read_chain(printed) is None


def test_a_string_that_can_be_cut_in_two_ways_has_both() -> None:
    chain = read_chain("佳木斯市郊区")
    assert chain is not None
    cuts = {(chain.name, chain.parents), *chain.instead}
    assert cuts == {("市郊区", ("佳木斯",)), ("郊区", ("佳木斯市",))}
