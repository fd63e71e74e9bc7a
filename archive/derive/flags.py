"""What is odd about a text, so that readers can leave it out or look twice: the quality flags.

Owns the flags that can be told from the text and from what was derived of it. Nothing is repaired. `generic_extraction`
and `listing_text_only` are noticed while pages are read and added by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.derive.text import is_cut

MEANING: dict[str, str] = {
    "no_paragraphs": "one paragraph holds nearly all of the text: line breaks were lost before it was published",
    "no_date": "no date of the report is printed, or none that is certain",
    "no_speaker": "no speaker is printed, or none that is certain",
    "title_body_conflict": "the title names one place and the text is another's",
    "body_repeated": "the text, or a good part of it, stands in it twice",
    "truncated": "the text ends in the middle of a sentence, or says that it goes on elsewhere",
    "mojibake": "characters were lost or misread in an encoding",
    "conversion_trace": "words that only a careless conversion from traditional characters writes (显着)",
    "digits_broken": "figures are cut by blanks or line breaks, or lost",
    "foreign_text_inserted": "lines of a web site (contacts, notices) or another report stand in the text",
    "listing_text_only": "the text is the listing's: there never was a readable detail page",
    "generic_extraction": "the text was found by the generic extractor, not by the site's own rules",
}
"""Every flag and what it says, for the docs."""

LONG = 1000
"""Characters: shorter texts may well be one paragraph, or have no closing."""
REPEATED_SHARE = 0.12
"""Share of a text in sentences that stand in it more than once: ordinary reports stay below 0.05."""
PROBES = 16
"""Places at which a text is probed for a second copy."""
SENTENCE = 20
"""Characters of a sentence that nobody writes twice by chance."""
FIRST_HEADER = 1500
"""Characters behind which the header of a report is another report's."""


_ENDS = re.compile(r"[。！？!?.．…;；”\"’'』」）)】〕]\s*$")
_SIGNED = re.compile(
    r"谢谢(?:大家|各位)?\s*[。！!]?$|\d\s?[日号]\s*[）)]?$|[〇○零一二三四五六七八九十]\s?[日号]\s*[）)]?$"
    r"|(?:[省市县区州旗镇乡]\s?长|主席|主任|政府)\s*[:：]?\s*\S{0,6}$|[（(]?(?:完|全文完)[）)]?$"
)
_GOES_ON = re.compile(
    r"(?:未完(?:待续)?|待续|下一页|点击(?:查看|阅读|展开)(?:更多|全文|余下)?|(?:查看|阅读)(?:更多|全文)|展开全文|余下全文|加载更多)[^。]{0,12}$"
)
_LOST_BYTES = (
    *("\ufffd", "锟斤拷", "烫烫烫", "屯屯屯", "????", "？？？？", "□□□□"),
    *("Ã", "Â", "â€", "ï¼", "ã€", "æˆ", "çš", "åœ"),
)
"""The replacement character, UTF-8 read as GBK, fills of debuggers, encoders' question marks, UTF-8 read as Latin-1."""
_PRIVATE = re.compile("[\ue000-\uefff\uf100-\uf8ff]")
"""Private use but for F000–F0FF, the bullets of symbol fonts."""
_ZHE = re.compile(
    r"(?<![彰凸突呈浮隐展尽])显着(?!急)|(?<![有挂写戴印刻带记享打存顶])着(?:名(?!字|义|额|单)|称(?!谓|呼|职))"
    r"|昭着|卓着(?![手力眼])|土着(?:居|民|文|人)|(?:名|原|专|编|论|遗|巨)着(?=[、，。》的])|着(?:作权|述|录)"
)
"""着 where only 著 can have stood; 彰显着, 有着名优 and 高原着力 are right."""
_OTHER_TRACES = re.compile(
    r"藉(?:口|助|此)|凭藉|乾(?:净|部|燥|旱|线|警)|饼乾|(?:其|剩|盈|业)馀|馀(?:额|名|万)|瞭解|徵(?:收|求|地|税)|象徵|複杂|标誌"
)
_SPLIT_DIGITS = re.compile(
    r"(?<![\d.])\d(?:[ \n]\d){3,}(?!\d)|\d[ \n]\.\s?\d|\d\.[ \n]\d+\s?[%％]|\d[ \n]\d+(?:\.\d+)?\s?[%％]"
)
_BLANKS_BEFORE_DIGITS = (re.compile(r" [\d.]"), re.compile(r"\n[\d.]"))
_LOST_DIGITS = re.compile(r"(?:增长|下降|提高|达到|完成|占比?|增幅)(?:了|到|为)?\s?(?:[%％]|个百分点)(?!\w{0,4}\d)")
_SITE = re.compile(
    r"(?:热线|电话|传真|微信|邮箱|QQ群?)(?:号码?)?\s?[:：]\s?[（(+]?[\dA-Za-z]|https?://|(?<![A-Za-z])www\.\w|免责声明"
    r"|版权(?:所有|归)|转载(?:请|时|须|自)|(?:如有|若有)侵权|侵权(?:请|联系|必究)|责任编辑\s?[:：]|微信(?:公众)?(?:号|平台)\s?[:：]"
    r"|扫(?:一扫|描|码)[^。]{0,12}(?:关注|下载|添加)|长按[^。]{0,8}二维码|点击(?:查看|下载|进入|阅读|关注|咨询)"
    r"|本(?:网|站)(?:讯|声明|所有|转载|编辑|刊载|发布|不承担)|网站(?:首页|地图)|当前位置\s?[:：]|[上下]一篇\s?[:：]"
    r"|相关(?:阅读|链接)\s?[:：]|(?:招商|投资|入驻|选址)(?:热线|咨询热线|电话)|Public domain"
    r"|欢迎(?:来电|致电|咨询|关注)|请(?:拨打|致电)|选址(?:平台|热线)"
    r"|(?<!\d)0\d{2,3}[-—－]\d{7,8}(?!\d)|(?<!\d)400-\d{3}-?\d{4}(?!\d)"
)
_SECOND_HEADER = re.compile(r"[日号]\s?在[^。，；]{0,60}次会议上[^。；！]{0,60}各位代表\s?[:：]")
_RAREST = (
    {"热线": "热", "电话": "话", "传真": "传", "微信": "微", "邮箱": "箱", "QQ": "Q", "://": "/", "www.": "w", "-": "-"}
    | {"免责声明": "免", "版权": "版", "转载": "载", "侵权": "侵", "责任编辑": "辑", "Public domain": "P", "一篇": "篇"}
    | {"扫一扫": "扫", "扫描": "扫", "扫码": "扫", "长按": "按", "点击": "击", "本网": "网", "本站": "站", "网站": "站"}
    | {"当前位置": "置", "阅读": "阅", "链接": "链", "欢迎": "欢", "请拨打": "拨", "致电": "致", "选址": "址"}
)
"""What stands in all that `_SITE` finds, and its rarest character: looking for one is ten times as fast as for two."""


def flags(text: str, *, has_date: bool, has_speaker: bool, conflict: bool) -> tuple[str, ...]:
    """Return the flags of a text, and of what was derived of it, sorted. What each means stands in `MEANING`.

    Every detector prefers to stay silent: over the sample and the corpora each hit was looked at.
    """
    found = {
        "no_paragraphs": len(text) >= LONG and max(map(len, text.split("\n"))) >= 0.8 * len(text),
        "no_date": not has_date,
        "no_speaker": not has_speaker,
        "title_body_conflict": conflict,
        "body_repeated": is_repeated(text),
        "truncated": is_truncated(text),
        "mojibake": is_mojibake(text),
        "conversion_trace": has_conversion_trace(text),
        "digits_broken": has_broken_digits(text),
        "foreign_text_inserted": has_foreign_text(text),
    }
    return tuple(sorted(flag for flag, present in found.items() if present))


def is_repeated(text: str) -> bool:
    """Whether a good part of the text is made of sentences that already stand in it."""
    step = len(text) // PROBES
    if len(text) < LONG // 2 or not any(
        text.find(text[at : at + SENTENCE], at + SENTENCE) >= 0 for at in range(step // 2, len(text) - SENTENCE, step)
    ):
        return False  # the usual case, told without cutting up the text
    seen: set[str] = set()
    again = 0
    for sentence in re.split("[。！!；;\n]", text):
        if len(sentence) >= SENTENCE:
            again += len(sentence) if sentence in seen else 0
            seen.add(sentence)
    return again >= REPEATED_SHARE * len(text)


def is_truncated(text: str) -> bool:
    """Whether the text ends before the report does."""
    tail = text[-60:].rstrip()
    if is_cut(text) or _GOES_ON.search(tail) or tail.endswith(("，", ",", "、", "：", ":")):
        return True
    last = text.rstrip().rpartition("\n")[2]
    return not _ENDS.search(tail) and not _SIGNED.search(tail) and len(last) >= 15


def is_mojibake(text: str) -> bool:
    """Whether characters were lost or misread. One or two private characters may be a rare name."""
    if any(trace[0] in text and trace in text for trace in _LOST_BYTES):
        return True
    return not text.replace("\n", "").isprintable() and len(_PRIVATE.findall(text)) > 2


def has_conversion_trace(text: str) -> bool:
    """Whether a text in simplified characters has words that only a careless conversion writes."""
    traces = any(_ZHE.search(around) for around in _around(text, "着", 2, 5, "着"))
    traces = traces or any(
        _OTHER_TRACES.search(around) for mark in "藉乾馀瞭徵複誌" for around in _around(text, mark, 1, 2, mark)
    )
    return traces and text.count("國") + text.count("們") < 10


def has_broken_digits(text: str) -> bool:
    """Whether figures are cut or lost."""
    for form in _BLANKS_BEFORE_DIGITS:
        for blank in form.finditer(text):
            if _SPLIT_DIGITS.search(text, max(0, blank.start() - 2), blank.end() + 8):
                return True
    return _LOST_DIGITS.search(text) is not None


def has_foreign_text(text: str) -> bool:
    """Whether contact lines or notices of a web site, or the beginning of another report, stand in the text."""
    if any(_SECOND_HEADER.search(around) for around in _around(text[FIRST_HEADER:], "会议上", 80, 120, "议")):
        return True
    return any(
        _SITE.search(around)
        for anchor, rarest in _RAREST.items()
        if rarest in text
        for around in _around(text, anchor, 12, 30, rarest)
    )


def _around(text: str, anchor: str, before: int, behind: int, rarest: str) -> Iterator[str]:
    """Yield what stands around each occurrence of a string that contains the character `rarest`."""
    offset = anchor.index(rarest)
    at = text.find(rarest)
    while at >= 0:
        start = at - offset
        if start >= 0 and text.startswith(anchor, start):
            yield text[max(0, start - before) : start + behind]
        at = text.find(rarest, at + 1)
