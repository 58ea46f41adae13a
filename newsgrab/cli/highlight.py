"""Passages of found texts, with the words that were asked for marked, and hits as JSON has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsgrab.cli import terminal

if TYPE_CHECKING:
    from rich.text import Text

    from newsgrab.archive.search import Hit, Passage
    from newsgrab.archive.search.versions import VersionHit

_MARGIN = 14  # columns that stand before a passage, at most: the number of its article and version
_NARROWEST = 20


def plain(hit: Hit | VersionHit) -> dict[str, object]:
    """The hit as JSON has it."""
    return hit._asdict() | {"title": hit.title._asdict(), "snippet": hit.snippet._asdict()}


def marked(passage: Passage, begin: str, end: str) -> str:
    """The passage with its asked words between two signs."""
    out, at = [], 0
    for start, stop in passage.spans:
        out += [passage.text[at:start], begin, passage.text[start:stop], end]
        at = stop
    text = "".join([*out, passage.text[at:]])
    return f"{'… ' if passage.cut_before else ''}{text}{' …' if passage.cut_after else ''}"


def painted(passage: Passage, style: str, marked: str) -> Text:
    """The passage with its asked words in another style: whole words, since a colour inside one breaks Arabic joins.

    Each line that it takes is isolated by itself: a terminal orders line by line, and an isolate ends with its line.
    """
    from rich.text import Text

    out = Text("… " if passage.cut_before else "", style=style)
    at = 0
    for start, stop in passage.spans:
        out.append(_flat(passage.text[at:start]), style=style)
        out.append(_flat(passage.text[start:stop]), style=marked)
        at = stop
    out.append(_flat(passage.text[at:]), style=style)
    out.append(" …" if passage.cut_after else "", style=style)
    console = terminal.console()
    lines = out.wrap(console, max(_NARROWEST, console.width - _MARGIN))
    for line in lines:
        line.rstrip()
    return Text("\n").join(Text.assemble("\u2068", line, "\u2069") for line in lines)


def _flat(text: str) -> str:
    """Line ends as blanks, and nothing that commands a terminal."""
    return re.sub("\n+", " ", terminal.clean(text))
