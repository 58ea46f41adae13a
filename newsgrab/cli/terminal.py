"""Writing to people and to pipes: nothing of a stranger's text can command the terminal."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, redirect_stderr
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, NoReturn, TextIO, TypeVar

from newsgrab import local_time
from newsgrab.errors import BadUsage

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.padding import Padding
    from rich.text import Text

T = TypeVar("T")

# C0 except newline and tab, DEL, C1, and the direction overrides that can make a text read as another one.
_DANGEROUS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_REDRAW_S = 0.2
_CLEAR_LINE = "\r\x1b[K"
_NARROW = 24  # columns; a text in less is hard to read
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


class Line:
    """One line on stderr that tells how far something long is, while somebody watches."""

    def __init__(self, *, hidden: bool = False) -> None:
        """Nothing is told yet."""
        self._hidden = hidden
        self._drawn_at = 0.0
        self._stands = False

    def draw(self, text: Callable[[], str], *, last: bool = False) -> None:
        """Draw the line over itself, a few times a second; the `last` is always drawn, and left standing.

        The text is asked for only when it is drawn.
        """
        now = monotonic()
        if self._hidden or (not last and now - self._drawn_at < _REDRAW_S):
            return
        self._drawn_at, self._stands = now, not last
        sys.stderr.write(f"{_CLEAR_LINE}{text()}" + ("\n" if last else ""))
        sys.stderr.flush()

    def clear(self) -> None:
        """Make room for another line."""
        if self._stands:
            sys.stderr.write(_CLEAR_LINE)
            sys.stderr.flush()
            self._stands = False

    def progress(self, what: str, done: int, total: int) -> None:
        """So much is done of so much."""
        self.draw(lambda: f"{what}: {done:,} of {total:,}", last=done >= total)


def agreed(question: str, *, yes: bool) -> bool:
    """Whether the person agrees, who is asked unless `yes`. Raises BadUsage where nobody can answer."""
    if yes:
        return True
    if not is_terminal(sys.stdin):
        raise BadUsage("nobody is here to agree; add --yes")
    import typer

    return typer.confirm(question, err=True)


def clean(text: str) -> str:
    """The text without characters that command a terminal or turn its reading direction."""
    return _DANGEROUS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str | None) -> str:
    """The same on one line, for a cell of a table."""
    return " ".join(clean(text or "").split())


def isolated(text: str) -> str:
    """Right-to-left text so marked that it does not reorder what stands beside it (Unicode UAX 9)."""
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}" if _RTL.search(text) else text


class Screen(StringIO):
    """A text stream to a terminal, for writers that know of none: all that is written passes `harmless`."""

    def __init__(self, out: TextIO, harmless: Callable[[str], str]) -> None:
        """Write to that stream."""
        super().__init__()
        self._out = out
        self._harmless = harmless

    def write(self, text: str, /) -> int:
        """The text, made harmless."""
        return self._out.write(self._harmless(text))

    def writelines(self, lines: Iterable[str], /) -> None:  # type: ignore[override]  # of text, as TextIO has it
        """Each of them."""
        for line in lines:
            self.write(line)


def is_terminal(stream: TextIO | None = None) -> bool:
    """Somebody reads the stream (stdout if none is named) on a screen."""
    stream = sys.stdout if stream is None else stream
    try:
        return bool(stream) and stream.isatty()
    except ValueError:
        return False


def program() -> str:
    """What to type for newsgrab here: its name if the path has it, else what was typed now."""
    from shlex import quote
    from shutil import which

    called = Path(sys.argv[0])
    if called.name == "__main__.py":
        return f"{Path(sys.executable).name} -m newsgrab"
    found = which(called.name)
    return called.name if found and Path(found).resolve() == called.resolve() else quote(str(called))


def print_stdout(text: str = "") -> None:
    """One line, or several, to stdout. When nobody listens any more (`| head`), the program ends quietly."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.write(text + "\n")
    except BrokenPipeError:
        hang_up()


def print_flushed(text: str) -> None:
    """One line to stdout at once, about work that goes on whether or not somebody listens."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        close(1)


def hang_up() -> NoReturn:
    """End quietly, since nobody listens any more."""
    close(1)
    raise SystemExit(0)


def close(descriptor: int) -> None:
    """Whatever is still to be written there goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


@contextmanager
def remarks(*, quiet: bool) -> Iterator[None]:
    """Within it remarks are left out, if it is to be `quiet`; an error that is raised is told all the same."""
    with redirect_stderr(StringIO()) if quiet else nullcontext():
        yield


def print_stderr(text: str, *, whole: bool = False) -> None:
    """A remark to the user, on stderr, so that stdout stays what was asked for.

    On a terminal it is broken between words; not if it is a command to be copied, `whole`.
    """
    if sys.stderr is not None:
        shown = clean(text) if whole or not is_terminal(sys.stderr) else _broken(clean(text))
        try:
            sys.stderr.write(shown + "\n")
        except OSError:  # a remark that nobody can get is no reason to stop
            close(2)


def _broken(text: str) -> str:
    """The text in lines of the terminal's width; a word that is longer than a line stays whole."""
    try:
        width = os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError):
        return text
    if width < 1 or len(text) <= width:
        return text
    from textwrap import fill

    return "\n".join(fill(line, width, break_long_words=False, break_on_hyphens=False) for line in text.split("\n"))


def write_row(cells: Iterable[object]) -> None:
    """A line of tab-separated cells, for pipes."""
    print_stdout(row(cells))


def row(cells: Iterable[object]) -> str:
    """Cells divided by tabs, each on one line. None is an empty cell."""
    return "\t".join("" if cell is None else one_line(str(cell)) for cell in cells)


def write_each(
    found: Iterable[T],
    plain: Callable[[T], object],
    show: Callable[[T], None],
    cells: Callable[[T], Iterable[object]],
    *,
    json: bool,
) -> None:
    """Write each thing found: as an object with `json`, as `show` does on a terminal, else as one row of cells."""
    for one in found:
        if json:
            write_json(plain(one))
        elif is_terminal():
            show(one)
        else:
            write_row(cells(one))


def write_json(value: object) -> None:
    """One JSON object on one line."""
    print_stdout(as_json(value))


def as_json(value: object) -> str:
    """JSON on one line, exact; what could command a terminal is written as an escape."""
    import json  # not needed by most commands, and every start would pay for it

    return escaped(json.dumps(value, ensure_ascii=False, default=_jsonable))


def escaped(text: str) -> str:
    """JSON with what could command a terminal written as escapes: the same value to whoever reads it."""
    return _DANGEROUS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def console() -> Console:
    """A rich console on stdout; only for terminals, since loading it takes longer than most commands."""
    from rich.console import Console

    return Console(highlight=False, emoji=False, markup=False, soft_wrap=False)


def styled(text: str | None, style: str = "") -> Text:
    """A stranger's text for a rich console: cleaned, isolated, never markup."""
    from rich.text import Text

    return Text(isolated(one_line(text)), style=style)


def facts(parts: Iterable[str | None]) -> Text:
    """Short facts on one line, dim, those that are known."""
    from rich.text import Text

    return Text(" · ".join(isolated(one_line(part)) for part in parts if part), style="dim")


def gone(since: str | None) -> str | None:
    """Since when an article is gone, in words; nothing if it is there."""
    return since and f"gone since {when(since)}"


def named(title: str, gone_since: str | None) -> Text:
    """A headline in a table, with the word that the article is gone."""
    text = styled(title, "bold")
    return text.append(f"  {gone(gone_since)}", style="red") if gone_since else text


def indented(text: RenderableType, columns: int) -> Padding:
    """The text so many columns to the right, its further lines as well."""
    from rich.padding import Padding

    return Padding(text, (0, 0, 0, columns))


def beside(head: Text, text: Text) -> RenderableType:
    """A short head and a text whose further lines stand under its first; below the head where the screen is narrow."""
    from rich.console import Group
    from rich.table import Table

    if console().width - head.cell_len < _NARROW:
        return Group(head, indented(text, 4))
    row = Table.grid()
    row.add_column(no_wrap=True, min_width=head.cell_len)
    row.add_column(overflow="fold")  # a long word, or a text without blanks, goes on in the next line
    row.add_row(head, text)
    return row


def print_item(word: str, style: str, name: str, parts: Iterable[str | None]) -> None:
    """A thing on a terminal: a word about it, its name, and its facts below."""
    from rich.text import Text

    out = console()
    out.print(beside(Text(f"{word}  ", style=style), styled(name, "bold")))
    out.print(indented(facts(parts), 5))


def print_url(out: Console, url: str | None, columns: int) -> None:
    """An address on a line of its own, so many columns to the right; nothing if none is given."""
    if url is not None:
        out.print(indented(styled(url, "dim"), columns))


def print_pairs(pairs: Iterable[tuple[str, str]]) -> None:
    """Names and what they stand for, in two columns; on a terminal a long text goes on under itself."""
    lines = list(pairs)
    width = max(len(name) for name, _ in lines) + 2
    if not is_terminal():
        for name, value in lines:
            print_stdout(f"{name:<{width}}{one_line(value)}")
        return
    from rich.text import Text

    out = console()
    for name, value in lines:
        out.print(beside(Text(f"{name:<{width}}", style="dim"), styled(value)))


def counted(number: int, noun: str) -> str:
    """How many there are: "1 page", "2 pages"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def when(stamp: str | None) -> str:
    """A time of the archive for people: its minute by the local clock on a terminal, in UTC where it is piped."""
    if not stamp:
        return ""
    if is_terminal():
        return local_time.minute(stamp)
    if stamp.endswith("Z"):
        return f"{stamp[:10]} {stamp[11:16]}"
    return f"{datetime.fromisoformat(stamp).astimezone(UTC):%Y-%m-%d %H:%M}"


def between(before: str | None, after: str) -> str:
    """The two looks that bound an event, by the clock that `when` goes by."""
    return local_time.between(before, after, when)


def zone(stamp: str | None = None) -> str:
    """The zone in which `when` tells that time, or the time of now."""
    return local_time.zone(stamp) if is_terminal() else "UTC"


def moment(stamp: str | None) -> str:
    """A time of the archive for people, with its zone; "" for none."""
    return f"{when(stamp)} {zone(stamp)}" if stamp else ""


def span(first: str, last: str) -> str:
    """Two times of the archive for people, with their zone; one where they are the same minute."""
    begin, end = when(first), when(last)
    both = begin if begin == end else f"{begin} to {end[11:] if begin[:10] == end[:10] else end}"
    return f"{both} {zone(last)}"


def stamp(moment: datetime | None) -> str | None:
    """A time of ours for programs: seconds, UTC, as in 2025-03-03T14:02:00Z."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None


def day(published_at: str | None, first_seen_at: str) -> str:
    """The day of an article: its publication by the page's own clock, else our first look."""
    return (published_at or when(first_seen_at))[:10]


def number(views: int | None, *, exact: bool = True) -> str:
    """A count for people: 12,345, and ~12,500 for a rounded one."""
    return "" if views is None else f"{'' if exact else '~'}{views:,}"


def size(count: int) -> str:
    """Bytes for people."""
    amount, unit = float(count), "B"
    for larger in ("kB", "MB", "GB", "TB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, larger
    return f"{amount:.0f} {unit}" if unit == "B" or amount >= 100 else f"{amount:.1f} {unit}"


def _jsonable(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, frozenset | set | tuple):
        return list(value)
    return str(value)
