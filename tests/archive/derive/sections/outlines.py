"""Texts of our own to cut into sections: a list of headings with a role each becomes a report in several printings."""

from __future__ import annotations

from dataclasses import dataclass

REVIEW_BODY = "面对压力，全体干部群众同心协力，各项任务顺利完成。粮食再获丰收，道路修到了家门口，累计建成学校三所。"
PLAN_BODY = "新形势催人奋进，要把力气用在实处，继续修路架桥，必须守住底线。力争项目早开工，确保群众早受益。"
OPENING = (
    "某县人民政府工作报告",
    "各位代表：",
    "现在，我代表县人民政府向大会报告工作，请予审议，并请列席人员提出意见。",
)
CLOSING = "各位代表！路在脚下，事在人为。让我们携起手来，为家乡的明天而努力奋斗！"


@dataclass(frozen=True)
class Part:
    """A heading, the role its section has (None: it begins no section), and the text behind it."""

    role: str | None
    heading: str
    body: str = ""


def parts(*headings: tuple[str | None, str]) -> list[Part]:
    """Return parts with bodies that fit their roles."""
    return [
        Part(role, heading, REVIEW_BODY if role == "review" or (role is None and "回顾" in heading) else PLAN_BODY)
        for role, heading in headings
    ]


def paragraphs(body: list[Part], opening: tuple[str, ...] = OPENING, closing: str = CLOSING) -> list[str]:
    """Return the paragraphs of a report."""
    middle = [line for part in body for line in (part.heading, part.body) if line]
    return [*opening, *middle, *((closing,) if closing else ())]


def printings(lines: list[str]) -> dict[str, str]:
    """Return a report as paragraphs, and flattened with and without blanks between them."""
    return {"paragraphs": "\n".join(lines), "blanks": " ".join(lines), "glued": "".join(lines)}


R, F, P, S, U = "review", "five_year", "plan", "self_governance", "unsegmented"

OUTLINES = {
    "the usual three": (2021, [(R, "一、2020年工作回顾"), (P, "二、2021年工作安排"), (S, "三、加强政府自身建设")]),
    "first year of a plan": (
        2021,
        [
            (R, "一、“十三五”时期和2020年工作回顾"),
            (F, "二、“十四五”时期经济社会发展主要目标"),
            (P, "三、2021年重点工作"),
        ],
    ),
    "plan in plain quotes": (
        2016,
        [
            (R, '一、"十二五"和2015年工作回顾'),
            (F, '二、"十三五"时期的奋斗目标和主要任务'),
            (P, "三、2016年工作安排"),
        ],
    ),
    "plan without quotes": (
        2011,
        [
            (R, "一、2010年及十一五工作回顾"),
            (F, "二、十二五时期总体思路和奋斗目标"),
            (P, "三、2011年主要工作任务"),
        ],
    ),
    "tenth plan": (
        2001,
        [
            (R, "一、“九五”时期工作回顾"),
            (F, "二、“十五”计划的主要目标"),
            (P, "三、2001年的工作任务"),
            (S, "四、切实加强政府自身建设"),
        ],
    ),
    "new congress": (
        2012,
        [
            (R, "一、过去五年的工作回顾"),
            (F, "二、今后五年的奋斗目标和主要任务"),
            (P, "三、2012年的主要工作"),
            (S, "四、全面加强政府自身建设"),
        ],
    ),
    "term of government": (
        2017,
        [
            (R, "一、本届政府工作回顾"),
            (F, "二、未来五年的发展目标"),
            (P, "三、2017年政府工作建议"),
        ],
    ),
    "first parts": (
        2022,
        [
            (R, "第一部分 过去五年工作回顾"),
            (F, "第二部分 今后五年总体要求和目标任务"),
            (P, "第三部分 2022年重点工作"),
        ],
    ),
    "no numerals": (2014, [(R, "2013年工作回顾"), (P, "2014年工作安排"), (S, "加强政府自身建设")]),
    "no numerals, last year": (2014, [(R, "过去一年工作回顾"), (P, "2014年主要工作任务")]),
    "digits as labels": (2019, [(R, "1、2018年工作回顾"), (P, "2、2019年工作安排")]),
    "full-width digits": (2009, [(R, "一、２００８年工作回顾"), (P, "二、２００９年工作安排")]),
    "spaced digits": (2009, [(R, "一、2 0 0 8 年工作回顾"), (P, "二、2009 年工作安排")]),
    "years in words": (2010, [(R, "一、二〇〇九年工作回顾"), (P, "二、二〇一〇年主要工作")]),
    "years in words, circles": (2010, [(R, "一、二○○九年工作回顾"), (P, "二、二○一○年主要工作")]),
    "last year and this": (2005, [(R, "一、去年工作回顾"), (P, "二、今年工作安排")]),
    "the coming year": (2005, [(R, "一、一年来的工作回顾"), (P, "二、新的一年工作任务")]),
    "summary and plan": (2023, [(R, "一、2022年工作总结"), (P, "二、2023年工作计划"), (S, "三、抓好政府自身建设")]),
    "state of work": (2022, [(R, "一、2021年工作情况"), (P, "二、2022年工作打算")]),
    "bare year": (2022, [(R, "一、2021年工作"), (P, "二、2022年工作")]),
    "year and term": (
        2023,
        [
            (R, "一、2022年和过去五年工作回顾"),
            (F, "二、今后五年的总体要求"),
            (P, "三、2023年工作安排"),
        ],
    ),
    "goals apart from work": (
        2019,
        [
            (R, "一、2018年工作回顾"),
            (P, "二、2019年总体要求和预期目标"),
            (P, "三、2019年重点工作"),
            (S, "四、建设人民满意的服务型政府"),
        ],
    ),
    "topics of a plan": (
        1997,
        [
            (R, "一、1996年工作回顾"),
            (P, "二、1997年的指导思想和主要目标"),
            (P, "三、大力发展高效农业"),
            (P, "四、搞活国有企业"),
            (S, "五、加强廉政建设和政府自身建设"),
        ],
    ),
    "slogans with a time": (
        2021,
        [
            (R, "一、过去一年，我们众志成城，交出了厚重答卷"),
            (P, "二、新的一年，我们将乘势而上，奋力谱写新篇章"),
            (S, "三、勇担使命，全面加强政府自身建设"),
        ],
    ),
    "result as a slogan": (
        2020,
        [
            (R, "一、攻坚克难，全县经济社会发展取得新成效"),
            (P, "二、2020年政府工作的总体要求"),
        ],
    ),
    "self-governance as the last item": (
        2021,
        [
            (R, "一、2020年工作回顾"),
            (P, "二、2021年工作安排"),
            (None, "（一）着力振兴实体经济。"),
            (None, "（二）着力推进乡村振兴。"),
            (S, "（三）着力加强政府自身建设。"),
        ],
    ),
    "self-governance in the middle": (
        2021,
        [
            (R, "一、2020年工作回顾"),
            (P, "二、2021年工作安排"),
            (None, "（一）着力振兴实体经济。"),
            (S, "（二）着力加强政府自身建设。"),
            (P, "（三）着力保障民生。"),
        ],
    ),
    "self-governance of the past is review": (
        2021,
        [
            (R, "一、2020年工作回顾"),
            (None, "（一）实体经济稳步回升。"),
            (None, "（二）政府自身建设得到加强。"),
            (P, "二、2021年工作安排"),
        ],
    ),
    "lists in sections": (
        2008,
        [
            (R, "一、2007年工作回顾"),
            (None, "一、工业经济快速增长。"),
            (None, "二、农业基础更加稳固。"),
            (None, "三、城乡面貌明显改观。"),
            (P, "二、2008年工作安排"),
            (None, "一、突出抓好工业。"),
            (None, "二、突出抓好农业。"),
            (S, "三、加强政府自身建设"),
        ],
    ),
    "lists under headings without numerals": (
        2018,
        [
            (R, "2017年工作回顾"),
            (None, "一、工业经济快速增长。"),
            (None, "二、农业基础更加稳固。"),
            (P, "2018年工作安排"),
            (None, "一、突出抓好工业。"),
            (None, "二、突出抓好农业。"),
        ],
    ),
    "five years and the year under one heading": (
        2017,
        [
            (R, "一、过去五年工作回顾"),
            (F, "二、今后五年的目标任务和2017年工作安排"),
            (None, "（一）今后五年的目标任务"),
            (P, "（二）2017年工作安排"),
        ],
    ),
    "numbered in brackets only": (2006, [(R, "（一）2005年工作回顾"), (P, "（二）2006年工作安排")]),
    "first heading lost": (2019, [(R, "2018年工作回顾"), (P, "二、2019年工作安排"), (S, "三、加强政府自身建设")]),
    "a numeral is lost": (2019, [(R, "一、2018年工作回顾"), (P, "三、2019年工作安排")]),
    "self-governance in other words": (
        2021,
        [(R, "2020年工作回顾"), (P, "2021年工作安排"), (S, "矢志不渝加强政府自身建设")],
    ),
    "labels without 、": (2019, [(R, "一 2018年工作回顾"), (P, "二 2019年工作安排")]),
    "labels with a comma": (2019, [(R, "一,2018年工作回顾"), (P, "二,2019年工作安排")]),
    "labels with a full stop": (2019, [(R, "一．2018年工作回顾"), (P, "二．2019年工作安排")]),
    "a colon behind": (2019, [(R, "2018年工作回顾："), (P, "2019年工作安排：")]),
    "half a year": (2019, [(R, "一、上半年工作回顾"), (P, "二、下半年工作安排")]),
    "years from and to": (
        2021,
        [(R, "一、2016-2020年工作回顾"), (F, "二、2021—2025年发展目标"), (P, "三、2021年工作安排")],
    ),
    "problems apart": (
        2021,
        [(R, "一、2020年工作回顾"), (R, "二、存在的主要问题"), (P, "三、2021年工作安排")],
    ),
    "unnumbered year plan under a numbered review": (
        2019,
        [(R, "一、2018年工作回顾"), (P, "2019年工作安排"), (None, "（一）抓好工业。"), (None, "（二）抓好农业。")],
    ),
}
"""By style: the report's year, and its headings with the roles of their sections (None: a heading inside one)."""
