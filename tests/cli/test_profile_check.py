"""Profile check: whether a profile still reads the pages that are kept."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsgrab.archive import Archive
from newsgrab.cli.profile_alarms import broken_profiles
from newsgrab.cli.profile_mend import Proposal, write
from newsgrab.extraction.induction.repairing import Repair
from newsgrab.profile import profile_files
from newsgrab.settings import Settings
from tests.cli.conftest import Newsgrab, Run
from tests.cli.profiled_site import PROFILE, after, before, keep, redesigned
from tests.cli.test_terminal import on_terminal
from tests.servers import Rogue, answer


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Newsgrab:
    """A site that was built anew on 5 March; to be read only."""
    folder = tmp_path_factory.mktemp("redesigned")
    keep(folder, redesigned())
    return Newsgrab(folder)


@pytest.fixture
def own(site: Newsgrab, tmp_path: Path) -> Newsgrab:
    """The same, to be written to."""
    shutil.copytree(site.folder, tmp_path / "own")
    return Newsgrab(tmp_path / "own")


def states(run: Run) -> dict[str, str]:
    """The state of each field in rows."""
    return {row[1]: row[2] for row in run.rows if row[1]}


def test_a_redesign_is_told_field_by_field_with_since_when(site: Newsgrab) -> None:
    """What the selectors find no more, on how many articles, and how it was before. Exit code 1."""
    run = site("profile", "check", "harbour.example")
    assert (run.code, states(run)) == (1, dict.fromkeys(("title", "authors", "views", "related"), "broke"))
    said = {row[1]: row[9] for row in run.rows}
    assert said[""] == "5 rules, 4 fields broke; 15 articles in 21 looks, 2025-03-01 09:00 to 2025-03-12 23:00 UTC"
    assert said["views"] == "finds nothing since 2025-03-06 12:00 UTC, on none of 12 articles; on 100 % before"


def test_json_tells_the_same_to_programs(site: Newsgrab) -> None:
    """One object a profile, with its fields."""
    (told,) = site("profile", "check", "harbour.example", "--json").json
    views = {each["field"]: each for each in told["fields"]}["views"]
    assert (told["site"], told["looks"], told["looks_in_all"], told["unread"]) == ("harbour.example", 21, 21, 0)
    assert (views["state"], views["filled"], views["articles"]) == ("broke", 3, 15)
    assert (views["broken"]["kind"], views["broken"]["last_good"]) == ("empty", "2025-03-05T09:00:00Z")


def test_health_tells_of_it_as_long_as_it_lasts(site: Newsgrab) -> None:
    """By what was recorded; no page is read."""
    (state, said) = {row[1]: (row[0], row[2]) for row in site("health").rows}["profiles"]
    assert (state, said.partition(":")[0]) == ("bad", "harbour.example.toml")
    assert "not to read title, authors, views, related any more: newsgrab profile check harbour.example" in said


def test_a_profile_that_reads_all_pages_is_well(site: Newsgrab) -> None:
    """A draft is run on everything that is kept."""
    site.write("mended.toml", PROFILE.replace('"h1.headline"', '"h1"').split("authors")[0])
    run = site("profile", "check", "mended.toml")
    assert (run.code, run.rows[1][:5]) == (0, ["harbour.example", "title", "ok", "15", "15"])
    assert "1 rule, nothing wrong; 15 articles in 21 looks" in run.rows[0][9]


def test_a_terminal_shows_a_table_and_what_to_type(site: Newsgrab) -> None:
    """The file that was named is named again."""
    site.write("draft.toml", PROFILE)
    code, screen = on_terminal(site, "profile", "check", "draft.toml")
    assert code == 1
    assert "3 of 15" in next(line for line in screen.splitlines() if "title" in line)
    assert "newsgrab profile check draft.toml --repair" in screen


def test_pages_are_chosen_over_all_days_and_their_number_is_told(site: Newsgrab) -> None:
    """A bound on what is read, told as such."""
    run = site("profile", "check", "harbour.example", "--pages", "12")
    assert "in 12 of 21 looks" in run.rows[0][9]
    assert states(run)["views"] == "broke"
    run = site("profile", "check", "harbour.example", "--since", "2025-03-10")
    assert {row[9] for row in run.rows if row[1] == "title"} == {"finds nothing on any of 6 articles"}
    assert site("profile", "check", "--pages", "3").code == 2


def test_what_is_not_there_is_no_trouble(newsgrab: Newsgrab) -> None:
    """No archive, an archive without pages of a profile; an archive that is named must be there."""
    keep(newsgrab.folder, [(0, 1, before(1, 7))], host="other.example", profile='[fields]\ntitle = ["h1"]\n')
    newsgrab.write("mine/harbour.example.toml", PROFILE)
    run = newsgrab("profile", "check")
    assert run.code == 0
    assert ["harbour.example", "5 rules, nothing wrong; no kept page to read"] in [[row[0], row[9]] for row in run.rows]
    assert ["other.example", "title", "few"] in [row[:3] for row in run.rows]
    shutil.rmtree(newsgrab.folder / "archive")
    assert newsgrab("profile", "check").code == 0
    assert newsgrab("profile", "check", "--archive", "none").code == 3


def test_a_file_that_no_page_is_read_by_is_told(newsgrab: Newsgrab) -> None:
    """A second profile of a site under another name does nothing; so does one for its www host."""
    newsgrab.write("newsgrab.toml", 'profiles = "mine"\n')
    newsgrab.write("mine/harbour.example.toml", PROFILE)
    newsgrab.write("mine/www.harbour.example.toml", PROFILE)
    run = newsgrab("profile", "check")
    assert (run.code, run.rows[0][:3]) == (4, ["harbour.example", "", "ok"])
    assert "www.harbour.example.toml: it is read for pages of www.harbour.example, and says" in run.err
    assert "name it harbour.example.toml" in run.err


def test_removed_articles_and_their_pages_are_no_evidence(own: Newsgrab) -> None:
    """Looks that found an article gone, and pages that were taken out, say nothing of a profile."""
    with Archive(own.folder / "archive") as archive:
        for number in range(9, 15):
            archive.care.remove(archive.resolve(f"https://harbour.example/article/{number}"), "by law")
    run = own("profile", "check", "harbour.example")
    assert "9 articles in 15 of 21 looks" in run.rows[0][9]


def test_a_damaged_page_is_passed_over_and_told(own: Newsgrab) -> None:
    """The others say enough."""
    with Archive(own.folder / "archive") as archive, archive.connection:
        archive.connection.execute("UPDATE page SET zstd = x'00' WHERE id = (SELECT max(id) FROM page)")
    run = own("profile", "check", "harbour.example")
    assert (run.code, "in 21 looks, 1 of them not read" in run.rows[0][9]) == (1, True)


def test_a_site_below_with_a_profile_of_its_own_is_its_own(newsgrab: Newsgrab) -> None:
    """What is under a site is read by its profile, unless there is another."""
    keep(newsgrab.folder, [(n, n, after(n, 7)) for n in range(2)], host="blog.harbour.example", profile="")
    keep(newsgrab.folder, [(n, n, before(n, 7)) for n in range(3)])
    articles = {row[0]: row[3] for row in newsgrab("profile", "check").rows if row[1] == "title"}
    assert articles == {"harbour.example": "3"}
    (newsgrab.folder / "mine" / "blog.harbour.example.toml").unlink()
    assert {row[3] for row in newsgrab("profile", "check").rows if row[1] == "title"} == {"5"}


def test_a_run_tells_of_a_broken_profile_once(newsgrab: Newsgrab, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line with the fields, since when and the command; nothing in the runs after it."""
    host = "127.0.0.1"
    looks = [(n, n, before(n, 7 * n)) for n in range(6)]
    keep(newsgrab.folder, looks, PROFILE.replace("harbour.example", host), host, datetime.now(UTC) - timedelta(days=3))
    with Rogue() as server:
        server.replies = {f"/article/{n}": answer(after(n, 140 + n)) for n in range(6, 12)}
        newsgrab.write("list.txt", "".join(f"{server.url(path)}\n" for path in server.replies))
        newsgrab("source", "add", "list.txt")
        run = newsgrab("run", "--delay", "0")
    assert (run.code, run.err.count("\n")) == (1, 1)
    assert run.err.startswith(f"newsgrab: {host}.toml: title, authors, views, related ")
    assert run.err.endswith(f": newsgrab profile check {host}\n")
    monkeypatch.setenv("HOME", str(newsgrab.folder))
    with Archive(newsgrab.folder / "archive", readonly=True) as archive:
        settings = Settings(profiles=newsgrab.folder / "mine")
        assert broken_profiles(archive, settings, [f"http://{host}/article/9"]) == []


def test_a_repair_is_shown_and_written_only_if_asked(own: Newsgrab) -> None:
    """The change of the file, with what it reads; all else in the file stays, and the profile is well again."""
    place = own.folder / "mine" / "harbour.example.toml"
    run = own("profile", "check", "harbour.example", "--repair")
    assert (run.code, place.read_text(encoding="utf-8")) == (1, PROFILE)
    added = [line for line in run.out.splitlines() if line.startswith("+")]
    assert added[1:] == [
        '+title = ["h1.story-title", "h1.headline"]  # the headline',
        '+authors = [\'a[rel="author"]\', ".byline a"]',
        '+  "span.reads",',
        '+block = "section.next, ul.more"',
    ]
    assert "views reads 455 on https://harbour.example/article/8" in run.err
    assert "tried on 12 pages of now, and on 9 of before, which it reads as they were read" in run.err
    assert own("profile", "check", "harbour.example", "--write", "-q").code == 0
    assert "# read over by hand" in place.read_text(encoding="utf-8")
    assert set(states(own("profile", "check", "harbour.example")).values()) == {"ok"}


def test_a_repaired_file_keeps_its_mode_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    """A new one has that of any file."""
    place, beside = tmp_path / "harbour.example.toml", tmp_path / "other"
    place.write_text(PROFILE, encoding="utf-8")
    place.chmod(0o640)
    mended = Repair(f"# mended\n{PROFILE}", (), (0, 0))
    assert write(Proposal(place, PROFILE, mended)) == place
    assert (place.read_text(encoding="utf-8"), place.stat().st_mode & 0o777) == (mended.text, 0o640)
    beside.touch()
    place.unlink()
    write(Proposal(place, PROFILE, mended))
    assert place.stat().st_mode == beside.stat().st_mode
    assert {path.name for path in tmp_path.iterdir()} == {place.name, beside.name}


def test_a_number_that_is_no_view_count_repairs_nothing(newsgrab: Newsgrab) -> None:
    """A site that shows its counts no more: what else is counted on the page does not follow them."""

    def uncounted(number: int) -> str:
        return before(number, 0).replace(
            '<b class="hits">0 مشاهدة</b>', f'<b class="words">{400 + 97 * number * number % 300}</b>'
        )

    looks = [(n, n, before(n, 200 + 31 * n)) for n in range(7)] + [(60 + n, n, uncounted(n)) for n in range(7)]
    keep(newsgrab.folder, looks, PROFILE.split("[related]")[0])
    (told,) = newsgrab("profile", "check", "harbour.example", "--write", "--json").json
    assert [each["problem"] for each in told["repair"]["fields"]] == ["no selector reads it on the pages of now"]
    assert (told["repair"]["diff"], told["repair"]["written"]) == ("", None)


def test_a_built_in_profile_is_repaired_in_a_file_of_ones_own(
    newsgrab: Newsgrab, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no file of the user's, and yours win."""
    monkeypatch.setenv("HOME", str(newsgrab.folder))
    monkeypatch.chdir(newsgrab.folder)
    path = next(path for path in profile_files(None) if path.stem == "syriaone.tv")
    text = path.read_text(encoding="utf-8")
    place = write(Proposal(path, text, Repair(f"# mended\n{text}", (), (0, 0))))
    assert place == newsgrab.folder / ".config/newsgrab/profiles/syriaone.tv.toml"
    assert (place.read_text(encoding="utf-8")[:9], path.read_text(encoding="utf-8")) == ("# mended\n", text)
