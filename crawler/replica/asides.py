"""Sentences that look like figures of the report and are none: others' figures, parts, shares, recaps, ranks.

Owns the traps. Nothing here is ever a target for the year or last year's headline result of the report's own place;
every one is marked as an aside, so that the truth can say where it stands.
"""

from __future__ import annotations

from crawler.replica.accounts import Accounts
from crawler.replica.chance import between, pick
from crawler.replica.clauses import spoken
from crawler.replica.facts import Passage, aside


def circumstances(accounts: Accounts) -> Passage:
    """The growth that others plan for: the State, the province above."""
    rng, year = accounts.rng, accounts.year
    wide = pick(
        rng,
        (
            f"从全国看，中央把{year}年经济增长预期目标确定为{_number(accounts, 5, 9)}%左右",
            f"国家提出{year}年国内生产总值增长{_number(accounts, 5, 9)}%左右",
            f"从宏观环境看，{year - 1}年全国经济增长{_number(accounts, 3, 11)}%，长期向好的基本面没有改变",
        ),
    )
    near = (
        pick(
            rng,
            (
                f"，省里确定的生产总值增长目标是{_number(accounts, 6, 11)}%以上",
                "，发展的有利条件依然较多",
                "，这为我们做好工作创造了良好环境",
            ),
        )
        if accounts.letter != "p"
        else "，为我们提供了有利条件"
    )
    return aside(f"{wide}{near}。")


def reasons(accounts: Accounts) -> Passage:
    """Why the targets are what they are, without a figure."""
    return aside(
        pick(
            accounts.rng,
            (
                "提出上述经济增长目标，既考虑了稳就业、惠民生的需要，也考虑了与远景目标的衔接。",
                "需要说明的是，以上指标是预期性的，在执行中要根据形势变化及时调整。",
                "把增长目标定在这个水平，是积极的、也是留有余地的，经过努力可以实现。",
                "这些目标与“五年翻番”的要求相衔接，体现了跳起来摘桃子的导向。",
            ),
        )
    )


def beside(accounts: Accounts) -> Passage:
    """A target for something that is none of the indicators."""
    rng = accounts.rng
    return aside(
        pick(
            rng,
            (
                f"规模以上工业总产值增长{_number(accounts, 8, 18)}%",
                f"民间投资增长{_number(accounts, 6, 20)}%以上",
                f"招商引资到位资金增长{_number(accounts, 8, 20)}%",
                f"研发经费支出占地区生产总值比重达到{_number(accounts, 1, 3)}%",
                f"工业投资增长{_number(accounts, 8, 20)}%",
                f"金融机构贷款余额增长{_number(accounts, 8, 15)}%",
                f"服务业增加值占生产总值比重提高{spoken(between(rng, 5, 20) / 10)}个百分点",
                f"旅游总收入增长{_number(accounts, 10, 20)}%",
                f"第一产业增加值增长{_number(accounts, 3, 6)}%",
                f"常住人口城镇化率提高{spoken(between(rng, 8, 20) / 10)}个百分点",
                f"森林覆盖率达到{between(rng, 20, 65)}%",
                f"引进市外到位资金{between(rng, 12, 180)}亿元",
                f"{_new_industry(accounts)}增加值增长{_number(accounts, 10, 18)}%",
                f"民营经济增加值增长{_number(accounts, 6, 14)}%",
                f"新增规模以上工业企业{between(rng, 8, 60)}家",
            ),
        )
    )


def part_of_investment(accounts: Accounts) -> Passage:
    """A part of the investment."""
    return aside(
        pick(
            accounts.rng,
            (
                f"工业投资增长{_number(accounts, 10, 20)}%",
                f"技术改造投资增长{_number(accounts, 10, 25)}%以上",
                f"民间投资占比达到{between(accounts.rng, 50, 70)}%",
                f"制造业投资增长{_number(accounts, 8, 20)}%",
            ),
        )
    )


def wider_revenue(accounts: Accounts) -> Passage:
    """Total revenue, where the general budget's follows as the report's figure."""
    value = _number(accounts, 5, 14)
    return aside(f"财政总收入增长{value}%")


def recap(accounts: Accounts) -> Passage:
    """What the last session had set as last year's targets."""
    rng, year = accounts.rng, accounts.year - 1
    first, second, third = (_number(accounts, 5, 14) for _ in range(3))
    return aside(
        pick(
            rng,
            (
                f"{year}年年初确定的生产总值增长{first}%、固定资产投资增长{second}%、财政收入增长{third}%的预期目标，经过全{accounts.place.unit}"
                "上下的共同努力，完成情况总体良好。",
                f"对照{year}年初人代会确定的地区生产总值增长{first}%左右、规模以上工业增加值增长{second}%左右的目标，多数指标达到或超过预期。",
                f"去年提出的主要预期目标是：生产总值增长{first}%以上，社会消费品零售总额增长{second}%，城乡居民收入增长{third}%左右。",
            ),
        )
    )


def quarter(accounts: Accounts) -> Passage:
    """A result of part of the year."""
    rng = accounts.rng
    return aside(
        pick(
            rng,
            (
                f"前三季度，地区生产总值增长{_number(accounts, 3, 12)}%，增速居全省第{between(rng, 2, 9)}位。",
                f"上半年，规模以上工业增加值增长{_number(accounts, 3, 12)}%，扭转了年初的被动局面。",
                f"面对一季度固定资产投资下降{_number(accounts, 2, 12)}%的不利局面，我们及时调度、逐月攻坚。",
                f"1至11月，社会消费品零售总额同比增长{_number(accounts, 3, 12)}%。",
            ),
        )
    )


def shares(accounts: Accounts) -> Passage:
    """Shares, structures, ranks and multiples."""
    rng = accounts.rng
    first = between(rng, 50, 240) / 10
    second = between(rng, 350, 550) / 10
    third = round(100 - first - second, 1)
    return aside(
        pick(
            rng,
            (
                f"三次产业结构调整为{first:g}∶{second:g}∶{third:g}，服务业增加值占地区生产总值比重达到{third:g}%。",
                f"税收收入占一般公共预算收入比重达到{_number(accounts, 60, 88)}%，收入质量进一步改善。",
                f"高新技术产业增加值占规模以上工业增加值比重达到{_number(accounts, 20, 60)}%。",
                f"生产总值总量在全省前移{between(rng, 1, 5)}位，固定资产投资增速连续{between(rng, 3, 9)}个月居前。",
                f"经济总量是{accounts.year - 6}年的{spoken(between(rng, 13, 24) / 10)}倍，发展能级明显提升。",
                f"研究与试验发展经费投入占地区生产总值比重为{_number(accounts, 1, 3)}%。",
            ),
        )
    )


def parts(accounts: Accounts) -> Passage:
    """Results of sectors and of places within the place."""
    rng = accounts.rng
    return aside(
        pick(
            rng,
            (
                f"规模以上工业总产值突破{between(rng, 20, 900)}亿元，增长{_number(accounts, 4, 20)}%。",
                f"民间投资增长{_number(accounts, 4, 20)}%，占全部投资的{between(rng, 50, 75)}%。",
                f"{_new_industry(accounts)}增加值增长{_number(accounts, 9, 20)}%。",
                f"第一产业增加值增长{_number(accounts, 3, 6)}%，畜牧业产值突破{between(rng, 10, 80)}亿元。",
                f"开发区实现地区生产总值{between(rng, 12, 90)}亿元，增长{_number(accounts, 6, 18)}%，成为最大增长点。",
                f"引进项目{between(rng, 20, 160)}个，到位资金{between(rng, 12, 320)}亿元，增长{between(rng, 6, 22)}%。",
                f"实现旅游总收入{between(rng, 8, 200)}亿元，接待游客{between(rng, 60, 990)}万人次。",
                f"高技术制造业增加值增长{_number(accounts, 7, 22)}%，装备制造业较快增长。",
                f"金融机构本外币存款余额{between(rng, 80, 3000)}亿元，比年初增加{between(rng, 8, 90)}亿元。",
            ),
        )
    )


def task(accounts: Accounts) -> Passage:
    """A figure of a task in the plan: a sector's, a project's, a park's."""
    rng = accounts.rng
    return aside(
        pick(
            rng,
            (
                f"力争全年完成技改投资{between(rng, 2, 60)}亿元，增长{_number(accounts, 8, 25)}%以上。",
                f"确保规模以上工业总产值增长{_number(accounts, 6, 18)}%以上，新增规上企业{between(rng, 5, 60)}家。",
                f"项目全部达产后，年可实现产值{between(rng, 5, 90)}亿元、税收{between(rng, 2000, 9000)}万元。",
                f"确保开发区生产总值增长{_number(accounts, 8, 18)}%，占比超过{between(rng, 10, 40)}%。",
                f"力争农产品加工业产值增长{_number(accounts, 5, 15)}%，带动就业{between(rng, 800, 9000)}人。",
                f"确保服务业增加值增长{_number(accounts, 5, 14)}%，限额以上单位零售额增长{_number(accounts, 5, 16)}%。",
                f"争取到“{between(rng, 2, 5)}年倍增计划”实施期末，骨干企业税收翻一番。",
            ),
        )
    )


def done(accounts: Accounts) -> Passage:
    """A figure of something done last year that is no headline result."""
    rng = accounts.rng
    return aside(
        pick(
            rng,
            (
                f"骨干企业全年缴纳税收{between(rng, 1, 30)}亿元，同比增长{_number(accounts, 4, 22)}%。",
                f"开发区规模以上工业增加值增长{_number(accounts, 6, 22)}%，进出口额占全{accounts.place.unit}一半以上。",
                f"限额以上住宿餐饮业营业额增长{_number(accounts, 4, 18)}%。",
                f"民生支出占一般公共预算支出的{between(rng, 70, 86)}%，同比增长{_number(accounts, 4, 16)}%。",
                f"脱贫人口人均纯收入增长{_number(accounts, 8, 19)}%，村集体收入全部超过{between(rng, 5, 20)}万元。",
                f"夏粮单产增长{_number(accounts, 1, 4)}%，蔬菜产量达到{between(rng, 2, 60)}万吨。",
            ),
        )
    )


def _new_industry(accounts: Accounts) -> str:
    return "数字经济核心产业" if accounts.year >= 2019 else "高新技术产业"


def _number(accounts: Accounts, low: int, high: int) -> str:
    return spoken(between(accounts.rng, low * 10, high * 10) / 10)
