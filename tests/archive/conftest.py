"""An empty archive, and pages to keep in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgrab.archive import Archive
from newsgrab.article import Article, Block, BlockKind, Related
from newsgrab.extraction_result import ExtractionResult, Verdict
from newsgrab.page import Origin, Page

MONDAY = datetime(2025, 3, 3, 14, 2, tzinfo=UTC)
TUESDAY = datetime(2025, 3, 4, 14, 31, tzinfo=UTC)
WEDNESDAY = datetime(2025, 3, 5, 9, 0, tzinfo=UTC)
URL = "https://courier.example/article/12"

FLOOD = Article(
    url=URL,
    title="النهر يغمر السوق القديم",
    blocks=(
        Block(BlockKind.PARAGRAPH, "غمرت مياه النهر السوق القديم فجر الاثنين."),
        Block(BlockKind.CAPTION, "السوق صباح اليوم"),
        Block(BlockKind.HEADING, "خسائر كبيرة", 2),
        Block(BlockKind.PARAGRAPH, "قدّر التجار خسائرهم بنحو مليون ليرة."),
    ),
    category="محليات",
    authors=("ليلى الحمصي",),
    published_at=MONDAY,
    language="ar",
    views=16,
    views_text="16",
    related=(
        Related("https://courier.example/article/7", "جسر جديد على النهر", "يربط ضفتي المدينة.", 9, position=1),
        Related("https://courier.example/article/8", "السوق يستعد للعيد", None, 20, position=2),
    ),
    sources={"title": "h1"},
)


def look(
    article: Article | None, at: datetime, *, content: bytes | None = None, recipe: str = "1"
) -> tuple[Page, ExtractionResult]:
    """A look at an article's page, and its reading."""
    raw = content if content is not None else repr((article, at)).encode()
    page = Page(raw, at, Origin.HTTP, URL, URL, 200, (("etag", '"a"'),))
    verdict = Verdict.ARTICLE if article else Verdict.WALL
    return page, ExtractionResult(verdict, "" if article else "asks for a login", article, recipe=recipe)


def unread(_page: Page) -> ExtractionResult:
    """Nobody reads a page again that is not there, or that the same rules have read."""
    raise AssertionError


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    with Archive(tmp_path / "kept", create=True) as kept:
        yield kept
