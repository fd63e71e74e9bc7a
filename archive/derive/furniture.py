"""Page furniture at both ends of a text: title line, source line, print and share links, previous and next.

Owns the list of what is certainly not the report. Only whole paragraphs at the very beginning and end are
ever dropped, never one inside the text, and nothing that a report could say itself: a date or an author alone
stays.
"""

from __future__ import annotations

import re

from archive.derive.text import fold

_LONGEST = 320
_LABEL = re.compile(
    r"(?P<sure>(?:信息|文章|稿件|新闻|内容)?来\s?源|稿源|发布(?:时间|日期|单位|机构|人|者|日)|发表(?:时间|日期)|更新(?:时间|日期)"
    r"|上传(?:时间|日期)|录入(?:时间|人|员)?|添加时间|公开日期|浏览(?:次数|量|数)?|点击(?:次数|量|数|率)?|阅读(?:次数|量|数)?"
    r"|访问(?:次数|量)|责任编辑|责编|编辑|编审|审签|供稿|撰稿)\s?[:：]"
    r"|(?:作\s?者|日\s?期|时\s?间|审核|校对|主题词|关键词|栏目|字\s?[号体])\s?[:：]"
)
"""A label of a source line. Only a line with a `sure` one is furniture; the others may stand beside it."""
_BEFORE_LABEL = re.compile(r"[\d\s年月日:：/.()（）\[【-]*")
_EDGES = r"[\s|｜/·,，、:：()（）\[\]【】〖〗<>《》«»‹›>-]"

_BUTTON = re.compile(
    rf"打印(?:本页|此页|本文|文章|页面|正文)?|关闭(?:本页|此页|窗口|页面)?|返回(?:顶部|列表|上一页|首页|上级)?"
    rf"|(?:加入|点击)?收藏(?:本页|此页|本文)?|(?:我要|点击)?(?:分享|纠错)到?|复制(?:链接|网址)|字[号体](?:大小)?|特大|[大中小]"
    rf"|微信|(?:新浪|腾讯)?微博|QQ空间|QQ好友|朋友圈|{_EDGES}"
)
_BUTTON_CORE = re.compile(r"打印|关闭|返回|收藏|分享|纠错|字[号体]")
_PAGER = re.compile(rf"首页|[上下]一页|[尾末]页|共\s?\d+\s?页|第\s?\d+\s?页|\d|…|{_EDGES}")
_PAGER_CORE = re.compile(r"首页|[上下]一页|[尾末]页")

_BEGINS_AT_TOP = re.compile(r"(?:您(?:现在)?的|您当前的?|当前|现在)位置\s?[:：]|[【\[]?(?:分享到|扫一扫|扫描二维码)")
_BEGINS_AT_BOTTOM = re.compile(
    r"[\s·•◎<>《»«【\[]*(?:(?:[上下]一[篇条]|[前后]一篇|[上下]篇)(?:文章|新闻|信息)?[】\]]?\s?(?:[:：>》»]|没有了|暂?无|$)"
    r"|(?:分享到|扫一扫|扫描二维码)|[（(]?(?:免责声明|版权声明|转载请注明|本文来源|原文链接|本文(?:地址|网址|链接))\s?[:：(（])"
)


def drop_furniture(paragraphs: tuple[str, ...], title: str | None) -> tuple[str, ...]:
    """Return cleaned paragraphs without the page furniture before and behind the report.

    `title` is the page's own title; a first paragraph is dropped as a repeated title only if it is that
    title, punctuation and spacing aside, not if it goes on with anything else.
    """
    first, last = 0, len(paragraphs)
    heading = fold(title or "")
    while first < last and (_is_furniture(paragraphs[first], _BEGINS_AT_TOP) or _equals(paragraphs[first], heading)):
        first += 1
    while last > first and _is_furniture(paragraphs[last - 1], _BEGINS_AT_BOTTOM):
        last -= 1
    return paragraphs[first:last]


def _is_furniture(paragraph: str, beginning: re.Pattern[str]) -> bool:
    if len(paragraph) > _LONGEST:
        return False
    return bool(
        beginning.match(paragraph)
        or _is_source_line(paragraph)
        or (_BUTTON_CORE.search(paragraph) and not _BUTTON.sub("", paragraph))
        or (_PAGER_CORE.search(paragraph) and not _PAGER.sub("", paragraph))
    )


def _is_source_line(paragraph: str) -> bool:
    """Whether a line is nothing but labels with short values, at least one of them never part of a report."""
    labels = list(_LABEL.finditer(paragraph))
    if not any(label["sure"] for label in labels) or not _BEFORE_LABEL.fullmatch(paragraph, 0, labels[0].start()):
        return False
    ends = [label.start() for label in labels[1:]] + [len(paragraph)]
    values = [paragraph[label.end() : end] for label, end in zip(labels, ends, strict=True)]
    return all(len(value) <= 50 and not re.search(r"[。！；]", value) for value in values)


def _equals(paragraph: str, heading: str) -> bool:
    return bool(heading) and len(paragraph) <= 2 * len(heading) + 20 and fold(paragraph) == heading
