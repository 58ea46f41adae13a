"""newsgrab history: what happened to an article, in sentences, and the looks that show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from typing import Annotated, NamedTuple

import typer

from newsgrab.archive.history.alternation import Alternation, alternations, folded
from newsgrab.archive.history.looks import Absence, Visit, absences, retitlings
from newsgrab.archive.history.versions import SWITCHED, Version
from newsgrab.archive.query.refs import Ref
from newsgrab.archive.store import Archive
from newsgrab.cli import options, terminal
from newsgrab.outcomes import Outcome

_COMPARED = 40  # edits, the latest ones, of which the passages are counted


class _Told(NamedTuple):
    """All that is known of an article; `passages` counts the places of the body that each edit changed."""

    ref: Ref
    versions: list[Version]
    visits: list[Visit]
    passages: dict[int, int]


def history(
    ref: options.RefArgument,
    archive: options.ArchiveOption = None,
    looks: Annotated[bool, typer.Option("--looks", help="Each look by itself, with its number.")] = False,
    json: options.JsonOption = False,
) -> None:
    """Show what happened to an article, and the looks at it.

    Each edit, removal and return stands between the two looks that bound it. Looks in a row that found the same are
    one line. Times are local on a terminal, else UTC.

    Example: newsgrab history https://courier.example/article/12
    """
    with options.reading_archive(archive) as kept:
        named = kept.resolve(ref)
        versions, visits = kept.history.versions(named), kept.history.visits(named)
        told = _Told(named, versions, visits, {} if json else _passages(kept, named, versions))
    if json:
        _write_json(told)
    elif terminal.is_terminal():
        _show(told, each=looks)
    else:
        for line in _lines(told, each=looks):
            terminal.print_stdout(line)


def _write_json(told: _Told) -> None:
    for version in told.versions:
        terminal.write_json({"kind": "version", **asdict(version)})
    for alternation in alternations(told.versions):
        terminal.write_json({"kind": "alternation", **asdict(alternation)})
    for absence in absences(told.visits):
        terminal.write_json({"kind": "absence", **asdict(absence)})
    for visit in told.visits:
        terminal.write_json({"kind": "visit", **visit._asdict()})


def _passages(kept: Archive, ref: Ref, versions: list[Version]) -> dict[int, int]:
    edited = [version.number for version in versions if "body" in version.changed and not version.taken_out][
        -_COMPARED:
    ]
    return {number: kept.history.passages(ref, number) for number in edited}


def _heading(told: _Told) -> str:
    counts = f"{terminal.counted(len(told.versions), 'version')} · {terminal.counted(len(told.visits), 'look')}"
    return f"article {told.ref.article_id} · {counts} · times are {terminal.zone()}"


def _sentences(told: _Told) -> Iterator[tuple[str, str, str]]:
    """What happened: a head, the sentence, and its style. Versions that alternate are one sentence."""
    stretches = folded(alternations(told.versions))
    for version in told.versions:
        if version.number in stretches.before:
            yield "alternating", _alternation_sentence(stretches.before[version.number]), "yellow"
        if version.number not in stretches.left_out:
            style = "yellow" if version.changed else "green"
            yield f"version {version.number}", _version_sentence(version, told.passages.get(version.number)), style
    for each in retitlings(told.visits):
        yield "retitled", f"{terminal.between(each.not_before, each.at)}: {terminal.one_line(each.reason)}", "yellow"
    for absence in absences(told.visits):
        yield "gone", _absence_sentence(absence), "red" if absence.returned_at is None else "yellow"


def _version_sentence(version: Version, passages: int | None) -> str:
    if version.not_before is None:
        more = f", more of it {terminal.when(version.whole_at)}" if version.whole_at else ""
        came = f"first seen {terminal.when(version.first_seen_at)}{more}"
    else:
        fields = [
            terminal.counted(passages, "passage") if name == "body" and passages else name for name in version.changed
        ]
        back = f", back to the text of version {version.repeats}" if version.repeats else ""
        switch = f" ({SWITCHED})" if version.switched else ""
        bounds = terminal.between(version.not_before, version.first_seen_at)
        came = f"edited {bounds}: {', '.join(fields)}{back}{switch}"
    again = version.looks - 1
    last = (
        f"; unchanged in {terminal.counted(again, 'look')}, last {terminal.when(version.last_seen_at)}" if again else ""
    )
    out = f"; {version.title.strip('[]')}" if version.taken_out else ""
    return f"{came}{last}{out}  {version.name}"


def _alternation_sentence(each: Alternation) -> str:
    one, other = each.texts
    times = f"{terminal.when(each.first_seen_at)} to {terminal.when(each.last_seen_at)}"
    return (
        f"between the texts of versions {one} and {other}: {terminal.counted(each.returns, 'return')} in versions"
        f" {each.versions[0]} to {each.versions[-1]}, {times}"
    )


def _absence_sentence(absence: Absence) -> str:
    looks = f"{terminal.counted(absence.looks, 'look')}, last {terminal.when(absence.last_gone_at)}"
    if absence.returned_at is None:
        since = f"since {terminal.when(absence.first_gone_at)}, "
        return f"{since}went {terminal.between(absence.not_before, absence.first_gone_at)} ({looks})"
    back = terminal.between(absence.last_gone_at, absence.returned_at)
    return f"went {terminal.between(absence.not_before, absence.first_gone_at)} ({looks}), back {back}"


def _look_lines(told: _Told, *, each: bool) -> Iterator[tuple[str, str, str]]:
    """The looks, in the same form; those in a row that found the same are one line."""

    def found(visit: Visit) -> tuple[object, ...]:
        apart = visit.number if each else 0
        same = (visit.outcome, visit.version, visit.reason, visit.url, visit.status, visit.witness, visit.rendered)
        return (*same, visit.noarchive, visit.related, apart)

    for _, group in groupby(told.visits, key=found):
        run = list(group)
        number = f"{run[0].number}  " if each else ""
        yield f"{number}{_span(run)}", _visit_line(run, told.ref.url), Outcome(run[0].outcome).color


def _span(run: list[Visit]) -> str:
    first, last = terminal.when(run[0].at), terminal.when(run[-1].at)
    if first == last:
        return first
    return f"{first} to {last[11:] if first[:10] == last[:10] else last}"


def _visit_line(run: list[Visit], main_url: str) -> str:
    """What the looks of a run found; their view counts from the first to the last."""
    visit = run[0]
    parts = [f"v{visit.version}"] if visit.version else []
    parts += [terminal.counted(len(run), "look")] if len(run) > 1 else []
    counts = [one for one in run if one.views is not None]
    ends = [terminal.number(one.views, exact=one.views_exact) for one in (counts[:1] + counts[-1:])]
    parts += [f"{' to '.join(dict.fromkeys(ends))} views"] if ends else []
    parts += [f"{visit.related} related"] if visit.related else []
    told = visit.status in {None, 200} or str(visit.status) in visit.reason
    parts += [] if told else [f"HTTP {visit.status}"]
    parts += ["rendered"] if visit.rendered else []
    parts += ["noarchive"] if visit.noarchive else []
    foreign = [visit.reason] if visit.reason else []
    foreign += [f"at {visit.url}"] if visit.url != main_url else []
    foreign += [f"from {visit.witness}"] if visit.witness else []
    parts += map(terminal.one_line, foreign)
    return f"{visit.outcome:<14}  {'  '.join(parts)}"


def _lines(told: _Told, *, each: bool) -> Iterator[str]:
    yield from (terminal.one_line(told.versions[-1].title), told.ref.url, _heading(told), "")
    for head, sentence, _ in _sentences(told):
        yield f"{head:<9}  {sentence}"
    yield ""
    for head, line, _ in _look_lines(told, each=each):
        yield f"{head}  {line}"


def _show(told: _Told, *, each: bool) -> None:
    from rich.text import Text

    out = terminal.console()
    out.print(terminal.styled(told.versions[-1].title, "bold"))
    out.print(Text(told.ref.url, style="dim"))
    out.print(Text(_heading(told), style="cyan"))
    out.print()
    for head, sentence, style in _sentences(told):
        out.print(terminal.beside(Text(f"{head:<9}  ", style=style), Text(sentence, style=style)))
    out.print()
    for head, line, style in _look_lines(told, each=each):
        out.print(terminal.beside(Text(f"{head}  ", style=style), Text(line, style=style)))
