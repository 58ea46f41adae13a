"""What each field's rules of a profile read on a page, and which rule it was: for those who watch over a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgrab.article import Block
from newsgrab.extraction.page.document import Document
from newsgrab.extraction.selectors import read_related, read_rule, remove_parts
from newsgrab.extraction.words.folding import one_line
from newsgrab.profile.drift import VALUE_CHARS, FieldReading

if TYPE_CHECKING:
    from newsgrab.page import Page
    from newsgrab.profile.profile import Layout, Profile


def profile_readings(page: Page, profile: Profile) -> dict[str, FieldReading]:
    """By field what the layout of the day of the look reads; nothing is searched beside it."""
    layout = profile.layout(page.seen_at.date())
    if layout is None:
        return {}
    document = Document.of(page)
    remove_parts(document, layout)
    found = {name: _first(document, name, layout) for name in layout.fields}
    if layout.related is not None:
        entries = read_related(document, layout.related)
        titles = "; ".join(one.title for one in entries)
        found["related"] = FieldReading(titles[:VALUE_CHARS], len(entries), 0) if entries else FieldReading()
    return found


def _first(document: Document, name: str, layout: Layout) -> FieldReading:
    for at, rule in enumerate(layout.fields[name]):
        values = read_rule(document, name, rule)
        if values:
            text = value_text(next(iter(values.values())))
            if text:
                return FieldReading(one_line(text)[:VALUE_CHARS], len(text), at)
    return FieldReading()


def value_text(value: object) -> str:
    """What a field's value reads as, on however many lines."""
    if not isinstance(value, tuple):
        return "" if value is None else str(value)
    if value and isinstance(value[0], Block):
        return "\n\n".join(block.text for block in value)
    return ", ".join(map(str, value))
