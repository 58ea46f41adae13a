"""Completeness: whether the text on a page is all of the article, or ends at a paywall or with the page itself.

Only what is printed tells. That an article is "not accessible for free" is said to machines on the pages of subscribers
too, who see all of it: it counts only where the text breaks off or is a paragraph or two.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from newsgrab.extraction.page.boxes import Line, PageLayout, text_weight
from newsgrab.extraction.page.document import Document
from newsgrab.extraction.page.elements import Element
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.headings import heading_key, read_more_labels
from newsgrab.extraction.words.tables import names_of
from newsgrab.extraction.words.wall_phrases import LOADING, calls_to_join, keeps_back
from newsgrab.extraction_result import Part

STUB = 3000.0  # a longer text is no stub
_FEW = 500.0
_SHORT = 1000.0
_BEHIND = 3  # lines after a short text in which it may ask for more
_FOLLOWING = 15  # lines after the text among which a paywall's notice stands
NOTICE = 300  # signs of a line that may be a paywall's notice: fewer than these
_NOTICE_BOX = 600
_ASIDE = frozenset({"nav", "header", "footer", "form"})
_NOT_FREE = (False, "False", "false")
_BREAKS_OFF = re.compile(r"(?:…|\.\.\.|\[…\])\W*$")
_SENTENCE_END = re.compile('[.!?…。！？؟۔।:)"”»’」』]\\W*$')
_CLOSED = re.compile(r"</(?:body|html)\b", re.IGNORECASE)
_FRAME = re.compile(r"<(/?)(?:div|article|main|section|table)\b", re.IGNORECASE)
_END = re.compile(r"<footer\b|</main\b", re.IGNORECASE)  # of a page: the text stood before
_UNCLOSED = (("<", ">"), ("<script", "</script"), ("<style", "</style"), ("<!--", "-->"))
_OPEN = 2  # boxes that are open at the end of no page, however carelessly written
_WALLS = names_of("walls.boxes")
_LOADING = names_of("walls.loading")
_WORDS = 20  # characters of a wall that is seen
_BOXES = frozenset({"div", "section", "aside", "form"})
_PRESSED = ("a", "button", "input")
_LOGIN = names_of("walls.logins")  # parts of addresses


def walls_of(document: Document, kept: list[Line]) -> list[Element]:
    """What is called a wall and is one: a box that holds something to press, and not the text."""
    text = text_weight(kept)
    return [
        element
        for element in document.elements.named(_WALLS)
        if element.tag in _BOXES
        and _WORDS < len(element.line) < _NOTICE_BOX
        and element.first(*_PRESSED) is not None
        and text_weight(line for line in kept if line.text in element.line) * 2 < text
    ]


def asks_to_join(line: Line) -> bool:
    """Whether a line, the last of a short text, says that whoever subscribes or logs in can read on."""
    return len(line.text) < NOTICE and calls_to_join(line.text)


def part_of(document: Document, kept: list[Line], layout: PageLayout) -> Part:
    """Why the text that was found is only a part of the article, Part.WHOLE if it is all of it."""
    if not kept:
        return Part.WHOLE
    if document.limited:
        return Part.LIMIT
    if _page_ends_early(document.text, kept, layout.lines):
        return Part.CUT
    text = text_weight(kept)
    if text > STUB:
        return Part.WHOLE
    lines = layout.lines
    last = lines.index(kept[-1]) if kept[-1] in lines else 0
    near = [*kept, *lines[last : last + _FOLLOWING]]
    if any(len(line.text) < NOTICE and keeps_back(line.text) for line in near):
        return Part.PAYWALL
    behind = lines[last + 1 : last + 1 + _BEHIND] if text < _FEW else ()
    if text < _SHORT and any(asks_to_join(line) for line in (kept[-1], *behind)):
        return Part.PAYWALL
    if _is_still_loading(document, kept[-1]) or _is_still_to_come(kept, near):
        return Part.CUT
    if text < _FEW and any(_leads_to_login(line) for line in near):
        return Part.PAYWALL
    if walls_of(document, kept):
        return Part.PAYWALL
    asides = (part.element for part in layout.aside if part.element.tag not in _ASIDE)
    if any(len(element.line) < _NOTICE_BOX and keeps_back(element.line) for element in asides):
        return Part.PAYWALL
    thing = document.structured.article
    not_free = thing is not None and thing.fields.get("isAccessibleForFree") in _NOT_FREE
    return Part.PAYWALL if not_free and (text < _FEW or _BREAKS_OFF.search(kept[-1].text)) else Part.WHOLE


def _is_still_loading(document: Document, last: Line) -> bool:
    """Whether grey bars stand beside the last line of the text, in place of what a script would put there."""
    return any(
        not element.line and element.parent is not None and last.text in element.parent.line
        for element in document.elements.named(_LOADING)
    )


def _is_still_to_come(kept: list[Line], near: list[Line]) -> bool:
    """Whether a line says that the text is loading, and no sentence stands on the page that could be it."""
    loading = [line for line in near if LOADING.match(line.text)]
    return bool(loading) and not any(_SENTENCE_END.search(line.text) for line in kept if line not in loading)


def _leads_to_login(line: Line) -> bool:
    """Whether a line is a link that says "read more" and leads to where people log in."""
    if line.linked < len(line.text) or heading_key(fold(line.text)) not in read_more_labels():
        return False
    return not _LOGIN.isdisjoint(re.split(r"[^a-z]+", urlsplit(line.href).path.lower()))


def _page_ends_early(source: str, kept: list[Line], lines: list[Line]) -> bool:
    """Whether the page's source breaks off: within a tag or a script, or before its end while boxes are still open."""
    end = source.rstrip()
    if _CLOSED.search(end[-2000:]):
        return False
    script = end.rfind("</script")  # in one anything may stand
    if any(end.rfind(start) > max(end.rfind(stop), script) for start, stop in _UNCLOSED):
        return True
    opened = sum(-1 if match[1] else 1 for match in _FRAME.finditer(end))
    if opened > 0 and lines[-1] is kept[-1] and not _SENTENCE_END.search(kept[-1].text):
        return True
    return opened >= _OPEN and _END.search(end) is None
