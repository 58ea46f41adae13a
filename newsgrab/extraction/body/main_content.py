"""Main content extraction: which box of the page holds the article.

Every line is weighed: a sentence speaks for text, a link or scrap against it. From the whole page the search goes
inwards, always into the box that holds nearly all of the text; where the text is divided among several, what their
names say and where the headline stands decide whether they are pieces of one text or a text and its surroundings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from newsgrab.extraction.page.boxes import Box, Line
from newsgrab.extraction.page.elements import HEADINGS, SUBHEADINGS
from newsgrab.extraction.words.class_names import NameHint

_ARTICLE = 300
_MANY = 3
_LINK = 15
_PANEL = 80
_SHORT = 60
_FIRST = 3  # lines of a post among which its date stands
_DATE = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2}|\d\b.{1,20}\b(?:19|20)\d\d\b"
)
_TEASER = 700
_SCRAPS = 30.0  # what a link and two scraps weigh: below, there is nothing to judge
_NONE: set[int] = set()
_APART_WORTH = 0.1
_DOUBTFUL_WORTH = 0.5
_LEAVES = HEADINGS | {"p", "li", "td", "th", "dd", "dt", "blockquote", "pre", "figure", "figcaption"}
_PARTS = frozenset({"div", "section", "aside"})
_DOUBTED = frozenset({"form", "figure"})
_LISTS = frozenset({"ul", "ol", "dl", "table", "blockquote"})


@dataclass(slots=True)
class MainContentSearch:
    """The search for the body on one page."""

    headline: Line | None
    holders: set[int] = field(default_factory=set)  # the boxes around the headline
    shared: dict[str, float] = field(default_factory=dict)  # text under each name
    panels: int = 0  # hidden boxes of text

    def find(self, root: Box) -> Box:
        """The smallest box that holds the article's text."""
        box: Box | None = self.headline.box if self.headline else None
        while box is not None:
            self.holders.add(id(box))
            box = box.parent
        self._count_names(root)
        self._judge(root)
        found = self._inwards(root)
        if self.headline is None:
            _keep_first_post(found)
        return found

    def _count_names(self, box: Box) -> None:
        """Sum the text under each name."""
        names = box.names
        if names:
            self.shared[names] = self.shared.get(names, 0.0) + box.text
        if box.hidden and _is_panel(box):
            self.panels += 1
        for part in box.parts:
            if isinstance(part, Box) and part.text:
                self._count_names(part)

    def _judge(self, root: Box) -> None:
        """Discount the text of parts that stand apart."""
        most = root.text * 0.4

        def verdict_of(box: Box) -> None:
            teasers = _teasers(box)
            for at, part in enumerate(box.parts):
                if isinstance(part, Box) and (part.text or part.noise or part.name_hint):
                    raw, noise = part.text, part.noise
                    if raw or noise > _SCRAPS:
                        verdict_of(part)
                    worth = self._worth(part, raw, most)
                    if worth < 1.0 and part.hidden and at and _is_panel(part) and _is_heading(box.parts[at - 1]):
                        worth = 1.0  # an accordion's, opened by its heading
                    if teasers and id(part) in teasers and id(part) not in self.holders:
                        worth = _APART_WORTH
                    if worth < 1.0 or part.text != raw or part.noise != noise:
                        box.text += part.text * worth - raw
                        box.noise += part.noise * worth - noise
                        part.dropped = worth <= _APART_WORTH

        verdict_of(root)

    def _worth(self, box: Box, raw: float, most: float) -> float:
        if not (box.name_hint > 0 or box.hidden or box.form or box.tag in _DOUBTED) or id(box) in self.holders:
            return 1.0
        if box.hidden:  # unless it is nearly all there is: a text that a script shows to those who may read it
            return 1.0 if raw > most or (self.panels >= _MANY and _is_panel(box)) else _APART_WORTH
        if box.tag == "form" and raw < most:
            return _APART_WORTH
        if box.form and box.tag in _PARTS and box.chars < _TEASER and raw < 0.5 * most:
            return _APART_WORTH  # a call with a form to answer it
        if box.tag == "figure":
            return _DOUBTFUL_WORTH
        mark = box.name_hint
        if mark is NameHint.APART:
            much = max(raw, self.shared.get(box.names, 0.0)) > most and "comment" not in box.names
            return 1.0 if much else _APART_WORTH
        if mark is NameHint.DOUBTFUL and box.tag != "p":
            return 1.0 if self.shared.get(box.names, 0.0) > most else _DOUBTFUL_WORTH
        return 1.0

    def _inwards(self, root: Box) -> Box:
        box = root
        while True:
            inner = [part for part in box.parts if isinstance(part, Box) and not part.dropped and part.text > 0]
            if not inner:
                return box
            best = self._article_of(inner) or max(inner, key=self._claim)
            if best.tag in _LEAVES and (
                best.tag not in {"td", "li", "th", "dd", "blockquote"} or best.text < 0.8 * box.text
            ):
                return box
            own = box.text - sum(part.text for part in inner if part.tag not in _LEAVES)
            if own > 0 and best.tag in _LISTS:
                return box
            pieces = [part for part in inner if part is best or self._are_pieces(best, part)]
            together = sum(part.text for part in pieces)
            if len(pieces) > 1 and together > 1.15 * best.text:
                if self._stands_out(best, box):
                    _cut_after(box, pieces[-1])
                return box
            if best.text < 0.75 * box.text and not self._stands_out(best, box):
                return box
            box = best

    def _article_of(self, inner: list[Box]) -> Box | None:
        """Of several articles one below the other: the one with the page's headline."""
        articles = [part for part in inner if part.tag == "article" and part.text > _ARTICLE]
        own = [part for part in articles if id(part) in self.holders]
        return own[0] if own and len(articles) > 1 else None

    def _claim(self, box: Box) -> float:
        claim = box.text - 0.5 * box.noise
        if box.itemprop == "articlebody":
            claim *= 2
        elif id(box) in self.holders:
            claim *= 1.5
        elif box.name_hint is NameHint.CONTENT or box.tag in {"article", "main"}:
            claim *= 1.3
        return claim

    def _stands_out(self, best: Box, box: Box) -> bool:
        """Whether the best of several boxes with text is the article and the others are its surroundings."""
        if best.text < 0.2 * box.text or best.tag == "header":
            return False
        marked = best.itemprop == "articlebody" or id(best) in self.holders or best.tag in {"article", "main"}
        return marked or best.name_hint is NameHint.CONTENT

    def _are_pieces(self, best: Box, other: Box) -> bool:
        """Whether two boxes side by side are made by the same part of a template, and the other holds text, too."""
        if other.tag != best.tag or other.tag == "li" or other.linked * 4 > other.chars or other.noise > other.text:
            return False
        if other.tag == "article" and (id(best) in self.holders or _has_link_line(best) or _has_link_line(other)):
            return False  # another story
        return _first_name(best) == _first_name(other)


def _keep_first_post(box: Box) -> None:
    """Of a diary, where several dated posts stand one below the other, keep the first: the newest."""
    posts = [part for part in box.parts if isinstance(part, Box) and not part.dropped and part.text > 0]
    if len(posts) >= _MANY and all(_is_dated(post) for post in posts):
        for post in posts[1:]:
            post.dropped = True


def _is_dated(box: Box) -> bool:
    """Whether a date stands among the first lines of a box."""
    return any(len(line.text) < _SHORT and _DATE.search(line.text) for line in islice(box.lines(), _FIRST))


def _is_panel(box: Box) -> bool:
    """Whether a hidden box may be a part of the text that opens on a click, such as one of an accordion.

    What a page streams late and hides until it is in its place ("S:1") is none.
    """
    return box.name_hint <= 0 and box.text > _PANEL and box.noise * 2 < box.text and not box.names.startswith("s:")


def _is_heading(part: Box | Line) -> bool:
    """Whether a part of a box is a heading, or a box that holds nothing else."""
    while isinstance(part, Box) and part.tag not in SUBHEADINGS and len(part.parts) == 1:
        part = part.parts[0]
    return isinstance(part, Box) and part.tag in SUBHEADINGS


def _cut_after(box: Box, piece: Box) -> None:
    """Drop the boxes after the last piece of the text. What stands between the pieces belongs to it."""
    after = False
    for part in box.parts:
        if after and isinstance(part, Box):
            part.dropped = True
        after = after or part is piece


def _first_name(box: Box) -> str:
    return box.names.split(" ", 1)[0].rstrip("0123456789-_")


def _teasers(box: Box) -> set[int]:
    """The boxes that make a list of teasers: three and more alike, each with a link of its own line and little text."""
    if len(box.parts) < _MANY or box.noise < _MANY * _LINK:
        return _NONE
    parts = [part for part in box.parts if isinstance(part, Box)]
    if sum([_may_be_teaser(part) for part in parts]) < _MANY:
        return _NONE
    alike: dict[tuple[str, str], list[Box]] = {}
    for part in parts:
        name = "" if part.tag == "article" else part.names.rstrip("0123456789")
        alike.setdefault((part.tag, name), []).append(part)
    found: set[int] = set()
    for group in alike.values():
        if len(group) >= _MANY and all(_is_teaser(part) for part in group):
            found.update(id(part) for part in group)
    return found


def _may_be_teaser(box: Box) -> bool:
    return box.noise >= _LINK and box.chars < _TEASER


def _is_teaser(box: Box) -> bool:
    """A linked line of some length before any sentence, and no more text than a teaser has."""
    if not _may_be_teaser(box):
        return False
    for line in box.lines():
        if line.weight <= -_LINK and line.linked * 10 > len(line.text) * 8:
            return not _opens_part(line, box)
        if line.weight > 0:
            return False
    return False


def _opens_part(line: Line, box: Box) -> bool:
    """Whether a line's link opens a part of the same box, as those of an accordion do."""
    mark = line.href[1:].lower() if line.href.startswith("#") else ""
    return mark != "" and any(mark in inner.names.split() for inner in _boxes_in(box))


def _boxes_in(box: Box) -> Iterator[Box]:
    for part in box.parts:
        if isinstance(part, Box):
            yield part
            yield from _boxes_in(part)


def _has_link_line(box: Box) -> bool:
    return any(
        part.linked >= _LINK and part.linked * 10 > len(part.text) * 8
        if isinstance(part, Line)
        else _has_link_line(part)
        for part in box.parts
    )
