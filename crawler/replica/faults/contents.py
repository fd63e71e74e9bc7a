"""A site that is not what it was: fewer pages, no entries, one body everywhere, listings that move while they are read.

Owns what is listed and shown instead. Arrivals and removals are like those of the days (`timeline`): the report that
appears is the first arrival of the next day, so `--day` one higher tells the truth about it.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, PrivateAttr

from crawler.replica.amendments import Amendment
from crawler.replica.faults.fault import ALWAYS, SiteFault, Times
from crawler.replica.reportcard import arrival_index
from crawler.replica.site import PER_PAGE, Site

_NOTICE = (
    "尊敬的用户：为了给您提供更稳定的浏览体验，本站正在对资讯频道进行数据迁移与系统升级。",
    "升级期间，频道内的部分文章暂时不能正常显示，请您稍后再来查看。由此带来的不便，敬请谅解。",
    "本次升级主要包括以下内容：更换存放文章的服务器，重建全文检索，清理失效的图片与附件，调整移动端的页面样式。",
    "升级完成之后，原有文章的地址保持不变，您收藏的链接仍然可以继续使用，无需另行设置。",
    "如果您急需查阅某一篇文章，可以通过页面下方的联系方式告诉我们，编辑部将在工作时间内尽快为您处理。",
    "升级时间视数据量而定，一般在夜间进行；如有变动，我们会在首页另行通知，请留意最新消息。",
    "感谢您长期以来对本站的关注与支持，我们将继续收集、整理各地的公开资料，努力把内容做得更全、更准、更便于查找。",
)


class FewPages(SiteFault):
    """The listing has shrunk to `claims` (5) pages: the pager says so, all others are 404, details answer."""

    name: ClassVar[str] = "few-pages"
    on: Literal["listing"] = "listing"
    times: Times = ALWAYS
    claims: Annotated[int, Field(ge=1)] = 5

    def view(self, path: str, site: Site) -> Site:
        """List the top of what is listed."""
        if not self.strikes(path):
            return site
        pages = min(self.claims, site.pages)
        return site.amended(listed=site.state.listed[: pages * PER_PAGE], claimed=pages, beyond="404")


class NoEntries(SiteFault):
    """Listing pages have all their chrome and their pager, but no entries."""

    name: ClassVar[str] = "no-entries"
    on: Literal["listing"] = "listing"
    times: Times = ALWAYS

    def view(self, path: str, site: Site) -> Site:
        """List nothing, on as many pages as ever."""
        return site.amended(_Nothing()) if self.strikes(path) else site


class SameBody(SiteFault):
    """Detail pages have one and the same body, a notice of at least `chars` (300) characters."""

    name: ClassVar[str] = "same-body"
    on: Literal["detail"] = "detail"
    times: Times = ALWAYS
    chars: Annotated[int, Field(ge=1, le=1_000_000)] = 300

    def view(self, path: str, site: Site) -> Site:
        """Put the notice into the report's place, under its own title."""
        return site.amended(_Notice(self.chars)) if self.strikes(path) else site


class _Shift(SiteFault):
    on: Literal["listing"] = "listing"
    _shifts: int = PrivateAttr(0)

    def view(self, path: str, site: Site) -> Site:
        """Show what is listed by now; serving page one, at whichever address, moves it `times` times."""
        shown = self.shifted(site, self._shifts) if self._shifts else site
        if site.variant.page_of(path) == 1 and self.strikes(site.variant.first_url):
            self._shifts += 1
        return shown

    def shifted(self, site: Site, count: int) -> Site:
        """Return the site after so many shifts, at least one."""
        raise NotImplementedError


class ShiftNew(_Shift):
    """Once page 1 has been served, a new report is on top and all others are one place further down."""

    name: ClassVar[str] = "shift-new"

    def shifted(self, site: Site, count: int) -> Site:
        """Put arrivals of the next day on top, the latest first; a day has no more than ten."""
        arrivals = [arrival_index(site.day + 1, position) for position in reversed(range(min(count, 10)))]
        return site.amended(listed=[*arrivals, *site.state.listed])


class ShiftRemoved(_Shift):
    """Once page 1 has been served, its first report is gone (404) and all others are one place further up."""

    name: ClassVar[str] = "shift-removed"

    def shifted(self, site: Site, count: int) -> Site:
        """Leave the first ones out."""
        return site.amended(listed=site.state.listed[count:])


class _Nothing(Amendment):
    def entries(self, shown: list[int]) -> list[int]:  # noqa: ARG002 - that is the point
        return []


class _Notice(Amendment):
    def __init__(self, chars: int) -> None:
        length = sum(map(len, _NOTICE))
        self._body = "".join(f"<p>{text}</p>\n" for text in _NOTICE) * -(-chars // length)

    def body(self, site: Site, index: int, body: str) -> str:  # noqa: ARG002 - the same for every entry
        return self._body
