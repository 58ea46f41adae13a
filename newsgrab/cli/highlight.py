"""Passages of found texts, with the words that were asked for marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsgrab.cli import terminal

if TYPE_CHECKING:
    from rich.text import Text

    from newsgrab.archive.search import Passage


def marked(passage: Passage, begin: str, end: str) -> str:
    """The passage with its asked words between two signs."""
    out, at = [], 0
    for start, stop in passage.spans:
        out += [passage.text[at:start], begin, passage.text[start:stop], end]
        at = stop
    text = "".join([*out, passage.text[at:]])
    return f"{'… ' if passage.cut_before else ''}{text}{' …' if passage.cut_after else ''}"


def painted(passage: Passage, style: str, marked: str) -> Text:
    """The passage with its asked words in another style: whole words, since a colour inside one breaks Arabic joins."""
    from rich.text import Text

    out = Text()
    out.append("\u2068… " if passage.cut_before else "\u2068", style=style)
    at = 0
    for start, stop in passage.spans:
        out.append(_flat(passage.text[at:start]), style=style)
        out.append(_flat(passage.text[start:stop]), style=marked)
        at = stop
    out.append(_flat(passage.text[at:]), style=style)
    return out.append(" …\u2069" if passage.cut_after else "\u2069", style=style)


def _flat(text: str) -> str:
    """Line ends as blanks, and nothing that commands a terminal."""
    return re.sub("\n+", " ", terminal.clean(text))
