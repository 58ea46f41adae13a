"""The files of profiles as they are named on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsgrab.cli import options, terminal
from newsgrab.errors import BadProfile, BadSettings, BadUsage

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsgrab.profile import Profile


def profile_files() -> tuple[Path, ...]:
    """The files of the profiles in force."""
    from newsgrab import profile

    return profile.profile_files(options.settings().profiles)


def complete_profiles(incomplete: str) -> list[str]:
    """The sites that have a profile."""
    try:
        return [path.stem for path in profile_files() if path.stem.startswith(incomplete)]
    except BadSettings:
        return []


def told_before(earlier: BadProfile | None, error: BadProfile) -> BadProfile:
    """The error to end with; one that came before it is told now."""
    if earlier is not None:
        terminal.print_stderr(f"newsgrab: {earlier}")
    return error


def profile_file(name: str) -> Path:
    """The file of the profile of a site, of an address on it, or a file. Raises BadUsage."""
    if name.endswith(".toml") or Path(name).is_file():
        return Path(name)
    from newsgrab.profile import profile_path

    path = profile_path(name if "//" in name else f"https://{name}/", options.settings().profiles)
    if path is None:
        raise BadUsage(f"{name}: no profile of this site: see newsgrab profile list")
    return path


def loaded(path: Path, *, also: Callable[[Profile], list[str]] | None = None) -> Profile:
    """The profile in a file. Raises BadProfile."""
    from newsgrab.profile import load_profile

    if not path.is_file():
        raise BadProfile(f"{path}: no such file")
    return load_profile(path, also=also)


def own_folder() -> Path:
    """The folder of the user's profiles, made if there is none yet. Raises BadUsage."""
    from newsgrab.settings import own_profiles

    place = options.settings().profiles or own_profiles()
    if place is None:
        raise BadUsage("no folder for profiles: set profiles in newsgrab.toml, or name a file with --output")
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadUsage(f"{place}: cannot be made: {error.strerror}") from error
    return place
