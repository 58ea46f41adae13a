"""Authors named in plain text near the headline: after "by", before a role, in the line that signs the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.authors.author_elements import CLOSE, in_menu
from newsgrab.extraction.fields.authors.bylines import (
    BY_KEYS,
    byline_prefix,
    is_editing,
    is_other_work,
    looks_like_a_person,
    named_with_role,
    names_in,
    tells_a_role,
)
from newsgrab.extraction.fields.dates.date_labels import is_date_label
from newsgrab.extraction.fields.language import language_of
from newsgrab.extraction.words.dates import read_date
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.ignorecase import IgnoreCase
from newsgrab.extraction.words.phrases import any_word
from newsgrab.extraction.words.tables import words_of
from newsgrab.extraction.words.view_labels import is_view_label

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.elements import Element
    from newsgrab.extraction.page.outline import TextNode

BEHIND_TEXT = 30  # nodes behind the last paragraph; further down are comments
FAR = 251  # nodes behind the headline
SIGNATURE = "signature"
EDITOR = "editor"
DIGIT = re.compile(r"\d")
_BAR = re.compile(r"[|•·–—｜]")
_BARS = re.compile(r"\s+[|•·–—]\s+|\s*[|｜]\s*")
# Verbs before "by" that make even one word a name: "posted by marc".
_SIGNED = IgnoreCase(rf"^\s*{any_word('bylines.signed')}(?:\b|\s*:)")
MAX_LISTED = 6
LISTED = 20  # nodes within which the names of one list stand
COMMAS = frozenset((",", ";", "&", "|", "/", "·", "•", "،", "、", *words_of("bylines.and")))
_INITIALS = re.compile(r"[A-Z]{3,6}")  # a house signs with its initials
MIN_TEXT = 80
MAX_PARAGRAPHS = 200
_BOLD = frozenset(("strong", "b", "em", "i"))
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[^\W\d_][\w.\-]{1,24}")


def byline_authors(document: Document, *, is_below: bool = False) -> Iterator[tuple[tuple[str, ...], str]]:
    """Short texts near the headline that begin with "by", or whose parts between bars do; or those `is_below` it."""
    start = document.regions.headline_order
    at, until = document.outline.between(start - 60, start + FAR)
    texts = document.outline.texts[at:until]
    box = document.regions.text_box
    end = box.last + BEHIND_TEXT if box is not None else start + FAR
    editors: list[tuple[str, ...]] = []
    groups: dict[str, tuple[int, list[str]]] = {}  # a label that is repeated has a name behind each
    for index, text in enumerate(texts):
        if len(text.text) > 120 or (text.order > end) is not is_below:
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
    label_box = texts[index].parent
    if not rest and any(one.tag == "a" for one in (label_box, *label_box.around(1))):
        return ()  # a tag or a section that is called so
    if rest or index + 1 >= len(texts):
        first, *more = rest.split(" - ") if ":" in label else [rest]
        more = [piece for piece in more if not DIGIT.search(piece) and not is_other_work(piece)]
        return names_in([first, *more])
    rest = texts[index + 1].text
    if read_date(rest, language_of(document)) or is_date_label(rest) or is_view_label(fold(rest)):
        return ()
    whole = _whole_name(texts[index + 1], label_box)
    return names_in([whole] if whole else [rest, *_listed(texts, index + 1)])


def _whole_name(text: TextNode, label_box: Element) -> str:
    """The name whose words are in elements of their own, the first of which is a text behind a label; else nothing."""
    box = text.parent.parent
    if " " in text.text or box is None or label_box.is_in(box):
        return ""
    words = [piece.strip() for piece, _ in box.pieces() if piece.strip()]
    return box.line if len(words) > 1 and " " not in "".join(words) and looks_like_a_person(box.line) else ""


def _are_names(names: tuple[str, ...], part: str, match: re.Match[str]) -> bool:
    """Whether what stands behind a label is names: persons', or one word where the label leaves no doubt."""
    if len(names) == 1 and (_INITIALS.fullmatch(names[0]) or (_SIGNED.match(part) and _WORD.fullmatch(names[0]))):
        return True
    labelled = not match.group().strip().isalpha() or match.group().isascii() or not part[match.end() :].strip()
    alone = labelled and all(not name.isascii() and " " not in name for name in names)
    return alone or all(looks_like_a_person(name) for name in names)


def authors_with_roles(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """Names near the headline behind which, in a box of its own beside the name's, stands what the person is."""
    start = document.regions.headline_order
    at, until = document.outline.between(start - 30, start + CLOSE)
    texts = document.outline.texts[at:until]
    box = document.regions.text_box
    if box is not None:
        behind, until = document.outline.between(box.last + 1, box.last + BEHIND_TEXT)
        texts = texts + document.outline.texts[max(behind, at + len(texts)) : until]
    for name, role in pairwise(texts):
        if role.parent.parent is not name.parent.parent:
            continue
        label = role.folded.strip(" :")
        if label in _EDITORS or not (looks_like_a_person(name.text) or _WITH_INITIAL.fullmatch(name.text)):
            continue
        if not (label in _WRITERS or (role.text[-1:] not in ".:" and tells_a_role(role.text))):
            continue
        if not document.regions.is_foreign(role) and not in_menu(document, name.parent):
            yield names_in([name.text]), "name with a role"
    for text in texts:
        names = named_with_role(text.text)
        if names and not in_menu(document, text.parent) and not document.regions.is_foreign(text):
            yield names, "name with a role"


_WRITERS = frozenset(map(fold, words_of("bylines.roles", "bylines.author", "bylines.author_with_colon")))
_EDITORS = frozenset(map(fold, words_of("bylines.edited", "bylines.other_work")))
_WITH_INITIAL = re.compile(r"[^\W\d_]{1,2}\.\s?[^\W\d_][\w'’-]{2,}")


def parts_of(text: str) -> list[str]:
    """What stands between bars in a text."""
    return _BARS.split(text.strip(" |·•｜")) if _BAR.search(text) else [text]


def _labelled_parts(text: str) -> list[str]:
    """What stands between bars, and what begins, behind other words, with a label of writers and a colon."""
    parts = parts_of(text)
    if ":" in text or "：" in text:
        parts = [piece for part in parts for piece in _split_at_labels(part)]
    return parts


# A label of writers in the middle of a line: "14.03.2023 Author: Ann Roe".
_LABELS = re.compile(rf"(?<=[\s,.])(?={any_word(*BY_KEYS)}\s*[:：])", re.IGNORECASE)


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
            if first.tag != "a" and _is_in_small_letters(text.text):
                break  # what the person is
            names.append(text.text)
        elif text.text.lower() not in COMMAS:
            break
    return names


def _is_in_small_letters(text: str) -> bool:
    """Whether words of a text begin with small letters, as titles of positions do and persons do not."""
    return any(map(str.islower, text)) and not looks_like_a_person(text)


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
