"""What verifying says: four words, and what they are said of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ON_PURPOSE = "nothing: its hash, the time and the reason are kept"
RESTORE = "restore the archive from a backup"
REBUILD = "newsgrab search --rebuild"
READ_AS = {"look": "visit", "reading": "snapshot"}
"""Tables that are read through a view: a finding names the view."""


class Word(StrEnum):
    """What can be said of something kept: it is as it was, it is not, nobody can tell, or it was taken out."""

    OK = "ok"
    REMOVED = "removed"
    BAD = "bad"
    UNVERIFIABLE = "unverifiable"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was kept, or of which that cannot be told.

    `table` (or view: READ_AS) and `id` say where it is, `url` what it belongs to (None where that is nothing or
    unknown), `problem` what differs, `advice` what to do next.
    """

    table: str
    id: str
    problem: str
    url: str | None = None
    word: Word = Word.BAD
    advice: str = RESTORE
    check: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of one check: how many things are ok, bad, unverifiable, removed; the bytes that were read for it."""

    check: str
    things: str
    ok: int
    bad: int
    unverifiable: int
    removed: int = 0
    bytes: int = 0

    @property
    def word(self) -> Word:
        """The worst of what was said."""
        return Word.BAD if self.bad else Word.UNVERIFIABLE if self.unverifiable else Word.OK


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing, or `things` of them, looked at: what was found (nothing, if all is well), and its bytes."""

    findings: tuple[Finding, ...] = ()
    bytes: int = 0
    things: int = 1


SOUND = Looked()
