"""What must hold for dates, years and levels read from any text; the fuzz target `dates`.

Owns the oracle for dates, which reads numerals in its own way and shares nothing with the rules it checks.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator

from archive.derive.dates import ReportDate, listed_date, report_date, report_year, title_year, work_year
from archive.derive.places import resolve
from archive.derive.text import clean_paragraphs, fold, is_cut, pick_title, region_label
from tests.fuzz.alphabet import spelled

LEVELS = {None, "province", "prefecture", "county", "township"}

ALPHABET = (
    *"0123456789０１２３４５６７８９٠١٢٣",
    *"〇○◯Ο零一二三四五六七八九十廿卅元Oo",
    *"年月日号至到—-/.·:：,，。；！、（）()【】[]|",
    *" \n\t\u3000\u00a0\u200b\ufeff\u0301\u0315\uff9e",
    *("2021年", "1月", "27日", "二〇二一年", "二○二一年", "一月", "十二日", "２０２１年", "2021-01-27", "2025/7/8"),
    *("08 2025-07", "2021.1.5", "1998", "2020", "11月", "12月", "三十一日", "二十九日", "30日", "2 0 2 1 年 "),
    *("在", "在云岭县第十届人民代表大会第五次会议上", "人大", "次会议", "第十届", "会议", "会议上", "通过", "批准"),
    *("各位代表", "各位代表：", "政府工作报告", "人民政府工作报告", "工作报告", "年度", "县长", "上午"),
    *("来源：", "发布时间：", "截至", "自", "作者", "浏览", "电", "12:30"),
    *(
        "【云岭招商】",
        "山东省",
        "济南市",
        "历城区",
        "临沂",
        "北京",
        "内蒙古",
        "州",
        "自治州",
        "自治县",
        "镇",
        "街道",
        "关于",
    ),
    *("……", "...", "a", "Z", "_", "!", "\x00", "\x1b", "𠀀", "①", "Ⅷ"),
)

SEEDS = (
    "云岭县政府工作报告\n——2021年1月27日在云岭县第十届人民代表大会第五次会议上\n县长\n各位代表：",
    "政府工作报告\n（二○二一年一月十二日）\n各位代表：",
    "２０２１年１月１２日在云岭县第十届人民代表大会上",
    "2025-07-08 来源：本站 浏览：12",
    "08 2025-07",
    "【云岭招商】2021年云岭县姜屯镇政府工作报告",
    "关于山东省济南市历城区人民政府工作报告（2021）",
    "2016—2020年规划",
)

_NUMERALS = {character: str(value) for value, character in enumerate("零一二三四五六七八九")}
_NUMERALS |= {"元": "1"} | dict.fromkeys("〇○◯Ο零Oo", "0")
_TENS = {0: ("",), 1: ("十",), 2: ("2十", "廿"), 3: ("3十", "卅")}
FORMS = {
    number: {str(number), f"{number:02}"} | {f"{ten}{number % 10 or ''}" for ten in _TENS[number // 10]}
    for number in range(1, 32)
}
"""How months and days may be written, once `digits` has gone over them."""
VALUES = {form: number for number, forms in FORMS.items() for form in forms}


def seeds() -> Iterator[bytes]:
    """Yield small inputs that already reach most rules."""
    for text in SEEDS:
        yield b"\x00" + text.encode()
    for text in SEEDS:
        yield b"\x01" + bytes(range(len(text) % 7, len(ALPHABET), 3))


def spelling(*pieces: str) -> bytes:
    """Return the bytes that stand for pieces of the alphabet."""
    return bytes(map(ALPHABET.index, pieces))


def check(data: bytes) -> None:
    """Raise AssertionError where a promise about dates, years, levels or titles is broken; the first byte says how."""
    kind, rest = (data[0] if data else 0), data[1:]
    check_text(spelled(rest, ALPHABET) if kind % 2 else rest.decode("utf-8", "replace"))


def check_text(text: str) -> None:
    """Check all that is read from a text, taken as report, as title and as date column."""
    title, _, rest = text.partition("\n")
    lines = clean_paragraphs(text.split("\n"))
    assert clean_paragraphs(lines) == lines
    for body, name in ((text, ""), (rest, title), ("\n".join(lines), title)):
        found = report_date(body, name)
        check_report_date(body, name, found)
        year = report_year(body, name, found)
        assert year is None or found.date or year == (title_year(name) or work_year(body))
    listed = listed_date(text)
    if listed:
        assert named_in(unicodedata.normalize("NFKC", text), listed), listed
        datetime.date.fromisoformat(listed)
    check_title(title)
    check_title(text)


def check_report_date(text: str, title: str, found: ReportDate) -> None:
    """A date is quoted from the text or the title, is a day of the calendar, and is what the quote says."""
    if found.date is None:
        assert found == ReportDate(reason=found.reason)
        assert found.reason
        return
    quote = found.quote or ""
    if found.where == "title":
        assert quote in title
    else:
        assert found.start is not None
        assert found.end is not None
        assert text[found.start : found.end] == quote
    assert {"day": 10, "month": 7, "year": 4}[str(found.precision)] == len(found.date)
    datetime.date.fromisoformat((found.date + "-01-01")[:10])
    numbers = [int(part) for part in found.date.split("-")]
    if value_of(quote) != numbers:  # 年, 月 or 日 was lost, or the year stands elsewhere
        printed = digits(quote)
        rest = printed.replace(found.date[:4], "", 1) if found.date[:4] in printed else printed
        assert all(any(form in rest for form in FORMS[part]) for part in numbers[1:]), (quote, found.date)


def check_title(title: str) -> None:
    """A title gives a known level, a year it contains, and a label it contains."""
    year = title_year(title)
    assert year is None or str(year) in digits(title)
    for place in (resolve(title, title, None), resolve("", title, 2021)):
        assert place.level in LEVELS
        assert (place.code is None) == (place.reason is not None)
    label = region_label(title)
    assert label is None or (label and not set(label) & set("【】\n"))
    is_cut(title)
    fold(title)
    half = len(title) // 2
    pick_title(title[half:], title[:half])
    pick_title(title, title.rstrip("….。 "))


def digits(text: str) -> str:
    """Return the text without spaces, every numeral of a year as an ASCII digit."""
    return "".join(_digit(character) for character in text if not character.isspace())


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return str(value) if value is not None else _NUMERALS.get(character, character)


def value_of(quote: str) -> list[int]:
    """Return year, month and day that a quoted date names, as far as it names them."""
    parts = [part for part in re.split("[-./年月日号曰]", digits(quote)) if part]
    if not parts or any(part not in VALUES for part in parts[1:]) or not parts[0].isdecimal():
        return []
    return [int(parts[0]), *(VALUES[part] for part in parts[1:])]


def named_in(text: str, date: str) -> bool:
    """Whether a text has the year of a date digit by digit and its month and day as numbers."""
    year, month, day = date.split("-")
    joined = digits(text)
    return year in joined and all(any(form in joined for form in FORMS[int(part)]) for part in (month, day))
