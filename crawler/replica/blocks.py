"""The block of annual targets in the layouts of varied reports, and what stands before, beside and behind it.

Owns the lead words, the order and the paragraphs of a block, the five-year block next to it, and its absence. The
clauses come from `goals`, sentences that only look like targets from `asides`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from crawler.replica import asides
from crawler.replica.accounts import Accounts
from crawler.replica.chance import between, chance, pick
from crawler.replica.claims import amount, behind, fold, rate
from crawler.replica.eras import plan_of
from crawler.replica.facts import Passage, join
from crawler.replica.goals import both_incomes, ceilings, goal, several

LEADS = (
    "今年经济社会发展的主要预期目标是：",
    "{y}年经济社会发展主要预期目标为：",
    "主要预期目标：",
    "主要预期目标是：",
    "综合考虑各方面因素，建议今年主要预期目标为：",
    "今年全{u}经济社会发展主要目标安排如下：",
    "{y}年全{u}主要奋斗目标是：",
    "今年的主要工作目标是：",
    "{y}年，我们的奋斗目标是：",
    "今年主要经济指标初步安排为：",
    "今年预期目标初步考虑：",
    "围绕上述要求，{y}年主要指标安排建议是：",
    "{y}年国民经济和社会发展的主要目标是，",
    "今年，全{u}经济社会发展的预期目标建议为，",
    "按照这一要求，今年经济工作的主要目标是：",
    "{y}年的发展目标是：",
    "主要目标：",
    "今年要努力实现以下目标：",
    "今年经济社会发展预期目标如下：",
    "具体目标是：",
    "做好今年工作，要努力实现以下预期目标：",
    "今年主要经济社会发展目标建议为：",
    "{y}年主要经济社会发展预期指标是：",
    "今年的目标任务是：",
    "总体目标：",
    "主要经济指标计划安排：",
    "全年目标为：",
)
TOWN_LEADS = (
    "今年的奋斗目标是：",
    "全年力争实现",
    "{y}年，全{u}计划",
    "今年主要经济指标：",
    "{y}年主要任务目标是：",
    "全年确保",
    "今年，我{u}工作的总体目标是：",
    "主要经济指标预期为：",
)
CLOSES = (
    "。",
    "。",
    "。",
    "，全面完成节能减排约束性指标。",
    "，发展质量与生态改善相协调。",
    "；节能减排完成上级下达的任务。",
    "；社会保持和谐稳定。",
    "；生态环境质量持续改善。",
    "，主要污染物排放量控制在上级下达的范围之内。",
    "；居民生活水平稳步提高。",
)
_MARKS = (("——", ""), ("—", ""), ("", "."), ("", "、"), ("（", "）"), ("● ", ""))


@dataclass(frozen=True, slots=True)
class Block:
    """The paragraphs of a target block. `annual` says whether targets for the year are among them."""

    paragraphs: tuple[Passage, ...]
    annual: bool


def block(accounts: Accounts, *, outlook: bool) -> Block:
    """Write what a report says about its targets: perhaps nothing, perhaps two blocks. `outlook`: with five years."""
    rng, plan = accounts.rng, plan_of(accounts.year)
    paragraphs: list[Passage] = []
    if chance(rng, 0.10):
        paragraphs.append(asides.circumstances(accounts))
    if outlook and plan.last > accounts.year and chance(rng, 0.75 if plan.first == accounts.year else 0.06):
        paragraphs.append(five_years(accounts, plan.name, plan.last))
    if outlook and accounts.year >= 2021 and chance(rng, 0.05):
        paragraphs.append(long_term(accounts))
    annual = not chance(rng, 0.16 if accounts.letter == "t" else 0.05)
    if annual:
        paragraphs += _annual(accounts)
        if chance(rng, 0.12):
            paragraphs.append(asides.reasons(accounts))
    elif chance(rng, 0.6):
        paragraphs.append(Passage(pick(rng, _NO_FIGURES).format(u=accounts.place.unit)))
    return Block(tuple(paragraphs), annual)


_NO_FIGURES = (
    "新的一年，要在更高起点上谋划发展，努力推动各项工作迈上新台阶。",
    "今年的工作思路是：抓重点、补短板、强弱项，力求全{u}面貌有新变化。",
    "今年，我们将重点在六个方面下功夫，确保各项任务落地见效。",
    "各项工作要高标准、严要求，力争在全省同类地区中走在前列。",
)


def _annual(accounts: Accounts) -> list[Passage]:
    rng, town = accounts.rng, accounts.letter == "t"
    leads = TOWN_LEADS if town and chance(rng, 0.6) else LEADS
    lead = pick(rng, leads).format(y=accounts.year, u=accounts.place.unit)
    clauses = _clauses(accounts)
    roll = rng.random()
    if roll < 0.62:
        return [_sentence(accounts, lead, clauses)]
    if roll < 0.74:
        return _listed(accounts, lead, clauses)
    if roll < 0.90:
        return [_spread(accounts, lead, clauses)]
    return _split(accounts, lead, clauses)


def _clauses(accounts: Accounts) -> list[Passage]:
    rng = accounts.rng
    chosen = [indicator.id for indicator in accounts.chosen(1.0)]
    if chosen[:1] == ["gdp"] and chance(rng, 0.04):
        chosen = chosen[1:]
    pair = {"urban_income", "rural_income"} <= set(chosen) and chance(rng, 0.5)
    clauses: list[Passage] = []
    few = [i for i in chosen if i in ("gdp", "industrial_value_added", "fixed_asset_investment", "retail_sales")]
    if len(few) >= 3 and chance(rng, 0.07):
        clauses.append(several(accounts, few[:3]))
        chosen = [i for i in chosen if i not in few[:3]]
    for indicator in chosen:
        if pair and indicator == "urban_income":
            clauses.append(both_incomes(accounts))
        elif not (pair and indicator == "rural_income"):
            clauses.append(_with_part(accounts, indicator))
        if chance(rng, 0.06):
            clauses.append(asides.beside(accounts))
    clauses += ceilings(accounts)
    return clauses or [goal(accounts, "gdp")]


def _with_part(accounts: Accounts, indicator: str) -> Passage:
    """State a target, sometimes with a part of it that is no indicator of its own, or with the wider measure first."""
    made, rng = goal(accounts, indicator), accounts.rng
    if indicator == "fixed_asset_investment" and chance(rng, 0.12):
        return made + Passage("，其中") + asides.part_of_investment(accounts)
    if indicator == "fiscal_revenue" and "一般" in made.text and chance(rng, 0.06) and accounts.year >= 2005:
        return asides.wider_revenue(accounts) + Passage("，其中") + made
    return made


def _sentence(accounts: Accounts, lead: str, clauses: list[Passage]) -> Passage:
    rng = accounts.rng
    joint = pick(rng, ("；", "；", "；", "，", "，"))
    return Passage(lead) + join(clauses, joint) + Passage(pick(rng, CLOSES))


def _listed(accounts: Accounts, lead: str, clauses: list[Passage]) -> list[Passage]:
    """One target in each paragraph, numbered or with a dash."""
    before, after = pick(accounts.rng, _MARKS)
    lead = lead if lead[-1] in "：" else "今年主要预期目标是："
    out = [Passage(lead)]
    for number, clause in enumerate(clauses, 1):
        mark = f"{before}{number if after else ''}{after}"
        out.append(Passage(mark) + clause + Passage("。" if number == len(clauses) else "；"))
    return out


def _spread(accounts: Accounts, lead: str, clauses: list[Passage]) -> Passage:
    """The targets of one paragraph in several sentences."""
    rng, whole = accounts.rng, Passage(lead)
    at = 0
    while at < len(clauses):
        size = between(rng, 1, 3)
        group = join(clauses[at : at + size], pick(rng, ("，", "；")))
        whole = (
            whole + (Passage(pick(rng, ("", "力争", "确保", "全年"))) if at else Passage("")) + group + Passage("。")
        )
        at += size
    return whole


def _split(accounts: Accounts, lead: str, clauses: list[Passage]) -> list[Passage]:
    """The targets of a block in two paragraphs: output first, then what people have of it."""
    middle = max(1, len(clauses) // 2)
    first = Passage(lead) + join(clauses[:middle], "，") + Passage("。")
    if not clauses[middle:]:
        return [first]
    second = Passage(pick(accounts.rng, ("在此基础上，", "同时，", "民生方面，", ""))) + join(clauses[middle:], "，")
    return [first, second + Passage("。")]


def five_years(accounts: Accounts, name: str, last: int) -> Passage:
    """State the targets of a five-year plan that ends in `last`: average growth, an end value, a doubling."""
    rng, clauses = accounts.rng, []
    for indicator in accounts.chosen(0.5)[:5]:
        key, roll = indicator.id, rng.random()
        subject = accounts.subject(key, "target", end=last)
        label = accounts.name(key, level=True).replace("实现", "")
        average = rate(
            accounts.hand, subject, f"{label}年均增长", accounts.rate(key), after=pick(rng, ("左右", "以上", ""))
        )
        if roll < 0.55 or not indicator.share_of_gdp:
            clauses.append(average)
        elif roll < 0.7:
            words = pick(rng, ("翻一番", "实现翻番", "翻一番"))
            clauses.append(fold(subject, f"{label}{pick(rng, ('比' + str(last - 5) + '年', '力争'))}", words, 100.0))
        else:
            end = amount(accounts.hand, subject, f"{label}{pick(rng, ('达到', '突破'))}", *accounts.planned(key, 50))
            more = rate(accounts.hand, subject, "年均增长", accounts.rate(key), after=pick(rng, ("左右", "以上", "")))
            clauses.append(behind(end, more, "，"))
    leads = (
        f"到{last}年，“{name}”规划目标基本实现，",
        f"“{name}”时期经济社会发展的主要目标是：",
        f"今后五年的奋斗目标是：到{last}年，",
        f"“{name}”末，",
        f"根据“{name}”规划纲要，到{last}年，",
    )
    return (
        Passage(pick(rng, leads)) + join(clauses, pick(rng, ("，", "；"))) + Passage("。") if clauses else Passage("")
    )


def long_term(accounts: Accounts) -> Passage:
    """State what is to be reached by 2035."""
    rng, found = accounts.rng, []
    for indicator in ("gdp", "gdp_per_capita", "resident_income")[: between(rng, 1, 3)]:
        subject = replace(accounts.subject(indicator, "target", end=2035), horizon="long_term")
        name = accounts.name(indicator, level=True).replace("实现", "")
        found.append(fold(subject, name + pick(rng, ("比2020年", "较2020年", "力争")), "翻一番", 100.0))
    return Passage(pick(rng, ("展望2035年，", "到2035年，"))) + join(found, "，") + Passage("，基本实现现代化。")
