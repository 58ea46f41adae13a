"""Related articles that only a script of the page carries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.teaser import TeaserCard
from newsgrab.extraction.page.scripts.embedded_state import Script, embedded_values, json_objects
from newsgrab.extraction.words.headings import is_headline
from newsgrab.extraction.words.numbers import read_count
from newsgrab.extraction.words.tables import markup_pattern

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document

_KEYS = re.compile(f"^(?:{markup_pattern('related.script_keys')})", re.IGNORECASE)


def related_in_state(document: Document) -> Iterator[TeaserCard]:
    """Related articles that only a script of the page carries."""
    for value in embedded_values(document, _may_list):
        for one in json_objects(value):
            for key, inner in one.items():
                if not _KEYS.match(key):
                    continue
                entries = (
                    inner
                    if isinstance(inner, list)
                    else next((part for part in inner.values() if isinstance(part, list)), [])
                    if isinstance(inner, dict)
                    else []
                )
                for entry in entries:
                    card = card_of_entry(document, entry)
                    if card:
                        yield card


def _may_list(script: Script) -> bool:
    """Whether a script has a key for related articles with objects under it."""
    return any(_REST_OF_KEY.match(rest) for key in _KEY_STARTS for rest in script.text.split(key)[1:])


_KEY_STARTS = ('"related', '"similar', '"recommend')
# Behind it comes a list of objects; or an object whose first list is one, with no more than flat objects before it.
_REST_OF_KEY = re.compile(
    r"""[^"\\]*\\*"\s*:\s*(?:\{(?:[^][{}]++|\{[^][{}]*+\})*+)?\[\s*\{""",
)


def names_related(key: str) -> bool:
    """Whether a key is one under which scripts list related articles."""
    return _KEYS.match(key) is not None


def card_of_entry(document: Document, entry: object) -> TeaserCard | None:
    """The card of a related article that an object is, None if it lacks a headline or an address of this site."""
    if not isinstance(entry, dict):
        return None
    texts = {str(key).lower(): value for key, value in entry.items() if isinstance(value, str | int)}
    title = next((str(texts[key]) for key in ("title", "headline", "name") if texts.get(key)), "")
    href = next(
        (
            str(texts[key])
            for key in ("url", "link", "href", "permalink", "canonicalurl", "path", "uri")
            if texts.get(key)
        ),
        "",
    )
    address = document.link(href) if href else None
    if (
        not title
        or not is_headline(title)
        or address is None
        or address in document.regions.own_addresses
        or not document.regions.is_own_site(address)
    ):
        return None
    teaser = next(
        (str(texts[key]) for key in ("summary", "teaser", "excerpt", "description", "lead", "intro") if texts.get(key)),
        None,
    )
    views = next(
        (
            read_count(str(texts[key]))
            for key in ("views", "viewcount", "view_count", "hits", "reads")
            if texts.get(key)
        ),
        None,
    )
    image = next(
        (document.link(str(texts[key])) for key in ("image", "thumbnail", "img", "thumb", "cover") if texts.get(key)),
        None,
    )
    return TeaserCard(address, " ".join(title.split()), " ".join(teaser.split()) if teaser else None, views, image, 0)
