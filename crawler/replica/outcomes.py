"""What last year brought, in the wordings of varied reports: headline levels and growth, and what is near them.

Owns the headline paragraphs of the review. Results of parts, quarters and shares are `asides`; a figure that a careful
reader would take for the place's own annual result is written here and nowhere else.
"""

from __future__ import annotations

from crawler.replica import asides
from crawler.replica.accounts import DOLLARS, INCOMES, Accounts
from crawler.replica.chance import between, chance, pick
from crawler.replica.claims import amount, behind, rate, together
from crawler.replica.clauses import Subject
from crawler.replica.eras import FiveYearPlan
from crawler.replica.facts import Passage, join

_FALLS = ("fiscal_revenue", "tax_revenue", "imports_exports", "exports", "foreign_capital")
_UP = (
    "增长",
    "同比增长",
    "比上年增长",
    "较上年增长",
    "增幅",
    "增长了",
    "同比增加",
    "增速",
    "可比增长",
    "按可比价计算增长",
)
_VERBS = ("完成", "达到", "实现", "", "突破", "达", "完成")
LEADS = (
    "全年",
    "{y}年，",
    "全年预期目标较好完成，",
    "一年来，",
    "初步核算，",
    "据初步统计，",
    "预计全年",
    "全{u}",
    "预计{y}年",
    "主要经济指标稳中向好，",
    "经济运行总体平稳。",
    "——综合实力明显增强。",
    "综合实力再上台阶。全年",
    "过去一年，全{u}",
)
_ESTIMATES = ("初步核算", "初步统计", "预计全年", "预计{y}年")


def results(accounts: Accounts) -> list[Passage]:
    """State the headline results of the year before, with a trap or two around them, in one or more paragraphs."""
    rng, out = accounts.rng, []
    if chance(rng, 0.18):
        out.append(asides.recap(accounts))
    lead = pick(rng, LEADS)
    estimate = any(word in lead for word in _ESTIMATES)
    lead = lead.format(y=accounts.year - 1, u=accounts.place.unit)
    clauses = _clauses(accounts, estimate=estimate)
    if not clauses:
        return out
    out.append(_laid_out(accounts, lead, clauses))
    for share, trap in ((0.25, asides.quarter), (0.4, asides.shares), (0.45, asides.parts)):
        if chance(rng, share):
            out.append(trap(accounts))
    whole = len(out) > 1 and chance(rng, 0.6)
    return [join(out, "")] if whole else out


def _laid_out(accounts: Accounts, lead: str, clauses: list[Passage]) -> Passage:
    joint = pick(accounts.rng, ("；", "；", "，", "，", "。"))
    return Passage(lead) + join(clauses, joint) + Passage("。")


def _clauses(accounts: Accounts, *, estimate: bool) -> list[Passage]:
    rng = accounts.rng
    chosen = [indicator.id for indicator in accounts.chosen(0.9)]
    pair = {"urban_income", "rural_income"} <= set(chosen) and chance(rng, 0.55)
    clauses: list[Passage] = []
    for indicator in chosen:
        guess = estimate or chance(rng, 0.03)
        mark = "预计" if guess and not estimate else ""
        if pair and indicator == "urban_income":
            clauses.append(Passage(mark) + _both_incomes(accounts, estimate=guess))
        elif not (pair and indicator == "rural_income"):
            clauses.append(Passage(mark) + result(accounts, accounts.subject(indicator, "achieved", estimate=guess)))
    return clauses + _others(accounts, estimate=estimate)


def result(accounts: Accounts, subject: Subject) -> Passage:
    """State one result: a level and its growth, one of them alone, or the growth first."""
    rng, indicator = accounts.rng, subject.indicator
    value, word = accounts.rate(indicator, fine=True), pick(rng, _UP)
    if indicator in _FALLS and chance(rng, 0.2):
        value, word = -max(0.1, round(value / 3, 1)), pick(rng, ("下降", "同比下降", "比上年下降", "减少", "下降了"))
    sized = accounts.known[indicator].share_of_gdp or indicator in (*DOLLARS, *INCOMES)
    if not sized or chance(rng, 0.25):
        if word in ("同比增加", "减少"):
            word = "增长" if value > 0 else "下降"
        after = "左右" if subject.is_estimate and chance(rng, 0.3) else ""
        return rate(accounts.hand, subject, accounts.name(indicator) + word, value, after=after)
    name = accounts.name(indicator, level=True)
    verb = "" if "实现" in name else pick(rng, _VERBS)
    level = amount(accounts.hand, subject, name + verb, *accounts.money(indicator))
    roll = rng.random()
    if roll < 0.08:
        return level
    if roll < 0.14:
        first = rate(accounts.hand, subject, f"{name.replace('实现', '')}增长", abs(value))
        more = amount(accounts.hand, subject, pick(rng, ("达到", "总量达", "突破")), *accounts.money(indicator))
        return behind(first, more, "，")
    after = "左右" if subject.is_estimate and chance(rng, 0.3) else ""
    if chance(rng, 0.05):
        return behind(level, rate(accounts.hand, subject, f"（{word}", value, after=after)) + Passage("）")
    grown = rate(accounts.hand, subject, word, value, after=after)
    return behind(level, grown, _between(accounts, indicator, verb)) + Passage(_tail(accounts))


def _between(accounts: Accounts, indicator: str, verb: str) -> str:
    """What stands between a level and its growth: a comma, nothing, a rank, a share of the budget."""
    rng = accounts.rng
    if verb == "突破" and chance(rng, 0.2):
        return "大关，"
    if indicator in ("fiscal_revenue", "tax_revenue") and chance(rng, 0.15):
        return f"，为{pick(rng, ('预算', '年初预算', '调整预算', '年计划'))}的{between(rng, 1001, 1120) / 10:g}%，"
    if chance(rng, 0.04):
        return f"，总量居全市第{between(rng, 2, 9)}位，"
    return pick(rng, ("，", "，", "、", ""))


def _tail(accounts: Accounts) -> str:
    """What may follow a result: a rank, a comparison. No figure of an indicator."""
    rng = accounts.rng
    if not chance(rng, 0.14):
        return ""
    return pick(
        rng,
        (
            f"，居全省第{between(rng, 2, 12)}位",
            f"，高于预期目标{between(rng, 1, 9) / 10:g}个百分点",
            "，创历史新高",
            f"，增速高于全省平均水平{between(rng, 2, 28) / 10:g}个百分点",
            f"，为年初计划的{between(rng, 101, 112)}%",
            f"，总量和增速分别居全市第{between(rng, 2, 5)}位、第{between(rng, 1, 6)}位",
            "，增速居全市前列",
        ),
    )


def _both_incomes(accounts: Accounts, *, estimate: bool) -> Passage:
    rng, hand, old = accounts.rng, accounts.hand, accounts.year < 2015
    city = accounts.subject("urban_income", "achieved", estimate=estimate)
    country = accounts.subject("rural_income", "achieved", estimate=estimate)
    names = (
        "城镇居民人均可支配收入和农民人均纯收入"
        if old
        else pick(rng, ("城乡居民人均可支配收入", "城镇和农村居民人均可支配收入", "城镇居民、农村居民人均可支配收入"))
    )
    grown = accounts.rate("urban_income", fine=True)
    second = rate(hand, country, pick(rng, ("、", "和")), accounts.rate("rural_income", fine=True))
    if chance(rng, 0.5):
        return together([rate(hand, city, f"{names}分别增长", grown), second])
    (one, unit), (two, other) = accounts.money("urban_income"), accounts.money("rural_income")
    amounts = [
        amount(hand, city, f"{names}分别{pick(rng, ('达到', '达', '为'))}", one, unit),
        amount(hand, country, pick(rng, ("、", "和")), two, other),
    ]
    lead = pick(rng, ("，分别增长", "，同比分别增长", "，增长"))
    return together([*amounts, rate(hand, city, lead, grown), second])


def _others(accounts: Accounts, *, estimate: bool) -> list[Passage]:
    """State results that are shares, heads or falls."""
    rng, hand, found = accounts.rng, accounts.hand, []
    if accounts.letter != "t" and chance(rng, 0.15):
        subject = accounts.subject("cpi", "achieved", estimate=estimate)
        lead = pick(rng, ("居民消费价格上涨", "居民消费价格总水平上涨", "居民消费价格涨幅为", "居民消费价格同比上涨"))
        found.append(rate(hand, subject, lead, between(rng, 2, 48) / 10, measure="level"))
    if accounts.letter != "t" and chance(rng, 0.15):
        subject = accounts.subject("urban_unemployment", "achieved", estimate=estimate)
        lead = accounts.name("urban_unemployment") + pick(rng, ("为", "控制在", "", "稳定在"))
        after = "以内" if "控制" in lead else ""
        found.append(rate(hand, subject, lead, between(rng, 25, 45) / 10, after=after, measure="level"))
    if chance(rng, 0.15) and accounts.letter != "t":
        subject = accounts.subject("urban_jobs", "achieved", estimate=estimate)
        value = max(0.1, round(accounts.economy.gdp**0.6 / 40, 1))
        found.append(amount(hand, subject, f"{accounts.name('urban_jobs').removesuffix('人数')}", f"{value:g}", "万人"))
    if chance(rng, 0.12):
        subject = accounts.subject("grain_output", "achieved", estimate=estimate)
        lead = accounts.name("grain_output") + pick(rng, ("达到", "为", "达", "实现"))
        found.append(amount(hand, subject, lead, f"{between(rng, 20, 900) / 10:g}", pick(rng, ("万吨", "亿斤"))))
    if accounts.letter != "t" and chance(rng, 0.08):
        subject = accounts.subject("gdp_per_capita", "achieved", estimate=estimate)
        lead = accounts.name("gdp_per_capita") + pick(rng, ("达到", "突破", "达", ""))
        found.append(amount(hand, subject, lead, *accounts.per_head()))
    if accounts.has("energy_intensity") and chance(rng, 0.1):
        subject = accounts.subject("energy_intensity", "achieved", estimate=estimate)
        lead = accounts.name("energy_intensity") + pick(rng, ("下降", "同比下降", "降低"))
        found.append(rate(hand, subject, lead, -between(rng, 10, 60) / 10))
    return found


def five_years(accounts: Accounts, plan: FiveYearPlan) -> Passage:
    """Look back on five years: average growth, and for amounts not yet stated the value at the end.

    The value at the end is last year's; the average is no annual figure, and the value at the beginning none at all.
    """
    rng, hand, clauses = accounts.rng, accounts.hand, []
    for indicator in accounts.chosen(0.4)[:4]:
        key = indicator.id
        five = accounts.subject(key, "achieved", end=accounts.year - 1)
        label = accounts.name(key, level=True).replace("实现", "")
        average = rate(hand, five, f"{label}年均增长", accounts.rate(key, fine=True))
        if key in accounts.levels or not indicator.share_of_gdp or chance(rng, 0.4):
            clauses.append(average)
            continue
        digits, unit = accounts.money(key)
        start = f"{float(digits) * 0.62:.1f}".removesuffix(".0")
        lead = pick(rng, (f"由{accounts.year - 6}年的{start}{unit}增加到", f"从{start}{unit}增加到", "达到"))
        level = amount(hand, accounts.subject(key, "achieved"), label + lead, digits, unit)
        clauses.append(behind(level, rate(hand, five, "年均增长", accounts.rate(key, fine=True)), "，"))
    leads = (f"“{plan.name}”时期，", "五年来，", f"“{plan.name}”期间，我们")
    return (
        Passage(pick(rng, leads)) + join(clauses, pick(rng, ("，", "；"))) + Passage("。") if clauses else Passage("")
    )
