"""The headline by its place: the line that stands over the text, where nothing in the head of the page tells it.

Some sites give all their pages one `<title>`, or name only the section there, or write it anew for search engines. Then
the page itself tells what its headline is: a heading close over the first sentence, that leads nowhere, is no name of
the site or of a section, and has words of the page's address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from newsgrab.extraction.body.cards import EXTENSION, Leads, is_dateline
from newsgrab.extraction.body.names import is_label, names_site, title_key
from newsgrab.extraction.page.boxes import Box, Line, text_size
from newsgrab.extraction.page.document import Document
from newsgrab.extraction.words.class_names import CAPTION, TITLE, NameHint
from newsgrab.extraction.words.line_labels import LABEL, STAMP

_RANKS = {"h1": 0.5, "h2": 0.35, "h3": 0.25, "h4": 0.15, "h5": 0.15, "h6": 0.1}
_LEAST, _MOST = 12.0, 220.0  # size of a headline
_FULL = 40.0  # size from which a line looks like one
_DECKED = 0.4  # of the size of a deck, which a headline over it has at least: a kicker is shorter
_FAR = 10  # lines over the text among which a headline stands that is no heading
_NEAR = 4  # boxes around a line that are asked what they are
_WORD = re.compile(r"[^\W\d_]{2,}|\d{2,}")
_STOP = re.compile(r"[.。।۔:：;؛,،]$")
_NO_HEADLINES = frozenset({"figcaption", "figure", "caption", "li", "th", "dd", "dt", "pre", "blockquote"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A line that stands where a headline does, and how much speaks for it."""

    line: Line
    worth: float


def headline_by_place(document: Document, lines: list[Line], leads: Leads, site: tuple[str, str]) -> Placed | None:
    """The line that is most likely the headline by where it stands, None if there is none; `site` are its names."""
    start = _story_start(lines)
    slug = _slug_words(document.url or document.canonical_link)
    best: Placed | None = None
    nearest: Line | None = None  # the heading next to the text
    for at in range(start, -1, -1):
        line = lines[at]
        rank = _rank(line.box)
        far = start - at
        if not _may_be_headline(line, rank, far, leads):
            continue
        worth = 0.3 * min(text_size(line.text), _FULL) / _FULL + 0.3 * _share(line.text, slug)
        if rank is None:
            worth += (0.2 if _is_marked(line) else 0.1) - 0.01 * far - 0.1 * (":" in line.text or "：" in line.text)
        elif _STOP.search(line.text):
            worth += rank - 0.2  # a lead that is set as a heading
        else:
            worth += rank + 0.2 * (nearest is None or _leads_to(line, rank, nearest, lines[at + 1]))
        if (best is None or worth >= best.worth) and not _is_name(document, line.text, leads, site):
            best = Placed(line, worth)
            nearest = line if rank is not None and nearest is None else nearest
    return best


def _leads_to(line: Line, rank: float, nearest: Line, behind: Line) -> bool:
    """Whether a heading is a part of the one next to the text, or one of higher rank right over it, its deck."""
    if nearest.box is line.box:
        return True
    is_over = nearest is behind and rank > (_rank(nearest.box) or 0.0)
    return is_over and text_size(line.text) >= _DECKED * text_size(nearest.text) and not is_dateline(line.text)


def _is_name(document: Document, text: str, leads: Leads, site: tuple[str, str]) -> bool:
    """Whether a line is the name of the site or of one of its sections."""
    return names_site(text, *site) or is_label(document, title_key(text), leads)


def _story_start(lines: list[Line]) -> int:
    """Where the longest stretch of text begins in which no line is a link; -1 if there is no text."""
    most = size = 0.0
    first = last = start = 0
    for at, line in enumerate(lines):
        if line.weight > 0:
            if size == 0.0:
                start = at
            size += line.weight
            if size > most:
                most, first, last = size, start, at
        elif line.linked * 10 > len(line.text) * 6 and len(line.text) > _NEAR:
            size = 0.0
    stretch = lines[first : last + 1] if most else []
    full = max((line.weight for line in stretch), default=0.0) / 3  # a question of a poll may go before
    return next((first + at for at, line in enumerate(stretch) if line.weight >= full), -1)


def _may_be_headline(line: Line, rank: float | None, far: int, leads: Leads) -> bool:
    """Whether a line can be a headline so far over the text: by its size, its links, its words, and where it stands."""
    text = line.text
    if not _LEAST <= text_size(text) <= _MOST or (line.linked * 2 > len(text) and not leads.to_this_page(line.href)):
        return False
    if rank is None:
        if far > _FAR or (not far and line.bold * 2 < len(text)) or line.box.tag in _NO_HEADLINES or line.linked:
            return False
        if _STOP.search(text) or LABEL.length(text) or STAMP.length(text) or is_dateline(text):
            return False
    return not _stands_apart(line.box)


def _rank(box: Box) -> float | None:
    """What a line is worth by the heading that it stands in, None if it stands in none."""
    rank = _RANKS.get(box.tag)
    return _RANKS.get(box.parent.tag) if rank is None and box.parent is not None else rank


def _is_marked(line: Line) -> bool:
    """Whether a line is bold, or its box is named as a title's."""
    return line.bold * 2 > len(line.text) or TITLE.search(line.box.names) is not None


def _stands_apart(box: Box | None) -> bool:
    """Whether a line stands in a part such as the breadcrumbs, or under a picture."""
    for _ in range(_NEAR):
        if box is None:
            return False
        if box.tag in {"nav", "figure"} or box.name_hint is NameHint.APART or CAPTION.search(box.names):
            return True
        box = box.parent
    return False


def _slug_words(address: str | None) -> set[str]:
    """The words of the last part of an address."""
    path = unquote(urlsplit(address).path).rstrip("/") if address else ""
    return set(_WORD.findall(EXTENSION.sub("", path.rsplit("/", 1)[-1]).casefold()))


def _share(text: str, words: set[str]) -> float:
    """How much of a line's words are among some words."""
    own = set(_WORD.findall(text.casefold())) if words else set()
    return len(own & words) / len(own) if own else 0.0


def is_in_address(text: str, address: str | None) -> bool:
    """Whether half of a line's words are among those of the last part of an address: it names that page alone."""
    return 2 * _share(text, _slug_words(address)) >= 1
