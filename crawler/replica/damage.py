"""What goes wrong with a text before it is uploaded: cut off, pasted twice, garbled, something foreign in it.

Owns the damage and the name of it in the contract's quality flags. Headings and figures are never touched, so the
truth about them stays whole. What goes wrong in the HTML is `quirks`.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from crawler.replica.chance import between, pick
from crawler.replica.compose import Draft

_SHARES = (("truncated", 0.006), ("body_repeated", 0.012), ("mojibake", 0.018), ("foreign_text_inserted", 0.024))
_GARBLED = (
    "锟斤拷锟斤拷锟斤拷",
    "ï¼Œå…¨é¢æŽ¨è¿›",
    "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd",
    "鍏ㄩ潰鎺ㄨ繘锛屽姞蹇缓璁",
)
_FOREIGN = (
    "招商热线：0000-0000000 联系人：招商部 欢迎来电咨询园区厂房租售、土地出让和优惠政策！",
    "更多产业园区招商信息，请关注微信公众号，或登录网站www.example.com查询。",
    "免责声明：本文仅代表作者个人观点，与本网无关，请读者仅作参考，并请自行核实相关内容。",
    "【招商推荐】某某产业园标准厂房出租出售，层高八米，可分割，交通便利，免中介费，详询招商中心。",
    "您可能还喜欢：产业园区选址指南 企业注册流程 高新技术企业认定条件 厂房租赁合同范本",
)


def damage(draft: Draft, seed: int, index: int) -> str | None:
    """Damage a draft in place, or leave it alone; return the quality flag or None."""
    rng = Random(f"{seed}:{index}:damage")
    roll = rng.random()
    flag = next((flag for flag, limit in _SHARES if roll < limit), None)
    places = [n for n, p in enumerate(draft.paragraphs) if p.mode == "plan" and p.text.count("。") >= 3]
    if flag is None or len(places) < 4:
        return None
    {"truncated": _cut, "body_repeated": _repeat, "mojibake": _garble, "foreign_text_inserted": _insert}[flag](
        draft, rng, places
    )
    return flag


def _cut(draft: Draft, rng: Random, places: list[int]) -> None:
    """The text ends in the middle of a sentence of the plan."""
    at = places[between(rng, len(places) // 2, len(places) - 1)]
    paragraph = draft.paragraphs[at]
    end = paragraph.text.rindex("。", 0, len(paragraph.text) - 1) + between(rng, 3, 8)
    text = paragraph.text[:end].rstrip("。，、；” ")
    draft.paragraphs[at:] = [replace(paragraph, text=text, theme=None)]


def _repeat(draft: Draft, rng: Random, places: list[int]) -> None:
    """A good part of the plan stands twice."""
    first, last = places[0], places[-1]
    start = first + between(rng, 0, max(0, (last - first) // 6))
    again = [replace(p, theme=None) for p in draft.paragraphs[start : last + 1] if not p.figures and not p.opens]
    draft.paragraphs[last + 1 : last + 1] = again


def _garble(draft: Draft, rng: Random, places: list[int]) -> None:
    """A run of characters was read in the wrong encoding."""
    for at in {pick(rng, places), pick(rng, places)}:
        paragraph = draft.paragraphs[at]
        start = between(rng, 10, len(paragraph.text) // 2)
        text = paragraph.text[:start] + pick(rng, _GARBLED) + paragraph.text[start + between(rng, 6, 14) :]
        draft.paragraphs[at] = replace(paragraph, text=text, theme=None)


def _insert(draft: Draft, rng: Random, places: list[int]) -> None:
    """Something of the site, or of an advertiser, stands among the paragraphs."""
    found = draft.paragraphs[pick(rng, places)]
    draft.paragraphs.insert(draft.paragraphs.index(found), replace(found, text=pick(rng, _FOREIGN), theme=None))
