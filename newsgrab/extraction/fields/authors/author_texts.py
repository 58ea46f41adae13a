"""Authors named in plain text near the headline: after "by", beside a date, in the line that signs the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise, zip_longest
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.authors.author_elements import CLOSE
from newsgrab.extraction.fields.authors.bylines import (
    byline_prefix,
    is_editing,
    is_other_work,
    looks_like_a_person,
    named_with_role,
    names_in,
    persons_in,
)
from newsgrab.extraction.fields.category.breadcrumbs import printed_trails
from newsgrab.extraction.fields.category.find import find_category
from newsgrab.extraction.fields.dates.date_labels import is_date_label
from newsgrab.extraction.fields.dates.printed_dates import stands_above_a_menu
from newsgrab.extraction.fields.language import language_of
from newsgrab.extraction.page.text_box import MIN_SENTENCE, SENTENCE_END
from newsgrab.extraction.words.dates import read_date
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.headings import kind_of_heading
from newsgrab.extraction.words.ignorecase import IgnoreCase
from newsgrab.extraction.words.phrases import any_word
from newsgrab.extraction.words.tables import names_of, words_of
from newsgrab.extraction.words.view_labels import is_view_label

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.elements import Element
    from newsgrab.extraction.page.outline import TextNode

BESIDE_DATE = "beside the date"
SIGNATURE = "signature"
EDITOR = "editor"
_DIGIT = re.compile(r"\d")
_BAR = re.compile(r"[|•·–—｜]")
_BARS = re.compile(r"\s+[|•·–—]\s+|\s*[|｜]\s*")
# A numeric date and a name in one text: "3.5.2024 - Ann Roe", "3.5.2024 von Ann", "Ann Roe, 3.5.2024".
_AFTER_DATE = re.compile(
    r"^\D{0,4}\d[\d./\-: ]{7,18}(?:uhr\s?)?\s*(?:[\-–—|·•,]\s|"
    rf"({any_word('bylines.preposition')})\s)",
    re.IGNORECASE,
)
_BEFORE_DATE = re.compile(r"\s*[,\-–—|·•]\s*\d[\d./\-: ]{7,18}(?:uhr)?$", re.IGNORECASE)
# Verbs before "by" that make even one word a name: "posted by marc".
_SIGNED = IgnoreCase(rf"^\s*{any_word('bylines.signed')}(?:\b|\s*:)")
MAX_LISTED = 6
LISTED = 20  # nodes within which the names of one list stand
_COMMAS = frozenset((",", "&", "|", "/", "·", "•", "،", "、", *words_of("bylines.and")))
_INITIALS = re.compile(r"[A-Z]{3,6}")  # a house signs with its initials
MIN_TEXT = 80
MAX_PARAGRAPHS = 200
_BOLD = frozenset(("strong", "b", "em", "i"))
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[^\W\d_][\w.\-]{1,24}")


def byline_authors(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """Short texts near the headline that begin with "by", or whose parts between bars do."""
    start = document.regions.headline_order
    at, until = document.outline.between(start - 60, start + 251)
    texts = document.outline.texts[at:until]
    editors: list[tuple[str, ...]] = []
    groups: dict[str, tuple[int, list[str]]] = {}  # a label that is repeated has a name behind each
    for index, text in enumerate(texts):
        if len(text.text) > 120:
            continue
        for part in _labelled_parts(text.text):
            match = byline_prefix(part)
            if match is None or is_other_work(part) or document.regions.is_foreign(text):
                continue
            if text.order < start and match[0].strip().isalpha() and not any(map(str.isupper, part)):
                continue  # a line above the headline that begins with "from"
            names = _behind_label(document, part[match.end() :].strip(), match[0], texts, index)
            if names and _are_names(names, part, match):
                if is_editing(part):
                    editors.append(names)
                else:
                    first, listed = groups.setdefault(fold(match[0]).strip(), (text.order, []))
                    listed.extend(names if text.order - first <= LISTED else ())
    yield from ((names_in(names), "text") for _, names in groups.values())
    yield from ((names, EDITOR) for names in editors)


def _behind_label(document: Document, rest: str, label: str, texts: list[TextNode], index: int) -> tuple[str, ...]:
    """The names behind a label: in the rest of its text, else in the next one, which is no date."""
    if rest or index + 1 >= len(texts):
        first, *more = rest.split(" - ") if ":" in label else [rest]
        more = [piece for piece in more if not _DIGIT.search(piece) and not is_other_work(piece)]
        return names_in([first, *more])
    rest = texts[index + 1].text
    return () if read_date(rest, language_of(document)) else names_in([rest, *_listed(texts, index + 1)])


def _are_names(names: tuple[str, ...], part: str, match: re.Match[str]) -> bool:
    """Whether what stands behind a label is names: persons', or one word where the label leaves no doubt."""
    if len(names) == 1 and (_INITIALS.fullmatch(names[0]) or (_SIGNED.match(part) and _WORD.fullmatch(names[0]))):
        return True
    labelled = not match.group().strip().isalpha() or not part[match.end() :].strip()
    alone = labelled and all(not name.isascii() and " " not in name for name in names)
    return alone or all(looks_like_a_person(name) for name in names)


def authors_with_roles(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """Names near the headline behind which, in a box of its own beside the name's, stands what the person is."""
    start = document.regions.headline_order
    at, until = document.outline.between(start - 30, start + CLOSE)
    texts = document.outline.texts[at:until]
    for name, role in pairwise(texts):
        label = role.folded.strip(" :")
        if label not in _WRITERS or label in _EDITORS or document.regions.is_foreign(role):
            continue
        if role.parent.parent is not name.parent.parent or document.menus.holds(name.parent):
            continue
        if looks_like_a_person(name.text) or _WITH_INITIAL.fullmatch(name.text):
            yield names_in([name.text]), "name with a role"
    box = document.regions.text_box
    if box is not None:
        behind, until = document.outline.between(box.last + 1, box.last + BEHIND_TEXT)
        texts = texts + document.outline.texts[max(behind, at + len(texts)) : until]
    for text in texts:
        names = named_with_role(text.text)
        if names and not document.menus.holds(text.parent) and not document.regions.is_foreign(text):
            yield names, "name with a role"


_WRITERS = frozenset(map(fold, words_of("bylines.roles", "bylines.author", "bylines.author_with_colon")))
_EDITORS = frozenset(map(fold, words_of("bylines.edited", "bylines.other_work")))
_WITH_INITIAL = re.compile(r"[^\W\d_]{1,2}\.\s?[^\W\d_][\w'’-]{2,}")


def _parts(text: str) -> list[str]:
    """What stands between bars in a text."""
    return _BARS.split(text.strip(" |·•｜")) if _BAR.search(text) else [text]


def _labelled_parts(text: str) -> list[str]:
    """What stands between bars, and what begins, behind other words, with a label of writers and a colon."""
    parts = _parts(text)
    if ":" in text or "：" in text:
        parts = [piece for part in parts for piece in _split_at_labels(part)]
    return parts


# A label of writers in the middle of a line: "14.03.2023 Author: Ann Roe".
_LABELS = re.compile(rf"(?<=[\s,.])(?={any_word('bylines.preposition', 'bylines.author')}\s*[:：])", re.IGNORECASE)


def _split_at_labels(text: str) -> list[str]:
    """The text in pieces that begin with a label, but for the one that it begins with itself: "Posted by: Ann"."""
    match = byline_prefix(text)
    start = match.end() if match else 0
    first, *rest = _LABELS.split(text[start:])
    return [text[:start] + first, *rest]


def _listed(texts: list[TextNode], index: int) -> list[str]:
    """The names that follow a name in links or boxes made alike, with nothing but commas between them."""
    names: list[str] = []
    first = texts[index].parent
    for text in texts[index + 1 : index + 2 * MAX_LISTED]:
        if text.parent.tag == first.tag and (first.tag == "a" or text.parent.parent is first.parent):
            names.append(text.text)
        elif text.text.lower() not in _COMMAS:
            break
    return names


def dated_authors(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """Names without any label that stand beside a date at the headline, in a text with it or next to it."""
    start = document.regions.headline_order
    at, until = document.outline.between(start - 30, start + 81)
    texts = [text for text in document.outline.texts[at:until] if len(text.text) <= 120 and not _is_sentence(text.text)]
    texts = [text for text in texts if text.order > start or not stands_above_a_menu(document, text.parent)]
    with_digits = [text for text in texts if _DIGIT.search(text.text)]
    for text in with_digits:
        names = _with_date(text.text)
        if names and _is_at_the_headline(document, text):
            yield names, BESIDE_DATE
    if not with_digits:
        return
    parts = [(part.strip(), text) for text in texts for part in _parts(text.text) if part.strip()]
    for index, (part, _) in enumerate(parts):
        if len(part) >= 60 or not _DIGIT.search(part) or not read_date(part, language_of(document)):
            continue
        before = _first_beside(list(_unlabelled(reversed(parts[:index]))))
        for near in zip_longest(before, _unlabelled(parts[index + 1 :])):
            for name, text in filter(None, near):
                names = _persons(name)
                if names and _is_free(document, text, name):
                    yield names_in([*_all_persons(text, names), *_alike_behind(texts, text)]), BESIDE_DATE


def _first_beside(parts: list[tuple[str, TextNode]]) -> list[tuple[str, TextNode]]:
    """Two texts before a date, the nearer first; but two side by side in one box are a name and its place."""
    if len(parts) == 2 and all(_persons(name) for name, _ in parts):
        (_, near), (_, far) = parts
        if near.parent is not far.parent and near.parent.parent is far.parent.parent:
            return parts[::-1]
    return parts


def _is_sentence(text: str) -> bool:
    """Whether a text is a sentence: what stands between its dashes is no name."""
    return len(text) > MIN_SENTENCE and SENTENCE_END.search(text) is not None


def _alike_behind(texts: list[TextNode], text: TextNode) -> list[str]:
    """The persons' names in boxes made alike that follow a name's, as the authors of one article do."""
    names: list[str] = []
    for other in texts[texts.index(text) + 1 :]:
        name = other.text.strip(" ,")
        if _make(other.parent) != _make(text.parent) or not looks_like_a_person(name):
            break
        names.append(name)
    return names


def _make(element: Element) -> tuple[str, ...]:
    """What an element and the box around it are called."""
    box = element.parent
    return (element.tag, element.get("class"), *((box.tag, box.get("class")) if box is not None else ()))


def _unlabelled(parts: Iterable[tuple[str, TextNode]]) -> Iterator[tuple[str, TextNode]]:
    """The first two of some texts that are neither the label of a date nor a number of something."""
    return islice((one for one in parts if not is_date_label(one[0]) and not _DIGIT.search(one[0])), 2)


def _persons(text: str) -> tuple[str, ...]:
    """The names in a text that is hardly more than persons' names; beside a slash there may be a place or a kind."""
    for part in dict.fromkeys((text, text.partition(" / ")[0], text.rpartition(" / ")[2])):
        names = persons_in(part)
        if names:
            return names
    return ()


def _all_persons(text: TextNode, names: tuple[str, ...]) -> tuple[str, ...]:
    """All the names in a text that consists of several between bars or dots; else those found in it."""
    parts = _parts(text.text)
    persons = [name for part in parts for name in _persons(part)]
    return tuple(persons) if len(parts) == len(persons) else names


def _with_date(text: str) -> tuple[str, ...]:
    """The name in a text that is otherwise a numeric date."""
    match = _AFTER_DATE.match(text)
    if match:
        rest = text[match.end() :]
        return names_in([rest]) if match[1] else persons_in(rest)
    rest = _BEFORE_DATE.sub("", text)
    return persons_in(rest) if rest != text else ()


def _is_free(document: Document, text: TextNode, part: str) -> bool:
    """Whether a text that looks like a name is neither a label of the site nor part of the headline."""
    if ":" in part or kind_of_heading(text.folded) or is_view_label(text.folded) or _is_crumb(document, part):
        return False
    if _is_made_like_a_label(document, text) or not _is_beside_the_text(document, text):
        return False
    if text.folded in document.regions.titles or document.outline.label_counts.get(text.folded, 0) > 3:
        return False
    boxes = [one for one in (text.parent, *text.parent.around(2)) if one not in document.regions.around]
    if any(one.get("href").startswith(_NO_PAGES) or not one.names.isdisjoint(_OTHER_BOXES) for one in boxes):
        return False
    if any(one.tag in _PICTURES for one in boxes) or any(map(is_other_work, _parts(text.text))):
        return False
    if len(part) > 8 and any(part.lower() in title for title in document.regions.titles):
        return False
    return not document.menus.holds(text.parent) and _is_at_the_headline(document, text)


_OTHER_BOXES = names_of("authors.other_boxes")
_NO_PAGES = ("#", "mailto:", "tel:")
_PICTURES = frozenset(("figure", "figcaption"))
BEHIND_TEXT = 30  # nodes behind the last paragraph; further down are comments


def _is_made_like_a_label(document: Document, text: TextNode) -> bool:
    """Whether a box made alike close by holds the label of a count or of a date: so this one holds a label, too."""
    if not text.parent.get("class"):
        return False
    make = _make(text.parent)
    at, until = document.outline.between(text.order - ROW, text.order + ROW)
    near = [one for one in document.outline.texts[at:until] if one is not text and _make(one.parent) == make]
    return any(is_view_label(one.folded) or is_date_label(one.text) for one in near)


ROW = 16  # nodes of a row of facts


def _is_beside_the_text(document: Document, text: TextNode) -> bool:
    """Whether a text stands above the article's second paragraph or about its last, not amidst or far below them."""
    box = document.regions.text_box
    return box is None or text.order < box.orders[1] or abs(text.order - box.last) < BEHIND_TEXT


def _is_crumb(document: Document, part: str) -> bool:
    """Whether a text is a section's name: the label of a menu, or part of a trail of crumbs."""
    key = fold(part)
    if key == fold(document.once(find_category).value or ""):
        return True
    trails = printed_trails(document)
    return any(key == fold(name) for trail in trails for name in trail) or bool(
        document.menus.labels([text for text in document.outline.texts if text.folded == key])
    )


def _is_at_the_headline(document: Document, text: TextNode) -> bool:
    return not document.regions.is_foreign(text) or 0 < text.order - document.regions.headline_order < CLOSE


def signed_authors(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """The reporters, as Chinese and Japanese pages name them above, in or below the text; the editors after them."""
    whole = "".join([text.text for text in document.outline.texts])
    if whole.isascii() or not _HAN.search(whole):
        return
    from newsgrab.extraction.fields.authors.han_bylines import edited_by, written_by

    elements = document.elements
    rows = zip(elements.texts, elements.text_parents, elements.text_blocks, strict=True)
    texts = [(text, parent) for text, parent, block in rows if block >= 0 and not text.isascii()]
    for named, source in ((written_by, SIGNATURE), (edited_by, EDITOR)):
        for text, parent in texts:
            names = named(text)
            if names and not document.regions.stands_apart(parent):
                yield names, source


def bold_authors(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """A name in bold that is a paragraph of its own, the last of the text or the one before it.

    Before the text, plain capitalised words may be a heading: in Latin letters only a name in capitals counts there.
    """
    start = document.regions.headline_order
    paragraphs = [one for one in document.elements.tagged("p")[:MAX_PARAGRAPHS] if one.order > start]
    before, after = _beside_text(document, paragraphs), _beside_text(document, reversed(paragraphs))
    if before is not None and before.line.isascii() and not before.line.isupper():
        before = None
    for one in (before, after):
        if one is None or not looks_like_a_person(one.line):
            continue
        bold = next((inner for inner in one.inside() if inner.tag in _BOLD), None)
        if bold is not None and bold.line == one.line and not document.regions.is_foreign(one):
            yield names_in([one.line]), "bold line"


def _beside_text(document: Document, paragraphs: Iterable[Element]) -> Element | None:
    """The paragraph before the first one of some that is text of the article, None if there is no such one."""
    last = None
    for one in paragraphs:
        text = one.line
        if len(text) > MIN_TEXT and not document.regions.is_foreign(one):
            return last
        if text:
            last = one
    return None
