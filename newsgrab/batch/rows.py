"""The rows of a batch: one for each look at a page, with the article if there is one, and where its record stands."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsgrab.errors import FetchError, UnreadablePage
from newsgrab.outcomes import Verdict
from newsgrab.page import NotModified, Page, SavedRecord, Subject
from newsgrab.urls import site

if TYPE_CHECKING:
    from newsgrab.article import Article
    from newsgrab.extraction_result import ExtractionResult
    from newsgrab.warc.captures import Look

Cell = str | int | list[str] | bool | None
Row = dict[str, Cell]

_COLUMNS = (
    "url site title category authors tags language published_at published_precision updated_at views views_exact"
    " related truncated site_name image body verdict reason status seen_at final_url permanent warc offset page_offset"
    " recipe"
)
COLUMNS = tuple(_COLUMNS.split())
PLACE_COLUMNS = ("site", "url", "final_url", "permanent", "seen_at", "warc", "offset", "page_offset")
NOT_MODIFIED = "not modified"
_NOTHING: Row = dict.fromkeys(COLUMNS)


def read_row(subject: Subject, profiles: str | None = None) -> Row | FetchError | UnreadablePage:
    """What a page says, as far as reading it tells; the error if it cannot be had."""
    from newsgrab.workers.extract_with_profile import read
    from newsgrab.workers.tasks import loaded

    page = loaded(subject)
    if not isinstance(page, Page):
        return page
    result = read(page, profiles)
    row = _read(result) | {"status": page.status}
    return row | _article(result.article) if result.article else row


def failed(reason: str) -> Row:
    """A page that could not be read."""
    return {"verdict": "failed", "reason": reason}


def refused(error: FetchError) -> Row:
    """An answer that is no page."""
    return {"verdict": str(error.outcome), "reason": error.reason, "status": error.status}


def unread(look: Look) -> Row:
    """A look that needs no reading."""
    if isinstance(look, FetchError):
        return refused(look)
    if isinstance(look, NotModified):
        return {"verdict": NOT_MODIFIED, "status": look.status}
    return {"verdict": NOT_MODIFIED, "reason": "the same page as another capture, which is not in this range"}


def placed(row: Row, look: Look, place: tuple[str, int]) -> Row:
    """The row with what the record tells: which address, when, where; `place` is its collection and its byte."""
    seen_at = look.seen_at or datetime.min.replace(tzinfo=UTC)
    page_offset = look.offset if isinstance(look, SavedRecord) else None
    where = {
        "site": site(look.url or ""),
        "url": look.url,
        "final_url": look.final_url or look.url,
        "permanent": look.permanent,
        "seen_at": seen_at.isoformat(),
        "warc": place[0],
        "offset": place[1],
        "page_offset": place[1] if page_offset is None else page_offset,
    }
    return _NOTHING | row | where


def day_of(row: Row) -> str:
    """The day (UTC) of the capture."""
    return str(row["seen_at"])[:10]


def order(row: Row) -> tuple[str, str, str, int]:
    """By site, then address and time."""
    return str(row["site"]), str(row["url"]), str(row["seen_at"]), int(str(row["offset"] or 0))


def speaks(row: Row, language: str) -> bool:
    """Whether the row is an article in that language."""
    return str(row["language"] or "").lower().partition("-")[0] == language.lower().partition("-")[0]


def _read(result: ExtractionResult) -> Row:
    reason = result.reason if result.verdict is not Verdict.ARTICLE else ""
    return {"verdict": result.verdict.value, "reason": reason, "recipe": result.recipe}


def _article(article: Article) -> Row:
    return {
        "title": article.title,
        "category": article.category,
        "authors": list(article.authors),
        "tags": list(article.tags),
        "language": article.language,
        "published_at": _iso(article.published_at),
        "published_precision": article.published_precision,
        "updated_at": _iso(article.updated_at),
        "views": article.views,
        "views_exact": article.views_exact,
        "related": len(article.related),
        "truncated": article.truncated,
        "site_name": article.site_name,
        "image": article.image,
        "body": article.body,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
