"""Authors in plain text near the headline: after "by", beside a date, in the line that signs the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgrab.extraction.author_marks import CLOSE
from newsgrab.extraction.bylines import by_match, is_other_work, looks_like_a_person, names_in
from newsgrab.extraction.dates import read_date
from newsgrab.extraction.printed_dates import is_date_label

if TYPE_CHECKING:
    from newsgrab.extraction.document import Document
    from newsgrab.extraction.outline import Text

BESIDE_DATE = "beside the date"
_DIGIT = re.compile(r"\d")
_BARS = re.compile(r"\s+[|•·–—]\s+|\s*[|｜]\s*|\s{2,}")
# A numeric date and a name in one text: "3.5.2024 - Ann Roe", "3.5.2024 von Ann", "Ann Roe, 3.5.2024".
_AFTER_DATE = re.compile(
    r"^\D{0,4}\d[\d./\-: ]{7,18}(?:uhr\s?)?\s*(?:[\-–—|·•,]\s|(von|by|par|por|di)\s)", re.IGNORECASE
)
_BEFORE_DATE = re.compile(r"\s*[,\-–—|·•]\s*\d[\d./\-: ]{7,18}(?:uhr)?$", re.IGNORECASE)
# Verbs before "by" that make even one word a name: "posted by marc".
_SIGNED = re.compile(
    r"^\s*(?:written|posted|published|created|submitted) by\b|^\s*(?:erstellt|geschrieben|verfasst|veröffentlicht|eingestellt) von\b|^\s*(?:publié|posté|écrit) par\b|^\s*(?:publicado|escrito) por\b|^\s*(?:scritto|pubblicato) da\b|^\s*geschreven door\b|^\s*(?:كتبه|بقلم)",  # noqa: E501
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w.\-]{1,24}")
_HAN_NAME = r"[\u4e00-\u9fff]{2,4}"
_HAN_SIGNED = re.compile(
    rf"(?:作者|撰文|撰稿|文|记者|記者|编辑|編輯|编撰)\s*[:：]\s*([\u4e00-\u9fff·]{{2,4}})(?![\u4e00-\u9fff])"
    r"|[（(【\[](?:本报|本報|通讯员|特约)?(?:记者|記者|责任编辑|責任編輯)\s*[:：]?"
    rf"\s*({_HAN_NAME}(?:[ 、]{_HAN_NAME}){{0,4}})\s*[)）】\]]"
)


def spoken_authors(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """Short texts near the headline that begin with "by", or whose parts between bars do."""
    start = document.place.headline_order
    texts = [text for text in document.outline.texts if -60 <= text.order - start <= 250]
    for index, text in enumerate(texts):
        if len(text.text) > 120:
            continue
        for part in _BARS.split(text.text):
            match = by_match(part)
            if match is None or is_other_work(part) or document.place.is_foreign(text):
                continue
            rest = part[match.end() :].strip()
            if not rest and index + 1 < len(texts):
                rest = texts[index + 1].text
            names = names_in(rest.split(" - ") if ":" in match[0] else [rest])
            signed = _SIGNED.match(part) is not None and _WORD.fullmatch(rest) is not None
            if names and (signed or all(looks_like_a_person(name) for name in names)):
                yield names, "text"


def dated_authors(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """Names without any label that stand beside a date at the headline, in a text with it or next to it."""
    start = document.place.headline_order
    texts = [text for text in document.outline.texts if -30 <= text.order - start <= 80 and len(text.text) <= 120]
    if not any(_DIGIT.search(text.text) for text in texts):
        return
    for text in texts:
        names = _with_date(text.text) if _DIGIT.search(text.text) else ()
        if names and _is_at_the_headline(document, text):
            yield names, BESIDE_DATE
    parts = [(part.strip(), text) for text in texts for part in _BARS.split(text.text) if part and part.strip()]
    parts = [(part, text) for part, text in parts if not is_date_label(part)]
    dated = [
        index
        for index, (part, _) in enumerate(parts)
        if len(part) < 60 and _DIGIT.search(part) and read_date(part, document.language)
    ]
    for index in dated:
        for near in (index - 1, index + 1, index - 2, index + 2):
            if not 0 <= near < len(parts):
                continue
            part, text = parts[near]
            names = names_in([part])
            if names and all(looks_like_a_person(name) for name in names) and _is_free(document, text, part):
                yield names, BESIDE_DATE


def _with_date(text: str) -> tuple[str, ...]:
    """The name in a text that is otherwise a numeric date."""
    match = _AFTER_DATE.match(text)
    if match:
        rest = text[match.end() :]
        names = names_in([rest])
        return names if names and (match[1] or all(looks_like_a_person(name) for name in names)) else ()
    rest = _BEFORE_DATE.sub("", text)
    if rest == text:
        return ()
    names = names_in([rest])
    return names if all(looks_like_a_person(name) for name in names) else ()


def _is_free(document: Document, text: Text, part: str) -> bool:
    """Whether a text that looks like a name is neither a label of the site nor part of the headline."""
    if text.folded in document.place.titles or document.outline.label_counts.get(text.folded, 0) > 3:
        return False
    if len(part) > 8 and any(part.lower() in title for title in document.place.titles):
        return False
    return not document.outline.in_menu(text.parent) and _is_at_the_headline(document, text)


def _is_at_the_headline(document: Document, text: Text) -> bool:
    return not document.place.is_foreign(text) or 0 < text.order - document.place.headline_order < CLOSE


def signed_authors(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """The reporter or editor in charge, as Chinese pages name them in or below the text."""
    for text in document.outline.texts:
        if text.text.isascii():
            continue
        for match in _HAN_SIGNED.finditer(text.text):
            if not document.place.is_foreign(text):
                yield tuple(re.split("[ 、]", match[1] or match[2])), "signature"
