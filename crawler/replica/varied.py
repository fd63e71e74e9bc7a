"""A whole report as variously as real ones are written: outline, figures, traps, with the truth about each.

Owns the plan of a varied report. It builds on the composer of the familiar ones; headers are `layouts`, headings
`outline`, figures `blocks` and `outcomes`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from crawler.replica import asides, blocks, outcomes
from crawler.replica.accounts import Accounts
from crawler.replica.chance import between, chance, pick
from crawler.replica.compose import DOMAINS, Composer, Draft, Paragraph
from crawler.replica.eras import national_session, numeral, plan_of
from crawler.replica.facts import Passage
from crawler.replica.layouts import opening_of, short_congress
from crawler.replica.opening import closing, guidance, leaders, problems, thanks
from crawler.replica.outline import AIMS, FIVE, PLAN, REVIEW, REVIEW_FIVE, SELF, TASKS, draw_outline, words_for
from crawler.replica.reportcard import ReportCard
from crawler.replica.vocabulary import Theme, themes

_FALSE_HEADINGS = (
    "综合考核成绩由全省第 四、全市第 二，跃升至全省第 一、全市第 一。",
    "群众满意度连续两年居全市第 三、全省第 五，安全生产列第 一、第 二方阵。",
    "信访工作居全省第 二、连续三年位居全市第 一；平安建设名列第 三、第 四位。",
)


class VariedComposer(Composer):
    """Writes one varied report."""

    def __init__(self, card: ReportCard, rng: Random) -> None:
        super().__init__(card, rng)
        self.accounts = Accounts(rng, card.place, card.year)
        self.outline = draw_outline(rng)
        self.pending = Passage("")
        self.numbered = self.outline.style != "bare" or chance(rng, 0.3)
        self.five = plan_of(card.year).first == card.year and self.letter != "t" and chance(rng, 0.7)
        self.groups = 0

    def write(self) -> Draft:
        """Write the whole report."""
        card, rng = self.card, self.rng
        bare = self.letter == "t" and card.header == "none" and chance(rng, 0.3)
        for text in [] if bare else opening_of(rng, card):
            self.add(text)
        self.section("review", self._words(REVIEW_FIVE if self.five else REVIEW))
        self.review_opening()
        budget = card.han_target - self.written
        chosen = self.themes(budget)
        self.discuss(chosen, int(budget * 0.44), "review", "h")
        if chance(rng, 0.3):
            self.add(asides.done(self.accounts))
        self.add(thanks(card, self.prose))
        if chance(rng, 0.8):
            self.add(problems(self.prose))
        self.plan_opening()
        tail = 350 if self.letter == "t" else 800
        rng.shuffle(chosen)
        chosen.sort(key=lambda theme: DOMAINS.index(theme.domain))
        self.discuss(chosen, card.han_target - self.written - tail, "plan", "g")
        if chance(rng, 0.3):
            self.add(asides.task(self.accounts))
        if chance(rng, 0.35):
            self.livelihood()
        self.self_governance(tail)
        if self.outline.style == "none" or chance(rng, 0.96):
            self.opens = ("closing", "")
            self.add(closing(card, self.prose))
        return self.draft

    def borrow(self, older: Draft) -> None:
        """Take over up to a third of another year's paragraphs, where they are of the same kind and name no year."""
        pools: dict[str, list[Paragraph]] = {"review": [], "plan": [], "govplan": []}
        for paragraph in older.paragraphs:
            if paragraph.theme and not re.search(r"[12]\d{3}年", paragraph.text):
                pools[paragraph.mode].append(paragraph)
        left = {mode: len(pool) // 3 for mode, pool in pools.items()}
        for at, paragraph in enumerate(self.draft.paragraphs):
            if paragraph.theme and left[paragraph.mode] and not paragraph.opens and chance(self.rng, 0.35):
                left[paragraph.mode] -= 1
                self.draft.paragraphs[at] = replace(pools[paragraph.mode].pop(), opens="", heading="")

    def _words(self, choices: tuple[str, ...]) -> str:
        year = self.card.year
        return words_for(self.rng, choices, year, plan_of(year).name, plan_of(year - 1).name)

    def section(self, role: str, title: str) -> None:
        """Begin a section as the outline has it; without headings all is one that has no role."""
        self.sections += 1
        self.groups = 0
        if self.outline.style == "none":
            self.opens = ("unsegmented", "") if self.sections == 1 else ("", "")
            return
        heading = self.outline.heading(self.sections, title)
        self.opens = (role, heading)
        if self.outline.run_in:
            self.pending = Passage(f"{heading}。")
        else:
            self.add(heading)

    def add(self, text: str | Passage, theme: Theme | None = None, mode: str = "") -> None:
        """Add a paragraph, a heading that runs into it before it."""
        passage = Passage(text) if isinstance(text, str) else text
        if passage.text:
            passage, self.pending = self.pending + passage, Passage("")
        super().add(passage, theme, mode)

    def past_session(self) -> str:
        """Return the session that set last year's tasks: never the one at which the report is given."""
        card, rng = self.card, self.rng
        if card.place.unit == "盟" or not chance(rng, 0.6):
            return pick(rng, ("上次人代会", "年初", "上次会议"))
        if card.session > 1:
            return short_congress(rng, card, card.session - 1)
        return f"{card.place.unit}{numeral(card.congress - 1)}届人大{numeral(5)}次会议"

    def review_opening(self) -> None:
        """Write the summary of last year with its headline results."""
        card, prose, rng = self.card, self.prose, self.rng
        past = max(1998, card.year - 1)
        nation = f"认真贯彻{national_session(past)}精神，" if chance(rng, 0.07) else ""
        self.add(
            f"{card.year - 1}年，在{leaders(card.place)}的坚强领导下，全{card.place.unit}上下{prose.common('motto')}，"
            f"{nation}{prose.common('way')}，较好完成了{self.past_session()}确定的目标任务。"
        )
        for passage in outcomes.results(self.accounts):
            self.add(passage)
        plan = plan_of(card.year - 1)
        if plan.last == card.year - 1:
            self.add(outcomes.five_years(self.accounts, plan))
        if chance(rng, 0.12):
            self.add(pick(rng, _FALSE_HEADINGS))
        if chance(rng, 0.5):
            honors = "、".join(f"“{prose.common('honor')}”" for _ in range(between(rng, 2, 4)))
            self.add(f"先后荣获{honors}等称号。")

    def plan_opening(self) -> None:
        """Write the year's requirements and targets, the five-year outlook before them in a section of its own."""
        card, prose, rng = self.card, self.prose, self.rng
        plan = plan_of(card.year)
        if self.five:
            self.section("five_year", self._words(FIVE))
            self.add(f"今后五年，{prose.common('brave')}。我们要{prose.common('way')}，{prose.common('way')}。")
            self.add(blocks.five_years(self.accounts, plan.name, plan.last))
        self.section("plan", self._words(AIMS if self.outline.two_plans else PLAN))
        role = {0: "开局之年", 4: "收官之年"}.get(card.year - plan.first, "关键之年")
        lead = f"{card.year}年是“{plan.name}”规划的{role}，{prose.common('brave')}。{guidance(card, prose)}"
        found = blocks.block(self.accounts, outlook=not self.five)
        paragraphs = list(found.paragraphs)
        if paragraphs and chance(rng, 0.25):
            paragraphs[0] = Passage(lead) + paragraphs[0]
        else:
            self.add(lead)
        for passage in paragraphs:
            self.add(passage)
        self.draft.has_targets = found.annual
        if self.outline.two_plans:
            self.section("plan", self._words(TASKS))
        lead = "实现上述目标" if found.annual else "做好今年工作"
        self.add(f"{lead}，{prose.common('way')}，{prose.common('way')}，重点做好以下工作：")

    def self_governance(self, tail: int) -> None:
        """Write about the government itself: a section, or the last item of the plan."""
        words = self._words(SELF)
        if self.outline.style == "tail":
            heading = f"（{numeral(self.groups + 1)}）{words}"
            if self.outline.glued:
                self.opens = ("self_governance", heading)
                self.add(f"{heading}。{self.prose.sentence(next(iter(themes('government').values())), 'govplan')}")
            else:
                self.opens = ("self_governance", heading)
                self.add(heading)
            self.numbered = False
        else:
            self.section("self_governance", words)
        self.discuss(list(themes("government").values()), tail - 150, "govplan", "g")
