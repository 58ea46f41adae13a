"""When this user last asked what is new in an archive: a file of the user's own, so that a reader need not write."""

from __future__ import annotations

import hashlib
import os
from datetime import datetime
from pathlib import Path


def last_asked(archive: Path, name: str = "today") -> datetime | None:
    """The moment up to which it was told; None if it never was, or nothing tells. `name` is who asks."""
    file = _file(archive, name)
    try:
        return datetime.fromisoformat(file.read_text(encoding="ascii").strip()) if file else None
    except (OSError, ValueError):
        return None


def keep_asked(archive: Path, at: datetime, name: str = "today") -> bool:
    """Write down that it was told up to this moment; False if there is no place for that."""
    file = _file(archive, name)
    if file is None:
        return False
    part = file.with_suffix(".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(at.isoformat(), encoding="ascii")
        part.replace(file)
    except OSError:
        return False
    return True


def _file(archive: Path, name: str) -> Path | None:
    """In XDG_STATE_HOME, else ~/.local/state; by the place of the archive."""
    home = os.environ.get("HOME")
    folder = os.environ.get("XDG_STATE_HOME") or (f"{home}/.local/state" if home else None)
    place = f"{name} {archive.resolve()}".encode("utf-8", "surrogateescape")
    digest = hashlib.sha256(place).hexdigest()[:16]
    return Path(folder) / "newsgrab" / f"{name.partition('-')[0]}-{digest}" if folder else None
