"""newsgrab compact: the archive's file made as small as it can be."""

from __future__ import annotations

from dataclasses import asdict

from newsgrab.cli import options, terminal
from newsgrab.cli.progress import Bar
from newsgrab.cli.stopping import stopping


def compact(
    archive: options.ArchiveOption = None, json: options.JsonOption = False, quiet: options.QuietOption = False
) -> None:
    """Make the archive's file as small as it can be.

    Pages are packed harder than there is time for while they come; each run does some of that, this does the rest. Then
    the file is written without gaps, which takes as much room again meanwhile. Nothing that is kept changes.

    Example: newsgrab compact
    """
    with (
        options.open_archive(options.settings(archive).archive) as kept,
        stopping() as stop,
        Bar(hidden=quiet or json) as bar,
    ):
        before = kept.query.summary().file_bytes
        bar.expect(kept.care.pages_to_pack())
        done = kept.care.compact(stop, bar.reach)
        if not stop():
            kept.care.write_anew()
        after = kept.query.summary().file_bytes
    if json:
        terminal.write_json({**asdict(done), "bytes_before": before, "bytes_after": after})
    elif not quiet:
        sizes = f"{terminal.size(before)} before, {terminal.size(after)} now"
        terminal.print_stdout(f"{done.pages:,} pages packed anew; {sizes}")
