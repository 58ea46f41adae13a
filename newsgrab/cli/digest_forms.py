"""What happened since a moment, as lines for any form: what is told of each site, and Markdown and HTML of it."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgrab import local_time
from newsgrab.archive.history.compare import FieldChange, Op, Piece, marked
from newsgrab.cli import terminal
from newsgrab.cli.differences import APART, shortened
from newsgrab.cli.render import markdown_escaped

if TYPE_CHECKING:
    from newsgrab.archive.history.changes import Change
    from newsgrab.archive.history.digest import Digest, Edited, SiteDigest
    from newsgrab.archive.query.listing import Listed

LONGEST = 600  # characters of one field's differences; newsgrab diff shows all


@dataclass(frozen=True, slots=True)
class Entry:
    """One article and what happened to it: `kind` names the section, `at` is when (UTC), `fields` what differs."""

    kind: str
    ref: str
    at: str
    title: str
    url: str
    facts: tuple[str, ...] = ()
    fields: tuple[FieldChange, ...] = ()


KINDS = ("gone", "returned", "retitled", "edited", "new", "moved", "most risen in views")


def entries(site: SiteDigest) -> Iterator[Entry]:
    """What is told of a site, the most telling first."""
    yield from (_event("gone", each) for each in site.gone)
    yield from (_event("returned", each) for each in site.returned)
    yield from (_edited("retitled", each) for each in site.edited if each.is_retitled)
    yield from (_edited("edited", each) for each in site.edited if not each.is_retitled)
    yield from map(_new, site.new)
    yield from (_event("moved", each) for each in site.moved)
    for each in site.risen:
        rise = f"{each.before:,} → {each.views:,} views"
        yield Entry(KINDS[-1], str(each.article_id), "", each.title, each.url, (rise,))


def _event(kind: str, change: Change) -> Entry:
    times = (local_time.between(change.not_before, change.at), change.reason)
    return Entry(kind, f"{change.article_id}@{change.version}", change.at, change.title, change.url, times)


def _edited(kind: str, edit: Edited) -> Entry:
    facts = (local_time.between(edit.not_before, edit.at), ", ".join(change.field for change in edit.fields))
    ref = f"{edit.article_id}@{edit.new}"
    return Entry(kind, ref, edit.at, edit.title, edit.url, facts, edit.fields)


def _new(article: Listed) -> Entry:
    published = article.published_at
    if published and article.published_precision != "day":
        published = local_time.minute(published)
    facts = (article.category or "", ", ".join(article.authors), (published or "")[:16])
    return Entry("new", f"{article.id}@{article.version}", article.first_seen_at, article.title, article.url, facts)


def differences(change: FieldChange) -> list[Piece]:
    """The changed words of a field with what stands beside them, as far as there is room."""
    out: list[Piece] = []
    room = LONGEST
    for piece in shortened(change.pieces, full=False):
        if room <= 0:
            return [*out, Piece(Op.EQUAL, " …")]
        out.append(Piece(piece.op, piece.text[:room]))
        room -= len(piece.text)
    return out


def heading(digest: Digest) -> str:
    """What stands above all."""
    return f"Since {local_time.minute(digest.since)} ({local_time.zone()})"


def by_kind(found: Iterable[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """The entries of each section, in the order of KINDS; empty ones are left out."""
    listed = list(found)
    for kind in KINDS:
        if some := [each for each in listed if each.kind == kind]:
            yield kind, some


def as_markdown(digest: Digest) -> str:
    """CommonMark: a heading for each site, a list for each kind of event."""
    parts = [f"# {heading(digest)}"]
    for site in digest.sites:
        parts.append(f"## {markdown_escaped(site.site)}")
        for kind, some in by_kind(entries(site)):
            lines = [f"### {kind.capitalize()} ({len(some)})", ""]
            for each in some:
                facts = " · ".join(markdown_escaped(fact) for fact in each.facts if fact)
                lines.append(f"- [{markdown_escaped(terminal.one_line(each.title))}](<{each.url}>) {facts}".rstrip())
                lines += [f"  - {change.field}: {_markdown_words(change)}" for change in each.fields]
            parts.append("\n".join(lines))
    return "\n\n".join(parts if digest.sites else [*parts, "Nothing new."])


def _markdown_words(change: FieldChange) -> str:
    signs = {Op.EQUAL: "{}", Op.REMOVED: "~~{}~~", Op.ADDED: "**{}**"}
    texts = [(piece.op, terminal.clean(piece.text)) for piece in differences(change)]
    out: list[str] = []
    for op, text in texts:
        inner = markdown_escaped(" ".join(text.split()))
        lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        if op is Op.ADDED and out and out[-1].endswith("~~"):
            lead = " "  # letters that join would join across the two
        out.append(f"{' ' if lead else ''}{signs[op].format(inner) if inner else ''}{' ' if trail else ''}")
    return "".join(out)


STYLE = (
    APART + "body{font:16px/1.5 sans-serif;max-width:46em;margin:1em auto;padding:0 1em;color:#222;background:#fff}"
    "h2{border-bottom:1px solid #ccc}h3{color:#555;margin-bottom:.3em}li{margin:.5em 0}small{color:#666}"
    "del{background:#fdd;color:#800}ins{background:#dfd;color:#060;text-decoration:none}"
    "p.words{margin:.2em 0 .2em;white-space:pre-line}"
    "@media (prefers-color-scheme:dark){body{color:#ddd;background:#181818}a{color:#8bf}small,h3{color:#aaa}"
    "del{background:#522;color:#fbb}ins{background:#252;color:#bfb}}"
)


def as_html(digest: Digest) -> str:
    """A page of its own, to be read or mailed: one file without script, picture or style sheet."""
    head = html.escape(heading(digest))
    lines = ['<!doctype html>\n<html lang="en">\n<meta charset="utf-8">', f"<title>{head}</title>"]
    lines += [f"<style>{STYLE}</style>", f"<h1>{head}</h1>"]
    for site in digest.sites:
        lines.append(f"<h2>{html.escape(site.site)}</h2>")
        for kind, some in by_kind(entries(site)):
            lines += [f"<h3>{kind.capitalize()} ({len(some)})</h3>", "<ul>", *map(_html_entry, some), "</ul>"]
    if not digest.sites:
        lines.append("<p>Nothing new.</p>")
    return "\n".join(lines)


def _html_entry(each: Entry) -> str:
    title = html.escape(terminal.one_line(each.title))
    facts = " · ".join(f"<bdi>{html.escape(terminal.one_line(fact))}</bdi>" for fact in each.facts if fact)
    words = "".join(
        f'<p class="words" dir="auto"><small>{change.field}</small> {_html_words(change)}</p>' for change in each.fields
    )
    link = f'<a href="{html.escape(each.url)}">{title}</a>'
    return f'<li dir="auto">{link}<br><small dir="ltr">{facts}</small>{words}</li>'


def _html_words(change: FieldChange) -> str:
    signs = {Op.EQUAL: "{}", Op.REMOVED: "<del>{}</del>", Op.ADDED: "<ins>{}</ins>"}
    return "".join(signs[piece.op].format(html.escape(terminal.clean(piece.text))) for piece in differences(change))


def plain_words(change: FieldChange) -> str:
    """The differences as `git diff --word-diff` marks them, on one line."""
    return " ".join("".join(marked(piece) for piece in differences(change)).split())
