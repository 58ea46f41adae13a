"""What a run tells of profiles that read their sites no more: one line a profile, once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsgrab.errors import BadProfile
from newsgrab.urls import site

if TYPE_CHECKING:
    from pathlib import Path

    from newsgrab.archive import Archive
    from newsgrab.profile.drift import Break, FieldReport
    from newsgrab.settings import Settings
    from newsgrab.workers.profile_check import Watched


def broken_profiles(archive: Archive, settings: Settings, urls: Iterable[str]) -> list[tuple[str, str]]:
    """The sites whose profile broke and what is to be said of it, where that was not said before.

    `urls` are the articles that a run found new or changed. What was recorded of the last ones raises a suspicion;
    only then kept pages are read, as `newsgrab profile check` does.
    """
    found = []
    for one in _watched({site(url) for url in urls}, settings.profiles):
        fields = _new_alarms(archive, one)
        if fields:
            found.append((one.profile.site, _words(one, fields)))
    return found


def suspicious_profiles(archive: Archive, settings: Settings) -> list[str]:
    """What seems to be wrong with profiles, by what was recorded; no page is read."""
    from newsgrab.workers.profile_check import suspected

    found = []
    for one in _watched({each.site for each in archive.query.sites()}, settings.profiles):
        fields = ", ".join(each.field for each in suspected(archive, one))
        if fields:
            found.append(
                f"{one.path.name}: seems not to read {fields} any more: newsgrab profile check {one.path.stem}"
            )
    return found


def _watched(sites: set[str], folder: Path | None) -> list[Watched]:
    """The profiles that these sites are read by; what is wrong with one is told elsewhere."""
    from newsgrab.profile import load_profile, profile_path
    from newsgrab.workers.profile_check import Watched

    by_file: dict[Path, set[str]] = {}
    for name in sorted(sites):
        path = profile_path(f"https://{name}/", folder)
        if path is not None:
            by_file.setdefault(path, set()).add(name)
    found = []
    for path, names in by_file.items():
        try:
            one = load_profile(path)
        except BadProfile:
            continue
        found.append(Watched(one, path, tuple(sorted(names | {path.stem}))))
    return found


def _new_alarms(archive: Archive, one: Watched) -> list[FieldReport]:
    """The fields that broke and were not told since they did."""
    from newsgrab.cli.last_asked import keep_asked, last_asked
    from newsgrab.workers.profile_check import check_profile, suspected
    from newsgrab.workers.reader_pool import ReaderPool

    def is_told(each: FieldReport) -> bool:
        told = last_asked(archive.path, _name(one, each))
        broken = each.broken
        return told is not None and broken is not None and (broken.last_good is None or broken.since <= told)

    if all(map(is_told, suspected(archive, one))):
        return []
    with ReaderPool(1) as readers:
        broken = [each for each in check_profile(archive, one, readers).broken if not is_told(each)]
    for each in broken:
        keep_asked(archive.path, datetime.now(UTC), _name(one, each))
    return broken


def _name(one: Watched, each: FieldReport) -> str:
    return f"profile-{one.profile.site}-{each.field}"


def _words(one: Watched, fields: list[FieldReport]) -> str:
    from newsgrab.cli import terminal
    from newsgrab.cli.profile_check import said_of

    breaks: list[Break] = [each.broken for each in fields if each.broken]
    names = ", ".join(each.field for each in fields)
    if len(breaks) == 1:
        said = said_of(breaks[0])
    else:
        first = min(breaks, key=lambda each: each.since)
        said = f"broke since {terminal.moment(terminal.stamp(first.since))}"
    return f"{one.path.name}: {names} {said}: newsgrab profile check {one.profile.site}"
