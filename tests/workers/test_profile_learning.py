"""A profile is learned in a reading process, and a page that kills it costs only itself."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from newsgrab.errors import BadUsage, ReadingFailed
from newsgrab.page import Origin, Page, PageSet
from newsgrab.workers.profile_learning import learn_together
from newsgrab.workers.reader_pool import ReaderPool
from tests.cli.profiled_site import before

PAGES = [
    Page(before(n, 12 + n).encode(), datetime(2025, 3, n, tzinfo=UTC), Origin.FILE, f"https://harbour.example/{n}")
    for n in range(1, 4)
]


class Fragile(ReaderPool):
    """Reads in this process, as far as it comes to an end: not with the page of that address."""

    def __init__(self, deadly: str | None) -> None:
        """Nothing is started."""
        super().__init__(1)
        self.deadly = deadly

    def run(self, task: Any, page: Any, **_: Any) -> Any:
        """What the task makes of it."""
        if self.deadly in [each.url for each in (page.pages if isinstance(page, PageSet) else [page])]:
            raise ReadingFailed("the page", "given up: the parser crashed over it")
        return task(page)


def test_a_draft_comes_back_from_the_reading_process() -> None:
    """With how it reads each page, by its place."""
    with ReaderPool(1) as readers:
        learned = learn_together(readers, PAGES, {"views": 13})
    assert {"title", "views"} <= {name for name, _ in learned.draft.fields}
    assert [(at, article.views) for at, article in learned.read] == [(0, 13), (1, 14), (2, 15)]


def test_a_page_that_cannot_be_read_is_left_out_and_named() -> None:
    """The others teach what they can."""
    learned = learn_together(Fragile(PAGES[1].url), PAGES, {})
    assert [at for at, _ in learned.read] == [0, 2]
    assert learned.left_out == ((1, "given up: the parser crashed over it"),)
    with pytest.raises(BadUsage, match="the values are looked for on the first page"):
        learn_together(Fragile(PAGES[0].url), PAGES, {"views": 13})
