"""newsgrab notify: who is told of what runs find, and telling them."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from newsgrab.cli import options, terminal
from newsgrab.errors import BadUsage, NotificationFailed
from newsgrab.following.notification import KINDS, Recipient, recipient

if TYPE_CHECKING:
    from email.message import EmailMessage

    from newsgrab.archive import Archive
    from newsgrab.cli.digest_forms import Entry
    from newsgrab.settings import Settings

_SENDMAIL_PATHS = "/usr/sbin:/usr/lib:/sbin"
_COMMAND_S = 60.0


@dataclass(frozen=True, slots=True)
class Event:
    """One thing to tell of."""

    kind: str
    site: str
    ref: str
    at: str
    title: str
    url: str
    detail: str


def notify(
    test: Annotated[bool, typer.Option("--test", help="Send each of them a message, to see whether it comes.")] = False,
    archive: options.ArchiveOption = None,
    json: options.JsonOption = False,
) -> None:
    """Show who is told of what runs find.

    The setting `notify` names them; --test tries it out.

    Example: newsgrab notify --test
    """
    named = [recipient(text) for text in options.settings(archive).notify]
    if not named:
        raise BadUsage('nobody is told: write notify = ["mailto:you@host"] into newsgrab.toml')
    failed = 0
    for each in named:
        said = "configured"
        if test:
            try:
                send(each, [Event("trouble", "", "", _now(), "This is a test of newsgrab notify", "", "")])
                said = "sent"
            except NotificationFailed as error:
                failed += 1
                said = f"failed: {error}"
        kinds = ",".join(kind for kind in KINDS if kind in each.kinds)
        if json:
            terminal.write_json({"address": each.name, "kinds": kinds.split(","), "site": each.site, "state": said})
        elif terminal.is_terminal():
            terminal.print_item(said.partition(":")[0], "red" if failed else "green", each.name, [kinds, each.site])
        else:
            terminal.write_row((each.name, kinds, each.site, said))
    raise typer.Exit(1 if failed else 0)


def tell_of_run(
    archive: Archive, settings: Settings, command: str | None, began: datetime, troubles: Sequence[str]
) -> int:
    """Tell all recipients what happened since they were told last; how many that failed for. They are told later."""
    failed = 0
    for each in map(recipient, settings.notify):
        failed += _tell(archive, each, began, troubles)
    if command is not None:
        found = events(archive, began, Recipient("", frozenset(KINDS)), troubles)
        failed += bool(found) and not _ran(command, found)
    if settings.ping and not troubles and not failed:
        from newsgrab.following.hooks import ping

        try:
            ping(settings.ping)
        except NotificationFailed as error:
            terminal.print_stderr(f"newsgrab: ping: {error}")
            failed += 1
    return failed


def _tell(archive: Archive, to: Recipient, began: datetime, troubles: Sequence[str]) -> int:
    from newsgrab.cli.last_asked import keep_asked, last_asked

    name = f"told-{to.address}-{to.site}-{','.join(sorted(to.kinds))}"
    now = datetime.now(UTC)
    found = events(archive, last_asked(archive.path, name) or began, to, troubles)
    try:
        if found:
            send(to, found)
    except NotificationFailed as error:
        terminal.print_stderr(f"newsgrab: notify: {to.name}: {error}; it is told again after the next run")
        keep_asked(archive.path, last_asked(archive.path, name) or began, name)
        return 1
    keep_asked(archive.path, now, name)
    return 0


def events(archive: Archive, since: datetime, to: Recipient, troubles: Iterable[str]) -> list[Event]:
    """What a recipient is to be told."""
    from newsgrab.cli.digest_forms import entries

    digest = archive.history.digest(since, options.filters(site=to.site))
    found = [_event(site.site, entry) for site in digest.sites for entry in entries(site) if entry.kind in to.kinds]
    if "trouble" in to.kinds and to.site is None:
        found += [Event("trouble", "", "", _now(), text, "", "") for text in troubles]
    return found


def _event(site: str, entry: Entry) -> Event:
    from newsgrab.cli.digest_forms import plain_words

    words = "; ".join(f"{change.field}: {plain_words(change)}" for change in entry.fields)
    return Event(entry.kind, site, entry.ref, entry.at, entry.title, entry.url, words or " · ".join(entry.facts))


def send(to: Recipient, found: Sequence[Event]) -> None:
    """Send one message with all events. Raises NotificationFailed."""
    if to.address.startswith("mailto:"):
        _mail(to.address.removeprefix("mailto:").partition("?")[0], found)
        return
    from newsgrab.following.hooks import post_json

    payload = [{name: getattr(each, name) for name in Event.__slots__} for each in found]
    post_json(to.address, {"text": as_text(found), "events": payload})


def as_text(found: Sequence[Event]) -> str:
    """The events for people: one after the other, each with its words."""
    lines = []
    for each in found:
        head = " ".join(part for part in (each.kind, each.site, each.ref and f"({each.ref})") if part)
        lines.append("\n".join(part for part in (f"{head}: {each.title}", each.detail, each.url) if part))
    return terminal.clean("\n\n".join(lines))


def _mail(address: str, found: Sequence[Event]) -> None:
    """By this machine's own mail program, which knows how mail leaves it."""
    program = shutil.which("sendmail") or shutil.which("sendmail", path=_SENDMAIL_PATHS)
    if program is None:
        raise NotificationFailed("this machine has no sendmail: install a mail program (msmtp, postfix, exim)")
    try:
        subprocess.run(  # noqa: S603 (our own words; the address stands in the message)
            [program, "-t", "-i"],
            input=bytes(_letter(address, found)),
            check=True,
            capture_output=True,
            timeout=_COMMAND_S,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NotificationFailed(f"sendmail: {error}") from error


def _letter(address: str, found: Sequence[Event]) -> EmailMessage:
    from email.message import EmailMessage

    first = f"{found[0].kind}: {terminal.one_line(found[0].title)}"
    letter = EmailMessage()
    letter["To"] = address
    letter["Subject"] = f"newsgrab: {first}" + (f" and {len(found) - 1} more" if len(found) > 1 else "")
    letter.set_content(as_text(found))
    return letter


def _ran(command: str, found: Sequence[Event]) -> bool:
    """Give a command the events, one JSON object a line; whether it ended well."""
    lines = "".join(f"{terminal.as_json({name: getattr(each, name) for name in Event.__slots__})}\n" for each in found)
    try:
        subprocess.run(shlex.split(command), input=lines, text=True, check=True, timeout=_COMMAND_S)  # noqa: S603
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        terminal.print_stderr(f"newsgrab: --exec: {error}")
        return False
    return True


def _now() -> str:
    return terminal.stamp(datetime.now(UTC)) or ""
