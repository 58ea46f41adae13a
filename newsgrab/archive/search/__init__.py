"""Searching an archive: what is indexed, what a query means, what it finds."""

from __future__ import annotations

from newsgrab.archive.search.explain import explain
from newsgrab.archive.search.facets import FACETS, count, facets
from newsgrab.archive.search.find import search
from newsgrab.archive.search.hits import Hit, Hits, Passage, Span, Window
from newsgrab.archive.search.index import catch_up, index_article, is_stale

__all__ = [
    "FACETS",
    "Hit",
    "Hits",
    "Passage",
    "Span",
    "Window",
    "catch_up",
    "count",
    "explain",
    "facets",
    "index_article",
    "is_stale",
    "search",
]
