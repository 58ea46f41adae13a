"""The page that says why there is no other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class TroublePage:
    """What went wrong, and the status of the answer."""

    template: ClassVar[str] = "trouble.html"
    status: int
    message: str

    @property
    def title(self) -> str:
        """The page's title."""
        return "Not found" if self.status == 404 else "Not possible"
