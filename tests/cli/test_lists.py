"""Lists say what they hide, and an export what it wrote."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

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
        ("list -n 1 -q", ""),
        ("changes --site a.example -q", ""),
        ("search xyz -q", ""),
        ("views 9 -q", "newsgrab: 9: no such article in this archive: see newsgrab list\n"),
    ],
)
def test_a_list_says_what_it_hides(ask: Ask, command: str, told: str) -> None:
    """Also in a pipe, on stderr: how many there are, or which filters let nothing through."""
    assert ask(*command.split()).err == told


@pytest.mark.parametrize("sort", ["published", "date", "seen", "added", "views", "title"])
def test_a_list_and_a_search_have_the_same_orders(ask: Ask, sort: str) -> None:
    """The articles that both show stand in one order."""
    listed = [row[0] for row in ask("list", "--sort", sort).rows]
    assert [row[0] for row in ask("search", "--any-word", "الرصيف الشحن", "--all", "--sort", sort).rows] == listed


def test_how_many_and_of_which_sites_are_told_at_once(ask: Ask) -> None:
    """First the count, then the facets; as JSON an object each."""
    assert ask("search", "الشحن", "--count", "--facets", "site").rows == [["1"], ["site", "1", "harbour.example", "0"]]
    assert [min(each) for each in ask("search", "الشحن", "--count", "--facets", "site", "--json").json] == [
        "partial",
        "articles",
    ]


@pytest.mark.parametrize(
    ("command", "columns"),
    [("list", 100), ("list", 50), ("search الشحن", 80), ("changes", 80), ("views", 80), ("search --removed الصيف", 80)],
)
def test_addresses_are_shown_where_they_are_asked_for(filled: Newsgrab, command: str, columns: int) -> None:
    """With --urls on a terminal; the site stands there in any case."""
    for options, shown in (([], False), (["--urls"], True)):
        _, seen = on_terminal(filled, *command.split(), *options, columns=columns)
        assert "harbour.example" in seen
        assert ("https://harbour.example/article/" in seen) is shown


def test_times_are_local_on_a_terminal_and_utc_in_a_pipe(filled: Newsgrab) -> None:
    """Also in a query, where a day is one of the local clock."""
    _, seen = on_terminal(filled, "history", "1", TZ="XXX-14")
    piped = filled("history", "1", TZ="XXX-14").out
    assert ("times are XXX" in seen, "times are UTC" in piped) == (True, True)
    (first,) = filled("history", "2", "--json").json[:1]
    here = datetime.fromisoformat(first["first_seen_at"]) + timedelta(hours=14)
    _, seen = on_terminal(filled, "history", "2", TZ="XXX-14")
    assert f"first seen {here:%Y-%m-%d %H:%M}" in seen
    assert len(filled("search", "الشحن", "after:2025-03-03T20:00", TZ="XXX-14").rows) == 1
    assert filled("search", "الشحن", "after:2025-03-03T20:00").rows == []


def test_a_long_article_goes_through_the_pager(filled: Newsgrab) -> None:
    """One that fits on the screen does not."""
    shown = on_terminal(filled, "show", "1", PAGER="sed s/^/PAGED/", columns=20)[1]
    assert shown.startswith("PAGED")
    assert "PAGED" not in on_terminal(filled, "show", "1", PAGER="sed s/^/PAGED/", columns=200)[1]


def test_an_export_to_a_file_is_told_on_a_terminal(newsgrab: Newsgrab, filled: Newsgrab) -> None:
    """How many rows; in a pipe nothing."""
    archive = str(filled.folder / "archive")
    _, seen = on_terminal(newsgrab, "export", "--archive", archive, "-o", "a.csv", "--what", "visits")
    assert seen == "a.csv: 4 rows of visits\n"
    _, seen = on_terminal(newsgrab, "export", "--archive", archive, "-o", "a.csv", "--lang", "fr")
    assert seen == "a.csv: 0 rows of articles: nothing there with --lang fr\n"
    assert newsgrab("export", "--archive", archive, "-o", "a.csv").err == ""


def test_an_excluded_word_is_no_option(ask: Ask) -> None:
    """It may stand anywhere among the words, and the options keep their signs."""
    all_of_it = ask("search", "الرصيف", "-n10").rows
    assert all_of_it
    first = ask("search", "-زرافة", "الرصيف")
    assert (first.rows, first.err) == (all_of_it, "")
    assert ask("search", "-site:harbour.example", "الرصيف", "-n", "3").out == ""
    assert ask("search", "الرصيف", '-"لا شيء كهذا"', "--", "-زرافة").rows == all_of_it
    assert "has no such option" in ask("search", "الرصيف", "-x").err
    assert "'-x'" in ask("search", "الرصيف", "-n", "-x").err
