"""What a command writes that is no text: into a file, or to whoever reads its output."""

from __future__ import annotations

import sys
from pathlib import Path

from newsgrab.cli import terminal
from newsgrab.errors import BadUsage


def write_bytes(content: bytes, output: str | None, told: str, *, form: str, is_text: bool = False) -> None:
    """Write to the file of --output, and say so on a terminal with `told`, or to stdout.

    Raises BadUsage if the file cannot be written, or if stdout is a terminal and the form is nothing for one.
    """
    if output not in {None, "-"}:
        try:
            Path(str(output)).write_bytes(content)
        except OSError as error:
            raise BadUsage(f"{output}: cannot be written ({error.strerror or error})") from error
        if terminal.is_terminal(sys.stderr):
            terminal.print_stderr(f"{output}: {told}")
        return
    check_place(output, form, is_text=is_text)
    to_stdout(content)


def to_stdout(content: bytes) -> None:
    """Write to stdout, if there is one, and if somebody reads it."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        terminal.hang_up()


def check_place(output: str | None, form: str, *, is_text: bool = False) -> None:
    """Raises BadUsage if it would go to a terminal and is nothing for one."""
    if not is_text and output in {None, "-"} and terminal.is_terminal():
        raise BadUsage(f"--format {form}: this is nothing for a terminal: name a file with --output")
