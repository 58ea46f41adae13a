"""Filters and references as people write them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsgrab.archive import Archive
from newsgrab.archive.query.filters import Filters
from newsgrab.outcomes import Outcome
from tests.archive.conftest import FLOOD, MONDAY, TUESDAY, URL, look


@pytest.fixture
def kept(archive: Archive) -> Archive:
    """One article, with names that are not ASCII."""
    authors = ("Émile Çelik", "Ўғил Қодиров", "Ann O’Neill")
    page, reading = look(replace(FLOOD, category="Économie", authors=authors, language="PT-br"), MONDAY)
    archive.record(page, reading)
    archive.record_other(URL, Outcome.GONE, "HTTP 404", at=TUESDAY)
    return archive


@pytest.mark.parametrize(
    ("filters", "passes"),
    [
        (Filters(category="économie"), True),
        (Filters(category="ÉCONOMIE"), True),
        (Filters(category="E\u0301conomie"), True),
        (Filters(category="%"), False),
        (Filters(author="ÉMILE"), True),
        (Filters(author="ўғил"), True),
        (Filters(author="Ém%le"), False),
        (Filters(author="_mile"), False),
        (Filters(author="Celik"), True),
        (Filters(author="elik"), True),
        (Filters(author="O`Neill"), True),
        (Filters(author="Celek"), False),
        (Filters(language="pt"), True),
        (Filters(language="pt-BR"), True),
        (Filters(language="p"), False),
        (Filters(language="%"), False),
        (Filters(site="courier.example"), True),
        (Filters(site="example"), True),
        (Filters(site="%.example"), False),
        (Filters(site="urier.example"), False),
    ],
)
def test_filters_mean_what_is_written(kept: Archive, filters: Filters, *, passes: bool) -> None:
    """Capitals, accents and apostrophes make no difference, as in a search; no character is a wildcard."""
    assert len(list(kept.query.articles(filters))) == passes
    assert bool(list(kept.query.rows("visits", filters))) == passes
    assert len(list(kept.history.changes(filters))) == passes


@pytest.mark.parametrize("address", [URL, URL.replace("https", "http"), URL.removeprefix("https://")])
def test_an_article_is_named_by_either_scheme(kept: Archive, address: str) -> None:
    """People copy http addresses of pages that are https by now."""
    assert kept.resolve(address).url == URL
    assert kept.resolve(f"{address}@1").version == 1
