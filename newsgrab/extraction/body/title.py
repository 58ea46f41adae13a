"""The title: the headline as it is printed, without the site's name.

A page tells its headline several times: in `<title>` with the name of the site and perhaps of the section, in meta data
for those who share it, and on the page. What is printed and also told in the head of the page is the headline; how much
of the head's text it covers, and whether it is a heading, decides between several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from newsgrab.extraction.body.cards import Leads, address_kind
from newsgrab.extraction.body.headline_by_place import headline_by_place, is_in_address
from newsgrab.extraction.body.names import MAX_LABEL, is_label, names_host, names_site, title_key
from newsgrab.extraction.page.boxes import Box, Line, text_size
from newsgrab.extraction.page.document import Document
from newsgrab.extraction.words.class_names import TITLE, NameHint
from newsgrab.extraction_result import FieldCandidate, FieldResult
from newsgrab.urls import site as host_of

_SEPARATOR = re.compile(r"\s+[|\-–—―·•»«:/~>]+\s+|\s*[|｜»«›‹]+\s*|\s*::\s*|_+|\s*[-–—]{2,}\s*")
_TIGHT = re.compile(r"(?<=[^\x00-\x7f])\s*[-–—]\s*(?=[^\x00-\x7f])")  # scripts without spaces put none around a dash
_CUT = re.compile(r"([^|｜»«›‹]+?)\s*(?:…|\.\.\.)(?=\s|$)")
_LEAST_CUT = 8
_LEAST_PART = 15  # characters by which a part of the head's text is looked for within a line
_MAX_HEADLINE = 300
_MIN_KEY = 4
_MAX_OVER = 120
_SENTENCE = re.compile(r".{4,120}?[.!?。！？؟۔](?=\s|$|[\u3000-\u9fff])|.{4,120}$")
_NEAR = 8  # boxes around a heading that are asked what they are
_STARTS = 0.85  # worth of a line that is all that stands before a separator
_ALIKE = 0.25  # of the words of an h1
_LETTERS = re.compile(r"[^\W_]+")  # and digits
_WORD = re.compile(r"[^\W\d_]{4,}|\d+|[\u3040-\u30ff\u3400-\u9fff]")
_TOLD = 0.6
_NOT_A_NAME = 0.3  # worth of a line by its place, where all else is a name
_LIKELY = 0.8
_LEAST_OF_PRINTED = 25.0  # size of a printed line that is no name, whatever links say the same
_START = 6  # characters of a line that the head must hold before it is looked at closer
_HEADINGS = {"h1": 0.45, "h2": 0.2, "h3": 0.1, "h4": 0.05}


@dataclass(frozen=True, slots=True)
class Headline:
    """The title, where it was found, and the line of the page that it is, if it is printed."""

    found: FieldResult[str | None]
    line: Line | None = None
    told: bool = True  # by the head of the page as well


class _Head(NamedTuple):
    """What the head of the page says the headline is, where it says so, and the key of that."""

    text: str
    source: str
    key: str


def find_title(document: Document, lines: list[Line], declared: str | None = None) -> Headline:
    """The printed headline. `declared` is what the page's structured data give as its headline."""
    heads = _heads(document, declared)
    address = document.url or document.canonical_link
    names = _site_key(document), title_key(host_of(address or ""))
    leads = Leads(document)
    scored = sorted(_printed(lines, heads, names, leads), key=lambda entry: -entry[0])
    candidates = [*((head.text, head.source) for head in heads), *((line.text, line.box.tag) for _, line in scored[:5])]
    line = scored[0][1] if scored and scored[0][0] >= _TOLD else None
    if line is not None:
        text, source = _in_full(document, line, lines, heads), line.box.tag if line.box.tag in _HEADINGS else "page"
    else:
        text, source = _machine_title(heads, *names) or ("", "")
    placed = None
    if line is None or len(text) < MAX_LABEL:
        placed = _placed(document, lines, text, leads, names, heading=None if line is None else source != "page")
    if placed is not None:
        line, text, source = placed, placed.text, placed.box.tag if placed.box.tag in _HEADINGS else "place"
        candidates.append((text, source))
    elif not text and scored:
        line = scored[0][1]
        text, source = line.text, line.box.tag
    found = tuple(FieldCandidate("title", source_, text_, text_ == text) for text_, source_ in candidates)
    return Headline(FieldResult(text or None, source, found), line, told=placed is None or _is_of_story(text, address))


def _site_key(document: Document) -> str:
    """The key of the site's name, "" if that is as long as a headline and some h1 says the same."""
    key = title_key(document.meta("og:site_name", "application-name") or "")
    return "" if len(key) > MAX_LABEL and any(title_key(text) == key for _, text in document.h1s) else key


def _in_full(document: Document, line: Line, lines: list[Line], heads: list[_Head]) -> str:
    """The text of a headline in full: with the lines and the kicker that the head tells as one, and no others."""
    at = lines.index(line)
    over = lines[at - 1].text if at else ""
    return (
        _whole_heading(line, heads)
        or _with_kicker(line.text, heads, over)
        or _without_kicker(document, line, heads)
        or _without_label(document, line, heads)
    )


def _whole_heading(line: Line, heads: list[_Head]) -> str | None:
    """All lines of the heading that a line stands in, where the head tells them as one; None if it is the only one."""
    box = line.box if line.box.tag in _HEADINGS or line.box.parent is None else line.box.parent
    lines = [one.text for one in box.lines()] if box.tag in _HEADINGS else []
    if len(lines) < 2:
        return None
    whole, own = " ".join(lines), title_key(line.text)
    if any(own == head.key for head in heads) or own in _starts(heads):
        return None
    key = title_key(whole)
    return whole if any(key in head.key for head in heads) else None


def _placed(
    document: Document, lines: list[Line], text: str, leads: Leads, site: tuple[str, str], *, heading: bool | None
) -> Line | None:
    """The headline by its place, where what was found is a name, or is not printed and a likely line is.

    `heading` is whether a heading prints what was found, None if nothing does.
    """
    address = document.url or document.canonical_link
    short = text_size(text) < _LEAST_OF_PRINTED and not is_in_address(text, address)
    is_name = not text or (
        (short or heading is None) and (names_site(text, *site) or is_label(document, title_key(text), leads))
    )
    is_name = is_name or (heading is None and names_host(text, host_of(address or "")))
    if not is_name and heading is not None and (heading or not short):
        return None
    placed = headline_by_place(document, lines, leads, site)
    if placed is None or placed.worth < (_NOT_A_NAME if is_name and not heading else _LIKELY):
        return None
    likely = is_name or short or placed.line.box.tag == "h1"
    return placed.line if likely or _shares_words(placed.line.text, text) else None


def _is_of_story(text: str, address: str | None) -> bool:
    """Whether an address is that of a story, and has the words of a headline."""
    return address is not None and address_kind(address) == "article" and is_in_address(text, address)


def _shares_words(text: str, other: str) -> bool:
    """Whether half of the words of each of two texts are in the other."""
    own, others = set(_WORD.findall(text.casefold())), set(_WORD.findall(other.casefold()))
    return 2 * len(own & others) >= max(len(own), len(others)) > 0


def _heads(document: Document, declared: str | None) -> list[_Head]:
    """What the head of the page says the headline is."""
    named = [
        (document.meta("og:title"), "meta og:title"),
        (declared, "json-ld headline"),
        (document.meta("twitter:title"), "meta twitter:title"),
        (document.head_title, "title"),
    ]
    return [_Head(text, source, title_key(text)) for text, source in named if text and _LETTERS.search(text)]


def _printed(
    lines: Iterable[Line], heads: list[_Head], names: tuple[str, str], leads: Leads
) -> Iterator[tuple[float, Line]]:
    """Each line that may be the headline, with how much speaks for it."""
    site, host = names
    keys = list(dict.fromkeys(head.key for head in heads))
    declared = {head.key for head in heads if head.source != "title"}
    spoken = "\n".join(head.text for head in heads)
    parts = _longest_parts(heads)
    starts = _starts(heads)
    cuts = _cut_off(heads)
    words = set(_WORD.findall(spoken.casefold()))
    seen: set[str] = set()
    ranks = _HEADINGS.get
    for line in lines:
        text = line.text
        if len(text) > _MAX_HEADLINE:
            continue
        box = line.box
        rank = ranks(box.tag)
        if rank is None:
            if box.parent is not None:
                rank = ranks(box.parent.tag)
            if rank is None and text[:_START] not in spoken and not any(part in text for part in parts):
                continue
        key = title_key(text)
        if len(key) < _MIN_KEY or key == site or key in host or key in seen:
            continue
        seen.add(key)
        cover = max([_cover(key, head) for head in keys], default=0.0)
        if cover == 0.0 and parts:
            cover = _STARTS * max(_cover(part, key) for part in parts.values())
        if cover == 0.0 and not any(key.startswith(cut) for cut in cuts):
            if rank != _HEADINGS["h1"]:
                continue
            cover = _likeness(text, words)
        if key in starts or any(key.startswith(cut) for cut in cuts):
            cover = max(cover, _STARTS)
        score = cover + (rank or 0.0)
        if rank and _is_apart(box, told=rank == _HEADINGS["h1"] and key in declared):
            score -= 0.5
        if rank is None and TITLE.search(box.names):
            score += 0.15
        if line.linked * 2 > len(text) and not leads.to_this_page(line.href):
            score -= 0.25
        yield score, line


def _starts(heads: list[_Head]) -> set[str]:
    """What stands before each separator in the head's texts: sites put their names last."""
    texts = dict.fromkeys(head.text for head in heads)
    return {title_key(text[: match.start()]) for text in texts for match in _SEPARATOR.finditer(text)}


def _longest_parts(heads: list[_Head]) -> dict[str, str]:
    """The longest part of each of the head's texts, and its key: the headline, behind or before names."""
    texts = dict.fromkeys(head.text for head in heads)
    parts = dict.fromkeys(max(_SEPARATOR.split(text), key=len).strip() for text in texts)
    return {part: title_key(part) for part in parts if len(part) >= _LEAST_PART}


def _cut_off(heads: list[_Head]) -> set[str]:
    """The beginnings of headlines that the head's texts cut off with dots."""
    cut = [head.text for head in heads if "…" in head.text or "..." in head.text]
    keys = {title_key(match[1]) for head in cut for match in _CUT.finditer(head)}
    return {key for key in keys if len(key) >= _LEAST_CUT}


def _is_apart(box: Box | None, *, told: bool) -> bool:
    """Whether a heading stands in a part such as the breadcrumbs; by its name alone not what the head tells whole."""
    for steps in range(_NEAR):
        if box is None:
            return False
        if (
            box.tag == "nav"
            or "crumb" in box.names
            or (steps < _NEAR // 2 and not told and box.name_hint is NameHint.APART)
        ):
            return True
        box = box.parent
    return False


def _cover(key: str, head: str) -> float:
    """How much of the head's text the line covers, or the head of the line's."""
    if key in head:
        return len(key) / len(head)
    if len(head) >= _MIN_KEY * 3 and head in key:
        return len(head) / len(key)
    return 0.0


def _with_kicker(text: str, heads: list[_Head], before: str) -> str | None:
    """The headline with the line printed over it, where everything in the head tells both as one."""
    key, over = title_key(text), title_key(before)
    if not over or len(over) > len(key):
        return None
    declared = [head for head in heads if head.source != "title"]
    return declared[0].text if declared and all(head.key == over + key for head in declared) else None


def _without_kicker(document: Document, line: Line, heads: list[_Head]) -> str | None:
    """The headline without a word set over it in the same heading, where the head tells it without."""
    key = title_key(line.text)
    for head in heads:
        shorter = len(key) > len(head.key) > len(key) / 2 and key.endswith(head.key)
        if shorter and _is_said_apart(document, line, key[: -len(head.key)], head.key):
            return head.text
    return None


def _without_label(document: Document, line: Line, heads: list[_Head]) -> str:
    """The headline without what an element of its own says before or behind it, where the head tells it without."""
    text, key = line.text, title_key(line.text)
    if any(key in head.key for head in heads):
        return text
    for head in heads:
        for part in (head.text, *_SEPARATOR.split(head.text)):
            own = title_key(part)
            if 2 * len(own) > len(key) > len(own) and (key.startswith(own) or key.endswith(own)):
                rest = key[len(own) :] if key.startswith(own) else key[: -len(own)]
                if _is_said_apart(document, line, rest, own):
                    return part.strip()
    return text


def _is_said_apart(document: Document, line: Line, *keys: str) -> bool:
    """Whether an element within that of a line says what has one of those keys, and nothing else."""
    own = (element for element in document.elements.tagged(line.box.tag) if element.line == line.text)
    return any(title_key(inner.line) in keys for element in own for inner in element.inside())


def _likeness(text: str, words: set[str]) -> float:
    """How much an h1 in words of its own says the same as the head: headlines are rewritten for search."""
    own = set(_WORD.findall(text.casefold()))
    shared = len(own & words)
    return 0.3 + 0.5 * shared / len(own) if shared > 1 and shared >= _ALIKE * len(own) else 0.0


def _machine_title(heads: list[_Head], site: str, host: str) -> tuple[str, str] | None:
    """The headline that is told but not printed: the first told one, without the names beside it."""
    for text, source, _ in heads:
        parts = [part.strip() for part in _SEPARATOR.split(text) if part and part.strip()]
        if source == "title":
            parts = [tight.strip() for part in parts for tight in _TIGHT.split(part)] if len(parts) == 1 else parts
        kept = [part for part in parts if title_key(part) and not names_site(part, site, host)] or parts
        if source == "title" and len(kept) > 1:
            return max(kept, key=len), source
        if kept:
            return (text if len(kept) == len(parts) else max(kept, key=len)), source
    return None


def first_words(kept: list[Line], lines: list[Line]) -> FieldResult[str | None]:
    """What stands in for a headline where the page has none: the short line over the text, else its first sentence."""
    if not kept:
        return FieldResult(None)
    at = lines.index(kept[0])
    over = lines[at - 1] if at else None
    if over is not None and not over.linked and _MIN_KEY <= len(over.text) <= _MAX_OVER and title_key(over.text):
        return FieldResult(over.text, "line over the text")
    sentence = _SENTENCE.match(kept[0].text)
    text = sentence[0] if sentence else kept[0].text[:_MAX_OVER].strip() + "…"
    return FieldResult(text, "first words")
