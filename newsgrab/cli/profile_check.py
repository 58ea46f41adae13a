"""newsgrab profile check: whether profiles are written rightly, and still read the pages that are kept."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from newsgrab.cli import options, terminal
from newsgrab.cli.profile_files import complete_profiles, loaded, profile_file, profile_files, told_before
from newsgrab.cli.profile_mend import Proposal, as_object, propose
from newsgrab.cli.profile_mend import show as show_repair
from newsgrab.cli.profile_mend import write as write_repair
from newsgrab.errors import BadProfile, NoArchive
from newsgrab.profile.drift import MIN_ARTICLES, Break, BreakKind, FieldReport
from newsgrab.workers.profile_check import MAX_PAGES, SPAN, ProfileCheck, check_profile, watched, why_unused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsgrab.archive import Archive
    from newsgrab.profile import Profile
    from newsgrab.workers.reader_pool import ReaderPool

_COUNTED = frozenset(("related",))  # their length is a number of entries


@dataclass(frozen=True, slots=True)
class _How:
    """How it is told, and what is done about it."""

    json: bool
    quiet: bool
    repair: bool
    write: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    """An archive, its sites, and who reads its pages."""

    archive: Archive
    sites: tuple[str, ...]
    readers: ReaderPool


def check(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SITE|FILE…]", help="Profiles [default: all].", autocompletion=complete_profiles),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DATE", help="Looks from this day on [default: the last four weeks with looks]."
        ),
    ] = None,
    pages: Annotated[
        str, typer.Option("--pages", metavar="N", help="At most so many pages of a site, as many of each day.")
    ] = str(MAX_PAGES),
    repair: Annotated[
        bool, typer.Option("--repair", help="Look for selectors for what broke. Show the change of the file.")
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="The same, and write it into the file.")] = False,
    archive: options.ArchiveOption = None,
    json: options.JsonOption = False,
    quiet: options.QuietOption = False,
) -> None:
    """Tell whether profiles are right and still read the kept pages.

    Wrong keys and selectors are named with file, line and key (exit code 4). Then the selectors are run on the kept
    pages of the site: how many articles have each field, how long it is, on how many it is the same. A field that
    broke is told, with since when (exit code 1). Nobody is asked for a page.

    Example: newsgrab profile check courier.example
    """
    span = options.parse_moment_option(since) if since is not None else SPAN
    limit = options.parse_int(pages, "--pages", low=2 * MIN_ARTICLES, high=100_000)
    chosen = list(dict.fromkeys(profile_file(name) for name in names)) if names else list(profile_files())
    folder = options.settings().profiles
    wrong: BadProfile | None = None
    broken = False
    how = _How(json=json, quiet=quiet, repair=repair or write, write=write)
    with ExitStack() as stack:
        kept = _kept(archive, stack)
        for path in chosen:
            try:
                one = _right(path, folder, named=bool(names))
            except BadProfile as error:
                wrong = told_before(wrong, error)
                continue
            if kept is None:
                _tell(path, one, None, None, how)
                continue
            mine = watched(one, path, kept.sites, folder)
            found = check_profile(kept.archive, mine, kept.readers, since=span, limit=limit)
            proposal = propose(kept.archive, path, found, kept.readers) if how.repair and found.broken else None
            mended = _tell(path, one, found, proposal, how)
            broken = broken or bool(found.broken and not mended)
    if wrong is not None:
        raise wrong
    raise typer.Exit(1 if broken else 0)


def _right(path: Path, folder: Path | None, *, named: bool) -> Profile:
    """The profile in a file. Raises BadProfile: also for one in the folder of profiles that no page is read by."""
    from newsgrab.extraction.selectors import wrong_selectors

    one = loaded(path, also=wrong_selectors)
    unused = "" if named and path.parent != folder else why_unused(path, one)
    if unused:
        raise BadProfile(f"{path.name}: {unused}")
    return one


def _kept(named: str | None, stack: ExitStack) -> _Kept | None:
    """What is kept; None if there is no archive where nobody named one. Raises ArchiveError."""
    from newsgrab.workers.reader_pool import ReaderPool

    try:
        archive = stack.enter_context(options.reading_archive(named))
    except NoArchive:
        if named is not None:
            raise
        if terminal.is_terminal(sys.stderr):
            terminal.print_stderr("no archive here: no kept pages to read by them")
        return None
    sites = tuple(each.site for each in archive.query.sites())
    return _Kept(archive, sites, stack.enter_context(ReaderPool(1)))


def _tell(path: Path, one: Profile, found: ProfileCheck | None, proposal: Proposal | None, how: _How) -> bool:
    """Tell of a profile, and write its repair if that is wanted; whether it is whole again."""
    if how.json:
        place = write_repair(proposal) if proposal and how.write else None
        more = {"repair": as_object(proposal, place)} if proposal else {}
        terminal.write_json(_as_object(path, one, found) | more)
        return place is not None and proposal is not None and proposal.whole
    shown = [each for each in found.fields if each.broken or not how.quiet] if found else []
    if terminal.is_terminal():
        if shown or not how.quiet:
            _show(one, found, shown)
    elif not how.repair:
        _write_rows(one, found, shown, quiet=how.quiet)
    if proposal is None:
        if found is not None and found.broken and terminal.is_terminal(sys.stderr):
            hint = f"to look for new selectors: newsgrab profile check {_called(path, one)} --repair"
            terminal.print_stderr(hint, whole=True)
        return False
    show_repair(proposal)
    if not how.write:
        if proposal.diff and terminal.is_terminal(sys.stderr):
            terminal.print_stderr(f"to write it: newsgrab profile check {_called(path, one)} --write", whole=True)
        return False
    return write_repair(proposal) is not None and proposal.whole


def _called(path: Path, one: Profile) -> str:
    """What to type for the profile: its site if that names this file."""
    from newsgrab.profile import profile_path

    return one.site if profile_path(f"https://{one.site}/", options.settings().profiles) == path else quote(str(path))


def _write_rows(one: Profile, found: ProfileCheck | None, shown: list[FieldReport], *, quiet: bool) -> None:
    if not quiet:
        state = "broke" if found and found.broken else "ok"
        terminal.write_row((one.site, "", state, *[""] * 6, _summary(one, found)))
    for each in shown:
        size = (each.shortest, each.median, each.longest)
        said = said_of(each.broken) if each.broken else ""
        terminal.write_row((one.site, each.field, state_of(each), each.articles, each.filled, *size, each.alike, said))


def state_of(each: FieldReport) -> str:
    """A word on a field."""
    if each.broken:
        return "broke"
    return "few" if each.articles < MIN_ARTICLES else "ok" if each.filled else "empty"


def _summary(one: Profile, found: ProfileCheck | None) -> str:
    wrong = terminal.counted(len(found.broken), "field") + " broke" if found and found.broken else "nothing wrong"
    right = f"{terminal.counted(len(one.rules()), 'rule')}, {wrong}"
    if found is None:
        return right
    if not found.sample.looks:
        return f"{right}; no kept page to read"
    if not found.looks:
        return f"{right}; none of {len(found.sample.looks):,} kept pages can be read: newsgrab verify"
    looks = found.sample.looks
    articles = len({look.article_id for look in looks})
    of = "" if len(looks) == found.sample.total else f" of {found.sample.total:,}"
    unread = f", {found.unread:,} of them not read" if found.unread else ""
    span = terminal.span(*(terminal.stamp(looks[at].at) or "" for at in (0, -1)))
    return f"{right}; {terminal.counted(articles, 'article')} in {len(looks):,}{of} looks{unread}, {span}"


def said_of(broken: Break) -> str:
    """What is wrong with a field, for people."""
    since = f"since {terminal.moment(terminal.stamp(broken.since))}"
    articles = terminal.counted(broken.articles, "article")
    before, now = (f"{round(100 * rate)} %" for rate in (broken.before, broken.now))
    value = f": {terminal.one_line(broken.value)}"
    match broken.kind:
        case BreakKind.NEVER:
            return f"finds nothing on any of {articles}"
        case BreakKind.EMPTY if not broken.now:
            return f"finds nothing {since}, on none of {articles}; on {before} before"
        case BreakKind.EMPTY:
            return f"finds less {since}: on {now} of {articles}; on {before} before"
        case BreakKind.SAME if broken.last_good is None:
            return f"reads the same on all of {articles}{value}"
        case BreakKind.SAME:
            return f"reads the same {since} on {now} of {articles}{value}"
        case _:
            word = "short" if broken.kind is BreakKind.SHORT else "long"
            sizes = f"{broken.now:,.0f} characters on {articles}; {broken.before:,.0f} before"
            return f"suddenly {word} {since}: {sizes}"


def _show(one: Profile, found: ProfileCheck | None, shown: list[FieldReport]) -> None:
    """A profile on a terminal: what was looked at, a table of its fields, and what broke."""
    from rich.table import Table

    broken = bool(found and found.broken)
    terminal.print_item("broke" if broken else "ok", "red" if broken else "green", one.site, [_summary(one, found)])
    if not shown:
        return
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim")
    for name in ("", "field", "articles", "length", "alike"):
        table.add_column(name, justify="left" if name in {"", "field"} else "right", no_wrap=True)
    for each in shown:
        unit = " entries" if each.field in _COUNTED else ""
        both = (each.shortest, each.longest) if each.shortest < each.longest else (each.longest,)
        size = "–".join(f"{length:,}" for length in both) + unit if each.filled else ""
        style = "red" if each.broken else ""
        row = ("", each.field, f"{each.filled:,} of {each.articles:,}", size, f"{each.alike:,}")
        table.add_row(*(terminal.styled(cell, style) for cell in row))
    out = terminal.console()
    out.print(terminal.indented(table, 3))
    for each in shown:
        if each.broken:
            out.print(terminal.indented(terminal.styled(f"{each.field} {said_of(each.broken)}", "red"), 5))


def _as_object(path: Path, one: Profile, found: ProfileCheck | None) -> dict[str, object]:
    looks = found.sample.looks if found else ()
    return {
        "site": one.site,
        "file": str(path),
        "rules": len(one.rules()),
        "looks": len(looks),
        "looks_in_all": found.sample.total if found else 0,
        "unread": found.unread if found else 0,
        "first_look_at": terminal.stamp(looks[0].at) if looks else None,
        "last_look_at": terminal.stamp(looks[-1].at) if looks else None,
        "fields": list(_fields(found)),
    }


def _fields(found: ProfileCheck | None) -> Iterator[dict[str, object]]:
    for each in found.fields if found else ():
        facts = {name: value for name, value in asdict(each).items() if name != "broken"}
        yield {**facts, "state": state_of(each), "broken": _as_break(each.broken) if each.broken else None}


def _as_break(broken: Break) -> dict[str, object]:
    times = {"since": terminal.stamp(broken.since), "last_good": terminal.stamp(broken.last_good)}
    return {**asdict(broken), **times, "said": said_of(broken)}
