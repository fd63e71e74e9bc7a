"""How a report begins and ends: header, salutation, thanks, closing.

Owns the layouts in which date, congress, session and speaker are printed (or not). Draws no facts: they come from the
card. Body sections are written in `compose`.
"""

from __future__ import annotations

import datetime as dt
from random import Random

from crawler.replica.chance import chance, pick
from crawler.replica.eras import meetings, numeral, theory, year_numeral
from crawler.replica.grammar import Prose
from crawler.replica.regions import Place
from crawler.replica.reportcard import ReportCard

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ZEROS = "〇○ΟO"
"""What stands for zero in Chinese-numeral years: U+3007, U+25CB, Greek Ο U+039F, Latin O."""


def spoken_date(rng: Random, date: dt.date) -> str:
    """Return the date as one of the forms that real headers use."""
    year, month, day = date.year, date.month, date.day
    roll = rng.random()
    if roll < 0.5:
        return f"{year}年{month}月{day}日"
    if roll < 0.7:
        return f"{year_numeral(year, pick(rng, ZEROS))}年{numeral(month)}月{numeral(day)}日"
    if roll < 0.8:
        return f"{year}年{month}月{day}日".translate(FULL_WIDTH)
    if roll < 0.9:
        return f"{year} 年 {month} 月 {day} 日"
    return f"{year}年{'元' if month == 1 else month}月{day}日"


def header(rng: Random, card: ReportCard) -> list[str]:
    """Return the paragraphs before the salutation, in the layout that the card names."""
    date, place = spoken_date(rng, card.date), card.place
    congress = f"{full_name(place)}第{numeral(card.congress)}届人民代表大会第{numeral(card.session)}次会议上"
    post, name = _post(rng, card), card.speaker
    if len(name) == 2 and chance(rng, 0.25):
        name = " ".join(name)
    gap = pick(rng, (" ", "", " ", "；" if chance(rng, 0.3) else " "))
    signature = f"{post}{gap}{name}"
    if card.header == "full":
        return [f"{date}在{congress}", signature]
    if card.header == "split":
        return [f"——{date}在{congress}{'' if chance(rng, 0.5) else ' '}{signature}"]
    if card.header == "titled":
        dash = pick(rng, ("—", "——", "－－"))
        return [f"{place.name}{card.year}年政府工作报告{dash}{date}在{congress}", signature]
    if card.header == "bracket":
        return ["政府工作报告", f"（{date}在{congress}）", signature]
    if card.header == "date":
        return [f"（{date}）"]
    if card.header == "session":
        return [f"在{congress}", signature]
    return []


def salutation(rng: Random, card: ReportCard) -> list[str]:
    """Return 各位代表 and the sentence that asks for deliberation."""
    government = f"{'自治区' if card.place.name.endswith('自治区') else card.place.unit}人民政府"
    if card.place.unit == "盟":
        government = "盟行政公署"
    guests = pick(rng, (
        "各位政协委员和列席人员",
        "列席会议的同志",
        "各位列席代表",
        "政协委员和其他列席同志",
    ))  # fmt: skip
    verb = pick(rng, ("报告工作", "作政府工作报告", "报告政府工作"))
    ask = pick(rng, (
        f"现在，我代表{government}，向大会{verb}，请予审议，并请{guests}提出意见。",
        f"我受{government}委托，向大会{verb}，请各位代表审查，请{guests}多提宝贵意见。",
        f"现在，我代表{government}{verb}，请予审议，请{guests}提出意见建议。",
    ))  # fmt: skip
    return ["各位代表：", ask] if chance(rng, 0.7) else [f"各位代表：{ask}"]


def guidance(card: ReportCard, prose: Prose) -> str:
    """Return the sentence that names guiding thought, line and goal of the year's work."""
    vision = "锚定二〇三五年远景目标，" if card.year >= 2021 and chance(prose.rng, 0.6) else ""
    return (
        f"今年政府工作的总体要求是：以{theory(card.year)}为指导，全面贯彻{meetings(card.year)}，{prose.common('way')}，"
        f"{prose.common('way')}，{prose.common('way')}，以{prose.common('thread')}为引领，统筹{prose.common('thread')}、"
        f"{prose.common('thread')}，{prose.common('motto')}，{vision}加快建设{prose.common('vision')}。"
    )


def thanks(card: ReportCard, prose: Prose) -> str:
    """Return the paragraph of thanks."""
    groups = [prose.common("thanks") for _ in range(4)]
    return (
        f"各位代表！{prose.common('brave')}。过去一年的成绩，是{leaders(card.place)}正确领导的结果，是{prose.common('motto')}的结果。"
        f"在此，我代表{card.place.unit}人民政府，向{groups[0]}，向{groups[1]}，向{groups[2]}、{groups[3]}，"
        f"致以崇高的敬意和衷心的感谢！"
    )


def problems(prose: Prose) -> str:
    """Return the paragraph that owns up to difficulties."""
    found = "；".join(prose.common("problem") for _ in range(4))
    answer = f"对此，我们将{prose.common('way')}，认真加以解决。"
    return f"我们也清醒地看到，前进道路上还有不少困难和问题：{found}。{answer}"


def closing(card: ReportCard, prose: Prose) -> str:
    """Return the last paragraph."""
    return (
        f"各位代表！{prose.common('brave')}。让我们紧密团结起来，在{leaders(card.place)}的坚强领导下，{prose.common('motto')}，"
        f"{prose.common('motto')}，为建设{prose.common('vision')}而努力奋斗！"
    )


def leaders(place: Place) -> str:
    """Return the party committees that a report credits."""
    if place.level == "province":
        return f"党中央、国务院和{_committee(place.province)}"
    if place.level == "prefecture":
        return f"{_committee(place.province)}、{_government(place.province)}和{_committee(place.name)}"
    above = (place.county if place.level == "township" else place.prefecture) or place.prefecture or place.province
    if above[-1] == "盟" or above.endswith("地区"):
        upper = "上级党委、政府"
    elif place.level == "county" and above[-1] == "市" and above == place.prefecture:
        upper = f"{above}委、市政府"
    else:
        upper = f"{_committee(above)}、{_government(above)}"
    return f"{upper}和{place.unit}党委" if place.level == "township" else f"{upper}和{_committee(place.name)}"


def _committee(name: str) -> str:
    return "自治区党委" if name.endswith("自治区") else f"{name[-1]}委"


def _government(name: str) -> str:
    return "自治区政府" if name.endswith("自治区") else f"{name[-1]}政府"


def full_name(place: Place) -> str:
    """Return the name that the header gives: a district with its city, the others alone."""
    if place.level == "county" and place.name[-1] == "区" and place.prefecture:
        return f"{place.prefecture}{place.name}"
    return place.name


def _post(rng: Random, card: ReportCard) -> str:
    style = rng.random()
    if style < 0.35:
        return card.post
    if card.post.startswith("自治区"):
        return card.post
    acting = "代" if card.post.startswith("代") else ""
    bare = card.post.removeprefix("代")
    if bare == "苏木达":
        return f"{card.place.name}{bare}"
    if style < 0.7:
        return f"{card.place.name}{acting}{bare}"
    return f"{card.place.name}人民政府{acting}{bare}"
