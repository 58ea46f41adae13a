"""What a field's reader gives back: the value, where it stood, and what else it could have been."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from newsgrab.reading import Candidate

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """One field of a page: its `value` (None, or an empty tuple, if the page does not say) and its `source`.

    `source` names the place in a few words ("h1", "json-ld headline", "meta article:section"); "" if nothing was found.
    `candidates` are all values that were weighed, the chosen one among them; readers may leave it empty when
    `explain` is off, since making them costs time.
    """

    value: T
    source: str = ""
    candidates: tuple[Candidate, ...] = ()
