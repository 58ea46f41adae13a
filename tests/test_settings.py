"""Settings: flag, environment, file, default, in this order."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from newsgrab.errors import BadSettings, BadUsage
from newsgrab.settings import Settings, load


def test_without_anything_the_defaults_hold(tmp_path: Path) -> None:
    """No file, no variable, no flag."""
    assert load({"archive": None, "delay": None}, {}, tmp_path) == Settings()


def test_a_flag_wins_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    """Each layer covers the one below, setting by setting."""
    (tmp_path / "newsgrab.toml").write_text("delay = 5\nworkers = 5\ntimeout = 5\ncontact = 'desk@courier.example'\n")
    settings = load({"delay": "7"}, {"NEWSGRAB_DELAY": "6", "NEWSGRAB_WORKERS": "6", "NEWSGRAB_CONTACT": ""}, tmp_path)
    assert (settings.delay, settings.workers, settings.timeout) == (7.0, 6, 5.0)
    assert settings.contact == "desk@courier.example"  # an empty variable is none


def test_a_file_beside_us_wins_over_the_one_at_home(tmp_path: Path) -> None:
    """./newsgrab.toml, else $XDG_CONFIG_HOME/newsgrab/newsgrab.toml, else ~/.config/…; never two of them mixed."""
    home = tmp_path / "home" / ".config" / "newsgrab"
    xdg = tmp_path / "xdg" / "newsgrab"
    here = tmp_path / "here"
    for folder, workers in ((home, 2), (xdg, 3), (here, 4)):
        folder.mkdir(parents=True)
        (folder / "newsgrab.toml").write_text(f"workers = {workers}\n")
    environment = {"HOME": str(tmp_path / "home")}
    assert load({}, environment, tmp_path).workers == 2
    environment["XDG_CONFIG_HOME"] = str(tmp_path / "xdg")
    assert load({}, environment, tmp_path).workers == 3
    assert load({}, environment, here).workers == 4


def test_a_folder_in_a_file_starts_from_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a variable or a flag it starts from where we are; ~ is home in all of them."""
    monkeypatch.setenv("HOME", "/home/desk")
    (tmp_path / "newsgrab.toml").write_text("archive = 'kept'\n")
    assert load({}, {}, tmp_path).archive == tmp_path / "kept"
    assert load({}, {"NEWSGRAB_ARCHIVE": "kept"}, tmp_path).archive == Path("kept")
    assert load({"archive": "~/kept"}, {}, tmp_path).archive == Path("/home/desk/kept")
    assert load({"archive": "/news"}, {}, tmp_path).archive == Path("/news")


@pytest.mark.parametrize("word", ["true", "True", "1", "yes", "false", "0", "no"])
def test_yes_and_no_are_read_in_their_usual_forms(tmp_path: Path, word: str) -> None:
    """A variable has no types."""
    wanted = word.lower() in {"true", "1", "yes"}
    assert load({}, {"NEWSGRAB_IGNORE_ROBOTS": word}, tmp_path).ignore_robots is wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("workers = 0", "workers: a whole number from 1 to 64, not 0"),
        ("workers = 65", "workers: a whole number"),
        ("workers = 2.5", "workers: a whole number"),
        ("workers = true", "workers: a whole number"),
        ("workers = '٣x'", "workers: a whole number"),
        ("delay = -1", "delay: a number from 0 to 3600, not -1"),
        ("delay = nan", "delay: a number"),
        ("delay = inf", "delay: a number"),
        ("timeout = [1]", "timeout: a number"),
        ("ignore_robots = 'maybe'", "ignore_robots: true or false, not 'maybe'"),
        ("contact = 3", "contact: a text in quotes, not 3"),
        ("archive = 3", "archive: a folder in quotes, not 3"),
        ("archiv = 'x'", "archiv: no such setting; there are allow_private"),
        ("[fetch]\ndelay = 1", "fetch: no such setting"),
        ("delay = ", "not a TOML file"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(tmp_path: Path, text: str, words: str) -> None:
    """The file, the key, what it may be, and what it is."""
    (tmp_path / "newsgrab.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings) as caught:
        load({}, {}, tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / 'newsgrab.toml'}: ")
    assert words in str(caught.value)


def test_a_file_in_another_encoding_is_no_settings_file(tmp_path: Path) -> None:
    """TOML is UTF-8."""
    (tmp_path / "newsgrab.toml").write_bytes("contact = 'مكتب'".encode("windows-1256"))
    with pytest.raises(BadSettings, match="not a TOML file"):
        load({}, {}, tmp_path)


def test_a_wrong_variable_and_a_wrong_flag_are_called_by_their_names(tmp_path: Path) -> None:
    """A flag is wrong usage, a variable a wrong setting."""
    with pytest.raises(BadSettings, match=r"^NEWSGRAB_DELAY: a number from 0 to 3600, not 'slow'$"):
        load({}, {"NEWSGRAB_DELAY": "slow"}, tmp_path)
    with pytest.raises(BadUsage, match=r"^--user-agent: a text in quotes, not 3$"):
        load({"user_agent": 3}, {}, tmp_path)


def test_a_variable_that_is_no_setting_is_refused(tmp_path: Path) -> None:
    """With the one that was meant, if there is one; it would do nothing, and say nothing."""
    with pytest.raises(BadSettings, match=r"^NEWSGRAB_DELY: no such setting; did you mean NEWSGRAB_DELAY\?$"):
        load({}, {"NEWSGRAB_DELY": "2"}, tmp_path)
    assert load({}, {"NEWSGRAB_DEBUG": "1", "OTHER": "x"}, tmp_path).delay == 1.0


@pytest.mark.parametrize(("text", "hours"), [("12h", 12), ("2d", 48)])
def test_max_gap_is_a_span_of_time(tmp_path: Path, text: str, hours: int) -> None:
    """As the options write one."""
    assert load({}, {"NEWSGRAB_MAX_GAP": text}, tmp_path).max_gap == timedelta(hours=hours)
    with pytest.raises(BadSettings, match=r"NEWSGRAB_MAX_GAP: a time such as 12h or 2d, not 'soon'"):
        load({}, {"NEWSGRAB_MAX_GAP": "soon"}, tmp_path)
