"""The archive: keeping, history, search, comparison and export. The only home of SQL.

The names below are loaded when they are first used: a search needs no more than the archive itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgrab.archive.query.filters import Filters
    from newsgrab.archive.query.refs import Ref
    from newsgrab.archive.store import Archive

__all__ = ["Archive", "Filters", "Ref"]

_HOMES = {"Archive": "store", "Filters": "query.filters", "Ref": "query.refs"}


def __getattr__(name: str) -> object:
    """A public name, from the module that defines it (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
