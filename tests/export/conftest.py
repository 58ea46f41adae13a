"""An archive whose texts are what spreadsheets stumble over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from newsgrab.archive import Archive
from newsgrab.article import Block, BlockKind, Precision
from newsgrab.page import Origin, Page
from tests.archive.conftest import FLOOD, MONDAY, TUESDAY, look

DAMASCUS = timezone(timedelta(hours=3))
HARD_TEXTS = (
    '=HYPERLINK("https://evil.example","x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\ttab first",
    "https://courier.example/" + "a" * 3000,
    "mailto:someone@courier.example",
    "_x0041_ and &amp; <b>",
    " blanks around ",
    "two\nlines",
    "{=1+1}",
    "12345678901234567890",
    "1e5",
    "true",
    "😀" * 20_000,
    "حرف " * 9_000,
    "\u202eoverride",
)


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An article for each of the hard texts, in its title, body, authors and category; looked at twice.

    The last one was edited in between.
    """
    with Archive(tmp_path_factory.mktemp("hard"), create=True) as kept:
        for number, text in enumerate(HARD_TEXTS):
            url = f"https://courier.example/article/{number}"
            article = replace(
                FLOOD,
                url=url,
                title=text[:300].strip() or "x",
                blocks=(Block(BlockKind.PARAGRAPH, text),),
                authors=(text[:50], "ليلى"),
                category=text[:50],
                published_at=datetime(2025, 3, 3, 0, 30, tzinfo=DAMASCUS),
                published_precision=Precision.DAY if number % 2 else Precision.MINUTE,
            )
            for at in (MONDAY, TUESDAY):
                if number == len(HARD_TEXTS) - 1 and at == TUESDAY:
                    article = replace(article, title="edited", blocks=(Block(BlockKind.PARAGRAPH, "another text"),))
                page, reading = look(article, at)
                kept.record(Page(page.content, at, Origin.HTTP, url, url, 200), reading)
        yield kept
