"""Taught values: what a person reads on the first page is looked for there, and so is a selector for all the pages.

What is typed is right, also where the generic reader says otherwise. Numbers may be in any digits and rounded, names in
any case, days in any form. On the other pages the selector must find something of the same kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.authors.bylines import names_in
from newsgrab.extraction.fields.language import language_of
from newsgrab.extraction.fields.views.printed import rounds_to
from newsgrab.extraction.induction.learned_fields import MANY, MIN_PAGES, Sample
from newsgrab.extraction.induction.stable_selectors import selectors
from newsgrab.extraction.page.parsed_html import line
from newsgrab.extraction.selectors import read_rule
from newsgrab.extraction.words.dates import read_date
from newsgrab.extraction.words.folding import fold, one_line
from newsgrab.extraction.words.numbers import Count, main_count, read_count
from newsgrab.profile.profile import Rule

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from newsgrab.extraction.page.document import Document

MAX_CHARS = 200
MAX_HOLDERS = 60
_STATED = ("title", "content", "value", "datetime", "aria-label")  # attributes in which pages state a value
_NO_TEXT = frozenset(("script", "style", "noscript", "template", "svg"))
_VARYING = frozenset(("title",))  # equal on all pages, it is the site's


@dataclass(frozen=True, slots=True)
class Lesson:
    """What came of a taught value: the rule that reads it and what that reads on each page, or why there is none."""

    rule: Rule | None = None
    problem: str = ""
    readings: tuple[dict[str, object], ...] = ()


def teach(name: str, value: object, samples: Sequence[Sample]) -> Lesson:
    """The rule for a field that reads a value on the first page, and something like it on the most of the others."""
    first = samples[0].document
    rules: dict[Rule, int] = {}
    holders = 0
    for node, attr in _holders(first, name, value):
        holders += 1
        for rank, css in selectors(node):
            rule = Rule(css, attr)
            rules[rule] = min(rank, rules.get(rule, rank))
    if not holders:
        return Lesson(problem="nowhere on the first page")
    best: tuple[tuple[int, ...], Lesson] | None = None
    for rule, rank in rules.items():
        readings = tuple(read_rule(one.document, name, rule) for one in samples)
        if not readings[0] or not _is_meant(readings[0].get(name), name, value):
            continue
        most = max(len(one.document.tree.css(rule.css)) for one in samples)
        if most > MANY and name != "authors":
            continue
        pages = sum(map(bool, readings))
        same = len({str(one.get(name)) for one in readings if one}) == 1
        if pages < min(MIN_PAGES, len(samples)) or (same and pages > 1 and name in _VARYING):
            continue
        order = (-pages, rank + (0 if most == 1 else 2), most, len(rule.css))
        if best is None or order < best[0]:
            best = order, Lesson(rule, "", readings)
    return best[1] if best else Lesson(problem="on the first page, but no selector finds it there and on the others")


def _holders(document: Document, name: str, value: object) -> Iterator[tuple[LexborNode, str | None]]:
    """The elements whose text, or an attribute of which, says a value."""
    found = 0
    for node in document.tree.css("body, body *, meta[content]"):
        for attr in (None, *_attributes(node)):
            text = _text_of(node, attr)
            if text and _says(document, text, name, value):
                found += 1
                yield node, attr
        if found > MAX_HOLDERS:
            return


def _attributes(node: LexborNode) -> list[str]:
    return [name for name in node.attributes if name in _STATED or name.startswith("data-")]


def _text_of(node: LexborNode, attr: str | None) -> str:
    if attr is not None:
        return one_line(node.attributes.get(attr) or "")
    if node.tag in _NO_TEXT or node.first_child is None or len(node.text()) > 3 * MAX_CHARS:
        return ""
    return line(node)


def _says(document: Document, text: str, name: str, value: object) -> bool:
    """Whether a text says a value, and hardly more."""
    if len(text) > MAX_CHARS:
        return False
    if name == "views":
        count = (main_count if len(text) <= 80 else read_count)(text, language_of(document))
        return count is not None and _is_meant(count.value, name, value)
    if name == "published_at":
        moment = read_date(text, language_of(document)) if len(text) <= 80 else None
        return moment is not None and moment.at.date() == value
    if name == "authors" and isinstance(value, tuple):
        names = {fold(one) for one in names_in([text])}
        return bool(names) and names <= {fold(one) for one in value}
    return fold(text) == fold(str(value))


def _is_meant(found: object, name: str, value: object) -> bool:
    """Whether what was found is what was typed: it may be printed rounded, in another case, with the time of day."""
    if name == "views" and isinstance(found, int) and isinstance(value, int):
        return found == value or rounds_to(Count(value, "", exact=True), Count(found, "", exact=False))
    if name == "authors" and isinstance(found, tuple) and isinstance(value, tuple):
        return bool(found) and {fold(one) for one in found} == {fold(one) for one in value}
    if name == "published_at":
        return getattr(found, "date", lambda: None)() == value
    return found is not None and fold(str(found)) == fold(str(value))


def typed_value(name: str, text: str) -> object | None:
    """What a text that was typed for a field means; None if it cannot be such a value."""
    if name == "views":
        count = read_count(text)
        return count.value if count else None
    if name == "published_at":
        moment = read_date(text)
        return moment.at.date() if moment else None
    return one_line(text) or None


def corrected(samples: Sequence[Sample], lessons: Mapping[str, Lesson]) -> list[Sample]:
    """The pages with what the rules that were taught read there."""
    found = []
    for at, sample in enumerate(samples):
        article = sample.article
        for lesson in lessons.values():
            if lesson.rule is not None:
                article = replace(article, **lesson.readings[at])  # type: ignore[arg-type]
        found.append(replace(sample, article=article))
    return found
