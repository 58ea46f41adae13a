"""Watching over a profile: the kept pages of its site, read by its selectors in reading processes, and judged."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from newsgrab.errors import NotAnArchive, ReadingFailed, TakenOut
from newsgrab.profile.drift import FieldReading, FieldReport, ProfiledLook, judge

if TYPE_CHECKING:
    from newsgrab.archive import Archive
    from newsgrab.archive.care.samples import RecordedField, Sample
    from newsgrab.page import Page
    from newsgrab.profile import Profile
    from newsgrab.workers.reader_pool import ReaderPool

SPAN = timedelta(days=28)
MAX_PAGES = 200
MAX_RECORDED = 100


@dataclass(frozen=True, slots=True)
class Watched:
    """A profile, its file, and the sites of an archive that are read by it."""

    profile: Profile
    path: Path
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProfileCheck:
    """What a profile reads on the pages that were chosen; `unread` of them are damaged or could not be read."""

    sample: Sample
    looks: tuple[ProfiledLook, ...]
    fields: tuple[FieldReport, ...]
    unread: int = 0

    @property
    def broken(self) -> tuple[FieldReport, ...]:
        """The fields that broke."""
        return tuple(one for one in self.fields if one.broken)


def watched(profile: Profile, path: Path, sites: Iterable[str], folder: Path | None) -> Watched:
    """The profile with those of the sites that it is for: its own and those under it, unless they have another.

    One that is in no folder of profiles stands for the one that is.
    """
    from newsgrab.profile import profile_path

    of_own = profile_path(f"https://{profile.site}/", folder)
    mine = {path, of_own} if of_own is not None and of_own.stem == profile.site else {path, None}
    chosen = tuple(
        site
        for site in sites
        if (site == profile.site or site.endswith(f".{profile.site}"))
        and profile_path(f"https://{site}/", folder) in mine
    )
    return Watched(profile, path, chosen)


def check_profile(
    archive: Archive, one: Watched, readers: ReaderPool, *, since: datetime | timedelta = SPAN, limit: int = MAX_PAGES
) -> ProfileCheck:
    """How the profile reads the kept pages of the last weeks, or since a moment; `limit` pages at most."""
    chosen = archive.care.sample(one.sites, since, limit)
    task = partial(readings_by, profile=one.path, digest=one.profile.digest)
    looks: list[ProfiledLook] = []
    for look in chosen.looks:
        with suppress(NotAnArchive, TakenOut, ReadingFailed):  # a damaged page, or one that takes too long
            page = archive.care.page_of_look(look.visit_id)
            looks.append(ProfiledLook(look.at, look.article_id, readers.run(task, page)))
    return ProfileCheck(chosen, tuple(looks), judge(looks), len(chosen.looks) - len(looks))


def suspected(archive: Archive, one: Watched) -> tuple[FieldReport, ...]:
    """The fields that seem broken by what was recorded of the last texts, without reading a page again.

    What an earlier form of the profile did not find is no evidence against this one.
    """
    own = f" profile {one.profile.site} "
    looks = []
    for each in archive.care.recorded(one.sites, MAX_RECORDED):
        layout = one.profile.layout(each.at.date())
        if layout is None or own not in each.recipe:
            continue
        readings = {
            name: _as_reading(each.fields.get(name))
            for name in (*layout.fields, *(("related",) if layout.related else ()))
        }
        if not each.recipe.endswith(own + one.profile.digest):
            readings = {name: reading for name, reading in readings.items() if reading.filled}
        looks.append(ProfiledLook(each.at, each.article_id, readings))
    return tuple(report for report in judge(looks) if report.broken)


def _as_reading(recorded: RecordedField | None) -> FieldReading:
    if recorded is None or not recorded.source.startswith("profile"):
        return FieldReading()
    return FieldReading(recorded.value, recorded.chars, 0)


def readings_by(page: Page, profile: Path, digest: str) -> dict[str, FieldReading]:
    """What the profile in that file, of that digest, reads on a page."""
    from newsgrab.extraction.profile_readings import profile_readings

    return profile_readings(page, _loaded(profile, digest))


@lru_cache(maxsize=8)
def _loaded(path: Path, _digest: str) -> Profile:
    from newsgrab.profile import load_profile

    return load_profile(path)


def why_unused(path: Path, profile: Profile) -> str:
    """Why no page is read by a file in a folder of profiles; "" if pages are."""
    from newsgrab.urls import site

    host = site(f"https://{profile.site}/")
    if path.stem == host:
        return ""
    return f"it is read for pages of {path.stem}, and says that it is {profile.site}'s: name it {host}.toml"
