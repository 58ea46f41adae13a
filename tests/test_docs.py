"""The README is true: whatever there is stands in it, and what stands in it works."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typer.main

from newsgrab.archive import Archive
from newsgrab.archive.export import TABLES
from newsgrab.archive.ready import make_ready
from newsgrab.cli.app import build
from newsgrab.cli.render import as_json
from newsgrab.extraction import read
from newsgrab.extraction.selectors import check
from newsgrab.page import Origin, Page
from newsgrab.pipeline import Look, keep_look
from newsgrab.profile import load_profile
from newsgrab.profile import loading as profiles
from newsgrab.profile.profile import FIELDS, TRANSFORMS
from newsgrab.settings import Settings
from newsgrab.visit import Outcome

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS: dict[str, Any] = typer.main.get_command(build()).commands  # type: ignore[attr-defined]
LOOKS = (  # the example's three looks, at times that stay the same
    ("new-quay.html", datetime(2025, 3, 3, 14, 2, tzinfo=UTC)),
    ("new-quay-edited.html", datetime(2025, 3, 3, 14, 31, tzinfo=UTC)),
    ("new-quay-edited.html", datetime(2025, 3, 4, 9, 0, tzinfo=UTC)),
)


def mentioned(word: str) -> bool:
    """The README has the word as code."""
    return re.search(rf"`[^`\n]*(?<![\w-]){re.escape(word)}(?![\w-])[^`\n]*`", README) is not None


def options() -> Iterator[tuple[str, str]]:
    """Every command with every long option it has."""
    for name, command in COMMANDS.items():
        for parameter in command.params:
            for option in (*parameter.opts, *parameter.secondary_opts):
                if option.startswith("--") and option != "--help":
                    yield name, option


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_explained(name: str) -> None:
    """`newsgrab NAME` stands in the README."""
    assert re.search(rf"newsgrab {name}\b", README)


@pytest.mark.parametrize(("name", "option"), sorted(set(options())))
def test_every_option_is_explained(name: str, option: str) -> None:
    """The option stands in the README as code."""
    assert mentioned(option), f"{name} {option}"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_has_an_example(name: str) -> None:
    """`--help` shows an example."""
    assert "Example: newsgrab" in (COMMANDS[name].help or "")


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_is_explained(outcome: Outcome) -> None:
    """So is every word for what came of a look."""
    assert f"| `{outcome}` |" in README


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_listed_in_its_order(table: str) -> None:
    """The columns of an export stand in their order."""
    line = next(line for line in README.splitlines() if line.startswith(f"| `{table}` | `"))
    listed = re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", line))
    assert listed == [table, *TABLES[table].columns]


@pytest.mark.parametrize("key", sorted(profiles._TOP | profiles._LAYOUT | profiles._RULE | profiles._RELATED))
def test_every_profile_key_is_explained(key: str) -> None:
    """The keys of a profile."""
    assert mentioned(key)


@pytest.mark.parametrize("name", sorted(FIELDS | TRANSFORMS))
def test_every_profile_field_and_transform_is_explained(name: str) -> None:
    """What a profile's rules may be for, and what they may do."""
    assert mentioned(name)


def test_the_profile_of_the_guide_is_right(tmp_path: Path) -> None:
    """The guide's example of a profile loads and its selectors run."""
    example = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)[0]
    path = tmp_path / "courier.example.toml"
    path.write_text(example, encoding="utf-8")
    check(load_profile(path))


@pytest.mark.parametrize("key", Settings.__dataclass_fields__)
def test_every_setting_is_explained(key: str) -> None:
    """The keys of newsgrab.toml."""
    assert f"| `{key}` |" in README


def test_every_field_of_an_article_is_explained() -> None:
    """The keys of `extract`'s JSON."""
    page = Page((ROOT / "tests/sites/harbour.example/new-quay.html").read_bytes(), LOOKS[0][1], Origin.FILE)
    article = read(page).article
    assert article is not None
    assert [name for name in as_json(article) if not mentioned(name)] == []
    assert [name for name in article.related[0].__dataclass_fields__ if not mentioned(name)] == []


@pytest.mark.parametrize("code", [0, 1, 2, 3, 4, 130])
def test_every_exit_code_is_explained(code: int) -> None:
    """The exit codes."""
    assert f"| {code} | " in README


def test_links_lead_somewhere() -> None:
    """Every link of the README leads to a file or a heading that is there."""
    headings = {re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-") for line in README.splitlines()}
    for target in re.findall(r"\]\(([^)]+)\)", README):
        if not target.startswith("https:"):
            assert target[1:] in headings if target.startswith("#") else (ROOT / target).exists(), target


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example's pages and the archive after its three looks."""
    folder = tmp_path_factory.mktemp("example")
    pages = ROOT / "tests/sites/harbour.example"
    with Archive(folder / "archive", create=True) as archive:
        for name, at in LOOKS:
            (folder / name).write_bytes((pages / name).read_bytes())
            page = Page((pages / name).read_bytes(), at, Origin.FILE)
            keep_look(archive, Look(ready=make_ready(page, read(page))), reread=read)
    return folder


BLOCKS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_the_examples_print_what_the_readme_shows(example: Path, number: int) -> None:
    """The README's console commands, block by block, give exactly the output beside them."""
    for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", BLOCKS[number], re.MULTILINE):
        where = ["--archive", "other"] if command.startswith("newsgrab fetch") else []
        done = subprocess.run(
            [sys.executable, "-m", "newsgrab", *command.split()[1:], *where],
            cwd=example,
            env={"PYTHONPATH": str(ROOT), "HOME": str(example), "PATH": ""},
            capture_output=True,
            check=False,
        )
        assert (command, done.stdout.decode()) == (command, output), done.stderr.decode()
