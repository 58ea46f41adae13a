"""Golden pages, of sites and of languages: each reads exactly as the JSON beside it says."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgrab.cli.render import as_json
from newsgrab.extraction import read
from newsgrab.page import Origin, Page

TESTS = Path(__file__).resolve().parent
PAGES = sorted(
    path
    for folder in ("sites", "languages")
    for path in (TESTS / folder).rglob("*")
    if path.suffix in {".html", ".txt"} and path.name != "missing.txt"
)


def expected(path: Path) -> Path:
    """The golden file of a page."""
    return path.with_name(path.name.removesuffix(".html") + ".json")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TESTS)))
def test_a_page_reads_as_expected(path: Path) -> None:
    """Every field that the golden file names is equal."""
    gold = json.loads(expected(path).read_text(encoding="utf-8"))
    page = Page(path.read_bytes(), datetime(2025, 1, 1, tzinfo=UTC), Origin.FILE, gold["url"], gold["url"])
    article = read(page).article
    assert article is not None
    fields = json.loads(json.dumps(as_json(article)))
    assert {name: fields[name] for name in gold} == gold
