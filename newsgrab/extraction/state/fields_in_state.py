"""The fields of an article that stand beside its text in embedded state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsgrab.article import Precision
from newsgrab.extraction.fields.authors.bylines import names_in
from newsgrab.extraction.fields.dates.date_language import language_of
from newsgrab.extraction.fields.read_fields import Fields
from newsgrab.extraction.fields.related import numbered
from newsgrab.extraction.fields.related_state import card_of_entry, names_related
from newsgrab.extraction.fields.views.state import counts_in
from newsgrab.extraction.state.kinds import key_of
from newsgrab.extraction.state.plain_text import plain
from newsgrab.extraction.words.dates import Moment, read_date, read_iso
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.tables import markup_pattern, names_of, words_of

if TYPE_CHECKING:
    from newsgrab.article import Article
    from newsgrab.extraction.fields.teaser import TeaserCard
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.state.article_object import ArticleObject, Object

MAX_DEPTH = 6
MAX_LABEL = 60
MAX_TAGS = 40
MAX_RELATED = 30
_NAMES = words_of("markup.state.names")
_FIRST, _LAST = names_of("state.first_names"), names_of("state.last_names")
_HOLDERS = words_of("markup.state.holders")
_SAID = names_of("state.said")
_PREFIX = re.compile(rf"^(?:{markup_pattern('state.prefixes')})(?=.)")
_OTHER_WORK = re.compile(rf"^(?:{markup_pattern('state.other_work')})")
_ADDRESS_KEYS = ("url", "src", "href", "contenturl", "sourceurl", "path")
_SLUG = "slug"


def with_state_fields(document: Document, found: ArticleObject, fields: Fields) -> Fields:
    """The fields of the page with those that the article's object gives; these go first."""
    told: dict[str, object] = {}
    if authors := names_in(_labels_under(found, "authors") + _labels_under(found, "coauthors")):
        told["authors"] = authors
    if published := _moment(document, found, "published"):
        told |= {"published_at": published.at, "published_precision": published.precision}
    if updated := _moment(document, found, "updated"):
        told["updated_at"] = updated.at
    if category := next((text for text in _labels_under(found, "categories") if len(text) <= MAX_LABEL), None):
        told["category"] = category
    tags = {fold(text): text for text in _labels_under(found, "tags") if len(text) <= MAX_LABEL}
    if tags:
        told["tags"] = tuple(tags.values())[:MAX_TAGS]
    if count := next((count for one in _holders(found) for count, _ in counts_in(one)), None):
        told |= {"views": count.value, "views_text": count.text, "views_exact": count.exact}
    if related := _related(document, found):
        told["related"] = numbered([(card, None) for card in related])
    if not fields.article.image and (image := _image(document, found)):
        told["image"] = image
    sources = {name: f"embedded state {found.place}" for name in told if name not in _PARTS}
    article: Article = replace(fields.article, **told)  # type: ignore[arg-type]
    return Fields(article, fields.sources | sources, fields.candidates)


_PARTS = frozenset({"published_precision", "views_text", "views_exact"})  # of other fields


def _holders(found: ArticleObject) -> Iterator[Object]:
    """The objects that say something of the article: its own, those right in it, the one around it."""
    yield found.fields
    for name, value in found.fields.items():
        if isinstance(value, dict) and key_of(name) in _SAID:
            yield value
    yield from found.around[:1]


def _values(found: ArticleObject, kind: str) -> Iterator[object]:
    """What stands under the keys of a kind, the best key first."""
    keys = words_of(f"markup.state.{kind}")
    for one in _holders(found):
        named = {_PREFIX.sub("", key_of(name)) or key_of(name): value for name, value in one.items() if value}
        named |= {key_of(name): value for name, value in one.items() if value}
        yield from (named[key] for key in keys if key in named)


def _labels_under(found: ArticleObject, kind: str) -> list[str]:
    """The labels under the first key of a kind that has some."""
    for value in _values(found, kind):
        labels = [label for label in _labels(value, 0) if label]
        if labels:
            return labels
    return []


def _labels(value: object, depth: int) -> Iterator[str]:
    """The names that a value gives: a text, an object with a name, a list of these."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, str):
        if "://" not in value and not value.startswith(("/", "#", "@")):
            yield plain(value)
    elif isinstance(value, list):
        for one in value:
            yield from _labels(one, depth + 1)
    elif isinstance(value, dict):
        named = {key_of(name): one for name, one in value.items()}
        if any(_OTHER_WORK.search(str(named.get(key) or "").lower()) for key in ("role", "type")):
            return
        parts = [next((str(named[key]) for key in keys if named.get(key)), "") for keys in (_FIRST, _LAST)]
        if all(parts):
            yield " ".join(parts)
            return
        name = next((named[key] for key in _NAMES if isinstance(named.get(key), str) and named[key]), None)
        if name is not None:
            yield plain(str(name))
            return
        for key in _HOLDERS:
            yield from _labels(named.get(key), depth + 1)


def _moment(document: Document, found: ArticleObject, kind: str) -> Moment | None:
    return next((moment for value in _values(found, kind) if (moment := _time(document, value, 0))), None)


def _time(document: Document, value: object, depth: int) -> Moment | None:
    """The time that a value gives: in ISO 8601, as seconds or thousandths, or in words."""
    if isinstance(value, dict) and depth < MAX_DEPTH:
        inner = (_time(document, one, depth + 1) for one in value.values())
        return next((moment for moment in inner if moment), None)
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and value.isdecimal() and len(value) in (10, 13):
        value = int(value)
    if isinstance(value, int | float):
        return _of_epoch(value)
    if not isinstance(value, str) or len(value) > MAX_LABEL:
        return None
    moment = read_iso(value) or read_date(value, language_of(document))
    return moment if moment and 1900 < moment.at.year < 2100 else None


def _of_epoch(number: float) -> Moment | None:
    if not 8e8 < number < 4e12:
        return None
    seconds = number / 1000 if number > 1e11 else number
    return Moment(datetime.fromtimestamp(seconds, UTC), Precision.SECOND) if 8e8 < seconds < 4e9 else None


def _related(document: Document, found: ArticleObject) -> list[TeaserCard]:
    """The related articles that the object lists, or one around it."""
    for one in (*_holders(found), *found.around[1:]):
        cards: dict[str, TeaserCard] = {}
        for name, value in one.items():
            if names_related(name):
                for entry in _entries(value, 0):
                    card = card_of_entry(document, _addressed(document, found, entry))
                    if card is not None:
                        cards.setdefault(card.address, card)
        if cards:
            return list(cards.values())[:MAX_RELATED]
    return []


def _entries(value: object, depth: int) -> Iterator[Object]:
    """The objects of a list of related articles, unwrapped."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for one in value[: 2 * MAX_RELATED]:
            yield from _entries(one, depth + 1)
    elif isinstance(value, dict):
        keys = {key_of(name) for name in value}
        inner = [one for name, one in value.items() if isinstance(one, dict | list) and key_of(name) in _HOLDERS]
        if "title" in keys or "headline" in keys or not inner:
            yield value
        else:
            yield from _entries(inner[0], depth + 1)


def _addressed(document: Document, found: ArticleObject, entry: Object) -> Object:
    """An entry; one that gives no more than its last part of the address, with the address beside the article's."""
    own, slug = found.fields.get(_SLUG), entry.get(_SLUG)
    own, slug = (one.get("current") if isinstance(one, dict) else one for one in (own, slug))
    url = document.url or ""
    if isinstance(own, str) and isinstance(slug, str) and own and own in url and "/" not in slug:
        return {"url": url.replace(own, slug)} | entry
    return entry


def _image(document: Document, found: ArticleObject) -> str | None:
    for value in _values(found, "images"):
        address = next((link for text in _addresses(value, 0) if (link := document.link(text))), None)
        if address:
            return address
    return None


def _addresses(value: object, depth: int) -> Iterator[str]:
    """The addresses of pictures that a value gives."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, str):
        if value.startswith(("http", "/")):
            yield value
    elif isinstance(value, list):
        for one in value[:3]:
            yield from _addresses(one, depth + 1)
    elif isinstance(value, dict):
        named = {key_of(name): one for name, one in value.items()}
        for key in (*_ADDRESS_KEYS, *_HOLDERS):
            yield from _addresses(named.get(key), depth + 1)
