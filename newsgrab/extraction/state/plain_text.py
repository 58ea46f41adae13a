"""Texts as blocks: HTML, Markdown, or plain lines, told apart by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from newsgrab.article import Block, BlockKind
from newsgrab.extraction.words.folding import one_line

MAX_TEXT = 1_000_000
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--.*?-->", re.DOTALL)
_BLOCK_TAG = re.compile(
    r"<(?:p|div|h[1-6]|ul|ol|blockquote|section|table|article|figure|br\s*/?\s*><br)\b", re.IGNORECASE
)
_ESCAPED_TAG = re.compile(r"&lt;/?(?:p|div|h[1-6]|ul|br|strong|em|a)\b", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_NO_TEXT = re.compile(r"<(script|style|iframe|svg|del)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_MARKDOWN = re.compile(r"^#{1,6} \S|\]\(\s*<?(?:https?:|/)|\*\*\S[^*\n]{0,300}\*\*|^(?:> |[-*+] \S)", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+(.+)$", re.DOTALL)
_LINK = re.compile(r"(!?)\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_MARKS = re.compile(r"(\*\*|__|\*|~~|`)(?=\S)([^*_`~\n]+?)(?<=\S)\1|(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)")
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}$|\s*\[\[?[\w-]+[^\]]*\]\]?\s*$")


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """The blocks of a text that an object carries as its body."""
    text = text[:MAX_TEXT]
    if _ESCAPED_TAG.search(text):
        text = unescape(text)
    if _BLOCK_TAG.search(text):
        return _of_html(text)
    text = text.replace("\\r\\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    if "\n" not in text and "\\n" in text:
        text = text.replace("\\n", "\n")
    if _TAG.search(text):
        text = _BREAK.sub("\n", text)
    elif _MARKDOWN.search(text):
        return tuple(_of_markdown(text))
    return tuple(Block(BlockKind.PARAGRAPH, line) for part in _paragraphs(text) if (line := plain(part)))


def plain(text: str) -> str:
    """A text as one line, without tags.

    >>> plain("The <b>old</b> bridge &amp; the new")
    'The old bridge & the new'
    """
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", _NO_TEXT.sub("", text)))
    return one_line(unescape(text) if "&" in text else text)


def has_block_tags(text: str) -> bool:
    """Whether a text is HTML of more than one line."""
    return _BLOCK_TAG.search(text) is not None


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: with an empty line between them, if it has any; else its lines."""
    return (_EMPTY_LINE if _EMPTY_LINE.search(text.strip()) else re.compile("\n")).split(text)


def _of_html(html: str) -> tuple[Block, ...]:
    """The blocks of HTML, read like the body of a page, without what stands in it and is not its text."""
    from newsgrab.extraction.body.blocks import blocks
    from newsgrab.extraction.body.boilerplate import fragment_lines
    from newsgrab.extraction.page.parsed_html import ParsedHtml

    document = ParsedHtml.of_text(f"<body>{html}</body>")
    try:
        return blocks(fragment_lines(document.lay_out().root))
    finally:
        document.forget()


def _of_markdown(text: str) -> Iterator[Block]:
    """The blocks of Markdown: paragraphs, headings, entries, quotes; its marks are left out."""
    for part in _EMPTY_LINE.split(text):
        gathered: list[str] = []
        kind = BlockKind.PARAGRAPH
        for line in part.split("\n"):
            heading, item = _HEADING.match(line), _ITEM.match(line)
            quoted = line.lstrip().startswith(">")
            if _RULE.match(line):
                continue
            if heading or item or (quoted and kind is not BlockKind.QUOTE):
                yield from _gathered(kind, gathered)
                kind = BlockKind.LIST_ITEM if item else BlockKind.QUOTE if quoted else BlockKind.PARAGRAPH
            if heading:
                yield from _gathered(BlockKind.HEADING, [heading[2]], len(heading[1]))
            else:
                gathered.append(item[1] if item else line.lstrip("> ") if quoted else line)
        yield from _gathered(kind, gathered)


def _gathered(kind: BlockKind, lines: list[str], level: int = 0) -> Iterator[Block]:
    """The block that some lines make, unless they are empty; the lines are taken."""
    text = _LINK.sub(lambda match: "" if match[1] else match[2], " ".join(lines))
    for _ in range(2):  # marks within marks
        text = _MARKS.sub(lambda match: match[2] or match[3], text)
    lines.clear()
    line = plain(text)
    if line:
        yield Block(kind, line, level)
