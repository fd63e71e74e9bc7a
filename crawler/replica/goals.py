"""One annual target in one clause, in the many ways of saying it.

Owns the wordings of a single target (or of two or three that share a verb). Which targets stand in a block, and how
the block is laid out, is `blocks`.
"""

from __future__ import annotations

from collections.abc import Callable

from crawler.replica.accounts import DOLLARS, INCOMES, Accounts
from crawler.replica.chance import between, chance, pick
from crawler.replica.claims import amount, behind, increase, rate, shared, together
from crawler.replica.clauses import Subject, qualitative
from crawler.replica.facts import Passage, join

GROW = (
    "增长",
    "增长",
    "增长",
    "增长",
    "预期增长",
    "力争增长",
    "确保增长",
    "计划增长",
    "增速保持在",
    "增幅达到",
    "增速达到",
    "增速为",
    "同比增长",
    "比上年增长",
    "预计增长",
    "增长率达到",
    "增幅保持在",
    "年增长",
    "按可比价增长",
    "增长目标为",
    "增长预期目标为",
    "增速",
    "增幅",
    "增长速度保持在",
    "增长率保持在",
)
AFTER = ("左右", "左右", "左右", "以上", "以上", "以上", "", "", "")
FLOORS = ("不低于", "不低于", "高于", "超过", "不少于", "不低于")
VAGUE = {
    "gdp": ("保持平稳较快增长", "增速高于全市平均水平", "增速力争高于全省平均水平", "稳定增长"),
    "fiscal_revenue": ("与经济增长基本同步", "与经济增长相适应", "保持稳定增长", "稳定增长", "增速与经济发展相协调"),
    "tax_revenue": ("稳步提高", "稳定增长"),
    "fixed_asset_investment": ("保持合理增长", "稳定增长", "平稳增长", "增速高于全市平均水平", "止跌回升"),
    "industrial_value_added": ("稳步增长", "增速高于全省平均水平"),
    "retail_sales": ("稳步回升", "持续恢复", "平稳增长"),
    "imports_exports": ("稳中提质", "促稳提质", "保稳提质", "实现稳定增长", "止跌企稳", "好于上年", "稳定增长"),
    "exports": ("稳中提质", "保持稳定", "稳定增长"),
    "foreign_capital": ("稳中提质", "稳定增长", "稳步增长", "完成市下达任务", "保持稳定"),
    "resident_income": (
        "与经济增长基本同步",
        "与经济增长同步",
        "与经济增长保持同步",
        "高于经济增长",
        "快于经济增长速度",
        "和经济同步增长",
        "增速快于地区生产总值增速",
        "与经济发展同步增长",
        "增长与经济增长同步",
    ),
}
VAGUE |= {"urban_income": VAGUE["resident_income"], "rural_income": (*VAGUE["resident_income"], "增速快于城镇居民")}
_OFTEN_VAGUE = {"imports_exports": 0.3, "exports": 0.3, "foreign_capital": 0.3, "resident_income": 0.35, "gdp": 0.02}
_EXCEPT = (
    ("fiscal_revenue", "同口径增长"),
    ("fiscal_revenue", "按同口径增长"),
    ("fiscal_revenue", "扣除一次性因素后增长"),
    ("fiscal_revenue", "剔除减税降费因素后增长"),
    ("tax_revenue", "剔除留抵退税因素后增长"),
    ("tax_revenue", "同口径增长"),
    ("retail_sales", "剔除价格因素实际增长"),
    ("urban_income", "实际增长"),
    ("rural_income", "扣除物价因素实际增长"),
    ("fixed_asset_investment", "同口径增长"),
)
_STRETCH = ("、力争达到", "，力争实现", "、力争", "，力争达到", "、奋斗目标为")


def goal(accounts: Accounts, indicator: str) -> Passage:
    """State one annual target."""
    rng = accounts.rng
    subject = accounts.subject(indicator, "target")
    if chance(rng, _OFTEN_VAGUE.get(indicator, 0.06)) and indicator in VAGUE:
        name = accounts.name(indicator)
        words = pick(rng, VAGUE[indicator])
        return qualitative(subject, ("经济总量" if name == "经济" else name) + words)
    roll = rng.random()
    for limit, form in _FORMS:
        if roll < limit:
            return form(accounts, subject)
    return _plain(accounts, subject)


def _plain(accounts: Accounts, subject: Subject) -> Passage:
    rng, indicator = accounts.rng, subject.indicator
    name, verb = accounts.name(indicator), pick(rng, GROW)
    if name == "经济" and not verb.startswith(("增", "预", "力", "确")):
        verb = "增长"
    return rate(accounts.hand, subject, name + verb, accounts.rate(indicator), after=pick(rng, AFTER))


def _floor(accounts: Accounts, subject: Subject) -> Passage:
    lead = accounts.name(subject.indicator) + pick(accounts.rng, ("增长", "增长", "增速", "增幅", "增速"))
    before = pick(accounts.rng, FLOORS)
    return rate(accounts.hand, subject, lead, accounts.rate(subject.indicator), before=before)


def _range(accounts: Accounts, subject: Subject) -> Passage:
    low = accounts.rate(subject.indicator)
    lead = accounts.name(subject.indicator) + pick(accounts.rng, ("增长", "增长", "增速保持在", "增长预期为"))
    high = low + pick(accounts.rng, (0.5, 0.5, 1, 1, 2))
    return rate(accounts.hand, subject, lead, low, high=high)


def _amount_then_rate(accounts: Accounts, subject: Subject) -> Passage:
    rng, indicator = accounts.rng, subject.indicator
    name = accounts.name(indicator, level=True)
    verb = pick(rng, ("达到", "完成", "力争达到", "突破", "实现", "确保完成", "预计达到", "", "达"))
    if "实现" in name:
        verb = ""
    after = "" if verb in ("突破", "预计达到") else pick(rng, ("", "", "以上"))
    value = accounts.rate(indicator)
    level = amount(accounts.hand, subject, name + verb, *accounts.planned(indicator, value), after=after)
    lead = pick(rng, ("增长", "增长", "同比增长", "比上年增长", f"比{accounts.year - 1}年增长", "较上年增长"))
    follow = rate(accounts.hand, subject, lead, value, after=pick(rng, ("", "", "以上", "左右")))
    return behind(level, follow, pick(rng, ("，", "，", "、", "，", "")))


def _rate_then_amount(accounts: Accounts, subject: Subject) -> Passage:
    rng, indicator = accounts.rng, subject.indicator
    value = accounts.rate(indicator)
    first = rate(accounts.hand, subject, accounts.name(indicator, level=True) + "增长", value)
    second = amount(
        accounts.hand, subject, pick(rng, ("达到", "总量达到", "突破")), *accounts.planned(indicator, value)
    )
    return behind(first, second, "，")


def _amount_only(accounts: Accounts, subject: Subject) -> Passage:
    rng, indicator = accounts.rng, subject.indicator
    lead = accounts.name(indicator, level=True)
    lead += "" if "实现" in lead else pick(rng, ("达到", "完成", "力争完成", "突破", "确保达到"))
    after = "" if lead.endswith("突破") else pick(rng, ("", "", "以上", "左右"))
    return amount(accounts.hand, subject, lead, *accounts.planned(indicator, accounts.rate(indicator)), after=after)


def _stretch(accounts: Accounts, subject: Subject) -> Passage:
    """A floor and what is hoped for: the floor is the target."""
    rng, low = accounts.rng, accounts.rate(subject.indicator)
    after = pick(rng, ("", "以上", "左右"))
    found = rate(accounts.hand, subject, accounts.name(subject.indicator) + "增长", low, after=after)
    return found + Passage(f"{pick(rng, _STRETCH)}{low + pick(rng, (1, 2)):g}%{pick(rng, ('', '以上'))}")


def _except(accounts: Accounts, subject: Subject) -> Passage:
    words = [lead for indicator, lead in _EXCEPT if indicator == subject.indicator]
    if not words:
        return _plain(accounts, subject)
    name = accounts.name(subject.indicator, level=True)
    after = pick(accounts.rng, ("", "左右", "以上"))
    value = accounts.rate(subject.indicator)
    return rate(accounts.hand, subject, name + pick(accounts.rng, words), value, after=after)


def _change(accounts: Accounts, subject: Subject) -> Passage:
    if subject.indicator not in ("fiscal_revenue", "gdp", "fixed_asset_investment") or accounts.letter == "p":
        return _plain(accounts, subject)
    digits, unit = accounts.money(subject.indicator)
    some = f"{max(1.0, round(float(digits) * 0.08)):.0f}"
    lead = accounts.name(subject.indicator, level=True).replace("实现", "") + pick(
        accounts.rng, ("净增", "新增", "增加")
    )
    return increase(accounts.hand, subject, lead, some, unit, after=pick(accounts.rng, ("", "以上")))


def _points(accounts: Accounts, subject: Subject) -> Passage:
    lead = accounts.name(subject.indicator) + "增长"
    return rate(accounts.hand, subject, lead, accounts.rate(subject.indicator), points="个百分点")


def _amount_or_plain(accounts: Accounts, subject: Subject) -> Passage:
    sized = accounts.known[subject.indicator].share_of_gdp or subject.indicator in (*DOLLARS, *INCOMES)
    if not sized:
        return _plain(accounts, subject)
    if accounts.letter == "t":
        return pick(accounts.rng, (_amount_then_rate, _amount_only, _amount_then_rate))(accounts, subject)
    return pick(accounts.rng, (_amount_then_rate, _amount_then_rate, _rate_then_amount, _amount_only))(
        accounts, subject
    )


_FORMS: tuple[tuple[float, Callable[[Accounts, Subject], Passage]], ...] = (
    (0.52, _plain),
    (0.62, _floor),
    (0.69, _range),
    (0.86, _amount_or_plain),
    (0.90, _stretch),
    (0.97, _except),
    (0.98, _change),
    (0.985, _points),
)


def both_incomes(accounts: Accounts) -> Passage:
    """State the targets for town and country in one clause.

    城乡居民收入 without numbers is one thing, not two: such a target names both, 城镇、农村.
    """
    rng, hand = accounts.rng, accounts.hand
    city, country = accounts.subject("urban_income", "target"), accounts.subject("rural_income", "target")
    roll, after = rng.random(), pick(rng, ("左右", "以上", ""))
    old = accounts.year < 2014
    names = pick(
        rng,
        (
            f"{accounts.name('urban_income')}和{accounts.name('rural_income')}",
            f"{accounts.name('urban_income')}、{accounts.name('rural_income')}",
            "城镇居民可支配收入和农民纯收入" if old else "城镇、农村居民人均可支配收入",
            "城镇居民人均可支配收入与农民人均纯收入" if old else "城乡居民人均可支配收入",
            "城乡居民收入",
        ),
    )
    if roll < 0.15:
        value = rate(hand, city, "", accounts.rate("urban_income"), after=after)
        return shared((city, country), names, pick(rng, ("均增长", "均增长", "都增长", "增幅均达到")), value)
    if roll < 0.25:
        names = "城镇、农村居民人均可支配收入" if names.startswith("城乡") else names
        made = qualitative(city, names + pick(rng, VAGUE["resident_income"][:4]))
        other = qualitative(country, made.text)
        return Passage(made.text, made.figures + other.figures)
    lead = f"{names}{pick(rng, ('分别增长', '分别增长', '预期分别增长'))}"
    first = rate(hand, city, lead, accounts.rate("urban_income"), after=after)
    second = rate(hand, country, pick(rng, ("、", "和")), accounts.rate("rural_income"), after=after)
    return together([first, second])


def several(accounts: Accounts, ids: list[str]) -> Passage:
    """State two or three targets with one verb: 分别增长8%、6%和10%."""
    rng = accounts.rng
    after = pick(rng, ("左右", "以上", ""))
    if chance(rng, 0.3):
        return _verb_once(accounts, ids, after)
    names = [accounts.name(i, level=True).replace("实现", "") for i in ids]
    text = "、".join(names[:-1]) + pick(rng, ("、", "和")) + names[-1]
    pieces = []
    for number, indicator in enumerate(ids):
        lead = f"{text}分别增长" if number == 0 else ("、" if number < len(ids) - 1 else pick(rng, ("、", "和")))
        subject = accounts.subject(indicator, "target")
        pieces.append(rate(accounts.hand, subject, lead, accounts.rate(indicator), after=after))
    return together(pieces)


def _verb_once(accounts: Accounts, ids: list[str], after: str) -> Passage:
    """State several targets of which only the first has a verb: 生产总值增长8%，工业增加值9%，投资15%."""
    clauses = []
    for number, indicator in enumerate(ids):
        name = accounts.name(indicator, level=True).replace("实现", "") + ("" if number else "增长")
        subject = accounts.subject(indicator, "target")
        clauses.append(rate(accounts.hand, subject, name, accounts.rate(indicator), after=after))
    return join(clauses, pick(accounts.rng, ("，", "、")))


def ceilings(accounts: Accounts) -> list[Passage]:
    """State the targets that are levels, shares or falls."""
    rng, hand, town = accounts.rng, accounts.hand, accounts.letter == "t"
    found: list[Passage] = []

    def subject(indicator: str) -> Subject:
        return accounts.subject(indicator, "target")

    if not town and chance(rng, 0.4):
        name, verb = accounts.name("cpi"), pick(rng, ("控制在", "控制在", "保持在", "", "不超过"))
        before, after = ("不超过", "") if verb == "不超过" else ("", pick(rng, ("左右", "以内", "以下")))
        found.append(
            rate(
                hand,
                subject("cpi"),
                name + ("" if before else verb),
                between(rng, 4, 8) / 2,
                before=before,
                after=after,
                measure="level",
            )
        )
    if not town and chance(rng, 0.45):
        name = accounts.name("urban_unemployment")
        value, verb = between(rng, 30, 55) / 10, pick(rng, ("控制在", "控制在", "", "稳定在", "保持在"))
        after = pick(rng, ("以内", "左右", "以内", "以下")) if verb else "左右"
        found.append(rate(hand, subject("urban_unemployment"), name + verb, value, after=after, measure="level"))
    if chance(rng, 0.3) and not town:
        found.append(_jobs(accounts, subject("urban_jobs")))
    if chance(rng, 0.16):
        found.append(_grain(accounts, subject("grain_output")))
    if accounts.year <= 2015 and chance(rng, 0.3):
        value = between(rng, 30, 90) / 10
        lead = accounts.name("population_growth") + pick(rng, ("控制在", "控制在", "保持在"))
        found.append(
            amount(hand, subject("population_growth"), lead, f"{value:g}", "‰", after=pick(rng, ("以内", "以下")))
        )
    if not town and chance(rng, 0.04):
        lead = accounts.name("gdp_per_capita") + pick(rng, ("达到", "突破"))
        found.append(amount(hand, subject("gdp_per_capita"), lead, *accounts.per_head()))
    if accounts.has("energy_intensity") and chance(rng, 0.22):
        found.append(_energy(accounts, subject("energy_intensity")))
    return found


def _jobs(accounts: Accounts, subject: Subject) -> Passage:
    rng, name = accounts.rng, accounts.name("urban_jobs")
    value = max(0.1, round(accounts.economy.gdp**0.6 / 40, 1))
    lead = name + ("达到" if name.endswith("人数") else pick(rng, ("", "", "达到")))
    if value < 1 or chance(rng, 0.15):
        return amount(accounts.hand, subject, lead, f"{value * 10000:.0f}", "人", after=pick(rng, ("以上", "")))
    return amount(accounts.hand, subject, lead, f"{value:g}", "万人", after=pick(rng, ("以上", "以上", "左右", "")))


def _grain(accounts: Accounts, subject: Subject) -> Passage:
    rng, name = accounts.rng, accounts.name("grain_output")
    lead = name + pick(rng, ("稳定在", "保持在", "达到", "稳定在"))
    value, unit = between(rng, 20, 900) / 10, pick(rng, ("万吨", "万吨", "亿斤"))
    return amount(accounts.hand, subject, lead, f"{value:g}", unit, after=pick(rng, ("以上", "左右", "")))


def _energy(accounts: Accounts, subject: Subject) -> Passage:
    rng, name = accounts.rng, accounts.name("energy_intensity")
    if chance(rng, 0.3):
        words = pick(rng, ("完成省下达任务", "完成上级下达任务", "持续下降", "降幅完成市定目标", "达到省控目标"))
        return qualitative(subject, name + words)
    lead = name + pick(rng, ("下降", "下降", "降低", "比上年下降", "降幅达到"))
    return rate(accounts.hand, subject, lead, -between(rng, 2, 9) / 2, after=pick(rng, ("左右", "以上", "")))
