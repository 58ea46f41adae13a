"""Lists say what they hide, and an export what it wrote."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import Newsgrab, Run
from tests.cli.test_terminal import on_terminal

Ask = Callable[..., Run]


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("list -n 1", "1 of 2 articles; --limit 0 shows all\n"),
        ("list", ""),
        ("list --offset 9", "0 of 2 articles; --limit 0 shows all\n"),
        ("list --site a.example --lang en", "no articles with --site a.example, --lang en\n"),
        ("list --since 2040", "no articles with --since 2040-01-01 00:00 UTC\n"),
        ("changes --site a.example", "no changes with --site a.example\n"),
        ("changes -n 1", ""),
    ],
)
def test_a_list_says_what_it_hides(ask: Ask, command: str, told: str) -> None:
    """Also in a pipe, on stderr: how many there are, or which filters let nothing through."""
    assert ask(*command.split()).err == told


def test_an_export_to_a_file_is_told_on_a_terminal(newsgrab: Newsgrab, filled: Newsgrab) -> None:
    """How many rows; in a pipe nothing."""
    archive = str(filled.folder / "archive")
    _, seen = on_terminal(newsgrab, "export", "--archive", archive, "-o", "a.csv", "--what", "visits")
    assert seen == "a.csv: 4 rows of visits\n"
    _, seen = on_terminal(newsgrab, "export", "--archive", archive, "-o", "a.csv", "--lang", "fr")
    assert seen == "a.csv: 0 rows of articles: nothing there with --lang fr\n"
    assert newsgrab("export", "--archive", archive, "-o", "a.csv").err == ""
