"""View counts as a chart: in the terminal and in files."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Newsgrab, Run
from tests.cli.test_terminal import on_terminal

Ask = Callable[..., Run]


def test_a_chart_is_written_as_svg_and_png(ask: Ask, tmp_path: Path) -> None:
    """By the name of the file or the --format; SVG also to stdout."""
    for name in ("v.svg", "v.png"):
        assert ask("views", "1", "--output", str(tmp_path / name)).code == 0
    assert ET.parse(tmp_path / "v.svg").getroot().tag == "{http://www.w3.org/2000/svg}svg"
    assert (tmp_path / "v.png").read_bytes().startswith(b"\x89PNG")


def test_a_terminal_is_told_that_a_chart_was_written(newsgrab: Newsgrab, filled: Newsgrab) -> None:
    """Where it stands and what it shows."""
    _, seen = on_terminal(newsgrab, "views", "1", "-o", "v.svg", "--archive", str(filled.folder / "archive"))
    assert "v.svg: Views of article 1" in seen


def test_a_terminal_shows_the_counts_over_time(newsgrab: Newsgrab, filled: Newsgrab) -> None:
    """In dots, with an axis of time on which the edit is marked."""
    _, seen = on_terminal(newsgrab, "views", "1", "--archive", str(filled.folder / "archive"))
    assert any("\u2800" <= sign <= "\u28ff" for sign in seen)
    assert "e" in next(line for line in seen.splitlines() if "└" in line)
    assert "16 → 90" in seen


@pytest.mark.parametrize(
    "arguments",
    [("1", "--format", "gif"), ("--format", "svg"), ("1", "--format", "svg", "--json"), ("1", "-o", "v.txt")],
)
def test_what_is_no_chart_is_refused(ask: Ask, arguments: tuple[str, ...]) -> None:
    """Another format, no article, JSON beside it."""
    run = ask("views", *arguments)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("newsgrab: --format")


def test_a_missing_extra_is_named(newsgrab: Newsgrab) -> None:
    """Where the library that draws PNG is not installed."""
    done = newsgrab.python(
        "import importlib.util as u, sys; find = u.find_spec\n"
        "u.find_spec = lambda name, *more: None if name == 'resvg_py' else find(name, *more)\n"
        "from newsgrab.cli.app import run; sys.exit(run(['views', '1', '--format', 'png']))"
    )
    assert (done.code, done.err) == (2, "newsgrab: PNG charts need newsgrab[charts]: pip install 'newsgrab[charts]'\n")
