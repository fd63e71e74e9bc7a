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
