"""The manual in the terminal and in a pipe."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsgrab.cli.commands import COMMANDS, load
from newsgrab.cli.help import pages
from tests.cli.conftest import Newsgrab, Run
from tests.cli.test_terminal import STYLE, on_terminal


def test_help_lists_the_topics(ask: Callable[..., Run]) -> None:
    """Every page of the manual and every command stands in it."""
    shown = ask("help")
    assert shown.code == 0
    for name in [*(topic for topic in pages() if topic != "README"), *COMMANDS]:
        assert name in shown.out


def test_commands_say_what_the_program_says_of_them() -> None:
    """`newsgrab --help` loads none of them, so it has their first sentences by heart."""
    assert {name: load(name).get_short_help_str(100) for name in COMMANDS} == {
        name: sentence for name, (_, sentence) in COMMANDS.items()
    }


@pytest.mark.parametrize("topic", [*sorted(pages()), *COMMANDS, "source add", "profile try"])
def test_every_topic_and_command_has_a_page(ask: Callable[..., Run], topic: str) -> None:
    """In a pipe it is Markdown without links and remarks for the machine."""
    shown = ask("help", *topic.split())
    assert shown.code == 0
    assert shown.out.startswith("#")
    assert ".md)" not in shown.out
    assert "<!--" not in shown.out


def test_help_on_a_command_shows_its_part_of_the_page(ask: Callable[..., Run]) -> None:
    """Without what the page says of other commands."""
    shown = ask("help", "diff").out
    assert "newsgrab diff REF [A] [B]" in shown
    assert "newsgrab views" not in shown


def test_wrong_topic_is_told_with_the_nearest(ask: Callable[..., Run]) -> None:
    """And what to type next."""
    told = ask("help", "serch")
    assert told == Run(2, "", "newsgrab: help: no page on 'serch'; did you mean search? newsgrab help lists them\n")


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_help_fits_the_terminal(newsgrab: Newsgrab, columns: int) -> None:
    """Nothing of Markdown is left to see, and no line is wider than the screen."""
    for topic in ("README", "search", "settings"):
        code, seen = on_terminal(newsgrab, "help", topic, columns=columns)
        assert code == 0
        lines = STYLE.sub("", seen).splitlines()
        assert max(map(len, lines)) <= columns
        assert not [line for line in lines if line.lstrip().startswith(("|", "##", "<!--"))]
