"""Numbers as reports write them: 6.5%, 6%—6.5%, 百分之六点五, 1.2万亿元, 8000多万元, 不低于8%.

Owns how a value is written and normalised: % and ‰ as they are, money in 亿元 or 亿美元 (for one person in 元), people
in 万人, weights in 万吨 or 亿斤. Reads plain text (`plain`). Which indicator a number belongs to is `statements`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SCALES: dict[str, tuple[str, float]] = {
    "%": ("%", 1.0),
    "‰": ("‰", 1.0),
    "个百分点": ("百分点", 1.0),
    "百分点": ("百分点", 1.0),
    "万亿元": ("亿元", 10000.0),
    "千亿元": ("亿元", 1000.0),
    "百亿元": ("亿元", 100.0),
    "亿元": ("亿元", 1.0),
    "千万元": ("亿元", 0.1),
    "百万元": ("亿元", 0.01),
    "万元": ("亿元", 0.0001),
    "万亿": ("亿元", 10000.0),
    "亿": ("亿元", 1.0),
    "元": ("元", 1.0),
    "万亿美元": ("亿美元", 10000.0),
    "亿美元": ("亿美元", 1.0),
    "百万美元": ("亿美元", 0.01),
    "万美元": ("亿美元", 0.0001),
    "美元": ("美元", 1.0),
    "万亿斤": ("亿斤", 10000.0),
    "亿斤": ("亿斤", 1.0),
    "万斤": ("亿斤", 0.0001),
    "亿公斤": ("万吨", 10.0),
    "万公斤": ("万吨", 0.001),
    "亿吨": ("万吨", 10000.0),
    "万吨": ("万吨", 1.0),
    "吨": ("万吨", 0.0001),
    "万人": ("万人", 1.0),
    "万个": ("万人", 1.0),
    "倍": ("倍", 100.0),
    "人": ("万人", 0.0001),
    "个": ("万人", 0.0001),
}
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,6})?"
_HAN_DIGITS = "[零〇一二两三四五六七八九十百点]{1,8}"
_UNIT = (
    r"个?百分点|%|‰|(?:万亿|千亿|百亿|亿|千万|百万|万)?(?:美元|元)(?![/／])|(?:万亿|亿|万)?(?:公斤|斤|吨)"
    r"|万亿(?![立平件株千])|亿(?=[,;。、\n大左以的(]|$)|倍(?!增)|万?人(?!次|均)|万?个(?![百月])"
)
_RANGE = "(?:—|-|~|－|至|到){1,2}"
_BEFORE = "跨越|接近|将近|不低于|不少于|不超过|不高于|不突破|低于|高于|超过|突破|至少|超出|大于|小于|约为|约|大约|近|超"
_AFTER = "左右|以上|以内|以下|之内|上下|及以上"
_NUMBER = re.compile(
    rf"(?P<before>(?:{_BEFORE})(?:了|到)?)?(?P<minus>-(?=\d))?"
    rf"(?:(?P<low>{_DIGITS})(?:(?P<more>多|余)?(?P<inner>{_UNIT})?{_RANGE}(?P<high>{_DIGITS}))?(?P<more2>多|余)?(?P<unit>{_UNIT})"
    rf"|(?P<share>百分之|千分之)(?P<han>{_HAN_DIGITS})(?:(?:—|至|到)(?:百分之)?(?P<han2>{_HAN_DIGITS}))?"
    rf"|(?P<double>翻了?(?P<times>[一两1])?番)|(?P<points>{_HAN_DIGITS})(?P<pointunit>个百分点))"
    rf"(?:的?(?:水平)?(?P<after>{_AFTER}))?"
)
_INDEX = re.compile(
    rf"(?P<before>不超过|不高于|低于)?(?P<index>(?:9[5-9]|1[0-2]\d)(?:\.\d{{1,2}})?)(?:的?(?P<after>{_AFTER}))?(?=[,;。、\n)]|$)"
)
_HAN_VALUES = {word: value for value, word in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit, both ways. Offsets are of the plain text: the digits, the unit, and all with modifiers.

    `doubles`: written 翻一番 (100%) or 翻两番 (300%), without digits or unit.
    """

    value: float
    value_max: float | None
    unit: str
    number_at: tuple[int, int]
    unit_at: tuple[int, int]
    modifier: str | None
    start: int
    end: int
    doubles: bool = False

    @property
    def is_rate(self) -> bool:
        """Whether the unit is % or ‰."""
        return self.unit in "%‰"


def quantity_at(text: str, offset: int) -> Quantity | None:
    """Read a number with a unit at an offset of a plain text, its modifier included; None where there is none."""
    found = _NUMBER.match(text, offset)
    if found is None:
        return None
    if found["han"]:
        value, high = han_number(found["han"]), han_number(found["han2"]) if found["han2"] else None
        number_at = (found.start("han"), found.end("han2" if found["han2"] else "han"))
        unit_at, scale = found.span("share"), 1.0
        unit = "%" if found["share"] == "百分之" else "‰"
    elif found["double"]:
        value, high = (300.0 if found["times"] == "两" else 100.0), None
        number_at, unit_at, unit, scale = found.span("double"), (found.end("double"),) * 2, "%", 1.0
    elif found["points"]:
        value, high = han_number(found["points"]), None
        number_at, unit_at, unit, scale = found.span("points"), found.span("pointunit"), "百分点", 1.0
    else:
        value, high = _digits(found["low"]), _digits(found["high"]) if found["high"] else None
        number_at = (found.start("low"), found.end("high" if found["high"] else "low"))
        unit_at = found.span("unit")
        unit, scale = _SCALES.get(found["unit"], ("", 0.0))
        inner = found["inner"]
        if inner and high is not None and _SCALES.get(inner, ("", 0.0)) != (unit, scale):
            return None
    if value is None or not unit or (high is not None and high <= value):
        return None
    if found["minus"]:
        value = -value
    modifier = found["after"] or (found["before"] or "").removesuffix("了").removesuffix("到") or found["more2"]
    return Quantity(
        round(value * scale, 8),
        None if high is None else round(high * scale, 8),
        unit,
        number_at,
        unit_at,
        modifier or None,
        found.start(),
        found.end(),
        bool(found["double"]),
    )


def index_at(text: str, offset: int) -> Quantity | None:
    """Read an index of prices at an offset, the year before being 100, as the rate it stands for: 103以内 is 3%."""
    found = _INDEX.match(text, offset)
    if found is None:
        return None
    value = round(float(found["index"]) - 100.0, 6)
    end = found.end("index")
    modifier = found["after"] or found["before"]
    return Quantity(value, None, "%", found.span("index"), (end, end), modifier, found.start(), found.end())


def han_number(words: str) -> float | None:
    """Read a number in Chinese characters below 1,000: 六点五, 十二, 二十, 一百零三; None where it is none."""
    whole, point, fraction = words.partition("点")
    value, digit = 0, None
    for character in whole:
        if character in _HAN_VALUES:
            if digit:
                return None
            digit = _HAN_VALUES[character]
        elif character in "十百":
            value += (1 if digit is None else digit) * (10 if character == "十" else 100)
            digit = None
        else:
            return None
    if point and (not whole or not fraction or any(c not in _HAN_VALUES for c in fraction)):
        return None
    total = value + (digit or 0)
    return float(f"{total}.{''.join(str(_HAN_VALUES[c]) for c in fraction)}") if point else float(total)


def _digits(written: str) -> float:
    return float(written.replace(",", ""))
