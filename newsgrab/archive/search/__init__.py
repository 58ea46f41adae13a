"""Searching an archive: what is indexed, what a query means, what it finds."""

from __future__ import annotations

from newsgrab.archive.search.explain import explain
from newsgrab.archive.search.find import search
from newsgrab.archive.search.hits import Hit, Hits, Passage, Span
from newsgrab.archive.search.index import catch_up, index_article, is_stale

__all__ = ["Hit", "Hits", "Passage", "Span", "catch_up", "explain", "index_article", "is_stale", "search"]
