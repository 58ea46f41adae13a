"""The sub-headline, which stands between the headline and the text and need be no sentence."""

from __future__ import annotations

import pytest

from newsgrab.article import BlockKind
from tests.extraction.body.test_edges import PARAGRAPHS, TITLE, article, paragraphs

LINE = "Keepers are pleased with the eastern shore and the open weir"
BOX = f"<div class=article-body>{paragraphs(*PARAGRAPHS)}</div>"
BYLINE = '<div class=byline>By <a href="/people/nora-blake">Nora Blake</a></div><time>5 March 2026</time>'


@pytest.mark.parametrize("rest", [BOX, BYLINE + BOX, paragraphs(*PARAGRAPHS)])
@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (f"<h2>{LINE}</h2>", BlockKind.HEADING),
        (f"<div class=lead>{LINE}</div>", BlockKind.PARAGRAPH),
        (f"<p class=article__dek>{LINE}</p>", BlockKind.PARAGRAPH),
        (f"<div class=summary><p>{LINE}</p></div>", BlockKind.PARAGRAPH),
    ],
)
def test_a_sub_headline_is_the_first_block(line: str, kind: BlockKind, rest: str) -> None:
    """A heading, or what is called one; with a byline behind it or not, outside the box of the text or in it."""
    found = article(line + rest)
    assert (found.blocks[0].text, found.blocks[0].kind) == (LINE, kind)
    assert [block.text for block in found.blocks[1:]] == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    [
        f"<h2>Lake Dunmor: {TITLE}</h2>",
        f"<p class=lead>{PARAGRAPHS[0][:70]}</p>",
        "<h2>Latest stories of the lake</h2><div><a href=/a/2>Otters come back to the brook of Dunmor</a></div>",
        "<h4 class=date>Thursday, 5 March 2026, 10:30, Dunmor</h4>",
        f"<div class=lead><a href=/a/2>{LINE}</a></div>",
        f"<figure><h2>{LINE}</h2></figure>",
        f"<p>{LINE}</p>",
        "<h2>Herons</h2>",
    ],
    ids=["headline", "beginning of the text", "heading of others", "date", "link", "picture", "any line", "label"],
)
def test_no_other_line_before_the_text_is_a_sub_headline(line: str) -> None:
    """What says the same once more, leads elsewhere or says next to nothing."""
    assert article(line + BOX).body.split("\n\n") == list(PARAGRAPHS)
