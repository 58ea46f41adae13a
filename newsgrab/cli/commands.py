"""The commands by their names: what `newsgrab --help` says of each, and the loading of the one that is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
import typer.main

from newsgrab.cli.suggestions import Command, Group

COMMANDS = {  # name -> its module (and function, where that is called otherwise), and the first sentence of its help
    "fetch": ("fetch", "Visit pages, read the articles on them and keep what is new."),
    "extract": ("extract", "Read pages and print what they say."),
    "search": ("search", "Search the text of all articles."),
    "list": ("listing:list_articles", "List the articles of the archive, newest first."),
    "show": ("show", "Show one article: title, facts, text, related links."),
    "view": ("view", "Open one article in the browser (BROWSER)."),
    "history": ("history", "Show what happened to an article, and the looks at it."),
    "diff": ("diff", "Show what changed between two versions, word by word."),
    "blame": ("blame", "Show each passage with the version that brought it."),
    "today": ("today", "Show what happened since you last asked."),
    "changes": ("changes", "Show what was edited, moved, is gone, or returned."),
    "views": ("views", "Show an article's view count over time, or the most viewed."),
    "related": ("related", "Show what an article recommends, now and before."),
    "lineage": ("lineage", "Show who had which wording of an article first."),
    "export": ("export", "Write a table (CSV, Excel, Parquet …), or the looks (WARC)."),
    "serve": ("serve", "Read and search the archive in a browser."),
    "submit": ("submit", "Ask a web archive to capture pages now."),
    "batch": ("batch", "Read whole collections of WARC files into Parquet files."),
    "info": ("info", "Show what the archive holds, in all and for each site."),
    "verify": ("verify", "Check that everything in the archive is still what was kept."),
    "stamp": ("stamp", "Have the head of the chain stamped by an authority."),
    "evidence": ("evidence", "Write a packet that shows others what a page said and when."),
    "backup": ("backup", "Copy the archive while runs go on."),
    "upgrade": ("upgrade", "Bring an archive of an earlier newsgrab up to date."),
    "compact": ("compact", "Make the archive's file as small as it can be."),
    "merge": ("merge", "Take in the looks of another archive."),
    "remove": ("remove", "Take an article, or one version of it, out for good."),
    "repair": ("repair", "Tell articles apart that earlier rules took for one."),
    "rebuild": ("rebuild", "Work out again what follows from the looks."),
    "reextract": ("reextract", "Read the kept pages again by today's rules and profiles."),
    "run": ("run", "Visit what is followed: sources, new pages, known ones."),
    "why": ("why", "Explain when an article is looked at next, and why then."),
    "notify": ("notify", "Show who is told of what runs find."),
    "health": ("health", "Tell whether following goes well."),
    "schedule": ("schedule", "Print the crontab line, or the systemd units, of a regular run."),
    "help": ("help:show_help", "Show a page of the manual, or what pages there are."),
    "profile": ("profile", "Site profiles: CSS selectors as data."),
    "source": ("source", "Follow sites: feeds, sitemaps, section pages, lists."),
}


class Commands(Group):
    """All commands; one is loaded when it is asked for, the others are known by their line of help."""

    def __init__(self, **settings: Any) -> None:
        """As typer does it, with a stand-in for each command."""
        super().__init__(**settings)
        self.commands.update({name: Command(name, short_help=summary) for name, (_, summary) in COMMANDS.items()})

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """As typer does it. Raises BadUsage."""
        if args[0] in COMMANDS:
            self.commands[args[0]] = load(args[0])
        return super().resolve_command(ctx, args)


def load(name: str) -> Any:
    """The command as typer runs it."""
    module, _, function = COMMANDS[name][0].partition(":")
    command = getattr(import_module(f"newsgrab.cli.{module}"), function or module)
    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
    if isinstance(command, typer.Typer):
        for inner in command.registered_commands:
            inner.cls = Command
        app.add_typer(command, name=name, cls=Group)
    else:
        app.command(name, cls=Command)(command)
    return typer.main.get_group(app).commands[name]
