"""newsgrab health: whether following goes well, for people and for monitors."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import typer

from newsgrab import local_time
from newsgrab.cli import options, terminal
from newsgrab.cli.clocks import is_to_come, wound_back
from newsgrab.cli.source import reads_nothing

if TYPE_CHECKING:
    from pathlib import Path

    from newsgrab.archive import Archive
    from newsgrab.archive.query.listing import Summary
    from newsgrab.settings import Settings

_SILENT_RUNS = timedelta(hours=26)  # a daily run and some time
_LASTING = timedelta(days=2)
_ROOM = 500_000_000  # bytes that ought to be free


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: whether it is well, and what there is to say of it."""

    name: str
    well: bool
    said: str


def health(
    archive: options.ArchiveOption = None, json: options.JsonOption = False, quiet: options.QuietOption = False
) -> None:
    """Tell whether following goes well.

    The last run, sources that fail, hosts that are silent, disk, clock, growth, site profiles.

    Exit code 1 if anything does not. For a monitor that misses you, see the setting `ping`.

    Example: newsgrab health --archive ~/news
    """
    chosen = options.settings(archive)
    with options.open_archive(chosen.archive, readonly=True) as kept:
        found = [*checks(kept, datetime.now(UTC)), _profiles(kept, chosen)]
    for each in found:
        word = "ok" if each.well else "bad"
        if json:
            terminal.write_json({"check": each.name, "state": word, "said": each.said})
        elif quiet and each.well:
            continue
        elif terminal.is_terminal():
            terminal.print_item(f"{word:<3}", "green" if each.well else "red", each.name, [each.said])
        else:
            terminal.write_row((word, each.name, each.said))
    raise typer.Exit(0 if all(each.well for each in found) else 1)


def checks(archive: Archive, now: datetime) -> Iterator[Check]:
    """All that is looked at."""
    sources = [each for each in archive.following.sources() if each.paused_at is None]
    visited = [each.visited_at for each in sources if each.visited_at is not None]
    last = max(visited, default=None)
    if not sources:
        yield Check("runs", well=False, said="nothing is followed: newsgrab source add URL")
    elif last is None:
        yield Check("runs", well=False, said="there was none yet: newsgrab run, or newsgrab schedule --install")
    else:
        yield Check("runs", now - last < _SILENT_RUNS, f"last look at a source {local_time.minute(last)}")
    failing = [each for each in sources if each.failures and now - (each.answered_at or each.added_at) > _LASTING]
    said = "; ".join(f"{each.source.url}: {each.trouble}" for each in failing)
    yield Check("sources", not failing, said or f"{len(sources)} followed, none fails for long")
    barren = [each for each in sources if reads_nothing(each)]
    said = "; ".join(f"{each.source.url}: none of {each.links} addresses became an article" for each in barren)
    why = next((f": newsgrab why {url}" for each in barren for url in archive.following.addresses(each.id)[:1]), "")
    yield Check("pages", not barren, said + why if barren else "each source has brought articles")
    silent = archive.following.outages().values()
    said = "; ".join(f"{each.host}: no answer since {local_time.minute(each.since)}" for each in silent)
    yield Check("hosts", not silent, said or "all answer")
    kept = archive.query.summary()
    yield _clock(archive, kept, now)
    yield from _disk(kept, archive.path, now)


def _profiles(archive: Archive, settings: Settings) -> Check:
    from newsgrab.cli.profile_alarms import suspicious_profiles

    found = suspicious_profiles(archive, settings)
    return Check("profiles", not found, "; ".join(found) or "none seems to read its site no more")


def _clock(archive: Archive, kept: Summary, now: datetime) -> Check:
    latest = kept.last_look_at
    if latest is not None and is_to_come(latest, now):
        said = f"a look is of {local_time.minute(latest)}, which is yet to come: newsgrab help care"
        return Check("clock", well=False, said=said)
    said = wound_back(archive, now)
    return Check("clock", not said, said or "goes forward")


def _disk(kept: Summary, path: Path, now: datetime) -> Iterator[Check]:
    free = shutil.disk_usage(path.parent).free
    first = datetime.fromisoformat(kept.first_look_at) if kept.first_look_at else now
    days = max(1.0, (now - first) / timedelta(days=1))
    month = kept.file_bytes / days * min(days, 30)
    yield Check("disk", free > max(_ROOM, 2 * month), f"{terminal.size(free)} free")
    grows = f", about {terminal.size(round(month))} a month" if now - first > timedelta(days=1) else ""
    yield Check("size", well=True, said=f"{terminal.size(kept.file_bytes)}{grows}")
