"""The authors, as printed: persons, and newsrooms where no person is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.authors.author_elements import linked_authors, marked_authors
from newsgrab.extraction.fields.authors.author_marks import (
    closing_authors,
    pictured_authors,
    placed_authors,
    titled_authors,
)
from newsgrab.extraction.fields.authors.author_state import authors_in_state
from newsgrab.extraction.fields.authors.author_texts import (
    authors_with_roles,
    bold_authors,
    byline_authors,
    signed_authors,
)
from newsgrab.extraction.fields.authors.bylines import BY_KEYS, is_newsroom, looks_like_a_person, names_in
from newsgrab.extraction.fields.authors.dated_authors import dated_authors, named_beside
from newsgrab.extraction.fields.authors.evidence import evidence_for
from newsgrab.extraction.fields.authors.house import is_own, own_names
from newsgrab.extraction.fields.authors.unlisted_authors import unlisted_authors
from newsgrab.extraction.fields.authors.weighing import (
    ENOUGH,
    ENOUGH_FOR_GUESSES,
    Candidate,
    Leader,
    heaviest,
    house_weight,
    is_same_person,
)
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.tables import words_of
from newsgrab.extraction_result import FieldCandidate, FieldResult

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.structured import SchemaObject

_Proposal = tuple[tuple[str, ...], str]
_Source = Callable[["Document"], Iterator[_Proposal]]


def find_authors(document: Document) -> FieldResult[tuple[str, ...]]:
    """The names of who wrote the article, without "by"; an empty tuple if the page names nobody.

    Of all names that the page proposes the one that weighs most wins, with those proposed together with it; a
    newsroom, or the site itself, only where no person outweighs it.
    """
    own = document.once(own_names)
    evidence = cache(partial(evidence_for, document))
    houses: list[Candidate] = []
    persons: list[Candidate] = []
    leader: Leader | None = None
    for source in (*_SOURCES, *_GUESSES):
        if leader is not None and leader.weight >= (ENOUGH if source in _SOURCES else ENOUGH_FOR_GUESSES):
            break
        known = len(persons)
        for names, place in source(document):
            others = tuple(name for name in names if not is_own(name, own))
            if others and not all(map(is_newsroom, others)):
                persons.append(Candidate(others, place))
            elif names:
                houses.append(Candidate(names, place))
        if len(persons) > known:
            leader = heaviest(persons, evidence)
    best = _house(document, houses, own)
    if leader is not None and leader.weight > (house_weight(evidence(best.names[0])) if best is not None else 0):
        best = _together(document, persons, leader.name)
    if best is None:
        return FieldResult(())
    candidates = tuple(
        FieldCandidate("authors", source, "; ".join(names), source == best.source)
        for names, source in (*persons, *houses)
    )
    return FieldResult(best.names, best.source, candidates)


def _house(document: Document, houses: list[Candidate], own: frozenset[str]) -> Candidate | None:
    """The newsroom that is named, a printed one first, else the site."""
    newsrooms = [one for one in houses if not all(is_own(name, own) for name in one.names)]
    printed = (one for one in newsrooms if any(fold(name) in document.outline.folded for name in one.names))
    return next(printed, next(iter(newsrooms or houses), None))


def _together(document: Document, persons: list[Candidate], name: str) -> Candidate:
    """The first list that holds a name, or a longer one of the same names that the page prints."""
    first = next(one for one in persons if any(is_same_person(name, other) for other in one.names))
    if len(first.names) == 1:
        names = tuple(other for other in named_beside(document, first.names[0]) if not is_newsroom(other))
        persons = [*persons, Candidate(names, first.source)]
    known = {fold(name) for name in first.names}
    for names, source in persons:
        more = {fold(name) for name in names} - known
        if len(more) + len(known) != len(names) or not 1 < len(names) <= MAX_AUTHORS or not more:
            continue
        if all(map(looks_like_a_person, names)) and not any(one in other for one in known for other in more):
            return Candidate(names, source)  # but not "About Ann Roe"
    return first


MAX_AUTHORS = 4


def _linked_data(document: Document) -> Iterator[_Proposal]:
    structured = document.structured
    if structured.article:
        for key in ("author", "creator"):
            texts = [text for text in structured.article.texts(key) if text]
            texts += [name for thing in structured.article.things(key) if (name := _named(document, thing))]
            yield names_in(texts), f"json-ld {key}"


def _named(document: Document, thing: SchemaObject) -> str:
    """The name of a person in JSON-LD, which may be in two parts."""
    name = document.structured.named(thing)
    return name or f"{thing.text('givenName') or ''} {thing.text('familyName') or ''}".strip()


def _metas(document: Document) -> Iterator[_Proposal]:
    for name in _METAS:
        if name != "twitter:data1" or fold(document.meta("twitter:label1") or "") in _LABELS:
            yield _without_town(document, names_in(document.metas.get(name, ())), name), f"meta {name}"


_METAS = words_of("markup.authors.metas")
_LABELS = frozenset(map(fold, words_of(*BY_KEYS)))


def _without_town(document: Document, names: tuple[str, ...], meta: str) -> tuple[str, ...]:
    """The names of a meta element, without places behind that of the site: "The Courier, Old Harbour, Norway"."""
    own = document.once(own_names)
    if len(names) <= 1 or not is_own((document.meta(meta) or "").partition(",")[0], own):
        return names
    return tuple(name for name in names if " " in name or not name.isascii() or is_own(name, own))


def _linked_and_labelled(document: Document) -> Iterator[_Proposal]:
    """Both, since of several authors one may have a page."""
    yield from linked_authors(document)
    yield from byline_authors(document)


def _far_bylines(document: Document) -> Iterator[_Proposal]:
    return byline_authors(document, is_below=True)


def _persons(document: Document) -> Iterator[_Proposal]:
    for thing in document.structured.of_type("Person"):
        yield names_in(thing.texts("name")), "person in json-ld"


# In the order in which they are asked, until a name weighs enough; of equal names the first one stands.
_SOURCES: tuple[_Source, ...] = (
    _linked_data,
    marked_authors,
    pictured_authors,
    _metas,
    signed_authors,
    _linked_and_labelled,
    authors_with_roles,
    closing_authors,
    placed_authors,
    titled_authors,
)
_GUESSES: tuple[_Source, ...] = (
    dated_authors,
    bold_authors,
    unlisted_authors,
    authors_in_state,
    _far_bylines,
    _persons,
)
