"""When the article was first published, and when it was last changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from newsgrab.article import TIME_AGO, Precision
from newsgrab.extraction.fields.dates.date_language import language_of
from newsgrab.extraction.fields.dates.epoch import read_epoch
from newsgrab.extraction.fields.dates.local_time import in_local_time, same_minute
from newsgrab.extraction.fields.dates.printed_dates import (
    APART,
    AT_HEADLINE,
    TEXT,
    WEB,
    dates_at_headline,
    noted_change,
    only_date,
    printed_dates,
)
from newsgrab.extraction.fields.dates.relative_dates import relative_publication
from newsgrab.extraction.page.structured import value_of
from newsgrab.extraction.words.dates import Moment, read_date, read_iso
from newsgrab.extraction.words.ignorecase import IgnoreCase
from newsgrab.extraction.words.phrases import stem_pattern
from newsgrab.extraction.words.tables import words_of
from newsgrab.extraction_result import FieldCandidate, FieldResult

if TYPE_CHECKING:
    from newsgrab.extraction.fields.dates.printed_dates import PrintedDate
    from newsgrab.extraction.page.document import Document

_PUBLISHED_METAS = words_of("markup.dates.published_metas")
_UPDATED_METAS = words_of("markup.dates.updated_metas")
MAX_PARAGRAPHS = 30
MAX_STAMPS = 30
MIN_PARAGRAPH = 80
OPENING = 40
MIN_NOTE = 20
UNSURE = 3  # the rank of what may be any day that the text speaks of
_OPENING_DATE = re.compile(r"[\W_]{0,3}(?:\d{1,2}[.\s]|\d{4}[\-年])")
_FIRST_PUBLISHED = IgnoreCase(stem_pattern(words_of("dates.first_published")))
# The longest word of each of these phrases but its first, which may bear a capital: most texts hold none.
_FIRST_PUBLISHED_WORDS = {
    max(words[1:] or words, key=len) for words in map(str.split, words_of("dates.first_published"))
}
_TITLE_PARTS = re.compile(r"\s+[|–—\-]\s+")
_VAGUE = frozenset({"meta date", "meta dcterms.date", "meta dc.date"})  # of publication or of change, who knows
_NO_DATE = frozenset({date(1970, 1, 1), date(1969, 12, 31)})  # what a clock shows that was never set
_DECLARED = ("json-ld", "meta", "microdata")
_MACHINE = (*_DECLARED, "embedded state")
_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_.-]?(0[1-9]|1[0-2])[/_.-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_ADDRESS_LOOSE = re.compile(r"[/-]((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3,9})[/-](\d{1,2})(?=[/-]|\b)")
_ADDRESS_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[-._](\d{1,2})[-._]((?:19|20)\d\d)(?!\d)")
# Names under which scripts of a page carry the time of publication, and those under which any of their things was made.
_STAMP = r"""(?:\\?["']|&quot;)\s*:\s*(?:\\?["']|&quot;)?(\d{4}-\d\d-\d\d[^"'\\<,&]{0,25}|\d{10}(?:\d{3})?(?!\d))"""
_SCRIPT_PUBLISHED = "ublish"
_SCRIPT_CREATED = "reat"
_SCRIPT_KEYS = {
    _SCRIPT_PUBLISHED: re.compile(rf"ublish(?:ed)?_?(?:[aA]t|[oO]n|[dD]ate|[tT]ime|[uU]p)?{_STAMP}"),
    _SCRIPT_CREATED: re.compile(rf"reat(?:ed|ion)_?(?:[aA]t|[oO]n|[dD]ate)?{_STAMP}"),
}


def find_published(document: Document) -> FieldResult[Moment | None]:
    """When the article was published first.

    Machine-readable places win, in this order: JSON-LD, meta, microdata and the like; then the address, then printed
    dates (`<time>` among them), then what scripts carry. But systems put the day of the last change where the first
    belongs; readers are rarely shown a day too early, so an earlier day that the page prints at its headline as its own
    wins. An instant keeps the zone in which it is given; a zone or an hour is taken from one place to another only as
    `in_local_time` says. The first and the last day of the epoch are no dates.
    """
    found = _first("published_at", document, _published(document))
    if found.value is not None and found.source.startswith(_DECLARED):
        other = _contradiction(document, found.value, vague=found.source in _VAGUE)
        if other is not None:
            moment, source = other
            candidate = FieldCandidate("published_at", source, moment.iso, chosen=True)
            rest = tuple(replace(one, chosen=False) for one in found.candidates)
            return FieldResult(moment, source, (candidate, *rest))
    return found


def _contradiction(document: Document, moment: Moment, *, vague: bool) -> tuple[Moment, str] | None:
    """What the page prints as its day of publication at the headline, or has in its address, if that is righter.

    It is where it is earlier, by more than what is the same day in another zone; where the machine's time may be of
    anything; or where another machine's time, or the address, is of the printed day, too.
    """
    first = next((one for one in dates_at_headline(document) if not one.is_update), None)
    day = date_of_address(document.url or "")
    if first is not None and first.rank <= 2:
        earlier = moment.at.date() - first.moment.at.date()
        sure = first.rank <= 1
        if (earlier > timedelta(0 if vague else 1) and (sure or vague)) or (vague and sure and earlier):
            return first.moment, first.source
        if abs(earlier) > timedelta(1):
            other = _confirmed_elsewhere(document, first.moment)
            if other is not None:
                return other
        if earlier < -timedelta(1) and day is not None and day.at.date() == first.moment.at.date():
            return first.moment, first.source
    if day is not None and moment.at.date() - day.at.date() > timedelta(1):
        return day, "address"
    return None


def _confirmed_elsewhere(document: Document, printed: Moment) -> tuple[Moment, str] | None:
    """What another machine-readable place says of the publication, if it is of the printed day."""
    declared = [(_machine(document.meta(name)), f"meta {name}") for name in _PUBLISHED_METAS[:4]]
    declared.append((_from_scripts(document, _SCRIPT_PUBLISHED, printed), "embedded state"))
    return next(((one, source) for one, source in declared if one and one.at.date() == printed.at.date()), None)


def find_updated(document: Document) -> FieldResult[Moment | None]:
    """When the article was changed last, None if the page does not say so apart from its publication."""
    return _first("updated_at", document, _updated(document))


def _first(field: str, document: Document, moments: Iterator[tuple[Moment | None, str]]) -> FieldResult[Moment | None]:
    for moment, source in moments:
        if moment is not None and 1900 < moment.at.year < 2100 and moment.at.date() not in _NO_DATE:
            printed = [] if source == TIME_AGO else _dates_of(field, document, moment)
            in_utc = moment.at.utcoffset() == timedelta(0) and (moment.has_zone or source.startswith(_MACHINE))
            local = in_local_time(moment, printed, in_utc=in_utc)
            return FieldResult(local, source, (FieldCandidate(field, source, local.iso, chosen=True),))
    return FieldResult(None)


def _dates_of(field: str, document: Document, moment: Moment) -> list[PrintedDate]:
    """The dates at the headline that the page prints as those of a field; both kinds if nothing was changed since.

    What an element shows that tells machines another time is the clock of that.
    """
    update = field == "updated_at"
    published = document.once(find_published).value if update else None
    unchanged = published is not None and same_minute(published.at, moment.at)
    dates = dates_at_headline(document)
    others = {one.shown.at for one in dates if one.shown and not same_minute(one.moment.at, moment.at)}
    return [one for one in dates if (unchanged or one.is_update == update) and one.moment.at not in others]


def _published(document: Document) -> Iterator[tuple[Moment | None, str]]:
    structured = document.structured
    if structured.article:
        for key in ("datePublished", "dateCreated", "uploadDate"):
            yield _machine(structured.article.text(key)), f"json-ld {key}"
    for name in _PUBLISHED_METAS[:4]:
        yield _machine(document.meta(name)), f"meta {name}"
    yield from _properties(document, "datepublished", "datecreated")
    for name in _PUBLISHED_METAS[4:]:
        value = document.meta(name)
        if value:
            yield read_date(value, language_of(document)), f"meta {name}"
    for thing in structured.of_type("WebPage", "ItemPage", "VideoObject", "Product"):
        yield (
            _machine(thing.text("datePublished") or thing.text("uploadDate")),
            f"json-ld {thing.types[0]} datePublished",
        )
    for name, values in document.metas.items():
        if "publi" in name and "publisher" not in name and values[0][:1].isdigit():
            yield read_date(values[0], language_of(document)), f"meta {name}"
    yield from _shown(document)
    yield _from_scripts(document, _SCRIPT_PUBLISHED), "embedded state"
    yield relative_publication(document), TIME_AGO
    yield from _updated(document)
    yield _from_scripts(document, _SCRIPT_CREATED), "embedded state"
    yield from _last_resorts(document)


def _last_resorts(document: Document) -> Iterator[tuple[Moment | None, str]]:
    """Where nothing else tells the day: a printed day of change, the only day of the page, the picture's address."""
    yield noted_change(document), "note of the last change"
    for one in printed_dates(document):
        yield one.moment, one.source
    yield only_date(document), "only date"
    yield date_of_address(document.meta("og:image") or ""), "address of the picture"


def _shown(document: Document) -> Iterator[tuple[Moment | None, str]]:
    """The day of the address, with the time that is printed for it; else the printed dates."""
    day = date_of_address(document.url or "")
    printed = printed_dates(document)
    if day is not None:
        same = [one for one in printed if one.moment.at.date() == day.at.date() and not one.is_update]
        exact = next((one for one in same if one.moment.precision is not Precision.DAY), None)
        yield (exact.moment, exact.source) if exact else (day, "address")
    yield _first_published(document), "originally published"
    sure = [one for one in printed if not one.is_update and one.rank < 2]
    for one in sure:
        yield one.moment, one.source
    for part in _TITLE_PARTS.split(document.head_title)[1:]:
        if len(part) <= 10 and part[:1].isdigit():
            yield read_date(part, language_of(document)), "title"
    changed = any(one.is_update and one.rank < UNSURE for one in dates_at_headline(document))
    vague = changed or document.regions.headline is None
    likely = [one for one in printed if not one.is_update and not _is_doubtful(one, vague=vague)]
    for one in likely:
        if one.rank < UNSURE:
            yield one.moment, one.source
    if not changed:
        yield from _opening(document)
    told = relative_publication(document) if likely else None
    if told is not None and told.precision is not Precision.DAY:
        yield told, TIME_AGO  # rather than the page's own clock
    for one in likely:
        yield one.moment, one.source


def _is_doubtful(printed: PrintedDate, *, vague: bool) -> bool:
    """Whether a printed date is rather another article's, or one that the text speaks of: then a day of change tells more.

    So it is in boxes apart; in texts away from the headline it is so on pages that show the day of change at the
    headline, or that have no headline.
    """  # noqa: E501
    return printed.rank > APART or (vague and printed.source == TEXT and printed.distance > AT_HEADLINE)


def _first_published(document: Document) -> Moment | None:
    """The day that a note gives as that of the first publication: notes say so where the article was changed since."""
    texts = document.elements.texts
    whole = "\n".join(texts)  # searched at once: few pages have such a note
    words = [word for word in _FIRST_PUBLISHED_WORDS if word in whole]
    for text in texts if words else ():
        if len(text) < MIN_NOTE:
            continue
        match = _FIRST_PUBLISHED.search(text) if any(word in text for word in words) else None
        if match is not None:
            return read_date(text[match.end() : match.end() + OPENING], language_of(document))
    return None


def _opening(document: Document) -> Iterator[tuple[Moment | None, str]]:
    """The day with which a paragraph begins, as reports and letters do."""
    for element in document.elements.tagged("p")[:MAX_PARAGRAPHS]:
        text = element.line
        if len(text) > MIN_PARAGRAPH and _OPENING_DATE.match(text):
            yield read_date(text[:OPENING], language_of(document)), "start of the text"


def _updated(document: Document) -> Iterator[tuple[Moment | None, str]]:
    structured = document.structured
    if structured.article:
        yield _machine(structured.article.text("dateModified")), "json-ld dateModified"
    for name in _UPDATED_METAS:
        value = document.meta(name)
        if value:
            yield read_date(value, language_of(document)), f"meta {name}"
    yield from _properties(document, "datemodified")
    if structured.article is None and not any(name in document.metas for name in _PUBLISHED_METAS[:4]):
        for one in printed_dates(document):
            if one.is_update:
                yield one.moment, one.source


def _machine(text: str | None) -> Moment | None:
    if not text:
        return None
    return read_epoch(text) or read_iso(text) or read_date(text)


def _properties(document: Document, *names: str) -> Iterator[tuple[Moment | None, str]]:
    for name in names:
        for found in document.structured.properties.get(name, ()):
            if not document.regions.is_foreign(found.element):
                title = found.element.get("title")  # <abbr title="2025-05-03">9:05</abbr>
                moment = read_date(value_of(found.element), language_of(document)) or read_iso(title)
                yield moment, f"microdata {name}"


def _from_scripts(document: Document, key: str, day: Moment | None = None) -> Moment | None:
    """The first time that scripts of the page give under a key, if asked of a day; None if they give very many."""
    stamps = _stamps(document.text, key)
    if len(stamps) > MAX_STAMPS:
        return None
    moments = (read_epoch(stamp) if stamp.isdigit() else read_iso(stamp) for stamp in stamps)
    return next((one for one in moments if one and (day is None or one.at.date() == day.at.date())), None)


def _stamps(text: str, beginning: str) -> list[str]:
    """The times under the keys that begin so; found by their beginning, since the text is long."""
    key = _SCRIPT_KEYS[beginning]
    stamps = []
    at = text.find(beginning)
    while at >= 0:
        match = key.match(text, at)
        if match is not None:
            stamps.append(match[1])
        at = text.find(beginning, at + 1)
    return stamps


def date_of_address(url: str) -> Moment | None:
    """The day that an address names: /2025/11/18/, /2025-nov-18, /29-10-2021; no day before there was a web."""
    day = _day_of_address(url)
    return day if day is not None and day.at.year >= WEB else None


def _day_of_address(url: str) -> Moment | None:
    path = "/" + url.split("//", 1)[-1].partition("/")[2].split("?")[0]
    match = _ADDRESS.search(path)
    if match:
        return read_iso("-".join(match.groups()))
    match = _ADDRESS_LOOSE.search(path)
    if match:
        year, month, day = match.groups()
        return read_iso(f"{year}-{month}-{day}") if month.isdigit() else read_date(f"{day} {month} {year}")
    match = _ADDRESS_DAY_FIRST.search(path)
    return read_date(f"{match[1]}.{match[2]}.{match[3]}") if match else None
