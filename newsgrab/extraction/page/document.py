"""The document: one parsed page with what several fields want to know about it. Readers of fields get nothing else."""

from __future__ import annotations

from functools import cached_property

from newsgrab.extraction.page.menus import Menus
from newsgrab.extraction.page.outline import Outline
from newsgrab.extraction.page.parsed_html import ParsedHtml
from newsgrab.extraction.page.regions import PageRegions
from newsgrab.extraction.page.structured import StructuredData


class Document(ParsedHtml):
    """One parsed page, its parts looked up when they are first asked for."""

    @cached_property
    def structured(self) -> StructuredData:
        """What the page says to machines."""
        return StructuredData(self)

    @cached_property
    def outline(self) -> Outline:
        """The page's short texts and marked elements."""
        return Outline(self.elements)

    @cached_property
    def regions(self) -> PageRegions:
        """Where the headline stands, and what on the page belongs to something else."""
        return PageRegions(self, self.structured, self.outline)

    @cached_property
    def menus(self) -> Menus:
        """Which of the page's links stand in a menu."""
        return Menus(self.outline, self.regions)
