"""The one object in embedded state that is the page's article: it holds a headline and a text, and fits the page.

State holds much else: teasers of other articles, the next one in full, sections, settings. So an object counts only if
its headline is what the head of the page (or what is printed) says, or its address or number is the page's; where
the page says nothing of its own, if it is the only one with a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from newsgrab.article import Block, BlockKind
from newsgrab.extraction.body.blocks import prose_weight
from newsgrab.extraction.body.cards import EXTENSION, address_kind
from newsgrab.extraction.body.names import title_key
from newsgrab.extraction.state.kinds import key_of
from newsgrab.extraction.state.plain_text import plain
from newsgrab.extraction.state.rich_text import NOT_TEXTS, rich_text_blocks
from newsgrab.extraction.words.tables import markup_pattern, names_of, words_of
from newsgrab.urls import path_of

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document

MAX_OBJECTS = 300_000
MAX_LISTED = 20  # objects of a list that are asked whether they are articles
MAX_READ = 60  # objects whose text is read
MAX_HEADLINE = 300
MIN_TEXT = 80.0
MIN_UNNAMED = 200.0  # text under a key that does not say so
MAX_TEASER = 600.0  # text of an object that calls itself locked, which is no more than a teaser then
MIN_KEY = 8
MIN_SLUG = 5
_HEADLINES = {key: at for at, key in enumerate(words_of("markup.state.headlines"))}
_HEADINGS = names_of("state.headings")
_HEADLINE_PARTS = words_of("markup.state.headline_parts")
_BODIES = {key: at for at, key in enumerate(words_of("markup.state.bodies"))}
_ADDRESSES = {key_of(key) for key in words_of("markup.embedded.addresses", "markup.state.addresses")}
_LOCKED = re.compile(markup_pattern("state.locked"))
_FREE, _OPEN = names_of("state.free"), names_of("state.open")
_NUMBERS = {key_of(key) for key in words_of("markup.embedded.numbers")}
_PARTS = re.compile(r"\s+[|\-–—―·•»«:/~>]+\s+|\s*[|｜»«›‹]+\s*")
_WORD = re.compile(r"[^\W_]{3,}|[\u3040-\u30ff\u3400-\u9fff]")
_ALIKE = 0.6  # of the words of a headline
_FEW_WORDS = 3
_NEARLY = 0.9
SAME, ADDRESSED, LIKE, ALONE = 4, 3, 2, 1  # how surely an object is the page's article
Object = dict[str, object]


@dataclass(frozen=True, slots=True)
class ArticleObject:
    """The object, the name of the place that carries it, its headline and its text; `around` are the objects around it."""  # noqa: E501

    place: str
    fields: Object
    headline: str
    blocks: tuple[Block, ...]
    around: tuple[Object, ...]
    weight: float
    level: int

    @property
    def is_sure(self) -> bool:
        """Whether the page's headline or address is its own, rather than like it."""
        return self.level >= ADDRESSED


@dataclass(slots=True)
class PageIdentity:
    """What a page says of its article: its headlines, as keys and in words, and its address."""

    heads: set[str] = field(default_factory=set)
    words: list[set[str]] = field(default_factory=list)
    path: str = ""
    slug: str = ""
    slug_words: set[str] = field(default_factory=set)
    numbers: frozenset[str] = frozenset()

    @classmethod
    def of(cls, document: Document, printed: Iterable[str]) -> PageIdentity:
        """The identity of a page; `printed` are headlines that were found on it."""
        found = cls()
        site = title_key(document.meta("og:site_name", "application-name") or "")
        heads = [document.meta("og:title"), document.meta("twitter:title"), document.head_title, *printed]
        heads += [text for _, text in document.h1s[:3]]
        for head in filter(None, heads):
            for text in {head, *_PARTS.split(head)}:
                key = title_key(text or "")
                if len(key) >= MIN_KEY and key != site:
                    found.heads.add(key)
            found.words.append(_words(head))
        address = document.url or document.canonical_link or ""
        found.path = _path_of(address)
        last = _last_of(found.path)
        found.slug = last if len(last) >= MIN_SLUG else ""
        found.slug_words = {word for word in _words(last.replace("-", " ").replace("_", " ")) if not word.isdigit()}
        found.numbers = frozenset(re.findall(r"[0-9a-zA-Z]{4,}", f"{found.path} {urlsplit(address).query}"))
        return found

    def agrees(self, one: Object, headlines: list[str]) -> int:
        """How surely an object is of this page's article, 0 if nothing says so."""
        keys = {title_key(text) for text in headlines}
        if not self.heads.isdisjoint(keys):
            return SAME
        if self._is_addressed(one):
            return ADDRESSED
        for text in headlines:
            own, key = _words(text), title_key(text)
            if len(key) >= 2 * MIN_KEY and any(
                key in head or (head in key and 2 * len(head) > len(key)) for head in self.heads
            ):
                return LIKE
            others = [*self.words, self.slug_words]
            if len(own) >= _FEW_WORDS and any(
                len(own & words) >= max(_FEW_WORDS, _ALIKE * min(len(own), len(words))) for words in others
            ):
                return LIKE
        return 0

    @property
    def is_told(self) -> bool:
        """Whether the page's head tells a headline, not only the name of the site."""
        return any(len(words) >= _FEW_WORDS + 1 for words in self.words)

    def _is_addressed(self, one: Object) -> bool:
        for name, value in one.items():
            key = key_of(name)
            if key in _NUMBERS and isinstance(value, str | int) and str(value) in self.numbers and len(str(value)) > 3:
                return True
            text = value.get("current") if isinstance(value, dict) else value  # Sanity: {"current": "the-slug"}
            if key not in _ADDRESSES or not isinstance(text, str) or not self.path:
                continue
            path = _path_of(text)
            if path == self.path or (self.slug and _last_of(path) == self.slug):
                return True
        return False


def _path_of(address: str) -> str:
    """The path of an address as people read it, without a slash at its end."""
    return unquote(path_of(address)).rstrip("/")


def _last_of(path: str) -> str:
    """The last part of a path without the ending of a file's name."""
    return EXTENSION.sub("", path.rsplit("/", 1)[-1])


def find_article_object(
    document: Document, values: Iterable[tuple[str, object]], printed: Iterable[str] = ()
) -> ArticleObject | None:
    """The page's article among the values that its scripts carry, None if there is none."""
    identity = PageIdentity.of(document, printed)
    agreed: list[tuple[int, str, Object, str, tuple[Object, ...]]] = []
    for place, root in values:
        for one, around, listed in _objects(root):
            headlines = _headlines(one)
            if not headlines:
                continue
            level = identity.agrees(one, headlines) or (ALONE if not identity.is_told and _may_hold(one) else 0)
            if level and (level == SAME or not listed):  # of a list of articles, the address may name any
                agreed.append((level, place, one, _best(headlines, identity), around))
    agreed.sort(key=lambda entry: -entry[0])
    best: list[tuple[int, ArticleObject]] = []
    for level, place, one, headline, around in agreed[:MAX_READ]:
        if best and level < best[0][0]:
            break
        blocks = _without_headline(_text_of(one), headline)
        weight = prose_weight(blocks)
        if weight >= MIN_TEXT and not (weight < MAX_TEASER and is_locked(one)):
            best.append((level, ArticleObject(place, one, headline, blocks, around, weight, level)))
    if not best:
        return None
    if best[0][0] == ALONE:
        alone = len({title_key(found.headline) for _, found in best}) == 1
        if not alone or address_kind(document.url or document.canonical_link or "") in ("root", "section"):
            return None
    return max((found for _, found in best), key=lambda found: found.weight)


def _objects(root: object) -> Iterator[tuple[Object, tuple[Object, ...], bool]]:
    """All objects in a value, outer ones first, each once: with those around it, and whether its like stand by it."""
    waiting: list[tuple[object, tuple[Object, ...], bool]] = [(root, (), False)]
    seen: set[int] = set()
    for _ in range(MAX_OBJECTS):
        if not waiting:
            return
        value, around, listed = waiting.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        inner: list[object] = []
        listed_now = False
        if isinstance(value, dict):
            yield value, around, listed
            around = (value, *around[:2])
            inner = list(value.values())
        elif isinstance(value, list):
            inner = value
            listed_now = sum(isinstance(one, dict) and bool(_headlines(one)) for one in value[:MAX_LISTED]) > 1
        waiting.extend((one, around, listed_now) for one in reversed(inner) if isinstance(one, dict | list))


def is_locked(one: Object) -> bool:
    """Whether an object says that its text is for subscribers only, or cut."""
    for name, value in one.items():
        key = key_of(name)
        if isinstance(value, dict | list):
            continue
        said = str(value).lower()
        if key in _FREE:
            if said in ("false", "0"):
                return True
        elif value and _LOCKED.search(key) and said not in _OPEN:
            return True
    return False


def _headlines(one: Object) -> list[str]:
    """The headlines that an object has, its best key first; beside a text, also those one object deeper."""
    found: list[tuple[int, str]] = []
    for name, value in one.items():
        key = key_of(name)
        if key in _HEADLINES and (text := _headline(value)):
            found.append((_HEADLINES[key], text))
        elif key in _HEADINGS and isinstance(value, dict) and not _may_hold(value):
            found += [
                (len(_HEADLINES) + _HEADLINES[inner], text)
                for other, part in value.items()
                if (inner := key_of(other)) in _HEADLINES and (text := _headline(part))
            ]
    return [text for _, text in sorted(found, key=lambda entry: entry[0])]


def _headline(value: object) -> str:
    """The headline that a value is: a text, an object with one, or a rich text of one line."""
    if isinstance(value, dict):
        named = {key_of(name): part for name, part in value.items() if isinstance(part, str)}
        value = next((named[key] for key in _HEADLINE_PARTS if named.get(key)), "")
    elif isinstance(value, list) and 0 < len(value) <= 2:
        blocks = rich_text_blocks(value)
        value = blocks[0].text if len(blocks) == 1 else ""
    if not isinstance(value, str) or not value or len(value) > 2 * MAX_HEADLINE:
        return ""
    text = plain(value)
    return text if 2 < len(text) <= MAX_HEADLINE else ""


def _best(headlines: list[str], identity: PageIdentity) -> str:
    """The headline to keep: the first that the page says, too, else the first."""
    return next((text for text in headlines if title_key(text) in identity.heads), headlines[0])


def _may_hold(one: Object) -> bool:
    """Whether an object has something under the key of a text."""
    return any(
        value and isinstance(value, str | dict | list) and key_of(name) in _BODIES for name, value in one.items()
    )


def _text_of(one: Object) -> tuple[Block, ...]:
    """The text of an object: under a key that says so, the most and the surest; else under any key with enough."""
    named: list[tuple[float, int, tuple[Block, ...]]] = []
    unnamed: list[tuple[float, tuple[Block, ...]]] = []
    for name, value in one.items():
        if not value or not isinstance(value, str | dict | list):
            continue
        key = key_of(name)
        if key in _BODIES:
            blocks = rich_text_blocks(value, one)
            named.append((prose_weight(blocks), -_BODIES[key], blocks))
        elif key not in _HEADLINES and not NOT_TEXTS.search(key) and _has_words(value):
            blocks = rich_text_blocks(value, one)
            unnamed.append((prose_weight(blocks), blocks))
    most = max((weight for weight, _, _ in named), default=0.0)
    if most >= MIN_TEXT:
        near = [entry for entry in named if entry[0] >= _NEARLY * most]
        return max(near, key=lambda entry: (min(len(entry[2]), 2), entry[1]))[2]
    weight, blocks = max(unnamed, key=lambda entry: entry[0], default=(0.0, ()))
    return blocks if weight >= MIN_UNNAMED else ()


def _has_words(value: object) -> bool:
    """Whether a value may be a text: a long one, or parts."""
    return not isinstance(value, str) or (len(value) >= MIN_UNNAMED and " " in value)


def _without_headline(blocks: tuple[Block, ...], headline: str) -> tuple[Block, ...]:
    """The blocks without one in front that says the headline once more."""
    key = title_key(headline)
    start = 0
    while start < min(2, len(blocks)) and title_key(blocks[start].text) == key:
        start += 1
    rest = blocks[start:]
    return rest if any(block.kind is not BlockKind.CAPTION for block in rest) else ()


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
