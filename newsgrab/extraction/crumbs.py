"""Trails of crumbs: the way from the home page down to the article, as printed and as told to machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgrab.extraction.document import line, one_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from newsgrab.extraction.document import Document

MAX_CRUMBS = 8
_PARTS = ("crumb", "pathway", "hierarchie", "ariane", "brodkrumen", "migas", "kirinti", "navpath")
_CRUMB_NAMES_TEXT = """
breadcrumb breadcrumbs crumb crumbs breadcrump pathway hierarchie ariane path brodkrumen migas navpath kirinti
"""
_CRUMB_NAMES = frozenset(_CRUMB_NAMES_TEXT.split())
_HERE = re.compile(
    r"^(?:当前位置|您的位置|您现在的位置|你的位置|位置|目前位置|現在位置|您在這裡|أنت هنا|انت هنا|you are here|sie sind hier|vous êtes ici|estás en|usted está en|sei in|вы здесь|buradasınız|شما اینجا هستید)\s*[:：]?",  # noqa: E501
    re.IGNORECASE,
)
_ARROWS = re.compile(r"\s*[>›»→/\\|←‹«]\s*")
MAX_ROOTS = 6  # links to the home page that are looked at


def told_trails(document: Document) -> Iterator[list[str]]:
    """The names in each BreadcrumbList of the linked data, in order."""
    for crumbs in document.structured.of_type("BreadcrumbList"):
        names = [entry.text("name") or entry.text("item") or "" for entry in crumbs.things("itemListElement")]
        yield [name for name in names if name and not name.startswith("http")]


def printed_trails(document: Document) -> Iterator[list[str]]:
    """The names in each printed trail: in a box so called, behind "you are here", or joined by arrows from the root."""
    seen: set[int] = set()
    found = False
    boxes = [element.node for element in document.outline.named(*_PARTS) if not _CRUMB_NAMES.isdisjoint(element.names)]
    source = document.text
    if "readcrumb" in source:
        boxes += document.tree.css('[itemtype*="readcrumb"],[typeof*="readcrumb"],[aria-label*="readcrumb"]')
    for box in boxes:
        if box.mem_id in seen or box.tag == "body":
            continue
        seen.update(node.mem_id for node in box.css("*"))
        names = [one_line(link.text()) for link in box.css("a")] or [part for part in _ARROWS.split(line(box)) if part]
        if 0 < len(names) <= MAX_CRUMBS:
            found = True
            yield names
    if found:
        return
    for text in document.outline.texts:
        if text.text[:1] in _HERE_LETTERS and _HERE.match(text.text) and text.node.parent is not None:
            whole = line(text.node.parent)
            if len(whole) < 150:
                yield [part for part in _ARROWS.split(_HERE.sub("", whole)) if part]
    yield from _home_trails(document)


_HERE_LETTERS = frozenset("当您你位目現أاYySsVvEeUuВвBbشہ")


def _home_trails(document: Document) -> Iterator[list[str]]:
    for element in document.outline.link_kinds.roots[:MAX_ROOTS]:
        box: LexborNode | None = element.node.parent
        for _ in range(2):
            if box is None or box.tag in ("body", "html"):
                break
            links = box.css("a[href]")
            if 2 <= len(links) <= 6 and links[0].mem_id == element.node.mem_id:
                text = line(box)
                if len(text) <= 200 and len(_ARROWS.split(text)) >= len(links):
                    yield [one_line(link.text()) for link in links]
                    break
            box = box.parent
