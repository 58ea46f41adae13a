"""newsgrab verify: whether everything in the archive is still what was kept."""

from __future__ import annotations

import re
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsgrab.archive.store import Archive
from newsgrab.cli import options, terminal
from newsgrab.errors import BadUsage

if TYPE_CHECKING:
    from newsgrab.archive.care.verify import Finding, Tally

_HEAD = re.compile("[0-9a-fA-F]{64}")
_STYLES = {"ok": "green", "bad": "bold red", "unverifiable": "yellow", "removed": "cyan"}


def verify(
    ref: Annotated[
        str | None, typer.Argument(metavar="[REF|HEX]", help="Only this article's looks; or a head.")
    ] = None,
    head: Annotated[bool, typer.Option("--head", help="Print the head of the chain; with HEX, check it.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Check the chain alone.")] = False,
    roots: Annotated[
        str | None,
        typer.Option("--roots", metavar="FILE.pem", help="Certificates of time-stamping authorities to believe."),
    ] = None,
    archive: options.ArchiveOption = None,
    json: options.JsonOption = False,
    quiet: options.QuietOption = False,
) -> None:
    """Check that everything in the archive is still what was kept. Only reads; runs may go on meanwhile.

    Says ok, bad, unverifiable or removed of each page, text, look, count and index, and names what is bad. Exit code 1
    if anything is.

    Example: newsgrab verify --archive ~/news
    """
    from newsgrab.archive.care.verify import NOT_PROVEN, PROVEN, Finding, Scope, Word, verify
    from newsgrab.archive.care.verify import head as head_now

    place = options.settings(archive).archive
    if head and ref is None and not quick:
        terminal.print_stdout(head_now(place))
        raise typer.Exit(0)
    head = head or _HEAD.fullmatch(ref or "") is not None
    article = _article(place, ref) if ref is not None and not head else None
    scope = Scope(quick, article, ref if head else None, _pem(roots))
    line = terminal.Line(hidden=quiet or json or not terminal.is_terminal(sys.stderr))
    progress = _Progress(line)
    bad = False
    for said in verify(place, progress.tell, scope):
        line.clear()
        bad = bad or said.word is Word.BAD
        if json:
            terminal.print_flushed(
                terminal.as_json({"kind": "finding" if isinstance(said, Finding) else "tally"} | _plain(said))
            )
        elif not quiet or (isinstance(said, Finding) and said.word is Word.BAD):
            _tell(said)
        progress.done(said)
    if not quiet and not json and terminal.is_terminal(sys.stderr):
        terminal.print_stderr(progress.speed)
        terminal.print_stderr(PROVEN if head else NOT_PROVEN)
    raise typer.Exit(1 if bad else 0)


def _pem(roots: str | None) -> tuple[bytes, ...]:
    if roots is None:
        return ()
    try:
        return (Path(roots).read_bytes(),)
    except OSError as error:
        raise BadUsage(f"--roots: {roots}: cannot be read ({error.strerror or error})") from error


def _article(place: Path, ref: str) -> int:
    with Archive(place, readonly=True) as archive:
        return archive.resolve(ref).article_id


def _plain(said: Finding | Tally) -> dict[str, object]:
    """What was said as JSON has it."""
    return asdict(said) | {"word": said.word.value}


def _tell(said: Finding | Tally) -> None:
    if terminal.is_terminal():
        _show(said)
    else:
        terminal.print_flushed(terminal.row(_cells(said)))


def _cells(said: Finding | Tally) -> tuple[object, ...]:
    """The columns of a pipe, as the guide documents them."""
    from newsgrab.archive.care.verify import Finding

    if isinstance(said, Finding):
        return (said.word, said.check, said.table, said.id, said.url, said.problem, said.advice)
    return (said.word, said.check, None, None, None, _counts(said), None)


def _counts(tally: Tally) -> str:
    counts = [f"{tally.ok} ok"]
    words = (("bad", tally.bad), ("unverifiable", tally.unverifiable), ("removed", tally.removed))
    counts += [f"{count} {word}" for word, count in words if count]
    return f"{tally.things}: {', '.join(counts)}"


def _show(said: Finding | Tally) -> None:
    from rich.text import Text

    from newsgrab.archive.care.verify import Finding

    word = Text(f"{said.word:<13}", style=_STYLES[said.word])
    line = Text()
    if isinstance(said, Finding):
        line.append(f"{terminal.one_line(f'{said.table} {said.id}')}: ", style="cyan")
        line.append(terminal.one_line(said.problem))
        if said.url:
            line.append("  ").append_text(terminal.styled(said.url, "dim"))
        line.append(f"  → {said.advice}")
    else:
        line.append(f"{said.check:<12}", style="bold").append(_counts(said))
    terminal.console().print(terminal.beside(word, line))


class _Progress:
    """How far the checks are, and how fast."""

    def __init__(self, line: terminal.Line) -> None:
        self._line = line
        self._began = time.monotonic()
        self._check = ""
        self.speed = ""

    def tell(self, check: str, things: int, size: int, total: int) -> None:
        """So many things and bytes of a check are done; `total` is 0 where nobody knows it."""
        now = time.monotonic()
        if check != self._check:
            self._check, self._began = check, now
        of = f" of {total:,}" if total else ""
        self._line.draw(lambda: f"{check} {things:,}{of}  {_rate(things, size, now - self._began)}")

    def done(self, said: Finding | Tally) -> None:
        """Note how fast the pages were."""
        from newsgrab.archive.care.verify import Tally

        if isinstance(said, Tally) and said.bytes:
            things = said.ok + said.bad + said.unverifiable + said.removed
            rate = _rate(things, said.bytes, time.monotonic() - self._began)
            self.speed = f"{things:,} {said.things}, {terminal.size(said.bytes)} unpacked and hashed: {rate}"


def _rate(things: int, size: int, seconds: float) -> str:
    seconds = max(seconds, 0.001)
    return f"{things / seconds:,.0f}/s" + (f", {terminal.size(int(size / seconds))}/s" if size else "")
