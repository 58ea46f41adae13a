"""newsgrab search: full text, any language."""

from __future__ import annotations

from newsgrab.cli import options


def search(archive: options.ArchiveOption = None) -> None:
    """Search."""
