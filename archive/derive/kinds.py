"""What a page that a site lists among its reports is: a work report, another report, news, or something else.

Owns the decision between work_report, plan_report, budget_report, news and other. What the text says of itself goes
before the title; the title decides where the text says nothing.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from archive.derive.header import squeezed, title_as_header
from archive.derive.text import flatten

Kind: TypeAlias = Literal["work_report", "plan_report", "budget_report", "news", "other"]

BEGINNING = 900
"""Characters in which a text says what it is."""
SPEECH = 2500
"""Characters: an address to the deputies this long is the speech itself, whatever the title calls it."""
NOTICE = 700
"""Characters: a text shorter than this that does not address the deputies is about a report."""

_LABEL = re.compile(r"^\s*【[^【】]*】")

# ── what a text says of itself, near its beginning ──
_GIVES_WORK_REPORT = re.compile(
    r"(?:代表(?<!人民代表)(?<!各位代表)(?!大会|们)|受)[^。；]{0,24}?(?:政府|国务院|办事处|管委会|管理委员会|行署)[^。；法检]{0,24}?"
    r"(?:(?:报告|汇报)(?:过去|本届|[一二三五]年|几年)?[^。；，,]{0,12}工作|(?:作|做)[^。；]{0,8}(?:政府)?工作报告|报告如下|报告[，,]请|向(?:本次)?大会(?:作|做)?(?:报告|汇报)(?![^。，,；]{0,20}(?:预算|决算|计划)))"
)
_GIVES_OTHER_REPORT = re.compile(
    r"(?:代表(?<!人民代表)(?<!各位代表)(?!大会|们)|受)[^。；，,]{0,24}?(?:常务委员会|常委会|人民法院|人民检察院|法院|检察院|政协[^。；，,]{0,16}委员会"
    r"|(?:中国共产党|中共)[^。；，,]{0,20}委员会|[市县区镇乡省]委(?!托)|纪律检查委员会|纪委)[^。；]{0,20}?(?:向|作|报告|委托)"
)
_GIVES_EXPLANATION = re.compile(r"(?:规划|纲要|草案|议案|名单|条例)[^。；]{0,24}(?:的|作|做)[^。；，,]{0,8}说明")
_GIVES_PLAN = re.compile(
    r"(?:将|提出|报告|关于)[^。；]{0,40}?国民经济(?:和|与)社会发展(?:[^。；规纲]{0,12})计划[^。；]{0,60}?(?:提请|请予|请审|报告|审议|审查|如下)"
)
_GIVES_BUDGET = re.compile(
    r"(?:将|提出|报告|关于)[^。；]{0,40}?(?:预算执行|预算收支|财政预算|预算草案|财政决算|财政收支)[^。；]{0,60}?(?:提请|请予|请审|报告|审议|审查|如下)"
)
_NO_WORK = re.compile("预算|决算|计划执行")
_WORK_WITH_PLAN = re.compile(r"(?:连同|一并|同时|书面)")
_HEARD = re.compile(r"(?:听取|审议|审查|批准)(?:和(?:审议|审查|批准))?了")
_ADDRESS = "各位代表"
_ADDRESSES = re.compile("各位代表|各位委员|同志们")
_FIRST_PERSON = re.compile(r"我(?:谨|首先)?\Z")
_IN_PARTS = re.compile(
    r"工作报告[（(—-]{0,2}(?:摘要|摘登|摘编|节选|选登|要点)|责任单位[:：]|牵头单位[:：]|责任领导[:：]|(?:主要内容|内容|报告)(?:摘编|摘登|摘要|整理)如下|^(?:一图读懂|图解)|现将[^。]{0,40}(?:分解|分工)"
    r"|(?:分解|分工)如下|问[:：][^。]{0,80}。?[^。]{0,40}答[:：]"
)
"""An extract, a list of who does what, questions and answers."""
_EXTRACT = re.compile("摘要|摘登|摘编|节选|选登|要点")

# ── news about a report, and what readers make of one ──
_NEWS = re.compile(
    r"(?:本报|本网|本台|新华社|新华网|中新网|中新社|人民网|央广网)[^。]{0,24}?[讯电]|记者[\s:：]|[（(]记者|记者从|记者获悉|据悉|日前[，,]|获悉"
    r"|(?:会议|大会)(?:听取|审议|讨论|期间|指出|强调|认为|召开|开幕|举行)|代表们?(?:认为|表示|纷纷|一致)|委员们?(?:认为|表示)|现场聆听|隆重(?:开幕|召开)"
    r"|在?(?:政府工作报告|报告)(?:中)?(?:指出|提出|强调|显示|明确)|作了?题为|代表[^。我]{0,16}政府[^。我]{0,6}作[^。我]{0,4}(?:政府)?工作报告|(?:在报告中|在作政府工作报告时)"
)
_EXAM = re.compile(r"申论|公务员|国考|省考|事业单位|考生|备考|行测|公考|教师招聘|时政热点|真题|范文|模板下载")
_EXAM_TEXT = re.compile(
    r"申论|(?:公务员|事业单位)[^。，,]{0,4}(?:考试|招考|招聘)|国考|省考|考生(?=[们可朋请在，])|备考|行测|公考|教师招聘|时政热点|真题|模板下载"
)
"""What an exam portal says; reports too speak of 事业单位 and 公务员."""
_PLAIN_TITLE = re.compile(r"(?:政府|管委会|办事处|行署|工作)工?作?报告")
_TITLE_PLAN = re.compile(r"国民经济(?:和|与)社会发展(?:[^规纲]{0,12})计划|计划执行情况|计划草案|计划(?:报告|的报告)")
_TITLE_BUDGET = re.compile(
    r"预算(?:执行|草案|报告|收支|的报告)|财政(?:决算|预算|收支)|决算(?:草案|报告)|财政工作报告|预决算"
)
_TITLE_OTHER_BODY = re.compile(
    r"常委会|常务委员会|人大工作报告|法院|检察院|政协|(?:中共|中国共产党|党委|党代会|党代表大会|纪委|纪律检查)|(?:市委|县委|区委|镇委|乡委)工作报告"
)
_TITLE_NEWS = re.compile(
    r"解读|图解|一图|图说|图表|数说|速览|看点|亮点|热议|聚焦|审议|讨论|分组|反响|侧记|综述|评论|社论|观察|访谈|专访|划重点|关键词|干货|快讯|直播"
    r"|开幕|召开|听取|关注|金句|热词|民生实事|速递|学习贯彻|宣讲|热烈|解说|导读|说说|来了|[？?！!]$"
)
_TITLE_OTHER = re.compile(
    r"摘要|摘登|摘编|节选|要点|选登|提纲|申论|公务员|国考|省考|事业单位|考试|试题|真题|备考|范文|模板|模版|怎么写|分工|分解|责任(?:书|制|清单)"
    r"|实施方案|重点工作|决议|决定|名词解释|注释|问答|答记者问|心得|体会|感想|读后|起草|意见建议|督查|督办|评估|落实情况|完成情况|任务清单|进展"
    r"|(?:部门|局|委|办|院|校|公司|村|社区|党支部)工作(?:报告|总结)|工作总结|述职|规划纲要|远景目标|统计公报|公报|讲话稿?$|致辞|通知|通告|公告|英文版|对照"
)


def kind(title: str, text: str) -> Kind:
    """Return what a text is.

    A speech to the deputies on behalf of a government is a work report even under 解读 or 通知; one on behalf of a
    standing committee, court, procuratorate or party committee is `other` even under 政府工作报告. A text that
    says nothing of itself is what its title says; one too short to be a report, or in the third person, is news.
    Gold cases: the ten sample reports, the corpora, the replica's truth, `tests/archive/derive/test_kinds.py`.
    """
    name = squeezed(_LABEL.sub("", title_as_header(title).text))
    beginning = squeezed(text[:BEGINNING])
    said = _said(beginning, len(text), name)
    return said or _called(name, beginning, text)


def _said(beginning: str, length: int, name: str) -> Kind | None:
    """Return what the speaker says is being given, None where that is not said or the text is too short for it."""
    first: tuple[int, Kind] | None = None
    for form, given, words in _FORMS:
        found = form.search(beginning) if any(word in beginning for word in words) else None
        if found is None or (first is not None and found.start() >= first[0]):
            continue
        if given == "work_report" and _NO_WORK.search(found[0]):
            continue
        if given not in ("plan_report", "budget_report") or not _beside(beginning, found):
            first = (found.start(), given)
    if first is None:
        return None
    start, given = first
    if given == "other":
        return "other" if _ADDRESSES.search(beginning) else None
    if given != "work_report":
        return given
    spoken = _ADDRESS in beginning or _FIRST_PERSON.search(beginning[:start]) is not None
    if not spoken or length < NOTICE or _EXAM.search(name) or _EXTRACT.search(name) or _IN_PARTS.search(beginning):
        return None
    about = _TITLE_OTHER.search(name) or _TITLE_NEWS.search(name)
    return None if about and length < SPEECH else "work_report"


_FORMS: tuple[tuple[re.Pattern[str], Kind, tuple[str, ...]], ...] = (
    (_GIVES_WORK_REPORT, "work_report", ("报告", "汇报")),
    (_GIVES_OTHER_REPORT, "other", ("代表", "受")),
    (_GIVES_EXPLANATION, "other", ("说明",)),
    (_GIVES_PLAN, "plan_report", ("国民经济",)),
    (_GIVES_BUDGET, "budget_report", ("预算", "决算", "财政收支")),
)
"""Form, kind, and words one of which stands in all that the form finds: told at once where there is none."""


def _beside(beginning: str, found: re.Match[str]) -> bool:
    """Whether a plan or a budget is only handed in with the report or spoken of: 请连同《…计划（草案）》一并审议."""
    before, end = max(0, found.start() - 20), found.end() + 10
    return bool(_WORK_WITH_PLAN.search(beginning, before, end) or _HEARD.search(beginning, before, found.end()))


def _called(name: str, beginning: str, text: str) -> Kind:
    """Return what the title calls a text, unless the text shows that it is only about such a thing."""
    is_work = _PLAIN_TITLE.search(name) is not None
    if _TITLE_OTHER_BODY.search(name):
        return "other"
    if not re.search("政府工作报告", name):
        if _TITLE_PLAN.search(name) and "规划" not in name:
            return "plan_report"
        if _TITLE_BUDGET.search(name):
            return "budget_report"
    if _TITLE_OTHER.search(name) or _EXAM_TEXT.search(beginning) or _IN_PARTS.search(beginning):
        return "other"
    if _TITLE_NEWS.search(name):
        return "news"
    addressed = _ADDRESS in text
    about = 0 if _ADDRESS in beginning and len(text) >= SPEECH else len(_NEWS.findall(beginning))
    if about >= 2 or (about and not addressed) or (not addressed and len(flatten(text)) < NOTICE):
        return "news" if about else "other"
    return "work_report" if is_work or addressed else "other"
