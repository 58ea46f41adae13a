"""newsgrab schedule: the line for cron, or the units for systemd."""

from __future__ import annotations

import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from newsgrab.archive.connection import database_path
from newsgrab.cli import options, terminal
from newsgrab.errors import BadUsage, NewsgrabError
from newsgrab.settings import FILE_NAME

_MARK = "# newsgrab "  # our lines in a crontab are known by it, with the archive they are for
_NOT_NEEDED = {"NEWSGRAB_ARCHIVE", "NEWSGRAB_DEBUG"}  # the one is in the command, the other for people
_SYSTEMD_DIR = Path("systemd/user")


def schedule(
    every: Annotated[
        str, typer.Option("--every", metavar="TIME", help="How often a run starts: 10m, 30m, 1h, 6h, 1d.")
    ] = "30m",
    at: Annotated[
        str | None, typer.Option("--at", metavar="HH:MM", help="Once a day, at this time of the machine's clock.")
    ] = None,
    log_file: options.LogFileOption = None,
    systemd: Annotated[bool, typer.Option("--systemd", help="A systemd service and timer in place of cron.")] = False,
    install: Annotated[bool, typer.Option("--install", help="Install it, after showing what changes.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take it out again, after showing what changes.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Install without asking.")] = False,
    archive: options.ArchiveOption = None,
) -> None:
    """Print the crontab line, or the systemd units, of a regular run.

    All paths in it are absolute: it works without HOME, PATH or a terminal.

    Example: newsgrab schedule --every 30m --install
    """
    place = options.settings(archive).archive.absolute()
    when: float | str = _clock(at) if at is not None else options.parse_duration(every, "--every") / 60
    folder = Path.cwd() if Path(FILE_NAME).is_file() else None  # a run there finds the same settings as one here
    log = Path(log_file).absolute() if log_file else None
    if remove:
        _remove(place, systemd=systemd, yes=yes)
        return
    _warn(place)
    if systemd:
        _systemd(units(place, when, folder, log), place, install=install, yes=yes)
        return
    line = crontab_line(place, when, folder, log)
    if not install:
        terminal.print_stdout(line)
        return
    before = _crontab()
    after = "\n".join([*_others(before, place), line]) + "\n"
    if _agreed("crontab", before, after, yes=yes):
        _command(["crontab", "-"], after)
        terminal.print_stderr("newsgrab: installed; crontab -l shows it")


def _clock(text: str) -> str:
    """A time of day as 06:30. Raises BadUsage."""
    try:
        return f"{datetime.strptime(text.strip(), '%H:%M'):%H:%M}"  # noqa: DTZ007 (of the machine's clock)
    except ValueError as error:
        raise BadUsage(f"--at: a time of day such as 06:30, not {text!r}") from error


def _others(crontab: str, place: Path) -> list[str]:
    """The lines of a crontab that are not ours for this archive."""
    return [each for each in crontab.splitlines() if not each.endswith(_MARK + str(place).replace("%", r"\%"))]


def _remove(place: Path, *, systemd: bool, yes: bool) -> None:
    """Take the line out of the crontab, or the units away."""
    if not systemd:
        before = _crontab()
        after = "".join(f"{line}\n" for line in _others(before, place))
        if before == after:
            terminal.print_stderr(f"newsgrab: no line for {place} in the crontab")
        elif _agreed("crontab", before, after, yes=yes, question="Remove it?"):
            _command(["crontab", "-"], after)
            terminal.print_stderr("newsgrab: removed")
        return
    name = unit_name(place)
    files = [path for ending in ("timer", "service") if (path := _unit_folder() / f"{name}.{ending}").exists()]
    if not files:
        terminal.print_stderr(f"newsgrab: no units {name} of this user")
        return
    if not all(
        _agreed(str(path), path.read_text(encoding="utf-8"), "", yes=yes, question="Remove it?") for path in files
    ):
        return
    _command(["systemctl", "--user", "disable", "--now", f"{name}.timer"])
    for path in files:
        path.unlink()
    _command(["systemctl", "--user", "daemon-reload"])
    terminal.print_stderr("newsgrab: removed")


def _warn(place: Path) -> None:
    """Say what is here, or is missing, so that a run would not do what was tried out here."""
    lost = sorted(name for name in os.environ if name.startswith("NEWSGRAB_") and name not in _NOT_NEEDED)
    if lost:
        terminal.print_stderr(
            f"newsgrab: {', '.join(lost)}: not set when the system runs newsgrab; write it into {FILE_NAME}"
        )
    if not database_path(place).exists():
        terminal.print_stderr(f"newsgrab: no archive at {place} yet: newsgrab source add URL makes it")


def crontab_line(place: Path, when: float | str, folder: Path | None = None, log: Path | None = None) -> str:
    """The line, checked: cron takes a % for a line's end, so it is escaped. It runs in `folder` if one is named.

    `when` is every so many minutes, or a time of day.
    """
    from cronsim import CronSim, CronSimError

    times = _daily(when) if isinstance(when, str) else cron_times(when, salt=str(place))
    try:
        next(CronSim(times, datetime.now(UTC)))
    except CronSimError as error:
        raise BadUsage(f"--every: no such times in cron: {times} ({error})") from error
    go = f"cd {shlex.quote(str(folder))} && " if folder else ""
    command = (go + " ".join(shlex.quote(part) for part in _words(place, log))).replace("%", r"\%")
    return f"{times} {command} {_MARK}{str(place).replace('%', chr(92) + '%')}"


def cron_times(minutes: float, *, salt: str) -> str:
    """Cron's five fields for every so many minutes; the minute depends on `salt`, so that not all start at once.

    >>> cron_times(1440, salt="a").split()[2:]
    ['*', '*', '*']
    """
    import zlib

    chance = zlib.crc32(salt.encode())
    whole = round(minutes)
    if whole < 5 or abs(minutes - whole) > 0.01:
        raise BadUsage("--every: at least 5m, in whole minutes")
    if whole < 60:
        if 60 % whole:
            raise BadUsage("--every: a part of an hour: 5m, 6m, 10m, 12m, 15m, 20m, 30m")
        return f"{chance % whole}-59/{whole} * * * *"
    hours, rest = divmod(whole, 60)
    if rest or (hours < 24 and 24 % hours) or (hours >= 24 and hours != 24):
        raise BadUsage("--every: a part of a day: 1h, 2h, 3h, 4h, 6h, 8h, 12h, 1d")
    if hours == 24:
        return f"{chance % 60} {chance // 60 % 24} * * *"
    return f"{chance % 60} {chance // 60 % hours}-23/{hours} * * *" if hours > 1 else f"{chance % 60} * * * *"


def _daily(clock: str) -> str:
    hour, minute = clock.split(":")
    return f"{int(minute)} {int(hour)} * * *"


def calendar(when: float | str) -> str:
    """When a timer runs, as systemd's OnCalendar: only such a timer makes up for a time at which the machine was off.

    >>> calendar(30), calendar(120), calendar(1440), calendar("06:30")
    ('*:0/30', '0/2:00', '00:00', '06:30')
    """
    if isinstance(when, str):
        return when
    cron_times(when, salt="")  # the same times can be had as of cron
    hours = round(when) // 60
    if hours == 0:
        return f"*:0/{when:g}"
    return {1: "hourly", 24: "00:00"}.get(hours, f"0/{hours}:00")


def units(place: Path, when: float | str, folder: Path | None = None, log: Path | None = None) -> dict[str, str]:
    """The systemd units, by file name. They run in `folder` if one is named."""
    name = unit_name(place)
    command = " ".join(_unit_quoted(part) for part in _words(place, log))
    there = f"WorkingDirectory={_unit_text(folder)}\n" if folder else ""
    writable = " ".join(_unit_quoted(str(path)) for path in (place, *([log.parent] if log else [])))
    service = (
        f"[Unit]\nDescription=newsgrab: visit the sources of {_unit_text(place)}\nAfter=network-online.target\n"
        "Wants=network-online.target\n\n"
        f"[Service]\nType=oneshot\n{there}ExecStart={command}\nNice=10\nNoNewPrivileges=yes\nPrivateTmp=yes\n"
        f"ProtectSystem=strict\nReadWritePaths={writable}\nTimeoutStopSec=120\n"
    )
    often = f"at {when}" if isinstance(when, str) else f"every {when:g} minutes"
    timer = f"[Unit]\nDescription=newsgrab: {often}\n\n[Timer]\nOnCalendar={calendar(when)}\n"
    timer += "RandomizedDelaySec=120\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n"
    return {f"{name}.service": service, f"{name}.timer": timer}


def unit_name(place: Path) -> str:
    """The units' name: newsgrab, and the archive's folder where that is not the usual one."""
    word = re.sub(r"[^A-Za-z0-9_-]+", "-", place.name).strip("-")
    return "newsgrab" if word in {"", "archive"} else f"newsgrab-{word}"


def _systemd(found: dict[str, str], place: Path, *, install: bool, yes: bool) -> None:
    if not install:
        for name, text in found.items():
            terminal.print_stdout(f"# {name}\n{text}")
        return
    folder = _unit_folder()
    for name, text in found.items():
        path = folder / name
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        if not _agreed(str(path), before, text, yes=yes):
            return
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _command(["systemctl", "--user", "daemon-reload"])
    _command(["systemctl", "--user", "enable", "--now", f"{unit_name(place)}.timer"])
    terminal.print_stderr("newsgrab: installed; systemctl --user list-timers shows it")


def _unit_folder() -> Path:
    """Where this user's systemd units are. Raises BadUsage."""
    config = os.environ.get("XDG_CONFIG_HOME") or (f"{os.environ['HOME']}/.config" if os.environ.get("HOME") else None)
    if config is None:
        raise BadUsage("neither XDG_CONFIG_HOME nor HOME says where systemd's user units are")
    return Path(config) / _SYSTEMD_DIR


def _words(place: Path, log: Path | None) -> list[str]:
    """The command of a run, by absolute paths only."""
    script = shutil.which("newsgrab")
    own = Path(sys.executable).with_name("newsgrab")
    start = (
        [str(own)] if own.exists() else [str(Path(script).absolute())] if script else [sys.executable, "-m", "newsgrab"]
    )
    return [*start, "run", "--archive", str(place), *(["--log-file", str(log)] if log else [])]


def _unit_text(place: Path) -> str:
    return str(place).replace("%", "%%")


def _unit_quoted(word: str) -> str:
    text = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{text}"' if re.search(r"[\s'\"\\;]", text) else text


def _crontab() -> str:
    if shutil.which("crontab") is None:
        raise NewsgrabError("crontab: not on this machine; --systemd prints units for systemd")
    words = [shutil.which("crontab") or "crontab", "-l"]
    found = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 (our own words)
    return found.stdout if found.returncode == 0 else ""


def _agreed(name: str, before: str, after: str, *, yes: bool, question: str = "Install it?") -> bool:
    """Show the difference, and ask unless `yes`; without a terminal nobody can answer."""
    if before == after:
        terminal.print_stderr(f"{name}: is so already")
        return True
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"{name} (now)", f"{name} (then)", lineterm=""
    )
    for line in lines:
        terminal.print_stdout(line)
    return terminal.agreed(question, yes=yes)


def _command(words: list[str], text: str | None = None) -> None:
    try:
        subprocess.run(words, input=text, text=True, check=True)  # noqa: S603 (our own words)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NewsgrabError(f"{words[0]}: did not do it ({error})") from error
