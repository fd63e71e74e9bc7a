"""The headers of varied reports: every layout in which date, meeting, post and name are printed, and what is beside.

Owns the wordings of headers. What a layout states is `reportcard.STATES`; nothing printed here may state more.
"""

from __future__ import annotations

from random import Random

from crawler.replica.chance import chance, pick
from crawler.replica.eras import numeral, year_numeral
from crawler.replica.opening import ZEROS, full_name, header, salutation, spoken_date
from crawler.replica.reportcard import ReportCard
from crawler.replica.vocabulary import words

_PLAIN = ("full", "split", "titled", "bracket", "date", "session")


def opening_of(rng: Random, card: ReportCard) -> list[str]:
    """Return the paragraphs up to the first heading: header, bystanders, salutation."""
    head = header(rng, card) if card.header in _PLAIN else _layout(rng, card)
    address = salutation(rng, card)
    if card.header == "flush":
        return [head[0] + pick(rng, (" ", " ", "")) + "".join(address)]
    if chance(rng, 0.09):
        head = _with_bystanders(rng, card, head)
    if chance(rng, 0.12):
        address[0] = address[0].replace(
            "各位代表：", pick(rng, ("各位代表、同志们：", "各位代表，同志们：", "各位代表:"))
        )
    return head + address


def congress_name(rng: Random, card: ReportCard) -> str:
    """Return the meeting's whole name, sometimes with the county before a township."""
    place = full_name(card.place)
    if card.place.county and card.place.level == "township" and chance(rng, 0.4):
        place = f"{card.place.county}{card.place.name}"
    return f"{place}第{numeral(card.congress)}届人民代表大会第{numeral(card.session)}次会议"


def short_congress(rng: Random, card: ReportCard, session: int) -> str:
    """Return the meeting's short name, in one of the forms that bodies use, too."""
    unit, congress = card.place.unit, numeral(card.congress)
    return pick(
        rng,
        (
            f"{unit}{congress}届人大{numeral(session)}次会议",
            f"{unit}第{congress}届人大{numeral(session)}次会议",
            f"{unit}{congress}届人民代表大会{numeral(session)}次会议",
            f"{unit}第{congress}届人民代表大会第{numeral(session)}次会议",
        ),
    )


def spaced(rng: Random, name: str) -> str:
    """Return a name as it is often set: 王 强, 王 建 国; names with a dot stay whole."""
    if "·" in name or not chance(rng, 0.4):
        return name
    return " ".join(name) if len(name) == 2 or chance(rng, 0.5) else name


def printed_post(rng: Random, card: ReportCard) -> str:
    """Return the post alone, or with the place's name and 人民政府 before it."""
    post, style = card.post, rng.random()
    if post.startswith("自治区") or style < 0.4:
        return post
    acting = "代理" if post.startswith("代理") else "代" if post.startswith("代") else ""
    bare = post.removeprefix(acting)
    if bare == "苏木达" or card.place.unit == "盟":
        return f"{card.place.name}{'' if bare == '苏木达' else acting}{bare}"
    if style < 0.6:
        return f"{card.place.name}{acting}{bare}"
    if style < 0.75:
        return f"{card.place.name}人民政府{acting}{bare}"
    return f"{card.place.unit}人民政府{acting}{bare}"


def _layout(rng: Random, card: ReportCard) -> list[str]:
    date, meeting = spoken_date(rng, card.date), congress_name(rng, card)
    post, name = printed_post(rng, card), spaced(rng, card.speaker)
    signature = f"{post}{pick(rng, (' ', ' ', ''))}{name}"
    arabic = f"{full_name(card.place)}第{card.congress}届人民代表大会第{card.session}次会议"
    lines = {
        "oneline": [f"（{date}在{meeting}上 {signature}）"],
        "flush": [f"政府工作报告 ——{date}在{meeting}上 {post} {name}"],
        "byline": ["政府工作报告", f"{post} {name}", f"（{date}）"],
        "short": [f"——{date}在{short_congress(rng, card, card.session)}上", signature],
        "arabic": [f"（{date}在{arabic}上）", signature],
        "semicolon": [f"{date}在{meeting}上；{signature}"],
        "comrade": [f"{date}在{meeting}上", f"{post} {name}同志"],
        "signed": [f"{_office_holder(card)} {name}", f"（{date}，{meeting}）"],
        "name": [f"{date}在{meeting}上", name],
        "post": [f"{date}在{meeting}上", _office_holder(card)],
    }
    if card.header in ("month", "year", "noyear"):
        return _coarse(rng, card, meeting, signature)
    return lines.get(card.header, [])


def _office_holder(card: ReportCard) -> str:
    """The post with the government before it: 某县人民政府代县长."""
    if card.post.startswith("自治区") or card.place.unit == "盟":
        return card.post
    return f"{card.place.name}{'' if card.post == '苏木达' else '人民政府'}{card.post}"


def _coarse(rng: Random, card: ReportCard, meeting: str, signature: str) -> list[str]:
    """A date without its day, without its month, or without its year."""
    year, month, day = card.date.year, card.date.month, card.date.day
    if card.header == "month":
        said = pick(rng, (f"{year}年{month}月", f"{year_numeral(year, pick(rng, ZEROS))}年{numeral(month)}月"))
        return [f"——{said}在{meeting}上", signature]
    if card.header == "year":
        return [f"（{year_numeral(year, pick(rng, ZEROS))}年在{meeting}上）", signature]
    return [f"——{month}月{day}日在{meeting}上", signature]


def _with_bystanders(rng: Random, card: ReportCard, head: list[str]) -> list[str]:
    """Put people near the header who did not give the report.

    Lines of sources and editors never stand first, where they would be the page's and not the text's.
    """
    one, other = (pick(rng, words("surname")) + pick(rng, ("志远", "文斌", "晓燕", "国庆", "丽华")) for _ in range(2))
    unit = card.place.unit
    within = (
        f"来源：{unit}政府办公室 编辑：{one} 审核：{other}",
        f"责任编辑：{one}",
    )
    anywhere = (
        f"图为{unit}委书记{one}主持会议。 {other} 摄",
        f"大会执行主席：{one} {other}",
        f"{unit}委书记{one}、{unit}人大常委会主任{other}在主席台就座",
        f"（会议现场 {one}摄）",
    )
    if head and chance(rng, 0.35):
        return [*head, pick(rng, within)]
    line = pick(rng, anywhere)
    return [line, *head] if chance(rng, 0.3) else [*head, line]
