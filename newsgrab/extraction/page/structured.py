"""Structured data of a page: JSON-LD (also in @graph, also malformed), microdata, RDFa. Read once per page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from newsgrab.extraction.page.elements import Elements
from newsgrab.extraction.words.folding import one_line
from newsgrab.extraction.words.tables import names_of
from newsgrab.urls import site

if TYPE_CHECKING:
    from newsgrab.extraction.page.elements import Element
    from newsgrab.extraction.page.parsed_html import ParsedHtml

MAX_SCRIPT_CHARS = 3_000_000
MAX_DEPTH = 40
_ARTICLE_TYPES = re.compile(r"(?:article|posting|report|newsitem|webstory)$", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]{1,200}>")
_SLOPPY = (
    (re.compile(r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)"), ""),
    (re.compile(r"(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)\s*;?\s*$"), ""),
    (re.compile(r",(\s*[}\]])"), r"\1"),  # a comma too many
)
_DECODER = json.JSONDecoder(strict=False)
_PAIR = re.compile(
    r'"(headline|datePublished|dateCreated|dateModified|articleSection|inLanguage)"\s*:\s*"((?:[^"\\]|\\.){1,400})"'
)
_NAME_PAIR = re.compile(r'"author"\s*:\s*\[?\s*\{[^{}]*?"name"\s*:\s*"((?:[^"\\]|\\.){1,200})"')


@dataclass(frozen=True, slots=True)
class SchemaObject:
    """One JSON object that a page holds."""

    fields: Mapping[str, object]

    @property
    def types(self) -> tuple[str, ...]:
        """Its schema.org types, without the vocabulary's address."""
        return tuple(name.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in self.texts("@type"))

    def is_a(self, *types: str) -> bool:
        """Whether it is of one of these types."""
        return not set(types).isdisjoint(self.types)

    @property
    def is_article(self) -> bool:
        """Whether it is an article of some kind."""
        return any(_ARTICLE_TYPES.search(name) for name in self.types)

    def text(self, key: str) -> str | None:
        """The first text under a key: a string, a number, or the name of an object there."""
        return next(iter(self.texts(key)), None)

    def texts(self, key: str) -> tuple[str, ...]:
        """All texts under a key, each one line, without markup."""
        return tuple(text for value in _each(self.fields.get(key)) if (text := _plain(value)))

    def things(self, key: str) -> tuple[SchemaObject, ...]:
        """All objects under a key."""
        return tuple(SchemaObject(value) for value in _each(self.fields.get(key)) if isinstance(value, dict))


def _each(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _plain(value: object) -> str:
    if isinstance(value, str):
        if "&" in value:
            from html import unescape

            value = unescape(value)
        return one_line(_TAGS.sub(" ", value) if "<" in value else value)
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        return str(int(value)) if abs(value) < 1e18 and value == int(value) else str(value)
    if isinstance(value, dict):
        for key in ("name", "@value", "headline"):
            text = _plain(value.get(key)) if not isinstance(value.get(key), dict) else ""
            if text:
                return text
    return ""


@dataclass(frozen=True, slots=True)
class SchemaProperty:
    """One microdata or RDFa property: its name and the element that bears it."""

    name: str
    element: Element


class StructuredData:
    """Everything that one page says to machines."""

    def __init__(self, html: ParsedHtml) -> None:
        """Nothing is read before it is asked for."""
        self._html = html

    @cached_property
    def things(self) -> tuple[SchemaObject, ...]:
        """All JSON-LD objects that have a type, outer ones first, in order."""
        things: list[SchemaObject] = []
        for script in self._html.linked_data:
            if 2 < len(script) < MAX_SCRIPT_CHARS:
                for root in read_json(script):
                    things.extend(_typed(root))
        return tuple(things)

    @cached_property
    def article(self) -> SchemaObject | None:
        """The object that describes the article of this page, None if there is none."""
        articles = [thing for thing in self.things if thing.is_article]
        if len(articles) > 1:
            for test in (self._is_here, self._is_titled):
                chosen = next((thing for thing in articles if test(thing)), None)
                if chosen:
                    return chosen
        if articles:
            return articles[0]
        return next((thing for thing in self.things if thing.text("headline")), None)

    def named(self, thing: SchemaObject) -> str | None:
        """The name of an object; if it is only a reference to another of the page, that one's."""
        name = thing.text("name")
        if name is None and isinstance(thing.fields.get("@id"), str):
            target = self._by_id.get(str(thing.fields["@id"]))
            name = target.text("name") if target else None
        return name

    @cached_property
    def _by_id(self) -> dict[str, SchemaObject]:
        named = [thing for thing in self.things if isinstance(thing.fields.get("@id"), str) and "name" in thing.fields]
        return {str(thing.fields["@id"]): thing for thing in named}

    def of_type(self, *types: str) -> Iterator[SchemaObject]:
        """All objects of these types."""
        return (thing for thing in self.things if thing.is_a(*types))

    @cached_property
    def properties(self) -> dict[str, tuple[SchemaProperty, ...]]:
        """Microdata and RDFa properties in the page's body, by lower-case name without vocabulary, in order."""
        found: dict[str, list[SchemaProperty]] = {}
        head = self._html.tree.head
        marked = head is not None and head.css_first("[itemprop]") is not None
        bearers = Elements(head).having("itemprop") if marked else []
        for element in bearers + self._html.elements.marked:
            names = element.get("itemprop") or element.get("property")
            is_meta = element.tag == "meta" and "itemprop" not in element.attributes
            if is_meta and ":" in names and not names.startswith("schema"):
                continue
            for name in names.split():
                key = name.rsplit(":", 1)[-1].rsplit("/", 1)[-1].lower()
                found.setdefault(key, []).append(SchemaProperty(key, element))
        return {name: tuple(properties) for name, properties in found.items()}

    def _is_here(self, thing: SchemaObject) -> bool:
        here = {self._html.url, self._html.canonical_link} - {None}
        for key in ("url", "mainEntityOfPage", "@id"):
            for value in _each(thing.fields.get(key)):
                address = value.get("@id") if isinstance(value, dict) else value
                if isinstance(address, str) and self._html.link(address) in here:
                    return True
        return False

    def _is_titled(self, thing: SchemaObject) -> bool:
        headline = thing.text("headline") or thing.text("name") or ""
        return len(headline) > 5 and headline[:40].casefold() in self._html.head_title.casefold()


def value_of(element: Element) -> str:
    """The value of a microdata or RDFa property (HTML, microdata, 5.2.4): an attribute where it has one, else its text."""  # noqa: E501
    for key in ("content", "datetime", "value") if element.tag != "a" else ("content",):
        value = element.attributes.get(key)
        if value:
            return one_line(value)
    return element.line


def read_json(text: str) -> list[object]:
    """All JSON values in a text, one after the other; sloppy ones are mended, from hopeless ones the plain facts kept."""  # noqa: E501
    text = text.strip().rstrip(";")
    try:
        return [_DECODER.decode(text)]
    except (ValueError, RecursionError):
        pass
    for pattern, repair in _SLOPPY:
        text = pattern.sub(repair, text).strip()
    roots: list[object] = []
    at = 0
    try:
        while at < len(text):
            root, at = _DECODER.raw_decode(text, at)
            roots.append(root)
            while at < len(text) and text[at] in " \t\r\n,;":
                at += 1
    except (ValueError, RecursionError):
        rest = _plain_facts(text[at:])
        if rest:
            roots.append(rest)
    return roots


def _plain_facts(text: str) -> dict[str, object]:
    """The facts about an article that can be told from a broken object: key and text side by side."""
    facts: dict[str, object] = {}
    for match in _PAIR.finditer(text):
        facts.setdefault(match[1], match[2].replace('\\"', '"').replace("\\/", "/"))
    author = _NAME_PAIR.search(text)
    if author:
        facts["author"] = author[1]
    if facts:
        facts["@type"] = "Article"
    return facts


def _typed(value: object, depth: int = 0) -> Iterator[SchemaObject]:
    """The typed objects in a JSON-LD value; lists of other pages' objects are not entered."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for one in value:
            yield from _typed(one, depth + 1)
    elif isinstance(value, dict):
        if value.get("@type"):
            yield SchemaObject(value)
        for key, inner in value.items():
            if isinstance(inner, dict | list) and key not in _OTHERS:
                yield from _typed(inner, depth + 1)


# Under these keys stand other works, or parts of this one, never the article itself.
_OTHERS = names_of("linked_data.others")


def same_site(address: str, other: str) -> bool:
    """Whether two addresses belong to one site, subdomains counted in."""
    one, two = site(address), site(other)
    return (
        one == two or one.endswith("." + two) or two.endswith("." + one) or one.split(".")[-3:] == two.split(".")[-3:]
    )
