"""What stands on the site under a report's title and is none: plan and budget reports, news, exam pages, extracts.

Owns the texts of those kinds. They state what they state, but none of it is a target or result in the truth: their
passages go in without figures.
"""

from __future__ import annotations

from random import Random

from crawler.replica import blocks, outcomes
from crawler.replica.accounts import Accounts
from crawler.replica.chance import between, chance, pick
from crawler.replica.compose import Composer, Draft
from crawler.replica.eras import numeral
from crawler.replica.facts import Passage
from crawler.replica.layouts import congress_name
from crawler.replica.opening import full_name, spoken_date
from crawler.replica.reportcard import ReportCard


class OtherComposer(Composer):
    """Writes one text that is no work report, of the kind that its card names. It has no sections."""

    def __init__(self, card: ReportCard, rng: Random) -> None:
        super().__init__(card, rng)
        self.accounts = Accounts(rng, card.place, card.year)
        self.opens = ("", "")
        self.chosen = self.themes(max(1600, card.han_target))

    def write(self) -> Draft:
        """Write the text."""
        {
            "plan_report": self.plan_report,
            "budget_report": self.budget_report,
            "news": self.news,
            "exam": self.exam,
            "summary": self.summary,
        }[self.card.kind]()
        return self.draft

    def section(self, role: str, title: str) -> None:  # noqa: ARG002 - as in a work report
        """Add a numbered heading."""
        self.sections += 1
        self.add(f"{numeral(self.sections)}、{title}")

    def figures(self, passages: list[Passage]) -> None:
        """Add passages as mere text."""
        for passage in passages:
            self.add(passage.text)

    def sentences(self, mode: str, count: int, lead: str = "") -> None:
        """Add one paragraph of sentences about the next theme."""
        theme = self.chosen[self.groups % len(self.chosen)]
        self.groups += 1
        self.add(lead + "".join(self.prose.sentence(theme, mode) for _ in range(count)), theme, mode)

    def _office(self, what: str, office: str) -> None:
        card = self.card
        self.add(f"关于{full_name(card.place)}{what}的报告")
        self.add(f"——{spoken_date(self.rng, card.date)}在{congress_name(self.rng, card)}上")
        self.add(f"{card.place.name}{office if self.letter == 'c' else office.replace('改革局', '改革委员会')}")
        self.add("各位代表：")

    def plan_report(self) -> None:
        """The report about the plan: targets and results, but not the government's own report."""
        year, unit = self.card.year, self.card.place.unit
        self._office(f"{year - 1}年国民经济和社会发展计划执行情况与{year}年国民经济和社会发展计划草案", "发展和改革局")
        self.add(
            f"受{unit}人民政府委托，现将{year - 1}年国民经济和社会发展计划执行情况与{year}年计划草案提请大会审查，"
            f"并请各位政协委员和列席人员提出意见。"
        )
        self.section("", f"{year - 1}年国民经济和社会发展计划执行情况")
        self.figures(outcomes.results(self.accounts))
        self._filled("review", 0.5)
        self.section("", f"{year}年国民经济和社会发展计划安排意见")
        self.figures(list(blocks.block(self.accounts, outlook=True).paragraphs))
        self.section("", f"实现{year}年计划的主要措施")
        self._filled("plan", 1.0)

    def budget_report(self) -> None:
        """The report about the budget."""
        year, unit, rng = self.card.year, self.card.place.unit, self.rng
        self._office(f"{year - 1}年财政预算执行情况和{year}年财政预算草案", "财政局")
        self.add(f"受{unit}人民政府委托，现将{year - 1}年财政预算执行情况和{year}年财政预算草案的报告提请大会审议。")
        self.section("", f"{year - 1}年财政预算执行情况")
        for what in ("教育支出", "社会保障和就业支出", "农林水支出", "卫生健康支出", "城乡社区支出", "科学技术支出"):
            self.add(
                f"{what}完成{between(rng, 4000, 90000)}万元，为预算的{between(rng, 92, 108)}%，"
                f"{pick(rng, ('增长', '下降'))}{between(rng, 1, 190) / 10:g}%，主要是{self.prose.common('way')}。"
            )
        self._filled("review", 0.5)
        self.section("", f"{year}年财政预算草案")
        self.add(f"按照量入为出、收支平衡的原则，{year}年全{unit}支出预算安排{between(rng, 8, 90)}亿元。")
        self.section("", f"完成{year}年预算的主要措施")
        self._filled("plan", 1.0)

    def news(self) -> None:
        """News of the meeting, or of the deliberation."""
        card, rng, unit = self.card, self.rng, self.card.place.unit
        paper = f"{full_name(card.place)}融媒体中心"
        self.add(
            pick(
                rng,
                (
                    f"本报讯（记者 {card.speaker}）{card.date.month}月{card.date.day}日上午，{unit}人代会隆重开幕。",
                    f"{unit}政府主要负责同志今天代表{unit}人民政府向大会作工作报告，引起代表委员热烈反响。",
                    f"连日来，出席{unit}人代会的代表分组审议了政府工作报告，会场气氛热烈。",
                ),
            )
        )
        self.add("报告从多个方面回顾了过去一年的工作，对今年的工作作了部署。")
        self._filled("plan", 0.9, "报告指出，")
        self.sentences("plan", 3, "代表们表示，")
        self.add("会议还听取了其他事项的报告，书面审查了有关草案。")
        self.add(f"（{paper}记者{pick(rng, ('小周', '晓敏', '文静', '阿东'))}报道）")

    def exam(self) -> None:
        """A page for people who prepare for an examination."""
        rng, unit = self.rng, self.card.place.unit
        self.add(f"【导语】公务员考试网为广大考生整理了{full_name(self.card.place)}政府工作报告要点，供申论备考参考。")
        self.add("政府工作报告是申论命题的重要来源，建议考生结合真题反复研读，积累规范表述。")
        self._filled("plan", 0.8, pick(rng, ("要点：", "摘抄：", "金句：")))
        for number in range(1, between(rng, 3, 5)):
            self.add(
                f"{number}.（单选）下列关于全{unit}重点工作的说法，正确的是（ ）。A.{self.prose.common('way')} "
                f"B.{self.prose.common('motto')} C.{self.prose.common('thread')} D.以上都对"
            )
        self.sentences("plan", 3, "参考答案解析：")
        self.add("更多备考资料请关注考试网公众号，报班学习享受优惠。")

    def summary(self) -> None:
        """An extract or a summary of a report."""
        year, rng = self.card.year, self.rng
        self.add(
            pick(rng, ("政府工作报告（摘要）", "政府工作报告摘登", f"{year}年政府工作报告要点", "一图读懂政府工作报告"))
        )
        if chance(rng, 0.5):
            self.add("编者按：现将政府工作报告主要内容摘编如下，以飨读者。")
        self.add(f"{year - 1}年工作回顾")
        self._filled("review", 0.5, "●")
        self.add(f"{year}年重点任务")
        self._filled("plan", 1.0, "●")

    def _filled(self, mode: str, share: float, lead: str = "") -> None:
        """Add paragraphs until the text is this share of its length."""
        self.sentences(mode, between(self.rng, 3, 5), lead)
        while self.written < self.card.han_target * share:
            self.sentences(mode, between(self.rng, 3, 5), lead)
