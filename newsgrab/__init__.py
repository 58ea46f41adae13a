"""newsgrab: an archive of news articles, kept from the terminal.

The names below are loaded when they are first used, so that importing this package stays cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from newsgrab.archive import Archive
    from newsgrab.article import Article, Block, BlockKind, Related
    from newsgrab.errors import NewsgrabError, NotAnArticle
    from newsgrab.extraction import extract
    from newsgrab.extraction_result import ExtractionResult, Verdict
    from newsgrab.page import Page

__all__ = [
    "Archive",
    "Article",
    "Block",
    "BlockKind",
    "ExtractionResult",
    "NewsgrabError",
    "NotAnArticle",
    "Page",
    "Related",
    "Verdict",
    "__version__",
    "extract",
]

_HOMES = {
    "Archive": "newsgrab.archive",
    "Article": "newsgrab.article",
    "Block": "newsgrab.article",
    "BlockKind": "newsgrab.article",
    "NewsgrabError": "newsgrab.errors",
    "NotAnArticle": "newsgrab.errors",
    "Page": "newsgrab.page",
    "ExtractionResult": "newsgrab.extraction_result",
    "Related": "newsgrab.article",
    "Verdict": "newsgrab.extraction_result",
    "extract": "newsgrab.extraction",
}


def __getattr__(name: str) -> object:
    """A public name, from the module that defines it (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
