"""newsgrab history: every look at an article and every version, with their time bounds."""

from __future__ import annotations

from dataclasses import asdict

from newsgrab.archive.history.looks import Absence, Visit, absences
from newsgrab.archive.history.versions import Version
from newsgrab.archive.query.refs import Ref
from newsgrab.cli import options, terminal
from newsgrab.outcomes import Outcome


def history(ref: options.RefArgument, archive: options.ArchiveOption = None, json: options.JsonOption = False) -> None:
    """Show every look at an article, its edits, and when it was gone. Times are UTC.

    Each edit, removal and return stands between the two looks that bound it.

    Example: newsgrab history https://courier.example/article/12
    """
    with options.reading_archive(archive) as kept:
        named = kept.resolve(ref)
        versions, visits = kept.history.versions(named), kept.history.visits(named)
    if json:
        for version in versions:
            terminal.write_json({"kind": "version", **asdict(version)})
        for absence in absences(visits):
            terminal.write_json({"kind": "absence", **asdict(absence)})
        for visit in visits:
            terminal.write_json({"kind": "visit", **asdict(visit)})
    elif terminal.is_terminal():
        _show(named, versions, visits)
    else:
        for line in _lines(named, versions, visits):
            terminal.print_stdout(line)


def bounds(version: Version) -> str:
    """When a version came to be, as far as the looks can tell: "edited between …", or "first seen …"."""
    if version.not_before is None:
        return f"first seen {terminal.when(version.first_seen_at)}"
    return f"edited {between(version.not_before, version.first_seen_at)}"


def between(before: str | None, after: str) -> str:
    """The two looks that bound an event: "between 2025-03-03 14:02 and 14:31"; seconds only where minutes are equal."""
    if before is None:
        return f"before {terminal.when(after)}"
    first, second = terminal.when(before), terminal.when(after)
    if first == second:
        first, second = first + before[16:19], second + after[16:19]
    return f"between {first} and {second[11:] if first[:10] == second[:10] else second}"


def _heading(ref: Ref, versions: list[Version], visits: list[Visit]) -> str:
    counts = f"{_count(len(versions), 'version')} · {_count(len(visits), 'look')}"
    return f"article {ref.article_id} · {counts} · times are UTC"


def _version_line(version: Version) -> str:
    changed = f": {', '.join(version.changed)}" if version.changed else ""
    looks = f"{_count(version.looks, 'look')}, last {terminal.when(version.last_seen_at)}"
    return f"version {version.number}  {bounds(version)}{changed} ({looks})  {version.name}"


def _absence_line(absence: Absence) -> str:
    looks = f"{_count(absence.looks, 'look')}, last {terminal.when(absence.last_gone_at)}"
    line = f"gone       taken down {between(absence.not_before, absence.first_gone_at)} ({looks})"
    if absence.returned_at is None:
        return line
    return f"{line}, back {between(absence.last_gone_at, absence.returned_at)}"


def _visit_line(visit: Visit, main_url: str) -> str:
    parts = [f"v{visit.version}"] if visit.version else []
    parts += [f"{terminal.number(visit.views, exact=visit.views_exact)} views"] if visit.views is not None else []
    parts += [f"{visit.related} related"] if visit.related else []
    told = visit.status in {None, 200} or str(visit.status) in visit.reason
    parts += [] if told else [f"HTTP {visit.status}"]
    parts += ["noarchive"] if visit.noarchive else []
    parts += [visit.reason] if visit.reason else []
    parts += [f"at {visit.url}"] if visit.url != main_url else []
    parts += [f"from {visit.witness}"] if visit.witness else []
    return f"{terminal.when(visit.at)}  {visit.outcome:<14}  " + "  ".join(terminal.one_line(part) for part in parts)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _lines(ref: Ref, versions: list[Version], visits: list[Visit]) -> list[str]:
    title = terminal.one_line(versions[-1].title)
    lines = [title, ref.url, _heading(ref, versions, visits), ""]
    lines += [_version_line(version) for version in versions]
    lines += [_absence_line(absence) for absence in absences(visits)]
    return [*lines, "", *(_visit_line(visit, ref.url) for visit in visits)]


def _show(ref: Ref, versions: list[Version], visits: list[Visit]) -> None:
    from rich.text import Text

    out = terminal.console()
    out.print(terminal.styled(versions[-1].title, "bold"))
    out.print(Text(ref.url, style="dim"))
    out.print(Text(_heading(ref, versions, visits), style="cyan"))
    out.print()

    def line(text: str, columns: int, style: str) -> None:
        """A line of which the first columns are a head."""
        out.print(terminal.beside(Text(text[:columns], style=style), Text(text[columns:], style=style)))

    for version in versions:
        head = len(f"version {version.number}  ")
        line(_version_line(version), head, "yellow" if version.changed else "green")
    for absence in absences(visits):
        line(_absence_line(absence), len("version 1  "), "red" if absence.returned_at is None else "yellow")
    out.print()
    for visit in visits:
        line(_visit_line(visit, ref.url), len("2025-03-03 14:02  "), Outcome(visit.outcome).color)
