"""Reading a page by the profile of its site, if there is one."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from newsgrab.errors import BadProfile
from newsgrab.urls import site

if TYPE_CHECKING:
    from datetime import datetime

    from newsgrab.extraction_result import ExtractionResult
    from newsgrab.page import Page
    from newsgrab.profile import Profile


def read(page: Page, folder: str | None = None, *, explain: bool = False) -> ExtractionResult:
    """What the page says, by the profile of its site; `folder` holds the user's profiles, which win.

    A saved page that only tells its address itself is read a second time if that site has a profile. One that is wrong
    counts as none.
    """
    from newsgrab.extraction import read as read_page

    profile = profile_of(page.address, folder) if page.address else None
    reading = read_page(page, profile=profile, explain=explain)
    if page.address is None and reading.address:
        profile = profile_of(reading.address, folder)
        if profile:
            known = replace(page, url=reading.address, final_url=reading.address)
            return read_page(known, profile=profile, explain=explain)
    return reading


def profile_of(url: str, folder: str | None) -> Profile | None:
    """The profile of the site that an address belongs to; None if there is none, or it is wrong."""
    return _profile(site(url), folder)


def recipe_of(url: str, seen_at: datetime, folder: str | None) -> str:
    """The recipe by which a page at that address, seen then, is read today."""
    from newsgrab.extraction.recipe import recipe_by

    return recipe_by(profile_of(url, folder), seen_at.date())


@lru_cache(maxsize=1000)
def _profile(host: str, folder: str | None) -> Profile | None:
    from newsgrab.profile import find_profile

    try:
        profile = find_profile(f"https://{host}/", Path(folder) if folder else None)
        if profile:
            from newsgrab.extraction.selectors import check

            check(profile)
    except BadProfile:
        return None
    return profile
