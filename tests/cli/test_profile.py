"""Site profiles from the command line, and in force."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Newsgrab, page

PROFILE = """site = "harbour.example"
[fields]
category = [{ css = "nav a:nth-of-type(2)" }]
views = [".views"]
"""


def test_a_profile_of_ones_own_wins_and_is_named(newsgrab: Newsgrab) -> None:
    """The folder that the settings name holds profiles; what they find is what is kept."""
    newsgrab.write("mine/harbour.example.toml", PROFILE.replace("nav a:nth-of-type(2)", "nav a"))
    newsgrab.write("newsgrab.toml", 'profiles = "mine"\n')
    newsgrab.write("page.html", page())
    assert newsgrab("fetch", "page.html").rows[0][3] == "الرئيسية"
    assert newsgrab("profile", "list").rows[0][0] == "harbour.example"


def test_a_profile_holds_in_every_process_of_a_batch(newsgrab: Newsgrab) -> None:
    """Many pages are read by other processes, under the same profile."""
    newsgrab.write("mine/harbour.example.toml", PROFILE.replace("nav a:nth-of-type(2)", "nav a"))
    newsgrab.write("a.html", page(1))
    newsgrab.write("b.html", page(2, title="خبر آخر من المرفأ القديم"))
    run = newsgrab("fetch", "a.html", "b.html", NEWSGRAB_PROFILES="mine")
    assert [row[3] for row in run.rows] == ["الرئيسية", "الرئيسية"]


def test_trying_a_profile_shows_what_it_found(newsgrab: Newsgrab) -> None:
    """Each field with its place; * marks what the profile gave. Nothing is kept."""
    newsgrab.write("harbour.example.toml", PROFILE)
    newsgrab.write("page.html", page())
    rows = newsgrab("profile", "try", "harbour.example.toml", "page.html").rows
    fields = {row[1]: row for row in rows}
    assert fields["category"][0] == "*"
    assert fields["category"][3] == "اقتصاد"
    assert fields["title"][0] == ""
    assert not (newsgrab.folder / "archive").exists()


WRONG = 'site = "harbour.example"\n[fields]\ntitle = ["h1::text"]\n'
PROBLEM = "harbour.example.toml:3: fields.title[0]: not a CSS selector: 'h1::text'"


@pytest.mark.parametrize("arguments", [["profile", "check"], ["reextract"]])
def test_a_wrong_selector_is_named_with_its_line(newsgrab: Newsgrab, arguments: list[str]) -> None:
    """File, line, key, problem; exit code 4; nothing is read, and nothing is read anew without the profile."""
    newsgrab.write("mine/harbour.example.toml", WRONG)
    run = newsgrab(*arguments, NEWSGRAB_PROFILES="mine")
    assert (run.code, PROBLEM in run.err) == (4, True)


@pytest.mark.parametrize("wrong", [WRONG, "site = ", "\udcff"])
def test_a_wrong_profile_stops_no_page(newsgrab: Newsgrab, wrong: str) -> None:
    """It is told of, its site is read without it, others by theirs; mending it makes no edit."""
    newsgrab.write("mine/harbour.example.toml", wrong.encode("utf-8", "surrogateescape"))
    newsgrab.write("page.html", page())
    run = newsgrab("fetch", "page.html", NEWSGRAB_PROFILES="mine")
    assert (run.code, run.rows[0][0]) == (0, "new")
    assert run.err.startswith("newsgrab: harbour.example.toml")
    assert run.err.endswith("its site is read without it\n")
    newsgrab.write("mine/harbour.example.toml", PROFILE)
    assert newsgrab("fetch", "page.html", NEWSGRAB_PROFILES="mine").rows[0][0] == "unchanged"


def test_an_unknown_site_has_no_profile(newsgrab: Newsgrab) -> None:
    """The message says where to look."""
    run = newsgrab("profile", "show", "nowhere.example")
    assert (run.code, "newsgrab profile list" in run.err) == (2, True)


def test_the_built_in_profiles_are_right(newsgrab: Newsgrab) -> None:
    """Every one of them loads and its selectors run; `show` prints it as it is written."""
    assert newsgrab("profile", "check").code == 0
    assert newsgrab("profile", "show", "https://www.syriaone.tv/article/1").out.startswith('site = "syriaone.tv"')


def test_a_profile_is_drafted_from_two_pages_and_works(newsgrab: Newsgrab) -> None:
    """The draft is a profile; how the pages were read is told apart from it."""
    newsgrab.write("a.html", page(1, views=1620))
    newsgrab.write("b.html", page(2, title="خبر آخر من المرفأ القديم", views=2541))
    run = newsgrab("profile", "learn", "a.html", "b.html")
    assert (run.code, run.out.startswith('site = "harbour.example"')) == (0, True)
    assert "خبر آخر من المرفأ القديم" in run.err
    assert newsgrab("profile", "learn", "a.html", "b.html", "-o", "harbour.example.toml").out == ""
    assert newsgrab("profile", "check", "harbour.example.toml").code == 0
    rows = newsgrab("profile", "try", "harbour.example.toml", "a.html").rows
    assert "*" in {row[0] for row in rows if row[1] == "title"}


def test_one_page_is_too_few_to_learn_from(newsgrab: Newsgrab) -> None:
    """The message says how many it takes."""
    newsgrab.write("a.html", page(1))
    run = newsgrab("profile", "learn", "a.html")
    assert (run.code, "2 or more" in run.err) == (2, True)


def test_check_names_every_wrong_profile_and_list_shows_the_right_ones(newsgrab: Newsgrab) -> None:
    """One wrong file hides neither the next wrong one nor the right ones; exit code 4."""
    newsgrab.write("mine/a.example.toml", 'site = "a.example"\n[fields]\ntitel = ["h1"]\n')
    newsgrab.write("mine/b.example.toml", 'site = "b.example"\n[fields]\ntitle = ["h1::text"]\n')
    newsgrab.write("mine/harbour.example.toml", PROFILE)
    run = newsgrab("profile", "check", NEWSGRAB_PROFILES="mine")
    assert run.code == 4
    assert "a.example.toml:3: fields.titel" in run.err
    assert "b.example.toml:3: fields.title[0]" in run.err
    assert ["harbour.example", "", "ok", *[""] * 6, "2 rules, nothing wrong"] in run.rows
    run = newsgrab("profile", "list", NEWSGRAB_PROFILES="mine")
    assert (run.code, "harbour.example" in run.out, "fields.titel" in run.err) == (4, True, True)


def test_a_missing_profile_file_is_named(newsgrab: Newsgrab) -> None:
    """With the next step."""
    run = newsgrab("profile", "show", "none.toml")
    assert (run.code, "none.toml: no such file: name a site" in run.err) == (4, True)


def test_a_draft_replaces_no_file(newsgrab: Newsgrab) -> None:
    """A profile that somebody read over is not lost to a new draft."""
    newsgrab.write("a.html", page(1, views=1620))
    newsgrab.write("b.html", page(2, title="خبر آخر من المرفأ القديم", views=2541))
    newsgrab.write("harbour.example.toml", PROFILE)
    run = newsgrab("profile", "learn", "a.html", "b.html", "-o", "harbour.example.toml")
    assert (run.code, "exists already" in run.err) == (2, True)
    assert (newsgrab.folder / "harbour.example.toml").read_text(encoding="utf-8") == PROFILE


def test_how_a_draft_reads_each_page_is_told_by_field(newsgrab: Newsgrab) -> None:
    """A line for each field, under the name of the page; then what the draft leaves to newsgrab."""
    newsgrab.write("a.html", page(1, views=1620))
    newsgrab.write("b.html", page(2, title="خبر آخر من المرفأ القديم", views=2541))
    lines = newsgrab("profile", "learn", "a.html", "b.html").err.splitlines()
    assert lines[0] == "a.html by the draft:"
    assert "  title: خبر آخر من المرفأ القديم" in lines
    assert "  views: 2541" in lines


def test_a_page_of_another_site_is_told_when_a_profile_is_tried(newsgrab: Newsgrab) -> None:
    """The profile is tried all the same."""
    newsgrab.write("other.toml", PROFILE.replace("harbour.example", "other.example"))
    newsgrab.write("page.html", page())
    run = newsgrab("profile", "try", "other.toml", "page.html")
    assert (run.code, "a page of harbour.example; the profile is other.example's" in run.err) == (0, True)


def test_a_draft_is_saved_where_profiles_are_read(newsgrab: Newsgrab) -> None:
    """The folder in the user's configuration is made on first use, and read where no other is set."""
    newsgrab.write("a.html", page(1, views=1620))
    newsgrab.write("b.html", page(2, title="خبر آخر من المرفأ القديم", views=2541))
    run = newsgrab("profile", "learn", "a.html", "b.html", "--views", "١٦٢٠", "--save")
    place = newsgrab.folder / ".config" / "newsgrab" / "profiles" / "harbour.example.toml"
    assert (run.code, run.out, place.is_file(), f"written to {place}" in run.err) == (0, "", True, True)
    assert "harbour.example" in newsgrab("profile", "list").out
    assert "harbour.example" not in newsgrab("profile", "list", NEWSGRAB_PROFILES=".").out
    assert newsgrab("profile", "learn", "a.html", "b.html", "--save").code == 2


def test_a_value_that_is_nowhere_is_told(newsgrab: Newsgrab) -> None:
    """The draft is written all the same; the exit code says that something is wanting."""
    newsgrab.write("a.html", page(1, views=1620))
    newsgrab.write("b.html", page(2, title="خبر آخر من المرفأ القديم", views=2541))
    run = newsgrab(
        "profile", "learn", "a.html", "b.html", "--views", "99", "--author", "Ann Roe", "--author", "Bob Poe"
    )
    assert run.code == 1
    assert "newsgrab: views 99: nowhere on the first page" in run.err
    assert "newsgrab: authors Ann Roe, Bob Poe: nowhere on the first page" in run.err
    run = newsgrab("profile", "learn", "a.html", "b.html", "--date", "soon")
    assert (run.code, "--date 'soon': not a day" in run.err) == (2, True)
