"""Markup to values: parse, select by profile selectors, text of elements, paragraphs.

Owns what a selector means and how markup becomes lines of text. Knows nothing about listings or reports.
Nothing here recurses, and no step but a profile's own XPath takes longer than the page is large: a page may be nested
two thousand levels deep and hold a million elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

import cssselect
import lxml.etree
import parsel
from cssselect.parser import CombinedSelector, Tree
from parsel.csstranslator import HTMLTranslator

from archive.errors import PageError

Element: TypeAlias = lxml.etree._Element

TEXTLESS = (
    *("script", "style", "noscript", "template", "xml", "iframe", "object", "svg", "canvas"),
    *("button", "select", "textarea", "audio", "video"),
)
"""Elements whose content is never text of the page (`xml` is what Word leaves behind)."""

BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details"),
        *("dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
        *(
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "html",
            "legend",
            "li",
            "main",
            "menu",
        ),
        *("nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead"),
        *("tr", "ul"),
    )
)
"""Elements that end the paragraph before them and the one they hold; all others add and remove nothing."""

_SPECIAL = frozenset({"pre", "tr", "td", "th"})
_NAMESPACES = {"re": "http://exslt.org/regular-expressions"}
"""What an XPath of a profile may use. Not `set`: with it every evaluation loses a hundred bytes (lxml 6.1)."""
_PSEUDO_TEXT = re.compile(r"\s*::text\b\s*")
_REMOVED = "removed"


def parse(text: str) -> Element | None:
    """Parse a page without comments and `TEXTLESS` elements (the text behind them stays).

    None where there is nothing to parse, and where a page is nested deeper than libxml2 reads (2,048 levels): it stops
    there, and half a text is worse than none.
    """
    parser = lxml.etree.HTMLParser(
        recover=True, encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    source = text.replace("\x00", "").strip().encode("utf-8", "replace")
    try:
        root = lxml.etree.fromstring(source, parser) if source else None
    except lxml.etree.XMLSyntaxError:
        return None
    last = parser.error_log.last_error
    if last is not None and last.type == lxml.etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        return None
    if root is not None:
        lxml.etree.strip_elements(root, *TEXTLESS, with_tail=False)
    return root


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> tuple[lxml.etree.XPath, ...]:
    """Translate a selector once, into one XPath for each step from elements to those anywhere inside them.

    `X::text` means the elements X: their whole text, inner tags included.
    """
    try:
        if selector.startswith(("/", "./")):
            paths = [selector]
        else:
            css = _PSEUDO_TEXT.sub("", selector)
            paths = _paths(css) if css else ["."]
        return tuple(lxml.etree.XPath(path, namespaces=_NAMESPACES, smart_strings=False) for path in paths)
    except (ValueError, RecursionError, cssselect.SelectorError, lxml.etree.XPathError) as error:
        raise PageError(f"{selector!r} is not a selector ({error}); correct it in the site profile.") from error


def _paths(css: str) -> list[str]:
    """Return an XPath for each step of a CSS selector, a single one for several selectors (`a, b`).

    In one XPath, the time for `a b` grows with the square of what it finds where one `a` is inside another.
    """
    groups = cssselect.parse(css)
    if len(groups) > 1:
        return [parsel.css2xpath(css)]
    *before, last = _steps(groups[0].parsed_tree)
    steps = [*map(cssselect.Selector, before), cssselect.Selector(last, groups[0].pseudo_element)]
    axes = ["descendant-or-self::", *["descendant::"] * len(before)]
    translate = HTMLTranslator().selector_to_xpath
    return [translate(step, axis, translate_pseudo_elements=True) for axis, step in zip(axes, steps, strict=True)]


def _steps(tree: Tree) -> list[Tree]:
    if not isinstance(tree, CombinedSelector):
        return [tree]
    *before, last = _steps(tree.selector)
    if tree.combinator == " ":
        return [*before, last, tree.subselector]
    return [*before, CombinedSelector(last, tree.combinator, tree.subselector)]


def select(node: Element, selector: str) -> list[Element | str]:
    """Return what one selector finds, in document order: elements, or strings (attributes, XPath text)."""
    found: list[Element | str] = [node]
    for path in _compiled(selector):
        within = [item for item in outermost(found) if isinstance(item, lxml.etree._Element)]
        found = [item for element in within for item in _evaluated(path, element, selector)]
    return found


def _evaluated(path: lxml.etree.XPath, node: Element, selector: str) -> list[Element | str]:
    try:
        found = path(node)
    except lxml.etree.XPathError as error:
        raise PageError(f"{selector!r} cannot be evaluated ({error}); correct it in the site profile.") from error
    if isinstance(found, str):
        return [str(found)] if found else []
    if not isinstance(found, list):
        return []
    return [item if isinstance(item, lxml.etree._Element) else str(item) for item in found]


def outermost(found: list[Element | str]) -> list[Element | str]:
    """Return strings, and elements without those inside another of them."""
    if len(found) < 2:
        return found
    inside = {item for item in found if isinstance(item, lxml.etree._Element)}
    outside: set[Element] = set()
    return [item for item in found if isinstance(item, str) or not _is_inside(item, inside, outside)]


def _is_inside(item: Element, inside: set[Element], outside: set[Element]) -> bool:
    """Whether an ancestor is in `inside`. What is learnt of others is added to both, so that none is asked twice."""
    asked: list[Element] = []
    for ancestor in item.iterancestors():
        if ancestor in inside:
            inside.update(asked)
            return True
        if ancestor in outside:
            break
        asked.append(ancestor)
    outside.update(asked)
    return False


def elements(node: Element, selector: str) -> list[Element]:
    """Return the elements one selector finds, without those inside another of them."""
    return [item for item in outermost(select(node, selector)) if isinstance(item, lxml.etree._Element)]


def remove(root: Element, selectors: Iterable[str]) -> bool:
    """Take all that the selectors find out of the tree; text behind it stays. True where something went."""
    found = [item for selector in selectors for item in select(root, selector)]
    return take_out(root, [item for item in found if isinstance(item, lxml.etree._Element)])


def take_out(root: Element, doomed: Iterable[Element]) -> bool:
    """Take elements out of their tree; text behind them stays. True where something went."""
    inner = [item for item in doomed if item is not root]
    for item in inner:
        item.tag = _REMOVED
    if inner:
        lxml.etree.strip_elements(root, _REMOVED, with_tail=False)
    return bool(inner)


def inner_text(item: Element | str, between: str = "") -> str:
    """Return all text of an element as it stands in the markup, pieces joined by `between`."""
    return item if isinstance(item, str) else between.join(_pieces(item))


def _pieces(element: Element) -> Iterator[str]:
    for piece in element.itertext():
        yield str(piece)


def paragraphs(item: Element | str) -> list[str]:
    """Return the text of an element, one string per paragraph, not yet cleaned.

    Block elements and `<br>` break; so do line ends inside `<pre>`. Inline elements neither add nor remove
    whitespace. A table row is one paragraph, its cells separated by a space, unless one of the cells holds
    several paragraphs itself (a page laid out with tables).
    """
    return item.split("\n") if isinstance(item, str) else _Walk().run(item)


class _Walk:
    """One pass over an element: lines so far, pieces of the line being read, open table rows and cells."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.pieces: list[str] = []
        self.open: list[tuple[Element, list[str], list[list[str]] | None]] = []
        self.preformatted = 0

    def run(self, root: Element) -> list[str]:
        """Walk the element and return its lines."""
        add = self.pieces.append  # this loop is most of the cost of a page
        for event, node in lxml.etree.iterwalk(root, events=("start", "end")):
            starts = event == "start"
            if node.tag in BLOCKS:
                if self.pieces:
                    self.break_line()
                if node.tag in _SPECIAL:
                    (self.enter if starts else self.leave)(node, str(node.tag))
            text = node.text if starts else node.tail
            if not text or (node is root and not starts):
                continue
            if self.preformatted:
                self.add_lines(text)
            else:
                add(text)
        self.break_line()
        return self.lines

    def add_lines(self, text: str) -> None:
        """Add preformatted text: its line ends are line ends."""
        first, *others = text.split("\n")
        self.pieces.append(first)
        for other in others:
            self.break_line()
            self.pieces.append(other)

    def break_line(self) -> None:
        """End the line being read."""
        line = "".join(self.pieces)
        self.pieces.clear()
        if line and not line.isspace():
            self.lines.append(line)

    def enter(self, node: Element, tag: str) -> None:
        """Open a row, a cell of an open row, or a preformatted block."""
        if tag == "pre":
            self.preformatted += 1
        elif tag == "tr":
            self.open.append((node, self.lines, []))
        elif tag in ("td", "th") and self.open and self.open[-1][2] is not None:
            self.open.append((node, self.lines, None))
            self.lines = []

    def leave(self, node: Element, tag: str) -> None:
        """Close what `enter` opened for this node."""
        if tag == "pre":
            self.preformatted -= 1
        elif self.open and self.open[-1][0] is node:
            _, outer, cells = self.open.pop()
            if cells is None:
                row = self.open[-1][2]
                if row is not None:
                    row.append(self.lines)
                self.lines = outer
            elif all(len(cell) < 2 for cell in cells):
                self.lines.extend([" ".join(line for cell in cells for line in cell)] if any(cells) else [])
            else:
                self.lines.extend(line for cell in cells for line in cell)


def first_match(node: Element, selectors: Sequence[str]) -> tuple[list[Element | str], str] | None:
    """Return what the first selector finds that finds any text (no empty attribute), and the selector."""
    for selector in selectors:
        found = [item for item in outermost(select(node, selector)) if inner_text(item).strip()]
        if found:
            return found, selector
    return None
