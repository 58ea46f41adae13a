"""The headline and the text of an article page, found together since each helps to find the other."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsgrab.article import Block
from newsgrab.extraction.body.beside.corrections import with_corrections
from newsgrab.extraction.body.beside.subheadline import with_subheadline
from newsgrab.extraction.body.blocks import blocks
from newsgrab.extraction.body.boilerplate import article_lines
from newsgrab.extraction.body.cards import Leads, cards_of, is_dateline
from newsgrab.extraction.body.completeness import asks_to_join, part_of, walls_of
from newsgrab.extraction.body.edges import SENTENCE_STOPS, trimmed
from newsgrab.extraction.body.linked_data_text import linked_data_body, reconciled
from newsgrab.extraction.body.main_content import MainContentSearch
from newsgrab.extraction.body.names import title_key
from newsgrab.extraction.body.title import Headline, find_title, first_words
from newsgrab.extraction.body.verdict import verdict_of
from newsgrab.extraction.page.boxes import Line, PageLayout, SetAside, text_weight
from newsgrab.extraction.page.document import Document
from newsgrab.extraction.words.wall_phrases import PAYWALL
from newsgrab.extraction_result import FieldResult, Part, Verdict

_MAX_HEADLINE = 300
_MUCH = 1500.0
_FAR_MORE = 2.5  # times the text that was found: what a part's name says against it is then taken to be wrong
_CELLS = frozenset({"td", "th", "pre"})
_MANY = 3
_TEASER = 2  # lines
_ENOUGH = 300.0  # text that is an article even without a headline


@dataclass(frozen=True, slots=True)
class HeadlineAndText:
    """Headline, text and verdict."""

    verdict: Verdict
    reason: str
    headline: FieldResult[str | None]
    blocks: tuple[Block, ...]
    part: Part = Part.WHOLE

    @property
    def title(self) -> str:
        """The headline, "" if there is none."""
        return self.headline.value or ""


def read_headline_and_text(document: Document) -> HeadlineAndText:
    """The headline and the text of the page."""
    if document.tree.body is None:
        return HeadlineAndText(Verdict.OTHER, "the page is empty", FieldResult(None), ())
    thing = document.structured.article
    declared = thing.text("headline") if thing else None
    layout = document.lay_out()
    headline, kept = _read(document, layout, declared)
    if layout.aside and _is_little(kept, layout.aside):
        whole = document.lay_out(whole=True)
        other, more = _read(document, whole, declared)
        if _is_far_more(more, kept):
            layout, headline, kept = whole, other, more
    told_body = linked_data_body(thing)
    checked = reconciled(told_body, kept, layout.lines) if told_body else kept
    if isinstance(checked, tuple) and headline.found.value:
        return HeadlineAndText(Verdict.ARTICLE, "", headline.found, checked)
    kept = checked if isinstance(checked, list) else kept
    found = headline.found
    if not found.value and text_weight(kept) > _ENOUGH:
        found = first_words(kept, layout.lines)
    verdict, reason = verdict_of(document, replace(headline, found=found), kept, layout)
    part = part_of(document, kept, layout)
    if part is Part.PAYWALL:
        offers = [wall.line for wall in walls_of(document, kept)]
        kept = [
            line
            for line in kept
            if (len(line.text) > _MAX_HEADLINE or not PAYWALL.are_in(line.text))
            and not any(line.text in offer for offer in offers)
            and not (line is kept[-1] and asks_to_join(line))
        ]
    return HeadlineAndText(verdict, reason, found, blocks(kept), part)


def _read(document: Document, layout: PageLayout, declared: str | None) -> tuple[Headline, list[Line]]:
    headline = find_title(document, layout.lines, declared)
    search = MainContentSearch(headline.line)
    box = search.find(layout.root)
    kept = article_lines(box, headline.line, layout.lines, search.shared)
    kept = _without_dated_cards(document, kept, layout.lines, headline.line)
    kept = with_subheadline(_without(headline.found.value or "", kept), headline.line, layout.lines)
    kept = with_corrections(kept, headline.line, layout)
    return headline, [] if all(map(_is_fact, kept)) else kept


def _is_fact(line: Line) -> bool:
    """Whether a line says who and when, and is no sentence: alone it is no text."""
    return is_dateline(line.text) and not line.text.endswith(SENTENCE_STOPS)


def _without_dated_cards(document: Document, kept: list[Line], lines: list[Line], headline: Line | None) -> list[Line]:
    """The lines without teasers of other stories behind the text: three and more, each with its own date."""
    dates = sum(line.weight < 0 and is_dateline(line.text) for line in kept)
    if dates < _MANY - 1:  # the last may be gone already
        return kept
    at = next((at for at, line in enumerate(lines) if line is headline), -1)
    cards = [card for card in cards_of(lines, Leads(document), at) if card.dates == 1 and card.text]
    teasers = {id(line) for card in cards for line in card.text}
    first = next((at for at, line in enumerate(kept) if id(line) in teasers), len(kept))
    before, behind = kept[:first], kept[first:]
    if len(cards) < _MANY or text_weight(before) < _ENOUGH or any(len(card.text) > _TEASER for card in cards):
        return kept
    return trimmed(before) if all(id(line) in teasers for line in behind if line.weight > 0) else kept


def _without(title: str, lines: list[Line]) -> list[Line]:
    """The lines without those that say the headline once more."""
    key, size = title_key(title), len(title)
    return [line for line in lines if not (size < 2 * len(line.text) < 4 * size and title_key(line.text) == key)]


def _is_little(kept: list[Line], aside: list[SetAside]) -> bool:
    """Whether the text is short, and a part that was set aside by its name holds far more."""
    size = text_weight(kept)
    return size < _MUCH and any(len(part.element.line) > _FAR_MORE * size for part in aside)


def _is_far_more(more: list[Line], kept: list[Line]) -> bool:
    """Whether there is far more text: in sentences, and than the cells of tables, which have none, say."""
    cells = sum(len(line.text) - line.linked for line in kept if line.box.tag in _CELLS)
    size = text_weight(more)
    return size > _FAR_MORE * text_weight(kept) and size > cells
