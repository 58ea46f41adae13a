"""newsgrab source: what is followed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsgrab.cli import options, terminal
from newsgrab.cli.inputs import expect_no_host, looks_like_url
from newsgrab.errors import BadRef, BadUsage, NewsgrabError
from newsgrab.following.schedule import planner
from newsgrab.host import Host
from newsgrab.link import OUR_PACE, Kind, Pace, Source
from newsgrab.urls import canonical

if TYPE_CHECKING:
    from newsgrab.archive import Archive
    from newsgrab.archive.subscriptions.sources import Subscription
    from newsgrab.settings import Settings
    from newsgrab.source.candidates import SourceCandidate

_SHORTEST = timedelta(minutes=5)  # between two looks, that a person may ask for
_UNITS = ((1440, "day"), (60, "hour"), (1, "minute"))  # and how many minutes they are

source = typer.Typer(
    help="Follow sites: feeds, sitemaps, section pages, lists.\n\nExample: newsgrab source add https://courier.example/",
    rich_markup_mode=None,
    no_args_is_help=True,
)


def _complete_sources(incomplete: str) -> list[str]:
    """The numbers of what is followed; none where there is no archive."""
    try:
        with options.reading_archive(None) as kept:
            return [str(each.id) for each in kept.following.sources() if str(each.id).startswith(incomplete)]
    except NewsgrabError:
        return []


_NameArgument = Annotated[
    str,
    typer.Argument(metavar="SOURCE", help="Its number or its address.", autocompletion=_complete_sources),
]


_EveryOption = Annotated[
    str | None,
    typer.Option("--every", metavar="TIME", help="Look at it so often: 30m, 2h, 1d [default: by its news]."),
]
_MaxGapOption = Annotated[
    str | None,
    typer.Option("--max-gap", metavar="TIME", help="Never leave its articles alone for longer: 12h, 2d."),
]
_PriorityOption = Annotated[
    str | None,
    typer.Option("--priority", metavar="N", help="0 to 9; the higher come first if a run cannot do all [default: 0]."),
]


@source.command()
def add(
    url: Annotated[str, typer.Argument(metavar="URL|FILE", help="A site, a section, a feed, a sitemap, or a list.")],
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help=f"Follow it as {', '.join(Kind)}, whatever else it offers.",
            autocompletion=options.complete(Kind),
        ),
    ] = None,
    every: _EveryOption = None,
    max_gap: _MaxGapOption = None,
    priority: _PriorityOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what the site offers.")] = False,
    archive: options.ArchiveOption = None,
    json: options.JsonOption = False,
) -> None:
    """Follow a site by its feed, section page or sitemap.

    With --kind page a single article is followed.

    What the address offers is found out, and the best of it is taken. A sitemap beside it serves as a bell: it tells of
    edits and removals. For what is followed already, set --every, --max-gap and --priority.

    Example: newsgrab source add https://courier.example/politics
    """
    from newsgrab.source.candidates import why_none

    chosen = options.settings(archive)
    wanted, said = _kind(kind), _said(every, max_gap, priority)
    if not looks_like_url(url):
        expect_no_host(url)
    listed = wanted is Kind.FILE or _is_file(url)
    offers, hosts = (_file_offers(url), []) if listed else _offers(url, chosen, wanted)
    fitting = [offer for offer in offers if wanted is None or offer.source.kind is wanted]
    if not fitting:
        found = ", ".join(sorted({offer.source.kind.value for offer in offers}))
        raise BadUsage(f"{url}: offers no {kind}; it offers: {found}")
    if dry_run:
        for offer in offers:
            _print_offer(offer, "offer", json=json)
        return
    taken = next((offer for offer in fitting if wanted is not None or not offer.wide), None)
    if taken is None:
        raise BadUsage(f"{url}: {why_none(url, fitting[0])}")
    others = [offer for offer in offers if offer is not taken]
    with options.open_archive(chosen.archive, create=True) as kept:
        before = _followed(kept, taken.source.url)
        pace = replace(before.pace if before else OUR_PACE, **said)
        added = kept.following.add(taken.source, now := datetime.now(UTC), pace)
        if before is not None and pace != before.pace:
            kept.following.bring_forward(now, planner(chosen.max_gap), before.id)
        bell = _bell(taken, others) if added else None
        if bell is not None:
            kept.following.add(bell.source, now, bell_of=added)
        kept.following.keep_hosts(hosts)
    _tell(taken, others, (bell, pace), added=added is not None, json=json)


def _tell(
    taken: SourceCandidate,
    others: list[SourceCandidate],
    more: tuple[SourceCandidate | None, Pace],
    *,
    added: bool,
    json: bool,
) -> None:
    """What is followed now, with its bell and its pace, what else there is, and what to type next."""
    bell, pace = more
    _print_offer(taken, "added" if added else "already followed", json=json)
    _print_others(others, bell, json=json)
    if terminal.is_terminal():
        if pace != OUR_PACE:
            terminal.print_stderr(_pace_in_words(pace))
        terminal.print_stderr("newsgrab run visits it now; newsgrab schedule lets cron do that")


def _print_others(others: list[SourceCandidate], bell: SourceCandidate | None, *, json: bool) -> None:
    """What else there is, and what to type next."""
    for offer in others:
        if offer is bell:
            _print_offer(offer, "bell", json=json)
        elif terminal.is_terminal() and not json:
            _print_offer(offer, "also there", json=False)
        else:
            what = f"{offer.source.kind} {offer.source.url} ({offer.why}, {offer.links} links)"
            terminal.print_stderr(f"also there: {what}")


@source.command("list")
def list_sources(archive: options.ArchiveOption = None, json: options.JsonOption = False) -> None:
    """List what is followed.

    In a pipe: number, kind, state, links, articles, last look, address, title.

    Example: newsgrab source list
    """
    with options.reading_archive(archive) as kept:
        found = kept.following.sources()
    if not found:
        terminal.print_stderr("nothing is followed: newsgrab source add URL")
    elif not json and terminal.is_terminal():
        _show(found)
        return
    for each in found:
        if json:
            terminal.write_json(_as_json(each))
        else:
            seen = terminal.stamp(each.visited_at) or "never"
            cells = (each.id, each.source.kind, _state(each), each.links, each.articles, seen, each.source.url)
            terminal.write_row((*cells, each.source.title))


def _show(found: list[Subscription]) -> None:
    from rich.text import Text

    out = terminal.console()
    for each in found:
        name = terminal.styled(each.source.title or each.source.url, "bold")
        out.print(terminal.beside(Text(f"{each.id:>3}  ", style="cyan"), name))
        seen = terminal.stamp(each.visited_at)
        counts = f"{each.links:,} links · {each.articles:,} articles"
        last = f"last look {terminal.moment(seen)}" if seen else "not looked at yet"
        facts = [each.source.kind, _state(each), counts, last]
        out.print(terminal.indented(terminal.facts([*facts, each.source.url if each.source.title else None]), 5))
        if each.trouble:
            out.print(terminal.indented(terminal.styled(each.trouble, "red"), 5))


@source.command()
def show(name: _NameArgument, archive: options.ArchiveOption = None, json: options.JsonOption = False) -> None:
    """Show all that is known of one source.

    Example: newsgrab source show 1
    """
    with options.reading_archive(archive) as kept:
        each = named_source(kept, name)
    if json:
        terminal.write_json(_as_json(each))
        return
    known = {key: value for key, value in _as_json(each).items() if value not in {None, ""}}
    terminal.print_pairs((key.replace("_", " "), str(value)) for key, value in known.items())


@source.command()
def remove(name: _NameArgument, archive: options.ArchiveOption = None) -> None:
    """Follow a source no longer. Articles and their history stay.

    Example: newsgrab source remove 1
    """
    with options.open_archive(options.settings(archive).archive) as kept:
        each = named_source(kept, name)
        kept.following.remove(each.id)
    _print_done("removed", each)


@source.command()
def pause(
    name: _NameArgument,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with it.")] = False,
    archive: options.ArchiveOption = None,
) -> None:
    """Leave a source and its articles alone until --resume.

    Example: newsgrab source pause 1
    """
    with options.open_archive(options.settings(archive).archive) as kept:
        each = named_source(kept, name)
        kept.following.pause(each.id, None if resume else datetime.now(UTC))
    _print_done("resumed" if resume else "paused", each)


def _offers(url: str, settings: Settings, wanted: Kind | None) -> tuple[list[SourceCandidate], list[Host]]:
    """What the address offers, and what runs need to know of the hosts that were asked: none for a page by itself."""
    from newsgrab.source.candidates import SourceCandidate

    if wanted is Kind.PAGE:
        return [SourceCandidate(Source(canonical(url), Kind.PAGE), 1, "a page of its own")], []
    from newsgrab.fetch.fetcher import Fetcher
    from newsgrab.pipeline import fetch_settings
    from newsgrab.source.candidates import find_sources
    from newsgrab.workers.reader_pool import ReaderPool
    from newsgrab.workers.source_reader import source_reader

    with Fetcher(fetch_settings(settings)) as fetcher, ReaderPool(1) as readers:
        readers.warm_up()
        offers = find_sources(url, fetcher, source_reader(readers, settings.timeout))
        return offers, fetcher.remembered()


def _bell(taken: SourceCandidate, others: list[SourceCandidate]) -> SourceCandidate | None:
    """The sitemap of the same site that tells of changes to what the source brings."""
    if taken.source.kind not in {Kind.FEED, Kind.LISTING}:
        return None
    return next((offer for offer in others if offer.source.kind is Kind.SITEMAP), None)


def _followed(kept: Archive, url: str) -> Subscription | None:
    return next((each for each in kept.following.sources() if each.source.url == url), None)


def _said(every: str | None, max_gap: str | None, priority: str | None) -> dict[str, Any]:
    """What the options say of the pace, by its part. Raises BadUsage."""
    number = None if priority is None else options.parse_int(priority, "--priority", high=9)
    said = {"every": _span(every, "--every"), "max_gap": _span(max_gap, "--max-gap"), "priority": number}
    return {name: value for name, value in said.items() if value is not None}


def _pace_in_words(pace: Pace) -> str:
    said = [
        f"it is looked at every {_in_words(pace.every)}" if pace.every else "",
        f"its articles are left alone for {_in_words(pace.max_gap)} at most" if pace.max_gap else "",
        f"its priority is {pace.priority}" if pace.priority else "",
    ]
    return "; ".join(filter(None, said))


def _in_words(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    number, unit = next((minutes // size, name) for size, name in _UNITS if minutes % size == 0)
    return terminal.counted(number, unit)


def _span(text: str | None, option: str) -> timedelta | None:
    if text is None:
        return None
    span = timedelta(seconds=options.parse_duration(text, option))
    if span < _SHORTEST:
        raise BadUsage(f"{option}: at least {_SHORTEST.seconds // 60}m")
    return span


def _is_file(name: str) -> bool:
    return "://" not in name and Path(name).is_file()


def _file_offers(name: str) -> list[SourceCandidate]:
    from newsgrab.source.candidates import SourceCandidate
    from newsgrab.source.discover import links_of_list

    path = Path(name).resolve()
    if not path.is_file():
        raise BadUsage(f"{name}: no such file")
    found = links_of_list(path)
    for note in found.notes:
        terminal.print_stderr(f"{name}: {note}")
    return [SourceCandidate(Source(str(path), Kind.FILE), len(found.links), "a list of addresses")]


def _kind(text: str | None) -> Kind | None:
    if text is None:
        return None
    if text not in set(Kind):
        raise BadUsage(f"--kind: one of {', '.join(Kind)}, not {text!r}")
    return Kind(text)


def named_source(archive: Archive, name: str) -> Subscription:
    """The source that was named, by its number or its address. Raises BadUsage."""
    from newsgrab.errors import BadUrl

    try:
        url = canonical(name)
    except BadUrl:
        url = name
    found = [each for each in archive.following.sources() if name == str(each.id) or each.source.url in {name, url}]
    if not found:
        raise BadRef(f"{name}: no such source; newsgrab source list shows them")
    return found[0]


def _state(each: Subscription) -> str:
    if each.paused_at is not None:
        return "paused"
    if each.bell_of is not None and not each.failures:
        return f"bell of {each.bell_of}"
    if each.failures:
        return f"failing ({each.failures})"
    return "nothing read" if reads_nothing(each) else "ok"


def reads_nothing(each: Subscription) -> bool:
    """Whether it answers and shows addresses, and none of them became an article."""
    return each.bell_of is None and each.answered_at is not None and each.links > 0 and not each.articles


def _print_offer(offer: SourceCandidate, word: str, *, json: bool) -> None:
    if json:
        facts = {"state": word, "kind": offer.source.kind.value, "url": offer.source.url}
        terminal.write_json({**facts, "title": offer.source.title, "links": offer.links, "why": offer.why})
    elif terminal.is_terminal():
        url = offer.source.url if offer.source.title else None
        terminal.print_item(
            word, "green", offer.source.title or offer.source.url, [offer.source.kind.value, offer.why, url]
        )
    else:
        terminal.write_row((word, offer.source.kind, offer.source.url, offer.links, offer.why))


def _print_done(word: str, each: Subscription) -> None:
    """What was done with a source."""
    if terminal.is_terminal():
        url = each.source.url if each.source.title else None
        terminal.print_item(word, "yellow", each.source.title or each.source.url, [each.source.kind.value, url])
    else:
        terminal.write_row((word, each.source.kind, each.source.url))


def _as_json(each: Subscription) -> dict[str, object]:
    return {
        "id": each.id,
        "kind": each.source.kind.value,
        "url": each.source.url,
        "title": each.source.title,
        "state": _state(each),
        "added_at": terminal.stamp(each.added_at),
        "visited_at": terminal.stamp(each.visited_at),
        "answered_at": terminal.stamp(each.answered_at),
        "fresh_at": terminal.stamp(each.fresh_at),
        "next_at": terminal.stamp(each.next_at),
        "every_minutes": round(each.every.total_seconds() / 60),
        "max_gap_minutes": round(each.pace.max_gap.total_seconds() / 60) if each.pace.max_gap else None,
        "priority": each.pace.priority,
        "bell_of": each.bell_of,
        "links": each.links,
        "articles": each.articles,
        "trouble": each.trouble,
    }
