"""What happened since a moment."""

from __future__ import annotations

from dataclasses import replace

from newsgrab.archive import Archive, Filters
from newsgrab.article import Block, BlockKind
from newsgrab.extraction_result import ExtractionResult, Verdict
from tests.archive.conftest import FLOOD, MONDAY, TUESDAY, WEDNESDAY, look


def test_the_most_telling_edit_is_told_first(archive: Archive) -> None:
    """A number that became another before a later edit of a comma."""
    first = replace(FLOOD, blocks=(Block(BlockKind.PARAGRAPH, "The river rose by 12 metres, they said."),))
    other = replace(first, url="https://courier.example/article/9")
    for article, at in (
        (first, MONDAY),
        (other, MONDAY),
        (replace(first, blocks=(Block(BlockKind.PARAGRAPH, "The river rose by 31 metres, they said."),)), TUESDAY),
        (replace(other, blocks=(Block(BlockKind.PARAGRAPH, "The river rose by 12 metres they said."),)), WEDNESDAY),
    ):
        page, _ = look(article, at)
        archive.record(
            replace(page, url=article.url, final_url=article.url), ExtractionResult(Verdict.ARTICLE, "", article)
        )
    (site,) = archive.history.digest(TUESDAY, Filters()).sites
    assert [each.url for each in site.edited] == [first.url, other.url]
    assert site.edited[0].at < site.edited[1].at
