"""Who spoke, in which post, and who did not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive.people import Speaker, speaker
from archive.derive.text import flatten
from tests.archive.derive.gold import NEEDS_SAMPLE, gold_reports

AT = "2021年1月12日在云岭县第十届人民代表大会第五次会议上"
SPEECH = "各位代表：\n现在，我代表县人民政府，向大会报告工作，请予审议。"


@pytest.mark.parametrize(
    ("header", "name", "post"),
    [
        # own line, one blank, none, several
        (f"{AT}\n县长 何远山\n", "何远山", "县长"),
        (f"{AT}\n县长何远山\n", "何远山", "县长"),
        (f"{AT}\n县 长 何 远 山\n", "何远山", "县长"),
        (f"{AT}\n县长 何 山\n", "何山", "县长"),
        (f"{AT}\n县长：何山\n", "何山", "县长"),
        (f"{AT}\n县长; 何山\n", "何山", "县长"),
        (f"{AT}\n区长；何远山\n", "何远山", "区长"),
        (f"{AT}\n县长，何远山\n", "何远山", "县长"),
        (f"{AT}\n县长——何远山\n", "何远山", "县长"),
        (f"{AT}\n镇长\u3000何\u3000山\n", "何山", "镇长"),
        (f"{AT}\n乡长\u2002何远山\n", "何远山", "乡长"),
        (f"{AT}\n镇长\xa0\xa0何远山\n", "何远山", "镇长"),
        (f"{AT}\n报告人：县长 何远山\n", "何远山", "县长"),
        (f"{AT}\n报告人：何远山\n", "何远山", None),
        (f"{AT}\n云岭县人民政府 何远山\n", "何远山", None),
        ("云岭县政府工作报告\n2021.1.12\n何远山\n", "何远山", None),
        # place, government, acting
        (f"{AT}\n云岭县人民政府县长 何远山\n", "何远山", "县长"),
        (f"{AT}\n云岭县人民政府 县长 何远山\n", "何远山", "县长"),
        (f"{AT}\n云岭市市长 何远山\n", "何远山", "市长"),
        (f"{AT}\n代县长 何远山\n", "何远山", "代县长"),
        (f"{AT}\n云岭县代县长何远山\n", "何远山", "代县长"),
        (f"{AT}\n云岭县人民政府代理县长 何远山\n", "何远山", "代理县长"),
        (f"{AT}\n代 县 长 何 山\n", "何山", "代县长"),
        (f"{AT}\n代理市长 何远山\n", "何远山", "代理市长"),
        (f"{AT}\n代省长 何远山\n", "何远山", "代省长"),
        (f"{AT}\n常务副县长 何远山\n", "何远山", "常务副县长"),
        (f"{AT}\n县人民政府副县长 何远山\n", "何远山", "副县长"),
        (f"{AT}\n中共云岭县委副书记、县长 何远山\n", "何远山", "县长"),
        (f"{AT}\n镇党委副书记、代镇长 何远山\n", "何远山", "代镇长"),
        (f"{AT}\n镇党委书记、镇长 何远山\n", "何远山", "镇长"),
        # regions, prefectures, leagues, banners, streets, zones
        (f"{AT}\n自治区主席 何远山\n", "何远山", "自治区主席"),
        (f"{AT}\n广西壮族自治区主席 何远山\n", "何远山", "自治区主席"),
        (f"{AT}\n内蒙古自治区人民政府主席 何远山\n", "何远山", "自治区主席"),
        (f"{AT}\n自治区代主席 何远山\n", "何远山", "自治区代主席"),
        (f"{AT}\n西藏自治区代理主席 索朗旺堆\n", "索朗旺堆", "自治区代理主席"),
        (f"{AT}\n自治州州长 何远山\n", "何远山", "州长"),
        (f"{AT}\n云岭藏族自治州人民政府代州长 尼玛才让\n", "尼玛才让", "代州长"),
        (f"{AT}\n云岭盟盟长 何远山\n", "何远山", "盟长"),
        (f"{AT}\n云岭旗人民政府旗长 巴图苏和\n", "巴图苏和", "旗长"),
        (f"{AT}\n自治旗旗长 何远山\n", "何远山", "旗长"),
        (f"{AT}\n自治县县长 何远山\n", "何远山", "县长"),
        (f"{AT}\n苏木达 斯琴巴特尔\n", "斯琴巴特尔", "苏木达"),
        (f"{AT}\n行署专员 何远山\n", "何远山", "行署专员"),
        (f"{AT}\n云岭街道办事处主任 何远山\n", "何远山", "街道办事处主任"),
        (f"{AT}\n云岭新区管委会主任 何远山\n", "何远山", "管委会主任"),
        # names
        (f"{AT}\n县长 买买提·吐尔逊\n", "买买提·吐尔逊", "县长"),
        (f"{AT}\n县长 买买提•吐尔逊\n", "买买提·吐尔逊", "县长"),
        (f"{AT}\n县长 买买提．吐尔逊\n", "买买提·吐尔逊", "县长"),
        (f"{AT}\n县长 买买提・吐尔逊\n", "买买提·吐尔逊", "县长"),
        (f"{AT}\n县长 买买提 · 吐尔逊\n", "买买提·吐尔逊", "县长"),
        (f"{AT}\n县长买买提·吐尔逊\n", "买买提·吐尔逊", "县长"),
        (f"{AT}\n县长 古丽·阿不都热依木·买买提\n", "古丽·阿不都热依木·买买提", "县长"),
        (f"{AT}\n县长 欧阳 山\n", "欧阳山", "县长"),
        (f"{AT}\n县长 欧阳远山\n", "欧阳远山", "县长"),
        (f"{AT}\n县长 司马 远山\n", "司马远山", "县长"),
        (f"{AT}\n市长 何 远山\n", "何远山", "市长"),
        (f"{AT}\n县长 陈林远山\n", "陈林远山", "县长"),
        (f"{AT}\n县长 㛃远山\n", "㛃远山", "县长"),
        (f"{AT}\n县长 王镕\n", "王镕", "县长"),
        (f"{AT}\n县长 向远山\n", "向远山", "县长"),
        (f"{AT}\n县长 于在山\n", "于在山", "县长"),
        (f"{AT}\n县长 张永和\n", "张永和", "县长"),
        (f"{AT}\n县长 王作山\n", "王作山", "县长"),
        (f"{AT}\n县长 乌兰其其格\n", "乌兰其其格", "县长"),
        (f"{AT}\n县长（代） 何远山\n", "何远山", "代县长"),
        (f"{AT}\n镇长候选人 何远山\n", "何远山", "镇长"),
        (f"{AT}\n云岭盟行政公署盟长 何远山\n", "何远山", "盟长"),
        # other orders
        (f"{AT}何远山\n", "何远山", None),
        (f"{AT}\n何 山\n", "何山", None),
        (f"{AT}\n何远山\n（2021年1月12日）\n", "何远山", None),
        ("在云岭县第十届人民代表大会第五次会议上\n何远山\n2021年1月12日\n", "何远山", None),
        ("在云岭县第十届人民代表大会第五次会议上\n县长 何远山\n（2021年1月12日）\n", "何远山", "县长"),
        ("在云岭县第十届人民代表大会第五次会议上\n县长 何远山二○二一年一月十二日\n", "何远山", "县长"),
        ("（2021年1月12日）\n县长 何远山\n", "何远山", "县长"),
        ("2021年1月12日县长何远山在云岭县第十届人民代表大会第五次会议上\n", "何远山", "县长"),
        ("——2021年1月12日自治区人民政府主席何远山在第十届人民代表大会第五次会议上的讲话\n", "何远山", "自治区主席"),
        (f"{AT}县长何远山作政府工作报告。\n", "何远山", "县长"),
        (f"{AT}，县长何远山代表县人民政府作政府工作报告。全文如下：\n", "何远山", "县长"),
        (f"{AT}云岭市市长何远山同志作政府工作报告。\n", "何远山", "市长"),
        (f"{AT}\n云岭市市长 何远山同志作政府工作报告。\n", "何远山", "市长"),
        (f"{AT}\n何远山（县长）\n", "何远山", "县长"),
        (f"{AT}\n云岭镇人民政府 镇长 何远山（2021年1月12日）\n", "何远山", "镇长"),
        (f"政府工作报告\n来源：云岭日报 编辑：李四\n{AT}\n县长 何远山\n", "何远山", "县长"),
        (f"{AT}\n县长 何远山\n图为县长何远山作报告。记者 李四 摄\n", "何远山", "县长"),
        ("1月12日，大会隆重开幕。县长何远山作政府工作报告。全文如下：\n", "何远山", "县长"),
        ("区委副书记，区长 何远山\n", "何远山", "区长"),
        (f"{AT}\n受县长李大海委托，副县长 何远山\n", "何远山", "副县长"),
        (f"{AT}\n县委书记 李大海\n县长 何远山\n", "何远山", "县长"),
        (f"{AT}\n主持人：人大主席 李大海\n报告人：镇长 何远山\n", "何远山", "镇长"),
        (f"云岭县县长 何远山\n{AT}\n", "何远山", "县长"),
        (f"云岭县政府工作报告\n县长何远山\n{AT}\n县长 何远山\n", "何远山", "县长"),
    ],
)
def test_speaker_of_a_header(header: str, name: str, post: str | None) -> None:
    assert speaker(header + SPEECH, "云岭县政府工作报告") == Speaker(name, post)
    assert speaker(flatten(header + SPEECH), "云岭县政府工作报告") == Speaker(name, post)


@pytest.mark.parametrize("header", ["县长何远山", "代市长何远山 ", "云岭区区长;何远山", "何远山"])
def test_a_name_that_runs_into_the_address(header: str) -> None:
    found = speaker(f"{AT}{header}各位代表:现在,我代表县人民政府向大会报告工作", "")
    assert found.name == "何远山"


@pytest.mark.parametrize(
    "header",
    [
        f"{AT}\n",
        "",
        f"{AT}\n县委书记 何远山\n",
        f"{AT}\n镇党委书记 何远山\n",
        f"{AT}\n县人大常委会主任 何远山\n",
        f"{AT}\n镇人大主席 何远山\n",
        f"{AT}\n县政协主席 何远山\n",
        "云岭县政府工作报告\n来源：云岭日报 作者：何远山\n",
        "云岭县政府工作报告\n编辑：何远山\n",
        "云岭县政府工作报告\n记者 何远山 摄\n",
        "云岭县政府工作报告\n图为县长何远山在调研。\n",
        "云岭县政府工作报告\n",
        f"{AT}\n云岭县人民政府 文件\n",
        f"{AT}\n云岭县人民政府 办公室\n",
        f"{AT}\n云岭县人民政府\n",
        "云岭县政府工作报告 发布时间：2021年2月3日 来源：政府办 何远山\n",
        f"{AT}\n县长\n",
        f"{AT}\n县长 各位领导 ",
        f"{AT}\n人民检察院检察长 何远山\n",
        f"{AT}\n人民法院院长 何远山\n",
    ],
)
def test_nobody_else_is_the_speaker(header: str) -> None:
    assert speaker(header + SPEECH, "2021年云岭县政府工作报告").name is None
    assert speaker(flatten(header + SPEECH), "2021年云岭县政府工作报告").name is None


@pytest.mark.parametrize(
    "text",
    [
        "过去一年，全县长期坚持绿色发展，县长江岸线得到整治。武汉市长江大桥通车。",
        "过去一年，在县长何远山的带领下，全县真抓实干，道路通到了每个村，各位代表提出的建议都办成了。",
        "2018年工作回顾一年来，在县委的坚强领导下，县长何远山带队招商。",
        "一、工作回顾\n市长效机制建立，乡长远规划完成。",
    ],
)
def test_posts_in_prose_name_nobody(text: str) -> None:
    assert speaker(text * 20, "云岭县政府工作报告").name is None


def test_two_people_are_not_guessed_between() -> None:
    assert speaker(f"{AT}\n县长 何远山\n县长 李大海\n{SPEECH}", "") == Speaker(reason="ambiguous")


@pytest.mark.parametrize("line", ["云岭县人民政府县长", "云岭县人民政府 代县长\n责任编辑：何远山", "县人民政府县长 "])
def test_a_post_without_a_name(line: str) -> None:
    post = "代县长" if "代" in line else "县长"
    assert speaker(f"{AT}\n{line}\n{SPEECH}", "") == Speaker(post=post, reason="not_printed")


def test_a_post_in_the_middle_of_a_line_without_a_name_is_none() -> None:
    assert speaker(f"{AT}\n受县人民政府县长的委托\n{SPEECH}", "").post is None
    assert speaker(f"{AT}\n县人民政府县长 一二三四五六七\n{SPEECH}", "").post is None


def test_who_sits_on_the_platform_is_not_the_speaker() -> None:
    header = f"{AT}\n何 山\n县委书记李大海、县人大常委会主任方远在主席台就座\n"
    assert speaker(header + SPEECH, "").name == "何山"


def test_a_header_in_brackets_behind_the_address_is_read() -> None:
    for behind in (f"（{AT} 云岭县县长 何远山）", f"\n({AT} 云岭县县长 何远山)\n"):
        assert speaker(f"{SPEECH}{behind}一、工作回顾", "") == Speaker("何远山", "县长")


def test_why_there_is_none() -> None:
    assert speaker(SPEECH, "云岭县政府工作报告") == Speaker(reason="not_printed")
    assert speaker(f"{AT}\n县长 一二三四五六七八九十\n{SPEECH}", "") == Speaker(reason="ambiguous")


def test_a_signature_at_the_end_and_a_title_name_the_speaker_of_a_text_without_header() -> None:
    assert speaker(SPEECH + "让我们共同奋斗！\n县长：何远山\n2021年1月12日", "") == Speaker("何远山", "县长")
    assert speaker(SPEECH + "让我们共同奋斗！县长 何远山", "") == Speaker("何远山", "县长")
    assert speaker(SPEECH, "县长何远山在云岭县第十届人民代表大会第五次会议上的政府工作报告") == Speaker(
        "何远山", "县长"
    )
    assert speaker(SPEECH, "云岭县政府工作报告（县长 何远山）") == Speaker("何远山", "县长")


def test_a_place_in_the_title_is_no_name() -> None:
    for title in (
        "云岭市市长信箱",
        "云岭市市长热线工作报告",
        "【云岭招商】2021年长白县长白镇政府工作报告",
        "2021年旬阳市长安镇政府工作报告",
    ):
        assert speaker(SPEECH, title).name is None


@NEEDS_SAMPLE
@pytest.mark.parametrize("number", range(10))
def test_gold_report(number: int) -> None:
    report = gold_reports()[number]
    found = speaker(flatten(report.text), report.title)
    assert (found.name, found.post) == (report.gold["speaker"], report.gold["speaker_post"])


@given(st.text(), st.text())
def test_any_text_is_taken(text: str, title: str) -> None:
    found = speaker(text, title)
    assert (found.name is None) == (found.reason is not None)


@given(
    st.lists(
        st.sampled_from(
            ["县长", "何", "远山", " ", "\n", "·", "（", "作", "在", "会议上", "各位代表", "2021年", "，", "代"]
        )
    )
)
def test_any_header_is_taken(pieces: list[str]) -> None:
    speaker("".join(pieces), "")
