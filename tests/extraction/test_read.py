"""Reading a page: what comes of it."""

from datetime import UTC, datetime

import pytest

from newsgrab.article import BlockKind
from newsgrab.errors import NotAnArticle
from newsgrab.extraction import extract, read
from newsgrab.extraction_result import Verdict
from newsgrab.page import Origin, Page

ADDRESS = "https://courier.example/news/harbour"
SENTENCE = "The harbour office said on Monday that the new ferry line will open in spring, weeks earlier than planned. "
PAGE = f"""<!doctype html><html lang=en><head><title>Ferry line opens early - Courier</title></head><body>
<nav><a href=/>Home</a><a href=/sport>Sport</a></nav>
<article><h1>Ferry line opens early</h1><p>{SENTENCE * 2}</p><h2>Two ships</h2><p>{SENTENCE * 3}</p></article>
<footer>All rights reserved</footer></body></html>"""


def page(content: bytes, url: str | None = ADDRESS) -> Page:
    return Page(content, datetime(2026, 1, 5, tzinfo=UTC), Origin.FILE, url)


def test_an_article_page_is_read() -> None:
    """Title and body come out, the page's frame does not."""
    article = extract(PAGE, ADDRESS)
    assert article.title == "Ferry line opens early"
    assert [block.kind for block in article.blocks] == [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert article.url == ADDRESS


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        (b"", Verdict.OTHER),
        (b"   \n ", Verdict.OTHER),
        (b"%PDF-1.7 \x00\x01\x02", Verdict.OTHER),
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', Verdict.FEED),
        (b'{"a": 1}', Verdict.OTHER),
    ],
)
def test_what_is_no_page_gets_a_verdict_with_a_reason(content: bytes, verdict: Verdict) -> None:
    """Nothing raises; the reason says what it is."""
    reading = read(page(content))
    assert reading.verdict is verdict
    assert reading.reason
    assert reading.article is None


def test_extract_says_why_there_is_no_article() -> None:
    """The error names the page and the reason."""
    with pytest.raises(NotAnArticle, match="the page is empty"):
        extract(b"", ADDRESS)


def test_boxes_nested_too_deeply_are_no_article() -> None:
    """A page of fifteen hundred boxes one in the other is refused with its reason, not with a traceback."""
    reading = read(page(PAGE.replace("<article>", "<article>" + "<div>" * 1500).encode()))
    assert (reading.verdict, reading.article) == (Verdict.OTHER, None)
    assert "too deeply" in reading.reason
