"""Site profiles from the command line, and in force."""

from __future__ import annotations

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


def test_a_wrong_selector_is_named_with_its_line(newsgrab: Newsgrab) -> None:
    """File, line, key, problem; exit code 4; nothing is read."""
    newsgrab.write("mine/harbour.example.toml", 'site = "harbour.example"\n[fields]\ntitle = ["h1::text"]\n')
    newsgrab.write("page.html", page())
    for arguments in (["profile", "check"], ["fetch", "page.html"], ["extract", "page.html"]):
        run = newsgrab(*arguments, NEWSGRAB_PROFILES="mine")
        assert run.code == 4
        assert "harbour.example.toml:3: fields.title[0]: not a CSS selector: 'h1::text'" in run.err


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
