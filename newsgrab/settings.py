"""Settings: a flag, else the environment, else newsgrab.toml, else the default. Read once, in the command line."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from newsgrab.errors import BadSettings, BadUsage
from newsgrab.fetch import DEADLINE_S, DELAY_S, WORKERS

FILE_NAME = "newsgrab.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set. The names are those of newsgrab.toml; NEWSGRAB_<NAME> sets the same."""

    archive: Path = Path("archive")  # the folder that holds newsgrab.db
    profiles: Path | None = None  # a folder of site profiles that win over the built-in ones
    user_agent: str | None = None  # what we call ourselves; None: newsgrab's own name and version
    contact: str | None = None  # an address or a page for site owners, part of our own name
    delay: float = DELAY_S  # seconds between two requests to one host
    workers: int = WORKERS  # hosts asked at the same time
    timeout: float = DEADLINE_S  # seconds for one address, everything included
    proxy: str | None = None  # http://…, https://… or socks5://…; behind one, private networks cannot be told
    ignore_robots: bool = False
    allow_private: bool = False  # let found links and redirects lead into private networks
    js: bool = False  # open pages that print no text in Chromium
    max_gap: timedelta | None = None  # the longest time between two looks at an article that is followed
    notify: tuple[str, ...] = ()  # who is told of what runs find: mailto:…, https://…
    ping: str | None = None  # asked for after each run that went well
    respect_noarchive: bool = False  # keep no page that asks not to be archived


def load(
    flags: Mapping[str, object], environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Settings:
    """The settings in force. A flag that is None was not given.

    The file is the first of ./newsgrab.toml and ~/.config/newsgrab/newsgrab.toml (XDG_CONFIG_HOME is honoured).
    Raises BadSettings with the file or variable, the key and what it may be; BadUsage if a flag is wrong.
    """
    environment = os.environ if environment is None else environment
    settings = Settings()
    path = _file(environment, folder or Path())
    if path:
        settings = _merged(settings, _table(path), lambda name: f"{path}: {name}", path.parent)
    _refuse_unknown(environment)
    given = {
        each.name: environment[f"NEWSGRAB_{each.name.upper()}"]
        for each in fields(Settings)
        if environment.get(f"NEWSGRAB_{each.name.upper()}")
    }
    settings = _merged(settings, given, lambda name: f"NEWSGRAB_{name.upper()}", Path())
    typed = {name: value for name, value in flags.items() if value is not None}
    try:
        settings = _merged(settings, typed, lambda name: f"--{name.replace('_', '-')}", Path())
    except BadSettings as error:
        raise BadUsage(str(error)) from error
    own = own_profiles(environment)
    return replace(settings, profiles=own) if settings.profiles is None and own and own.is_dir() else settings


def own_profiles(environment: Mapping[str, str] | None = None) -> Path | None:
    """The folder of the user's profiles where none is set, whether or not there is one; None without a home."""
    config = _config(os.environ if environment is None else environment)
    return config / "profiles" if config else None


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    """Raises BadSettings for a variable that looks like a setting and is none: it would do nothing, and say nothing."""
    known = [f"NEWSGRAB_{each.name.upper()}" for each in fields(Settings)]
    for name in sorted(environment):
        if name.startswith("NEWSGRAB_") and name not in {*known, "NEWSGRAB_DEBUG"}:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "newsgrab help settings tells what there is"
            raise BadSettings(f"{name}: no such setting; {hint}")


def _config(environment: Mapping[str, str]) -> Path | None:
    home = environment.get("XDG_CONFIG_HOME") or (f"{environment['HOME']}/.config" if environment.get("HOME") else None)
    return Path(home) / "newsgrab" if home else None


def _file(environment: Mapping[str, str], folder: Path) -> Path | None:
    config = _config(environment)
    places = [folder / FILE_NAME, *([config / FILE_NAME] if config else [])]
    return next((place for place in places if place.is_file()), None)


def _table(path: Path) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{path}: not a TOML file: {error}") from error
    except OSError as error:
        raise BadSettings(f"{path}: cannot be read ({error.strerror})") from error


def _merged(settings: Settings, values: Mapping[str, object], called: Callable[[str], str], folder: Path) -> Settings:
    """The settings with these values; `called` says what the user calls a setting there."""
    names = {each.name for each in fields(Settings)}
    for name, value in values.items():
        if name not in names:
            raise BadSettings(f"{called(name)}: no such setting; there are {', '.join(sorted(names))}")
        checked: Any = _value(called(name), name, value, folder)
        settings = replace(settings, **{name: checked})
    return settings


def _value(place: str, name: str, value: object, folder: Path) -> object:
    kind = type(getattr(Settings(), name))
    if name in {"archive", "profiles"}:
        if not isinstance(value, str | Path):
            raise BadSettings(f"{place}: a folder in quotes, not {value!r}")
        return folder / Path(value).expanduser()
    if kind is bool:
        truth = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}.get(str(value).lower())
        if truth is None:
            raise BadSettings(f"{place}: true or false, not {value!r}")
        return truth
    if kind in {int, float}:
        return _number(place, name, value)
    if name == "notify":
        return _recipients(place, value)
    if not isinstance(value, str):
        raise BadSettings(f"{place}: a text in quotes, not {value!r}")
    if name == "ping" and not value.startswith(("https://", "http://")):
        raise BadSettings(f"{place}: an address (https://…), not {value!r}")
    if name == "max_gap":
        span = parse_span(value)
        if not span:
            raise BadSettings(f"{place}: a time such as 12h or 2d, not {value!r}")
        return span
    return value


def _recipients(place: str, value: object) -> tuple[str, ...]:
    """A list in the file, words in the environment."""
    from newsgrab.following.notification import recipient

    words = value.split() if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise BadSettings(f'{place}: a list such as ["mailto:you@host", "https://…"], not {value!r}')
    try:
        for word in words:
            recipient(word)
    except BadSettings as error:
        raise BadSettings(f"{place}: {str(error).removeprefix('notify: ')}") from error
    return tuple(words)


def parse_span(text: str) -> timedelta | None:
    """A span of time: 90 (seconds), 90s, 20m, 2h, 1d, up to 400 days; digits of any script. None if it is none.

    >>> parse_span("2h"), parse_span("soon")
    (datetime.timedelta(seconds=7200), None)
    """
    unit = {"s": 1, "m": 60, "h": 3600, "d": 86400}.get(text.strip()[-1:].lower())
    number = text.strip()[:-1] if unit else text
    try:
        seconds = float(number) * (unit or 1)
    except ValueError:
        return None
    return timedelta(seconds=seconds) if 0 <= seconds <= 400 * 86400 else None


_RANGES = {"delay": (0.0, 3600.0), "workers": (1, 64), "timeout": (1.0, 3600.0)}


def _number(place: str, name: str, value: object) -> float | int:
    low, high = _RANGES[name]
    whole = isinstance(low, int)
    try:
        number = int(str(value)) if whole else float(str(value))
    except ValueError:
        number = -1
    if isinstance(value, bool) or not low <= number <= high:
        kind = "a whole number" if whole else "a number"
        raise BadSettings(f"{place}: {kind} from {low:g} to {high:g}, not {value!r}")
    return number
