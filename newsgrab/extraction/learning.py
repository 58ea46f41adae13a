"""Learning: a draft of a site's profile from some of its pages, by what repeats on all of them and what varies.

The generic reader says what each page says; a selector is kept for a field only if on every page where the field was
read it finds just that value first. Stable marks (itemprop, data attributes, plain class names) go before others, and
names that a build made up are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgrab.article import Article
from newsgrab.errors import BadUsage
from newsgrab.extraction.bylines import names_in
from newsgrab.extraction.dates import read_date
from newsgrab.extraction.document import line
from newsgrab.extraction.folding import fold
from newsgrab.extraction.numbers import read_count
from newsgrab.urls import site as site_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from newsgrab.extraction.document import Document
    from newsgrab.page import Page

MIN_PAGES = 2
MAX_CANDIDATES = 60
MAX_BYLINE = 160
# Names with digits or many changes of case are made by a build and change with the next one.
_MADE_UP = re.compile(r"\d{2,}|^css-|^sc-|^jsx?-|__[A-Za-z0-9]{2,}$|[a-z][A-Z][a-z]*[A-Z]|^[a-z]{1,2}$|[^\w-]")
# Names that say how something looks, not what it is.
_LOOKS = re.compile(r"^(?:[mpwhd][a-z]?|text|bg|flex|grid|gap|border|rounded|font|items|justify|col|row|float|lh|fs)-")
_VARYING = frozenset({"title", "authors", "published_at"})  # equal on all pages, they are the site's, not the articles'
_STABLE = ("itemprop", "data-testid", "data-role", "data-field", "rel")


@dataclass(frozen=True, slots=True)
class LearnedField:
    """One field of the draft: its selector, the attribute to take, and on how many pages it was confirmed."""

    name: str
    css: str
    attr: str | None
    confirmed: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of a profile: the fields that could be confirmed, and those that could not."""

    site: str
    fields: tuple[LearnedField, ...]
    unknown: tuple[str, ...]

    @property
    def toml(self) -> str:
        """The draft as a profile's file."""
        lines = [f'site = "{self.site}"', 'note = "Learned from pages; read it over."', "", "[fields]"]
        for one in self.fields:
            attr = f", attr = {_quoted(one.attr)}" if one.attr else ""
            lines.append(f"{one.name} = [{{ css = {_quoted(one.css)}{attr} }}]  # confirmed on {one.confirmed} pages")
        lines += [f"# {name}: no selector fits all pages" for name in self.unknown]
        return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def learn_from(pages: Sequence[Page]) -> tuple[Draft, list[tuple[Page, Article]], list[tuple[Page, str]]]:
    """A draft from the pages of one site that hold articles; those with their articles; the others with the reason.

    Raises BadUsage if they come from several sites, or fewer than two hold an article.
    """
    from newsgrab.extraction import read
    from newsgrab.extraction.decode import decode
    from newsgrab.extraction.document import Document

    learned: list[tuple[Document, Article]] = []
    good: list[tuple[Page, Article]] = []
    bad: list[tuple[Page, str]] = []
    for page in pages:
        reading = read(page)
        if reading.article is None:
            bad.append((page, f"{reading.verdict}: {reading.reason}"))
            continue
        learned.append((Document(decode(page.content, page.header("content-type")), page.address), reading.article))
        good.append((page, reading.article))
    sites = sorted({site_of(article.url) for _, article in good})
    if len(sites) > 1:
        raise BadUsage(f"pages of several sites: {', '.join(sites)}: learn from one at a time")
    if len(good) < MIN_PAGES:
        raise BadUsage(
            f"{len(good)} of {len(pages)} pages hold an article: a profile is learned from {MIN_PAGES} or more"
        )
    return learn(sites[0], learned), good, bad


def learn(site: str, pages: Sequence[tuple[Document, Article]]) -> Draft:
    """A draft for a site from two or more of its pages, each with what the generic reader read of it."""
    learned: list[LearnedField] = []
    unknown: list[str] = []
    for name in ("title", "category", "authors", "published_at", "views"):
        told = [(document, article) for document, article in pages if _value(article, name) is not None]
        if len(told) < MIN_PAGES or (name in _VARYING and len({_value(article, name) for _, article in told}) == 1):
            continue
        found = _learn_field(name, told)
        if found is None:
            unknown.append(name)
        else:
            learned.append(found)
    return Draft(site, tuple(learned), tuple(unknown))


def _value(article: Article, name: str) -> object:
    value = getattr(article, name)
    if name == "authors":
        return value or None
    return value.date() if name == "published_at" and value is not None else value


def _learn_field(name: str, pages: list[tuple[Document, Article]]) -> LearnedField | None:
    document, article = pages[0]
    for css, attr in _candidates(document, name, _value(article, name)):
        if all(_reads(other, name, css, attr) == _value(one, name) for other, one in pages):
            return LearnedField(name, css, attr, len(pages))
    return None


def _candidates(document: Document, name: str, value: object) -> Iterator[tuple[str, str | None]]:
    """Selectors that could find a value on the first page, the stablest first."""
    found: dict[tuple[str, str | None], int] = {}
    for node in document.tree.css("body *, meta[content]"):
        if len(found) >= MAX_CANDIDATES:
            break
        for attr in ("content",) if node.tag == "meta" else (None, "datetime") if node.tag == "time" else (None,):
            if _fits(_of(node, name, attr, document.language), value):
                for rank, css in _selectors(node):
                    if name == "published_at" and _UPDATE.search(css):
                        continue
                    found.setdefault((css, attr), rank)
    yield from sorted(found, key=lambda pair: (found[pair], len(pair[0])))


def _fits(found: object, value: object) -> bool:
    """Whether an element gives a value, or some of several names."""
    if isinstance(found, tuple) and isinstance(value, tuple):
        return bool(found) and set(found) <= set(value)
    return found == value


_UPDATE = re.compile(r"modif|updat|edit", re.IGNORECASE)


def _selectors(node: LexborNode) -> Iterator[tuple[int, str]]:
    """Selectors of an element with a rank: 0 for stable attributes, 1 for class names, 2 within its parent."""
    own = list(_own(node))
    yield from own
    parent = node.parent
    if parent is not None and parent.tag not in ("body", "html"):
        for rank, outer in _own(parent):
            yield rank + 2, f"{outer} > {node.tag}"
            for _, inner in own:
                yield rank + 3, f"{outer} > {inner}"


def _own(node: LexborNode) -> Iterator[tuple[int, str]]:
    tag, attributes = node.tag or "", node.attributes
    if tag == "meta":
        for key in ("property", "name", "itemprop"):
            if attributes.get(key):
                yield 0, f'meta[{key}="{attributes[key]}"]'
        return
    if tag in ("h1", "time"):
        yield 1, tag
    for key in _STABLE:
        if attributes.get(key):
            yield 0, f'{tag}[{key}="{attributes[key]}"]'
    for name in (attributes.get("class") or "").split():
        if not _MADE_UP.search(name) and not _LOOKS.search(name):
            yield 1, f"{tag}.{name}"


def _reads(document: Document, name: str, css: str, attr: str | None) -> object:
    """What a selector reads on a page: the first value that it finds, of authors all."""
    if name == "authors":
        found = [_of(node, name, attr, document.language) for node in document.tree.css(css)]
        return tuple(dict.fromkeys(one for names in found if isinstance(names, tuple) for one in names))
    for node in document.tree.css(css):
        value = _of(node, name, attr, document.language)
        if value is not None:
            return value
    return None


def _of(node: LexborNode, name: str, attr: str | None, language: str | None) -> object:
    """The value that an element gives for a field, None if it gives none."""
    text = " ".join((node.attributes.get(attr) or "").split()) if attr else line(node) if len(node.text()) < 400 else ""
    if not text:
        return None
    if name == "published_at":
        moment = read_date(text, language) if len(text) < 80 else None
        return moment.at.date() if moment else None
    if name == "authors":
        return (names_in([text]) or None) if len(text) < MAX_BYLINE else None
    if name == "views":
        count = read_count(text, language)
        return count.value if count else None
    return text if name == "title" or len(fold(text)) <= 45 else None
