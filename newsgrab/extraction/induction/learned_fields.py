"""Learned fields: the selector that reads on every page just what was read there without it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from newsgrab.article import Article
from newsgrab.extraction.fields.language import language_of
from newsgrab.extraction.induction.stable_selectors import names_something, selectors
from newsgrab.extraction.page.parsed_html import line
from newsgrab.extraction.selectors import read_rule
from newsgrab.extraction.words.folding import one_line
from newsgrab.profile.profile import Rule

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from newsgrab.extraction.page.document import Document

FIELDS = ("title", "category", "authors", "published_at", "updated_at", "tags", "views")
MIN_PAGES = 2
MAX_CANDIDATES = 80
MAX_NODES = 40
MAX_CHARS = 400
MANY = 4  # elements that a selector finds on a page: more, and the first may be the right one by chance
# Equal on all pages, these are the site's, not the articles'.
_VARYING = frozenset(("title", "authors", "published_at", "updated_at"))
TIMES = frozenset(("published_at", "updated_at"))
_MACHINE_FIRST = TIMES  # a printed time says less than the one for machines; of all else, what is printed counts
_ATTRIBUTES = {"meta": ("content",), "time": ("datetime", None)}
# What may be taken from the head. Titles and names are not: there sites add their own name, or give one of two writers.
_NEVER = re.compile(r"(?!)")
_MACHINE = dict.fromkeys(FIELDS, _NEVER) | {
    "category": re.compile(r"section|categor|rubri", re.IGNORECASE),
    "tags": re.compile(r"tag", re.IGNORECASE),
    "published_at": re.compile(r"date|time|publi|issued", re.IGNORECASE),
    "updated_at": re.compile(r"date|time|modif|updat", re.IGNORECASE),
}
_NOT_PUBLISHED = re.compile(r"modif|updat|edit|creat|event|expir", re.IGNORECASE)
_NO_PLACES = frozenset(("nav", "footer", "select", "aside"))


@dataclass(frozen=True, slots=True)
class Sample:
    """A page to learn from, and what was read of it without a profile."""

    document: Document
    article: Article


def learn_field(name: str, samples: Sequence[Sample]) -> Rule | None:
    """The rule that reads a field rightly on all pages, None if there is none.

    Where a page does not have the field, the rule may find nothing there. A value that is the same on all pages tells
    little: then only a selector will do that says by its names what it selects.
    """
    telling = [one for one in samples if _value(one.article, name)]
    if len(telling) < MIN_PAGES:
        return None
    constant = len({_value(one.article, name) for one in telling}) == 1
    if constant and name in _VARYING:
        return None
    best: tuple[tuple[int, int, int], Rule] | None = None
    for rank, rule in _candidates(name, telling[0]):
        if constant and not names_something(rule.css):
            continue
        order = (rank, 0, len(rule.css))
        if best is not None and order >= best[0]:
            continue
        if not all(_reads(name, rule, one) for one in samples):
            continue
        most = max(len(one.document.tree.css(rule.css)) for one in samples)
        order = (rank + (0 if most == 1 else 2 if most <= MANY else 5), most, order[2])
        if name in ("title", *TIMES, "category") and most > MANY:
            continue
        if best is None or order < best[0]:
            best = order, rule
    return best[1] if best else None


def _value(article: Article, name: str) -> object:
    return getattr(article, name) or None


def _reads(name: str, rule: Rule, sample: Sample) -> bool:
    """Whether a rule reads a page exactly: what is there, and nothing where there is nothing."""
    found = read_rule(sample.document, name, rule)
    if not found or not _value(sample.article, name):
        return not found and not _value(sample.article, name)
    found.pop("views_text", None)
    return all(getattr(sample.article, key) == value for key, value in found.items())


def _candidates(name: str, sample: Sample) -> Iterator[tuple[int, Rule]]:
    """Rules that could read the field on a page, with their ranks, the best first."""
    ranks: dict[tuple[str, str | None], int] = {}
    holders = list(islice(_holders(name, sample), MAX_NODES))
    wider = _wider([node for node, _ in holders]) if _texts(name, sample.article) is None else frozenset()
    for node, attr in holders:
        extra = 2 if node.mem_id in wider else 0
        if (node.tag == "meta") != (name in _MACHINE_FIRST):
            extra += 3 if node.tag == "meta" or attr is None else 1
        for rank, css in selectors(node):
            if node.tag == "meta" and not _MACHINE[name].search(css):
                continue
            if name == "published_at" and _NOT_PUBLISHED.search(css):
                continue
            ranks[css, attr] = min(rank + extra, ranks.get((css, attr), 99))
    rows = sorted(ranks, key=lambda pair: (ranks[pair], len(pair[0])))[:MAX_CANDIDATES]
    yield from ((ranks[pair], Rule(*pair)) for pair in rows)


def _wider(nodes: Sequence[LexborNode]) -> frozenset[int]:
    """Of elements that give a value those that hold another of them, and say more: a date, a name beside the number."""
    held = {node.mem_id: node.text() for node in nodes}
    wider = set()
    for node in nodes:
        box = node.parent
        while box is not None:
            if held.get(box.mem_id, held[node.mem_id]) != held[node.mem_id]:
                wider.add(box.mem_id)
            box = box.parent
    return frozenset(wider)


def _holders(name: str, sample: Sample) -> Iterator[tuple[LexborNode, str | None]]:
    """The elements whose text, or an attribute of which, is the value on a page, with that attribute."""
    document = sample.document
    wanted = _texts(name, sample.article)
    for node in document.tree.css("body *, meta[content]"):
        tag = node.tag or ""
        for attr in _ATTRIBUTES.get(tag, (None,)):
            text = _text(node, attr)
            if not text or (wanted is not None and not any(one in text for one in wanted)):
                continue
            if attr is None and name == "category" and _stands_apart(node):
                continue
            if _gives(document, name, text, sample.article):
                yield node, attr


def _texts(name: str, article: Article) -> tuple[str, ...] | None:
    """What must be in the text of an element that gives the value; None where the value is printed otherwise."""
    if name in ("title", "category"):
        return (str(_value(article, name)),)
    return getattr(article, name) if name in ("authors", "tags") else None


def _text(node: LexborNode, attr: str | None) -> str:
    if attr:
        return one_line(node.attributes.get(attr) or "")
    first = node.first_child
    if first is None or node.tag in ("script", "style", "svg"):
        return ""
    text = node.text()
    return line(node) if len(text) < MAX_CHARS and not text.isspace() else ""


def _gives(document: Document, name: str, text: str, article: Article) -> bool:
    """Whether a text is the value, or one of several names."""
    from newsgrab.extraction.fields.authors.bylines import names_in
    from newsgrab.extraction.words.dates import read_date
    from newsgrab.extraction.words.numbers import main_count

    value = _value(article, name)
    if name in ("title", "category"):
        return text == value
    if name == "tags":
        return text in article.tags
    if name == "authors":
        names = names_in([text]) if len(text) < 160 else ()
        return bool(names) and set(names) <= set(article.authors)
    if name == "views":
        if len(text) > 80 or not any(map(str.isdigit, text)):
            return False
        count = main_count(text, language_of(document))
        return count is not None and count.value == value
    moment = read_date(text, language_of(document)) if len(text) < 80 and any(map(str.isdigit, text)) else None
    return moment is not None and moment.at.date() == value.date()  # type: ignore[attr-defined]


def _stands_apart(node: LexborNode) -> bool:
    """Whether an element stands in a menu or footer, where every section's name is."""
    box = node.parent
    while box is not None:
        if box.tag in _NO_PLACES:
            return True
        box = box.parent
    return False
