"""Quality flags: each is raised by what it names and by nothing that good reports contain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive.flags import MEANING, flags
from archive.derive.text import flatten
from tests.archive.derive.gold import NEEDS_SAMPLE, gold_reports

KNOWN = {"has_date": True, "has_speaker": True, "conflict": False}
SENTENCES = [
    f"第{number}件事是改造农村公路，今年完工{number * 3}公里，惠及{number * 7}个村庄。" for number in range(60)
]
CLOSING = "各位代表！让我们团结一心，为建设美好云岭而努力奋斗！"
GOOD = "\n".join([*SENTENCES, CLOSING])


def raised(text: str) -> set[str]:
    return set(flags(text, **KNOWN))


def test_a_good_text_has_none() -> None:
    assert raised(GOOD) == set()


def test_what_was_not_derived_is_flagged() -> None:
    assert flags(GOOD, has_date=False, has_speaker=False, conflict=True) == (
        "no_date",
        "no_speaker",
        "title_body_conflict",
    )


def test_lost_line_breaks() -> None:
    assert raised(flatten(GOOD)) == {"no_paragraphs"}
    assert raised(flatten(GOOD)[-900:]) == set()


@pytest.mark.parametrize("text", [GOOD + "\n" + GOOD, GOOD + "\n" + "\n".join(SENTENCES[:30]) + "\n" + CLOSING])
def test_a_text_that_stands_twice(text: str) -> None:
    assert raised(text) == {"body_repeated"}
    assert "body_repeated" in raised(flatten(text))


def test_a_few_repeated_sentences_are_style() -> None:
    assert raised(GOOD + "\n" + "\n".join(SENTENCES[:6]) + "\n" + CLOSING) == set()


@pytest.mark.parametrize(
    "end",
    [
        "我们将继续推进项目建设，加快形成以工业为主",
        "我们将继续推进项目建设，加快……",
        "我们将继续推进项目建设。（未完待续）",
        "我们将继续推进项目建设。点击查看更多",
        "我们将继续推进项目建设。下一页",
        "我们将继续推进项目建设，",
    ],
)
def test_an_end_in_the_middle(end: str) -> None:
    assert "truncated" in raised("\n".join([*SENTENCES, end]))


def test_an_end_without_closing_words_is_an_end() -> None:
    assert raised("\n".join(SENTENCES)) == set()


@pytest.mark.parametrize(
    "end",
    [
        "",
        "\n谢谢大家！",
        "\n谢谢大家",
        "\n县长：何远山",
        "\n云岭县人民政府\n2021年1月12日",
        "\n二○二一年一月十二日",
        "\n（完）",
        "\n名词解释：\n"
        + "\n".join(f"{n}.某名词：指某一类共有{n}种情形的工作方法，由各部门按职责分别负责落实。" for n in range(90)),
    ],
)
def test_ordinary_ends(end: str) -> None:
    assert raised(GOOD + end) == set()


@pytest.mark.parametrize(
    "trace", ["全县\ufffd\ufffd发展", "锟斤拷锟斤拷", "经济????增长", "ä¸å›½ï¼Œ", "\ue000\ue001\ue002\ue003", "Ã¥Â¤Â§"]
)
def test_lost_characters(trace: str) -> None:
    assert "mojibake" in raised(GOOD.replace("第9件事", trace))


@pytest.mark.parametrize(
    "text", ["\uf0b7\uf0b7\uf0b7\uf0b7抓好落实", "县长\ue1a3远山", "为什么？！", "café", "①②③", "℃㎡"]
)
def test_odd_characters_that_are_right(text: str) -> None:
    assert raised(GOOD.replace("第9件事", text)) == set()


@pytest.mark.parametrize(
    "word",
    [
        *("成效显着。", "着名景区", "闻名着称", "成绩卓着，", "名着、", "原着，", "土着居民", "着作权", "臭名昭着"),
        *(
            "以此为藉口",
            "凭藉优势",
            "藉此机会",
            "乾净整洁",
            "乾部队伍",
            "乾旱",
            "其馀",
            "馀额",
            "瞭解",
            "徵收",
            "象徵",
            "複杂",
            "标誌",
        ),
    ],
)
def test_traces_of_conversion(word: str) -> None:
    assert raised(GOOD.replace("第9件事", word)) == {"conversion_trace"}


@pytest.mark.parametrize(
    "word",
    [
        *(
            "彰显着新气象",
            "凸显着特色",
            "有着名优产品",
            "高原着力",
            "立足本土着力",
            "品名着重",
            "着眼长远",
            "着力",
            "沿着",
            "写着名字",
        ),
        *("乾隆年间", "乾县", "慰藉", "狼藉", "卓有成效", "显著", "著名", "意味着", "卓着手", "照着称呼", "围绕着编着"),
    ],
)
def test_words_that_are_right_in_simplified_characters(word: str) -> None:
    assert raised(GOOD.replace("第9件事", word)) == set()


def test_a_text_in_traditional_characters_was_not_converted() -> None:
    assert raised(GOOD.replace("第9件事", "我們國家" * 6 + "藉口")) == set()


@pytest.mark.parametrize(
    "figure",
    [
        "增长8 .5%",
        "增长8. 5%",
        "增长1 1%",
        "2 0 2 1年",
        "增长8\n.5%",
        "增长%",
        "下降个百分点",
        "增长了％",
        "完成1 2 3 4亿元",
        "占%",
    ],
)
def test_broken_figures(figure: str) -> None:
    assert raised(GOOD.replace("第9件事", figure)) == {"digits_broken"}


@pytest.mark.parametrize(
    "figure",
    [
        "增长8.5%",
        "增长 8.5%",
        "2020 年",
        "达亿元以上",
        "2020年 12个",
        "5 个项目",
        "1. 5个项目",
        "2. 完成投资",
        "第1 2021年",
        "完成率100%",
        "\n1.",
        "占GDP比重3%",
    ],
)
def test_whole_figures(figure: str) -> None:
    assert raised(GOOD.replace("第9件事", figure)) == set()


@pytest.mark.parametrize(
    "line",
    [
        *(
            "招商热线：0532-88888888",
            "联系电话：12345678",
            "电话: 0532 8888",
            "传真：0532",
            "微信号：abcd",
            "QQ：1234567",
            "邮箱：a@b.cn",
        ),
        *(
            "详见https://example.org/a",
            "www.example.org",
            "免责声明：本文",
            "版权所有",
            "转载请注明",
            "如有侵权请告知",
            "责任编辑：李四",
        ),
        *(
            "扫一扫关注我们",
            "点击查看原文",
            "点击咨询",
            "本网讯",
            "本站不承担责任",
            "网站地图",
            "当前位置：首页",
            "上一篇：某文",
            "相关阅读：某文",
        ),
        *(
            "欢迎来电洽谈",
            "有意者请致电我们",
            "招商热线",
            "投资咨询热线",
            "0532-88888888",
            "400-888-8888",
            "微信公众号：云岭",
        ),
    ],
)
def test_lines_of_a_web_site(line: str) -> None:
    assert raised(GOOD + "\n" + line + "\n" + CLOSING) == {"foreign_text_inserted"}


@pytest.mark.parametrize(
    "line",
    [
        *(
            "开通12345政务服务热线，办结率99%。",
            "推行微信公众号预约办事。",
            "实现扫码支付全覆盖。",
            "食品安全二维码追溯。",
            "严打侵权假冒行为。",
        ),
        *(
            "建成政府网站集群。",
            "电话用户达到20万户。",
            "打击电信网络诈骗。",
            "保护知识产权和版权交易。",
            "转载量居全省前列。",
            "本网格有12户。",
        ),
        *(
            "2016-2020年。",
            "建成5G基站300个。",
            "设立投诉电话和举报邮箱。",
            "产业链链接上下游。",
            "全民阅读活动。",
            "扫描电镜项目投产。",
        ),
    ],
)
def test_what_reports_say_themselves(line: str) -> None:
    assert raised(GOOD + "\n" + line + "\n" + CLOSING) == set()


@NEEDS_SAMPLE
def test_the_sample_has_the_flags_that_readers_saw() -> None:
    kept = {"conversion_trace", "body_repeated", "truncated", "mojibake", "digits_broken", "foreign_text_inserted"}
    found = [set(flags(flatten(report.text), **KNOWN)) & kept for report in gold_reports()]
    assert found == [set()] * 7 + [{"conversion_trace"}] + [set()] * 2


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    found = flags(text, **KNOWN)
    assert set(found) <= set(MEANING)
    assert list(found) == sorted(found)
