"""Searching an archive: what is indexed, what a query means, what it finds.

The names below are loaded when they are first used: a search needs neither the facets nor what fills the index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgrab.archive.search.explain import explain_query
    from newsgrab.archive.search.facets import FACETS, Count, FacetCount, count, facet_counts
    from newsgrab.archive.search.find import search
    from newsgrab.archive.search.hits import Hit, Hits, Passage, Span, Window
    from newsgrab.archive.search.index.state import is_stale
    from newsgrab.archive.search.index.stems import index_article, sync

__all__ = [
    "FACETS",
    "Count",
    "FacetCount",
    "Hit",
    "Hits",
    "Passage",
    "Span",
    "Window",
    "count",
    "explain_query",
    "facet_counts",
    "index_article",
    "is_stale",
    "search",
    "sync",
]

_HOMES = {
    "FACETS": "facets",
    "Count": "facets",
    "FacetCount": "facets",
    "Hit": "hits",
    "Hits": "hits",
    "Passage": "hits",
    "Span": "hits",
    "Window": "hits",
    "sync": "index.stems",
    "count": "facets",
    "explain_query": "explain",
    "facet_counts": "facets",
    "index_article": "index.stems",
    "is_stale": "index.state",
    "search": "find",
}


def __getattr__(name: str) -> object:
    """A name from the module that defines it (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
