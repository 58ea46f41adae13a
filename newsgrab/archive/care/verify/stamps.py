"""Each time stamp: that it is over a head of the chain, and that an authority stands behind it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from newsgrab.archive.care import stamps
from newsgrab.archive.care.verify.findings import SOUND, Finding, Looked, Word

ADVICE = "the stamp is kept as it came: openssl ts -verify checks it, too"


def check_stamps(connection: sqlite3.Connection, roots: Sequence[bytes] = ()) -> Iterator[Looked]:
    """By the root certificates (PEM) that a person names; without a network."""
    heads = {
        bytes(row[0]).hex()
        for row in connection.execute("SELECT head FROM chain WHERE head IN (SELECT head FROM stamp)")
    }
    for stamp in stamps.stamps(connection):
        lost = "the chain has no such head: its end was cut off, or all of it was made anew"
        try:
            problem = stamps.problem_of(stamp, roots) if stamp.head in heads else lost
        except stamps.Unverifiable as error:
            words = f"{stamp.authority}: {error}"
            yield Looked((Finding("stamp", str(stamp.id), words, None, Word.UNVERIFIABLE, ADVICE),))
            continue
        yield Looked((Finding("stamp", str(stamp.id), f"{stamp.authority}: {problem}"),)) if problem else SOUND
