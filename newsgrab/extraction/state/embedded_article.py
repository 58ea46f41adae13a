"""The article in embedded state, where the page prints none: headline, text and fields of one object.

Most pages print theirs, so what reads scripts is imported only for those that do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgrab.extraction.body.blocks import prose_weight
from newsgrab.extraction.body.headline_and_text import HeadlineAndText
from newsgrab.extraction.body.page_kind import is_mostly_message
from newsgrab.extraction_result import FieldResult, Part, Verdict

if TYPE_CHECKING:
    from newsgrab.extraction.fields.read_fields import Fields
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.state.article_object import ArticleObject

MAX_PRINTED = 600.0  # text that a page prints which may be no more than the beginning, or a notice
MORE = 2.5  # times of it that the state holds at least
MIN_OF_LIST = 400.0  # text of an article whose page looks like a list
MIN_HEADLINE = 20
_LISTS = frozenset({Verdict.SECTION, Verdict.HOME})


@dataclass(frozen=True, slots=True)
class EmbeddedArticle:
    """The article of one object: it takes the place of what the page prints, and is never mixed with it."""

    found: ArticleObject
    core: HeadlineAndText

    def fields(self, document: Document, printed: Fields) -> Fields:
        """The fields of the page with those of the object."""
        from newsgrab.extraction.state.fields_in_state import with_state_fields

        return with_state_fields(document, self.found, printed)


def embedded_article(document: Document, core: HeadlineAndText) -> EmbeddedArticle | None:
    """The article that scripts of a page carry, None if the page prints one, or they carry none."""
    printed = 0.0
    for block in core.blocks:  # mostly a few of them are enough
        printed += prose_weight((block,))
        if printed >= MAX_PRINTED and core.verdict is Verdict.ARTICLE:
            return None

    from newsgrab.extraction.state.article_object import find_article_object
    from newsgrab.extraction.state.values import state_values

    found = find_article_object(document, state_values(document), filter(None, [core.headline.value]))
    if found is None or not _outweighs(found, core, printed):
        return None
    source = f"embedded state {found.place}"[:80]
    headline: FieldResult[str | None] = FieldResult(found.headline, source, core.headline.candidates)
    return EmbeddedArticle(found, HeadlineAndText(Verdict.ARTICLE, "", headline, found.blocks, Part.WHOLE))


def _outweighs(found: ArticleObject, core: HeadlineAndText, printed: float) -> bool:
    """Whether the object is rather the page's article than what is printed."""
    if core.verdict is Verdict.ARTICLE:
        return found.is_sure and found.weight >= MORE * printed
    if core.verdict in _LISTS:
        return found.is_sure and len(found.headline) >= MIN_HEADLINE and found.weight >= MIN_OF_LIST
    return not is_mostly_message(found.headline)
