"""newsgrab schedule: into the crontab and out of it again."""

from __future__ import annotations

from tests.cli.conftest import Newsgrab


def crontab(newsgrab: Newsgrab) -> dict[str, str]:
    """An environment whose crontab is a file."""
    file = newsgrab.write("table", "0 1 * * *  other\n")
    script = f'#!/bin/sh\nif [ "$1" = -l ]; then cat {file}; else cat > {file}; fi\n'
    program = newsgrab.write("bin/crontab", script)
    program.chmod(0o755)
    return {"PATH": f"{program.parent}:/usr/bin:/bin"}


def test_what_was_installed_is_removed_again(newsgrab: Newsgrab) -> None:
    """Once a day at a time, with a log; other lines stay."""
    environment = crontab(newsgrab)
    words = ("schedule", "--at", "6:30", "--log-file", "run.log", "--yes")
    assert newsgrab(*words, "--install", stdin=b"", **environment).code == 0
    other, ours = (newsgrab.folder / "table").read_text().splitlines()
    assert (other, ours[:11]) == ("0 1 * * *  other", "30 6 * * * ")
    assert f"--log-file {newsgrab.folder}/run.log" in ours
    assert newsgrab("schedule", "--remove", "--yes", stdin=b"", **environment).code == 0
    assert (newsgrab.folder / "table").read_text() == "0 1 * * *  other\n"
    again = newsgrab("schedule", "--remove", "--yes", stdin=b"", **environment)
    assert again.err.startswith("newsgrab: no line for ")


def test_a_wrong_time_of_day_is_refused(newsgrab: Newsgrab) -> None:
    """With the form that is meant."""
    done = newsgrab("schedule", "--at", "25:00")
    assert (done.code, done.err) == (2, "newsgrab: --at: a time of day such as 06:30, not '25:00'\n")
