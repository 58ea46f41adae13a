"""The article text in linked data (articleBody), as a check on the text that was found on the page.

JSON-LD's articleBody is often cut or without its paragraphs, so what is printed goes first; but where the found text
misses most of what is told, something else was found.
"""

from __future__ import annotations

import html
import re

from newsgrab.article import Block, BlockKind
from newsgrab.extraction.body.names import title_key
from newsgrab.extraction.page.boxes import Line
from newsgrab.extraction.page.structured import SchemaObject

_TAG = re.compile(r"<[^>]*>")
_MIN_CHARS = 400
_MISSED = 0.5  # share of the told text that the found text holds at least, if it is the same text
_PRINTED = 0.7  # share of it that the page prints, if its lines are to be the text
_KEY = 40  # letters that make two lines the same


def linked_data_body(thing: SchemaObject | None) -> str:
    """The text in an article's structured data, paragraphs on lines of their own; "" if there is none worth a check."""
    value = thing.fields.get("articleBody") if thing is not None else None
    if not isinstance(value, str) or len(value) < _MIN_CHARS:
        return ""
    return _TAG.sub("\n", html.unescape(value))


def reconciled(declared: str, kept: list[Line], lines: list[Line]) -> list[Line] | tuple[Block, ...]:
    """The found lines if they hold the told text; else the lines of the page that do, else the told text as blocks."""
    key = title_key(declared)
    if _share(kept, key) >= _MISSED:
        return kept
    printed = [line for line in lines if line.weight > 0 and title_key(line.text)[:_KEY] in key]
    if _share(printed, key) >= _PRINTED:
        return printed
    if sum(len(line.text) for line in kept) * 2 > len(declared):
        return kept
    paragraphs = (" ".join(part.split()) for part in declared.split("\n"))
    return tuple(Block(BlockKind.PARAGRAPH, text) for text in paragraphs if text)


def _share(lines: list[Line], key: str) -> float:
    """How much of the told text the lines hold."""
    found = (title_key(line.text) for line in lines)
    return sum(len(text) for text in found if text[:_KEY] in key) / max(1, len(key))
