"""The forms of `newsgrab changes`: lines, JSON, a page of HTML, an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from html import escape

from newsgrab.archive.history.changes import Change
from newsgrab.archive.history.edits import Edit
from newsgrab.cli import differences, terminal
from newsgrab.outcomes import Outcome
from newsgrab.urls import site


def write(edits: Iterable[Edit], form: str, *, words: bool, urls: bool = False) -> int:
    """Write them in a form; how many they were."""
    if form in {"html", "atom"}:
        listed = list(edits)
        terminal.print_stdout(_page(listed) if form == "html" else _feed(listed))
        return len(listed)
    number = 0
    for edit in edits:
        number += 1
        if form == "json":
            terminal.write_json(_as_json(edit, words=words))
        elif form == "terminal":
            _show(edit, words=words, urls=urls)
        else:
            _print(edit, words=words)
    return number


def _as_json(edit: Edit, *, words: bool) -> dict[str, object]:
    """The change, and, if it was compared, what it did."""
    fields: dict[str, object] = asdict(edit.change)
    if edit.differences:
        fields |= {
            "kinds": list(edit.kinds),
            "words_removed": edit.words_removed,
            "words_added": edit.words_added,
            "silent": edit.silent,
            "minor": edit.minor,
            "weight": edit.weight,
        }
    if words:
        fields["differences"] = {each.field: differences.as_json(each.pieces) for each in edit.differences}
    return fields


def _print(edit: Edit, *, words: bool) -> None:
    """The columns of a pipe, as the guide documents them; with words, those of each field below."""
    change = edit.change
    ref = f"{change.article_id}@{change.version}"
    said = [change.reason] if change.moved_to or not change.changed else []
    detail = ", ".join([*change.changed, *said])
    cells = (change.not_before, change.at, change.outcome, ref, detail, change.title, change.url)
    terminal.write_row(cells if not words else (*cells, ", ".join(_kinds(edit))))
    if words and edit.differences:
        for line in differences.as_text(edit.differences).splitlines():
            terminal.print_stdout(f"\t{line}" if line else "")


def _kinds(edit: Edit) -> list[str]:
    marks = [name for name, holds in (("silent", edit.silent), ("minor", edit.minor)) if holds]
    return [*map(str, edit.kinds), *marks]


def _facts(edit: Edit) -> list[str]:
    """What changed, of what kind, how much, and when, for people."""
    change = edit.change
    back = [f"back to the text of version {change.repeats}"] if change.repeats else []
    count = f"{terminal.counted(edit.words_removed, 'word')} out, {edit.words_added:,} in" if edit.words else ""
    parts = [", ".join(change.changed), *back, ", ".join(_kinds(edit)), count, change.reason]
    return [*filter(None, parts), f"{terminal.between(change.not_before, change.at)} {terminal.zone(change.at)}"]


def _show(edit: Edit, *, words: bool, urls: bool) -> None:
    from rich.text import Text

    from newsgrab.cli.diff import painted

    change = edit.change
    head = Text(f"{change.outcome:<9}", style=Outcome(change.outcome).color)
    head.append(f" {change.article_id}@{change.version}  ", style="cyan")
    out = terminal.console()
    out.print(terminal.beside(head, terminal.styled(change.title, "bold")))
    out.print(terminal.indented(terminal.facts([site(change.url), *_facts(edit)]), 10))
    terminal.print_url(out, change.url if urls else None, 10)
    for each in edit.differences if words else ():
        out.print(terminal.indented(painted(each, full=False), 10))


def _heading(change: Change) -> str:
    return f"{change.outcome}: {terminal.one_line(change.title)}"


def _page(edits: list[Edit]) -> str:
    """All in one self-contained page."""
    parts = []
    for edit in edits:
        change = edit.change
        ref = f"{change.article_id}@{change.version}"
        facts = escape(terminal.one_line(" · ".join([change.outcome, ref, *_facts(edit)])))
        parts.append(
            f'<section>\n<h1 dir="auto">{escape(terminal.one_line(change.title))}</h1>\n'
            f'<p class="facts" dir="ltr"><a href="{escape(change.url)}">{escape(change.url)}</a><br>{facts}</p>\n'
            f"{differences.fields_as_html(edit.differences)}\n</section>"
        )
    return differences.page("Changes", None, "\n".join(parts) or "<p>No changes.</p>")


def _feed(edits: list[Edit]) -> str:
    """An Atom feed, an entry a change. The ids stay when numbers of versions move."""
    latest = max((edit.change.at for edit in edits), default="1970-01-01T00:00:00.000Z")
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        "<title>Changes</title>\n<id>urn:newsgrab:changes</id>\n<author><name>newsgrab</name></author>\n"
        f"<updated>{latest}</updated>\n" + "".join(map(_entry, edits)) + "</feed>"
    )


def _entry(edit: Edit) -> str:
    change = edit.change
    content = f"<p>{escape(terminal.one_line(' · '.join(_facts(edit))))}</p>"
    content += differences.fields_as_html(edit.differences)
    name = f"urn:newsgrab:change:{change.article_id}:{change.at}:{change.outcome.value}"
    return (
        f"<entry>\n<id>{name}</id>\n"
        f"<title>{escape(_heading(change))}</title>\n<updated>{change.at}</updated>\n"
        f'<link rel="alternate" href="{escape(change.url)}"/>\n'
        + "".join(f'<category term="{escape(kind)}"/>\n' for kind in _kinds(edit))
        + f'<content type="html">{escape(content)}</content>\n</entry>\n'
    )
