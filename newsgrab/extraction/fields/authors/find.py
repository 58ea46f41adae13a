"""The authors, as printed: persons, and newsrooms where no person is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.authors.author_elements import LINKED, linked_authors, marked_authors
from newsgrab.extraction.fields.authors.author_marks import (
    closing_authors,
    pictured_authors,
    placed_authors,
    titled_authors,
)
from newsgrab.extraction.fields.authors.author_state import authors_in_state
from newsgrab.extraction.fields.authors.author_texts import (
    EDITOR,
    SIGNATURE,
    authors_with_roles,
    bold_authors,
    byline_authors,
    parts_of,
    signed_authors,
)
from newsgrab.extraction.fields.authors.bylines import (
    BY_KEYS,
    is_editing,
    is_newsroom,
    is_other_work,
    looks_like_a_person,
    names_in,
)
from newsgrab.extraction.fields.authors.dated_authors import BESIDE_DATE, WITH_DATE, dated_authors, named_beside
from newsgrab.extraction.fields.authors.unlisted_authors import ALONE, UNLISTED, unlisted_authors
from newsgrab.extraction.fields.site_name import TITLE_JOINT
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.tables import markup_pattern, words_of
from newsgrab.extraction_result import FieldCandidate, FieldResult
from newsgrab.urls import site

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.structured import SchemaObject

_Candidate = tuple[tuple[str, ...], str]
_METAS = words_of("markup.authors.metas")


def find_authors(document: Document) -> FieldResult[tuple[str, ...]]:
    """The names of who wrote the article, without "by"; an empty tuple if the page names nobody.

    The first place that names a person wins; a newsroom, or the site itself, only where no place names one.
    """
    own = _own_names(document)
    weighed: list[_Candidate] = []
    best: _Candidate | None = None
    unprinted: _Candidate | None = None
    for told, source in _candidates(document):
        names = _without_town(document, told, source, own) if source.startswith("meta") else told
        if not names or (weighed and source in _GUESSES) or (unprinted and source == WITH_DATE):
            continue
        weighed.append((names, source))
        persons = tuple(name for name in names if not _is_own(name, own))
        if not persons or all(is_newsroom(name) for name in persons):
            continue
        if source.startswith(_MACHINE) and _is_doubtful(document, persons):
            unprinted = unprinted or (persons, source)
        elif unprinted is None or _outweighs(persons, source, unprinted[0]):
            best = (persons, source)
            break
    best = best or unprinted
    if best is not None:
        best = _with_coauthors(document, best, own)
        weighed = [best if source == best[1] else (names, source) for names, source in weighed]
    if best is None and weighed:
        others = [one for one in weighed if not all(_is_own(name, own) for name in one[0])]
        best = next((one for one in others if _is_printed(document, one[0], whole=True)), (others or weighed)[0])
    if best is None:
        return FieldResult(())
    candidates = tuple(
        FieldCandidate("authors", source, "; ".join(names), source == best[1]) for names, source in weighed
    )
    return FieldResult(best[0], best[1], candidates)


_MACHINE = ("json-ld", "meta")
_SIGNATURES = (SIGNATURE, "bold")
_UNLABELLED = (*_SIGNATURES, "beside", "editor", "embedded")


def _is_printed(document: Document, names: tuple[str, ...], *, whole: bool = False) -> bool:
    """Whether the page prints one of the names that it tells machines, or, unless `whole`, a longer word of one."""
    folded = document.outline.folded
    if any(fold(name) in folded for name in names):
        return True
    return not whole and any(word in folded for name in names for word in fold(name).split() if len(word) > 3)


def _is_doubtful(document: Document, persons: tuple[str, ...]) -> bool:
    """Whether those whom only machines are told to be the authors are printed nowhere, or not as writers."""
    return all(map(_is_login, persons)) or not _is_printed(document, persons) or _are_editors(document, persons)


def _are_editors(document: Document, persons: tuple[str, ...]) -> bool:
    """Whether the page names each of some persons behind a label of editors or of other work, and nowhere else."""
    return all(_is_editor(document, fold(name)) for name in persons)


def _is_editor(document: Document, name: str) -> bool:
    texts = document.outline.texts
    lines = []
    for at in document.outline.holding(name):
        label = texts[at - 1].text if at and texts[at].folded == name else ""
        lines += [f"{label} {part}" for part in parts_of(texts[at].text) if name in fold(part)]
    return bool(lines) and all(is_editing(line) or is_other_work(line) for line in lines)


def _is_login(name: str) -> bool:
    """Whether a name is rather what somebody logs in with: one word without a capital letter."""
    return name.isascii() and name.islower() and " " not in name


def _outweighs(names: tuple[str, ...], source: str, told: tuple[str, ...]) -> bool:
    """Whether printed authors are surer than what only machines are told, which may be whoever filled in the page."""
    is_sure = not source.startswith(_UNLABELLED) or (source.startswith(_SIGNATURES) and all(map(_is_login, told)))
    return is_sure and all(map(looks_like_a_person, names))


def _with_coauthors(document: Document, told: _Candidate, own: frozenset[str]) -> _Candidate:
    """The authors that the page prints where it tells machines only some of them."""
    (first, *others), told_source = told
    joined = named_beside(document, first) if not others else ()
    joined = tuple(name for name in joined if not _is_own(name, own) and not is_newsroom(name))
    if 1 < len(joined) <= MAX_COAUTHORS:
        return joined, told_source
    if told_source == LINKED:
        names, source = next(byline_authors(document), ((), ""))
    elif told_source.startswith("json-ld"):
        names, source = next(marked_authors(document), ((), ""))
    else:
        return told
    names = tuple(name for name in names if not _is_own(name, own) and not is_newsroom(name))
    if not len(told[0]) < len(names) <= MAX_COAUTHORS or not all(map(looks_like_a_person, names)):
        return told
    folded, known = {fold(name) for name in names}, {fold(name) for name in told[0]}
    more = folded - known
    if not known < folded or any(name in other for name in known for other in more):  # "About Ann Roe"
        return told
    return names, source


MAX_COAUTHORS = 4
# Taken only where nothing else names anybody.
_GUESSES = frozenset({BESIDE_DATE, EDITOR, UNLISTED, ALONE, "json-ld Person"})


def _own_names(document: Document) -> frozenset[str]:
    """What the site calls itself, letters only."""
    article = document.structured.article
    names = [document.meta("og:site_name") or "", *(article.texts("publisher") if article else ())]
    if article:
        names += [name for one in article.things("author") if _is_of_house(one) and (name := one.text("name"))]
    host = site(document.url or "")
    names += [host, host.rsplit(".", 1)[0], host.split(".")[0], *_behind_headline(document)]
    return frozenset(key for name in names if (key := _letters(name)))


def _behind_headline(document: Document) -> list[str]:
    """What the page's title says behind the headline, where sites put their name."""
    parts = [part.strip() for part in TITLE_JOINT.split(document.head_title)]
    headline = document.regions.headline
    return [part for part in parts[1:][-1:] if headline is None or part not in headline.line]


def _without_town(document: Document, names: tuple[str, ...], source: str, own: frozenset[str]) -> tuple[str, ...]:
    """The names of a meta element, without places behind that of the site: "The Courier, Old Harbour, Norway"."""
    first = (document.meta(source.partition(" ")[2]) or "").partition(",")[0]
    if not _is_own(first, own):
        return names
    return tuple(name for name in names if " " in name or not name.isascii() or _is_own(name, own))


def _is_of_house(author: SchemaObject) -> bool:
    """Whether an author of JSON-LD is the site: an organization, or whoever set it up."""
    if author.is_a(*_ORGANIZATIONS):
        return True
    addresses = (author.text("url") or "", author.text("@id") or "")
    return any(_FIRST_ACCOUNT.search(address) for address in addresses)


_FIRST_ACCOUNT = re.compile(rf"/(?:{markup_pattern('authors.first_accounts')})/?$", re.IGNORECASE)
_ORGANIZATIONS = ("Organization", "NewsMediaOrganization", "Corporation", "NewsAgency", "WebSite")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def _is_own(name: str, own: frozenset[str]) -> bool:
    """Whether a name is the site's: as it calls itself, or by the initials that are its address."""
    words = name.split()
    if len(words) > 1 and _letters(words[0]) in own and words[0].isupper() and words[1].isupper():
        return True  # the house and its department
    return _letters(name) in own or (len(words) > 1 and "".join(_letters(word)[:1] for word in words) in own)


def _candidates(document: Document) -> Iterator[_Candidate]:
    structured = document.structured
    if structured.article:
        for key in ("author", "creator"):
            texts = [text for text in structured.article.texts(key) if text]
            texts += [name for thing in structured.article.things(key) if (name := _named(document, thing))]
            yield names_in(texts), f"json-ld {key}"
    printed = marked_authors(document)
    yield from islice(printed, 1)
    yield from pictured_authors(document)
    for name in _METAS:
        if name == "twitter:data1" and fold(document.meta("twitter:label1") or "") not in _LABELS:
            continue
        yield names_in(document.metas.get(name, ())), f"meta {name}"
    yield from printed
    yield from linked_authors(document)
    yield from signed_authors(document)
    yield from authors_with_roles(document)
    yield from byline_authors(document)
    yield from closing_authors(document)
    yield from placed_authors(document)
    yield from titled_authors(document)
    yield from dated_authors(document)
    yield from bold_authors(document)
    yield from authors_in_state(document)
    yield from unlisted_authors(document)
    yield from byline_authors(document, is_below=True)
    for thing in structured.of_type("Person"):
        yield names_in(thing.texts("name")), "json-ld Person"


def _named(document: Document, thing: SchemaObject) -> str:
    """The name of a person in JSON-LD, which may be in two parts."""
    name = document.structured.named(thing)
    return name or f"{thing.text('givenName') or ''} {thing.text('familyName') or ''}".strip()


_LABELS = frozenset(map(fold, words_of(*BY_KEYS)))
