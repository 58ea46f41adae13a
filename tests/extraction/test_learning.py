"""A draft of a profile, learned from pages of one site."""

from __future__ import annotations

from pathlib import Path

from newsgrab.extraction import extract
from newsgrab.extraction.document import Document
from newsgrab.extraction.learning import learn
from newsgrab.profile import load_profile

TEXT = (
    "<p>"
    + "The council met on Monday and spoke for hours about the harbour, the ferry and the market hall. " * 3
    + "</p>"
)
ROWS = (
    ("Bridge opens after a year of repairs", "Port", "2025-05-03", 1234),
    ("Market hall gets its glass roof back", "City", "2025-06-14", 77),
    ("Ferry to the islands runs again", "Islands", "2025-07-21", 905),
)


WRITERS = dict(zip((row[0] for row in ROWS), ("Ann Roe", "Bob Poe", "Eve Noe"), strict=True))


def source(title: str, category: str, day: str, views: int) -> str:
    """A page of an invented site, with one class name that a build made up."""
    return (
        f'<!doctype html><html lang="en"><head><title>{title} - The Courier</title></head><body>'
        f'<nav><a href="/">Home</a><a href="/port">Port</a><a href="/city">City</a></nav><article><a class="section-name" '  # noqa: E501
        f'href="/category/{category.lower()}">{category}</a><h1 class="headline css-1x9f3k2">{title}</h1>'
        f'<p class="byline">By <a class="writer" href="/w">{WRITERS[title]}</a></p>'
        f'<time datetime="{day}">{day}</time> <i class="fa fa-eye"></i> <b class="seen">{views}</b>{TEXT * 4}</article>'
        "</body></html>"
    )


def test_a_draft_reads_a_page_that_it_has_not_seen(tmp_path: Path) -> None:
    """Two pages give a draft; with it a third page is read exactly, by selectors that a new build will not break."""
    pages = []
    for at, row in enumerate(ROWS[:2]):
        url = f"https://courier.example/story/{at}"
        pages.append((Document.of_text(source(*row), url), extract(source(*row), url)))
    draft = learn("courier.example", pages)
    assert {one.name for one in draft.fields} == {"title", "category", "authors", "published_at", "views"}
    assert "css-" not in draft.toml
    path = tmp_path / "courier.example.toml"
    path.write_text(draft.toml, encoding="utf-8")
    title, category, day, views = ROWS[2]
    article = extract(source(*ROWS[2]), "https://courier.example/story/9", profile=load_profile(path))
    assert article.published_at is not None
    found = (article.title, article.category, article.published_at.date().isoformat(), article.views)
    assert found == (title, category, day, views)
    assert article.authors == (WRITERS[title],)
    assert article.sources["views"].startswith("profile")


def test_one_page_teaches_nothing() -> None:
    """What repeats cannot be told from a single page."""
    url = "https://courier.example/story/0"
    pages = [(Document.of_text(source(*ROWS[0]), url), extract(source(*ROWS[0]), url))]
    assert learn("courier.example", pages).fields == ()


def test_what_is_equal_on_all_pages_is_not_learned_as_an_author() -> None:
    """It would be the site's name, or the one writer that these pages happen to share."""
    pages = []
    for at, row in enumerate(ROWS[:2]):
        url, html = f"https://courier.example/story/{at}", source(*row).replace(WRITERS[row[0]], "Ann Roe")
        pages.append((Document.of_text(html, url), extract(html, url)))
    assert "authors" not in {one.name for one in learn("courier.example", pages).fields}
