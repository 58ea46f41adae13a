"""newsgrab profile: what is known about single sites."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsgrab.cli import options, terminal
from newsgrab.cli.fetch import saved_page
from newsgrab.cli.inputs import BadLine, targets
from newsgrab.errors import BadProfile, BadUsage, PageError

if TYPE_CHECKING:
    from newsgrab.article import Article
    from newsgrab.extraction.learning import Draft
    from newsgrab.page import Page
    from newsgrab.profile import Profile
    from newsgrab.reading import Reading

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
    for one in _profiles():
        if json:
            terminal.write_json({"site": one.site, "file": one.source, "digest": one.digest, "rules": len(one.rules())})
        else:
            terminal.write_row((one.site, f"{len(one.rules())} rules", one.source))


@profile.command()
def show(name: Annotated[str, typer.Argument(metavar="SITE", help="A site, an address on it, or a file.")]) -> None:
    """Print the profile of a site as it is written.

    Example: newsgrab profile show syriaone.tv
    """
    terminal.write(terminal.clean(_path(name).read_text(encoding="utf-8").rstrip("\n")))


@profile.command()
def check(
    files: Annotated[list[str] | None, typer.Argument(metavar="[FILE…]", help="Profiles [default: all].")] = None,
) -> None:
    """Look for wrong keys and selectors; each is named with its file, line and key.

    Example: newsgrab profile check courier.example.toml
    """
    from newsgrab.extraction.selectors import check as check_selectors

    for one in [_loaded(Path(name)) for name in files] if files else _profiles():
        check_selectors(one)
        terminal.write(f"{one.site}: {len(one.rules())} rules, nothing wrong")


@profile.command("try")
def try_profile(
    name: Annotated[str, typer.Argument(metavar="SITE|FILE", help="A profile: its site, or its file.")],
    pages: Annotated[list[str], typer.Argument(metavar="URL|FILE|-…", help="Pages of that site.")],
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help="The address of the one saved page.")] = None,
    json: options.JsonOption = False,
) -> None:
    """Read pages by a profile, keep nothing, and show for each field where it was found; * marks the profile's own.

    Example: newsgrab profile try courier.example.toml https://courier.example/article/12
    """
    from newsgrab.cli.extract import had
    from newsgrab.extraction import read
    from newsgrab.extraction.selectors import check as check_selectors

    chosen = _named(name)
    check_selectors(chosen)
    failed = False
    for target in targets(pages, url=url, list_file=None):
        try:
            if isinstance(target, BadLine):
                raise target
            page = saved_page(target) if target.path is not None else had(target, options.settings())
            failed = not _report(target.name, read(page, profile=chosen), json=json) or failed
        except (PageError, BadLine) as error:
            terminal.note(f"newsgrab: {error}")
            failed = True
    raise typer.Exit(1 if failed else 0)


@profile.command()
def learn(
    pages: Annotated[list[str], typer.Argument(metavar="URL|FILE|-…", help="Two or more articles of one site.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the draft there.")
    ] = None,
) -> None:
    """Draft a profile from pages of a site: selectors that read all of them as newsgrab does. Read the draft over.

    Example: newsgrab profile learn a.html b.html c.html -o courier.example.toml
    """
    from newsgrab.cli.extract import had
    from newsgrab.extraction.learning import learn_from

    found: list[Page] = []
    failed = False
    for target in targets(pages, url=None, list_file=None):
        try:
            if isinstance(target, BadLine):
                raise target
            found.append(saved_page(target) if target.path is not None else had(target, options.settings()))
        except (PageError, BadLine) as error:
            terminal.note(f"newsgrab: {error}")
            failed = True
    draft, good, bad = learn_from(found)
    for page, reason in bad:
        terminal.note(f"newsgrab: {page.address}: left out: {reason}")
    for one in good:
        terminal.note(f"{one.drafted.url}: {_told(draft, one.drafted)}")
    if not draft.fields and draft.related is None:
        terminal.note("newsgrab: nothing reads all of these pages alike: try pages of one kind, built the same way")
    if output is None:
        terminal.write(terminal.clean(draft.toml.rstrip("\n")))
    else:
        try:
            output.write_text(draft.toml, encoding="utf-8")
        except OSError as error:
            raise BadUsage(f"{output}: cannot be written: {error.strerror}") from error
    raise typer.Exit(1 if failed or bad else 0)


def _told(draft: Draft, article: Article) -> str:
    """What the draft reads on a page, in words."""
    parts = []
    for name, _ in draft.fields:
        value = getattr(article, "blocks" if name == "body" else name)
        if name == "body":
            shown = f"{len(article.blocks)} blocks, {len(article.body)} characters"
        else:
            shown = ", ".join(value) if isinstance(value, tuple) else str(value)
        parts.append(f"{name}: {shown if value else '(none)'}")
    if draft.related is not None:
        parts.append(f"related: {len(article.related)} links")
    return "; ".join(parts) or "nothing"


def _report(name: str, reading: Reading, *, json: bool) -> bool:
    """Tell how one page was read; False if it holds no article."""
    article = reading.article
    if article is None:
        terminal.note(f"newsgrab: {name}: no article found: {reading.verdict}: {reading.reason}")
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


def _profiles() -> list[Profile]:
    from newsgrab.profile import builtin_profiles, user_profiles

    own = user_profiles(options.settings().profiles)
    named = {one.site for one in own}
    return [*own, *(one for one in builtin_profiles() if one.site not in named)]


def _named(name: str) -> Profile:
    """The profile of a site, of an address on it, or in a file."""
    return _loaded(_path(name))


def _path(name: str) -> Path:
    if name.endswith(".toml") or Path(name).is_file():
        return Path(name)
    from newsgrab.profile import profile_path

    path = profile_path(name if "//" in name else f"https://{name}/", options.settings().profiles)
    if path is None:
        raise BadUsage(f"{name}: no profile of this site: see newsgrab profile list")
    return path


def _loaded(path: Path) -> Profile:
    from newsgrab.profile import load_profile

    if not path.is_file():
        raise BadProfile(f"{path}: no such file")
    return load_profile(path)
