"""Options that several commands share, and what they stand for."""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsgrab.archive.query.filters import Filters
from newsgrab.archive.query.orders import ORDERS
from newsgrab.archive.store import Archive
from newsgrab.cli import terminal
from newsgrab.errors import BadProfile, BadSettings, BadUrl, BadUsage, NewsgrabError
from newsgrab.settings import Settings, load, parse_span

if TYPE_CHECKING:
    from newsgrab.archive.care.renewal import Progress
    from newsgrab.archive.care.upgrade import Upgrade
    from newsgrab.warc.choice import Choice

_DEFAULTS = Settings()
EVERY_ARTICLE = Filters()


def complete(words: Iterable[str]) -> Callable[[str], list[str]]:
    """What the shell completes a value to: one of these words."""
    known = tuple(words)
    return lambda incomplete: [word for word in known if word.startswith(incomplete)]


def sort_option(orders: Iterable[str], text: str) -> Any:
    """The option --sort of a command that knows these orders; the text says what they mean."""
    known = tuple(orders)
    return typer.Option("--sort", metavar="ORDER", help=text, autocompletion=complete(known))


def checked_sort(named: str, orders: Iterable[str]) -> str:
    """The order, if it is one of these. Raises BadUsage."""
    if named not in orders:
        raise BadUsage(f"--sort: one of {', '.join(orders)}, not {named!r}")
    return named


def format_option(forms: Iterable[str], *, help: str | None = None) -> Any:  # noqa: A002 -- typer's own word
    """The option --format of a command that writes one of these forms."""
    known = tuple(forms)
    text = help or f"One of {', '.join(known)}."
    return typer.Option("--format", "-f", metavar="FORM", help=text, autocompletion=complete(known))


def _complete_sites(incomplete: str) -> list[str]:
    """The sites in the archive of this folder; none where there is no archive."""
    try:
        with reading_archive(None) as kept:
            return [each.site for each in kept.query.summary().sites if each.site.startswith(incomplete)]
    except NewsgrabError:
        return []


ArchiveOption = Annotated[
    str | None,
    typer.Option(
        "--archive", "-a", metavar="DIR", help="Folder of the archive [default: NEWSGRAB_ARCHIVE, or ./archive]."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")]
VerboseOption = Annotated[
    bool, typer.Option("--verbose", "-v", help="Tell each decision: to the --log-file, else to stderr.")
]
LogFileOption = Annotated[
    str | None, typer.Option("--log-file", metavar="FILE", help="Append a line for every look, with its time.")
]
SORTS = tuple(ORDERS)
UrlsOption = Annotated[bool, typer.Option("--urls", help="On a terminal: with the addresses.")]
NoRemarksOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="Print what was asked for and trouble, no remarks.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but trouble.")]
SiteOption = Annotated[
    str | None,
    typer.Option("--site", metavar="HOST", help="Only this site (and its sub-sites).", autocompletion=_complete_sites),
]
CategoryOption = Annotated[str | None, typer.Option("--category", metavar="NAME", help="Only this category.")]
AuthorOption = Annotated[str | None, typer.Option("--author", metavar="NAME", help="Only authors named like this.")]
LanguageOption = Annotated[str | None, typer.Option("--lang", metavar="CODE", help="Only this language: ar, en.")]
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help='From this day on: 2024-10-05, yesterday, "3 days ago".')
]
SinceSeenOption = Annotated[
    str | None, typer.Option("--since-seen", metavar="DATE", help="Only what we first saw from this day or moment on.")
]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Before this day or moment.")]
CaptureSiteOption = Annotated[
    list[str] | None,
    typer.Option("--site", metavar="HOST", help="Of WARC files or the past: only this site; may be repeated."),
]
CaptureSinceOption = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Of WARC files or the past: from this day on.")
]
CaptureUntilOption = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Of WARC files or the past: before this day or moment.")
]
SinceCapturedOption = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="What was captured from this day or moment on.")
]
FromBatchOption = Annotated[
    str | None, typer.Option("--from-batch", metavar="DIR", help="The looks of what `newsgrab batch` wrote there.")
]
DelayOption = Annotated[
    str | None,
    typer.Option(
        "--delay", metavar="SECONDS", help=f"Pause between two requests to a host [default: {_DEFAULTS.delay:g}]."
    ),
]
WorkersOption = Annotated[
    str | None,
    typer.Option("--workers", metavar="N", help=f"Hosts to ask at the same time [default: {_DEFAULTS.workers}]."),
]
TimeoutOption = Annotated[
    str | None,
    typer.Option(
        "--timeout", metavar="SECONDS", help=f"For one address, all included [default: {_DEFAULTS.timeout:g}]."
    ),
]
UserAgentOption = Annotated[
    str | None, typer.Option("--user-agent", metavar="NAME", help="What to call ourselves to servers.")
]
IgnoreRobotsOption = Annotated[
    bool | None, typer.Option("--ignore-robots/--obey-robots", help="Ask even where robots.txt says no.")
]
BrowserOption = Annotated[
    bool, typer.Option("--browser", help="Open pages that print no text in Chromium (newsgrab[js]).")
]
AllowPrivateOption = Annotated[
    bool | None,
    typer.Option("--allow-private/--no-private", help="Let redirects lead into private networks."),
]
AtOption = Annotated[
    str | None,
    typer.Option("--at", metavar="DATE", help="As it was on this day or at this moment; a day counts as a whole."),
]
RefArgument = Annotated[
    str,
    typer.Argument(
        metavar="REF", help="An article: its address or number; with @VERSION or @TIME (12@2025-03-20T14:02Z)."
    ),
]


def settings(archive: str | None = None, **flags: object) -> Settings:
    """The settings in force, with the flags that were given. Raises BadSettings."""
    return load({"archive": archive, **flags})


def checked_settings(archive: str | None = None, *, strict: bool = False, **flags: object) -> Settings:
    """The same for a command that reads pages: the user's own profiles are looked through as well.

    A wrong one is told of, and its site is read without it; if `strict`, BadProfile is raised before anything is done.
    Raises BadSettings.
    """
    chosen = settings(archive, **flags)
    if chosen.profiles is not None and not chosen.profiles.is_dir():
        raise BadSettings(f"profiles: {chosen.profiles}: no such folder")
    if chosen.js:
        from newsgrab.fetch.browser.chromium import check_available

        check_available(chosen.proxy)
    for error in _wrong_profiles(chosen.profiles):
        if strict:
            raise error
        terminal.print_stderr(f"newsgrab: {error}; until it is mended its site is read without it")
    return chosen


def _wrong_profiles(folder: Path | None) -> Iterator[BadProfile]:
    if folder is None:
        return
    from newsgrab.extraction.selectors import wrong_selectors
    from newsgrab.profile import load_profile

    for path in sorted(folder.glob("*.toml")):
        try:
            load_profile(path, also=wrong_selectors)
        except BadProfile as error:
            yield error


def reading_archive(archive: str | None) -> Archive:
    """The archive, to be read from."""
    return open_archive(settings(archive).archive, readonly=True)


def open_archive(place: Path, *, create: bool = False, readonly: bool = False) -> Archive:
    """The archive at a place; if an earlier newsgrab wrote it, the user is told what is done about it."""
    return Archive(place, create=create, readonly=readonly, tell=tell_upgrade)


def tell_upgrade(plan: Upgrade) -> Progress | None:
    """Say that an archive is brought up to date, and where it is kept as it was; to a terminal also how far it is."""
    terminal.print_stderr(
        f"newsgrab: {plan.path}: written by an earlier newsgrab (schema {plan.before}): it is brought up to date"
        f" (schema {plan.after}); as it was it stays in {plan.copy}"
    )
    return terminal.Line().progress if terminal.is_terminal(sys.stderr) else None


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the filter options; they come to it as one value, the parameter `filters`."""
    own = inspect.signature(command, eval_str=True).parameters
    options = inspect.signature(filters, eval_str=True).parameters

    @functools.wraps(command)
    def with_filters(**given: object) -> None:
        chosen = filters(**{name: given.pop(name) for name in options})  # type: ignore[arg-type]
        command(**given, filters=chosen)

    parameters = [one for each in own.values() for one in (options.values() if each.name == "filters" else (each,))]
    with_filters.__dict__["__signature__"] = inspect.Signature(parameters)
    with_filters.__annotations__ = {each.name: each.annotation for each in parameters}
    return with_filters


def filters(
    site: SiteOption = None,
    category: CategoryOption = None,
    author: AuthorOption = None,
    lang: LanguageOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    since_seen: SinceSeenOption = None,
) -> Filters:
    """What the filter options say. Raises BadDate, BadUsage."""
    category, author, lang = (typed(text) if text is not None else None for text in (category, author, lang))
    first, last, seen = (parse_moment_option(text) if text is not None else None for text in (since, until, since_seen))
    return Filters(_host(site), category, author, lang, first, last, seen)


def choice(sites: Iterable[str] | None, since: str | None, until: str | None) -> Choice:
    """Which captures the options let through. Raises BadDate, BadUsage."""
    from newsgrab.warc.choice import Choice

    hosts = tuple(filter(None, map(_host, sites or ())))
    return Choice(hosts, *(parse_moment_option(text) if text is not None else None for text in (since, until)))


def filters_in_words(chosen: Filters) -> str:
    """The filters that are on, to be told where they let nothing through; empty if none is."""
    names = {"language": "--lang", "since_seen": "--since-seen"}
    on = []
    for each in fields(chosen):
        value = getattr(chosen, each.name)
        if value is not None and each.name != "articles":  # those were named, not chosen
            text = terminal.moment(value.isoformat()) if isinstance(value, datetime) else value
            on.append(f"{names.get(each.name, f'--{each.name}')} {text}")
    return f" with {', '.join(on)}" if on else ""


def typed(text: str) -> str:
    """The words that were typed, where the terminal's locale could not read them as UTF-8 either."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def parse_duration(text: str, option: str) -> float:
    """A span of time in seconds: 90, 90s, 20m, 2h, 1d; digits of any script. Raises BadUsage."""
    span = parse_span(text)
    if span is None:
        raise BadUsage(f"{option}: a time such as 90s, 20m, 2h or 1d, not {text!r}")
    return span.total_seconds()


def parse_int(text: str, option: str, *, low: int = 0, high: int = 10**9) -> int:
    """A whole number in digits of any script. Raises BadUsage."""
    digits = text.strip()
    value = int(digits) if digits.isdecimal() and len(digits) <= 20 else low - 1
    if not low <= value <= high:
        raise BadUsage(f"{option}: a whole number from {low} to {high}, not {text!r}")
    return value


def parse_moment_option(text: str) -> datetime:
    """The moment that an option names; a day is one of the local clock. Raises BadDate."""
    from newsgrab import local_time
    from newsgrab.archive.search.query.dates import moment_named

    return moment_named(text, local_time.now())


def as_of(chosen: Filters, at: str | None) -> Filters:
    """The filters, for the archive as it was at a time. Raises BadDate."""
    return chosen if at is None else replace(chosen, at=parse_at(at))


def parse_at(text: str) -> datetime:
    """The moment as of which an option asks: the end of what it names. Raises BadDate."""
    from newsgrab import local_time
    from newsgrab.archive.search.query.dates import whole_moment

    return whole_moment(text, local_time.now())


def _host(text: str | None) -> str | None:
    """The site that a host, or an address on it, belongs to."""
    if text is None:
        return None
    from newsgrab.urls import site_named

    try:
        return site_named(text)
    except BadUrl as error:
        raise BadUsage(f"--site: a host, like courier.example, not {text!r}") from error
