"""Searching an archive: what is indexed, what a query means, what it finds.

The names below are loaded when they are first used: a search needs neither the facets nor what fills the index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgrab.archive.search.find import search
    from newsgrab.archive.search.hits import Hit, Hits, Passage, Span, Window
    from newsgrab.archive.search.index import catch_up, index_article
    from newsgrab.archive.search.state import is_stale
    from newsgrab.archive.search.tally import FACETS, count, facets
    from newsgrab.archive.search.understood import explain

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

_HOMES = {
    "FACETS": "tally",
    "Hit": "hits",
    "Hits": "hits",
    "Passage": "hits",
    "Span": "hits",
    "Window": "hits",
    "catch_up": "index",
    "count": "tally",
    "explain": "understood",
    "facets": "tally",
    "index_article": "index",
    "is_stale": "state",
    "search": "find",
}


def __getattr__(name: str) -> object:
    """A name from the module that defines it (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
