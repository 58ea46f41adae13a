"""newsgrab profile: what is known about single sites."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsgrab.cli import options, terminal
from newsgrab.cli.fetch import saved_page
from newsgrab.cli.inputs import BadLine, targets
from newsgrab.cli.profile_check import check
from newsgrab.cli.profile_files import complete_profiles, loaded, own_folder, profile_file, profile_files, told_before
from newsgrab.errors import BadProfile, BadUsage, PageError, ReadingFailed
from newsgrab.urls import site as site_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsgrab.article import Article
    from newsgrab.extraction.induction.learning import Draft
    from newsgrab.extraction_result import ExtractionResult
    from newsgrab.page import Page
    from newsgrab.profile import Profile

profile = typer.Typer(
    help="Site profiles: CSS selectors as data.\n\nExample: newsgrab profile try courier.example page.html",
    rich_markup_mode=None,
    no_args_is_help=True,
)
_FIELDS = (
    "title",
    "category",
    "authors",
    "published_at",
    "updated_at",
    "language",
    "site_name",
    "image",
    "tags",
    "views",
)


@profile.command("list")
def list_profiles(json: options.JsonOption = False) -> None:
    """List the profiles, the built-in ones and your own. Yours win.

    Example: newsgrab profile list
    """
    wrong: BadProfile | None = None
    for path in profile_files():
        try:
            one = loaded(path)
        except BadProfile as error:
            wrong = told_before(wrong, error)
            continue
        if json:
            terminal.write_json({"site": one.site, "file": one.source, "digest": one.digest, "rules": len(one.rules())})
        elif terminal.is_terminal():
            terminal.print_item("profile", "cyan", one.site, [f"{len(one.rules())} rules", one.source])
        else:
            terminal.write_row((one.site, f"{len(one.rules())} rules", one.source))
    if wrong is not None:
        raise wrong


@profile.command()
def show(
    name: Annotated[
        str,
        typer.Argument(metavar="SITE", help="A site, an address on it, or a file.", autocompletion=complete_profiles),
    ],
) -> None:
    """Print the profile of a site as it is written.

    Example: newsgrab profile show syriaone.tv
    """
    path = profile_file(name)
    if not path.is_file():
        raise BadProfile(f"{path}: no such file: name a site, an address on it, or a file")
    terminal.print_stdout(terminal.clean(path.read_text(encoding="utf-8", errors="replace").rstrip("\n")))


profile.command()(check)


@profile.command("try")
def try_profile(
    name: Annotated[
        str,
        typer.Argument(metavar="SITE|FILE", help="A profile: its site, or its file.", autocompletion=complete_profiles),
    ],
    pages: Annotated[list[str], typer.Argument(metavar="URL|FILE|-…", help="Pages of that site.")],
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help="The address of the one saved page.")] = None,
    json: options.JsonOption = False,
) -> None:
    """Read pages by a profile and show where each field was found.

    Nothing is kept; * marks what the profile itself found.

    Example: newsgrab profile try courier.example.toml https://courier.example/article/12
    """
    from newsgrab.extraction.selectors import wrong_selectors
    from newsgrab.workers.reader_pool import ReaderPool
    from newsgrab.workers.tasks import extract_by

    path = profile_file(name)
    chosen = loaded(path, also=wrong_selectors)
    failed = False
    with ReaderPool(1) as readers:
        for target, page in _opened(pages, url):
            try:
                reading = readers.run(partial(extract_by, profile=path), page) if page is not None else None
            except ReadingFailed as error:
                terminal.print_stderr(f"newsgrab: {error}")
                reading = None
            failed = reading is None or not _report(target, reading, chosen, json=json) or failed
    raise typer.Exit(1 if failed else 0)


def _opened(pages: list[str], url: str | None) -> Iterator[tuple[str, Page | None]]:
    """Each page with what it was named by; None for one that cannot be had, which is told."""
    from newsgrab.cli.extract import load_page

    for target in targets(pages, url=url, list_file=None):
        try:
            if isinstance(target, BadLine):
                raise target
            page = saved_page(target) if target.path is not None else load_page(target, options.settings())
        except (PageError, BadLine) as error:
            terminal.print_stderr(f"newsgrab: {error}")
            yield "", None
        else:
            yield target.name, page


@profile.command()
def learn(
    pages: Annotated[list[str], typer.Argument(metavar="URL|FILE|-…", help="Two or more articles of one site.")],
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="The first page's title.")] = None,
    category: Annotated[str | None, typer.Option("--category", metavar="TEXT", help="Its category.")] = None,
    author: Annotated[
        list[str] | None, typer.Option("--author", metavar="NAME", help="Its author; again for another.")
    ] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="DATE", help="The day of its publication.")] = None,
    views: Annotated[str | None, typer.Option("--views", metavar="NUMBER", help="Its view count.")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the draft there.")
    ] = None,
    save: Annotated[bool, typer.Option("--save", help="Write the draft into the folder of your profiles.")] = False,
) -> None:
    """Draft a profile from two or more articles of a site.

    Its selectors read all of the pages as newsgrab does. What you read on the first page wins where you type it: it is
    looked for there, and so is a selector for all pages. Read the draft over.

    Example: newsgrab profile learn a.html b.html c.html --views 1962 --author "Ann Roe" --save
    """
    from newsgrab.workers.profile_learning import learn_together
    from newsgrab.workers.reader_pool import ReaderPool

    if output is not None and save:
        raise BadUsage("--save and --output: choose one")
    _refuse_existing(output)
    values = _typed({"title": title, "category": category, "published_at": date, "views": views}, author)
    found = list(_opened(pages, None))
    had = [(target, page) for target, page in found if page is not None]
    with ReaderPool(1) as readers:
        learned = learn_together(readers, [page for _, page in had], values)
    draft = learned.draft
    for at, reason in learned.left_out:
        terminal.print_stderr(f"newsgrab: {had[at][0]}: left out: {reason}")
    for at, article in learned.read:
        terminal.print_stderr(f"{had[at][0]} by the draft:")
        for told in _told(draft, article):
            terminal.print_stderr(f"  {told}")
    _tell_unread(draft, values)
    place = own_folder() / f"{draft.site}.toml" if save else output
    if save:
        _refuse_existing(place)
    _write(draft.toml, place)
    raise typer.Exit(1 if len(had) < len(found) or learned.left_out or draft.problems else 0)


def _typed(texts: dict[str, str | None], authors: list[str] | None) -> dict[str, object]:
    """The values that were typed, by field. Raises BadUsage for one that cannot be such a value."""
    from newsgrab.extraction.induction.taught_values import typed_value

    values: dict[str, object] = {"authors": tuple(authors)} if authors else {}
    for name, text in texts.items():
        if text is not None:
            value = typed_value(name, text)
            if value is None:
                option = "--date" if name == "published_at" else f"--{name}"
                raise BadUsage(f"{option} {text!r}: not {'a day' if option == '--date' else 'a number'}")
            values[name] = value
    return values


def _tell_unread(draft: Draft, values: dict[str, object]) -> None:
    """Tell what no selector reads, and why."""
    for name, problem in draft.problems:
        value = values[name]
        text = ", ".join(value) if isinstance(value, tuple) else str(value)
        terminal.print_stderr(f"newsgrab: {name} {text}: {problem}")
    if draft.unknown:
        terminal.print_stderr(f"no selector reads on all pages, so left to newsgrab: {', '.join(draft.unknown)}")
    if not draft.fields and draft.related is None:
        terminal.print_stderr(
            "newsgrab: nothing reads all of these pages alike: try pages of one kind, built the same way"
        )


def _refuse_existing(place: Path | None) -> None:
    if place is not None and place.is_file():
        raise BadUsage(f"{place}: exists already: name another file, so that nothing of yours is lost")


def _write(text: str, place: Path | None) -> None:
    """Write a draft to a file, whose name is told, or to stdout."""
    if place is None:
        terminal.print_stdout(terminal.clean(text.rstrip("\n")))
        return
    try:
        place.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadUsage(f"{place}: cannot be written: {error.strerror}") from error
    terminal.print_stderr(f"written to {place}")


def _told(draft: Draft, article: Article) -> list[str]:
    """What the draft reads on a page, a line for each field."""
    parts = []
    for name, _ in draft.fields:
        value = getattr(article, "blocks" if name == "body" else name)
        if name == "body":
            shown = f"{len(article.blocks)} blocks, {len(article.body)} characters"
        else:
            shown = ", ".join(value) if isinstance(value, tuple) else str(value)
        parts.append(f"{name}: {shown if value else '(none)'}")
    if draft.related is not None:
        counted = sum(one.views is not None for one in article.related)
        parts.append(f"related: {len(article.related)} links" + (f", {counted} with views" if counted else ""))
    return parts or ["nothing"]


def _report(name: str, reading: ExtractionResult, chosen: Profile, *, json: bool) -> bool:
    """Tell how one page was read; False if it holds no article."""
    article = reading.article
    host = site_of(reading.address) if reading.address else chosen.site
    if host != chosen.site and not host.endswith("." + chosen.site):
        terminal.print_stderr(f"newsgrab: {name}: a page of {host}; the profile is {chosen.site}'s")
    if article is None:
        terminal.print_stderr(f"newsgrab: {name}: no article found: {reading.verdict}: {reading.reason}")
        return False
    found: dict[str, object] = {field: getattr(article, field) for field in _FIELDS}
    found["body"] = f"{len(article.blocks)} blocks, {len(article.body)} characters"
    found["related"] = f"{len(article.related)} links"
    for field, value in found.items():
        source = article.sources.get("blocks" if field == "body" and "body" not in article.sources else field, "")
        text = "; ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
        if json:
            terminal.write_json({"page": name, "field": field, "value": text, "source": source})
        else:
            terminal.write_row(("*" if source.startswith("profile ") else "", field, source, text))
    return True
