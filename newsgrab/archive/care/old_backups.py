"""Which dated backups of a folder are kept, as `restic forget` chooses: the latest, and one a week before them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

_DATED = re.compile(r"newsgrab-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)Z\.db")


def superfluous(files: Iterable[Path], *, latest: int, weekly: int) -> list[Path]:
    """The files with the name of a dated backup that are neither among the `latest` nor the last of `weekly` weeks.

    Weeks are those of ISO 8601; a week of which one of the latest is kept counts, too. Other files are never named.
    """
    dated = sorted(((moment, path) for path in files if (moment := _moment(path))), reverse=True)
    kept = {path for _, path in dated[:latest]}
    weeks: dict[tuple[int, int], Path] = {}
    for moment, path in dated:
        weeks.setdefault(moment.isocalendar()[:2], path)
    kept |= set(list(weeks.values())[:weekly])
    return [path for _, path in dated if path not in kept]


def _moment(path: Path) -> datetime | None:
    found = _DATED.fullmatch(path.name)
    try:
        return datetime.strptime(found[1], "%Y-%m-%dT%H-%M-%S") if found else None  # noqa: DTZ007 (all are UTC)
    except ValueError:
        return None
