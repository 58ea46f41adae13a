"""What a page holds for readers without scripts."""

from __future__ import annotations

import pytest

from newsgrab.errors import NotAnArticle
from newsgrab.extraction import extract

URL = "https://courier.example/2026/03/05/tide-mill-turns-again"
TITLE = "Old tide mill turns again after sixty years"
TEXT = (
    "<p>The wheel of the old tide mill turned for the first time since the flood, to the cheers of hundreds.</p>"
    "<p>Volunteers had spent four winters on the gears, which were carved anew from oak that a farmer gave them.</p>"
)
SCRIPT = f"<script type='text/template'>{TEXT}</script><script>move(document.scripts)</script>"


def page(body: str) -> str:
    """A page whose text is moved by a script."""
    return f"<title>{TITLE}</title><main><h2>{TITLE}</h2><span>5 March 2026</span>{body}</main>"


def test_a_text_that_is_there_for_readers_without_scripts_alone_is_read() -> None:
    """So blogs print it whose readers leaf through it."""
    article = extract(page(f"{SCRIPT}<NOSCRIPT class=x>{TEXT}</noscript >"), URL)
    assert "The wheel of the old tide mill" in article.body
    assert article.body.count("Volunteers") == 1
    assert article.sources["blocks"] == "noscript"
    assert article.published_at is not None


@pytest.mark.parametrize(
    "other",
    [
        "<noscript>Please enable JavaScript to read this page, or write to us.</noscript>",
        f"<noscript><img src='https://count.example/{'x' * 300}'></noscript>",
        f"<noscript>{'<a href=/x>Another story of the day</a> ' * 12}</noscript>",
        "",
    ],
    ids=["notice", "counter", "menu", "none"],
)
def test_a_notice_a_picture_or_a_menu_for_them_makes_no_article(other: str) -> None:
    """The page is as empty as before."""
    with pytest.raises(NotAnArticle):
        extract(page(SCRIPT + other), URL)


def test_a_printed_text_is_not_mixed_with_one_for_readers_without_scripts() -> None:
    """What everybody sees goes first."""
    article = extract(page(f"{TEXT}<noscript>{TEXT.replace('Volunteers', 'Friends')}</noscript>"), URL)
    assert "Friends" not in article.body
    assert "blocks" not in article.sources
