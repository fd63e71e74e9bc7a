"""How the name of a region is shortened in titles and speech: 青岛, 内蒙古, 湘西州, 长阳县, 阿左旗.

Owns the rules of shortening and the few short names that follow no rule. Knows no codes and reads no table.
"""

from __future__ import annotations

import re
from functools import cache

HAN = "\u3007\u3400-\u9fff\U00020000-\U000323af"
"""Hanzi of all planes, as the inside of a character class: names of villages use the rare ones (𬶍莲街道)."""
_PEOPLES = (
    *("蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜", "满", "侗", "瑶", "白", "土家", "哈尼", "哈萨克"),
    *("傣", "黎", "傈僳", "佤", "畲", "拉祜", "水", "东乡", "纳西", "景颇", "柯尔克孜", "土", "达斡尔", "仫佬", "羌"),
    *("布朗", "撒拉", "毛南", "仡佬", "锡伯", "普米", "塔吉克", "怒", "鄂温克", "保安", "裕固", "独龙", "鄂伦春"),
    *("阿昌", "德昂", "京", "基诺", "门巴", "珞巴", "高山", "各"),
)
_WITHOUT_族 = ("蒙古", "哈萨克", "柯尔克孜", "塔吉克", "锡伯", "维吾尔", "达斡尔")
_ETHNIC = "|".join(sorted([f"{people}族" for people in _PEOPLES] + list(_WITHOUT_族), key=len, reverse=True))
_AUTONOMOUS = re.compile(rf"(?:{_ETHNIC})+自治(?P<unit>[州县旗])$")
_ETHNIC_TOWN = re.compile(rf"(?:{_ETHNIC})+(?P<unit>[乡镇])$")
_AUTONOMOUS_REGION = re.compile(r"(?:壮族|回族|维吾尔)?自治区$")
_TOWN_UNIT = re.compile(r"(?:镇|乡|苏木|街道)$")
_LONG_UNIT = re.compile(r"(?:族?自治[州县旗]|行政区|地区|工矿区|[新矿特]区|(?<=神农架)林区)$")
_UNIT = re.compile(r"[省市县区旗州盟]$")

ALIASES = {
    "巴州": "巴音郭楞蒙古自治州",
    "博州": "博尔塔拉蒙古自治州",
    "克州": "克孜勒苏柯尔克孜自治州",
    "锡盟": "锡林郭勒盟",
    "巴盟": "巴彦淖尔盟",
    "乌盟": "乌兰察布盟",
    "伊盟": "伊克昭盟",
    "哲盟": "哲里木盟",
    "呼盟": "呼伦贝尔盟",
    "版纳州": "西双版纳傣族自治州",
    "前郭县": "前郭尔罗斯蒙古族自治县",
    "杜蒙县": "杜尔伯特蒙古族自治县",
    "喀左县": "喀喇沁左翼蒙古族自治县",
    "阜蒙县": "阜新蒙古族自治县",
    "莫旗": "莫力达瓦达斡尔族自治旗",
    "塔县": "塔什库尔干塔吉克自治县",
    "察县": "察布查尔锡伯自治县",
    "和丰县": "和布克赛尔蒙古自治县",
    "土左旗": "土默特左旗",
    "土右旗": "土默特右旗",
    "达茂旗": "达尔罕茂明安联合旗",
    "阿左旗": "阿拉善左旗",
    "阿右旗": "阿拉善右旗",
    "东乌旗": "东乌珠穆沁旗",
    "西乌旗": "西乌珠穆沁旗",
    "科左中旗": "科尔沁左翼中旗",
    "科左后旗": "科尔沁左翼后旗",
    "科右前旗": "科尔沁右翼前旗",
    "科右中旗": "科尔沁右翼中旗",
    "察右前旗": "察哈尔右翼前旗",
    "察右中旗": "察哈尔右翼中旗",
    "察右后旗": "察哈尔右翼后旗",
    "新左旗": "新巴尔虎左旗",
    "新右旗": "新巴尔虎右旗",
    "陈旗": "陈巴尔虎旗",
    "鄂前旗": "鄂托克前旗",
    "乌前旗": "乌拉特前旗",
    "乌中旗": "乌拉特中旗",
    "乌后旗": "乌拉特后旗",
    "克旗": "克什克腾旗",
    "阿旗": "阿鲁科尔沁旗",
}
"""Short names in common use that no rule gives."""
WORDS = frozenset(
    re.findall(
        "..",
        "长治安康大同朝阳中山日照来宾白银大理普洱阿里延安遵义海西和田怒江红河黄山平安和平保山衡水三明金华大庆开封",
    )
)
"""Short names that texts use as words or for other things (长治久安, 幸福安康, 朝阳产业)."""


@cache
def base(name: str) -> str:
    """Return a name without its unit and peoples (青岛市 → 青岛, 湘西土家族苗族自治州 → 湘西); 冠县 stays 冠县."""
    if name.endswith("自治区"):
        return _AUTONOMOUS_REGION.sub("", name)
    for unit in (_AUTONOMOUS, _LONG_UNIT, _UNIT):
        short = unit.sub("", name)
        if short != name and len(short) > 1:
            return short
    return name


def short_forms(name: str) -> tuple[str, ...]:
    """Return every shorter way to write a name by rule: 湘西, 湘西州; 长阳, 长阳县; never the name itself."""
    short = base(name)
    if short == name:
        return ()
    found = re.search(r"自治([州县旗])$", name)
    return (short, short + found[1]) if found else (short,)


def plain_town(name: str) -> str:
    """Return the name of a township without its peoples: 清塘壮族乡 → 清塘乡."""
    plain = _ETHNIC_TOWN.sub(r"\g<unit>", name)
    return plain if len(plain) > 2 else name


def stem(town: str) -> str:
    """Return the name of a township without its unit and peoples: 姜屯镇 → 姜屯; 城镇 stays 城镇."""
    short = _TOWN_UNIT.sub("", plain_town(town))
    return short if len(short) > 1 else town
