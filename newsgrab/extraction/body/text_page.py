"""Text pages: the text of a page as a reader copied it.

Lines of text without markup: the article's paragraphs, its category, title and view count before or after them, then,
after the heading of the "read also" block, groups of title, teaser and view count. What a line is follows from its
form: a sentence ends in a full stop, a headline does not; a line of digits is a count; a short line over a paragraph is
a heading; the lines after one that ends with a colon are a list as long as they are alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from newsgrab.article import Block, BlockKind, Related
from newsgrab.extraction.words.line_labels import GOES_ON, related_phrases
from newsgrab.extraction.words.view_labels import labelled_views

_TAG = re.compile(
    r"<(?:[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>|/[a-z][a-z0-9-]*\s*>|!doctype|!--|\?xml|(?:html|head|body|p|div|a)\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile("[.!?…。！？؟۔।॥։]['\"”’»«」』)\\]]*$")
_COLON = re.compile("[:：﹕]$")
_BULLET = re.compile(r"^(?:[•‣◦▪●○■◆*–—-]|\(?[\d٠-٩۰-۹]{1,2}[.)\-])\s+")
_DIGIT = "0-9٠-٩۰-۹०-९"
_VIEWS = re.compile(
    rf"^(?:(?P<label>[^{_DIGIT}:：]{{2,30}})\s*[:：]?\s*)?"
    rf"(?P<count>[{_DIGIT}][{_DIGIT}.,٬٫\u00a0\u202f ' ]*)(?:\s*(?P<unit>[^{_DIGIT}]{{1,20}}))?$"
)
_MAX_TITLE = 220
_MAX_CATEGORY = 30
_MAX_HEADING = 100
_MAX_POINT = 220


@dataclass(frozen=True, slots=True)
class TextPage:
    """What a text page says. `title` is None if no line of it can be one."""

    title: str | None
    blocks: tuple[Block, ...] = ()
    category: str | None = None
    views: int | None = None
    views_text: str | None = None
    related: tuple[Related, ...] = field(default=())


def is_text_page(text: str) -> bool:
    """Whether it is a text without any HTML tag."""
    return bool(text.strip()) and not _TAG.search(text)


def read_text_page(text: str) -> TextPage:
    """The article in the text of a page."""
    groups = _groups(text)
    at = _related_start(groups)
    related = _related(groups[at:]) if at is not None else ()
    main = [line for group in groups[:at] for line in (*group, "")]
    while main and not main[-1]:
        main.pop()
    front = _Front()
    main = front.take(main)
    return TextPage(front.title, _blocks(main), front.category, front.views, front.views_text, related)


def _groups(text: str) -> list[list[str]]:
    """The lines, cleaned, in groups between blank lines."""
    groups: list[list[str]] = [[]]
    for raw in text.replace("\ufeff", "").splitlines():
        line = " ".join(raw.split())
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _digits(text: str) -> int | None:
    """The whole number that the text writes, in digits of any script, with or without marks between thousands."""
    digits = "".join(str(int(char)) for char in text if char.isdecimal())
    return int(digits) if digits else None


def _views(line: str) -> int | None:
    """The count on a line that is nothing else: bare digits, or digits with a word for views."""
    match = _VIEWS.match(line)
    if match is None:
        return None
    words = f"{match['label'] or ''} {match['unit'] or ''}".strip()
    if words and labelled_views(line) is None:
        return None
    return _digits(match["count"])


def _is_sentence(line: str) -> bool:
    return bool(_SENTENCE_END.search(line))


def _related_start(groups: list[list[str]]) -> int | None:
    """The place of the related block's heading among the groups, None if there is no such block.

    The heading stands alone on its line and is no sentence; after it come only groups of title, teaser and count. A
    heading in words that say "related" needs nothing else; one in other words needs two groups or more with a count.
    """
    for at, group in enumerate(groups):
        rest = groups[at + 1 :]
        if at == 0 or len(group) != 1 or _is_sentence(group[0]) or len(group[0]) > _MAX_HEADING or not rest:
            continue
        if any(len(entry) > 3 for entry in rest):
            continue
        if related_phrases().search(group[0]):
            return at
        if len(rest) > 1 and all(len(entry) > 1 and _views(entry[-1]) is not None for entry in rest):
            return at
    return None


def _related(groups: list[list[str]]) -> tuple[Related, ...]:
    """The entries below the heading, which is the first group."""
    heading = groups[0][0].rstrip(":：")
    found: list[Related] = []
    for group in groups[1:]:
        lines = list(group)
        views = _views(lines[-1]) if len(lines) > 1 else None
        views_text = lines.pop() if views is not None else None
        # Titles alone may stand one below the other without a blank line.
        alone = len(groups) == 2 and views is None and not any(map(_is_sentence, lines))
        entries = [[line] for line in lines] if alone else [lines]
        for entry in entries:
            teaser = " ".join(entry[1:]) or None
            found.append(Related(None, entry[0], teaser, views, views_text, heading=heading, position=len(found) + 1))
    return tuple(found)


class _Front:
    """Title, category and count, which stand together before or after the text."""

    def __init__(self) -> None:
        self.title: str | None = None
        self.category: str | None = None
        self.views: int | None = None
        self.views_text: str | None = None

    def take(self, lines: list[str]) -> list[str]:
        """Take them out of the lines; what is left is the text."""
        tail = self._edge(list(reversed(lines)))
        head = self._edge(lines)
        if not head and not tail:
            return lines
        # A count beside the headline settles at which end it stands; otherwise the top of the page goes first.
        at_end = not head or (bool(tail) and self._has_count(tail) and not self._has_count(head))
        edge = tail if at_end else head
        names = [line for line in edge if line and _views(line) is None]
        self._name(list(reversed(names)) if at_end else names)
        for line in edge:
            if self.views is None and line and _views(line) is not None:
                self.views, self.views_text = _views(line), line
        rest = lines[: len(lines) - len(edge)] if at_end else lines[len(edge) :]
        return self._stray_count(rest)

    def _edge(self, lines: list[str]) -> list[str]:
        """The lines from this end that are no sentences: at most a title, a category and a count."""
        edge: list[str] = []
        names = 0
        for line in lines:
            if line and _views(line) is None:
                if (_is_sentence(line) and not (names == 0 and line.endswith(("?", "؟", "？", "!")))) or len(
                    line
                ) > _MAX_TITLE:
                    break
                names += 1
                if names > 2:
                    break
            edge.append(line)
        while edge and not edge[-1]:
            edge.pop()
        return edge if names else []

    @staticmethod
    def _has_count(lines: list[str]) -> bool:
        return any(line and _views(line) is not None for line in lines)

    def _name(self, names: list[str]) -> None:
        """The longer of two lines is the title, the other the category if it is short enough for one."""
        self.title = max(names, key=len)
        others = [name for name in names if name is not self.title]
        if others and len(others[0]) <= _MAX_CATEGORY:
            self.category = others[0].rstrip(":：")

    def _stray_count(self, lines: list[str]) -> list[str]:
        """A count may stand at the other end of the text."""
        if self.views is None and lines:
            for at in (-1, 0):
                if lines[at] and _views(lines[at]) is not None and len(lines) > 1:
                    self.views, self.views_text = _views(lines[at]), lines[at]
                    return lines[:-1] if at else lines[1:]
        return lines


def _blocks(lines: list[str]) -> tuple[Block, ...]:
    """Paragraphs, headings and list items."""
    if all(not line or not after for line, after in pairwise(lines)):
        lines = [line for line in lines if line]  # a blank line after every line says nothing
    found: list[Block] = []
    points = 0
    for at, line in enumerate(lines):
        if not line:
            continue
        if points:
            points -= 1
            found.append(Block(BlockKind.LIST_ITEM, _BULLET.sub("", line)))
        elif _BULLET.match(line):
            found.append(Block(BlockKind.LIST_ITEM, _BULLET.sub("", line)))
        elif _is_heading(line, lines[at + 1 :]):
            found.append(Block(BlockKind.HEADING, line, 2))
        else:
            found.append(Block(BlockKind.PARAGRAPH, line))
            if _COLON.search(line):
                points = _points(lines[at + 1 :])
    return tuple(found)


def _is_heading(line: str, after: list[str]) -> bool:
    """A short line that is no sentence, over a longer one."""
    below = next((other for other in after if other), "")
    return len(line) <= _MAX_HEADING and not _is_sentence(line) and not _COLON.search(line) and len(below) > len(line)


def _points(lines: list[str]) -> int:
    """How many lines after one that ends with a colon are the points of its list: none, or two and more.

    The list ends at a blank line, a heading, a quotation, a line that goes on with the story, or one half as long
    again as the longest point before it.
    """
    longest = 0
    for at, line in enumerate(lines):
        ends = (
            not line
            or len(line) > _MAX_POINT
            or GOES_ON.match(line)
            or line[0] in '"“«„「'
            or _COLON.search(line)
            or (longest and len(line) > 1.5 * longest + 20)
            or (at > 0 and _is_sentence(lines[0]) != _is_sentence(line))
        )
        if ends:
            return at if at > 1 else 0
        longest = max(longest, len(line))
    return len(lines) if len(lines) > 1 else 0
