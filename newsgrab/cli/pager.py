"""Long texts on a terminal go through the pager that the person uses, as those of git and man do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from shlex import split
from shutil import which
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_NO_PAGER = ("", "cat")


@contextmanager
def paged(out: Console) -> Iterator[None]:
    """What is printed to the console within goes through the pager, if it is longer than the screen."""
    command = _pager()
    if not command:
        yield
        return
    with out.capture() as captured:
        yield
    text = captured.get()
    if text.count("\n") < out.height or not _shown_by(command, text):
        sys.stdout.write(text)


def _pager() -> list[str]:
    """The pager to be called: PAGER, else less; none where PAGER is empty or cat, or nobody sits at the keyboard."""
    named = os.environ.get("PAGER", "less")
    words = split(named) if named.strip() not in _NO_PAGER else []
    try:
        attended = sys.stdin is not None and sys.stdin.isatty()
    except ValueError:
        return []
    return words if attended and words and which(words[0]) else []


def _shown_by(command: list[str], text: str) -> bool:
    """Whether the pager has shown the text: less passes colours on, and ends by itself where the text fits."""
    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8"} | dict(os.environ)
    try:
        subprocess.run(command, input=text.encode("utf-8", "replace"), env=environment, check=False)  # noqa: S603 -- it is theirs
    except OSError:
        return False
    return True
