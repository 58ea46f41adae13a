"""Parsed HTML: one page, decoded and parsed once: its tree, addresses, meta data, scripts, elements and boxes.

`tree` is the parsed page (scripts count as running, so what a `<noscript>` holds is text and not part of the tree);
never change it: others read it after you.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Self, TypeVar

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from newsgrab.extraction.page.boxes import PageLayout, lay_out
from newsgrab.extraction.page.decode import Decoded, decode
from newsgrab.extraction.page.elements import INLINE, UNSEEN, Element, Elements
from newsgrab.extraction.words.folding import one_line
from newsgrab.page import Page
from newsgrab.urls import join

T = TypeVar("T")
MIN_SCRIPT_CHARS = 20
MAX_SCRIPT_CHARS = 3_000_000
MAX_DEPTH = 2_000  # of open block elements; the parser needs quadratic time, real pages reach about 40
MAX_TAG_CHARS = 60_000  # attributes of one tag: the same
_BLOCK_TAG = re.compile(
    r"<(/?)(?:a|abbr|address|article|aside|b|blockquote|center|dd|details|dir|div|dl|dt|em|fieldset|figure|font|footer|form"
    r"|h[1-6]|header|i|li|main|menu|nav|ol|p|pre|section|small|span|strong|summary|table|tbody|td|th|tr|u|ul)\b",
    re.IGNORECASE,
)
_NAMING = frozenset({"name", "property", "itemprop", "http-equiv"})


class ParsedHtml:
    """One parsed page.

    `text` is the page's source, decoded; `limited` says that its end was left out, nested too deeply. `url` is the
    address it came from, None if nobody told; `base` is where its relative links start from (`<base href>` honoured),
    None if that is not known.
    """

    def __init__(self, decoded: Decoded, url: str | None = None) -> None:
        """Parse the page."""
        self.text, self.limited = _without_traps(decoded)
        self.charset_declared = decoded.declared
        self.charset_used = decoded.used
        self.url = url
        self._layouts: list[PageLayout] = []
        self._addresses: dict[str, str | None] = {}
        self._read: dict[Any, Any] = {}
        source = decoded.utf8 if self.text is decoded.text and decoded.utf8 is not None else self.text
        # Without events: nothing is to happen while the tree is built.
        self.tree = LexborHTMLParser(source, scripting=True, options=LexborDocumentOptions.WO_EVENTS.value)

    @classmethod
    def of(cls, page: Page) -> Self:
        """The HTML that a page holds."""
        return cls(decode(page.content, page.header("content-type")), page.address)

    @classmethod
    def of_text(cls, html: str, url: str | None = None) -> Self:
        """The HTML in a text that is decoded already."""
        return cls(Decoded(html.removeprefix("\ufeff"), None, "utf-8"), url)

    def forget(self) -> None:
        """Let go of everything that was made of the page: what holds each other would wait for the collector."""
        if "elements" in self.__dict__:
            self.elements.forget()
        for layout in self._layouts:
            layout.forget()
        self.__dict__.clear()

    def once(self, reader: Callable[[Self], T]) -> T:
        """What a reader of this page gives, read at the first call and kept."""
        if reader not in self._read:
            self._read[reader] = reader(self)
        value: T = self._read[reader]
        return value

    def lay_out(self, *, whole: bool = False) -> PageLayout:
        """The boxes and lines of the page's body; with `whole`, also of the parts that stand apart."""
        layout = lay_out(self.elements, whole=whole)
        self._layouts.append(layout)
        return layout

    @cached_property
    def _nodes(self) -> dict[str, list[LexborNode]]:
        """What tells programs of the page, by tag: found at once, since each search passes the whole tree."""
        found: dict[str, list[LexborNode]] = {"base": [], "link": [], "meta": [], "script": []}
        for node in self.tree.css("base[href], link[rel~=canonical i][href], meta[content], script:not([src])"):
            found[node.tag or ""].append(node)
        return found

    def remove(self, css: str) -> None:
        """Take what a selector finds out of the page. Before anything but its address is read."""
        self.__dict__.pop("_nodes", None)
        for node in self.tree.css(css):
            node.decompose()

    @cached_property
    def base(self) -> str | None:
        """Where relative links start from."""
        href = next((node.attributes.get("href") for node in self._nodes["base"]), None)
        if not href:
            return self.url or self._stated
        return join(self.url or href, href) or self.url

    @property
    def _stated(self) -> str | None:
        """The absolute address that the page states as its own: where the links of a saved page start from."""
        href = self._canonical_href or self.meta("og:url") or ""
        return join(href, href)

    @property
    def _canonical_href(self) -> str | None:
        return next((node.attributes.get("href") for node in self._nodes["link"]), None)

    def link(self, href: str | None) -> str | None:
        """The canonical address that an href leads to, None if it is none of http(s) or the page's own is not known."""
        if not href:
            return None
        if href not in self._addresses:
            self._addresses[href] = join(self.base or href, href)
        return self._addresses[href]

    @cached_property
    def metas(self) -> dict[str, tuple[str, ...]]:
        """The contents of all `<meta>` by lower-case name, property or itemprop, in order, empty ones left out.

        A meta that bears several of the three attributes stands under each.
        """
        found: dict[str, list[str]] = {}
        for node in self._nodes["meta"]:
            attributes = node.attributes
            content = one_line(attributes["content"] or "")
            if not content:
                continue
            for key, name in attributes.items():
                if name and key in _NAMING:
                    contents = found.setdefault(name.strip().lower(), [])
                    if not contents or contents[-1] is not content:
                        contents.append(content)
        return {name: tuple(contents) for name, contents in found.items()}

    def meta(self, *names: str) -> str | None:
        """The content of the first `<meta>` of these names (lower case) that there is, the first name first."""
        for name in names:
            contents = self.metas.get(name)
            if contents:
                return contents[0]
        return None

    @cached_property
    def elements(self) -> Elements:
        """What the page's body holds, as plain values."""
        return Elements(self.tree.body)

    @cached_property
    def inline_scripts(self) -> list[tuple[str, LexborNode]]:
        """The inline scripts, each with its type in lower case."""
        return [((node.attributes.get("type") or "").lower(), node) for node in self._nodes["script"]]

    @cached_property
    def scripts(self) -> list[tuple[str, str]]:
        """The inline scripts that may carry values, linked data apart: the type (lower case) and text of each."""
        found = []
        for kind, node in self.inline_scripts:
            if "ld+json" in kind or "template" in kind:
                continue
            script = node.text()
            if MIN_SCRIPT_CHARS < len(script) < MAX_SCRIPT_CHARS and '"' in script:
                found.append((kind, script))
        return found

    @property
    def linked_data(self) -> Iterator[str]:
        """The texts of the scripts that hold linked data (JSON-LD)."""
        return (node.text() for kind, node in self.inline_scripts if "ld+json" in kind)

    @cached_property
    def head_title(self) -> str:
        """The text of `<title>`, one line, "" if there is none."""
        node = self.tree.css_first("head > title") or self.tree.css_first("title")
        return one_line(node.text()) if node else ""

    @cached_property
    def h1s(self) -> tuple[tuple[Element, str], ...]:
        """All h1 elements that have text, with it, in order."""
        return tuple((element, element.line) for element in self.elements.tagged("h1") if element.line)

    @cached_property
    def canonical_link(self) -> str | None:
        """What `<link rel=canonical>` (else og:url) says, as a canonical address, true or not."""
        return self.link(self._canonical_href or self.meta("og:url"))


def line(node: LexborNode) -> str:
    """The text of an element as one line: what a reader sees, words in different blocks or beside a `<br>` kept apart.

    Scripts and styles inside are left out. Inline elements do not split words.
    """
    pieces: list[str] = []
    last = skipped = 0
    for child in node.traverse(include_text=True):
        tag = child.tag
        if tag == "-text":
            box = child.parent
            if skipped and box is not None and box.mem_id == skipped:
                continue
            while box is not None and box.tag in INLINE:
                box = box.parent
            if box is not None and box.mem_id != last:  # another block: words do not run together
                pieces.append(" ")
                last = box.mem_id
            pieces.append(child.text_content or "")
        elif tag in UNSEEN or tag == "-comment":
            skipped = child.mem_id
        elif tag == "br":
            pieces.append(" ")
    return one_line("".join(pieces))


def _without_traps(decoded: Decoded) -> tuple[str, bool]:
    """The text without what would stall a parser, and whether it ends early for that.

    A tag with thousands of attributes loses them and stays; what is nested too deeply is cut off. How long a page may
    be is decided where it is fetched.
    """
    text = decoded.text
    if _has_long_tag(text):
        text = _LONG_TAG.sub(lambda match: f"<{match['tag']}>" if match["tag"] else match[0], text)
    source = decoded.utf8
    # Without its "<" a page is shorter by their number: three times as fast as counting them.
    tags = text.count("<") if source is None else len(source) - len(source.replace(b"<", b""))
    limit = _depth_limit(text) if tags > 2 * MAX_DEPTH else len(text)
    return text[:limit], limit < len(text)


def _has_long_tag(text: str) -> bool:
    """Whether more than MAX_TAG_CHARS stand somewhere behind a "<" without another one, or a ">", among them."""
    at = text.find("<") + 1
    while at and len(text) - at >= MAX_TAG_CHARS:
        until = at + MAX_TAG_CHARS
        end = max(text.rfind("<", at, until), text.rfind(">", at, until))
        if end < 0:
            return True
        at = text.find("<", end) + 1
    return False


# A tag with too many attributes; what stands in a script is passed, where "<" is no tag.
_LONG_TAG = re.compile(
    rf"<(?P<code>script|style)\b[^<>]{{0,{MAX_TAG_CHARS}}}>.*?</(?P=code)|<(?P<tag>[a-z][^\s<>/]*)[^<>]{{{MAX_TAG_CHARS},}}>?",
    re.IGNORECASE | re.DOTALL,
)


def _depth_limit(text: str) -> int:
    """Where the nesting of elements passes MAX_DEPTH; the text's length if it does not."""
    if not _deep_somewhere(text):
        return len(text)
    depth = 0
    for match in _BLOCK_TAG.finditer(text):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > MAX_DEPTH:
            return match.start()
    return len(text)


def _deep_somewhere(text: str) -> bool:
    """Whether many more elements are opened than closed up to some point: looked at in steps, for speed."""
    depth, step = 0, 16384
    for start in range(0, len(text), step):
        depth += text.count("<", start, start + step) - 2 * text.count("</", start, start + step)
        if depth > MAX_DEPTH // 2:
            return True
    return False
