"""The core of an article page: its headline and its text, found together since each helps to find the other."""

from __future__ import annotations

from dataclasses import dataclass

from newsgrab.article import Block
from newsgrab.extraction.blocks import blocks
from newsgrab.extraction.body import Search
from newsgrab.extraction.boilerplate import kept_lines
from newsgrab.extraction.boxes import boxes
from newsgrab.extraction.document import Document
from newsgrab.extraction.found import Found
from newsgrab.extraction.title import all_lines, find_title, fold
from newsgrab.extraction.verdict import judge
from newsgrab.reading import Verdict


@dataclass(frozen=True, slots=True)
class Core:
    """Headline, text and verdict."""

    verdict: Verdict
    reason: str
    headline: Found[str | None]
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The headline, "" if there is none."""
        return self.headline.value or ""


def read_core(document: Document) -> Core:
    """The headline and the text of the page."""
    body = document.tree.body
    if body is None:
        return Core(Verdict.OTHER, "the page is empty", Found(None), ())
    root = boxes(body)
    lines = list(all_lines(root))
    thing = document.structured.article
    headline = find_title(document, lines, thing.text("headline") if thing else None)
    kept = kept_lines(Search(headline.line).find(root), headline.line, lines)
    key = fold(headline.found.value or "")
    kept = [line for line in kept if len(line.text) > 300 or fold(line.text) != key]
    verdict, reason = judge(document, headline.found.value, sum(len(line.text) for line in kept))
    return Core(verdict, reason, headline.found, blocks(kept))
