"""The name of the rules that read a page: two readings of one page can differ only if their recipes do."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from newsgrab.profile import Profile


def recipe_by(profile: Profile | None, day: date) -> str:
    """The recipe of pages of a day that are read by the profile of their site, if there is one that holds then."""
    own = f" profile {profile.site} {profile.digest}" if profile and profile.layout(day) else ""
    return generic_recipe() + own


@cache
def generic_recipe() -> str:
    """The generic reader's recipe: the parser's version and a hash of this package's own files.

    A hash, not a number that somebody has to raise: a forgotten one would turn our next change into thousands of
    edits that nobody made.
    """
    import selectolax

    digest = hashlib.sha256(selectolax.__version__.encode())
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return f"generic {digest.hexdigest()[:12]}"
