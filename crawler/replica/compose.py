"""A whole report: which themes, in which order, how long, under which headings, with the figures in their places.

Owns the plan of a report and the bookkeeping of offsets. Sentences come from `grammar`, `opening` and `figures`; how
digits and punctuation are printed is decided in `printing`; HTML is `quirks` and the variants.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

from crawler.replica.chance import between, chance, pick
from crawler.replica.eras import numeral, plan_of
from crawler.replica.facts import Figure, Passage
from crawler.replica.figures import Economy
from crawler.replica.grammar import Prose
from crawler.replica.opening import closing, guidance, header, leaders, problems, salutation, thanks
from crawler.replica.reportcard import ReportCard
from crawler.replica.vocabulary import Theme, themes

DOMAINS = ("economy", "countryside", "city", "people")
MOST_HAN = 21_500


@dataclass(slots=True)
class Paragraph:
    """One paragraph. `theme` and `mode` say how a sentence of it can be written anew; empty where it cannot.

    `opens` names the role of the section that begins with it, `heading` the words of it that are the heading.
    """

    text: str
    figures: tuple[Figure, ...] = ()
    theme: Theme | None = None
    mode: str = ""
    asides: tuple[tuple[int, int], ...] = ()
    opens: str = ""
    heading: str = ""


@dataclass(slots=True)
class Draft:
    """A report before printing: paragraphs in order, and whether it has a block of annual targets."""

    card: ReportCard
    paragraphs: list[Paragraph] = field(default_factory=list)
    has_targets: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """One sentence changed after publication: the day, the paragraph (from 0), the wording before and after."""

    day: int
    paragraph: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section in the text: its role in the contract's words, its heading as printed, offsets with exclusive end."""

    role: str
    heading: str | None
    start: int
    end: int


def edit(draft: Draft, seed: int, day: int, number: int) -> Edit:
    """Change one sentence of a draft in place, one without a planted figure. `number` counts the report's edits."""
    card = draft.card
    rng = Random(f"{seed}:{card.index}:edit:{number}")
    at = pick(rng, [n for n, p in enumerate(draft.paragraphs) if p.theme and p.text.count("。") >= 3])
    paragraph = draft.paragraphs[at]
    assert paragraph.theme is not None  # noqa: S101 - chosen so just above
    sentences = paragraph.text.split("。")
    which = between(rng, 1, len(sentences) - 2)
    old = new = sentences[which] + "。"
    prose = Prose(rng, card.place, card.year)
    while new in paragraph.text:
        new = prose.sentence(paragraph.theme, paragraph.mode)
    sentences[which] = new.removesuffix("。")
    paragraph.text = "。".join(sentences)
    return Edit(day, at, old, new)


class Composer:
    """Writes the familiar reports: one layout after the other, every figure in a plain clause."""

    def __init__(self, card: ReportCard, rng: Random) -> None:
        self.card, self.rng = card, rng
        self.prose = Prose(rng, card.place, card.year)
        self.economy = Economy(rng, card.place, card.year)
        self.draft = Draft(card)
        self.letter = self.economy.letter
        self.numbered = chance(rng, 0.82)
        self.own_lines = chance(rng, 0.5)
        self.sections = self.groups = 0
        self.written = 0
        self.opens = ("opening", "")

    def write(self) -> Draft:
        """Write the whole report."""
        card, year = self.card, self.card.year
        for text in header(self.rng, card) + salutation(self.rng, card):
            self.add(text)
        self.section(
            "review",
            pick(
                self.rng,
                (f"{year - 1}年工作回顾", f"过去一年工作回顾（{year - 1}年）", f"{year - 1}年政府工作回顾"),
            ),
        )
        self.review_opening()
        budget = card.han_target - self.written
        chosen = self.themes(budget)
        self.discuss(chosen, int(budget * 0.44), "review", "h")
        self.add(thanks(card, self.prose))
        if chance(self.rng, 0.8):
            self.add(problems(self.prose))
        self.plan_opening()
        tail = 350 if self.letter == "t" else 800
        self.rng.shuffle(chosen)
        chosen.sort(key=lambda theme: DOMAINS.index(theme.domain))
        self.discuss(chosen, card.han_target - self.written - tail, "plan", "g")
        if chance(self.rng, 0.35):
            self.livelihood()
        self.section("self_governance", "加强政府自身建设" if self.numbered else "全面加强政府自身建设")
        self.discuss(list(themes("government").values()), tail - 150, "govplan", "g")
        self.opens = ("closing", "")
        self.add(closing(card, self.prose))
        return self.draft

    def add(self, text: str | Passage, theme: Theme | None = None, mode: str = "") -> None:
        """Add a paragraph; nothing where the text is empty."""
        passage = Passage(text) if isinstance(text, str) else text
        if not passage.text:
            return
        opens, heading = self.opens
        self.opens = ("", "")
        self.draft.paragraphs.append(
            Paragraph(passage.text, passage.figures, theme, mode, passage.asides, opens, heading)
        )
        self.written += _about_han(passage.text)

    def section(self, role: str, title: str) -> None:
        """Begin a section; unnumbered reports have no heading for the third."""
        self.sections += 1
        if self.numbered:
            gap = " " if self.card.index % 5 == 0 else ""
            title = f"{numeral(self.sections)}、{gap}{title}"
        elif self.sections >= 3:
            return
        self.opens = (role, title)
        self.add(title)

    def themes(self, budget: int) -> list[Theme]:
        """Choose themes for a length: the longer, the more, so that no phrase has to come twice."""
        wanted = max(4, min(40, budget // 400))
        found: list[Theme] = []
        pools = [
            [t for t in themes(d).values() if self.letter in t.levels and len(t.usable("c", self.card.year)) >= 5]
            for d in DOMAINS
        ]
        for pool in pools:
            self.rng.shuffle(pool)
        while len(found) < wanted and any(pools):
            for pool in pools:
                if pool and len(found) < wanted:
                    found.append(pool.pop())
        found.sort(key=lambda theme: DOMAINS.index(theme.domain))
        return found

    def review_opening(self) -> None:
        """Write the summary of last year with its figures."""
        card, prose, plan = self.card, self.prose, plan_of(self.card.year - 1)
        lead = Passage(
            f"{card.year - 1}年，在{leaders(card.place)}的坚强领导下，全{card.place.unit}上下{prose.common('motto')}，"
            f"{prose.common('way')}，{prose.common('way')}，圆满完成了{self.past_session()}确定的目标任务。"
        )
        self.add(lead + self.economy.results())
        if plan.last == card.year - 1 or chance(self.rng, 0.08):
            self.add(self.economy.five_year_results(plan.name))
        if chance(self.rng, 0.6):
            honors = "、".join(f"“{prose.common('honor')}”" for _ in range(between(self.rng, 2, 4)))
            self.add(f"先后荣获{honors}等称号。")

    def past_session(self) -> str:
        """Return the session that set last year's tasks, where the report says which one it is given to."""
        card = self.card
        if card.session > 1 and card.states_session:
            return f"{card.place.unit}{numeral(card.congress)}届人大{numeral(card.session - 1)}次会议"
        return "上次人代会"

    def plan_opening(self) -> None:
        """Write the year's requirements and targets."""
        card, prose, plan = self.card, self.prose, plan_of(self.card.year)
        self.section(
            "plan",
            pick(
                self.rng,
                (f"{card.year}年工作安排", f"{card.year}年政府工作安排", f"{card.year}年主要工作任务"),
            ),
        )
        role = {0: "开局之年", 4: "收官之年"}.get(card.year - plan.first, "关键之年")
        self.add(
            f"{card.year}年是“{plan.name}”规划的{role}，{prose.common('brave')}。{guidance(card, prose)}",
        )
        if plan.first == card.year or chance(self.rng, 0.06):
            self.add(self.economy.five_year_targets(plan.name, plan.last))
        if not chance(self.rng, 0.16 if self.letter == "t" else 0.03):
            self.add(self.economy.targets())
            self.draft.has_targets = True
        lead = "实现上述目标" if self.draft.has_targets else "做好今年工作"
        self.add(f"{lead}，{prose.common('way')}，{prose.common('way')}，重点做好以下工作：")

    def discuss(self, chosen: list[Theme], budget: int, mode: str, heading: str) -> None:
        """Write about each theme; several share one numbered heading where there are many."""
        size = 1 if len(chosen) <= 10 else -(-len(chosen) // between(self.rng, 6, 9))
        left = budget
        for number, theme in enumerate(chosen):
            words = self.prose.phrase(theme, heading)
            first_of_group = number % size == 0
            label = f"（{numeral(number // size + 1)}）" if self.numbered and first_of_group else ""
            self.groups = number // size + 1
            text = f"{label}{words}。"
            if first_of_group and self.own_lines:
                self.add(text.removesuffix("。"))
                text = ""
            length = left // (len(chosen) - number)
            before = self.written
            self.theme_paragraphs(theme, mode, text, length)
            left -= self.written - before

    def theme_paragraphs(self, theme: Theme, mode: str, lead: str, length: int) -> None:
        """Write about one theme, in paragraphs that are not too long."""
        text, count, limit = lead, _about_han(lead), min(length, 420)
        spent = 0
        while spent + count < length and self.written + count < MOST_HAN:
            sentence = self.prose.sentence(theme, mode)
            text += sentence
            count += _about_han(sentence)
            if count >= limit:
                self.add(text, theme, mode)
                spent, text, count = spent + count, "", 0
        if text:
            self.add(text, theme, mode)

    def livelihood(self) -> None:
        """Write the list of things to be done for the people."""
        items = [f"{n}.{self.prose.common('livelihood')}" for n in range(1, between(self.rng, 6, 10) + 1)]
        self.add(f"坚持办好民生实事：{'；'.join(items)}。")


def _about_han(text: str) -> int:
    """Return about how many Chinese characters a text has; counting them would cost more than writing them."""
    return len(text) * 83 // 100


def place_asides(texts: list[str], paragraphs: list[Paragraph]) -> list[tuple[int, int]]:
    """Return the asides with offsets in the whole text: `texts` joined by line feeds."""
    asides: list[tuple[int, int]] = []
    offset = 0
    for text, paragraph in zip(texts, paragraphs, strict=True):
        asides += [(start + offset, end + offset) for start, end in paragraph.asides]
        offset += len(text) + 1
    return asides


def place_sections(texts: list[str], paragraphs: list[Paragraph]) -> list[Section]:
    """Return the sections: each ends where the next begins, the last with the text; headings as printed."""
    found: list[Section] = []
    offset = 0
    for text, paragraph in zip(texts, paragraphs, strict=True):
        if paragraph.opens:
            heading = text[: len(paragraph.heading)] or None
            found = [*found[:-1], *(replace(one, end=offset) for one in found[-1:])]
            found.append(Section(paragraph.opens, heading, offset, offset))
        offset += len(text) + 1
    return [*found[:-1], *(replace(one, end=offset - 1) for one in found[-1:])]


def place_figures(texts: list[str], paragraphs: list[Paragraph]) -> list[Figure]:
    """Return the figures with offsets in the whole text: `texts` joined by line feeds."""
    figures: list[Figure] = []
    offset = 0
    for text, paragraph in zip(texts, paragraphs, strict=True):
        figures += [figure.moved(offset) for figure in paragraph.figures]
        offset += len(text) + 1
    return figures
