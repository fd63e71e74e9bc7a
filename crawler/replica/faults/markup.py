"""Pages whose HTML is odd, though what it says is all there: clocks, ballast, NUL bytes, new class names."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import Annotated, ClassVar

from pydantic import Field, PrivateAttr

from crawler.replica.faults.fault import ALWAYS, On, PageFault, Times
from crawler.replica.reportcard import DAY_ZERO
from crawler.replica.site import Page

_BODY = re.compile(r"<body[^>]*>", re.IGNORECASE)
_BODY_END = re.compile(r"</body>", re.IGNORECASE)
_TEXT = re.compile(r">([^<>]{4,})<")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b([^<>]*)>")
_MARK = re.compile(r"""\s(class|id|rel)=("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_BLOCKS = {
    *("article", "aside", "dd", "dl", "dt", "footer", "h1", "h2", "h3", "header", "li", "main", "nav", "ol", "p"),
    *("section", "table", "tbody", "td", "tr", "ul"),
}
_INLINE = {"em", "i", "span", "time"}
_BALLAST = "<p>友情提示：本页图片较多，请耐心等待加载完毕；如长时间没有反应，请刷新后重试。</p>\n"


class Timestamp(PageFault):
    """The chrome has a clock and a counter, so that page and ETag change at every request."""

    name: ClassVar[str] = "timestamp"
    on: On = "pages"
    times: Times = ALWAYS
    _visits: int = PrivateAttr(0)

    def damage(self, page: Page) -> str:
        """Put the clock on top and the counter at the end; the clock goes on by a second at every request."""
        self._visits += 1
        now = dt.datetime.combine(DAY_ZERO, dt.time(9)) + dt.timedelta(seconds=self._visits)
        top = f'<div class="now">现在是 {now:%Y-%m-%d %H:%M:%S}，您是今天第 {self._visits} 位访客</div>'
        return _framed(page.html, top, f'<div class="made">本页生成于 {now:%H:%M:%S}，累计访问 {self._visits} 次</div>')


class Huge(PageFault):
    """A page of `megabytes` (10), most of it ballast behind the content."""

    name: ClassVar[str] = "huge"
    times: Times = ALWAYS
    megabytes: Annotated[float, Field(gt=0, le=1000)] = 10

    def damage(self, page: Page) -> str:
        """Put the ballast at the end."""
        count = int(self.megabytes * 1_000_000) // len(page.encoding.encode(_BALLAST)) + 1
        return _framed(page.html, "", f'<div class="ad">{_BALLAST * count}</div>')


class Nulls(PageFault):
    """A NUL byte in every piece of text; without them the page is as it was."""

    name: ClassVar[str] = "nulls"
    times: Times = ALWAYS

    def damage(self, page: Page) -> str:
        """Put one in the middle of each piece, never into a tag."""
        return _TEXT.sub(lambda match: f">{_halved(match[1])}<", page.html)


class NewMarkup(PageFault):
    """Class names, ids and elements are others, so that the profile's selectors find nothing."""

    name: ClassVar[str] = "new-markup"
    times: Times = ALWAYS

    def damage(self, page: Page) -> str:
        """Make every structural element a div or span, and every class, id and rel another."""
        return _TAG.sub(_renamed, page.html)


def _framed(html: str, top: str, end: str) -> str:
    """Put something behind the opening tag of the body and something before its end."""
    html = _BODY.sub(lambda match: match[0] + top, html, count=1)
    return _BODY_END.sub(lambda match: end + match[0], html, count=1)


def _halved(text: str) -> str:
    middle = len(text) // 2
    return f"{text[:middle]}\0{text[middle:]}" if "&" not in text else f"\0{text}"


def _renamed(tag: re.Match[str]) -> str:
    name = tag[2].lower()
    renamed = "div" if name in _BLOCKS else "b" if name in _INLINE else tag[2]
    return f"<{tag[1]}{renamed}{_MARK.sub(_remarked, tag[3])}>"


def _remarked(mark: re.Match[str]) -> str:
    return f' {mark[1]}="v{hashlib.sha256(mark[2].encode()).hexdigest()[:7]}"'
