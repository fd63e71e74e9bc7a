"""The words around a block of targets: what introduces it, what ends it, what says that it is about the past.

Owns the patterns only; `targets` decides. Every repetition is possessive or bounded.
"""

from __future__ import annotations

import re

GOAL = re.compile("目标|指标|预期|安排|打算|主要任务|工作任务|计划|建议")
"""One of these stands in front of every block that has words of introduction."""
LINK = re.compile(
    "(?:任务目标|意见|任务|上|方面|值|数|要求|建议|安排|设定|确定|初步|暂|拟|定|分别|有|目标|指标|考虑|主要){0,12}+"
    '(?:是|为|:|如下|即|,|—|(?= ))|[“”‘’"《》0-9A-Za-z个双高同超保争增两三四五六七八九十+、%]{1,20}[:,]'
)
"""What joins 目标 to the first target: 目标是, 指标安排如下, 目标建议为."""
STRONG = re.compile(
    "(?:预期|主要|奋斗|发展|工作|总体|任务|增长|调控|经济|具体|量化|年度|预期性)(?:任务|增长|经济|调控|预期)?(?:目标|指标)"
    "|预期(?:为|:)|目标任务|指标安排|计划指标"
)
"""Words that hardly anything but a block of targets begins with."""
RECAP = re.compile(
    "完成(?:了|较好|情况)|实际(?:完成|增长|达到)|圆满|超额|较好完成|如期(?:完成|实现)|年初(?:确定|提出|预期|计划|人代会)"
    "|达到了?预期|好于预期|超过?预期|(?:顺利|全面|胜利)完成了|(?:顺利|基本|提前|胜利)完成|年初目标|已经?(?:完成|实现)"
)
"""Words of a look back at the targets of the year before."""
STOP = re.compile(
    "围绕|(?:根据|按照)(?:上述|以上)"
    "|(?:实现|完成|确定|提出|达到|对于)好?了?(?:上述|以上|这些|今年的?|全年|上面|这一|这个)[^,。]{0,8}(?:目标|任务|指标)"
    "|上述|以上(?:目标|指标)|重点(?:做好|抓好|推进|实施|要|是)|(?:着力|突出|切实|全力|主要|努力)(?:做好|抓好|在以下)"
    r"|(?:做好|完成|抓好)(?:今年|20\d\d年|全年|政府)[^,。]{0,6}工作"
    "|今年[^,。]{0,6}重点|各位代表|我们(?:将|要)"
)
"""What the sentence behind a block begins with, in its first clause."""
FIRST_TASK = re.compile(
    r"\s*(?:\(一\)|一、|第一[,、部]|1[.、](?:加快|推进|大力|着力|全力|坚持|强化|深化|狠抓|突出|加强|抓好|促进|聚力|聚焦|优化|调整|继续"
    r"|切实|深入|提升|壮大|培育|千方百计)[^;:。\d\n]{2,24}[。\n])"
)
"""What the list of tasks begins with: a list of targets has begun before its second target."""
SERVED = re.compile(
    "围绕|作为|对照|朝着|紧盯|瞄准|聚焦|锚定|以|按照|根据|落实|贯彻|完成|实现|达到|紧扣|坚持|为了|超过|高于"
)
"""In front of 目标, where that is only named and none are set out: 围绕年度目标，…"""
PUSH = re.compile("力争|确保|努力|争取|目标|预期|计划")
STRETCH = re.compile("\\d(?:%|万?亿?元)?(?:以上|左右)?[、,]?(?:奋斗|力争)$")
"""In front of 目标, where that is only what is hoped for beyond a target: 增长9.5%、奋斗目标为11%."""
PAST = re.compile("完成了|实现了|达到了|比上年|较上年|比去年|较去年|预计|去年|过去")
NEW_LEAD = re.compile(
    f"(?:{STRONG.pattern})(?:建议|安排|任务)?(?:是|为|:|如下)(?!\\d|百分)"
    "|(?:今年|全年|20\\d\\d年|五年|时期)[^,;。\n\\d]{0,20}(?:目标|指标|预期)[^,;。\n\\d]{0,8}(?:是|为|:|如下|考虑)(?!\\d|百分)"
)
BEHIND_US = re.compile("完成了|实现了|达到了|(?<![比较])去年|过去")
"""As PAST, in a sentence that pushes on: 计划比上年增长9%, 预计增长8% are plans there."""
OTHERS = re.compile(
    "(?:国家|中央|全国|国务院|省里|市里|县里|上级)[^,;。:\n]{0,6}(?:提出|确定|明确|下达|把|将)[^,;。:\n]{0,10}$"
)
"""In front of a target, where it is that of a higher government: 国家提出2022年国内生产总值增长5.5%左右."""
WISHED = re.compile("(?:预期|奋斗|主要)目标|目标(?:是|为|:)|预期(?:为|:)")
SET = re.compile("计划|预定|预期|目标|拟|安排")
