"""newsgrab stamp: a time stamp of somebody else's over the head of the chain."""

from __future__ import annotations

from typing import Annotated

import typer

from newsgrab.cli import options, terminal


def stamp(
    authority: Annotated[
        str, typer.Option("--tsa", metavar="URL", help="The time-stamping authority (RFC 3161) to ask.")
    ],
    timeout: options.TimeoutOption = None,
    archive: options.ArchiveOption = None,
    json: options.JsonOption = False,
    quiet: options.QuietOption = False,
) -> None:
    """Have the head of the chain stamped by an authority.

    That is a time-stamping authority (RFC 3161). Only the head's hash is sent. The answer is kept, checked by newsgrab
    verify without a network, and goes into each packet of newsgrab evidence. Where nothing is new since the last stamp,
    nobody is asked.

    Example: newsgrab stamp --tsa https://tsa.example/
    """
    from newsgrab.fetch.limits import identity
    from newsgrab.fetch.post import post
    from newsgrab.urls import canonical

    chosen, url = options.settings(archive, timeout=timeout), canonical(authority)
    with options.open_archive(chosen.archive) as kept:
        asked = kept.care.stamp_request()
        if asked is None:
            if not (json or quiet):
                terminal.print_stdout("nothing is new since the last stamp")
            return
        answer = post(
            authority,
            asked.der,
            content_type="application/timestamp-query",
            accept="application/timestamp-reply",
            user_agent=chosen.user_agent or identity(chosen.contact),
            timeout_s=chosen.timeout,
        )
        made = kept.care.keep_stamp(asked, url, answer)
    if json:
        facts = {"id": made.id, "at": made.at, "stamped_at": made.stamped_at, "head": made.head, "authority": url}
        terminal.write_json(facts)
    elif not quiet:
        terminal.write_row((made.stamped_at or "time not readable here", made.head, url))
